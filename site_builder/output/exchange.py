"""Putting the new site in the place of the old one.

Linux exchanges two names in one step. Where the system or the disk cannot, the
old site steps aside first; a run that dies between the two steps leaves the old
site whole under the name `aside`, and `restore` brings it back.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import time
from contextlib import suppress

_HERE = -100  # AT_FDCWD: paths are taken as they are
_EXCHANGE = 2  # RENAME_EXCHANGE
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP}
_TRIES = 20 if os.name == "nt" else 0
_PAUSE = 0.1


def exchange(new: str, target: str, aside: str) -> None:
    """Make `new` the target; the old target, if any, is then at `new` or at `aside`."""
    if not os.path.lexists(target):
        _rename(new, target)
    elif not exchange_names(new, target):
        _step_aside(new, target, aside)


def restore(target: str, aside: str) -> None:
    """Bring back an old site that stepped aside and was not replaced."""
    if not os.path.lexists(target) and os.path.lexists(aside):
        _rename(aside, target)


def exchange_names(one: str, other: str) -> bool:
    """Exchange two names in one step; False, with nothing done, where that is not to be had."""
    renameat2 = _renameat2()
    if renameat2 is None:
        return False
    if renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), other)


def _renameat2() -> ctypes._NamedFuncPointer | None:
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)


def _step_aside(new: str, target: str, aside: str) -> None:
    try:
        _rename(target, aside)
        _rename(new, target)
    except BaseException:
        with suppress(OSError):  # the first error is the one to tell; the next run restores as well
            restore(target, aside)
        raise


def _rename(old: str, new: str) -> None:
    """Rename; on Windows patiently, for a virus scanner or a preview may just be reading a file."""
    for _ in range(_TRIES):
        with suppress(PermissionError):
            os.rename(old, new)
            return
        time.sleep(_PAUSE)
    os.rename(old, new)
