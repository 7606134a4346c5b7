"""Reads from a font file which characters it has: the table `cmap` of OpenType, formats 4 and 12."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path


class NotAFont(Exception):
    """A file that is no font that can be read here."""


def characters(file: Path, face: str = "") -> frozenset[int]:
    """The code points that a font has; of a collection, those of the face of that family name (or the first)."""
    data = file.read_bytes()
    try:
        tables = next(t for t in (_tables(data, start) for start in _faces(data)) if not face or face in _names(data, t))
        return frozenset(_code_points(data, tables[b"cmap"]))
    except (struct.error, KeyError, IndexError, StopIteration) as error:
        raise NotAFont(str(file)) from error


def family_of(file: Path) -> str:
    """The family name of a font with one face."""
    data = file.read_bytes()
    try:
        return min(_names(data, _tables(data, 0)))
    except (struct.error, KeyError, IndexError, ValueError) as error:
        raise NotAFont(str(file)) from error


def _faces(data: bytes) -> list[int]:
    """Where the faces of a file begin."""
    if data[:4] != b"ttcf":
        return [0]
    count = struct.unpack_from(">L", data, 8)[0]
    return list(struct.unpack_from(f">{count}L", data, 12))


def _tables(data: bytes, start: int) -> dict[bytes, int]:
    """Where each table of a face begins."""
    count = struct.unpack_from(">H", data, start + 4)[0]
    records = [struct.unpack_from(">4sLLL", data, start + 12 + 16 * number) for number in range(count)]
    return {tag: offset for tag, _, offset, _ in records}


def _names(data: bytes, tables: dict[bytes, int]) -> set[str]:
    """The family names of a face in English."""
    start = tables[b"name"]
    _, count, storage = struct.unpack_from(">HHH", data, start)
    found = set()
    for number in range(count):
        platform, _, language, name, length, offset = struct.unpack_from(">HHHHHH", data, start + 6 + 12 * number)
        if platform == 3 and language == 0x409 and name in (1, 16):
            begins = start + storage + offset
            found.add(data[begins : begins + length].decode("utf-16-be", "replace"))
    return found


def _code_points(data: bytes, start: int) -> Iterator[int]:
    """The code points of the best subtable: one of all planes, else one of the first."""
    count = struct.unpack_from(">H", data, start + 2)[0]
    offsets = {struct.unpack_from(">HHL", data, start + 4 + 8 * number)[2] + start for number in range(count)}
    by_format = {struct.unpack_from(">H", data, offset)[0]: offset for offset in sorted(offsets)}
    return _segments12(data, by_format[12]) if 12 in by_format else _segments4(data, by_format[4])


def _segments12(data: bytes, start: int) -> Iterator[int]:
    count = struct.unpack_from(">L", data, start + 12)[0]
    for first, last, _ in struct.iter_unpack(">LLL", data[start + 16 : start + 16 + 12 * count]):
        yield from range(first, last + 1)


def _segments4(data: bytes, start: int) -> Iterator[int]:
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    lasts, firsts, deltas, offsets = (
        struct.unpack_from(f">{count}H", data, start + 14 + 2 * count * part + (2 if part else 0)) for part in range(4)
    )
    table = start + 16 + 6 * count
    for number, (first, last, delta, offset) in enumerate(zip(firsts, lasts, deltas, offsets, strict=True)):
        for point in range(first, min(last, 0xFFFE) + 1):
            if offset:
                glyph = struct.unpack_from(">H", data, table + 2 * number + offset + 2 * (point - first))[0]
            else:
                glyph = point + delta & 0xFFFF
            if glyph:
                yield point
