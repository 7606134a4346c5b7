"""Sums over the whole village: scales, goods, measures, matters."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from site_builder.ledger.book import Ledger
from site_builder.ledger.entries import column_of
from site_builder.ledger.periods import Calendar
from site_builder.problems import N_, Place, Problems
from site_builder.village.matters import Matter, MatterStatus
from site_builder.village.prose import ActivityEntry, Result


class ScaleTotals(NamedTuple):
    """issued − deducted + corrected = redeemed + expired + outstanding, in the smallest unit."""

    scale: str
    issued: int
    deducted: int
    corrected: int
    redeemed: int
    expired: int
    outstanding: int

    @property
    def balances(self) -> bool:
        """Whether nothing was lost and nothing came from nowhere."""
        return self.issued - self.deducted + self.corrected == self.redeemed + self.expired + self.outstanding


class GoodsTotals(NamedTuple):
    """stocked = handed out + left, in pieces."""

    item: str
    stocked: int
    handed_out: int
    left: int

    @property
    def balances(self) -> bool:
        """Whether every piece is accounted for."""
        return self.stocked == self.handed_out + self.left


def scale_totals(ledger: Ledger) -> list[ScaleTotals]:
    """The totals of each scale. Sums come from the movements, `outstanding` from the accounts."""
    totals = []
    for scale in ledger.village.settings.scales:
        sums: Counter[str] = Counter()
        for entry in ledger.entries:
            if entry.scale == scale.id:
                column, amount = column_of(entry.kind, entry.points)
                sums[column] += amount
        outstanding = sum(account.balance for account in ledger.accounts if account.scale.id == scale.id)
        totals.append(
            ScaleTotals(
                scale.id, sums["issued"], sums["deducted"], sums["corrected"], sums["redeemed"], sums["expired"],
                outstanding,
            )
        )
    return totals


def goods_totals(ledger: Ledger) -> list[GoodsTotals]:
    """Stock of each item by the date of the ledger: what came in, went out, and is left."""
    day = ledger.as_of
    out: Counter[str] = Counter()
    moved: Counter[str] = Counter()
    for redemption in ledger.village.redemptions:
        if redemption.date <= day:
            back = redemption.cancelled is not None and redemption.cancelled <= day
            out[redemption.item.id] += 0 if back else redemption.qty
            moved[redemption.item.id] -= redemption.qty
            moved[redemption.item.id] += redemption.qty if back else 0
    totals = []
    for item in ledger.village.items.values():
        stocked = sum(stocking.qty for stocking in item.stock if stocking.date <= day)
        totals.append(GoodsTotals(item.id, stocked, out[item.id], stocked + moved[item.id]))
    return totals


def check_reconciled(ledger: Ledger, problems: Problems) -> None:
    """Refuse to publish figures that do not add up to the last digit."""
    lost = [totals.scale for totals in scale_totals(ledger) if not totals.balances]
    lost += [totals.item for totals in goods_totals(ledger) if not totals.balances]
    for name in lost:
        problems.error(
            Place("content/site.yaml"), "does-not-reconcile", N_("the figures of “{name}” do not add up"),
            N_("this is a fault of the program; please report it with your content."), name=name,
        )


class MeasureTotal(NamedTuple):
    """An achievement summed over activities."""

    measure: str
    total: Decimal
    by_year: dict[str, Decimal]
    results: list[tuple[ActivityEntry, Result]]


def measure_totals(ledger: Ledger) -> list[MeasureTotal]:
    """The sums of each measure over the activities that have taken place."""
    found: defaultdict[str, list[tuple[ActivityEntry, Result]]] = defaultdict(list)
    for told in ledger.village.activities:
        activity = told.entry
        if isinstance(activity, ActivityEntry) and activity.date <= ledger.as_of:
            for result in activity.results:
                found[result.measure].append((activity, result))
    return [_measure(measure.id, found[measure.id], ledger.calendar) for measure in ledger.village.settings.measures]


def _measure(id: str, results: list[tuple[ActivityEntry, Result]], calendar: Calendar) -> MeasureTotal:
    by_year: dict[str, Decimal] = {}
    for activity, result in sorted(results, key=lambda pair: pair[0].date):
        year = str(calendar.year_of(activity.date))
        by_year[year] = by_year.get(year, Decimal(0)) + result.value.value
    return MeasureTotal(id, sum((r.value.value for _, r in results), Decimal(0)), by_year, results)


def matter_status(matter: Matter, as_of: datetime.date) -> MatterStatus:
    """How far a matter is on a date: closed later counts as open."""
    return "open" if matter.closed is not None and matter.closed > as_of else matter.status


def opened_by(matters: Iterable[Matter], as_of: datetime.date) -> list[Matter]:
    """The matters that had come up by a date."""
    return [matter for matter in matters if matter.opened <= as_of]


def dispute_counts(matters: Iterable[Matter], as_of: datetime.date) -> dict[tuple[str, str], int]:
    """How many disputes of a type were found in a quarter, by (quarter, type)."""
    counts: Counter[tuple[str, str]] = Counter()
    calendar = Calendar()
    for matter in opened_by(matters, as_of):
        if matter.kind == "dispute":
            counts[(calendar.period("quarter", matter.opened).id, matter.type or "other")] += 1
    return dict(sorted(counts.items()))
