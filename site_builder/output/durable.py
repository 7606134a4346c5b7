"""Making files outlast a power cut before they take the place of the old ones."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Sequence
from pathlib import Path

# One by one, each file costs a journal commit, which is fine for the few pages
# of an ordinary change; a whole site is cheaper in one sweep over the disk.
_FEW = 64


def flush(root: str, files: Sequence[str], folders: Sequence[str]) -> None:
    """Bring the files and folders below the root to the disk."""
    if len(files) + len(folders) > _FEW and _flush_disk_of(root):
        return
    for path in files:
        _flush(path, os.O_RDWR)
    for path in folders:
        flush_folder(path)


def write_through(path: Path, data: bytes) -> None:
    """Write a file down to the disk."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def flush_folder(path: str) -> None:
    """Bring a folder's list of names to the disk; Windows does so by itself."""
    if os.name != "nt":
        _flush(path, os.O_RDONLY)


def _flush(path: str, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _flush_disk_of(root: str) -> bool:
    """Flush the whole disk that the root is on; False where the system cannot say how that went."""
    if sys.platform != "linux":
        return False
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:
        return False
    handle = os.open(root, os.O_RDONLY)
    try:
        return bool(syncfs(handle) == 0)
    finally:
        os.close(handle)
