"""Starts commands of the program through `tests.faults.launcher`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Ran(NamedTuple):
    """How a command ended. `status` is negative where a signal ended it."""

    status: int
    out: str
    err: str
    seconds: float
    """Of the processor, without those of loading the program."""
    megabytes: float
    operations: int
    """How many file operations there were, where they were counted."""
    last: str
    """The last of them."""


class Launcher:
    """A process that has loaded the program and forks for each command."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self._process, self._folder = process, folder

    def run(
        self, site: Path, *arguments: str, kind: str = "", at: int = 0, inject: bool = False, log: str = "",
        without_exchange: bool = False, powerless: bool = False, limits: dict[str, int] | None = None, alarm: int = 60,
    ) -> Ran:  # fmt: skip
        """Run a command in a site folder."""
        out, err = self._folder / "out", self._folder / "err"
        request = {
            "arguments": arguments, "cwd": str(site), "kind": kind, "at": at, "log": log, "out": str(out), "err": str(err),
            "inject": inject or without_exchange or bool(kind or log), "without_exchange": without_exchange, "powerless": powerless,
            "limits": limits or {}, "alarm": alarm,
        }  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return Ran(out=out.read_text("utf-8", "replace"), err=err.read_text("utf-8", "replace"), **answer)


@contextmanager
def launching() -> Iterator[Launcher]:
    """A launcher, for as long as the block lasts."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.faults.launcher"]
        with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            yield Launcher(process, Path(folder))
            assert process.stdin is not None
            process.stdin.close()
