"""A GB18030 file, as Notepad on a Chinese Windows saves "ANSI", becomes a UTF-8 file.

The old file is kept beside it, under a name that ends with `.bak` and so is left
alone by the walk. The new file takes its place in one step or not at all.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Literal

from site_builder.reading.encoding import decode, decode_gb18030

_SHOWN_LINES = 5
_SHOWN_WIDTH = 60

Outcome = Literal["converted", "already-utf8", "not-gb18030", "not-a-file", "failed"]


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of one file; the lines are the first ones that say something, as they were understood."""

    path: Path
    outcome: Outcome
    backup: Path | None = None
    first_lines: tuple[str, ...] = ()


def convert_file(path: Path) -> Conversion:
    """Convert one file. It is left as it was unless the outcome is `converted`."""
    try:
        return _convert(path)
    except (OSError, ValueError):  # ValueError: a path that no system takes
        return Conversion(path, "failed")


def _convert(path: Path) -> Conversion:
    """Look at the bytes, keep them and write the text."""
    if path.is_symlink() or not path.is_file():
        return Conversion(path, "not-a-file")
    raw = path.read_bytes()
    if decode(raw) is not None:
        return Conversion(path, "already-utf8")
    text = decode_gb18030(raw)
    if text is None:
        return Conversion(path, "not-gb18030")
    written = _write_beside(path, text.encode())
    try:
        backup = _keep(path, raw)
        written.replace(path)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    return Conversion(path, "converted", backup, _first_lines(text))


def _keep(path: Path, raw: bytes) -> Path:
    """Write the old bytes under a name that is not taken: x.yaml.bak, x.yaml.1.bak and so on."""
    for number in count():
        backup = path.with_name(f"{path.name}.{number}.bak" if number else f"{path.name}.bak")
        with contextlib.suppress(FileExistsError), backup.open("xb") as file:
            file.write(raw)
            return backup
    raise AssertionError  # count() does not end


def _write_beside(path: Path, content: bytes) -> Path:
    """Write a hidden file in the same folder, with the rights of the old one, and return its path."""
    handle, name = tempfile.mkstemp(prefix=".convert-", dir=path.parent)
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        written.chmod(path.stat().st_mode & 0o777)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    return written


def _first_lines(text: str) -> tuple[str, ...]:
    """Return the first lines that are not ASCII alone: only they tell whether the guess was right."""
    lines = (line.strip()[:_SHOWN_WIDTH] for line in text.splitlines() if not line.isascii())
    return tuple(line for line, _ in zip(lines, range(_SHOWN_LINES), strict=False))
