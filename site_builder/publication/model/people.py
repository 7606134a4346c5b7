"""Accounts, households, persons and groups."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from site_builder.publication.model.basics import Level, Link, Scale, Who
from site_builder.publication.model.entries import Bar, Entry, Expiry, RedemptionLine


class Affordable(NamedTuple):
    """A good that is there, and how many of it a balance buys today (0: not yet)."""

    item: str
    href: str
    price: Decimal
    affordable: int
    missing: Decimal
    """Points still missing for one; 0 where it is affordable."""


class Standing(NamedTuple):
    """Where somebody stands on a board just now."""

    board: str
    period: str
    """Period id: 2024-03, 2024-Q1, 2024, all."""
    rank: int
    of: int
    """How many are ranked."""
    href: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One account of one scale: every figure of it and the entries behind."""

    scale: Scale
    honor: Decimal
    year: Decimal
    year_name: str
    """The scoring year that holds the date of the site, e.g. "2024"."""
    standing: Decimal
    standing_period: str
    level: Level | None
    veto_until: datetime.date | None
    """Last day on which a veto keeps the account from level and boards."""
    balance: Decimal
    redeemed: Decimal
    expired: Decimal
    entries: tuple[Entry, ...]
    """Newest first, with those on notice, contested and voided."""
    quiet: Decimal
    """Sum of what is not itemised (deductions without a name, confidential records)."""
    has_quiet: bool
    redemptions: tuple[RedemptionLine, ...]
    expiries: tuple[Expiry, ...]
    affordable: tuple[Affordable, ...]
    """Cheapest first; empty for scales that are not redeemable."""
    months: tuple[Bar, ...]
    """The last 12 months, oldest first: confirmed awards and corrections by their own date."""
    categories: tuple[Bar, ...]
    """All time, by category, in the order of the rules."""


class Member(NamedTuple):
    """A member of a household."""

    who: Who
    roles: tuple[str, ...]
    """Role words that hold on the date of the site."""
    head: bool
    ended: datetime.date | None


class Lookout(NamedTuple):
    """One tie of who looks after whom."""

    helper: Who | None
    """None for somebody from outside: then `name` alone."""
    name: str
    role: str
    household: Who


@dataclass(frozen=True, slots=True)
class Household:
    """The page of a household."""

    who: Who
    group: Link
    members: tuple[Member, ...]
    center: bool
    """Whether a member's household is a party centre household."""
    ended: datetime.date | None
    statements: tuple[Statement, ...]
    helped_by: tuple[Lookout, ...]
    helps: tuple[Lookout, ...]
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """The page of a person: accounts of person scales, and the person's own records."""

    who: Who
    household: Who
    roles: tuple[str, ...]
    ended: datetime.date | None
    statements: tuple[Statement, ...]
    own_entries: tuple[Entry, ...]
    """The person's own records in household scales, newest first."""
    helps: tuple[Lookout, ...]
    standings: tuple[Standing, ...]


class Group(NamedTuple):
    """A hamlet group with its households."""

    id: str
    name: str
    party_group: str
    households: tuple[Who, ...]
    """Without those that have ended."""
    ended: tuple[Who, ...]
    members: int
