"""Periods of the calendar and the scoring year (section 9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
Day = date  # for classes with a field named date


@dataclass(frozen=True, order=True)
class Period:
    """A named run of days, both ends included."""

    name: str
    first: date
    last: date

    def holds(self, when: date) -> bool:
        return self.first <= when <= self.last

    def overlaps(self, other: Period) -> bool:
        return self.first <= other.last and other.first <= self.last


def month_day(text: str) -> tuple[int, int]:
    """MM-DD."""
    return int(text[:2]), int(text[3:])


def scoring_year(year: int, starts: str) -> Period:
    """The scoring year that starts in the calendar year ``year``."""
    month, dom = month_day(starts)
    return Period(str(year), date(year, month, dom), date(year + 1, month, dom) - ONE_DAY)


def scoring_year_of(when: date, starts: str) -> Period:
    """The scoring year that holds a day."""
    this = scoring_year(when.year, starts)
    return this if this.holds(when) else scoring_year(when.year - 1, starts)


def months(year: int, first: int, count: int, name: str) -> Period:
    """``count`` calendar months from the month ``first``."""
    after = first + count
    end = date(year, after, 1) if after <= 12 else date(year + 1, 1, 1)
    return Period(name, date(year, first, 1), end - ONE_DAY)


def period_of(kind: str, when: date, starts: str) -> Period:
    """The period of a kind (day, week, month, quarter, year, ever, all) that holds a day."""
    if kind in ("ever", "all"):
        return Period("all", date.min, date.max)
    if kind == "day":
        return Period(when.isoformat(), when, when)
    if kind == "week":
        monday = when - timedelta(days=when.weekday())
        return Period(monday.isoformat(), monday, monday + timedelta(days=6))
    if kind == "month":
        return months(when.year, when.month, 1, f"{when.year:04d}-{when.month:02d}")
    if kind == "quarter":
        quarter = (when.month - 1) // 3 + 1
        return months(when.year, 3 * quarter - 2, 3, f"{when.year:04d}-Q{quarter}")
    assert kind == "year", kind
    return scoring_year_of(when, starts)
