"""Killed, interrupted or out of disk at any operation, the target is the old or the new site as a whole."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from site_builder.output import MARKER, OutputRefused, durable, exchange, recover, stage

OLD = {"index.html": b"old", "same.html": b"same", "gone/a.html": b"a"}
NEW = {"index.html": b"new", "same.html": b"same", "fresh/b.html": b"b"}
NEXT = {"index.html": b"next"}
FOREIGN = {"own/notes.txt": b"mine"}

OPERATIONS = ["open", "write", "mkdir", "chmod", "fchmod", "link", "rename", "replace"]
OPERATIONS += ["unlink", "rmdir", "scandir", "listdir", "fsync"]
TAKES_ROOM = {"write", "mkdir", "link", "fsync"}  # and "open" where it creates

Fault = Callable[[str, int, tuple[Any, ...]], None]


@contextmanager
def faults(fault: Fault) -> Iterator[list[int]]:
    """Call `fault` with the name, the number and the arguments of each file operation before it happens."""
    count = [0]

    def wrap(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **options: Any) -> Any:
            count[0] += 1
            fault(name, count[0], args)
            return real(*args, **options)

        return wrapped

    with pytest.MonkeyPatch.context() as patch:
        for name in OPERATIONS:
            patch.setattr(os, name, wrap(name, getattr(os, name)))
        patch.setattr(exchange, "exchange_names", wrap("exchange", exchange.exchange_names))
        yield count


def publish(site: Path, files: dict[str, bytes]) -> None:
    with stage(site / "output", site, wait=0) as staging:
        for path, data in files.items():
            staging.write(path, data)
        staging.publish()


def snapshot(output: Path) -> dict[str, bytes] | None:
    """What stands at the target, without the marker, which must fit it."""
    if not output.exists():
        return None
    found = {p.relative_to(output).as_posix(): p.read_bytes() for p in output.rglob("*") if p.is_file()}
    found.pop(MARKER, None)
    return found


def before_first(_site: Path) -> tuple[dict[str, bytes] | None, dict[str, bytes]]:
    return None, {}


def before_git(site: Path) -> tuple[dict[str, bytes] | None, dict[str, bytes]]:
    (site / "output").mkdir()
    (site / "output" / ".gitignore").write_bytes(b"*")
    return {".gitignore": b"*"}, {".gitignore": b"*"}


def before_old(site: Path) -> tuple[dict[str, bytes] | None, dict[str, bytes]]:
    publish(site, OLD)
    for path, data in FOREIGN.items():
        (site / "output" / path).parent.mkdir(exist_ok=True)
        (site / "output" / path).write_bytes(data)
    return OLD | FOREIGN, FOREIGN


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of sites are published here; that they reach the disk is tested at the end."""
    monkeypatch.setattr(os, "fsync", lambda _handle: None)


@pytest.fixture(params=["exchange", "aside"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The two ways to put a site in place: an exchange of names, and stepping aside."""
    if request.param == "aside":
        monkeypatch.setattr(exchange, "_renameat2", lambda: None)
    return str(request.param)


def die_at(fatal: int) -> Fault:
    def fault(name: str, number: int, args: tuple[Any, ...]) -> None:
        if number == fatal:
            if name == "write":  # die with half of it written
                REAL_WRITE(args[0], args[1][: len(args[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)

    return fault


REAL_WRITE = os.write


def publish_in_child(site: Path, fault: Fault) -> int:
    """Publish NEW in a process of its own; its wait status."""
    child = os.fork()
    if child == 0:
        try:
            with faults(fault):
                publish(site, NEW)
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1]


@pytest.mark.parametrize(
    ("before", "way"),
    [(before_first, "exchange"), (before_git, "exchange"), (before_old, "exchange"), (before_old, "aside")],
    indirect=["way"],
)
def test_killed_anywhere_the_site_is_whole_and_the_next_run_sweeps(
    before: Callable[[Path], tuple[dict[str, bytes] | None, dict[str, bytes]]],
    way: str,
    tmp_path: Path,
) -> None:
    seen = set()
    for fatal in range(1, 1000):
        site = tmp_path / str(fatal)
        (site / "content").mkdir(parents=True)
        old, foreign = before(site)
        output = site / "output"
        status = publish_in_child(site, die_at(fatal))
        if way == "aside" and old is not None:
            recover(output, wait=0)
        found = snapshot(output)
        assert found in (old, NEW | foreign), fatal
        seen.add(found == old)
        publish(site, NEXT)
        assert snapshot(output) == NEXT | foreign, fatal
        assert sorted(os.listdir(site)) == ["content", "output"], fatal
        if status == 0:
            break
    assert os.WIFEXITED(status)
    assert fatal > 40
    assert seen == {True, False}


@pytest.mark.parametrize("recovered", [True, False])
def test_at_the_step_aside_only_the_name_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recovered: bool
) -> None:
    monkeypatch.setattr(exchange, "_renameat2", lambda: None)
    (tmp_path / "content").mkdir()
    before_old(tmp_path)

    def fault(name: str, _: int, args: tuple[Any, ...]) -> None:
        if name == "rename" and args[1] == str(tmp_path / "output"):
            os.kill(os.getpid(), signal.SIGKILL)

    assert os.WIFSIGNALED(publish_in_child(tmp_path, fault))
    assert not (tmp_path / "output").exists()
    if recovered:
        recover(tmp_path / "output")
        assert snapshot(tmp_path / "output") == OLD | FOREIGN
    publish(tmp_path, NEXT)
    assert snapshot(tmp_path / "output") == NEXT | FOREIGN


def out_of_room_once(fatal: int) -> Fault:
    def fault(_name: str, number: int, _args: tuple[Any, ...]) -> None:
        if number == fatal:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return fault


def out_of_room_from(fatal: int) -> Fault:
    def fault(name: str, number: int, args: tuple[Any, ...]) -> None:
        if number >= fatal and (name in TAKES_ROOM or (name == "open" and args[1] & os.O_CREAT)):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return fault


def interrupted_at(fatal: int) -> Fault:
    def fault(_name: str, number: int, _args: tuple[Any, ...]) -> None:
        if number == fatal:
            raise KeyboardInterrupt

    return fault


@pytest.mark.parametrize(
    ("trouble", "way"),
    [
        (out_of_room_once, "exchange"),
        (out_of_room_from, "exchange"),
        (out_of_room_from, "aside"),
        (interrupted_at, "exchange"),
        (interrupted_at, "aside"),
    ],
    indirect=["way"],
)
def test_failing_anywhere_the_old_site_stands_or_the_new_one(
    trouble: Callable[[int], Fault], way: str, tmp_path: Path
) -> None:
    assert (exchange._renameat2() is None) == (way == "aside")
    outcomes = set()
    for fatal in range(1, 1000):
        site = tmp_path / str(fatal)
        (site / "content").mkdir(parents=True)
        before_old(site)
        try:
            with faults(trouble(fatal)) as count:
                publish(site, NEW)
            outcome: type[BaseException] | None = None
        except (OutputRefused, KeyboardInterrupt) as error:
            outcome = type(error)
            assert outcome is KeyboardInterrupt or "no room left" in str(error)
        found = snapshot(site / "output")
        if outcome is OutputRefused:
            assert found == OLD | FOREIGN, fatal
            left = [name for name in os.listdir(site) if not name.endswith(".lock")]
            assert sorted(left) == ["content", "output"], fatal
        elif outcome is None:
            assert found == NEW | FOREIGN, fatal
        else:
            assert found in (OLD | FOREIGN, NEW | FOREIGN), fatal
        outcomes.add(outcome)
        publish(site, NEXT)
        assert snapshot(site / "output") == NEXT | FOREIGN, fatal
        assert sorted(os.listdir(site)) == ["content", "output"], fatal
        if count[0] < fatal:
            break
    assert fatal > 40
    assert outcomes == {None, KeyboardInterrupt if trouble is interrupted_at else OutputRefused}


def test_a_whole_site_is_flushed_in_one_sweep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    (tmp_path / "content").mkdir()
    publish(tmp_path, {"index.html": b"1"})
    assert len(flushed) == 4  # the page, the marker, the folder and the one around it
    flushed.clear()
    monkeypatch.setattr(durable, "_FEW", 0)
    publish(tmp_path, {"index.html": b"2"})
    assert len(flushed) == 1
