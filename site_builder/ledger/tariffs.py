"""Tariffs: what each version of a rule gives, and which limits bound it, worked out once for all its records."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from site_builder.ledger.amounts import cut, to_units
from site_builder.ledger.periods import Calendar
from site_builder.village.model import PointsRecord
from site_builder.village.rules import Category, Limit, Rule, Rulebook
from site_builder.village.settings import Scale

Key = tuple[object, ...]


class LimitHit(NamedTuple):
    """The limit that made an award smaller."""

    limit: Limit
    category: bool
    """Whether it is the category's rather than the rule's own."""


def rule_points(record: PointsRecord) -> Fraction:
    """The rule's points for a record, exact, before cumulative tiers and limits."""
    rule = record.rule
    if rule.points is not None:
        points = Fraction(rule.points.value)
        if rule.unit and record.qty is not None:
            points *= Fraction(record.qty.value)
        return points / Fraction(rule.per.value) if rule.per is not None else points
    if rule.tiers is not None:
        return _tier(rule, Fraction(record.qty.value) if record.qty is not None else Fraction(1))
    stated = record.points if rule.by_level is None else rule.by_level.get(record.level)
    return Fraction(stated.value) if stated is not None else Fraction(0)


def _tier(rule: Rule, qty: Fraction) -> Fraction:
    reached = [tier for tier in rule.tiers or () if tier.threshold.value <= qty]
    return Fraction(reached[-1].points.value) if reached else Fraction(0)


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """What a limit looks at: awards of one sign, of a rule or a category in a scale, by period and owner."""

    period: Callable[[datetime.date], object]
    owner: Callable[[PointsRecord], str]

    def key(self, record: PointsRecord) -> Key:
        """The sum to which a record belongs: that of its period and its owner."""
        return (self, self.period(record.date), self.owner(record))


class Bound(NamedTuple):
    """A limit of the version itself."""

    pool: int
    """Which of the tariff's pools it bounds."""
    units: int
    """How much, in the smallest unit and without its sign."""
    hit: LimitHit


class Side(NamedTuple):
    """The awards of one sign: all pools to which they belong, and those limits that hold for them."""

    pools: tuple[Pool, ...]
    bounds: tuple[Bound, ...]


class Tariff(NamedTuple):
    """One version of a rule with one of its category."""

    decimals: int
    gains: Side
    losses: Side
    known: dict[Key, int]
    """The rule's points, by what decides them."""

    def points(self, record: PointsRecord) -> int:
        """The rule's points for a record in the smallest unit, cut toward zero."""
        qty, stated = record.qty, record.points
        said = (qty and qty.text, stated and stated.text, record.level)
        units = self.known.get(said)
        if units is None:
            units = self.known[said] = cut(rule_points(record), self.decimals)
        return units


class Tariffs:
    """The tariffs of a rulebook, each made when its first record is awarded."""

    def __init__(self, scales: dict[str, Scale], rulebook: Rulebook, calendar: Calendar) -> None:
        self._scales = scales
        self._limited = _limited(rulebook)
        self._periods = _numbered(calendar)
        self._pools: dict[Key, Pool] = {}
        self._tariffs: dict[tuple[Rule, Category], Tariff] = {}

    def of(self, record: PointsRecord) -> Tariff:
        """The tariff by which a record is awarded."""
        version = (record.rule, record.category)
        found = self._tariffs.get(version)
        if found is None:
            found = self._tariffs[version] = self._make(*version)
        return found

    def _make(self, rule: Rule, category: Category) -> Tariff:
        gains, losses = (self._side(rule, category, sign) for sign in (1, -1))
        return Tariff(self._scales[rule.scale].decimals, gains, losses, {})

    def _side(self, rule: Rule, category: Category, sign: int) -> Side:
        pools = {
            (in_category, per, of): self._pool(per, of, in_category, id, rule.scale, sign)
            for in_category, id in ((False, rule.id), (True, category.id))
            for per, of in sorted(self._limited[in_category, id, sign])
        }
        numbers = {key: number for number, key in enumerate(pools)}
        decimals = self._scales[rule.scale].decimals
        bounds = tuple(
            # What is used is whole units, so cutting the bound is cutting what is left.
            Bound(numbers[in_category, limit.per, limit.of], abs(to_units(limit.bound, decimals)), LimitHit(limit, in_category))
            for in_category, version in ((False, rule), (True, category))
            for limit in version.limits
            if _sign(limit) == sign
        )
        return Side(tuple(pools.values()), bounds)

    def _pool(self, per: str, of: str, *awards: object) -> Pool:
        """The pool of these awards by period and owner: the same one for all versions."""
        return self._pools.setdefault((per, of, *awards), Pool(self._periods[per], _OWNER[of]))


def _limited(rulebook: Rulebook) -> defaultdict[tuple[bool, str, int], set[tuple[str, str]]]:
    """What any version of a rule or category limits, by its id and sign: the others need not be remembered."""
    versions: list[tuple[bool, Rule | Category]] = [(False, rule) for same in rulebook.rules.values() for rule in same]
    versions += [(True, category) for same in rulebook.categories.values() for category in same]
    limited: defaultdict[tuple[bool, str, int], set[tuple[str, str]]] = defaultdict(set)
    for in_category, version in versions:
        for limit in version.limits:
            limited[in_category, version.id, _sign(limit)].add((limit.per, limit.of))
    return limited


def _sign(limit: Limit) -> int:
    return -1 if limit.max is None else 1


def _numbered(calendar: Calendar) -> dict[str, Callable[[datetime.date], object]]:
    """By the period of a limit, what tells the one that holds a day from the others."""
    return {
        "day": lambda day: day,
        "week": lambda day: (day.toordinal() - 1) // 7,
        "month": lambda day: 12 * day.year + day.month,
        "quarter": lambda day: 4 * day.year + (day.month + 2) // 3,
        "year": calendar.year_of,
        "ever": lambda day: None,
    }


_OWNER: dict[str, Callable[[PointsRecord], str]] = {
    "account": attrgetter("account"),
    # A record that names the household counts as one more person.
    "person": attrgetter("who.id"),
    "village": lambda record: "",
}
