"""What counts as a change, how long it stays quiet, and what happens where the system cannot watch."""

from __future__ import annotations

import errno
import threading
import time
from pathlib import Path

import pytest
from watchdog.observers.inotify import InotifyObserver

from site_builder.preview.quiet import Changes
from site_builder.preview.watch import is_scratch, watching


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.yaml", False),
        ("points/2024-03.yaml", False),
        ("", False),
        ("photos/0312.jpg", False),
        (".a.yaml.swp", True),
        ("a.yaml~", True),
        ("a.yaml.tmp", True),
        ("A.BAK", True),
        ("~$账.xlsx", True),
        ("#a.md#", True),
        ("#a.yaml", False),
        ("4913", True),
        ("Thumbs.db", True),
        (".git/refs/x.yaml", True),
    ],
)
def test_scratch_files_are_known_by_name(path: str, expected: bool) -> None:
    assert is_scratch(f"/home/.hidden/content/{path}", "/home/.hidden/content") is expected


def test_one_wait_for_many_changes() -> None:
    changes = Changes(lambda: None, quiet=0.05)
    for _ in range(50):
        changes.note()
    started = time.monotonic()
    changes.wait()
    assert 0.04 < time.monotonic() - started < 1


def test_a_change_between_two_waits_is_not_lost() -> None:
    changes = Changes(lambda: None, quiet=0.01)
    changes.note()
    changes.wait()
    changes.note()
    changes.wait()


def test_it_waits_for_quiet_but_not_for_ever() -> None:
    changes = Changes(lambda: None, quiet=0.2, longest=0.5)
    stop = threading.Event()

    def write_on() -> None:
        while not stop.wait(0.02):
            changes.note()

    thread = threading.Thread(target=write_on)
    thread.start()
    started = time.monotonic()
    changes.wait()
    took = time.monotonic() - started
    stop.set()
    thread.join()
    assert 0.4 < took < 1


def test_without_inotify_the_files_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.yaml").write_text("1")

    def exhausted(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(InotifyObserver, "schedule", exhausted)
    changed = threading.Event()
    said: list[str] = []
    before = threading.active_count()
    with watching(tmp_path, changed.set, said.append):
        assert len(said) == 1
        time.sleep(0.1)
        (tmp_path / "content" / "a.yaml").write_text("22")
        assert changed.wait(3)
    assert threading.active_count() == before


def test_a_limit_reached_later_falls_back_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content").mkdir()
    changed = threading.Event()
    said: list[str] = []
    with watching(tmp_path, changed.set, said.append) as watcher:
        (tmp_path / "themes").mkdir()

        def exhausted(*_args: object, **_options: object) -> None:
            raise OSError(errno.EMFILE, "inotify instance limit reached")

        monkeypatch.setattr(InotifyObserver, "schedule", exhausted)
        watcher.refresh()
        assert len(said) == 1
        changed.clear()
        time.sleep(0.1)
        (tmp_path / "themes" / "a.css").write_text("x")
        assert changed.wait(3)
