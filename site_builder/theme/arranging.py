"""How what is published is arranged for a page: what stands together, what stands out, what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, takewhile

from site_builder.publication.model import Affordable, DisputeCount, Entry, Lookout, MatterLine, Period, Row, Who

MOST_CHAMPIONS = 6
"""With more names than these nobody would stand out on a podium."""
LONGEST_UPRIGHT, MOST_SIGNS = 6, 5
"""Longer names and figures than these do not fit a third of a small phone in large print."""
WAITING = ("open", "claimed")
FEW_MATTERS, FEW_SETTLED = 8, 3
"""How many matters of a kind stand open on a page, and how many of them at least are settled ones."""


def runs(entries: Sequence[Entry]) -> list[tuple[Entry, list[Entry]]]:
    """Entries of one batch that follow each other, with the first of them to tell what they share."""
    groups = [list(some) for _, some in groupby(entries, key=_batch)]
    return [(some[0], some) for some in groups]


def _batch(entry: Entry) -> tuple[object, ...]:
    until = entry.confirmed if entry.status == "on_notice" else None
    return entry.posted, entry.recorded_by, entry.reviewed_by, until


def gains(entries: Sequence[Entry]) -> int:
    """How many entries brought points."""
    return sum(entry.points is not None and entry.points > 0 for entry in entries)


def champions(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The first three of a board and whoever is tied with them; none where they are too many to stand out."""
    first = tuple(takewhile(lambda row: row.rank <= 3, rows))
    return first if len(first) <= MOST_CHAMPIONS else ()


def upright(rows: Sequence[Row]) -> bool:
    """Whether names and points are short enough to stand side by side on a podium, the names written downwards."""
    return all(len(row.name) <= LONGEST_UPRIGHT and len(str(row.points)) <= MOST_SIGNS for row in rows)


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


def folded(matters: Sequence[MatterLine]) -> tuple[list[MatterLine], list[tuple[int, list[MatterLine]]]]:
    """What is not settled, filled up to a few with what was opened last; the rest by the year in which it was opened, the newest first."""
    waiting = [matter for matter in matters if matter.status in WAITING]
    settled = sorted((matter for matter in matters if matter.status not in WAITING), key=lambda matter: matter.opened, reverse=True)
    few = max(FEW_MATTERS - len(waiting), FEW_SETTLED)
    if len(settled) <= few + 1:
        few += 1
    years = groupby(settled[few:], key=lambda matter: matter.opened.year)
    return [*waiting, *settled[:few]], [(year, list(some)) for year, some in years]


def quarters_by_year(counts: Sequence[DisputeCount]) -> list[tuple[str, list[DisputeCount]]]:
    """Counts of quarters by their year, the newest first."""
    ordered = sorted(counts, key=lambda count: count.quarter, reverse=True)
    return [(year, list(some)) for year, some in groupby(ordered, key=lambda count: count.quarter[:4])]


def by_helper(lookouts: Sequence[Lookout]) -> list[tuple[Lookout, list[Who]]]:
    """Each helper once for each role, with all the households looked after."""
    helpers: dict[tuple[Who | None, str, str], tuple[Lookout, list[Who]]] = {}
    for tie in lookouts:
        helpers.setdefault((tie.helper, tie.name, tie.role), (tie, []))[1].append(tie.household)
    return list(helpers.values())
