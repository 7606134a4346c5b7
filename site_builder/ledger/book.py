"""The ledger: all that follows from a village's records on a date."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from site_builder.ledger.accounts import Account, open_accounts
from site_builder.ledger.amounts import to_units
from site_builder.ledger.awards import Award, Awarding, Counting, in_order
from site_builder.ledger.entries import Corrected, Entry, Movements, by_account, redemption_entries, with_expiries
from site_builder.ledger.notice import Fate, State, settle_fates, state_on
from site_builder.ledger.periods import Calendar
from site_builder.ledger.sealed import check_sealed
from site_builder.ledger.seals import Seal, read_seals
from site_builder.ledger.spending import check_balance, check_stock, check_vetoed
from site_builder.ledger.status import PostedStatus
from site_builder.ledger.tariffs import Tariffs
from site_builder.ledger.vetoes import Vetoes
from site_builder.problems import N_, Problems
from site_builder.reading.nearest import nearest
from site_builder.village.model import PointsRecord, Village
from site_builder.village.numbers import check_decimals


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
    """All movements by then, account by account."""
    vetoes: Vetoes
    accounts: tuple[Account, ...]
    """By scale in the order of site.yaml, then by id."""
    seals: tuple[Seal, ...]
    """The closed periods; none where any seal is broken."""

    def drafts(self) -> dict[str, int]:
        """How many records of each file are drafts: not posted on the date of the ledger."""
        drafts = ((batch.file, sum(record.id not in self.settled for record in batch.records)) for batch in self.village.batches)
        return {file: count for file, count in drafts if count}


def settle(village: Village, as_of: datetime.date, problems: Problems) -> Ledger:
    """Compute the ledger for a date and check everything that only it can know.

    Checks look at all that is written, also after `as_of`; figures only at what is there by then.
    """
    calendar = Calendar(village.settings.year_starts)
    fates = settle_fates(village, problems)
    states = {fate: state_on(fate, as_of) for fate in set(fates.values())}
    corrections = _corrections(village, fates, problems)
    confirmed = [(record, day) for id, record in village.records.items() if (day := fates[id].confirmed) is not None]
    vetoes = Vetoes(confirmed, corrections, calendar)

    counting = in_order(confirmed)
    awards, provisional = _awards(village, counting, _on_notice(village, fates, states), calendar, as_of)
    movements = by_account(_movements(village, counting, awards, corrections))
    _check_spending(village, movements, calendar, vetoes, problems)
    seals = read_seals(village.seals, calendar, problems)
    if seals:
        check_sealed(seals, village, fates, _written(village, movements, calendar, seals[-1].period.last), problems)

    settled = _settled(village, fates, states, awards, provisional)
    uncounted = [s.record for s in settled.values() if s.status != "confirmed"]
    by_then = _with_expiries(village, movements, calendar, as_of)
    accounts = open_accounts(village, uncounted, by_then, vetoes, calendar, as_of)
    known = tuple(corrected for corrected in corrections if corrected.correction.date <= as_of)
    return Ledger(village, as_of, calendar, settled, known, tuple(chain(*by_then.values())), vetoes, accounts, seals)


def _on_notice(village: Village, fates: dict[str, Fate], states: dict[Fate, State]) -> list[Counting]:
    """The records on notice with the day from which they will count."""
    expected = {fate: state.counts_from for fate, state in states.items() if state.status == "on_notice"}
    return [(record, day) for id, record in village.records.items() if (day := expected.get(fates[id])) is not None]


def _awards(
    village: Village, counting: list[Counting], on_notice: list[Counting], calendar: Calendar, as_of: datetime.date
) -> tuple[dict[str, Award], dict[str, Award]]:
    """By record id: the awards of all that is ever confirmed, and the provisional ones of what is on notice."""
    awarding = Awarding(Tariffs(village.scales, village.rulebook, calendar))
    by_then = bisect_right(counting, as_of, key=itemgetter(1))
    awards = awarding.award_all(counting[:by_then])
    provisional = awarding.fork().award_all(in_order(on_notice))
    return awards | awarding.award_all(counting[by_then:]), provisional


def _settled(
    village: Village,
    fates: dict[str, Fate],
    states: dict[Fate, State],
    awards: dict[str, Award],
    provisional: dict[str, Award],
) -> dict[str, Settled]:
    """Every posted record by id, in the order of the village."""
    shown: dict[str, dict[str, Award]] = {"confirmed": awards, "on_notice": provisional}
    settled = {}
    for id, record in village.records.items():
        fate = fates[id]
        status, counts_from = states[fate]
        if status != "draft":
            award = shown[status][id] if status in shown else None
            settled[id] = Settled(record, status, counts_from, award, fate)
    return settled


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
        _check_correction(corrected, fates[record.id], problems)
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
    village: Village, counting: list[Counting], awards: dict[str, Award], corrections: list[Corrected]
) -> Iterator[Entry]:
    """All that ever moves points but expiries."""
    for record, day in counting:
        yield Entry(day, "award", record.rule.scale, record.account, awards[record.id].units, record)
    for correction, record, points in corrections:
        yield Entry(correction.date, "correction", record.rule.scale, record.account, points, record, correction)
    yield from redemption_entries(village.redemptions)


def _with_expiries(village: Village, movements: Movements, calendar: Calendar, until: datetime.date) -> Movements:
    """What has moved by a day, with the expiries that follow from it; only accounts of which anything has."""
    scales = village.scales
    moved = {key: with_expiries(own, scales[key[0]], calendar, until) for key, own in movements.items()}
    return {key: own for key, own in moved.items() if own}


def _written(village: Village, movements: Movements, calendar: Calendar, until: datetime.date) -> Iterator[Entry]:
    """All movements that are written, with the expiries up to a day."""
    yield from chain(*movements.values())
    for own in _with_expiries(village, movements, calendar, until).values():
        yield from (entry for entry in own if entry.kind == "expiry")


def _check_spending(
    village: Village, movements: Movements, calendar: Calendar, vetoes: Vetoes, problems: Problems
) -> None:
    spenders = {(redemption.scale.id, redemption.account) for redemption in village.redemptions}
    last = max((redemption.date for redemption in village.redemptions), default=datetime.date.min)
    spent = {key: movements[key] for key in spenders}
    for entries in _with_expiries(village, spent, calendar, last).values():
        check_balance(entries, problems)
    check_stock(village, problems)
    check_vetoed(village, vetoes, problems)
