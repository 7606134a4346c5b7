"""Points records as written: batches with their records, objections and corrections."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from site_builder.village.binding import Record, Source, source, spec
from site_builder.village.compound_shapes import ListOf, OneOrMany
from site_builder.village.shapes import Amount, Boolean, Choice, Date, Number, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEntry:
    """A deed, as written. `who` as a list means one record for each."""

    date: datetime.date | None = spec(Date(), "Day of the deed; in an activity the activity's unless said.")
    who: tuple[str, ...] = spec(OneOrMany(Text(), filled=True), "A household id, a person id or a name.", required=True)
    rule: str = spec(Text(), "Id of the rule.", required=True)
    qty: Number | None = spec(Amount(above_zero=True), "How many units; 1 unless said.")
    points: Number | None = spec(Amount(), "Points, where the rule has a range.")
    level: str = spec(Text(), "Level, where the rule has levels.", default="")
    subject: str = spec(Text(), "What a running total belongs to.", default="")
    note: str = spec(Text(), "A few words.", default="")
    evidence: str = spec(Text(), "A picture, or where the proof is kept.", default="")
    happened: datetime.date | None = spec(Date(), "The real day, where `date` had to be a later one.")
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Somebody says that a record is wrong."""

    date: datetime.date = spec(Date(), "Day of the objection.", required=True)
    record: str = spec(Text(), "Id of the record.", required=True)
    reason: str = spec(Text(), "Why.", required=True)
    outcome: Literal["open", "upheld", "rejected"] = spec(Choice(("open", "upheld", "rejected")), "What came of it; open unless said.", default="open")
    closed: datetime.date | None = spec(Date(), "Day of the decision.")
    answer: str = spec(Text(), "What was answered.", default="")
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A later change of a confirmed record."""

    date: datetime.date = spec(Date(), "Day of the correction.", required=True)
    record: str = spec(Text(), "Id of the record.", required=True)
    points: Number | None = spec(Amount(), "Points to add; below 0 to take away.")
    reason: str = spec(Text(), "Why.", required=True)
    approved_by: str = spec(Text(), "Who agreed.", default="")
    lifts_veto: bool = spec(Boolean(), "Ends the veto of the record.", default=False)
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsFile:
    """A file of content/points/: one batch."""

    posted: datetime.date | None = spec(Date(), "Day on which it went on public notice; a draft without it.")
    recorded_by: str = spec(Text(), "Who wrote it.", default="")
    reviewed_by: tuple[str, ...] = spec(OneOrMany(Text()), "Who checked it.", default=())
    records: tuple[RecordEntry, ...] = spec(ListOf(Record(RecordEntry)), "The records.", default=())
    objections: tuple[Objection, ...] = spec(ListOf(Record(Objection)), "Objections to any record.", default=())
    corrections: tuple[Correction, ...] = spec(ListOf(Record(Correction)), "Corrections of any record.", default=())
    source: Source = source()
