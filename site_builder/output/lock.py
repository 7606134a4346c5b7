"""One build at a time for one target, on every system, freed by the system when a process dies.

The lock is a file beside the target rather than in it, since the target itself
is exchanged. It is gone when nobody holds it.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from site_builder.beside import lock_file
from site_builder.output.refusal import OutputRefused, refusing
from site_builder.problems import N_

BUSY = N_("Another build is writing {path}. Wait until it has ended.")
_PAUSE = 0.05
_TAKEN = {errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _TAKEN:
                return False
            raise
        return True

    def _release(handle: int, path: str) -> None:
        os.close(handle)  # Windows keeps an open file, so the name can only go afterwards
        with suppress(OSError):
            os.unlink(path)

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _TAKEN:
                return False
            raise
        return True

    def _release(handle: int, path: str) -> None:
        try:
            os.unlink(path)  # while it is still ours: whoever waits sees that the name moved on
        finally:
            os.close(handle)


@contextmanager
def locked(target: Path, wait: float, busy: str = BUSY) -> Iterator[None]:
    """Hold the target's lock, having waited at most so many seconds for it; `busy` is said if that was not enough."""
    path = lock_file(str(target))
    with refusing(path):
        handle = _acquire(path, time.monotonic() + wait)
        if handle is None:
            raise OutputRefused(busy, path=target)
    try:
        yield
    finally:
        with suppress(OSError):
            _release(handle, path)


def _acquire(path: str, deadline: float) -> int | None:
    """The handle of the locked file; None where somebody else holds it all the time."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
        try:
            if _try_lock(handle) and _is_current(handle, path):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if time.monotonic() >= deadline:
            return None
        time.sleep(_PAUSE)


def _is_current(handle: int, path: str) -> bool:
    """Whether the locked file still has the name; the last holder took it away when it ended."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False
