"""The village as a whole: everything that was written, resolved, before anything is computed."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from json.encoder import encode_basestring as quoted
from typing import NamedTuple

from site_builder.problems import Place
from site_builder.village.binding import Source
from site_builder.village.matters import Matter
from site_builder.village.pictures import Pictures
from site_builder.village.points import Correction, Objection
from site_builder.village.prose import ActivityEntry, PageEntry, StoryEntry
from site_builder.village.rewards import Event, Item
from site_builder.village.roster import Household, Person, Roster
from site_builder.village.rules import Category, Rule, Rulebook
from site_builder.village.seals import WrittenSeal
from site_builder.village.settings import Scale, Settings
from site_builder.village.shapes import Number


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """The records of one file, posted on one day; a draft where `posted` is None."""

    file: str
    posted: datetime.date | None
    recorded_by: str
    reviewed_by: tuple[str, ...]
    activity: ActivityEntry | None
    source: Source
    records: list[PointsRecord] = field(default_factory=list)


class PointsRecord(NamedTuple):
    """One deed of one household or person, under the version of the rule that held."""

    id: str
    date: datetime.date
    household: Household
    person: Person | None
    rule: Rule
    category: Category
    account: str
    """Id of the account in the rule's scale: the household's or the person's."""
    qty: Number | None
    points: Number | None
    level: str
    subject: str
    note: str
    evidence: str
    happened: datetime.date | None
    batch: Batch
    trigger: PointsRecord | None
    """The record that brought this one about."""
    source: Source
    item: int = 0
    """Which name of a list in `who` it stands for."""

    @property
    def place(self) -> Place:
        """Where the record was written."""
        return self.source.place()

    @property
    def who(self) -> Household | Person:
        """Whom the record names."""
        return self.person or self.household


def record_id(
    date: datetime.date,
    who: str,
    rule: str,
    qty: Number | None,
    points: Number | None,
    level: str,
    subject: str,
    note: str,
) -> str:
    """The id of a record: what section 4 of the format hashes, first 12 hex digits."""
    return typed_id(
        date.isoformat(), who, rule, qty.text if qty else "", points.text if points else "", level, subject, note
    )


def typed_id(
    date: str, who: str, rule: str, qty: str, points: str, level: str, subject: str, note: str
) -> str:
    """The id of a record whose date and numbers are given as typed; "" where a value is absent."""
    # Dates and ids hold nothing that JSON would escape.
    array = (
        f'["{date}","{who}","{rule}",{qty or "null"},{points or "null"},'
        f'{quoted(level) if level else "null"},{quoted(subject) if subject else "null"},{quoted(note) if note else "null"}]'
    )
    digest = _SHA256.copy()
    digest.update(array.encode())
    return digest.hexdigest()[:12]


_SHA256 = hashlib.sha256()
"""To be copied: a new one is looked for by its name each time, which takes longer than to digest a record."""


@dataclass(frozen=True, slots=True, eq=False)
class Redemption:
    """One account took so many of an item on a day."""

    date: datetime.date
    household: Household
    person: Person | None
    account: str
    scale: Scale
    item: Item
    qty: int
    price: Number
    cancelled: datetime.date | None
    event: str
    """Slug of the event of its file, "" where the file has none."""
    source: Source


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """Something told in Markdown, with its address and its body as written."""

    entry: ActivityEntry | StoryEntry | PageEntry
    slug: str
    body: str
    body_line: int

    @property
    def file(self) -> str:
        """The file it stands in, relative to the site folder."""
        return self.entry.source.file


@dataclass(frozen=True, slots=True, eq=False)
class Village:
    """All that the content files say."""

    settings: Settings
    roster: Roster
    rulebook: Rulebook
    batches: tuple[Batch, ...]
    records: dict[str, PointsRecord]
    """Every record by id, triggered ones right after what triggered them."""
    objections: tuple[Objection, ...]
    corrections: tuple[Correction, ...]
    activities: tuple[Told, ...]
    stories: tuple[Told, ...]
    pages: tuple[Told, ...]
    matters: dict[str, Matter]
    items: dict[str, Item]
    events: dict[str, Event]
    """By slug."""
    redemptions: tuple[Redemption, ...]
    seals: tuple[WrittenSeal, ...]
    """As they lie in content/seals/, by the names of their files."""
    pictures: Pictures
    files: tuple[str, ...]
    """Every file of content/, from the site folder on."""
    is_whole: bool
    """Whether every file that records and redemptions rest on could be read; each that could not is reported."""

    @property
    def scales(self) -> dict[str, Scale]:
        """The scales by id, in the order of site.yaml."""
        return {scale.id: scale for scale in self.settings.scales}

    def told(self) -> Iterator[Told]:
        """Everything told in Markdown."""
        yield from self.activities
        yield from self.stories
        yield from self.pages
