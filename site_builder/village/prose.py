"""What is told in Markdown: activities, stories and free pages."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from site_builder.village.binding import Record, Source, source, spec
from site_builder.village.compound_shapes import ListOf, OneOrMany
from site_builder.village.points import Correction, Objection, RecordEntry
from site_builder.village.shapes import Amount, Boolean, Choice, Date, Identifier, Number, Slug, Text

STORY_KINDS = ("story", "commentary", "honor", "news")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What an activity added to a measure."""

    measure: str = spec(Text(), "Id of the measure.", required=True)
    value: Number = spec(Amount(), "How much.", required=True)
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeAfter:
    """Two pictures of the same place."""

    before: str = spec(Text(), "Picture of before.", required=True)
    after: str = spec(Text(), "Picture of after.", required=True)
    caption: str = spec(Text(), "What changed.", default="")
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityEntry:
    """The front matter of an activity: also a batch of records."""

    title: str = spec(Text(), "Title.", required=True)
    date: datetime.date = spec(Date(), "Day.", required=True)
    kind: str = spec(Text(), "Free word: night_talk, labor, cleanup, construction, livestream…", default="")
    place: str = spec(Text(), "Where.", default="")
    group: str = spec(Text(), "Which hamlet group.", default="")
    posted: datetime.date | None = spec(Date(), "Day on which its records went on public notice.")
    recorded_by: str = spec(Text(), "Who wrote it.", default="")
    reviewed_by: tuple[str, ...] = spec(OneOrMany(Text()), "Who checked it.", default=())
    records: tuple[RecordEntry, ...] = spec(ListOf(Record(RecordEntry)), "The records.", default=())
    objections: tuple[Objection, ...] = spec(ListOf(Record(Objection)), "Objections to any record.", default=())
    corrections: tuple[Correction, ...] = spec(ListOf(Record(Correction)), "Corrections of any record.", default=())
    results: tuple[Result, ...] = spec(ListOf(Record(Result)), "What it achieved.", default=())
    before_after: tuple[BeforeAfter, ...] = spec(ListOf(Record(BeforeAfter)), "Before and after.", default=())
    photos: tuple[str, ...] = spec(ListOf(Text()), "Pictures.", default=())
    matters: tuple[str, ...] = spec(ListOf(Identifier()), "Matters that it settled.", default=())
    cover: str = spec(Text(), "The picture that stands for it.", default="")
    slug: str = spec(Slug(), "Address of its page; from the file's name unless said.", default="")
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEntry:
    """The front matter of a story."""

    title: str = spec(Text(), "Title.", required=True)
    date: datetime.date | None = spec(Date(), "Day.")
    author: str = spec(Text(), "Who wrote it.", default="")
    kind: Literal["story", "commentary", "honor", "news"] = spec(Choice(STORY_KINDS), "What it is; a story unless said.", default="story")
    cover: str = spec(Text(), "The picture that stands for it.", default="")
    tags: tuple[str, ...] = spec(ListOf(Text()), "Words to find it by.", default=())
    people: tuple[str, ...] = spec(ListOf(Text()), "Whom it is about: ids or names.", default=())
    slug: str = spec(Slug(), "Address of its page; from the file's name unless said.", default="")
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """The front matter of a free page."""

    title: str = spec(Text(), "Title.", required=True)
    menu: bool = spec(Boolean(), "Whether it stands in the menu.", default=False)
    slug: str = spec(Slug(), "Address of the page; from the file's name unless said.", default="")
    source: Source = source()
