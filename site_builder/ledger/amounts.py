"""Points as integers of a scale's smallest unit: exact in, cut toward zero, exact out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def to_units(value: Decimal, decimals: int) -> int:
    """Points in the smallest unit, cut toward zero where they are finer.

    Exact: no number of a village has more digits than decimals are reckoned with.
    """
    return int(value.scaleb(decimals))


def cut(value: Fraction, decimals: int) -> int:
    """An exact figure in the smallest unit, cut toward zero."""
    scaled: int = value.numerator * 10**decimals
    units = abs(scaled) // value.denominator
    return units if scaled >= 0 else -units


def to_decimal(units: int, decimals: int) -> Decimal:
    """Points of the smallest unit as a decimal with exactly the scale's digits."""
    return Decimal(units).scaleb(-decimals) if decimals else Decimal(units)


def round_half_away(value: Fraction, decimals: int = 2) -> Decimal:
    """A quotient with so many decimals, half away from zero (section 9, rank)."""
    scaled = abs(value) * 10**decimals
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return to_decimal(units if value >= 0 else -units, decimals)
