"""Boards: who is ranked, by what, for which periods (sections 1 and 9 of the format)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from site_builder.ledger.accounts import Account, counted_day, level_of
from site_builder.ledger.amounts import to_units
from site_builder.ledger.book import Ledger
from site_builder.ledger.entries import Entry
from site_builder.ledger.periods import ORDER, Period
from site_builder.village.roster import Group, Household, Person
from site_builder.village.settings import Board, Level, Scale

Entrant = Household | Person | Group


class Row(NamedTuple):
    """One place. `value` is exact, in points."""

    rank: int
    entrant: Entrant
    value: Fraction
    level: Level | None


class Ranking(NamedTuple):
    """A board for one period."""

    board: Board
    scale: Scale
    period: Period
    rows: tuple[Row, ...]
    """Those within the cut."""
    everyone: tuple[Row, ...]
    """All that are ranked, before the cut."""


@dataclass(frozen=True, slots=True)
class _Field:
    """What a board is drawn up from: who could rank, and the movements that count, by period."""

    board: Board
    scale: Scale
    entrants: dict[str, Entrant]
    movements: dict[Period, list[tuple[str, Entry]]]
    """Movements with the id of whom they count for."""
    households: dict[str, list[Household]]
    """By group id."""

    def households_of(self, group: Group) -> list[Household]:
        """The households of a group."""
        return self.households.get(group.id, [])


def draw_up(board: Board, ledger: Ledger) -> list[Ranking]:
    """Every ranking of a board, newest period first within a kind."""
    field = _field(board, ledger)
    in_order = sorted(field.movements, key=lambda period: (ORDER[period.kind], -period.first.toordinal()))
    return [_rank(field, period, ledger) for period in in_order]


def _field(board: Board, ledger: Ledger) -> _Field:
    scale = ledger.village.scales[board.scale]
    accounts = [account for account in ledger.accounts if account.scale.id == scale.id]
    entrants = _entrants(board, scale, accounts, ledger)
    movements: defaultdict[Period, list[tuple[str, Entry]]] = defaultdict(list)
    for entry in _counting(board, accounts):
        who = _counts_for(board, entry)
        day = counted_day(entry)
        if day is not None and who in entrants:
            for kind in board.periods:
                movements[ledger.calendar.period(kind, day)].append((who, entry))
    households: defaultdict[str, list[Household]] = defaultdict(list)
    for household in ledger.village.roster.households.values():
        households[household.group.id].append(household)
    return _Field(board, scale, entrants, dict(movements), households)


def _entrants(board: Board, scale: Scale, accounts: list[Account], ledger: Ledger) -> dict[str, Entrant]:
    """All that could rank, by id: groups, or those whom roles and group choose."""
    if board.rank == "group":
        return dict(sorted(ledger.village.roster.groups.items()))
    holders: list[Household | Person] = [account.holder for account in accounts]
    if board.rank == "person" and scale.account == "household":
        holders = [member for account in accounts for member in account.household.members]
    chosen = {holder.id: holder for holder in holders if _is_chosen(holder, board, ledger.as_of)}
    return dict(sorted(chosen.items()))


def _is_chosen(holder: Household | Person, board: Board, as_of: datetime.date) -> bool:
    group = holder.group if isinstance(holder, Household) else holder.household.group
    in_group = not board.group or board.group in (group.id, group.name)
    return in_group and (not board.roles or any(holder.has_role(role, as_of) for role in board.roles))


def _counting(board: Board, accounts: list[Account]) -> Iterable[Entry]:
    for account in accounts:
        for entry in account.entries:
            record = entry.record
            if (
                record is not None
                and (not board.categories or record.category.id in board.categories)
                and (not board.rules or record.rule.id in board.rules)
            ):
                yield entry


def _counts_for(board: Board, entry: Entry) -> str | None:
    record = entry.record
    if record is None:
        return None
    if board.rank == "group":
        return record.household.group.id
    if board.rank == "person":
        return record.person.id if record.person is not None else None
    return entry.account


def _rank(field: _Field, period: Period, ledger: Ledger) -> Ranking:
    totals: defaultdict[str, int] = defaultdict(int)
    for who, entry in field.movements[period]:
        totals[who] += entry.points
    if field.board.measure == "standing":
        values = _standings(field, totals, period, ledger)
    else:
        values = _values(field, totals, ledger.as_of)
    listed = {id: value for id, value in values.items() if not _is_vetoed(field, id, period, ledger)}
    rows = _places(field, listed)
    return Ranking(field.board, field.scale, period, _cut(field, rows), rows)


def _values(field: _Field, totals: dict[str, int], as_of: datetime.date) -> dict[str, Fraction]:
    """The exact value of whoever is listed: groups always, others above 0."""
    unit = 10**field.scale.decimals
    values = {}
    for id, entrant in field.entrants.items():
        value = Fraction(totals.get(id, 0), unit)
        if field.board.measure in ("per_household", "per_member"):
            divisor = _divisor(field, entrant, as_of)
            value = value / divisor if divisor else Fraction(0)
        if value > 0 or field.board.rank == "group":
            values[id] = value
    return values


def _divisor(field: _Field, entrant: Entrant, as_of: datetime.date) -> int:
    if isinstance(entrant, Person):
        return 1
    households = [entrant] if isinstance(entrant, Household) else field.households_of(entrant)
    if field.board.measure == "per_household":
        return sum(household.present(as_of) for household in households)
    return sum(member.present(as_of) for household in households for member in household.members)


def _standings(field: _Field, totals: dict[str, int], period: Period, ledger: Ledger) -> dict[str, Fraction]:
    scale = field.scale
    day = min(period.last, ledger.as_of)
    active = {who for who, entry in field.movements[period] if entry.kind == "award"}
    base = to_units(scale.base.value, scale.decimals)
    return {
        id: Fraction(base + totals.get(id, 0), 10**scale.decimals)
        for id, entrant in field.entrants.items()
        if id in active or _belongs(entrant, scale, day)
    }


def _belongs(entrant: Entrant, scale: Scale, day: datetime.date) -> bool:
    if isinstance(entrant, Group):
        return True
    return entrant.present(day) and (not scale.role or entrant.has_role(scale.role, day))


def _is_vetoed(field: _Field, id: str, period: Period, ledger: Ledger) -> bool:
    entrant = field.entrants[id]
    if isinstance(entrant, Group) or period.kind == "all":
        return False
    account = entrant.household.id if isinstance(entrant, Person) and field.scale.account == "household" else entrant.id
    return bool(ledger.vetoes.on(field.scale.id, account, period, ledger.as_of))


def _places(field: _Field, values: dict[str, Fraction]) -> tuple[Row, ...]:
    """Standard competition ranking, ties in order of id."""
    rows: list[Row] = []
    for place, (id, value) in enumerate(sorted(values.items(), key=lambda pair: (-pair[1], pair[0])), start=1):
        rank = rows[-1].rank if rows and rows[-1].value == value else place
        rows.append(Row(rank, field.entrants[id], value, _level(field, value)))
    return tuple(rows)


def _level(field: _Field, value: Fraction) -> Level | None:
    if field.board.measure != "standing":
        return None
    return level_of(field.scale, int(value * 10**field.scale.decimals))


def _cut(field: _Field, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows within the cut; whoever is tied at it stays, since ties share a rank."""
    board = field.board
    if board.top_percent is not None:
        share = Fraction(board.top_percent.value) * len(field.entrants) / 100
        most = -(-share.numerator // share.denominator)
    elif board.top is not None:
        most = board.top
    else:
        return rows
    return tuple(row for row in rows if row.rank <= most)

