"""Folders of files: walking, taking over and taking down, never through a link.

Whatever somebody else put into a published folder is theirs: it is moved along
or left where it is, and never deleted.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Container, Iterator
from contextlib import suppress

FILE_MODE = 0o644
FOLDER_MODE = 0o755
_JUNCTION = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)


def is_link(found: os.stat_result) -> bool:
    """Whether this is a symbolic link or, on Windows, a junction."""
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION


def is_folder(path: str) -> bool:
    """Whether a real folder, not a link to one, stands at the path."""
    try:
        found = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return stat.S_ISDIR(found.st_mode) and not is_link(found)


def walk(folder: str, prefix: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below a folder but the folders themselves, each with its path inside it."""
    for entry in _listing(folder):
        if _is_folder_entry(entry):
            yield from walk(entry.path, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry


def _listing(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


def _is_folder_entry(entry: os.DirEntry[str]) -> bool:
    if not entry.is_dir(follow_symlinks=False):
        return False
    return os.name != "nt" or not is_link(entry.stat(follow_symlinks=False))


def make_folder(path: str) -> None:
    """A new folder that everybody may read, whatever the umask is."""
    os.mkdir(path)
    os.chmod(path, FOLDER_MODE)


def create(path: str, data: bytes) -> None:
    """A new file of these bytes that everybody may read, whatever the umask is."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), FILE_MODE)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if sys.platform != "win32":
            os.fchmod(handle, FILE_MODE)
    finally:
        os.close(handle)


def duplicate(old: str, new: str) -> bool:
    """The old file by another name: True if it is the very same one, False if a copy of the same age."""
    try:
        os.link(old, new)
    except FileExistsError:  # on a disk that takes A for a, say; a copy would overwrite what is there
        raise
    except OSError:  # FAT, some network folders and strict kernels have no hard links
        shutil.copyfile(old, new)
        with suppress(OSError):
            shutil.copystat(old, new)
        return False
    return True


def duplicate_file(old: str, new: str) -> None:
    """Duplicate a file; a link or whatever else it is waits to be moved when the old folder is taken down."""
    if stat.S_ISREG(os.lstat(old).st_mode):
        duplicate(old, new)


def take_down(folder: str, successor: str, ours: Container[str], last: str) -> None:
    """Delete a site folder; what is not ours goes to its successor unless that has it already.

    The file `last` tells what is ours, so it goes last: cut short at any point,
    this can be done again and still knows whose files are whose.
    """
    for entry in _listing(folder):
        if entry.name != last:
            _take_down(entry, entry.name, successor, ours)
    with suppress(FileNotFoundError):
        os.unlink(os.path.join(folder, last))
    os.rmdir(folder)


def _take_down(entry: os.DirEntry[str], path: str, successor: str, ours: Container[str]) -> None:
    if _is_folder_entry(entry):
        for child in _listing(entry.path):
            _take_down(child, f"{path}/{child.name}", successor, ours)
        os.rmdir(entry.path)
    elif path in ours:
        os.unlink(entry.path)
    else:
        _hand_over(entry.path, os.path.join(successor, path))


def _hand_over(old: str, new: str) -> None:
    """Move a foreign file, or drop this copy of it where the successor's is no older."""
    try:
        has_it = os.lstat(new).st_mtime_ns >= os.lstat(old).st_mtime_ns
    except FileNotFoundError:
        os.makedirs(os.path.dirname(new), exist_ok=True)
        has_it = False
    if has_it:
        os.unlink(old)
    else:
        os.replace(old, new)
        with suppress(FileNotFoundError):  # renaming one of two names of a file onto the other does nothing
            os.unlink(old)
