"""Closes a period: once everything dated in it is settled, its entries are sealed and may never change."""

from __future__ import annotations

import datetime
import itertools
import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from site_builder.build import FALLBACK_LANGUAGE, OUTPUT, account_for, today
from site_builder.ledger.book import Ledger
from site_builder.ledger.lines import Totals, day_of, totals_of
from site_builder.ledger.periods import Calendar, Period
from site_builder.ledger.sealed import place_of
from site_builder.ledger.seals import digest_of, header_of, published_text, text_of
from site_builder.output.durable import flush_folder, write_through
from site_builder.output.lock import locked
from site_builder.output.refusal import refusing
from site_builder.problems import N_, Place, Problems, Refused
from site_builder.publication.sealing import seal_lines
from site_builder.reading.folder import Folder, read_folder, report_unread
from site_builder.reading.layout import SEALS
from site_builder.village.load import load_settings, load_village
from site_builder.village.load_seals import check_published
from site_builder.village.settings import Settings

WAIT = 2.0
"""Seconds to wait for another closing, which does not take longer."""


class CloseRefused(Refused):
    """A name that is no period that this village closes."""


class Closed(NamedTuple):
    """What closing gave. `digest` is "" where problems forbade it; nothing was written then."""

    problems: Problems
    language: str
    digest: str = ""
    entries: int = 0
    left: str = ""
    """The file that an interrupted closing had left alone, and that was written anew; "" where there was none."""
    backup: str = ""
    """Where that file is kept, if it held something else than what is sealed now; "" if not."""


def alone(site: Path) -> AbstractContextManager[None]:
    """Hold off every other closing of the village: what each has checked must still be so when it writes."""
    busy = N_("Another command is closing a period of this village just now. Wait until it has ended.")
    return locked(site / SEALS, WAIT, busy)


def close(site: Path, name: str) -> Closed:
    """Seal the period of that name as it is today: checks everything, then writes its two files."""
    with alone(site):
        return _close(site, name)


def _close(site: Path, name: str) -> Closed:
    problems = Problems()
    folder = read_folder(site, problems)
    settings = load_settings(folder, problems)
    if settings is None:
        return Closed(problems, FALLBACK_LANGUAGE)
    period = _period(name, settings)
    left = _forget_interrupted(folder, period)
    village = load_village(folder, settings, problems)
    check_published(site / OUTPUT, folder, village.seals, problems)
    ledger, publication = account_for(village, today(settings.timezone), "web", problems)
    report_unread(folder, village.pictures.used, problems)
    _check_may_close(ledger, period, problems)
    if problems.has_errors:
        return Closed(problems, settings.language)
    digest, entries, backup = _seal(site, ledger, period, publication.site.village)
    return Closed(problems, settings.language, digest, entries, left, backup)


def _period(name: str, settings: Settings) -> Period:
    period = Calendar(settings.year_starts).parse(name)
    if period is None or period.kind != settings.seal_period:
        example = {"month": "2024-03", "quarter": "2024-Q1", "year": "2024"}[settings.seal_period]
        raise CloseRefused(N_("“{period}” is no period that this village closes; one is named like {example}."), period=name, example=example)
    return period


def _forget_interrupted(folder: Folder, period: Period) -> str:
    """Leave out the file that an interrupted closing of this period left, and give it: only both together are a seal."""
    left = f"{SEALS}/{period.id}.jsonl"
    if f"{SEALS}/{period.id}.yaml" in folder.texts or folder.texts.pop(left, None) is None:
        return ""
    return f"content/{left}"


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


def _seal(site: Path, ledger: Ledger, period: Period, village: str) -> tuple[str, int, str]:
    """Write the two files of a seal; gives its digest, how many entries it holds, and what was moved out of its way."""
    lines = seal_lines(ledger, period)
    totals = totals_of(lines, ledger.village.scales)
    previous = ledger.seals[-1].digest if ledger.seals else None
    full = text_of([header_of(period.id, previous, totals, len(lines), village), *lines])
    digest, full_digest = digest_of(published_text(full).encode()), digest_of(full.encode())
    seal = _seal_text(period, ledger.as_of, previous, digest, full_digest, len(lines), totals)
    folder = site / "content" / SEALS
    with refusing(folder):
        backup = _write_both(folder, {f"{period.id}.jsonl": full.encode(), f"{period.id}.yaml": seal.encode()})
    return digest, len(lines), backup.relative_to(site).as_posix() if backup else ""


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


def _write_both(folder: Path, files: dict[str, bytes]) -> Path | None:
    """Write the files of a seal so that there are both or none, also when the disk is full.

    Only a process that is killed between the two leaves the first alone. Such a file that holds
    something else than it would now is moved aside; gives where to.
    """
    folder.mkdir(exist_ok=True)
    for draft in folder.glob(".*.new"):  # of a closing that was killed
        draft.unlink()
    growing = {name: folder / f".{name}.new" for name in files}
    moved: dict[Path, Path] = {}
    placed: list[Path] = []
    try:
        for name, data in files.items():
            write_through(growing[name], data)
        for name, path in growing.items():
            if _holds_another(folder / name, files[name]):
                moved[folder / name] = _free_backup(folder, name)
                (folder / name).replace(moved[folder / name])
            path.replace(folder / name)
            placed.append(folder / name)
            flush_folder(str(folder))
    except BaseException:
        for path in (*growing.values(), *placed):
            path.unlink(missing_ok=True)
        for path, backup in moved.items():
            backup.replace(path)
        raise
    return next(iter(moved.values()), None)


def _holds_another(path: Path, data: bytes) -> bool:
    """Whether there is such a file, of other bytes."""
    return path.exists() and path.read_bytes() != data


def _free_backup(folder: Path, name: str) -> Path:
    """A name for the file as it was that no other file has."""
    names = itertools.chain([f"{name}.bak"], (f"{name}.{number}.bak" for number in itertools.count(2)))
    return next(path for path in map(folder.joinpath, names) if not path.exists())
