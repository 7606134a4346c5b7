"""Sealing: the lines by which a closed period is kept, and what of each is published.

What is published once can never be taken back, so a line gives less away than a page does: the id
of a record whose note, subject or level holds anybody's name is left out, whether its owner
consented or not. An id is a digest of what was written, and a consent may be withdrawn.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from site_builder.ledger.book import Ledger
from site_builder.ledger.entries import ORDER_IN_A_DAY, Entry
from site_builder.ledger.lines import Line, compact, day_of, line_of
from site_builder.ledger.periods import Period
from site_builder.ledger.seals import PUBLISHED
from site_builder.problems import Problems
from site_builder.publication.names import Names
from site_builder.publication.openness import OpennessOf
from site_builder.publication.screen import Screen
from site_builder.village.model import PointsRecord, Village


def seal_lines(ledger: Ledger, period: Period) -> list[Line]:
    """The entries of a period in full: open ones in the order of the ledger, then the others by what is published of them."""
    showing = _Showing(ledger.village)
    entries = [entry for entry in ledger.entries if period.holds(day_of(entry))]
    lines = [(entry, _full(entry, showing.published(entry))) for entry in entries]
    opened = sorted((pair for pair in lines if showing.is_open(pair[0])), key=lambda pair: showing.order(*pair))
    others = (line for entry, line in lines if not showing.is_open(entry))
    return [line for _, line in opened] + sorted(others, key=lambda line: (compact(line[PUBLISHED]), compact(line)))


def _full(entry: Entry, published: Line) -> Line:
    line: Line = json.loads(line_of(entry))
    return line if line == published else {**line, PUBLISHED: published}


class _Showing:
    """What of each entry of a village is published for ever."""

    def __init__(self, village: Village) -> None:
        names = Names(village, "web")
        self._openness = OpennessOf(village)
        self._screen = Screen(names.hidden() | names.open(), village.settings.not_names, Problems())

    def is_open(self, entry: Entry) -> bool:
        """Whether an entry is published by account and day."""
        return entry.record is None or self._openness(entry.record) == "open"

    def published(self, entry: Entry) -> Line:
        """The line by which an entry is published."""
        record = entry.record
        if record is None or self._openness(record) == "open":
            line: Line = json.loads(line_of(entry))
            line.pop("lifts_veto", None)
            if record is not None and not self._names_nobody(record):
                del line["record"]
            return line
        month = day_of(entry).isoformat()[:7]
        quiet: Line = {"kind": entry.kind, "month": month, "points": entry.points, "scale": entry.scale}
        if self._openness.is_confidential(record):
            return {**quiet, "category": record.category.id}
        return {**quiet, "rule": record.rule.id}

    def order(self, entry: Entry, line: Line) -> tuple[object, ...]:
        """The order of the ledger as far as published lines tell it: an id that is left out orders nothing."""
        shown = line.get(PUBLISHED, line)
        in_day: Iterable[str] = ()
        if entry.kind == "award" and entry.record is not None:
            in_day = (entry.record.date.isoformat(), *self._leader(entry.record))
        ties = (shown["account"], shown.get("item", ""), shown.get("record", ""), shown["scale"])
        return (entry.date, ORDER_IN_A_DAY[entry.kind], *in_day, *ties, compact(shown))

    def _leader(self, record: PointsRecord) -> tuple[str, str]:
        """A triggered record stands right after its trigger, in the order of person ids."""
        leader = record.trigger or record
        person = record.person.id if record.trigger and record.person else ""
        return (leader.id if self._names_nobody(leader) else "", person)

    def _names_nobody(self, record: PointsRecord) -> bool:
        """Whether no name stands in what the id is a digest of."""
        if record.trigger is not None:
            return self._names_nobody(record.trigger)
        return all(self._screen.is_clean(text) for text in (record.level, record.subject, record.note) if text)
