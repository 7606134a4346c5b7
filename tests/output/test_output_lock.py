"""Two builds of one target at the same time: the second waits, or is refused, and a dead one holds nothing."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from site_builder.output import OutputRefused, lock, stage


def publish(site: Path, data: bytes, wait: float = 10) -> None:
    with stage(site / "output", site, wait=wait) as staging:
        for number in range(20):
            staging.write(f"{number}.html", data)
        staging.publish()


def hold_in_child(site: Path) -> int:
    """A process that holds the target and sleeps; its id, once it holds it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with stage(site / "output", site) as staging:
                staging.write("half.html", b"half")
                os.write(writing, b"!")
                signal.pause()
        finally:
            os._exit(1)
    os.close(writing)
    assert os.read(reading, 1) == b"!"
    os.close(reading)
    return child


def test_a_second_build_is_refused_when_the_wait_is_over(site: Path) -> None:
    child = hold_in_child(site)
    try:
        started = time.monotonic()
        with pytest.raises(OutputRefused, match="Another build"):
            publish(site, b"second", wait=0.2)
        assert 0.2 <= time.monotonic() - started < 2
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_a_killed_build_holds_nothing(site: Path) -> None:
    child = hold_in_child(site)
    assert (site / ".output.site-builder").exists()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    publish(site, b"second", wait=0)
    assert sorted(os.listdir(site)) == ["content", "output", "themes"]
    assert not (site / "output" / "half.html").exists()


def test_a_second_build_waits_for_the_first(site: Path) -> None:
    entered = threading.Event()

    def first() -> None:
        with stage(site / "output", site) as staging:
            entered.set()
            time.sleep(0.3)
            staging.write("first.html", b"1")
            staging.publish()

    thread = threading.Thread(target=first)
    thread.start()
    entered.wait()
    publish(site, b"second")
    thread.join()
    assert (site / "output" / "0.html").read_bytes() == b"second"
    assert not (site / "output" / "first.html").exists()


def test_a_lock_whose_name_has_gone_to_another_is_no_lock(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = site / ".output.site-builder.lock"
    real = lock._try_lock
    others: list[int] = []

    def late(handle: int) -> bool:
        if not others:  # the holder ends and a third one begins between opening and locking
            path.unlink()
            others.append(os.open(path, os.O_RDWR | os.O_CREAT))
            assert real(others[0])
        return real(handle)

    monkeypatch.setattr(lock, "_try_lock", late)
    try:
        with pytest.raises(OutputRefused, match="Another build"):
            publish(site, b"second", wait=0.1)
    finally:
        os.close(others[0])
    publish(site, b"second", wait=0)


def test_many_processes_at_once_leave_one_whole_site(site: Path) -> None:
    children = []
    for number in range(6):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                for _ in range(5):
                    publish(site, str(number).encode(), wait=30)
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 6
    pages = {path.read_bytes() for path in (site / "output").glob("*.html")}
    assert len(pages) == 1
    assert sorted(os.listdir(site)) == ["content", "output", "themes"]


def test_another_target_does_not_wait(site: Path) -> None:
    with stage(site / "output", site), stage(site / "second", site, wait=0) as staging:
        staging.write("a", b"")
        staging.publish()


def test_a_target_by_another_path_is_the_same_target(site: Path) -> None:
    (site.parent / "way").symlink_to(site)
    with (
        stage(site / "output", site),
        pytest.raises(OutputRefused, match="Another build"),
        stage(site.parent / "way" / "themes" / ".." / "output", site, wait=0),
    ):
        pass
