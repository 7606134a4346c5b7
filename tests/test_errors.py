"""Every mistake of tests/errors/: the exact lines that a clerk sees, and nothing written.

After a change that is meant: `python tests/errors/accept.py` writes the lines anew, to be read in
the diff, and `python tests/errors/reference.py` writes docs/errors.md.
"""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path

import pytest

from site_builder.cli import run_command
from tests.errors import cases, reference

LINE = re.compile(r"(.+?):(\d+):(\d+): (error|warning)\[([a-z0-9-]+)\]: (.+)")
KEYS = ["file", "line", "column", "severity", "code", "message", "hint"]
FIXED = {"not-utf8", "unknown-rule", "recorded-twice", "template"}
"""The codes that the format names."""


@pytest.fixture(params=cases.NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


def snapshot(site: Path) -> dict[str, tuple[int, int]]:
    """Every path below a folder with its size and time; links are not followed."""
    return {
        path.relative_to(site).as_posix(): (status.st_size if stat.S_ISREG(status.st_mode) else 0, status.st_mtime_ns)
        for path in site.rglob("*")
        if (status := path.lstat())
    }


def problems(text: str) -> list[tuple[str, ...]]:
    """Place, severity and code of each line."""
    found = [LINE.fullmatch(line) for line in text.splitlines()]
    assert all(found), text
    return [match.groups()[:5] for match in found if match]


def test_the_base_is_without_a_mistake(tmp_path, monkeypatch, capsys):
    cases.make_site("BASE", tmp_path, monkeypatch)
    assert run_command(["--site", str(tmp_path), "check"]) == 0
    assert capsys.readouterr().err == ""


def test_a_mistake_is_told_and_nothing_is_written(name, tmp_path, monkeypatch, capsys):
    cases.make_site(name, tmp_path, monkeypatch)
    published = tmp_path / "output" / "index.html"
    published.parent.mkdir(exist_ok=True)
    published.write_text("as it was", "utf-8")
    before = snapshot(tmp_path)
    site = ["--site", str(tmp_path)]
    status = run_command([*cases.command(name), *site])
    said = capsys.readouterr().err
    assert said == cases.expected(name)
    assert status == (1 if any(problem[3] == "error" for problem in problems(said)) else 0)
    assert snapshot(tmp_path) == before

    assert run_command([*cases.command(name), *site, "--format", "json"]) == status
    out, err = capsys.readouterr()
    listed = json.loads(out)
    assert err == ""
    assert [list(problem) for problem in listed] == [KEYS] * len(listed)
    assert [tuple(str(problem[key]) for key in KEYS[:5]) for problem in listed] == problems(said)
    for problem, line in zip(listed, said.splitlines(), strict=True):
        assert problem["message"] in line
        assert problem["hint"] in line
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("name", ["unknown-rule", "over-stock", "not-utf8", "template"])
def test_a_build_leaves_what_was_published(name, tmp_path, monkeypatch, capsys):
    cases.make_site("BASE", tmp_path, monkeypatch)
    build = ["build", "--site", str(tmp_path), "--as-of", "2024-12-31"]
    assert run_command(build) == 0
    before = snapshot(tmp_path / "output")
    cases.make_site(name, tmp_path, monkeypatch)
    capsys.readouterr()
    assert run_command(build) == 1
    assert capsys.readouterr().err == cases.expected(name)
    assert snapshot(tmp_path / "output") == before


def test_every_code_of_the_program_has_a_case():
    shown = {problem[4] for name in cases.NAMES for problem in problems(cases.expected(name))}
    written = cases.codes_of_the_program()
    assert len(written) > 120, "the source was not read"
    assert written <= shown, "codes without a case"
    assert shown <= written, "cases of codes that are gone"
    assert shown >= FIXED


def test_every_case_shows_a_problem_and_says_what_it_is():
    assert len(cases.NAMES) >= 110
    for name in cases.NAMES:
        assert cases.expected(name), name
        assert cases.about(name).endswith("。"), name


def test_what_is_made_by_hand_belongs_to_a_case():
    assert set(cases.MADE) <= set(cases.NAMES)


def test_no_line_shows_a_private_number_or_a_hidden_character():
    for name in cases.NAMES:
        text = cases.expected(name)
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)|\d{17}[\dX]", text), name
        assert all(char.isprintable() or char == "\n" for char in text), name


def test_the_error_reference_is_current():
    assert reference.FILE.read_text("utf-8") == reference.page(), "run python tests/errors/reference.py"
