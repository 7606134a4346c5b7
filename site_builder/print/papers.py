"""Sizes of paper, from how far each is read, and so how small anything on it may be."""

from __future__ import annotations

import math
from typing import NamedTuple

INK = 0.9
"""How much of its em square an ideograph fills, from top to bottom."""
FARTHEST = 1 / 200
"""The height of a character over the distance from which it is still read with ease."""


class Paper(NamedTuple):
    """A sheet as it hangs, in millimetres."""

    name: str
    width: int
    height: int

    @property
    def scale(self) -> float:
        """How much longer its sides are than those of A3."""
        return math.sqrt(self.width * self.height / (297 * 420))

    @property
    def distance(self) -> float:
        """From how many metres every row of it must be read."""
        return DISTANCES[self.name]

    @property
    def least(self) -> float:
        """The smallest em of a row, in millimetres."""
        return self.distance * 1000 * FARTHEST / INK

    @property
    def first(self) -> float:
        """The smallest em of the names of the first places, in millimetres."""
        return FIRST_PLACES[self.name] / INK


DISTANCES = {"A0": 1.55, "A1": 1.1, "A2": 0.78, "A3": 0.55, "A4": 0.4}
"""Metres from which the last row is read. The first places are read from five times as far."""
FIRST_PLACES = {"A0": 24.0, "A1": 17.0, "A2": 14.0, "A3": 12.0, "A4": 8.0}
"""Height of the names of the first places in millimetres."""
_SIDES = {"A0": (841, 1189), "A1": (594, 841), "A2": (420, 594), "A3": (297, 420), "A4": (210, 297)}
PAPERS = tuple(_SIDES)


def paper(name: str, *, landscape: bool = False) -> Paper:
    """The paper of that name, standing unless it is to lie."""
    short, long = _SIDES[name]
    return Paper(name, long, short) if landscape else Paper(name, short, long)
