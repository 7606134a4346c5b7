"""What everything else is made of: links, names, pictures, scales, and what every page knows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple

MatterKind = Literal["request", "idea", "environment", "pledge"]
"""Kinds of matters that may be shown one by one."""


Status = Literal["on_notice", "confirmed", "contested", "voided"]


class Link(NamedTuple):
    """A text that leads somewhere; `href` is "" where there is no page."""

    text: str
    href: str


class Who(NamedTuple):
    """A household or person as it may be named."""

    kind: Literal["household", "person"]
    id: str
    name: str
    group: str
    href: str


class Picture(NamedTuple):
    """A picture as published: re-encoded copies of several widths, the same shape."""

    stem: str
    """Path from the site's root without width and ending: `pictures/<digest>`; a copy is `<stem>-<width>.webp`."""
    widths: tuple[int, ...]
    width: int
    height: int
    alt: str

    @property
    def card(self) -> str:
        """The middle of it as a small square, from the site's root: what a chat shows of a link. Covers alone have one."""
        return f"{self.stem}-card.jpg"


class PictureSource(NamedTuple):
    """A picture to be re-encoded, and the file that it is made from."""

    picture: Picture
    file: Path


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a villager objects. Stands on notice pages only."""

    name: str
    phone: str


class Level(NamedTuple):
    """A level of a scale, and how many stars it is drawn with (the lowest has 1)."""

    name: str
    threshold: Decimal
    stars: int


@dataclass(frozen=True, slots=True)
class Scale:
    """One ledger of its own, as explained to a reader."""

    id: str
    name: str
    account: Literal["household", "person"]
    decimals: int
    redeemable: bool
    base: Decimal
    base_per: Literal["month", "quarter", "year"]
    unspent: Literal["carry", "expire", "reset"]
    expires_on: str
    """MM-DD, "" where points never expire."""
    point_value: Decimal | None
    levels: tuple[Level, ...]
    """Highest first."""


@dataclass(frozen=True, slots=True)
class BoardLink:
    """A board in menus: its latest period is behind `href` (`boards/<id>/index.html`)."""

    id: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Site:
    """What every page knows. The same object on all pages."""

    village: str
    town: str
    county: str
    language: str
    base_url: str
    """Ends with "/"; "" where none is set."""
    as_of: datetime.date
    scales: tuple[Scale, ...]
    boards: tuple[BoardLink, ...]
    menu: tuple[Link, ...]
    """Free pages that asked to stand in the menu."""
    on_notice: int
    """How many records are on notice today."""
    index_people: bool
    names: Literal["by_consent", "masked", "full"]
    deductions: Literal["anonymous", "named", "hidden"]
