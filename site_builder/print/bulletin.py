"""The bulletin: every entry that was posted on one day, with what it adds up to and until when one may object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.print.context import Context
from site_builder.print.engine import Sheet
from site_builder.print.papers import Paper
from site_builder.publication.model import Edition, Entry, Posted, QuietEntry
from site_builder.theme.numbers import points

TEXT, LARGE_TEXT = 13, 20
"""Size of the text in points: for everybody (nothing is under 12), and for old eyes."""


def bulletin_sheet(context: Context, edition: Edition, paper: Paper, *, large: bool) -> Sheet:
    """The posting edition as a bulletin."""
    posted = next(deferred for deferred in context.publication.posted if deferred.href == edition.href).make()
    words = context.words
    day = words.plain_date(edition.posted)
    model = {
        **context.head(),
        "posted": day,
        "last_day": words.plain_date(edition.last_day) if edition.last_day else "",
        "current": edition.current,
        "count": str(edition.count),
        "sums": _sums(edition, context),
        "batches": list(_batches(posted, context)),
        "quiet": [_quiet(line, context) for line in posted.quiet],
        "code": context.code(edition.href),
        "_text": LARGE_TEXT if large else TEXT,
    }
    stem = f"bulletin-{edition.posted.isoformat()}{'-large' if large else ''}-{paper.name}"
    return Sheet("bulletin", stem, f"{context.publication.site.village} {day}", paper, model)


def _sums(edition: Edition, context: Context) -> list[dict[str, str]]:
    """By scale, what the entries that count or will give and take."""
    scales = [scale for scale in context.publication.site.scales if scale.id in edition.issued]
    return [
        {
            "scale": scale.name,
            "issued": points(edition.issued[scale.id], True),
            "deducted": points(-edition.deducted[scale.id]),
            "together": points(edition.issued[scale.id] - edition.deducted[scale.id]),
        }
        for scale in scales
    ]


def _batches(posted: Posted, context: Context) -> Iterator[dict[str, Any]]:
    """The entries of each file, numbered through, so that one can be named at the wall."""
    number = 0
    several = len(context.publication.site.scales) > 1
    for batch in posted.batches:
        rows = []
        for entry in batch.entries:
            number += 1
            rows.append(_entry(entry, number, context, several=several))
        yield {"recorded_by": batch.recorded_by, "reviewed_by": context.words.listed(batch.reviewed_by), "rows": rows}


def _entry(entry: Entry, number: int, context: Context, *, several: bool) -> dict[str, Any]:
    words = context.words
    what = (entry.rule.text, entry.quantity, words.word("level", entry.level) if entry.level else "")
    person = entry.person.name if entry.person and entry.person.name != entry.account.name else ""
    details = (words.plain_date(entry.date), person, entry.subject, "" if entry.trigger else entry.note, entry.activity.text if entry.activity else "")
    return {
        "who": entry.account.id,
        "number": str(number),
        "name": entry.account.name,
        "group": entry.account.group,
        "what": " · ".join(part for part in what if part),
        "details": " · ".join(part for part in details if part),
        "scale": entry.scale.name if several and entry.scale.id != context.publication.site.scales[0].id else "",
        "points": points(entry.points, True) if entry.points is not None else "",
        "_status": entry.status,
        "limit": _limit(entry, context),
        "corrections": [
            {"date": words.plain_date(c.date), "points": points(c.points, True), "reason": c.reason} for c in entry.corrections
        ],
    }


def _limit(entry: Entry, context: Context) -> dict[str, str] | None:
    """What the rule alone would have given, and the limit that cut it."""
    if entry.limit is None:
        return None
    limit = context.words.limit(entry.limit, entry.scale.account)
    return {"own": points(entry.limit.unlimited, True), "limit": limit, "category": entry.limit.category}


def _quiet(line: QuietEntry, context: Context) -> dict[str, str]:
    """An entry of which only little is published."""
    words = context.words
    status = words.word("status", line.status) if line.status not in ("confirmed", "on_notice") else ""
    return {
        "month": words.month(line.month),
        "what": line.rule or line.category,
        "group": line.group,
        "status": status,
        "points": points(line.points, True) if line.points is not None else "",
    }
