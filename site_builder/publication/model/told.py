"""Activities, stories, free pages, and the matters they settle."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from site_builder.publication.model.basics import Link, MatterKind, Picture, Who
from site_builder.publication.model.entries import Entry


class BeforeAfter(NamedTuple):
    """Two pictures of the same place."""

    before: Picture
    after: Picture
    caption: str


class Result(NamedTuple):
    """What an activity added to a measure."""

    measure: str
    unit: str
    value: Decimal
    activity: Link
    date: datetime.date


class MatterLine(NamedTuple):
    """A matter that the village dealt with."""

    id: str
    kind: MatterKind
    title: str
    status: Literal["open", "claimed", "resolved", "adopted", "declined"]
    opened: datetime.date
    closed: datetime.date | None
    raised_by: Who | str
    """A household or person, a plain name, or ""."""
    handled_by: tuple[Who | str, ...]
    activity: Link | None
    signed: int | None
    """For pledges: how many signed."""
    by_household: bool
    """Whether `signed` counts households of the roster, rather than sheets of paper."""


@dataclass(frozen=True, slots=True)
class Activity:
    """What was done on a day, by whom, and what it brought."""

    title: str
    href: str
    date: datetime.date
    kind: str
    place: str
    group: str
    body: str
    """Safe HTML for a page one folder deep."""
    excerpt: str
    cover: Picture | None
    photos: tuple[Picture, ...]
    before_after: tuple[BeforeAfter, ...]
    results: tuple[Result, ...]
    matters: tuple[MatterLine, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A story, commentary, honour or piece of news."""

    title: str
    href: str
    date: datetime.date | None
    author: str
    kind: Literal["story", "commentary", "honor", "news"]
    tags: tuple[str, ...]
    people: tuple[Who, ...]
    cover: Picture | None
    body: str
    """Safe HTML for a page one folder deep."""
    excerpt: str


@dataclass(frozen=True, slots=True)
class FreePage:
    """A page of the village's own."""

    title: str
    href: str
    body: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class DisputeCount:
    """How many disputes of a type were found in a quarter; None: fewer than 3."""

    quarter: str
    type: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Matters:
    """Everything on the matters page. Disputes are counts only."""

    requests: tuple[MatterLine, ...]
    ideas: tuple[MatterLine, ...]
    environment: tuple[MatterLine, ...]
    pledges: tuple[MatterLine, ...]
    disputes: tuple[DisputeCount, ...]
    households: int
    """How many households the village has, to hold pledges against."""
