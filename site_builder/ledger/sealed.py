"""What was sealed stays as it was: the ledger of today against the seals of closed periods.

Looks at all that is written, whatever the date of the site: what does not fit a seal is an error
before it is on notice, let alone confirmed.
"""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterable, Iterator

from site_builder.ledger.amounts import to_decimal
from site_builder.ledger.entries import Entry
from site_builder.ledger.lines import Line, day_of, line_of
from site_builder.ledger.notice import Fate
from site_builder.ledger.seals import Seal
from site_builder.problems import N_, Place, Problems
from site_builder.village.model import PointsRecord, Village

_LATER = N_("the period is closed: give it a later `date`, and the real day as `happened`.")
_AS_IT_WAS = N_("put it back as it was; what has to change is said by a correction dated today.")


def check_sealed(
    seals: tuple[Seal, ...], village: Village, fates: dict[str, Fate], entries: Iterable[Entry], problems: Problems
) -> None:
    """Report whatever is dated up to the last closed day and is not as the seals hold it.

    `entries`: all movements that are written, with the expiries up to that day.
    """
    last = seals[-1].period.last
    now = [(line_of(entry), entry) for entry in entries if day_of(entry) <= last]
    held = Counter(line for seal in seals for line in seal.lines)
    gone, more = held.copy(), Counter(line for line, _ in now)
    gone.subtract(more)
    more.subtract(held)
    lost = list(_lost(seals, gone))
    new = {line: entry for line, entry in now if more[line] > 0}
    if any(line["kind"] != "expiry" for _, line in lost) or any(entry.kind != "expiry" for entry in new.values()):
        # What expired only follows from the rest: one mistake, one message.
        lost = [(place, line) for place, line in lost if line["kind"] != "expiry"]
        new = {line: entry for line, entry in new.items() if entry.kind != "expiry"}
    _report(lost, new, village, problems)
    pending = [record for record in _pending(village, fates, seals) if not _is_held(record, seals)]
    for record in pending:
        _report_new(record.date, record.account, record.place, problems)


def _lost(seals: tuple[Seal, ...], gone: Counter[str]) -> Iterator[tuple[Place, Line]]:
    """Each sealed line that is no longer there, with its place."""
    if max(gone.values(), default=0) <= 0:
        return
    for seal in seals:
        for number, text in enumerate(seal.lines, start=2):
            if gone[text] > 0:
                gone[text] -= 1
                yield Place(seal.file, number), _line(text)


def _line(text: str) -> Line:
    """What a line says. A file that gives its digests may still be forged: then a line may say anything."""
    nothing: Line = {"kind": "", "account": "", "date": "", "scale": ""}
    try:
        line = json.loads(text)
    except (ValueError, RecursionError):
        return nothing
    return {**nothing, **line} if isinstance(line, dict) else nothing


def _report(lost: list[tuple[Place, Line]], new: dict[str, Entry], village: Village, problems: Problems) -> None:
    """Report what is lost, what is new, and what is both: one award that is now another."""
    awards = {entry.record.id: text for text, entry in new.items() if entry.kind == "award" and entry.record is not None}
    for place, line in lost:
        text = awards.pop(str(line.get("record")), None) if line["kind"] == "award" else None
        if text is None:
            _report_vanished(line, place, village, problems)
        else:
            _report_changed(line, new.pop(text), _line(text), village, problems)
    for entry in new.values():
        _report_new(day_of(entry), entry.account, place_of(entry), problems)


def place_of(entry: Entry) -> Place:
    """Where a movement was written; an expiry follows from the settings."""
    if entry.correction is not None:
        return entry.correction.source.place()
    if entry.record is not None:
        return entry.record.place
    return entry.redemption.source.place() if entry.redemption is not None else Place("content/site.yaml")


def _pending(village: Village, fates: dict[str, Fate], seals: tuple[Seal, ...]) -> Iterator[PointsRecord]:
    """Records dated up to the last closed day that do not count, and were not voided before their period was closed."""
    for id, record in village.records.items():
        if fates[id].confirmed is None and record.date <= seals[-1].period.last:
            closed = next(seal.closed for seal in seals if record.date <= seal.period.last)
            if not _is_voided(fates[id], closed):
                yield record


def _is_voided(fate: Fate, day: datetime.date) -> bool:
    """Whether an objection had voided a record by a day."""
    return any(o.outcome == "upheld" and o.closed is not None and o.closed <= day for o in fate.objections)


def _is_held(record: PointsRecord, seals: tuple[Seal, ...]) -> bool:
    """Whether a seal holds a record; that it no longer counts has been reported then."""
    said = f'"record":"{record.id}"'
    return any(said in line for seal in seals for line in seal.lines)


def _report_new(date: datetime.date, account: str, place: Place, problems: Problems) -> None:
    problems.error(
        place, "not-in-seal",
        N_("this entry of {account} is dated {date}, up to which the books are closed, and no seal holds it"),
        _LATER, account=account, date=date,
    )


def _report_vanished(line: Line, place: Place, village: Village, problems: Problems) -> None:
    record = village.records.get(str(line.get("record")))
    if record is not None and line["kind"] == "award":
        problems.error(
            record.place, "sealed-entry-vanished",
            N_("the record {record} is sealed as confirmed on {confirmed}, and no longer counts"),
            _AS_IT_WAS, record=record.id, confirmed=line.get("confirmed", ""),
        )
        return
    problems.error(
        place, "sealed-entry-vanished",
        N_("the seal holds an entry of {account}, dated {date} ({what}), that is no longer there or was changed"),
        _AS_IT_WAS, account=line["account"], date=line["date"], what=line.get("record") or line.get("item") or line["scale"],
    )


def _report_changed(line: Line, entry: Entry, now: Line, village: Village, problems: Problems) -> None:
    place, record = place_of(entry), now["record"]
    if now["confirmed"] != line.get("confirmed"):
        problems.error(
            place, "sealed-confirmation-moved",
            N_("the record {record} is sealed as confirmed on {sealed}, and would now be on {now}"),
            N_("put `posted`, `notice_days` and the objections back as they were."),
            record=record, sealed=line.get("confirmed"), now=now["confirmed"],
        )
    if any(now.get(name) != line.get(name) for name in ("scale", "account", "person", "rule")):
        problems.error(
            place, "sealed-entry-changed",
            N_("the record {record} is sealed for the account {account} ({scale}), and would now be for {other} ({other_scale})"),
            _AS_IT_WAS, record=record, account=line["account"], scale=line["scale"], other=now["account"], other_scale=now["scale"],
        )
    elif now["points"] != line.get("points"):
        decimals = village.scales[entry.scale].decimals
        problems.error(
            place, "sealed-award-changed",
            N_("the record {record} is sealed with {sealed} points, and its rule would now give {points}"),
            N_("put rule, category and limits back as they were; a new version with `from` holds for later days."),
            record=record, sealed=_points(line.get("points"), decimals), points=to_decimal(entry.points, decimals),
        )


def _points(units: object, decimals: int) -> object:
    return to_decimal(units, decimals) if isinstance(units, int) else units
