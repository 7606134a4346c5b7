"""One fault at one file operation of a real process, and what has to be so afterwards."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.faults.injection import FULL, KILLS
from tests.faults.launching import Launcher, Ran

Files = dict[str, bytes]

STRIDE = os.environ.get("FAULTS", "")
"""1 to try every point, 5 to try every fifth; unset for a few."""

CHANGING = {
    "open", "write", "fsync", "fchmod", "chmod", "utime", "link", "mkdir", "rename", "replace", "unlink", "rmdir", "flock",
    "renameat2", "syncfs", "sendfile",
}  # fmt: skip
"""Operations that may change something. To die before any other is to die after the last of these."""
BY_PATH = {"open", "chmod", "utime", "link", "mkdir", "rename", "replace", "unlink", "rmdir", "renameat2", "scandir", "listdir", "stat", "lstat", "readlink"}
"""Operations to which the system may refuse the right."""


class Point(NamedTuple):
    """A fault: which operation of the run, what it is, and what befalls it."""

    at: int
    operation: str
    kind: str


def points_of(operations: list[str]) -> Iterator[Point]:
    """Every fault that makes sense at the operations of a run, given as `name path`."""
    for at, operation in enumerate(operations, start=1):
        name = operation.partition(" ")[0]
        changes = name in CHANGING
        kinds = ["EIO", *(["EACCES"] if name in BY_PATH else []), *(["ENOSPC", FULL, "kill-before", "kill-after"] if changes else [])]
        for kind in [*kinds, *(["kill-half"] if name == "write" else [])]:
            yield Point(at, operation, kind)


def chosen(points: list[Point]) -> list[Point]:
    """The points to try: as many as the environment asks for."""
    return points[:: int(STRIDE)] if STRIDE else _spread(points)


def _spread(points: list[Point]) -> list[Point]:
    """A few of many: of each kind of operation that changes something the last, each with another fault."""
    last: dict[str, dict[str, Point]] = {}
    for point in points:
        name = point.operation.partition(" ")[0]
        if name in CHANGING:
            last.setdefault(name, {})[point.kind] = point
    return [list(kinds.values())[number % len(kinds)] for number, kinds in enumerate(last.values())]


def files_in(folder: Path) -> Files | None:
    """Every file below a folder; None where there is no folder."""
    if not folder.is_dir():
        return None
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class Command:
    """A command whose run over a prepared folder is disturbed again and again."""

    def __init__(self, launcher: Launcher, prepared: Path, work: Path, *arguments: str, without_exchange: bool = False) -> None:
        """`work`: a folder that is made anew from `prepared` for each run."""
        self._launcher, self._prepared, self._work = launcher, prepared, work
        self._arguments, self._without_exchange = arguments, without_exchange
        self.tried: Counter[str] = Counter()

    def points(self) -> list[Point]:
        """Every fault for an undisturbed run."""
        self._renew()
        log = self._work.with_suffix(".log")
        ran = self._run(log=str(log))
        assert ran.status == 0, ran.err
        return list(points_of(log.read_text("utf-8").splitlines()))

    def disturbed(self, point: Point) -> Ran:
        """A run with that fault, in the folder made anew."""
        self._renew()
        ran = self._run(kind=point.kind, at=point.at)
        assert ran.operations >= point.at, "the run is another one than the one that was counted"
        assert ran.status == -9 if point.kind in KILLS else ran.status in (0, 2), (point, ran)
        assert "Traceback" not in ran.err, (point, ran)
        self.tried[point.kind] += 1
        return ran

    def again(self) -> Ran:
        """An undisturbed run in the folder as it is."""
        return self._run()

    def _renew(self) -> None:
        shutil.rmtree(self._work, ignore_errors=True)
        shutil.copytree(self._prepared, self._work, symlinks=True)

    def _run(self, kind: str = "", at: int = 0, log: str = "") -> Ran:
        return self._launcher.run(
            self._work, *self._arguments, kind=kind, at=at, log=log, without_exchange=self._without_exchange
        )


def says_one_thing(ran: Ran) -> bool:
    """Whether a failed command told its reason in one line."""
    return ran.err.count("\n") == 1 and len(ran.err) > 20
