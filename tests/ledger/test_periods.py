"""Calendar months and quarters, scoring years."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.ledger.periods import ALL_TIME, Calendar

DAY = datetime.date
DAYS = st.dates(DAY(1950, 1, 1), DAY(2150, 12, 31))


@pytest.mark.parametrize(
    ("kind", "day", "id", "first", "last"),
    [
        ("month", DAY(2024, 2, 29), "2024-02", DAY(2024, 2, 1), DAY(2024, 2, 29)),
        ("month", DAY(2024, 12, 1), "2024-12", DAY(2024, 12, 1), DAY(2024, 12, 31)),
        ("quarter", DAY(2024, 3, 31), "2024-Q1", DAY(2024, 1, 1), DAY(2024, 3, 31)),
        ("quarter", DAY(2024, 12, 31), "2024-Q4", DAY(2024, 10, 1), DAY(2024, 12, 31)),
        ("year", DAY(2024, 1, 9), "2023", DAY(2023, 1, 10), DAY(2024, 1, 9)),
        ("year", DAY(2024, 1, 10), "2024", DAY(2024, 1, 10), DAY(2025, 1, 9)),
    ],
)
def test_periods_with_a_year_that_starts_on_10_january(
    kind: str, day: DAY, id: str, first: DAY, last: DAY
) -> None:
    assert Calendar((1, 10)).period(kind, day)[0::1] == (id, kind, first, last)


@given(DAYS, st.sampled_from(["month", "quarter", "year"]), st.dates(DAY(2023, 1, 1), DAY(2023, 12, 31)))
def test_a_period_holds_its_day_and_the_one_before_ends_just_before(day: DAY, kind: str, start: DAY) -> None:
    calendar = Calendar((start.month, start.day))
    period = calendar.period(kind, day)
    assert period.holds(day)
    before = calendar.before(period)
    assert before is not None
    assert before.last + datetime.timedelta(days=1) == period.first
    assert not before.overlaps(period)
    assert calendar.parse(period.id) == period


def test_names_of_periods_are_read_back() -> None:
    calendar = Calendar()
    assert calendar.parse("all") == ALL_TIME
    assert [calendar.parse(name) for name in ("2024-13", "2024-Q5", "24", "x", "2024-1", "9999")] == [None] * 6


def test_a_veto_of_two_years_spans_two_scoring_years() -> None:
    span = Calendar((1, 10)).years_from(DAY(2024, 1, 9), 2)
    assert (span.first, span.last) == (DAY(2023, 1, 10), DAY(2025, 1, 9))
