"""The editions of the public notice: all that was posted on one day."""

from __future__ import annotations

import datetime
from collections import defaultdict
from decimal import Decimal

from site_builder.ledger.book import Settled
from site_builder.publication import model
from site_builder.publication.entries import Entries, shown_order
from site_builder.publication.shown import Shown
from site_builder.village.books import notice_days
from site_builder.village.model import Batch


def show_editions(shown: Shown, entries: Entries) -> tuple[model.Edition, ...]:
    """Every edition posted by the date of the site, newest first."""
    by_day: defaultdict[datetime.date, list[Batch]] = defaultdict(list)
    by_batch: defaultdict[str, list[Settled]] = defaultdict(list)
    for settled in shown.ledger.settled.values():
        if entries.openness(settled.record) != "hidden":
            by_batch[settled.record.batch.file].append(settled)
    for batch in shown.village.batches:
        if batch.posted is not None and batch.file in by_batch:
            by_day[batch.posted].append(batch)
    return tuple(_edition(day, by_day[day], by_batch, shown, entries) for day in sorted(by_day, reverse=True))


def _edition(
    posted: datetime.date, batches: list[Batch], by_batch: dict[str, list[Settled]], shown: Shown, entries: Entries
) -> model.Edition:
    days = notice_days(shown.village.settings, posted) or 0
    last_day = posted + datetime.timedelta(days=days - 1) if days else None
    posted_records = [settled for batch in batches for settled in by_batch[batch.file]]
    on_notice = any(settled.status == "on_notice" for settled in posted_records)
    issued, deducted = _sums(posted_records, shown)
    shown_batches = [_batch(batch, by_batch[batch.file], entries) for batch in batches]
    # All of a day together: the file of an entry that is not itemised would tell more about it.
    quiet = [line for settled in posted_records for line in entries.quiet(settled) if line.status != "correction"]
    return model.Edition(
        posted=posted,
        href=f"notice/{posted.isoformat()}.html",
        notice_days=days,
        last_day=last_day,
        current=on_notice or (last_day is not None and shown.ledger.as_of <= last_day),
        batches=tuple(batch for batch in shown_batches if batch.entries),
        quiet=tuple(sorted(quiet, key=quiet_order)),
        count=len(posted_records),
        issued=issued,
        deducted=deducted,
    )


def _batch(batch: Batch, posted: list[Settled], entries: Entries) -> model.Batch:
    lines = [entries.entry(settled) for settled in posted if entries.is_open(settled.record)]
    return model.Batch(
        *entries.staff(batch),
        tuple(sorted(lines, key=lambda line: (line.account.group, line.account.id, line.date, *shown_order(line)))),
    )


def quiet_order(line: model.QuietEntry) -> tuple[str, ...]:
    """Entries that are not itemised stand in the order of what they say, which tells nothing of their order in the books."""
    return (line.kind, line.month, line.category, line.rule, line.group, str(line.points), line.status)


def _sums(posted: list[Settled], shown: Shown) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    issued: dict[str, int] = {}
    deducted: dict[str, int] = {}
    for settled in posted:
        scale, units = settled.record.rule.scale, settled.award.units if settled.award else 0
        issued[scale] = issued.get(scale, 0) + max(0, units)
        deducted[scale] = deducted.get(scale, 0) - min(0, units)
    in_order = [scale for scale in shown.village.scales if scale in issued]
    return (
        {scale: shown.points(issued[scale], scale) for scale in in_order},
        {scale: shown.points(deducted[scale], scale) for scale in in_order},
    )
