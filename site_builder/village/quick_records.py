"""Resolves canonical records that have nothing wrong with them, without making nodes.

Whatever is not plainly in order is handed back, to be resolved and reported the ordinary way: this
module reports nothing. What it gives is what the ordinary way would give; the tests compare both.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import NamedTuple

from site_builder.problems import Place, Problems
from site_builder.reading.scalars import parse_date
from site_builder.village.books import Books, account_id, is_picture_path
from site_builder.village.canonical import CanonicalRecord, LineSource
from site_builder.village.model import Batch, PointsRecord, record_id
from site_builder.village.numbers import typed_decimals
from site_builder.village.roster import Household, Person
from site_builder.village.rules import Category, Rule
from site_builder.village.settings import Scale
from site_builder.village.shapes import MOST_DIGITS, Number

_UNASKED = Place("")


class _Version(NamedTuple):
    """What holds for a rule on a day."""

    rule: Rule
    category: Category
    scale: Scale
    roles: tuple[str, ...]


class QuickResolver:
    """Resolves the canonical records of all batches; remembers days, people and versions."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._days: dict[str, datetime.date | None] = {}
        self._people: dict[str, Household | Person | None] = {}
        self._versions: dict[tuple[str, datetime.date], _Version | None] = {}
        self._numbers: dict[str, Number | None] = {}

    def resolve(self, said: CanonicalRecord, source: LineSource, batch: Batch) -> PointsRecord | None:
        """The record, or None where anything about it needs a closer look."""
        date, who = self._day(said.date), self._person(said.who)
        if date is None or who is None or (batch.posted is not None and date > batch.posted):
            return None
        version = self._version(said.rule, date)
        if version is None or not self._fits(said, version):
            return None
        household, person = (who, None) if isinstance(who, Household) else (who.household, who)
        if not who.present(date) or (person is None and version.scale.account == "person"):
            return None
        if version.roles and not all(who.has_role(role, date) for role in version.roles):
            return None
        qty = self._numbers[said.qty] if said.qty else None
        points = self._numbers[said.points] if said.points else None
        level, subject, note = said.level or "", said.subject or "", said.note or ""
        rule = version.rule
        return PointsRecord(
            record_id(date, who.id, rule.id, qty, points, level, subject, note),
            date, household, person, rule, version.category, account_id(household, person, version.scale),
            qty, points, level, subject, note, said.evidence or "", None, batch, None, source,
        )

    def _day(self, text: str) -> datetime.date | None:
        if text not in self._days:
            self._days[text] = parse_date(text)
        return self._days[text]

    def _person(self, who: str) -> Household | Person | None:
        if who not in self._people:
            self._people[who] = self._books.directory.find(who, _UNASKED, Problems())
        return self._people[who]

    def _version(self, rule: str, date: datetime.date) -> _Version | None:
        key = (rule, date)
        if key not in self._versions:
            self._versions[key] = self._look_up(rule, date)
        return self._versions[key]

    def _look_up(self, rule: str, date: datetime.date) -> _Version | None:
        rulebook = self._books.rulebook
        version = rulebook.rule_on(rule, date)
        category = rulebook.category_on(version.category, date) if version else None
        scale = self._books.scale(version.scale) if version else None
        if version is None or category is None or scale is None:
            return None
        return _Version(version, category, scale, tuple(role for role in (version.role, scale.role) if role))

    def _fits(self, said: CanonicalRecord, version: _Version) -> bool:
        """Whether the record gives what its rule takes and needs, nothing more and nothing less."""
        rule = version.rule
        return (
            (said.qty is None or (bool(rule.unit) and self._is_above_zero(said.qty)))
            and (said.points is not None) == (rule.range is not None)
            and (said.points is None or self._is_within(said.points, version))
            and (said.level is not None) == (rule.by_level is not None)
            and (said.level is None or said.level in (rule.by_level or ()))
            and (said.subject is not None or not rule.cumulative)
            and (said.evidence is not None or not rule.evidence)
            and (said.evidence is None or not (rule.evidence == "photo" or is_picture_path(said.evidence)))
        )

    def _number(self, text: str) -> Number | None:
        if text not in self._numbers:
            short = sum(map(str.isdigit, text)) <= MOST_DIGITS
            self._numbers[text] = Number(Decimal(text), text) if short else None
        return self._numbers[text]

    def _is_above_zero(self, text: str) -> bool:
        number = self._number(text)
        return number is not None and number.value > 0

    def _is_within(self, text: str, version: _Version) -> bool:
        number = self._number(text)
        if number is None or version.rule.range is None or typed_decimals(number) > version.scale.decimals:
            return False
        low, high = version.rule.range
        return low.value <= number.value <= high.value
