"""`site-builder print`: what it refuses, what it writes, and that a file is only ever the old or the new one."""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from site_builder.cli import run_command
from site_builder.print.refused import INSTALL
from tests.print.village import AS_OF, MASKED, NOTE, make_site, printed, run, text_of
from tests.seals.sites import edit

ROOT = Path(__file__).resolve().parents[2]


def test_texts_that_look_like_code_or_markup_are_printed_as_they_stand(site: Path) -> None:
    assert "".join(NOTE.split()) in text_of(printed(site, "bulletin"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["board", "nope"], "households"),
        (["board", "households", "--period", "2024"], "2025-Q2"),
        (["board", "households", "--period", "gestern"], "2024-Q1"),
        (["certificates", "nope"], "households"),
        (["bulletin", "2025-05-21"], "2025-05-20"),
        (["all", "2024-Q1"], "2024-Q1"),
        (["cards", "--out", "{site}/content/cards.pdf"], "content/"),
        (["cards", "--out", "{site}/output/cards.pdf"], "output/"),
        (["cards", "--out", "{site}/themes/../themes/cards.pdf"], "themes/"),
    ],
)
def test_what_is_not_there_or_not_possible_is_refused_with_what_there_is(
    site: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(site, *(argument.format(site=site) for argument in arguments)) == 2
    assert said in capsys.readouterr().err
    assert sorted(path.name for path in site.iterdir() if path.name != "print") == ["content"]


@pytest.mark.parametrize("arguments", [["board", "households", "--paper", "A7"], ["bulletin", "yesterday"], ["board"]])
def test_a_wrong_word_on_the_command_line_is_wrong_usage(site: Path, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(site, *arguments)
    assert ended.value.code == 2


def test_without_a_word_of_what_to_print_the_help_is_shown(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["print", "--site", str(site)]) == 2
    assert "certificates" in capsys.readouterr().err


def test_a_board_that_is_too_full_for_its_paper_is_refused_or_takes_a_larger_one(site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from site_builder.print import papers

    monkeypatch.setattr(papers, "DISTANCES", {**papers.DISTANCES, "A3": 9.0, "A4": 9.0})
    assert run(site, "board", "households", "--period", "2025-Q2", "--paper", "A4") == 2
    assert "A4" in capsys.readouterr().err
    assert run(site, "board", "households", "--period", "2025-Q2", "--out", str(site / "print" / "larger.pdf")) == 0
    assert "A2" in capsys.readouterr().out


def test_content_with_errors_is_not_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = make_site(tmp_path)
    edit(site, "points/2025-05.yaml", "rule: talk", "rule: tlak")
    assert run(site, "cards", "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)
    assert [problem["code"] for problem in found if problem["severity"] == "error"] == ["unknown-rule"]
    assert not (site / "print").exists()


def test_a_folder_that_is_no_site_and_words_that_cannot_be_read_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "cards") == 1
    assert "error[no-site]" in capsys.readouterr().err
    site = make_site(tmp_path)
    words = site / "themes" / "honor-red" / "locale" / "zh_CN" / "LC_MESSAGES" / "theme.mo"
    words.parent.mkdir(parents=True)
    words.write_bytes(b"no catalogue")
    assert run(site, "cards") == 1
    assert "themes/honor-red/locale/zh_CN/LC_MESSAGES/theme.mo:1:1: error[broken-catalogue]" in capsys.readouterr().err


def test_certificates_for_a_board_on_which_nobody_stands_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = make_site(tmp_path)
    # Only the deduction counts on this board, so that nobody has points on it.
    edit(site, "site.yaml", "title: 积分红榜, scale: points,", "title: 积分红榜, scale: points, rule: litter,")
    assert run(site, "certificates", "households") == 2
    assert "没有奖状" in capsys.readouterr().err
    assert "这一期的头几名会写在这里" in text_of(printed(site, "board", "households"))


def test_a_folder_is_not_taken_for_a_file(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "made.pdf").mkdir()
    assert run(site, "cards", "--out", str(tmp_path / "made.pdf")) == 2
    assert "made.pdf" in capsys.readouterr().err


def test_without_an_address_boards_have_no_codes_and_cards_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = make_site(tmp_path)
    edit(site, "site.yaml", "base_url: https://lianwan.example.org/\n", "")
    assert run(site, "board", "households") == 0
    assert "base_url" in capsys.readouterr().err
    assert run(site, "cards") == 2
    assert "base_url" in capsys.readouterr().err
    assert run(site, "all", "2025-Q2") == 0
    assert not list((site / "print" / "2025-Q2").glob("cards*"))


def test_all_of_a_period_is_written_with_a_bill_that_names_each_file(site: Path, tmp_path: Path) -> None:
    assert run(site, "all", "2025-Q2", "--out", str(tmp_path / "made")) == 0
    made = {file.name for file in (tmp_path / "made").iterdir()}
    assert made == {
        "bill.pdf", "cards-A4.pdf", "bulletin-2025-05-20-A4.pdf", "bulletin-2025-05-20-large-A4.pdf",
        *(f"{kind}-{board}-2025-Q2-{size}.pdf" for kind, size in (("board", "A3"), ("certificates", "A4")) for board in ("households", "people", "teams")),
    }
    bill = text_of((tmp_path / "made" / "bill.pdf").read_bytes())
    for name in made - {"bill.pdf"}:
        assert name in bill
    assert "公示栏，贴到2025年5月26日" in bill


def test_sheets_go_beside_the_output_and_are_never_published(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    assert run(site, "board", "stars", "--landscape", "--paper", "a2") == 0
    assert [file.name for file in (site / "print").iterdir()] == ["board-stars-2025-A2.pdf"]
    assert run_command(["build", "--site", str(site), "--as-of", AS_OF]) == 0
    assert not list((site / "output").rglob("*.pdf"))


def test_a_disk_that_is_full_leaves_the_old_sheets_as_they_were(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "made"
    assert run(site, "all", "2025-Q2", "--out", str(out)) == 0
    before = {file.name: (file.read_bytes(), file.stat().st_ino) for file in out.iterdir()}
    flushed = []

    def full(_handle: int) -> None:
        flushed.append(1)
        if len(flushed) == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert run(site, "all", "2025-Q2", "--out", str(out)) == 2
    assert "No space left" in capsys.readouterr().err
    assert {file.name: (file.read_bytes(), file.stat().st_ino) for file in out.iterdir()} == before


def test_who_reads_a_sheet_while_it_is_printed_anew_reads_the_old_one_to_its_end(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "made.pdf"
    assert run(site, "cards", "--out", str(out)) == 0
    before = out.read_bytes()
    with out.open("rb") as reader:
        assert run(site, "board", "teams", "--out", str(out)) == 0
        assert reader.read() == before
    assert out.read_bytes() != before
    assert [file.name for file in tmp_path.iterdir()] == ["made.pdf"]


def plain_distributions() -> set[str]:
    """What `pip install` brings along without any extra, in the spelling of the index."""
    found: set[str] = set()
    pending = [Requirement(one) for one in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]]
    while pending:
        wanted = pending.pop()
        name = canonicalize_name(wanted.name)
        if name not in found and (wanted.marker is None or wanted.marker.evaluate({"extra": ""})):
            found.add(name)
            pending += map(Requirement, importlib.metadata.requires(name) or ())
    return found


def test_without_the_extra_the_command_that_installs_it_is_named(site: Path) -> None:
    plain = plain_distributions()
    by_module = importlib.metadata.packages_distributions()
    missing = [module for module, owners in by_module.items() if not plain & set(map(canonicalize_name, owners))]
    assert {"typst", "fontTools", "pikepdf"} <= set(missing)
    script = (
        f"import sys; sys.modules.update(dict.fromkeys({missing!r}))\n"
        "from site_builder.cli import run_command\n"
        f"sys.exit(run_command(['print', 'cards', '--site', {str(site)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 2, done.stderr
    assert INSTALL in done.stderr
    assert "Traceback" not in done.stderr


def test_the_same_village_gives_the_same_bytes_in_another_process_folder_time_zone_and_locale(site: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(site / "content", tmp_path / "elsewhere" / "content")
    expected = printed(site, "board", "households", "--paper", "A1", "--bleed")
    environment = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1"}
    out = tmp_path / "made.pdf"
    command = [sys.executable, "-m", "site_builder", "print", "board", "households", "--paper", "A1", "--bleed"]
    subprocess.run([*command, "--as-of", AS_OF, "--site", str(copy.parent), "--out", str(out)], cwd=ROOT, env=environment, check=True, capture_output=True)
    assert out.read_bytes() == expected


def test_a_template_of_the_village_replaces_one_and_its_mistake_is_named_at_its_line(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = shutil.copytree(site, tmp_path / "ours", ignore=shutil.ignore_patterns("print"))
    template = copy / "themes" / "honor-red" / "print" / "cards.typ"
    template.parent.mkdir(parents=True)
    template.write_text('#import "common.typ": *\n#show: sheet\n= #model.village\n', "utf-8")
    assert text_of(printed(copy, "cards")) == "马场村"
    template.write_text('#import "common.typ": *\n#show: sheet\n= #model.nothing\n', "utf-8")
    assert run(copy, "cards") == 1
    said = capsys.readouterr().err
    assert "themes/honor-red/print/cards.typ:3:9: error[template]" in said


def test_a_font_that_is_not_there_is_an_error_and_no_gap(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = shutil.copytree(site, tmp_path / "ours", ignore=shutil.ignore_patterns("print"))
    template = copy / "themes" / "honor-red" / "print" / "cards.typ"
    template.parent.mkdir(parents=True)
    template.write_text('#import "common.typ": *\n#show: sheet\n= #text(font: "Comic Kai", model.village)\n', "utf-8")
    assert run(copy, "cards") == 1
    assert "themes/honor-red/print/cards.typ:3:14: error[template]" in capsys.readouterr().err


def test_a_template_can_read_nothing_but_the_templates(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = shutil.copytree(site, tmp_path / "ours", ignore=shutil.ignore_patterns("print"))
    template = copy / "themes" / "honor-red" / "print" / "cards.typ"
    template.parent.mkdir(parents=True)
    for reach in (f'read("{site}/content/site.yaml")', 'read("../../../../etc/hostname")', 'import "@preview/cetz:0.3.0"'):
        template.write_text(f'#import "common.typ": *\n#show: sheet\n#{reach}\n', "utf-8")
        assert run(copy, "cards") == 1
        assert "error[template]" in capsys.readouterr().err


def test_a_board_that_a_template_lets_run_over_is_an_error(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = shutil.copytree(site, tmp_path / "ours", ignore=shutil.ignore_patterns("print"))
    template = copy / "themes" / "honor-red" / "print" / "board.typ"
    template.parent.mkdir(parents=True)
    template.write_text('#import "common.typ": *\n#show: sheet\n= #model.title\n#pagebreak()\nmore\n', "utf-8")
    assert run(copy, "board", "teams") == 1
    assert "2 pages" in capsys.readouterr().err


@pytest.mark.parametrize(("language", "said"), [("zh-TW", "名次"), ("en", "Rank")])
def test_paper_speaks_the_language_of_the_village(tmp_path: Path, language: str, said: str) -> None:
    site = make_site(tmp_path)
    edit(site, "site.yaml", "language: zh-CN", f"language: {language}")
    text = text_of(printed(site, "board", "households", "--period", "2025-Q2"))
    assert said in text
    assert MASKED["H9"] in text
