"""Resolves canonical records that have nothing wrong with them, without making nodes.

Whatever is not plainly in order is handed back, to be resolved and reported the ordinary way: this
module reports nothing. What it gives is what the ordinary way would give; the tests compare both.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from site_builder.problems import Place, Problems
from site_builder.reading.scalars import parse_date
from site_builder.village.books import Books, is_picture_path
from site_builder.village.canonical import CanonicalRecord, LineSource
from site_builder.village.model import Batch, PointsRecord, typed_id
from site_builder.village.numbers import typed_decimals
from site_builder.village.roster import Household, Person
from site_builder.village.rules import Category, Rule
from site_builder.village.settings import Scale
from site_builder.village.shapes import Number

_UNASKED = Place("")


class _Version(NamedTuple):
    """A version of a rule, with that of its category."""

    rule: Rule
    category: Category
    scale: Scale
    roles: tuple[str, ...]


_Days = tuple[datetime.date, datetime.date]
"""The first and the last day on which something holds."""


class _Somebody(NamedTuple):
    """Whom a text means."""

    household: Household
    person: Person | None
    id: str
    days: _Days
    """When it was of the village."""

    def has_roles(self, roles: tuple[str, ...], date: datetime.date) -> bool:
        """Whether it has all these roles on a day."""
        named = self.person or self.household
        return all(named.has_role(role, date) for role in roles)


class QuickResolver:
    """Resolves the canonical records of all batches; remembers days, numbers, people and versions."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._day = cache(parse_date)
        self._number = cache(_number)
        self._somebody = cache(self._find)
        self._versions = cache(self._look_up)

    def resolve(self, said: CanonicalRecord, source: LineSource, batch: Batch) -> list[PointsRecord] | None:
        """A record for everybody named, or None where anything about it needs a closer look."""
        day, earlier, _, rule_id, qty_typed, points_typed, level, subject, note, evidence = said
        date, happened = self._day(day), self._day(earlier) if earlier else None
        if date is None or (batch.posted is not None and date > batch.posted):
            return None
        if earlier and (happened is None or happened > date):
            return None
        version = self._version(rule_id, date)
        if version is None:
            return None
        qty = self._number(qty_typed) if qty_typed else None
        points = self._number(points_typed) if points_typed else None
        if not (_takes(version, qty, points) and _fits(version.rule, level, subject, evidence)):
            return None
        records = []
        for item, name in enumerate(said.named):
            who = self._somebody(name)
            if who is None or not _may_have(who, version, date):
                return None
            account = who.id if version.scale.account == "person" else who.household.id
            records.append(PointsRecord(
                typed_id(day, who.id, rule_id, qty_typed, points_typed, level, subject, note),
                date, who.household, who.person, version.rule, version.category, account,
                qty, points, level, subject, note, evidence, happened, batch, None, source, item,
            ))
        return records

    def _find(self, name: str) -> _Somebody | None:
        who = self._books.directory.find(name, _UNASKED, Problems())
        if who is None:
            return None
        if isinstance(who, Household):
            return _Somebody(who, None, who.id, _common(who))
        return _Somebody(who.household, who, who.id, _common(who.household, who))

    def _version(self, rule: str, date: datetime.date) -> _Version | None:
        for (first, last), version in self._versions(rule):
            if first <= date <= last:
                return version
        return None

    def _look_up(self, rule: str) -> list[tuple[_Days, _Version | None]]:
        """The versions of a rule by their days, of which the first that holds is in force."""
        rulebook, found = self._books.rulebook, list[tuple[_Days, _Version | None]]()
        for own in rulebook.rules.get(rule, ()):
            scale = self._books.scale(own.scale)
            if scale is not None:
                roles = tuple(role for role in (own.role, scale.role) if role)
                for category in rulebook.categories.get(own.category, ()):
                    found.append((_common(own, category), _Version(own, category, scale, roles)))
            found.append((_common(own), None))  # on days without a category
        return found


def _common(*bounded: Household | Person | Rule | Category) -> _Days:
    """The days on which all of these hold."""
    firsts = [one.first for one in bounded if one.first is not None]
    lasts = [one.last for one in bounded if one.last is not None]
    return max(firsts, default=datetime.date.min), min(lasts, default=datetime.date.max)


def _number(text: str) -> Number:
    return Number(Decimal(text), text)


def _may_have(who: _Somebody, version: _Version, date: datetime.date) -> bool:
    first, last = who.days
    if not first <= date <= last or (who.person is None and version.scale.account == "person"):
        return False
    return not version.roles or who.has_roles(version.roles, date)


def _takes(version: _Version, qty: Number | None, points: Number | None) -> bool:
    """Whether the numbers are those that the rule takes and needs."""
    rule = version.rule
    if qty is not None and not (rule.unit and qty.value > 0):
        return False
    if points is None or rule.range is None:
        return points is None and rule.range is None
    low, high = rule.range
    return typed_decimals(points) <= version.scale.decimals and low.value <= points.value <= high.value


def _fits(rule: Rule, level: str, subject: str, evidence: str) -> bool:
    """Whether the texts are those that the rule takes and needs."""
    levels = rule.by_level
    if bool(level) != (levels is not None) or (levels is not None and level not in levels):
        return False
    if rule.cumulative and not subject:
        return False
    if not evidence:
        return not rule.evidence
    return rule.evidence != "photo" and not is_picture_path(evidence)
