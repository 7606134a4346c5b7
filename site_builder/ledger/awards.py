"""Awards: the rule's points for a record, after cumulative tiers and limits.

Limits and tiers look only at what stands before in the order of section 9, so that an
award that is confirmed never changes later.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import NamedTuple

from site_builder.ledger.amounts import cut, to_units
from site_builder.ledger.periods import Calendar
from site_builder.village.model import PointsRecord
from site_builder.village.rules import Limit, Rule, Rulebook
from site_builder.village.settings import Scale


class LimitHit(NamedTuple):
    """The limit that made an award smaller."""

    limit: Limit
    category: bool
    """Whether it is the category's rather than the rule's own."""


class Award(NamedTuple):
    """What a record is awarded, in the smallest unit, and how it came about."""

    units: int
    unlimited: int
    """What the rule alone would have awarded."""
    hit: LimitHit | None


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


def is_deduction(record: PointsRecord, scale: Scale) -> bool:
    """Whether a record takes points away: cut to the scale's decimals, before limits (section 8)."""
    return cut(rule_points(record), scale.decimals) < 0


def record_order(record: PointsRecord, confirmed: datetime.date) -> tuple[object, ...]:
    """Section 9's order: confirmation date, record date, record id; a triggered record right after its trigger."""
    leader = record.trigger or record
    return (confirmed, leader.date, leader.id, record.person.id if record.trigger and record.person else "")


Key = tuple[object, ...]


class Awarding:
    """Awards records one after the other, and remembers what limits and tiers have used up."""

    def __init__(
        self,
        scales: dict[str, Scale],
        counted: dict[tuple[bool, str], tuple[tuple[str, str], ...]],
        calendar: Calendar,
        used: dict[Key, int] | None = None,
        subjects: dict[Key, int] | None = None,
    ) -> None:
        """`counted`: what limits look at, from `counted_pools`; `used`, `subjects`: what is used up already."""
        self._scales = scales
        self._counted = counted
        self._calendar = calendar
        self._used = used if used is not None else {}
        self._subjects = subjects if subjects is not None else {}

    def fork(self) -> Awarding:
        """A copy that goes on from here without being seen by this one."""
        return Awarding(self._scales, self._counted, self._calendar, dict(self._used), dict(self._subjects))

    def award_all(self, records: Iterable[PointsRecord]) -> dict[str, Award]:
        """Award records in the order given; by record id."""
        return {record.id: self.award(record) for record in records}

    def award(self, record: PointsRecord) -> Award:
        """The award of the next record."""
        points = self._rule_units(record)
        if record.rule.cumulative:
            points = max(0, points - self._subjects.get(_subject(record), 0))
        units, hit = self._limited(record, points) if points else (0, None)
        self._remember(record, units)
        return Award(units, points, hit)

    def _rule_units(self, record: PointsRecord) -> int:
        """The rule's points in the smallest unit, cut toward zero."""
        rule, qty = record.rule, record.qty
        if rule.points is not None and rule.per is None and (qty is None or "." not in qty.text):
            # By far the commonest: so many times points that are no finer than the scale.
            units = to_units(rule.points.value, self._scales[rule.scale].decimals)
            return units * (int(qty.text) if qty is not None else 1)
        return cut(rule_points(record), self._scales[rule.scale].decimals)

    def _limited(self, record: PointsRecord, points: int) -> tuple[int, LimitHit | None]:
        """The least that is left under all limits of the award's sign, and which limit that was."""
        sign = 1 if points > 0 else -1
        best, hit = abs(points), None
        for limit, in_category in _limits(record):
            if (limit.max is not None) != (sign > 0):
                continue
            left = self._left(record, limit, in_category=in_category, sign=sign)
            if left < best:
                best, hit = left, LimitHit(limit, in_category)
        return sign * best, hit

    def _left(self, record: PointsRecord, limit: Limit, *, in_category: bool, sign: int) -> int:
        used = self._used.get(self._key(record, limit.per, limit.of, in_category=in_category, sign=sign), 0)
        # What is used is whole units, so cutting the bound is cutting what is left.
        bound = abs(to_units(limit.bound, self._scales[record.rule.scale].decimals))
        return max(0, bound - abs(used))

    def _remember(self, record: PointsRecord, units: int) -> None:
        if record.rule.cumulative:
            subject = _subject(record)
            self._subjects[subject] = self._subjects.get(subject, 0) + units
        if units == 0:
            return
        sign = 1 if units > 0 else -1
        for in_category, pool in ((False, record.rule.id), (True, record.category.id)):
            for per, of in self._counted.get((in_category, pool), ()):
                key = self._key(record, per, of, in_category=in_category, sign=sign)
                self._used[key] = self._used.get(key, 0) + units

    def _key(self, record: PointsRecord, per: str, of: str, *, in_category: bool, sign: int) -> Key:
        pool = record.category.id if in_category else record.rule.id
        start = _PERIOD_START[per](record.date, self._calendar)
        return (in_category, pool, record.rule.scale, sign, per, start, of, _OWNER[of](record))


def counted_pools(rulebook: Rulebook) -> dict[tuple[bool, str], tuple[tuple[str, str], ...]]:
    """Which sums any version of a rule or category limits: only those need to be remembered."""
    rules = {(False, id): [limit for version in same for limit in version.limits] for id, same in rulebook.rules.items()}
    categories = {
        (True, id): [limit for version in same for limit in version.limits] for id, same in rulebook.categories.items()
    }
    pools = {**rules, **categories}
    return {pool: tuple(sorted({(limit.per, limit.of) for limit in limits})) for pool, limits in pools.items()}


def _subject(record: PointsRecord) -> Key:
    return (record.rule.id, record.who.id, record.subject)


def _limits(record: PointsRecord) -> list[tuple[Limit, bool]]:
    own = [(limit, False) for limit in record.rule.limits]
    return own + [(limit, True) for limit in record.category.limits]


_PERIOD_START: dict[str, Callable[[datetime.date, Calendar], object]] = {
    "day": lambda day, calendar: day,
    "week": lambda day, calendar: day.isocalendar()[:2],
    "month": lambda day, calendar: (day.year, day.month),
    "quarter": lambda day, calendar: (day.year, (day.month + 2) // 3),
    "year": lambda day, calendar: calendar.year_of(day),
    "ever": lambda day, calendar: None,
}

_OWNER: dict[str, Callable[[PointsRecord], str]] = {
    "account": lambda record: record.account,
    # A record that names the household counts as one more person.
    "person": lambda record: record.who.id,
    "village": lambda record: "",
}
