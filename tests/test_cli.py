"""The command line as its user meets it: what is printed, where, and the exit status."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT

STARTER = ROOT / "site_builder" / "starters" / "village"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    shutil.copytree(STARTER / "content", tmp_path / "site" / "content")
    return tmp_path / "site"


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "site_builder", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def break_content(site: Path) -> None:
    file = site / "content" / "points" / "broken.yaml"
    file.write_text("posted: 2026-03-01\nrecords:\n  - {date: 2026-02-28, who: H001, rule: labr}\n", encoding="utf-8")


def test_a_good_site_is_checked_and_built(site: Path) -> None:
    checked = run("check", cwd=site)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert not (site / "output").exists()
    built = run("build", "--as-of", "2026-05-10", cwd=site)
    assert (built.returncode, built.stderr) == (0, "")
    assert (site / "output" / "index.html").is_file()
    assert str(Path("output") / "index.html") in built.stdout


@pytest.mark.parametrize("order", [("--site", "{}", "check"), ("check", "--site", "{}")])
def test_the_site_stands_before_or_after_the_command(site: Path, order: tuple[str, ...]) -> None:
    assert run(*(part.format(site) for part in order)).returncode == 0


def test_errors_leave_the_output_as_it_was_and_end_with_1(site: Path) -> None:
    assert run("build", "--as-of", "2026-05-10", cwd=site).returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*")}
    break_content(site)
    built = run("build", "--as-of", "2026-05-10", cwd=site)
    assert built.returncode == 1
    assert built.stderr.startswith("content/points/broken.yaml:3:41: error[unknown-rule]: ")
    assert {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*")} == before


def test_problems_as_json_go_to_standard_output(site: Path) -> None:
    break_content(site)
    checked = run("check", "--format", "json", cwd=site)
    assert (checked.returncode, checked.stderr) == (1, "")
    (problem,) = json.loads(checked.stdout)
    assert list(problem) == ["file", "line", "column", "severity", "code", "message", "hint"]
    assert (problem["file"], problem["line"], problem["column"]) == ("content/points/broken.yaml", 3, 41)
    assert (problem["severity"], problem["code"]) == ("error", "unknown-rule")


def test_no_command_prints_the_help_with_status_2() -> None:
    ran = run()
    assert ran.returncode == 2
    assert "build" in ran.stderr + ran.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"], ["build", "--as-of", "2026-02-30"], ["build", "--jobs", "0"], ["check", "--format", "xml"],
        ["serve", "--port", "99999"], ["convert"], ["convert", "nothing.yaml"], ["convert", "content"], ["check", "--site", "nowhere"], ["build", "--site", "nowhere"],
        ["build", "--output", "."], ["build", "--output", ".."], ["build", "--output", "content/x"], ["new", "."],
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2_and_without_a_traceback(site: Path, arguments: list[str]) -> None:
    ran = run(*arguments, cwd=site)
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
    assert ran.stderr.strip()


def test_a_folder_that_is_not_ours_is_refused_and_kept(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "photos"
    other.mkdir()
    (other / "wedding.jpg").write_bytes(b"precious")
    assert run("build", "--output", other, cwd=site).returncode == 2
    assert (other / "wedding.jpg").read_bytes() == b"precious"


def test_new_makes_a_site_that_checks_and_builds(tmp_path: Path) -> None:
    for options in ([], ["--blank"]):
        directory = tmp_path / f"村{len(options)}"
        assert run("new", directory, *options).returncode == 0
        checked = run("check", "--site", directory)
        assert (checked.returncode, checked.stderr) == (0, "")
        assert run("build", "--site", directory).returncode == 0
        assert run("new", directory, *options).returncode == 2


def test_records_lists_every_id_also_of_what_is_published_without_one(site: Path) -> None:
    listed = run("records", cwd=site)
    assert (listed.returncode, listed.stderr) == (0, "")
    lines = [line.split("\t") for line in listed.stdout.splitlines()]
    assert run("build", "--as-of", "2026-12-31", cwd=site).returncode == 0
    published = (site / "output" / "data" / "records.csv").read_text("utf-8")
    hidden = [line for line in lines if line[4] == "litter"]
    assert hidden
    assert not any(line[0] in published for line in hidden)
    assert sum(line[0] in published for line in lines) > 20
    chosen = run("records", "litter", hidden[0][2], cwd=site).stdout
    assert [line.split("\t")[0] for line in chosen.splitlines()] == [hidden[0][0]]
    file, _, number = hidden[0][6].rpartition(":")
    assert "litter" in (site / file).read_text("utf-8").splitlines()[int(number) - 1]


def test_records_as_json_are_one_document_and_nothing_found_is_said(site: Path) -> None:
    found = json.loads(run("records", "H001", "--format", "json", cwd=site).stdout)
    assert found["problems"] == []
    assert {record["who"] for record in found["records"]} == {"H001"}
    none = run("records", "张三丰", cwd=site)
    assert (none.returncode, none.stdout, none.stderr) == (0, "", "没有找到同时含有这些字词的记录。\n")


def test_drafts_are_counted_so_that_a_forgotten_line_takes_no_month_away(site: Path) -> None:
    file = max((site / "content/points").glob("*.yaml"))
    text = file.read_text("utf-8")
    posted = next(line for line in text.splitlines() if line.startswith("posted:"))
    assert "草稿" not in run("check", cwd=site).stdout
    file.write_text(text.replace(posted, "", 1), "utf-8")
    told = "另有 9 条记录是草稿"
    checked = run("check", cwd=site)
    assert told in checked.stdout
    assert file.name in checked.stdout
    for _ in "12":  # the second time nothing has changed
        assert told in run("build", "--as-of", "2026-05-10", cwd=site).stdout


@pytest.mark.parametrize(("name", "village"), [("塘湾村", "塘湾村"), ("site", "我们村")])
def test_an_empty_village_is_called_as_its_folder(tmp_path: Path, name: str, village: str) -> None:
    assert run("new", "--blank", tmp_path / name).returncode == 0
    assert f"\nvillage: {village} " in (tmp_path / name / "content/site.yaml").read_text("utf-8")


def test_convert_turns_gb18030_into_utf8_and_keeps_the_old_file(site: Path) -> None:
    file = site / "content" / "site.yaml"
    text = file.read_text("utf-8")
    file.write_bytes(text.encode("gb18030"))
    checked = run("check", cwd=site)
    assert checked.returncode == 1
    assert "error[not-utf8]" in checked.stderr
    assert "site-builder convert" in checked.stderr
    converted = run("convert", file)
    assert converted.returncode == 0
    assert file.read_text("utf-8") == text
    assert (site / "content" / "site.yaml.bak").read_bytes() == text.encode("gb18030")
    assert run("check", cwd=site).returncode == 0
    neither = site / "neither.yaml"
    neither.write_bytes(b"\xff\xfe\xff")
    assert run("convert", file, neither).returncode == 1
    assert run("convert", neither, "nowhere.yaml", file).returncode == 2


def answer_to_interrupts() -> None:
    """Tests that run in the background are deaf to Ctrl-C, and so would be what they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_preview_ends_without_a_traceback(site: Path, number: signal.Signals, status: int) -> None:
    command = [sys.executable, "-m", "site_builder", "serve", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=site, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=answer_to_interrupts,  # noqa: PLW1509 - nothing else runs in this process
    ) as process:
        assert process.stdout is not None
        while "127.0.0.1" not in process.stdout.readline():
            pass
        process.send_signal(number)
        try:
            _, errors = process.communicate(timeout=20)
        finally:
            process.kill()
    assert process.returncode == status
    assert "Traceback" not in errors


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_an_interrupted_build_leaves_no_site_behind_or_a_whole_one(site: Path) -> None:
    command = [sys.executable, "-m", "site_builder", "build"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for delay in (0.4, 0.8, 1.2):
        with subprocess.Popen(command, cwd=site, env=environment, stderr=subprocess.PIPE, text=True) as process:
            time.sleep(delay)
            process.terminate()
            _, errors = process.communicate(timeout=20)
        # -15: it was ended before a line of ours ran.
        assert process.returncode in (0, 143, -15)
        assert "Traceback" not in errors
        assert not (site / "output").exists() or (site / "output" / "data" / "site.json").is_file()


def test_a_template_that_fails_is_named_with_its_line_and_the_old_site_stays(site: Path) -> None:
    assert run("build", cwd=site).returncode == 0
    before = (site / "output" / "index.html").read_bytes()
    template = site / "themes" / "honor-red" / "templates" / "rules.html"
    template.parent.mkdir(parents=True)
    template.write_text("{# mine #}\n\n{{ nothing_of_this_name }}\n", encoding="utf-8")
    for command in ("check", "build"):
        ran = run(command, cwd=site)
        assert ran.returncode == 1
        assert "themes/honor-red/templates/rules.html:3:1: error[template]: " in ran.stderr
    assert (site / "output" / "index.html").read_bytes() == before
