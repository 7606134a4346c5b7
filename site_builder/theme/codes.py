"""QR codes for many addresses that differ in a few characters.

A QR code is linear: in codes of one version and mask, flipping a bit of the text flips always the same
dots, whatever else the text is. So one code for each length of address is worked out in full, and what
each bit flips only once; every other code follows by combining them, some fifty times faster.
"""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """A square of dots."""

    size: int
    """Dots along a side, without the quiet zone."""
    dots: int
    """Row by row, the first in the highest bit; 1 is dark."""

    @property
    def path(self) -> str:
        """Strokes one dot wide, as the `d` of an SVG path."""
        return _strokes(self.dots, self.size)


_MASK = 3
"""One for all, so that a code does not depend on which others were made before it."""


class _Dots(NamedTuple):
    text: int
    dots: int
    size: int


class Codes:
    """Makes QR codes of one level of error correction: "m" for paper that gets dirty, "l" for screens."""

    def __init__(self, level: str = "m") -> None:
        self._level = level
        self._bases: dict[int, _Dots] = {}
        self._flips: dict[tuple[int, int], int] = {}

    def code(self, text: str) -> Code:
        """The code of an address."""
        data = text.encode()
        wanted = int.from_bytes(data, "big")
        base = self._bases.get(len(data))
        if base is None:
            base = self._bases[len(data)] = self._encode(data)
        dots, differing = base.dots, base.text ^ wanted
        while differing:
            bit = differing & -differing
            dots ^= self._flip(bit, len(data), base)
            differing ^= bit
        return Code(base.size, dots)

    def _flip(self, bit: int, length: int, base: _Dots) -> int:
        """Which dots a bit of a text of that length flips."""
        found = self._flips.get((length, bit))
        if found is None:
            other = self._encode((base.text ^ bit).to_bytes(length, "big"))
            found = self._flips[length, bit] = other.dots ^ base.dots
        return found

    def _encode(self, data: bytes) -> _Dots:
        """The dots of a text, row by row, the first in the highest bit."""
        import segno

        made = segno.make_qr(data, error=self._level, boost_error=False, mode="byte", mask=_MASK)
        rows = [bytes(row) for row in made.matrix]
        dots = int("".join("1" if dot else "0" for row in rows for dot in row), 2)
        return _Dots(int.from_bytes(data, "big"), dots, len(rows))


def _strokes(dots: int, size: int) -> str:
    """One stroke for each run of dark dots, eight columns at a time."""
    octets = -(-size // 8)
    whole = (1 << size) - 1
    lines = []
    for y in range(size):
        row = (dots >> (size - 1 - y) * size & whole) << 8 * octets - size
        lines.append(f"M0 {y}.5" + "".join([_OCTETS[octet] for octet in row.to_bytes(octets, "big")]))
    return "".join(lines)


def _octet(dots: int) -> str:
    """Strokes and gaps of eight dots in a row."""
    bits = f"{dots:08b}"
    path, at = "", 0
    while at < 8:
        end = at + 1
        while end < 8 and bits[end] == bits[at]:
            end += 1
        path += f"h{end - at}" if bits[at] == "1" else f"m{end - at} 0"
        at = end
    return path


_OCTETS = [_octet(dots) for dots in range(256)]
