"""Spreads work over several processors: in processes for what Python does, in threads for what libraries do.

Neither changes what comes out. A helper that fails, for whatever reason, leaves its work to the
caller, who then fails in the ordinary way, or does not.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import IO, TypeVar

T = TypeVar("T")

_WORTH_A_PROCESS = 150
"""Below so many pieces for each process, splitting costs more than it saves."""
_HEAD = 4
"""Bytes of the number, and of the length, before each result."""


def processors() -> int:
    """How many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_processes(make: Callable[[int], bytes], count: int, jobs: int) -> Iterator[tuple[int, bytes]]:
    """Each number below `count` with `make(number)`, in any order. A helper that makes nothing (b"") is not believed."""
    jobs = min(jobs, count // _WORTH_A_PROCESS) if _can_split() else 1
    helpers = [_Helper(make, range(number, count, jobs)) for number in range(1, jobs)]
    try:
        missing = set(range(count))
        for number in range(0, count, max(jobs, 1)):
            missing.discard(number)
            yield number, make(number)
        for helper in helpers:
            for number, data in helper.results():
                missing.discard(number)
                yield number, data
        for number in sorted(missing):
            yield number, make(number)
    finally:
        for helper in helpers:
            helper.end()


def in_threads(make: Callable[[T], bytes], pieces: Sequence[T], jobs: int) -> Iterator[bytes]:
    """`make(piece)` for each piece, in their order."""
    if jobs == 1 or len(pieces) < 2:
        yield from map(make, pieces)
        return
    # Slow to import, as `tempfile` is below.
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(jobs)
    try:
        yield from pool.map(make, pieces)
    finally:
        pool.shutdown(cancel_futures=True)


def _can_split() -> bool:
    """Whether the system can split a process in two, and nothing is going on here that would be cut in half."""
    return hasattr(os, "fork") and threading.active_count() == 1


class _Helper:
    """A second half of this process, which makes its share and writes it into a file without a name."""

    def __init__(self, make: Callable[[int], bytes], share: Sequence[int]) -> None:
        import tempfile

        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `end`
        self._pid = os.fork()
        if not self._pid:
            _make_share(make, share, self._file)

    def results(self) -> Iterator[tuple[int, bytes]]:
        """What it made, once it has ended; less than its share where it failed."""
        self._wait()
        self._file.seek(0)
        while len(head := self._file.read(2 * _HEAD)) == 2 * _HEAD:
            length = int.from_bytes(head[_HEAD:], "big")
            data = self._file.read(length)
            if not data or len(data) < length:
                return
            yield int.from_bytes(head[:_HEAD], "big"), data

    def end(self) -> None:
        """Stop it if it still works."""
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            self._wait()
        self._file.close()

    def _wait(self) -> None:
        os.waitpid(self._pid, 0)
        self._pid = 0


def _make_share(make: Callable[[int], bytes], share: Sequence[int], file: IO[bytes]) -> None:
    """The helper's whole life; it never returns, so that nothing of its caller happens twice."""
    try:
        for number in share:
            data = make(number)
            file.write(number.to_bytes(_HEAD, "big") + len(data).to_bytes(_HEAD, "big") + data)
        file.flush()
    finally:
        # Whatever went wrong, the caller does this piece again, and then it is told.
        os._exit(0)
