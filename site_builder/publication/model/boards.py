"""Rankings."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from site_builder.publication.model.basics import Level, Scale, Who


class Row(NamedTuple):
    """One place on a board."""

    rank: int
    who: Who | None
    """None for a group."""
    id: str
    name: str
    group: str
    """"" on boards of groups."""
    href: str
    points: Decimal
    level: Level | None
    """Only on boards of standings."""
    moved: int | None
    """Places gained since the period before (negative: lost); None where it was not on it."""


class Period(NamedTuple):
    """A span for which a board is drawn up."""

    id: str
    kind: Literal["month", "quarter", "year", "all"]
    first: datetime.date | None
    last: datetime.date | None
    open: bool
    """Whether entries may still come: the date of the site is not past its last day."""
    href: str


@dataclass(frozen=True, slots=True)
class Board:
    """A board for one period. `rows` are in order of rank."""

    id: str
    title: str
    scale: Scale
    rank: Literal["account", "person", "group"]
    measure: Literal["total", "per_household", "per_member", "standing"]
    categories: tuple[str, ...]
    rules: tuple[str, ...]
    roles: tuple[str, ...]
    group: str
    top: int | None
    top_percent: Decimal | None
    period: Period
    periods: tuple[Period, ...]
    """All periods of the board, of every kind, newest first within a kind; empty where nothing counts on it yet."""
    rows: tuple[Row, ...]
    latest: bool
    """Whether this is the period that boards/<id>/index.html shows."""
    pending: bool = False
    """Whether entries dated in the period are on notice or contested, so that places may change."""
    seal: str = ""
    """Digest of the seal that closed the period; "" where it is not closed."""
