"""The editions of the public notice: all that was posted on one day."""

from __future__ import annotations

import datetime
from collections import defaultdict
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from site_builder.ledger.book import Settled
from site_builder.publication import model
from site_builder.publication.entries import Entries, shown_order
from site_builder.publication.shown import Shown
from site_builder.village.books import notice_days
from site_builder.village.model import Batch


class _Listed(NamedTuple):
    """The records of a batch that stand in its edition."""

    open: list[Settled]
    unnamed: list[Settled]


class Editions(NamedTuple):
    """Every edition posted by the date of the site, newest first, and the entries of each."""

    editions: tuple[model.Edition, ...]
    posted: tuple[model.Deferred[model.Posted], ...]


def show_editions(shown: Shown, entries: Entries, states: dict[str, str]) -> Editions:
    """The editions of the public notice; `states`: those of all entries."""
    by_day: defaultdict[datetime.date, list[Batch]] = defaultdict(list)
    by_batch: defaultdict[str, _Listed] = defaultdict(lambda: _Listed([], []))
    for settled in entries.open:
        by_batch[settled.record.batch.file].open.append(settled)
    for settled in entries.unnamed:
        by_batch[settled.record.batch.file].unnamed.append(settled)
    for batch in shown.village.batches:
        if batch.posted is not None and batch.file in by_batch:
            by_day[batch.posted].append(batch)
    days = sorted(by_day, reverse=True)
    of_day = {day: {batch.file: by_batch[batch.file] for batch in by_day[day]} for day in days}
    editions = tuple(_edition(day, list(chain(*chain(*of_day[day].values()))), shown) for day in days)
    posted = tuple(
        _defer(edition, by_day[edition.posted], of_day[edition.posted], entries, states) for edition in editions
    )
    return Editions(editions, posted)


def _edition(posted: datetime.date, records: list[Settled], shown: Shown) -> model.Edition:
    days = notice_days(shown.village.settings, posted) or 0
    last_day = posted + datetime.timedelta(days=days - 1) if days else None
    on_notice = any(settled.status == "on_notice" for settled in records)
    issued, deducted = _sums(records, shown)
    return model.Edition(
        posted=posted,
        href=f"notice/{posted.isoformat()}.html",
        notice_days=days,
        last_day=last_day,
        current=on_notice or (last_day is not None and shown.ledger.as_of <= last_day),
        count=len(records),
        issued=issued,
        deducted=deducted,
    )


def _defer(
    edition: model.Edition, batches: list[Batch], posted: dict[str, _Listed], entries: Entries, states: dict[str, str]
) -> model.Deferred[model.Posted]:
    # All of a day together: the file of an entry that is not itemised would tell more about it.
    lines = [line for listed in posted.values() for settled in listed.unnamed for line in entries.quiet(settled)]
    quiet = tuple(sorted((line for line in lines if line.status != "correction"), key=quiet_order))

    def make() -> model.Posted:
        # By who saw to them, not by file: how records are spread over files changes no page.
        by_staff: defaultdict[tuple[str, tuple[str, ...]], list[model.Entry]] = defaultdict(list)
        for batch in batches:
            by_staff[entries.staff(batch)] += map(entries.entry, posted[batch.file].open)
        return model.Posted(tuple(model.Batch(*staff, _in_order(by_staff[staff])) for staff in sorted(by_staff) if by_staff[staff]), quiet)

    itemised = (states[settled.record.id] for listed in posted.values() for settled in listed.open)
    state = model.state_of([repr(edition), repr(quiet), *itemised])
    return model.Deferred(edition.href, state, make)


def _in_order(lines: list[model.Entry]) -> tuple[model.Entry, ...]:
    return tuple(sorted(lines, key=lambda line: (line.account.group, line.account.id, line.date, *shown_order(line))))


def quiet_order(line: model.QuietEntry) -> tuple[str, ...]:
    """Entries that are not itemised stand in the order of what they say, which tells nothing of their order in the books."""
    return (line.kind, line.month, line.category, line.rule, line.group, str(line.points), line.status)


def _sums(posted: list[Settled], shown: Shown) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    sums: defaultdict[tuple[str, bool], int] = defaultdict(int)
    for settled in posted:
        units = settled.award.units if settled.award is not None else 0
        sums[settled.record.rule.scale, units < 0] += units
    in_order = [scale for scale in shown.village.scales if (scale, False) in sums or (scale, True) in sums]
    return (
        {scale: shown.points(sums[scale, False], scale) for scale in in_order},
        {scale: shown.points(-sums[scale, True], scale) for scale in in_order},
    )
