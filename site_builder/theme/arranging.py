"""How what is published is arranged for a page: what stands together, what stands out, what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, takewhile

from site_builder.publication.model import Affordable, Entry, Lookout, Period, Row, Who

MOST_CHAMPIONS = 6
"""With more names than these nobody would stand out on a podium."""


def runs(entries: Sequence[Entry]) -> list[tuple[Entry, list[Entry]]]:
    """Entries of one batch that follow each other, with the first of them to tell what they share."""
    groups = [list(some) for _, some in groupby(entries, key=_batch)]
    return [(some[0], some) for some in groups]


def _batch(entry: Entry) -> tuple[object, ...]:
    until = entry.confirmed if entry.status == "on_notice" else None
    return entry.posted, entry.recorded_by, entry.reviewed_by, until


def champions(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The first three of a board and whoever is tied with them; none where they are too many to stand out."""
    first = tuple(takewhile(lambda row: row.rank <= 3, rows))
    return first if len(first) <= MOST_CHAMPIONS else ()


def within_reach(goods: Sequence[Affordable]) -> list[Affordable]:
    """What to tell of the goods, which come by price: the four dearest that a balance buys, then two to save for."""
    can = [good for good in goods if good.affordable]
    return [*can[:-5:-1], *[good for good in goods if not good.affordable][:2]]


def by_kind(periods: Sequence[Period]) -> list[list[Period]]:
    """Years, quarters, months and all of time; the newest of each kind first, as they come."""
    kinds: dict[str, list[Period]] = {"year": [], "quarter": [], "month": [], "all": []}
    for period in periods:
        kinds[period.kind].append(period)
    return [some for some in kinds.values() if some]


def by_helper(lookouts: Sequence[Lookout]) -> list[tuple[Lookout, list[Who]]]:
    """Each helper once for each role, with all the households looked after."""
    helpers: dict[tuple[Who | None, str, str], tuple[Lookout, list[Who]]] = {}
    for tie in lookouts:
        helpers.setdefault((tie.helper, tie.name, tie.role), (tie, []))[1].append(tie.household)
    return list(helpers.values())
