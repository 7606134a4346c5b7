"""Awards: the rule's points for a record, after cumulative tiers and limits.

Limits and tiers look only at what stands before in the order of section 9, so that an
award that is confirmed never changes later.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from site_builder.ledger.amounts import cut
from site_builder.ledger.tariffs import Key, LimitHit, Side, Tariffs, rule_points
from site_builder.village.model import PointsRecord
from site_builder.village.settings import Scale


class Award(NamedTuple):
    """What a record is awarded, in the smallest unit, and how it came about."""

    units: int
    unlimited: int
    """What the rule alone would have awarded."""
    hit: LimitHit | None


@cache
def _whole(units: int) -> Award:
    """An award that no limit made smaller. One object serves all records that get so much."""
    return Award(units, units, None)


def is_deduction(record: PointsRecord, scale: Scale) -> bool:
    """Whether a record takes points away: cut to the scale's decimals, before limits (section 8)."""
    return cut(rule_points(record), scale.decimals) < 0


Counting = tuple[PointsRecord, datetime.date]
"""A record and the day from which it counts."""


def in_order(counting: Iterable[Counting]) -> list[Counting]:
    """Records in section 9's order."""
    return sorted(counting, key=_record_order)


def _record_order(counting: Counting) -> tuple[object, ...]:
    """Confirmation date, record date, record id; a triggered record right after its trigger."""
    record, confirmed = counting
    leader = record.trigger or record
    return (confirmed, leader.date, leader.id, record.person.id if record.trigger and record.person else "")


class Awarding:
    """Awards records one after the other, and remembers what limits and tiers have used up."""

    def __init__(
        self, tariffs: Tariffs, used: dict[Key, int] | None = None, subjects: dict[Key, int] | None = None
    ) -> None:
        """`used`, `subjects`: what is used up already of limits, without its sign, and of cumulative tiers."""
        self._tariffs = tariffs
        self._used = used if used is not None else {}
        self._subjects = subjects if subjects is not None else {}

    def fork(self) -> Awarding:
        """A copy that goes on from here without being seen by this one."""
        return Awarding(self._tariffs, dict(self._used), dict(self._subjects))

    def award_all(self, counting: Iterable[Counting]) -> dict[str, Award]:
        """Award records in the order given; by record id."""
        return {record.id: self.award(record) for record, _ in counting}

    def award(self, record: PointsRecord) -> Award:
        """The award of the next record."""
        tariff = self._tariffs.of(record)
        points = tariff.points(record)
        subject = (record.rule.id, record.who.id, record.subject) if record.rule.cumulative else None
        if subject is not None:
            points = max(0, points - self._subjects.get(subject, 0))
        side = tariff.gains if points > 0 else tariff.losses
        award = self._limited(record, points, side) if points and side.pools else _whole(points)
        if subject is not None:
            self._subjects[subject] = self._subjects.get(subject, 0) + award.units
        return award

    def _limited(self, record: PointsRecord, points: int, side: Side) -> Award:
        """The least that is left under all limits of the award's sign, which is thereby used up."""
        used = self._used
        keys = [pool.key(record) for pool in side.pools]
        best, hit = abs(points), None
        for bound in side.bounds:
            left = max(0, bound.units - used.get(keys[bound.pool], 0))
            if left < best:
                best, hit = left, bound.hit
        for key in keys:
            used[key] = used.get(key, 0) + best
        return _whole(points) if hit is None else Award(best if points > 0 else -best, points, hit)
