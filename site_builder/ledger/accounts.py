"""Accounts: who has one in which scale, and its figures on a date."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from site_builder.ledger.amounts import to_units
from site_builder.ledger.entries import Entry, EntryKind, Movements
from site_builder.ledger.periods import Calendar, Period
from site_builder.ledger.vetoes import Vetoes
from site_builder.village.model import PointsRecord, Village
from site_builder.village.roster import Household, Person
from site_builder.village.settings import Level, Scale


@dataclass(slots=True, eq=False)
class Account:
    """One account of one scale, in the smallest unit. Filled in by `open_accounts`."""

    scale: Scale
    id: str
    household: Household
    person: Person | None
    issued: int = 0
    """Awards above 0."""
    deducted: int = 0
    """Awards below 0, as a positive number."""
    corrected: int = 0
    redeemed: int = 0
    """Returns taken off."""
    expired: int = 0
    year: int = 0
    """Total of the scoring year that holds the date."""
    standing: int = 0
    """Base and total of the base period that holds the date."""
    level: Level | None = None
    entries: list[Entry] = field(default_factory=list)

    @property
    def holder(self) -> Household | Person:
        """Whose account it is."""
        return self.person or self.household

    @property
    def honor(self) -> int:
        """Total of all time; redeeming and expiry do not touch it."""
        return self.issued - self.deducted + self.corrected

    @property
    def balance(self) -> int:
        """What can be spent."""
        return self.honor - self.redeemed - self.expired


def open_accounts(
    village: Village,
    uncounted: Iterable[PointsRecord],
    movements: Movements,
    vetoes: Vetoes,
    calendar: Calendar,
    as_of: datetime.date,
) -> tuple[Account, ...]:
    """Every account with its figures, by scale in the order of site.yaml, then by id.

    `uncounted`: posted records that move nothing, or not yet.
    """
    accounts = _with_role(village, as_of)
    named = {(record.rule.scale, record.account) for record in uncounted}
    for scale, id in named.union(movements):
        if id not in accounts[scale]:
            accounts[scale][id] = _account(village, village.scales[scale], id)
        accounts[scale][id].entries = movements.get((scale, id), [])
    for in_scale in accounts.values():
        for account in in_scale.values():
            _add_up(account, vetoes, calendar, as_of)
    return tuple(account for in_scale in accounts.values() for _, account in sorted(in_scale.items()))


def _with_role(village: Village, as_of: datetime.date) -> dict[str, dict[str, Account]]:
    """By scale, an account for everybody who has its role, whether anything was recorded or not."""
    accounts: dict[str, dict[str, Account]] = {}
    for scale in village.settings.scales:
        everyone = village.roster.persons if scale.account == "person" else village.roster.households
        accounts[scale.id] = {
            id: _account(village, scale, id)
            for id, holder in everyone.items()
            if not scale.role or holder.has_role(scale.role, as_of)
        }
    return accounts


def _account(village: Village, scale: Scale, id: str) -> Account:
    person = village.roster.persons[id] if scale.account == "person" else None
    return Account(scale, id, person.household if person else village.roster.households[id], person)


def counted_day(entry: Entry) -> datetime.date | None:
    """The day by which a movement belongs to a period's total; None where it never counts."""
    if entry.kind == "award" and entry.record is not None:
        return entry.record.date
    return entry.date if entry.kind == "correction" else None


def _add_up(account: Account, vetoes: Vetoes, calendar: Calendar, as_of: datetime.date) -> None:
    for entry in account.entries:
        _add(account, entry.kind, entry.points)
    scale = account.scale
    year, base_period = calendar.period("year", as_of), calendar.period(scale.base_per, as_of)
    totals = {period: total(account.entries, period) for period in {year, base_period}}
    account.year = totals[year]
    account.standing = to_units(scale.base.value, scale.decimals) + totals[base_period]
    vetoed = vetoes.on(scale.id, account.id, Period("", "all", as_of, as_of), as_of)
    account.level = None if vetoed else level_of(scale, account.standing)


def _add(account: Account, kind: EntryKind, points: int) -> None:
    if kind == "award":
        if points > 0:
            account.issued += points
        else:
            account.deducted -= points
    elif kind == "correction":
        account.corrected += points
    elif kind == "expiry":
        account.expired -= points
    else:
        account.redeemed -= points


def total(entries: Iterable[Entry], period: Period) -> int:
    """The total of a period: awards by record date, corrections by their own."""
    return sum(
        entry.points
        for entry in entries
        # Nothing counts by a day after that on which it takes effect: most of what is older need not be asked.
        if entry.date >= period.first and (day := counted_day(entry)) is not None and period.holds(day)
    )


def level_of(scale: Scale, standing: int) -> Level | None:
    """The highest level whose threshold a standing reaches."""
    reached = [level for level in scale.levels if to_units(level.threshold.value, scale.decimals) <= standing]
    return max(reached, key=lambda level: level.threshold.value, default=None)


def accounts_by_scale(accounts: Iterable[Account]) -> dict[str, list[Account]]:
    """The accounts of each scale."""
    grouped: defaultdict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        grouped[account.scale.id].append(account)
    return grouped
