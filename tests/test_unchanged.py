"""A build of nothing decides so at once; whatever did change is never missed."""

from __future__ import annotations

import contextlib
import datetime
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from site_builder import build as pipeline
from site_builder import unchanged
from tests.conftest import ROOT

STARTER = ROOT / "site_builder" / "starters" / "village"


def build(site: Path, *options: str, heavy: bool = True) -> str:
    """What a build prints. Without `heavy` it fails where anything heavier than the note is loaded."""
    guard = "" if heavy else "import sys; sys.modules['site_builder.cli'] = None; "
    code = f"{guard}from site_builder.__main__ import main; raise SystemExit(main())"
    command = [sys.executable, "-c", code, "build", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout + done.stderr


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that was built a moment ago."""
    shutil.copytree(STARTER / "content", tmp_path / "content")
    past = time.time() - 60
    for path in (tmp_path / "content").rglob("*"):
        os.utime(path, (past, past))
    build(tmp_path, "--as-of", "2026-05-10")
    return tmp_path


def same(site: Path, *options: str) -> bool:
    command = unchanged.plain_build(["build", *(options or ("--as-of", "2026-05-10"))])
    assert command is not None
    with contextlib.chdir(site):
        return unchanged.nothing_to_do(command) is not None


def test_nothing_is_loaded_and_nothing_is_touched_when_nothing_changed(site: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*")}
    said = build(site, "--as-of", "2026-05-10", heavy=False)
    assert "44" in said
    assert {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*")} == before


def first(site: Path, pattern: str) -> Path:
    return min(site.glob(pattern))


def append_comment(file: Path) -> None:
    file.write_text(file.read_text("utf-8") + "# 1\n", encoding="utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a saved record": lambda site: append_comment(first(site, "content/points/*.yaml")),
    "a file of the same length": lambda site: first(site, "content/points/*.yaml").write_bytes(
        first(site, "content/points/*.yaml").read_bytes()[::-1]
    ),
    "a renamed file": lambda site: first(site, "content/points/*.yaml").rename(site / "content" / "points" / "z.yaml"),
    "a deleted file": lambda site: first(site, "content/stories/*.md").unlink(),
    "a new file": lambda site: (site / "content" / "x.txt").write_text("x"),
    "a new theme": lambda site: (site / "themes" / "honor-red").mkdir(parents=True),
    "a page changed by hand": lambda site: (site / "output" / "index.html").write_text("x"),
    "a page deleted by hand": lambda site: (site / "output" / "index.html").unlink(),
    "a file put into the output": lambda site: (site / "output" / "x.txt").write_text("x"),
    "a deleted cache": lambda site: shutil.rmtree(site / ".cache"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_never_missed(site: Path, change: str) -> None:
    assert same(site)
    CHANGES[change](site)
    assert not same(site)


def test_another_day_or_another_output_is_another_build(site: Path) -> None:
    assert not same(site, "--as-of", "2026-05-11")
    assert not same(site, "--as-of", "2026-05-10", "--output", "elsewhere")


def test_today_is_over_at_midnight(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(site)
    now = time.time()
    assert same(site, "--output", "output")
    monkeypatch.setattr(time, "time", lambda: now + 86_400)
    assert not same(site, "--output", "output")


def test_a_build_across_midnight_holds_for_the_day_that_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(STARTER / "content", tmp_path / "content")
    days = iter([datetime.date(2026, 5, 10), datetime.date(2026, 5, 11), datetime.date(2026, 5, 11)])
    monkeypatch.setattr(pipeline, "today", lambda _: next(days))
    checked = pipeline.check(tmp_path, None)
    assert checked.publication is not None
    assert checked.publication.site.as_of == datetime.date(2026, 5, 10)
    assert datetime.datetime.fromtimestamp(checked.ends, ZoneInfo("Asia/Shanghai")).isoformat() == "2026-05-11T00:00:00+08:00"


def test_another_release_of_a_library_is_another_build(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = tmp_path / "libraries"
    (libraries / "nh3-1.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(libraries))
    monkeypatch.chdir(site)
    command = unchanged.Command("", "", "")
    before = unchanged.look(command)
    assert unchanged.look(command) == before
    (libraries / "nh3-1.dist-info").rename(libraries / "nh3-2.dist-info")
    assert unchanged.look(command)[0] != before[0]


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_a_file_name_of_two_lines_is_no_trouble(site: Path) -> None:
    odd = site / "themes" / "honor-red" / "static" / "logo\nold-version.txt"
    odd.parent.mkdir(parents=True)
    odd.write_text("x")
    build(site, "--as-of", "2026-05-10")
    past = time.time() - 60
    os.utime(odd, (past, past))
    build(site, "--as-of", "2026-05-10")
    assert same(site)


def test_a_damaged_note_is_as_good_as_none(site: Path) -> None:
    note = site / ".cache" / "last-build"
    whole = note.read_bytes()
    for damaged in (whole[:100], b"", whole[:-1] + b"x", whole.replace(b"2026", b"2027", 1), b"\xff\x00" + whole):
        note.write_bytes(damaged)
        assert not same(site)


def test_a_file_saved_during_the_last_moment_is_looked_at_again(site: Path) -> None:
    append_comment(first(site, "content/points/*.yaml"))
    with contextlib.chdir(site):
        _, last = unchanged.look(unchanged.Command("", "", ""))
    assert not unchanged.is_settled(last)
    time.sleep(0.1)
    assert unchanged.is_settled(last)


def test_warnings_are_said_again(site: Path) -> None:
    (site / "content" / "note.txt").write_text("x")
    time.sleep(0.1)
    once = build(site, "--as-of", "2026-05-10")
    again = build(site, "--as-of", "2026-05-10", heavy=False)
    assert "warning[unread-file]" in once
    assert "warning[unread-file]" in again


@pytest.mark.parametrize(
    "arguments", [["check"], ["build", "--no-cache"], ["build", "--format", "json"], ["build", "build"], ["build", "--site"]]
)
def test_other_commands_are_left_to_the_command_line(arguments: list[str]) -> None:
    assert unchanged.plain_build(arguments) is None
