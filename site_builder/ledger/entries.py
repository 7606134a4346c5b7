"""Movements of accounts, and the balances that follow day by day."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal, NamedTuple

from site_builder.ledger.amounts import to_units
from site_builder.ledger.periods import Calendar
from site_builder.village.model import PointsRecord, Redemption, Village
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


class Corrected(NamedTuple):
    """A correction with the record that it corrects, in the smallest unit."""

    correction: Correction
    record: PointsRecord
    points: int


def redemption_cost(redemption: Redemption) -> int:
    """What a redemption costs in the smallest unit of its scale."""
    return to_units(redemption.price.value, redemption.scale.decimals) * redemption.qty


def entry_order(entry: Entry) -> tuple[object, ...]:
    """By day, then as section 9 says within a day; ties in a fixed order."""
    redemption = entry.redemption
    item = redemption.item.id if redemption else ""
    where = redemption.source.place() if redemption else ("", 0, 0)
    record = entry.record.id if entry.record else ""
    return (entry.date, ORDER_IN_A_DAY[entry.kind], entry.account, item, record, entry.scale, where)


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


def with_expiries(entries: list[Entry], village: Village, calendar: Calendar, until: datetime.date) -> list[Entry]:
    """All movements up to a day, in order, with the expiries that follow from them."""
    moved = [entry for entry in entries if entry.date <= until]
    expiring = [scale for scale in village.settings.scales if scale.unspent != "carry"]
    expiries = [entry for scale in expiring for entry in _expiries(moved, scale, calendar, until)]
    return sorted(moved + expiries, key=entry_order)


def _expiries(entries: list[Entry], scale: Scale, calendar: Calendar, until: datetime.date) -> Iterable[Entry]:
    own = [entry for entry in entries if entry.scale == scale.id]
    if not own:
        return
    days = expiry_days(scale, calendar, min(entry.date for entry in own), until)
    by_account: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in own:
        by_account[entry.account].append(entry)
    for account, movements in by_account.items():
        yield from _expiries_of(account, sorted(movements, key=entry_order), scale, days)


def _expiries_of(account: str, movements: list[Entry], scale: Scale, days: list[datetime.date]) -> Iterable[Entry]:
    balance, at = 0, 0
    for day in days:
        while at < len(movements) and movements[at].date <= day:
            balance += movements[at].points
            at += 1
        if balance > 0 or (balance < 0 and scale.unspent == "reset"):
            yield Entry(day, "expiry", scale.id, account, -balance)
            balance = 0
