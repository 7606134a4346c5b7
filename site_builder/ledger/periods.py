"""Spans of time: calendar months and quarters, scoring years, and how they are named."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

PeriodKind = Literal["month", "quarter", "year", "all"]
ORDER: dict[str, int] = {"month": 0, "quarter": 1, "year": 2, "all": 3}
ONE_DAY = datetime.timedelta(days=1)


class Period(NamedTuple):
    """A span with its name: 2024-03, 2024-Q1, 2024, all. `first` and `last` belong to it."""

    id: str
    kind: PeriodKind
    first: datetime.date
    last: datetime.date

    def holds(self, day: datetime.date) -> bool:
        """Whether a day lies in the period."""
        return self.first <= day <= self.last

    def overlaps(self, other: Period) -> bool:
        """Whether two periods have a day in common."""
        return self.first <= other.last and other.first <= self.last


ALL_TIME = Period("all", "all", datetime.date.min, datetime.date.max)


@dataclass(frozen=True)
class Calendar:
    """Knows on which day a village's scoring year starts. A year is named by the calendar year in which it starts."""

    year_starts: tuple[int, int] = (1, 1)

    @cached_property
    def _by_day(self) -> dict[tuple[str, datetime.date], Period]:
        return {}

    @cached_property
    def _by_id(self) -> dict[str, Period]:
        return {}

    def period(self, kind: str, day: datetime.date) -> Period:
        """The period of a kind that holds a day."""
        key = (kind, day)
        found = self._by_day.get(key)
        if found is None:
            made = self._make(kind, day)
            # One object for each period, so that it is quick to find in a table.
            found = self._by_day[key] = self._by_id.setdefault(made.id, made)
        return found

    def year_of(self, day: datetime.date) -> int:
        """The name of the scoring year that holds a day."""
        return day.year if (day.month, day.day) >= self.year_starts else day.year - 1

    def year(self, name: int) -> Period:
        """The scoring year of a name."""
        return Period(str(name), "year", datetime.date(name, *self.year_starts), datetime.date(name + 1, *self.year_starts) - ONE_DAY)

    def years_from(self, day: datetime.date, count: int) -> Period:
        """The span of so many scoring years, the first of which holds the day."""
        name = self.year_of(day)
        return Period("", "year", self.year(name).first, self.year(name + count - 1).last)

    def before(self, period: Period) -> Period | None:
        """The period of the same kind just before; none before all time."""
        return None if period.kind == "all" else self.period(period.kind, period.first - ONE_DAY)

    def parse(self, id: str) -> Period | None:
        """The period of a name, or None where it names none."""
        if id == "all":
            return ALL_TIME
        match = re.fullmatch(r"([0-9]{4})(?:-(?:([0-9][0-9])|Q([1-4])))?", id)
        if match is None or not 1900 <= int(match[1]) < 2200:
            return None
        year = int(match[1])
        if match[2]:
            return self.period("month", datetime.date(year, int(match[2]), 1)) if 1 <= int(match[2]) <= 12 else None
        if match[3]:
            return self.period("quarter", datetime.date(year, int(match[3]) * 3, 1))
        return self.year(year)

    def _make(self, kind: str, day: datetime.date) -> Period:
        if kind == "all":
            return ALL_TIME
        if kind == "year":
            return self.year(self.year_of(day))
        if kind == "month":
            return Period(f"{day.year:04}-{day.month:02}", "month", day.replace(day=1), _month_end(day.year, day.month))
        quarter = (day.month + 2) // 3
        first = datetime.date(day.year, quarter * 3 - 2, 1)
        return Period(f"{day.year:04}-Q{quarter}", "quarter", first, _month_end(day.year, quarter * 3))


def _month_end(year: int, month: int) -> datetime.date:
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - ONE_DAY
