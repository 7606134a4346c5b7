"""Exact points: cut toward zero in, the scale's digits out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.ledger.amounts import cut, round_half_away, to_decimal, to_units


@pytest.mark.parametrize(("value", "units"), [("2.99", 2), ("-2.99", -2), ("0.9", 0), ("-0.9", 0), ("5", 5)])
def test_computed_points_are_cut_toward_zero(value: str, units: int) -> None:
    assert to_units(Decimal(value), 0) == units


def test_a_third_is_cut_at_the_digits_of_the_scale() -> None:
    assert cut(Fraction(-1, 3), 2) == -33


@pytest.mark.parametrize(
    ("value", "shown"), [("1/8", "0.13"), ("-1/8", "-0.13"), ("1/3", "0.33"), ("5/1000", "0.01"), ("7/2", "3.50")]
)
def test_quotients_show_two_decimals_half_away_from_zero(value: str, shown: str) -> None:
    assert str(round_half_away(Fraction(value))) == shown


@given(st.integers(-(10**18), 10**18), st.integers(0, 2))
def test_units_come_back_as_they_were(units: int, decimals: int) -> None:
    shown = to_decimal(units, decimals)
    assert to_units(shown, decimals) == units
    assert len(str(abs(shown)).partition(".")[2]) == decimals
