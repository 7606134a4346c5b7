"""The marker in a published folder: that this program made it, and of which files.

Its bytes follow from the files alone, never from a clock or a machine, so that
the same site is the same folder anywhere. A marker that cannot be read counts
as none: what it lists cannot be told from what somebody else put there, and
nothing is deleted on a guess.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Mapping
from typing import NamedTuple

MARKER = ".site-builder.json"
_FORMAT = 1


class FileRecord(NamedTuple):
    """What a published file holds: its length in bytes and its SHA-256 in hex."""

    size: int
    sha256: str


def record_of(data: bytes) -> FileRecord:
    """The record of these bytes."""
    return FileRecord(len(data), hashlib.sha256(data).hexdigest())


def render(records: Mapping[str, FileRecord]) -> bytes:
    """The marker's bytes: JSON with a line for each file, in order of code points."""
    lines = ",\n".join(
        f'{json.dumps(path, ensure_ascii=False)}:[{record.size},"{record.sha256}"]'
        for path, record in sorted(records.items())
    )
    return f'{{"generator":"site-builder","format":{_FORMAT},"files":{{\n{lines}\n}}}}\n'.encode()


def parse(data: bytes) -> dict[str, FileRecord] | None:
    """The files that a marker lists; None where it is damaged or of another format."""
    try:
        marker = json.loads(data)
        if marker["generator"] != "site-builder" or marker["format"] != _FORMAT:
            return None
        return {path: _record(*entry) for path, entry in marker["files"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _record(size: object, sha256: object) -> FileRecord:
    if type(size) is not int or type(sha256) is not str or not sha256.isalnum():
        raise TypeError
    return FileRecord(size, sha256)


def has_marker(folder: str | os.PathLike[str]) -> bool:
    """Whether something by the marker's name is in the folder, readable or not."""
    return os.path.lexists(os.path.join(folder, MARKER))


def read_manifest(folder: str | os.PathLike[str]) -> dict[str, FileRecord] | None:
    """The files of the site that stands in the folder; None where there is no site of ours.

    A damaged marker gives None as well; `check_target` then refuses the folder. One that cannot
    be read is an error: nobody knows whose the files are, and to take them for foreign would
    carry pages of the old site into the new one.
    """
    path = os.path.join(folder, MARKER)
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
    except (FileNotFoundError, NotADirectoryError):
        return None
    with open(path, "rb") as file:
        return parse(file.read())
