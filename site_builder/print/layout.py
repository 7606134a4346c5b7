"""How a board fills its paper: as many columns as let its rows be largest, and never smaller than can be read."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from site_builder.print.papers import Paper

MOST_COLUMNS = 12
PITCH = 1.36
"""Distance of rows over their em where there is room, and the least where there is not."""
LEAST_PITCH = 1.09
GUTTER = 0.9
"""Space between columns, in ems."""


class Density(NamedTuple):
    """How much of the paper what is not a row takes. Lengths in millimetres on A3, others scale with the paper."""

    name: str
    title: float
    """Em of the title."""
    first: float
    """Em of the first places, where the paper does not want them larger."""
    info: float
    """Height of what the points came from and of the groups."""
    foot: float
    """Height of the seal, signatures and codes."""
    slip: float
    """Height of a slip with what is around it, in ems of the first places."""
    good: float
    """Em of rows from which on this density is chosen."""


DENSITIES = (
    Density("ample", 38, 18.5, 50, 42, 2.42, 8.5),
    Density("normal", 28, 14.5, 44, 38, 2.42, 4.6),
    Density("dense", 12, 0.0, 10, 28, 2.2, 0.0),
)
PAD = 11.0
"""From the edge of the paper to what is written, on A3."""


class Grid(NamedTuple):
    """Where the rows of a board stand, in millimetres."""

    columns: int
    per_column: int
    em: float
    pitch: float


class BoardLayout(NamedTuple):
    """Every height of a board, in millimetres."""

    density: str
    pad: float
    head: float
    title: float
    first: float
    slips: int
    """Slips of the first places in each row."""
    slip: float
    info: float
    foot: float
    grid: Grid


def ems(text: str) -> float:
    """How wide a text is at most, in ems of its size."""
    return sum(_advance(character) for character in text)


def _advance(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    if character.isdigit() or character in " .,:;+-\u2212":
        return 0.58
    return 0.75


def lay_out(paper: Paper, champions: Sequence[float], count: int, row: float, *, info: bool = True) -> BoardLayout | None:
    """The layout of a board; None where its rows would be smaller than can be read.

    `champions`: how wide the names of the first places are, in ems; `count`: how many rows there are beside
    them; `row`: how wide the widest of each part of a row are together, in ems; `info`: whether there is
    anything to say of where the points came from.
    """
    made = None
    for density in DENSITIES:
        made = _with_density(density if info else density._replace(info=0.0), paper, champions, count, row)
        if made is not None and made.grid.em >= density.good * paper.scale:
            break
    return made if made is not None and (not count or made.grid.em >= paper.least) else None


def _with_density(density: Density, paper: Paper, champions: Sequence[float], count: int, row: float) -> BoardLayout | None:
    scale = paper.scale
    pad = PAD * scale * (0.8 if density.name == "dense" else 1.0)
    width = paper.width - 2 * pad
    first = max(density.first * scale, paper.first)
    slips, first = _slips(champions, width - 6 * scale, first, paper.first)
    lines = math.ceil(len(champions) / slips) if champions else 0
    title = density.title * scale
    # Title and period stand in one line where the paper lies or is full, in two where there is room.
    titled = title * (1.9 if density.name == "dense" or paper.width > paper.height else 2.35)
    head = pad * 0.5 + titled + lines * first * density.slip
    info, foot = density.info * scale, max(density.foot * scale, LEAST_FOOT)
    room = paper.height - head - info - foot - pad - 5 * scale
    grid = _grid(count, row, width, room, first * 0.7, dense=density.name == "dense")
    return BoardLayout(density.name, pad, head, title, first, slips, density.slip, info, foot, grid) if grid else None


SLIP_SPARE = 1.7
"""What a slip is wider than the name on it, in ems."""
HEADER, DENSE_HEADER = 0.62, 0.9
"""Height of the line above the rows over that of a row."""
LEAST_FOOT = 28.0
"""A code needs its size whatever the paper, and words below it."""


def _slips(champions: Sequence[float], width: float, wanted: float, least: float) -> tuple[int, float]:
    """How many slips stand in a row and how large their names are: all in one row if they are not too small for it."""
    if not champions:
        return 1, wanted
    widest = max(champions) + SLIP_SPARE
    for lines in range(1, len(champions) + 1):
        slips = math.ceil(len(champions) / lines)
        em = min(wanted, width / slips / widest)
        if em >= least or slips == 1:
            return slips, em
    raise AssertionError("one slip in a row is always tried")


def _grid(count: int, row: float, width: float, height: float, largest: float, *, dense: bool) -> Grid | None:
    if not count:
        return Grid(1, 0, largest, largest * PITCH) if height > 0 else None
    widest, least_pitch = row + GUTTER, LEAST_PITCH if dense else PITCH
    best: Grid | None = None
    for columns in range(1, MOST_COLUMNS + 1):
        per_column = math.ceil(count / columns)
        lines = per_column + (DENSE_HEADER if dense else HEADER)
        em = min(height / lines / least_pitch, width / columns / widest, largest)
        if em > 0 and (best is None or em > best.em * 1.02):
            best = Grid(columns, per_column, em, min(height / lines, em * (PITCH * 1.35)))
    return best
