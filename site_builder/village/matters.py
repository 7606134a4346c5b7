"""Matters that the village dealt with: requests, ideas, surroundings, pledges, disputes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, get_args

from site_builder.village.binding import Record, Source, source, spec
from site_builder.village.compound_shapes import ListOf, OneOrMany
from site_builder.village.shapes import Choice, Date, Identifier, Text, WholeNumber

MATTER_KINDS = ("request", "idea", "environment", "pledge", "dispute")
MatterStatus = Literal["open", "claimed", "resolved", "adopted", "declined"]
MATTER_STATUSES = get_args(MatterStatus)
DISPUTE_TYPES = ("family", "emotional", "debt", "neighbor", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One matter."""

    id: str = spec(Identifier(), "Id of the matter.", required=True)
    kind: Literal["request", "idea", "environment", "pledge", "dispute"] = spec(Choice(MATTER_KINDS), "What it is.", required=True)
    opened: datetime.date = spec(Date(), "Day on which it came up.", required=True)
    title: str = spec(Text(), "In a few words; never published for a dispute.", default="")
    type: str = spec(Choice(DISPUTE_TYPES), "For a dispute: of what type.", default="")
    status: MatterStatus = spec(Choice(MATTER_STATUSES), "How far it is; open unless said.", default="open")
    closed: datetime.date | None = spec(Date(), "Day on which it was settled.")
    raised_by: str = spec(Text(), "Who raised it.", default="")
    found_by: str = spec(Text(), "For a dispute: who found it; never published.", default="")
    handled_by: tuple[str, ...] = spec(OneOrMany(Text()), "Who took it on.", default=())
    households: tuple[str, ...] = spec(OneOrMany(Identifier()), "For a pledge: who signed.", default=())
    count: int | None = spec(WholeNumber(0), "For a pledge: how many signed.")
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class MattersFile:
    """A file of content/matters/."""

    matters: tuple[Matter, ...] = spec(ListOf(Record(Matter)), "Matters.", default=())
    source: Source = source()
