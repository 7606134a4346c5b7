"""From posting to confirmation: objections, confirmation dates, and the status on a date."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.ledger.status import Status
from site_builder.problems import N_, Problems
from site_builder.reading.nodes import Scalar
from site_builder.village.books import notice_days
from site_builder.village.model import PointsRecord, Village
from site_builder.village.points import Objection


@dataclass(frozen=True, slots=True, eq=False)
class Fate:
    """What becomes of a record in the end, from all that is written. The undisputed ones of a batch share one."""

    posted: datetime.date | None
    confirmed: datetime.date | None
    """The day from which it counts; None for drafts, and where an objection is open or upheld."""
    notice_ends: datetime.date | None
    """`posted` and the notice days; None for drafts."""
    objections: tuple[Objection, ...]
    """By date."""


DRAFT = Fate(None, None, None, ())


def settle_fates(village: Village, problems: Problems) -> dict[str, Fate]:
    """The fate of every record by id. A triggered record shares that of its trigger."""
    objections = _objections_by_record(village, problems)
    undisputed = {batch.file: _undisputed(batch.posted, village) for batch in village.batches}
    fates: dict[str, Fate] = {}
    for id, record in village.records.items():
        if record.trigger is None:
            fate = undisputed[record.batch.file]
            fates[id] = _fate(record, fate, objections[id], problems) if id in objections else fate
    for id, record in village.records.items():
        if record.trigger is not None:
            fates[id] = fates.get(record.trigger.id, DRAFT)
    return fates


def _objections_by_record(village: Village, problems: Problems) -> dict[str, list[Objection]]:
    by_record: defaultdict[str, list[Objection]] = defaultdict(list)
    for objection in village.objections:
        record = village.records.get(objection.record)
        _check_outcome(objection, problems)
        if record is None:
            report_unknown_record(objection, problems)
        elif record.trigger is not None:
            problems.error(
                objection.source.place("record"), "objection-to-triggered",
                N_("the record {record} only follows from {trigger}"), N_("object to {trigger} instead."),
                record=record.id, trigger=record.trigger.id,
            )
        else:
            by_record[record.id].append(objection)
    return by_record


def report_unknown_record(entry: Objection, problems: Problems) -> None:
    """Say that no record has the id that an objection names."""
    problems.error(
        entry.source.place("record"), "unknown-record", N_("there is no record “{record}”"),
        N_("`site-builder records` lists the ids of all records."), record=entry.record,
    )


def _check_outcome(objection: Objection, problems: Problems) -> None:
    refused = objection.outcome == "open" and objection.source.has("outcome") and not _says_open(objection)
    if not refused and (objection.outcome == "open") != (objection.closed is None):
        problems.error(
            objection.source.place("outcome"), "objection-outcome",
            N_("an open objection has no `closed`, the others have one"), N_("mend `outcome` or `closed`."),
        )
    if objection.closed is not None and objection.closed < objection.date:
        problems.error(
            objection.source.place("closed"), "reversed-dates",
            N_("it was closed on {closed}, before it was opened on {opened}"), N_("mend one of the dates."),
            closed=objection.closed, opened=objection.date,
        )


def _says_open(objection: Objection) -> bool:
    """Whether `open` was written, rather than something that had to be refused."""
    written = objection.source.node.entries["outcome"]
    return isinstance(written, Scalar) and written.text == "open"


def _order(objection: Objection) -> tuple[datetime.date, datetime.date, str, str]:
    return (objection.date, objection.closed or datetime.date.max, objection.outcome, objection.reason)


def _undisputed(posted: datetime.date | None, village: Village) -> Fate:
    """The fate of a record of a batch to which nobody objects."""
    days = notice_days(village.settings, posted) if posted else None
    if posted is None or days is None:
        return DRAFT
    ends = posted + datetime.timedelta(days=days)
    return Fate(posted, ends, ends, ())


def _fate(record: PointsRecord, undisputed: Fate, objections: Iterable[Objection], problems: Problems) -> Fate:
    posted, expected = record.batch.posted, undisputed.notice_ends
    in_order = tuple(sorted(objections, key=_order))
    if posted is None or expected is None:
        # A `posted` that could not be read has been reported, and is not the objection's fault.
        for objection in in_order if not record.batch.source.has("posted") else ():
            _report_late(objection, problems)
        return DRAFT
    settled = True
    for objection in in_order:
        if not posted <= objection.date < expected:
            _report_late(objection, problems)
        elif objection.outcome == "rejected" and objection.closed is not None:
            expected = max(expected, objection.closed)
        else:
            settled = False
    return Fate(posted, expected if settled else None, undisputed.notice_ends, in_order)


def _report_late(objection: Objection, problems: Problems) -> None:
    problems.error(
        objection.source.place("date"), "objection-not-in-time",
        N_("the objection of {date} does not fall into the notice of record {record}"),
        N_("write a correction instead."), date=objection.date, record=objection.record,
    )


class State(NamedTuple):
    """A fate as far as it is known on a date."""

    status: Status
    counts_from: datetime.date | None
    """Since when a confirmed record counts, or from when one on notice will."""


def state_on(fate: Fate, as_of: datetime.date) -> State:
    """How far a fate has come on a date; what is dated later is not there yet."""
    status = _status_on(fate, as_of)
    if status == "confirmed":
        return State(status, fate.confirmed)
    return State(status, _expected_on(fate, as_of) if status == "on_notice" else None)


def _status_on(fate: Fate, as_of: datetime.date) -> Status:
    if fate.posted is None or fate.posted > as_of or fate.notice_ends is None:
        return "draft"
    known = [objection for objection in fate.objections if objection.date <= as_of]
    if any(objection.outcome == "upheld" and _closed(objection, as_of) for objection in known):
        return "voided"
    if not all(_closed(objection, as_of) for objection in known):
        return "contested"
    return "confirmed" if fate.confirmed is not None and fate.confirmed <= as_of else "on_notice"


def _expected_on(fate: Fate, as_of: datetime.date) -> datetime.date:
    """From when a posted record will count, by the objections that are decided on a date."""
    closed = [o.closed for o in fate.objections if o.outcome == "rejected" and o.closed and o.closed <= as_of]
    return max([fate.notice_ends or datetime.date.max, *closed])


def _closed(objection: Objection, as_of: datetime.date) -> bool:
    return objection.closed is not None and objection.closed <= as_of
