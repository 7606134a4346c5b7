"""Everything together, and the home page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from site_builder.publication.model.basics import Contact, PictureSource, Site
from site_builder.publication.model.boards import Board
from site_builder.publication.model.deferred import Deferred
from site_builder.publication.model.entries import Bar
from site_builder.publication.model.figures import Figures
from site_builder.publication.model.notice import Edition, Posted
from site_builder.publication.model.people import Group, Household, Lookout, Person
from site_builder.publication.model.privacy import Privacy
from site_builder.publication.model.rewards import Event, Item
from site_builder.publication.model.rules import Category, Unit
from site_builder.publication.model.seals import Seal
from site_builder.publication.model.sums import GoodsReconciliation, Measure, ScaleReconciliation
from site_builder.publication.model.told import Activity, FreePage, Matters, Story


class SearchRow(NamedTuple):
    """One thing that can be found: the readings are those of the characters shown."""

    text: str
    group: str
    number: str
    href: str
    full: str
    """Pinyin readings, one word a reading, e.g. "zhangjianguo"; ? for masked characters."""
    initials: str


@dataclass(frozen=True, slots=True)
class Home:
    """What a villager came for first."""

    board: Board | None
    boards: tuple[Board, ...]
    """The latest period of each board."""
    current: tuple[Edition, ...]
    """Editions that are on notice now."""
    next_event: Event | None
    last_event: Event | None
    latest_story: Story | None
    honors: tuple[Story, ...]
    activities: tuple[Activity, ...]
    """The latest three."""
    measures: tuple[Measure, ...]
    year_name: str
    months: tuple[Bar, ...]
    """The first scale's awards of the last 12 months."""
    categories: tuple[Bar, ...]
    """The first scale's total of the scoring year by category."""
    households: int
    persons: int
    records: int


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that is published on one channel (web or print)."""

    site: Site
    contact: Contact | None
    home: Home
    boards: tuple[Board, ...]
    """Every board for every period."""
    groups: tuple[Group, ...]
    households: tuple[Deferred[Household], ...]
    persons: tuple[Deferred[Person], ...]
    activities: tuple[Activity, ...]
    """Newest first."""
    stories: tuple[Story, ...]
    """Newest first."""
    pages: tuple[FreePage, ...]
    editions: tuple[Edition, ...]
    """Newest first."""
    posted: tuple[Deferred[Posted], ...]
    """The entries of each edition."""
    items: tuple[Item, ...]
    events: tuple[Event, ...]
    """Newest first."""
    matters: Matters
    measures: tuple[Measure, ...]
    categories: tuple[Category, ...]
    organization: tuple[Unit, ...]
    lookouts: tuple[Lookout, ...]
    reconciliation: tuple[ScaleReconciliation, ...]
    goods: tuple[GoodsReconciliation, ...]
    search: Deferred[tuple[SearchRow, ...]]
    figures: Figures
    pictures: tuple[PictureSource, ...]
    """Every picture that is shown, and the file it is made from."""
    privacy: Privacy
    seals: tuple[Seal, ...] = ()
    """The closed periods, in the order of the chain."""
