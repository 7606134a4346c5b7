"""The rules and the organization, explained to a reader."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from site_builder.publication.model.basics import Scale, Who
from site_builder.publication.model.entries import Limit
from site_builder.publication.model.people import Group


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """A rule in words that a page can build from: exactly one of points, range, levels, tiers is set."""

    first: datetime.date | None
    last: datetime.date | None
    points: Decimal | None
    per: Decimal | None
    unit: str
    range: tuple[Decimal, Decimal] | None
    levels: tuple[tuple[str, Decimal], ...]
    tiers: tuple[tuple[Decimal, Decimal], ...]
    cumulative: bool
    limits: tuple[Limit, ...]
    role: str
    """Role that one needs, "" for everybody."""
    evidence: str
    """photo, document, witness or ""."""
    confidential: bool
    veto_years: int
    """0 where the rule is no veto."""
    veto_redeem: bool
    triggers: str
    """Name of the rule that it triggers, "" for none."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with all its versions, the one in force (or the last) first."""

    id: str
    name: str
    scale: Scale
    href: str
    versions: tuple[RuleVersion, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """A category with its rules."""

    id: str
    name: str
    limits: tuple[Limit, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the five-tier organization with what stands below it."""

    id: str
    name: str
    leader: Who | str
    """A person of the roster, a plain name, or ""."""
    group: Group | None
    centers: tuple[Who, ...]
    """Centre households of its group."""
    units: tuple[Unit, ...]
