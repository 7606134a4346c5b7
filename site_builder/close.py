"""Closes a period: once everything dated in it is settled, its entries are sealed and may never change."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from site_builder.build import FALLBACK_LANGUAGE, today
from site_builder.ledger.book import Ledger, settle
from site_builder.ledger.lines import Totals, day_of, totals_of
from site_builder.ledger.periods import Calendar, Period
from site_builder.ledger.sealed import place_of
from site_builder.ledger.seals import digest_of, header_of, published_text, text_of
from site_builder.ledger.totals import check_reconciled
from site_builder.output.durable import flush_folder
from site_builder.problems import N_, Place, Problems
from site_builder.publication.publish import publish
from site_builder.publication.sealing import seal_lines
from site_builder.reading.folder import Folder, read_folder, warn_unread
from site_builder.reading.layout import SEALS
from site_builder.village.load import load_settings, load_village
from site_builder.village.load_seals import check_published
from site_builder.village.settings import Settings


class CloseRefused(Exception):
    """A name that is no period that this village closes."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message, self.values = message, values


class Closed(NamedTuple):
    """What closing gave. `digest` is "" where problems forbade it; nothing was written then."""

    problems: Problems
    language: str
    digest: str = ""
    entries: int = 0


def close(site: Path, name: str) -> Closed:
    """Seal the period of that name as it is today: checks everything, then writes its two files."""
    problems = Problems()
    folder = read_folder(site, problems)
    settings = load_settings(folder, problems)
    if settings is None:
        return Closed(problems, FALLBACK_LANGUAGE)
    period = _period(name, settings)
    _forget_interrupted(folder, period)
    village = load_village(folder, settings, problems)
    check_published(site, folder, village.seals, problems)
    ledger = settle(village, today(settings.timezone), problems)
    check_reconciled(ledger, problems)
    shown_village = publish(ledger, "web", problems).site.village
    warn_unread(folder, village.pictures.used, problems)
    _check_may_close(ledger, period, problems)
    if problems.has_errors:
        return Closed(problems, settings.language)
    digest, entries = _seal(site, ledger, period, shown_village)
    return Closed(problems, settings.language, digest, entries)


def _period(name: str, settings: Settings) -> Period:
    period = Calendar(settings.year_starts).parse(name)
    if period is None or period.kind != settings.seal_period:
        example = {"month": "2024-03", "quarter": "2024-Q1", "year": "2024"}[settings.seal_period]
        raise CloseRefused(N_("“{period}” is no period that this village closes; one is named like {example}."), period=name, example=example)
    return period


def _forget_interrupted(folder: Folder, period: Period) -> None:
    """Leave out what an interrupted closing of this period left: only both files together are a seal."""
    if f"{SEALS}/{period.id}.yaml" not in folder.texts:
        folder.texts.pop(f"{SEALS}/{period.id}.jsonl", None)


# --- what has to be so before ----------------------------------------------------------


def _check_may_close(ledger: Ledger, period: Period, problems: Problems) -> None:
    """Report all that keeps a period from being closed today."""
    place = Place(f"content/{SEALS}/{period.id}.yaml")
    closed = [seal.period for seal in ledger.seals]
    same = next((other for other in closed if other.overlaps(period)), None)
    if same is not None:
        problems.error(
            place, "already-closed", N_("{period} is closed already (seal of {other})"),
            N_("nothing is left to do; what has to change is said by a correction dated today."), period=period.id, other=same.id,
        )
        return
    if closed and closed[-1].last > period.last:
        problems.error(
            place, "later-period-closed", N_("{later} is closed already; an earlier period cannot be closed any more"),
            N_("close periods one after the other."), later=closed[-1].id,
        )
        return
    if ledger.as_of <= period.last:
        problems.error(
            place, "period-not-over", N_("{period} lasts until {last}"), N_("close it after that day."),
            period=period.id, last=period.last,
        )
    _check_earlier(ledger, period, closed, problems)
    for _, place, account, status in _unsettled(ledger, period):
        problems.error(
            place, "not-settled", UNSETTLED[status], N_("a period is closed when everything dated in it is confirmed or voided."),
            account=account, period=period.id,
        )


UNSETTLED = {
    "draft": N_("this record of {account} in {period} is still a draft"),
    "on_notice": N_("this record of {account} in {period} is still on notice"),
    "contested": N_("this record of {account} in {period} is still contested"),
}


def _check_earlier(ledger: Ledger, period: Period, closed: list[Period], problems: Problems) -> None:
    """Report each earlier period that holds anything and is not closed, at the first thing that it holds."""
    since = closed[-1].last + datetime.timedelta(days=1) if closed else datetime.date.min
    if since >= period.first:
        return
    before = Period("", period.kind, since, period.first - datetime.timedelta(days=1))
    dated = [(day_of(entry), place_of(entry)) for entry in ledger.entries if before.holds(day_of(entry))]
    dated += [(day, place) for day, place, _, _ in _unsettled(ledger, before)]
    first: dict[str, tuple[datetime.date, Place]] = {}
    for day, place in dated:
        name = ledger.calendar.period(period.kind, day).id
        first[name] = min(first.get(name, (day, place)), (day, place))
    for name, (day, place) in first.items():
        problems.error(
            place, "earlier-period-open", N_("{earlier} holds this entry of {day}, and is not closed yet"),
            N_("close {earlier} before {period}."), earlier=name, day=day, period=period.id,
        )


def _unsettled(ledger: Ledger, period: Period) -> Iterator[tuple[datetime.date, Place, str, str]]:
    """Day, place, account and status of each record in a period that is neither confirmed nor voided."""
    for id, record in ledger.village.records.items():
        if period.holds(record.date):
            status = ledger.settled[id].status if id in ledger.settled else "draft"
            if status in UNSETTLED:
                yield record.date, record.place, record.account, status


# --- writing ---------------------------------------------------------------------------


def _seal(site: Path, ledger: Ledger, period: Period, village: str) -> tuple[str, int]:
    """Write the two files of a seal; gives its digest and how many entries it holds."""
    lines = seal_lines(ledger, period)
    totals = totals_of(lines, ledger.village.scales)
    previous = ledger.seals[-1].digest if ledger.seals else None
    full = text_of([header_of(period.id, previous, totals, len(lines), village), *lines])
    digest, full_digest = digest_of(published_text(full).encode()), digest_of(full.encode())
    seal = _seal_text(period, ledger.as_of, previous, digest, full_digest, len(lines), totals)
    _write_both(site / "content" / SEALS, {f"{period.id}.jsonl": full.encode(), f"{period.id}.yaml": seal.encode()})
    return digest, len(lines)


def _seal_text(
    period: Period, closed: datetime.date, previous: str | None, digest: str, full_digest: str, entries: int, totals: Totals
) -> str:
    """A seal's PERIOD.yaml. What could be taken for a number stands in quotes."""
    sums = "".join(
        f"  {json.dumps(scale)}: {{{', '.join(f'{name}: {points}' for name, points in of.items())}}}\n"
        for scale, of in totals.items()
    )
    return (
        f'period: "{period.id}"\nclosed: {closed.isoformat()}\nprevious: {json.dumps(previous)}\n'
        f'digest: "{digest}"\nfull_digest: "{full_digest}"\nentries: {entries}\ntotals:\n{sums}'
    )


def _write_both(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files of a seal so that there are both or none, also when the disk is full."""
    folder.mkdir(exist_ok=True)
    growing = {name: folder / f".{name}.new" for name in files}
    placed: list[Path] = []
    try:
        for name, data in files.items():
            with growing[name].open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        for name, path in growing.items():
            path.replace(folder / name)
            placed.append(folder / name)
    except BaseException:
        for path in (*growing.values(), *placed):
            path.unlink(missing_ok=True)
        raise
    flush_folder(str(folder))
