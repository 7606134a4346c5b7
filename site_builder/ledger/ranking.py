"""Boards: who is ranked, by what, for which periods (sections 1 and 9 of the format)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from site_builder.ledger.accounts import Account, level_of
from site_builder.ledger.amounts import to_units
from site_builder.ledger.book import Ledger
from site_builder.ledger.periods import ORDER, Period
from site_builder.village.model import PointsRecord
from site_builder.village.roster import Group, Household, Person
from site_builder.village.settings import Board, Level, Scale

Entrant = Household | Person | Group


class Row(NamedTuple):
    """One place. What is ranked is exactly `units` of the scale's smallest unit ÷ `divisor`."""

    rank: int
    entrant: Entrant
    units: int
    divisor: int
    """Households or members; 1 where nothing is divided."""
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


@dataclass(slots=True)
class _Span:
    """What counts on a board in one period."""

    period: Period
    totals: defaultdict[str, int]
    """By whom it counts for."""
    active: set[str]
    """Who has a confirmed record in the period; only told where standings are ranked."""


@dataclass(frozen=True, slots=True)
class _Field:
    """What a board is drawn up from: who could rank, and what counts, by period."""

    board: Board
    scale: Scale
    entrants: dict[str, Entrant]
    spans: tuple[_Span, ...]
    divisors: dict[str, int]
    """By entrant; empty where nothing is divided."""


def draw_up(board: Board, ledger: Ledger) -> list[Ranking]:
    """Every ranking of a board, newest period first within a kind."""
    field = _field(board, ledger)
    in_order = sorted(field.spans, key=lambda span: (ORDER[span.period.kind], -span.period.first.toordinal()))
    return [_rank(field, span, ledger) for span in in_order]


def _field(board: Board, ledger: Ledger) -> _Field:
    scale = ledger.village.scales[board.scale]
    accounts = [account for account in ledger.accounts if account.scale.id == scale.id]
    entrants = _entrants(board, scale, accounts, ledger)
    divided = board.measure in ("per_household", "per_member")
    divisors = _divisors(board, entrants, ledger) if divided else {}
    return _Field(board, scale, entrants, tuple(_spans(board, scale, entrants, ledger)), divisors)


def _entrants(board: Board, scale: Scale, accounts: list[Account], ledger: Ledger) -> dict[str, Entrant]:
    """All that could rank, by id: groups, or those whom roles and group choose."""
    if board.rank == "group":
        return dict(sorted(ledger.village.roster.groups.items()))
    holders: list[Household | Person] = [account.holder for account in accounts]
    if board.rank == "person" and scale.account == "household":
        holders = [member for account in accounts for member in account.household.members]
    group = ledger.village.roster.group_named(board.group)
    chosen = {holder.id: holder for holder in holders if _is_chosen(holder, board, group, ledger.as_of)}
    return dict(sorted(chosen.items()))


def _is_chosen(holder: Household | Person, board: Board, group: Group | None, as_of: datetime.date) -> bool:
    own = holder.group if isinstance(holder, Household) else holder.household.group
    in_group = not board.group or own is group
    return in_group and (not board.roles or any(holder.has_role(role, as_of) for role in board.roles))


def _divisors(board: Board, entrants: dict[str, Entrant], ledger: Ledger) -> dict[str, int]:
    """By how many households or members of today each entrant's total is divided."""
    as_of = ledger.as_of
    counts = dict.fromkeys(entrants, 0)
    for household in ledger.village.roster.households.values():
        id = household.group.id if board.rank == "group" else household.id
        if id in counts and board.measure == "per_household":
            counts[id] += household.present(as_of)
        elif id in counts:
            counts[id] += sum(member.present(as_of) for member in household.members)
    return counts


def _spans(board: Board, scale: Scale, entrants: dict[str, Entrant], ledger: Ledger) -> Iterable[_Span]:
    spans: dict[str, _Span] = {}
    for stretch in _stretches(board, scale, ledger):
        active = stretch.active & entrants.keys()
        totals = [(who, units) for who, units in stretch.totals.items() if who in entrants]
        for period in stretch.periods if totals else ():
            span = _span(spans, period)
            span.active |= active
            for who, units in totals:
                span.totals[who] += units
    return spans.values()


class _Stretch(NamedTuple):
    """The days that lie in the same periods: summed up once, and not for each kind of period."""

    periods: tuple[Period, ...]
    totals: dict[str, int]
    active: set[str]


def _stretches(board: Board, scale: Scale, ledger: Ledger) -> Iterable[_Stretch]:
    """What counts on a board, and for whom: awards by the date of their record, corrections by their own."""
    counts_for, counts, ranks_standings = _COUNTS_FOR[board.rank], _counting(board), board.measure == "standing"
    stretches: dict[tuple[str, ...], _Stretch] = {}
    of_day: dict[datetime.date, tuple[dict[str, int], set[str]]] = {}
    # Record by record, as they lie in memory, and not account by account.
    awards = (
        (record, record.date, award.units, ranks_standings)
        for record, status, _, award, _ in ledger.settled.values()
        if award is not None and status == "confirmed"
    )
    corrections = ((record, correction.date, points, False) for correction, record, points in ledger.corrections)
    for record, day, points, is_active in chain(awards, corrections):
        if record.rule.scale != scale.id or (counts is not None and not counts(record)):
            continue
        if day not in of_day:
            periods = tuple(ledger.calendar.period(kind, day) for kind in board.periods)
            stretch = stretches.setdefault(tuple(period.id for period in periods), _Stretch(periods, {}, set()))
            of_day[day] = stretch.totals, stretch.active
        totals, active = of_day[day]
        who = counts_for(record)
        totals[who] = totals.get(who, 0) + points
        if is_active:
            active.add(who)
    return stretches.values()


def _span(spans: dict[str, _Span], period: Period) -> _Span:
    found = spans.get(period.id)
    if found is None:
        found = spans[period.id] = _Span(period, defaultdict(int), set())
    return found


def pending_records(board: Board, ledger: Ledger) -> Iterable[PointsRecord]:
    """The records on notice or contested that may yet count on a board."""
    scale, counts, whose = ledger.village.scales[board.scale], _counting(board), _COUNTS_FOR[board.rank]
    entrants = _entrants(board, scale, [account for account in ledger.accounts if account.scale.id == scale.id], ledger)
    for record, status, *_ in ledger.settled.values():
        pending = status in ("on_notice", "contested") and record.rule.scale == board.scale
        if pending and whose(record) in entrants and (counts is None or counts(record)):
            yield record


def _counting(board: Board) -> Callable[[PointsRecord], bool] | None:
    """Whether a record and its corrections count on a board; None where all do."""
    if not board.categories and not board.rules:
        return None
    return lambda record: (not board.categories or record.category.id in board.categories) and (
        not board.rules or record.rule.id in board.rules
    )


_COUNTS_FOR: dict[str, Callable[[PointsRecord], str]] = {
    "group": attrgetter("household.group.id"),
    "person": lambda record: record.person.id if record.person is not None else "",
    "account": attrgetter("account"),
}
"""Id of whom a record counts for; "" for nobody."""


def _rank(field: _Field, span: _Span, ledger: Ledger) -> Ranking:
    totals = _standings(field, span, ledger) if field.board.measure == "standing" else _totals(field, span)
    listed = totals
    if ledger.vetoes:
        listed = {id: units for id, units in totals.items() if not _is_vetoed(field, id, span.period, ledger)}
    rows = _places(field, listed)
    return Ranking(field.board, field.scale, span.period, _cut(field, rows), rows)


def _totals(field: _Field, span: _Span) -> dict[str, int]:
    """The total of whoever is listed: groups always, others above 0."""
    if field.board.rank == "group":
        return {id: span.totals.get(id, 0) for id in field.entrants}
    return {id: units for id, units in span.totals.items() if units > 0 and field.divisors.get(id, 1)}


def _standings(field: _Field, span: _Span, ledger: Ledger) -> dict[str, int]:
    scale = field.scale
    day = min(span.period.last, ledger.as_of)
    base = to_units(scale.base.value, scale.decimals)
    return {
        id: base + span.totals.get(id, 0)
        for id, entrant in field.entrants.items()
        if id in span.active or _belongs(entrant, scale, day)
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


def _places(field: _Field, totals: dict[str, int]) -> tuple[Row, ...]:
    """Standard competition ranking, ties in order of id."""
    best_first = sorted((-_exact(field, id, units), id) for id, units in totals.items())
    rows: list[Row] = []
    rank, before = 0, None
    for place, (value, id) in enumerate(best_first, start=1):
        rank = rank if value == before else place
        rows.append(Row(rank, field.entrants[id], totals[id], field.divisors.get(id, 1), _level(field, totals[id])))
        before = value
    return tuple(rows)


def _exact(field: _Field, id: str, units: int) -> Fraction | int:
    """What is ranked; without households or members it is 0."""
    if not field.divisors:
        return units
    divisor = field.divisors[id]
    return Fraction(units, divisor) if divisor else 0


def _level(field: _Field, units: int) -> Level | None:
    return level_of(field.scale, units) if field.board.measure == "standing" else None


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
