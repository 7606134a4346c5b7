"""Figures as characters: a real minus sign, the digits that the figure has, no exponent."""

from __future__ import annotations

from decimal import Decimal

MINUS = "\u2212"


def points(value: Decimal | int, signed: bool = False) -> str:  # noqa: FBT001, FBT002 - templates say points(x, true)
    """Points as they are read; `signed` puts a plus before what was gained."""
    text = str(value)
    if "E" in text:
        text = format(value, "f")
    if not value:
        return text.lstrip("-")
    if text[0] == "-":
        return MINUS + text[1:]
    return "+" + text if signed else text


def amount(value: Decimal | int) -> str:
    """A large figure with its thousands set apart: 54,000."""
    return format(value, ",f" if isinstance(value, Decimal) else ",d").replace("-", MINUS)
