"""The ledger: all that follows from a village's records on a date."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.ledger.accounts import Account, open_accounts
from site_builder.ledger.amounts import to_units
from site_builder.ledger.awards import Award, Awarding, counted_pools, record_order
from site_builder.ledger.entries import Corrected, Entry, redemption_entries, with_expiries
from site_builder.ledger.notice import DRAFT, Fate, expected_on, settle_fates, status_on
from site_builder.ledger.periods import Calendar
from site_builder.ledger.spending import check_balances, check_stock, check_vetoed
from site_builder.ledger.status import PostedStatus
from site_builder.ledger.vetoes import Vetoes
from site_builder.problems import N_, Problems
from site_builder.reading.nearest import nearest
from site_builder.village.model import PointsRecord, Village
from site_builder.village.numbers import check_decimals

END = datetime.date.max


class Settled(NamedTuple):
    """A posted record with its state on the date of the ledger."""

    record: PointsRecord
    status: PostedStatus
    confirmed: datetime.date | None
    """Since when it counts, or for one on notice from when it will."""
    award: Award | None
    """None for contested and voided records; provisional on notice."""
    fate: Fate


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """Everything computed for a date, in integers of the smallest unit."""

    village: Village
    as_of: datetime.date
    calendar: Calendar
    settled: dict[str, Settled]
    """Every posted record by id; drafts are not here."""
    corrections: tuple[Corrected, ...]
    """Those dated by then, in order."""
    entries: tuple[Entry, ...]
    """All movements by then, in order."""
    vetoes: Vetoes
    accounts: tuple[Account, ...]
    """By scale in the order of site.yaml, then by id."""


def settle(village: Village, as_of: datetime.date, problems: Problems) -> Ledger:
    """Compute the ledger for a date and check everything that only it can know.

    Checks look at all that is written, also after `as_of`; figures only at what is there by then.
    """
    calendar = Calendar(village.settings.year_starts)
    fates = settle_fates(village, problems)
    corrections = _corrections(village, fates, problems)
    confirmed = [(record, fate.confirmed) for record, fate in _with_fates(village, fates) if fate.confirmed]
    in_order = [record for record, day in sorted(confirmed, key=lambda pair: record_order(*pair))]
    dates = {record.id: day for record, day in confirmed}

    awarding = Awarding(village.scales, counted_pools(village.rulebook), calendar)
    awards = awarding.award_all(record for record in in_order if dates[record.id] <= as_of)
    statuses = {record.id: status_on(record, fate, as_of) for record, fate in _with_fates(village, fates)}
    on_notice = [(r, expected_on(fates[r.id], as_of)) for r in village.records.values() if statuses[r.id] == "on_notice"]
    expected = {record.id: day for record, day in on_notice}
    provisional = awarding.fork().award_all(r for r, _ in sorted(on_notice, key=lambda pair: record_order(*pair)))
    later = awarding.award_all(record for record in in_order if dates[record.id] > as_of)

    vetoes = Vetoes(confirmed, corrections, calendar)
    moves = _movements(village, in_order, dates, {**awards, **later}, corrections)
    _check_spending(village, moves, calendar, vetoes, problems)
    settled = {
        id: Settled(
            village.records[id], status, dates.get(id) if status == "confirmed" else expected.get(id),
            awards.get(id) if status == "confirmed" else provisional.get(id), fates[id],
        )
        for id, status in statuses.items()
        if status != "draft"
    }
    known = tuple(corrected for corrected in corrections if corrected.correction.date <= as_of)
    entries = tuple(with_expiries(moves, village, calendar, as_of))
    accounts = open_accounts(village, [s.record for s in settled.values()], entries, vetoes, calendar, as_of)
    return Ledger(village, as_of, calendar, settled, known, entries, vetoes, accounts)


def _with_fates(village: Village, fates: dict[str, Fate]) -> Iterable[tuple[PointsRecord, Fate]]:
    return ((record, fates.get(id, DRAFT)) for id, record in village.records.items())


def _corrections(village: Village, fates: dict[str, Fate], problems: Problems) -> list[Corrected]:
    """The corrections with what they correct, in the order of date, record and place."""
    found = []
    for correction in village.corrections:
        record = village.records.get(correction.record)
        if record is None:
            near = nearest(correction.record, village.records)
            problems.error(
                correction.source.place("record"), "unknown-record", N_("there is no record “{record}”"),
                N_("did you mean “{near}”?") if near else N_("`site-builder records` lists the ids of all records."),
                record=correction.record, near=near,
            )
            continue
        scale = village.scales[record.rule.scale]
        units = 0
        if correction.points is not None:
            check_decimals(correction.points, scale, correction.source.place("points"), problems)
            units = to_units(correction.points.value, scale.decimals)
        corrected = Corrected(correction, record, units)
        _check_correction(corrected, fates.get(record.id, DRAFT), problems)
        found.append(corrected)
    return sorted(found, key=lambda c: (c.correction.date, c.record.id, c.points, c.correction.source.place()))


def _check_correction(corrected: Corrected, fate: Fate, problems: Problems) -> None:
    correction, record, _ = corrected
    if any(objection.outcome == "upheld" for objection in fate.objections):
        problems.error(
            correction.source.place("record"), "correction-of-voided", N_("the record {record} was voided by an objection"),
            N_("delete the correction; if something is still to be recorded, write a new record."), record=record.id,
        )
    elif fate.confirmed is None or correction.date < fate.confirmed:
        problems.error(
            correction.source.place("date"), "correction-too-early",
            N_("the record {record} is not confirmed on {date}"),
            N_("during the notice write an objection; a correction begins with the confirmation."),
            record=record.id, date=correction.date,
        )
    if not correction.source.has("points") and not correction.lifts_veto:
        problems.error(
            correction.source.place(), "missing-field", N_("“{field}” is missing"), N_("fill it in."), field="points"
        )
    if correction.lifts_veto and record.rule.veto is None:
        problems.error(
            correction.source.place("lifts_veto"), "no-veto", N_("the record {record} is no veto that could be lifted"),
            N_("delete `lifts_veto`."), record=record.id,
        )


def _movements(
    village: Village,
    in_order: list[PointsRecord],
    dates: dict[str, datetime.date],
    awards: dict[str, Award],
    corrections: list[Corrected],
) -> list[Entry]:
    moves = [
        Entry(dates[r.id], "award", r.rule.scale, r.account, awards[r.id].units, record=r) for r in in_order
    ]
    moves += [
        Entry(c.correction.date, "correction", c.record.rule.scale, c.record.account, c.points, c.record, c.correction)
        for c in corrections
    ]
    return moves + list(redemption_entries(village.redemptions))


def _check_spending(
    village: Village, moves: list[Entry], calendar: Calendar, vetoes: Vetoes, problems: Problems
) -> None:
    last = max((redemption.date for redemption in village.redemptions), default=None)
    if last is not None:
        check_balances(with_expiries(moves, village, calendar, last), problems)
    check_stock(village, problems)
    check_vetoed(village, vetoes, problems)
