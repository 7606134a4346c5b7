"""The catalogue and the redemption days."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from site_builder.publication.model.basics import Picture, Scale
from site_builder.publication.model.entries import RedemptionLine


@dataclass(frozen=True, slots=True)
class Item:
    """A good in the catalogue."""

    id: str
    name: str
    photo: Picture | None
    price: Decimal
    """What one costs today (the first price where none has begun)."""
    prices: tuple[tuple[datetime.date, Decimal], ...]
    """Every price with the day from which it holds; empty where it never changed."""
    stocked: int
    handed_out: int
    left: int
    redeemable_by: int
    """How many accounts can afford one today."""


@dataclass(frozen=True, slots=True)
class Redeemed:
    """What was redeemed on a day with the points of one scale, returns taken off."""

    scale: Scale
    households: int
    points: Decimal
    items: tuple[tuple[str, int, Decimal], ...]
    """Item name, pieces handed out, points."""


@dataclass(frozen=True, slots=True)
class Event:
    """A redemption day."""

    title: str
    href: str
    date: datetime.date
    place: str
    upcoming: bool
    lines: tuple[RedemptionLine, ...]
    households: int
    """How many came, returns taken off."""
    redeemed: tuple[Redeemed, ...]
    """By scale, in the order of the scales."""
