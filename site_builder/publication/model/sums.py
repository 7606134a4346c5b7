"""What adds up: reconciliation and achievements."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from site_builder.publication.model.basics import Scale
from site_builder.publication.model.told import Result


class MonthSums(NamedTuple):
    """What moved in a month (YYYY-MM), by the day on which each took effect."""

    month: str
    """"" for what is not listed: the month would tell of it."""
    issued: Decimal
    deducted: Decimal
    corrected: Decimal
    redeemed: Decimal
    expired: Decimal


@dataclass(frozen=True, slots=True)
class ScaleReconciliation:
    """issued − deducted + corrected = redeemed + expired + outstanding, on the date of the site."""

    scale: Scale
    issued: Decimal
    deducted: Decimal
    corrected: Decimal
    redeemed: Decimal
    expired: Decimal
    outstanding: Decimal
    accounts: int
    months: tuple[MonthSums, ...]
    unlisted: tuple[Decimal, Decimal] = (Decimal(0), Decimal(0))
    """What hidden entries took away and what they gave: each a sum, the first not above 0, the other not below."""


class GoodsReconciliation(NamedTuple):
    """stocked = handed out + left."""

    item: str
    stocked: int
    handed_out: int
    left: int


@dataclass(frozen=True, slots=True)
class Measure:
    """What the village achieved, summed over its activities."""

    id: str
    name: str
    unit: str
    total: Decimal
    by_year: tuple[tuple[str, Decimal], ...]
    results: tuple[Result, ...]
    """Newest first."""
