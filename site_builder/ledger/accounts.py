"""Accounts: who has one in which scale, and its figures on a date."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from site_builder.ledger.amounts import to_units
from site_builder.ledger.entries import Entry
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
    posted: Iterable[PointsRecord],
    entries: Iterable[Entry],
    vetoes: Vetoes,
    calendar: Calendar,
    as_of: datetime.date,
) -> tuple[Account, ...]:
    """Every account with its figures, by scale in the order of site.yaml, then by id."""
    accounts = _holders(village, posted, as_of)
    for entry in entries:
        account = accounts[entry.scale].get(entry.account)
        if account is None:  # somebody who only redeems, with an error elsewhere
            account = accounts[entry.scale][entry.account] = _account(village, village.scales[entry.scale], entry.account)
        account.entries.append(entry)
        _add(account, entry)
    for in_scale in accounts.values():
        for account in in_scale.values():
            _settle(account, vetoes, calendar, as_of)
    return tuple(account for in_scale in accounts.values() for _, account in sorted(in_scale.items()))


def _holders(
    village: Village, posted: Iterable[PointsRecord], as_of: datetime.date
) -> dict[str, dict[str, Account]]:
    accounts: dict[str, dict[str, Account]] = {}
    for scale in village.settings.scales:
        everyone = village.roster.persons if scale.account == "person" else village.roster.households
        accounts[scale.id] = {
            id: _account(village, scale, id)
            for id, holder in everyone.items()
            if not scale.role or holder.has_role(scale.role, as_of)
        }
    for record in posted:
        in_scale = accounts[record.rule.scale]
        if record.account not in in_scale:
            in_scale[record.account] = _account(village, village.scales[record.rule.scale], record.account)
    return accounts


def _account(village: Village, scale: Scale, id: str) -> Account:
    person = village.roster.persons[id] if scale.account == "person" else None
    return Account(scale, id, person.household if person else village.roster.households[id], person)


def _add(account: Account, entry: Entry) -> None:
    if entry.kind == "award":
        if entry.points > 0:
            account.issued += entry.points
        else:
            account.deducted -= entry.points
    elif entry.kind == "correction":
        account.corrected += entry.points
    elif entry.kind == "expiry":
        account.expired -= entry.points
    else:
        account.redeemed -= entry.points


def counted_day(entry: Entry) -> datetime.date | None:
    """The day by which a movement belongs to a period's total; None where it never counts."""
    if entry.kind == "award" and entry.record is not None:
        return entry.record.date
    return entry.date if entry.kind == "correction" else None


def total(entries: Iterable[Entry], period: Period) -> int:
    """The total of a period: awards by record date, corrections by their own."""
    days = ((counted_day(entry), entry.points) for entry in entries)
    return sum(points for day, points in days if day is not None and period.holds(day))


def _settle(account: Account, vetoes: Vetoes, calendar: Calendar, as_of: datetime.date) -> None:
    scale = account.scale
    account.year = total(account.entries, calendar.period("year", as_of))
    base = to_units(scale.base.value, scale.decimals)
    account.standing = base + total(account.entries, calendar.period(scale.base_per, as_of))
    vetoed = vetoes.on(scale.id, account.id, Period("", "all", as_of, as_of), as_of)
    account.level = None if vetoed else level_of(scale, account.standing)


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
