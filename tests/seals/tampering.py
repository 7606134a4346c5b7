"""All that can be done to a file by small means: bits, lines, and what one who knows the format would try."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple


class Tampered(NamedTuple):
    """One change of one file. `at`: the byte or line that was touched."""

    kind: str
    at: int
    data: bytes


def flips(data: bytes) -> Iterator[Tampered]:
    """Every single bit."""
    for at in range(len(data)):
        for bit in range(8):
            yield Tampered("bit", at * 8 + bit, data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :])


def line_changes(data: bytes, dice: random.Random) -> Iterator[Tampered]:
    """Every line taken out, put in twice, exchanged with the next and with one far away, and every end cut off."""
    lines = data.splitlines(keepends=True)
    for at, line in enumerate(lines):
        yield Tampered("deleted", at, b"".join(lines[:at] + lines[at + 1 :]))
        yield Tampered("twice", at, b"".join([*lines[:at], line, *lines[at:]]))
        yield Tampered("put in", at, b"".join([*lines[:at], _crafted(line), *lines[at:]]))
        yield Tampered("cut", at, b"".join(lines[:at]))
        other = dice.randrange(len(lines))
        for kind, with_ in (("neighbours", at + 1), ("far", other)):
            if with_ < len(lines) and lines[with_].strip() != line.strip():
                changed = lines.copy()
                changed[at], changed[with_] = changed[with_], changed[at]
                yield Tampered(kind, at, b"".join(changed))
    for at in range(len(data)):
        yield Tampered("end cut", at, data[:at])
    for more in (b"\n", b" ", b"\0", b"{}\n", b"\xef\xbb\xbf"):
        yield Tampered("added at the end", len(data), data + more)
        yield Tampered("added before", 0, more + data)
    yield Tampered("ends of Windows", 0, data.replace(b"\n", b"\r\n"))


def _crafted(line: bytes) -> bytes:
    """A line like another, with one more point or another day."""
    for digit in b"123456789":
        if bytes([digit]) in line:
            return line.replace(bytes([digit]), bytes([digit % 57 + 1]), 1)
    return line + line
