"""Movements of accounts, and the balances that follow day by day."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter
from typing import Literal, NamedTuple

from site_builder.ledger.amounts import to_units
from site_builder.ledger.periods import Calendar
from site_builder.village.model import PointsRecord, Redemption
from site_builder.village.points import Correction
from site_builder.village.settings import Scale

EntryKind = Literal["award", "correction", "return", "redemption", "expiry"]
ORDER_IN_A_DAY: dict[EntryKind, int] = {"award": 0, "correction": 1, "return": 2, "redemption": 3, "expiry": 4}
"""Section 9, "within a day"."""


class Entry(NamedTuple):
    """One movement of one account. `points` is signed, so that a balance is a sum."""

    date: datetime.date
    """The day on which it takes effect: confirmation for awards, the own date for the rest."""
    kind: EntryKind
    scale: str
    account: str
    points: int
    record: PointsRecord | None = None
    correction: Correction | None = None
    redemption: Redemption | None = None


Movements = dict[tuple[str, str], list[Entry]]
"""By scale and account."""


def column_of(kind: str, points: int) -> tuple[str, int]:
    """In which column of the books a movement counts, and with what: deducted, redeemed and expired take away."""
    if kind == "award":
        return ("issued", points) if points > 0 else ("deducted", -points)
    if kind == "correction":
        return "corrected", points
    return "expired" if kind == "expiry" else "redeemed", -points


class Corrected(NamedTuple):
    """A correction with the record that it corrects, in the smallest unit."""

    correction: Correction
    record: PointsRecord
    points: int


def redemption_cost(redemption: Redemption) -> int:
    """What a redemption costs in the smallest unit of its scale."""
    return to_units(redemption.price.value, redemption.scale.decimals) * redemption.qty


def _order(entry: Entry) -> tuple[object, ...]:
    """Of one account: by day, then as section 9 says within a day; ties in a fixed order."""
    order = ORDER_IN_A_DAY[entry.kind]
    if entry.record is not None:
        return (entry.date, order, entry.record.id)
    if entry.redemption is not None:
        return (entry.date, order, entry.redemption.item.id, entry.redemption.source.place())
    return (entry.date, order)


def by_account(entries: Iterable[Entry]) -> Movements:
    """Movements by scale and account, those of each account in order."""
    movements: Movements = defaultdict(list)
    for entry in entries:
        movements[entry.scale, entry.account].append(entry)
    for own in movements.values():
        own.sort(key=_order)
    return movements


def redemption_entries(redemptions: Iterable[Redemption]) -> Iterable[Entry]:
    """Redemptions, and the returns of those that were cancelled."""
    for redemption in redemptions:
        cost = redemption_cost(redemption)
        scale, account = redemption.scale.id, redemption.account
        yield Entry(redemption.date, "redemption", scale, account, -cost, redemption=redemption)
        if redemption.cancelled is not None:
            yield Entry(redemption.cancelled, "return", scale, account, cost, redemption=redemption)


def expiry_days(scale: Scale, calendar: Calendar, first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """The days between two days on which what is not spent expires."""
    if scale.unspent == "carry":
        return []
    days = []
    for year in range(first.year - 1, last.year + 2):
        day = datetime.date(year, *scale.expires_on) if scale.expires_on else calendar.year(year).last
        if first <= day <= last:
            days.append(day)
    return days


def with_expiries(movements: list[Entry], scale: Scale, calendar: Calendar, until: datetime.date) -> list[Entry]:
    """The movements of one account up to a day with the expiries that follow from them, in order as they are."""
    moved = movements[: bisect_right(movements, until, key=attrgetter("date"))]
    if scale.unspent == "carry" or not moved:
        return moved
    days = expiry_days(scale, calendar, moved[0].date, until)
    return sorted([*moved, *_expiries(moved, scale, days)], key=_order)


def _expiries(moved: list[Entry], scale: Scale, days: list[datetime.date]) -> Iterable[Entry]:
    balance, at = 0, 0
    for day in days:
        while at < len(moved) and moved[at].date <= day:
            balance += moved[at].points
            at += 1
        if balance > 0 or (balance < 0 and scale.unspent == "reset"):
            yield Entry(day, "expiry", scale.id, moved[0].account, -balance)
            balance = 0
