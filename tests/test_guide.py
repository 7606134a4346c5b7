"""What the clerk's guide tells to copy is valid, and the figures that it works out are those of the program.

A block whose fence names a file, as in ```yaml content/points/2026-03.yaml, is that whole file.
The blocks are put into a blank site one after the other, as a clerk does who reads on.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from site_builder.cli import run_command
from site_builder.new import new_site
from tests.conftest import ROOT

GUIDES = ("guide.zh-CN.md", "guide.en.md")
BLOCK = re.compile(r"^( *)```(?:yaml|markdown) (content/\S+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
PICTURE = re.compile(r"photos/[\w.-]+?\.(?:jpg|png)")
FIGURES = re.compile(r"^\| (2026-\d\d-\d\d) \| .* \| (\d+) \| (\d+) \|$", re.MULTILINE)
CODE = re.compile(r"^\|.*\| `([a-z0-9-]+)` \|.*\|$", re.MULTILINE)
SAID = re.compile(r"^ *```text\n *(content/\S+: (?:error|warning)\[.*)\n", re.MULTILINE)
WORKED_HOUSEHOLD = "H002"


class File(NamedTuple):
    path: str
    text: str


def text_of(guide: str) -> str:
    return (ROOT / "docs" / guide).read_text("utf-8")


def files(guide: str) -> list[File]:
    return [File(path, textwrap.dedent(block)) for _, path, block in BLOCK.findall(text_of(guide))]


def steps(guide: str, site: Path) -> Iterator[File]:
    """Write one file of the guide after the other."""
    new_site(site, blank=True)
    for file in files(guide):
        target = site / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file.text, "utf-8")
        for name in PICTURE.findall(file.text):
            picture = site / "content" / name
            picture.parent.mkdir(exist_ok=True)
            Image.new("RGB", (640, 480), "#a33").save(picture)
        yield file


@pytest.fixture(params=GUIDES)
def guide(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def village(guide: str, tmp_path: Path) -> Path:
    """The village with all that the guide tells to write."""
    site = tmp_path / "village"
    for _ in steps(guide, site):
        pass
    return site


def figures(site: Path, day: str) -> dict[str, dict[str, object]]:
    output = site.with_name(f"{site.name}-{day}")
    assert run_command(["build", "--site", str(site), "--as-of", day, "--output", str(output)]) == 0
    accounts = json.loads((output / "data" / "accounts.json").read_text("utf-8"))
    return {account["account"]: account for account in accounts if account["scale"] == "points"}


def test_every_step_is_free_of_mistakes(guide: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = [file.path for file in files(guide)]
    for number, file in enumerate(steps(guide, tmp_path / "village"), start=1):
        if guide != GUIDES[0] and number < len(told):  # the same steps in another language
            continue
        status = run_command(["check", "--site", str(tmp_path / "village")])
        assert (capsys.readouterr().err, status) == ("", 0), file.path


def test_the_guide_shows_every_kind_of_file(guide: str) -> None:
    folders = {Path(file.path).parts[1] for file in files(guide)}
    read = {"site.yaml", "roster", "rules", "points", "activities", "matters", "rewards", "stories", "pages"}
    assert folders == read


def test_the_worked_example_is_what_the_program_says(guide: str, village: Path) -> None:
    told = FIGURES.findall(text_of(guide))
    assert len(told) == 6
    for day, balance, honor in told:
        account = figures(village, day)[WORKED_HOUSEHOLD]
        assert (account["balance"], account["honor"]) == (int(balance), int(honor)), day


def test_the_boards_of_the_worked_example(village: Path) -> None:
    figures(village, "2026-12-31")
    boards = village.with_name("village-2026-12-31") / "data" / "boards" / "households"

    def points(period: str) -> object:
        rows = json.loads((boards / f"{period}.json").read_text("utf-8"))["rows"]
        return {row["id"]: row["points"] for row in rows}.get(WORKED_HOUSEHOLD)

    assert (points("2026-03"), points("2026-Q2"), points("2026")) == (15, None, 12)


def test_the_small_sums_of_the_worked_example(village: Path) -> None:
    figures(village, "2026-04-09")
    rows = (village.with_name("village-2026-04-09") / "data" / "records.csv").read_text("utf-8").splitlines()
    found = {(row.split(",")[4], row.split(",")[5]): row.split(",")[7:] for row in rows}
    assert found["P0006", "volunteering"] == ["1", "confirmed", "false"]
    assert found["P0001", "labor"] == ["3", "confirmed", "false"]
    assert found["P0002", "labor"] == ["", "voided", "false"]
    assert ["0", "confirmed", "true"] in [row.split(",")[7:] for row in rows if "clean-yard" in row]


def test_the_way_to_the_id_of_a_deduction(village: Path) -> None:
    """`deductions: named` for a moment shows it, in a folder that is not published."""
    settings = village / "content" / "site.yaml"
    settings.write_text(settings.read_text("utf-8").replace("deductions: anonymous", "deductions: named"), "utf-8")
    figures(village, "2026-05-01")
    rows = (village.with_name("village-2026-05-01") / "data" / "records.csv").read_text("utf-8").splitlines()
    assert [row for row in rows if re.match(r"[0-9a-f]{12},2026-03-25,points,H003,,litter,", row)]


def test_the_shown_messages_are_real(guide: str, village: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All is in order; then the mistake that the guide explains, made in the file that it names."""
    said = set(SAID.findall(text_of(guide)))
    assert len(said) == 1
    if guide.endswith("en.md"):
        settings = village / "content" / "site.yaml"
        settings.write_text(settings.read_text("utf-8") + "language: en\n", "utf-8")
    assert run_command(["check", "--site", str(village)]) == 0
    assert f"```text\n{capsys.readouterr().out}```" in text_of(guide)
    points = village / "content" / "points" / "2026-03.yaml"
    points.write_text(points.read_text("utf-8").replace("rule: labor", "rule: labr", 1), "utf-8")
    assert run_command(["check", "--site", str(village)]) == 1
    assert said <= set(capsys.readouterr().err.splitlines())


def test_every_code_of_the_guide_is_one_of_the_program(guide: str) -> None:
    known = set(re.findall(r"^## ([a-z0-9-]+)$", (ROOT / "docs" / "errors.md").read_text("utf-8"), re.MULTILINE))
    told = set(CODE.findall(text_of(guide)))
    assert len(told) > 10
    assert told <= known


def test_every_entry_of_the_contents_leads_to_a_heading(guide: str) -> None:
    text = text_of(guide)
    headings = [re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)]
    assert [anchor for anchor in re.findall(r"\]\(#([^)]+)\)", text) if anchor not in headings] == []


def test_both_guides_have_the_same_parts() -> None:
    chinese, english = (re.findall(r"^#+", text_of(guide), re.MULTILINE) for guide in GUIDES)
    assert chinese == english
    assert [file.path for file in files(GUIDES[0])] == [file.path for file in files(GUIDES[1])]
