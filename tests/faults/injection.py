"""Counts the file operations of this process below a folder, and makes one of them fail or be the last.

Every way into the file system that the program takes is wrapped: the functions of `os`, `flock`,
the system calls taken from the C library, and `open`, which becomes the one written in Python, so
that what it reads and writes passes the same functions.
"""

from __future__ import annotations

import _pyio
import builtins
import ctypes
import errno
import fcntl
import io
import mmap
import os
import signal
import struct
from collections.abc import Callable
from typing import Any, Self

OPERATIONS = [
    "open", "close", "read", "write", "fsync", "fstat", "ftruncate", "fchmod", "chmod", "utime", "link", "mkdir", "rename",
    "replace", "unlink", "rmdir", "scandir", "listdir", "stat", "lstat", "readlink", "sendfile",
]
ROOM = {"write", "mkdir", "link", "fsync", "close", "syncfs"}
"""What a full disk refuses; and `open`, where it creates. A name that was just given up is free to be taken again."""
ERRORS = ("ENOSPC", "EACCES", "EIO")
KILLS = ("kill-before", "kill-half", "kill-after")
FULL = "full"
"""From this operation on the disk is full."""
NAMED = mmap.mmap(-1, 4096)
"""Shared with the process that forks this one: the count, then the name and path of the last operation."""


class Injection:
    """One fault of a kind at the operation of a number, below the watched folder."""

    def __init__(self, watched: str, kind: str, at: int, log: str, *, without_exchange: bool) -> None:
        """`log`: a file that gets the name of each operation; `without_exchange`: as on a system that cannot exchange names."""
        self._watched, self._kind, self._at = os.path.realpath(watched), kind, at
        self._count = 0
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666) if log else None
        self._without_exchange = without_exchange
        self._real = {name: getattr(os, name) for name in OPERATIONS}
        self._real_open = io.open

    def install(self) -> None:
        """Wrap everything, for the rest of this process."""
        for name, real in self._real.items():
            setattr(os, name, self._wrapped(name, real))
        fcntl.flock = self._wrapped("flock", fcntl.flock)  # type: ignore[assignment]
        builtins.open = io.open = self._open  # type: ignore[assignment]
        library, ours = ctypes.CDLL(None, use_errno=True), _Library()
        ours.syncfs = self._system_call("syncfs", library.syncfs)
        if not self._without_exchange:
            ours.renameat2 = self._system_call("renameat2", library.renameat2)
        ctypes.CDLL = lambda *_args, **_options: ours  # type: ignore[assignment, misc]

    def _open(self, file: Any, mode: str = "r", *rest: Any, **options: Any) -> Any:
        if isinstance(file, int) or not self._is_watched((file,), {}):
            return self._real_open(file, mode, *rest, **options)
        return _pyio.open(file, mode, *rest, **options)

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            if not self._is_watched(args, options):
                return real(*args, **options)
            code = self._before(name, args)
            if code:
                if name == "close":  # the system gives the handle up in any case
                    real(*args)
                raise OSError(code, os.strerror(code), None if isinstance(args[0], int) else args[0])
            try:
                result = real(*args, **options)
            finally:
                self._after()
            return self._entries(result) if name == "scandir" else result

        return call

    def _system_call(self, name: str, real: Callable[..., int]) -> Callable[..., int]:
        def call(*args: Any) -> int:
            watched = (args[0],) if name == "syncfs" else (os.fsdecode(args[1]),)
            if not self._is_watched(watched, {}):
                return real(*args)
            code = self._before(name, watched)
            if code:
                ctypes.set_errno(code)
                return -1
            result = real(*args)
            self._after()
            return result

        return call

    def _entries(self, entries: Any) -> _Entries:
        return _Entries(entries, lambda entry: self._wrapped("lstat", lambda _, **options: entry.stat(**options)))

    def _before(self, name: str, args: tuple[Any, ...]) -> int:
        """Count; die here, or give the error that is due."""
        self._count += 1
        here = f"{name} {self._path(args[0])}".encode()
        NAMED[: 8 + len(here) + 1] = struct.pack("q", self._count) + here + b"\0"
        if self._log is not None:
            self._real["write"](self._log, here + b"\n")
        if self._kind == FULL and self._count >= self._at and _takes_room(name, args):
            return errno.ENOSPC
        if self._count != self._at or self._kind == FULL:
            return 0
        if name == "write" and self._kind not in {"kill-before", "kill-after"}:
            self._real["write"](args[0], bytes(args[1])[: len(args[1]) // 2])
        if self._kind in {"kill-before", "kill-half"}:
            os.kill(os.getpid(), signal.SIGKILL)
        return int(getattr(errno, self._kind)) if self._kind in ERRORS else 0

    def _after(self) -> None:
        if self._count == self._at and self._kind == "kill-after":
            os.kill(os.getpid(), signal.SIGKILL)

    def _path(self, given: Any, folder: int | None = None) -> str:
        """The path of a name or handle."""
        try:
            if isinstance(given, int):
                return str(self._real["readlink"](f"/proc/self/fd/{given}"))
            path = os.fsdecode(given)
            if folder is not None:
                path = os.path.join(self._path(folder), path)
            return os.path.abspath(path)
        except (OSError, TypeError):
            return ""

    def _is_watched(self, args: tuple[Any, ...], options: dict[str, Any]) -> bool:
        """Whether the operation concerns what the program writes: all but what people wrote, seals excepted."""
        path = self._path(args[0] if args else options.get("path"), options.get("dir_fd"))
        inside = path.removeprefix(self._watched)
        return inside != path and (not inside.startswith(("/content/", "/themes/")) or "seals" in inside) and inside != "/content"


class _Library:
    """Stands for the C library."""

    renameat2: Callable[..., int]
    syncfs: Callable[..., int]


class _Entries:
    """A listing whose entries look at their files through a wrapped function."""

    def __init__(self, entries: Any, wrap: Callable[[Any], Callable[..., Any]]) -> None:
        self._entries, self._wrap = entries, wrap

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._entries.close()

    def __iter__(self) -> _Entries:
        return self

    def __next__(self) -> _Entry:
        return _Entry(next(self._entries), self._wrap)


class _Entry(os.PathLike[str]):
    """An entry of a listing."""

    def __init__(self, entry: os.DirEntry[str], wrap: Callable[[Any], Callable[..., Any]]) -> None:
        self._stat = wrap(entry)
        self.name, self.path = entry.name, entry.path
        self.is_dir, self.is_file, self.is_symlink = entry.is_dir, entry.is_file, entry.is_symlink

    def __fspath__(self) -> str:
        return self.path

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        """As of the entry itself."""
        result: os.stat_result = self._stat(self.path, follow_symlinks=follow_symlinks)
        return result


def _takes_room(name: str, args: tuple[Any, ...]) -> bool:
    return name in ROOM or (name == "open" and len(args) > 1 and isinstance(args[1], int) and bool(args[1] & os.O_CREAT))
