"""Matters as they may be shown. Of disputes only counts, and small ones not even that."""

from __future__ import annotations

from collections import Counter

from site_builder.ledger.totals import dispute_counts, matter_status, opened_by
from site_builder.publication import model
from site_builder.publication.people import People
from site_builder.publication.shown import Shown
from site_builder.village.matters import Matter

SMALL_COUNT = 3
"""A count below this could point to somebody."""


class MatterLines:
    """Makes the lines of matters that may be shown."""

    def __init__(self, shown: Shown, people: People, activity_links: dict[str, model.Link]) -> None:
        self._shown = shown
        self._people = people
        self._matters = opened_by(shown.village.matters.values(), shown.ledger.as_of)
        self._settled_by = {
            id: activity_links[told.file]
            for told in reversed(shown.village.activities)
            if told.file in activity_links
            for id in getattr(told.entry, "matters", ())
        }
        self._lines = {m.id: self._line(m, m.kind) for m in self._matters if m.kind != "dispute"}

    def line(self, id: str) -> model.MatterLine | None:
        """The line of a matter, or None where it may not be shown or has not come up yet."""
        return self._lines.get(id)

    def _line(self, matter: Matter, kind: model.MatterKind) -> model.MatterLine:
        shown, as_of = self._shown, self._shown.ledger.as_of
        return model.MatterLine(
            id=matter.id,
            kind=kind,
            title=shown.text(matter.title, matter.source, "title"),
            status=matter_status(matter, as_of),
            opened=matter.opened,
            closed=matter.closed if matter.closed is not None and matter.closed <= as_of else None,
            raised_by=self._people.named(matter.raised_by, matter.source, "raised_by"),
            handled_by=tuple(
                self._people.named(who, matter.source, "handled_by", i) for i, who in enumerate(matter.handled_by)
            ),
            activity=self._settled_by.get(matter.id),
            signed=_signed(matter),
            by_household=bool(matter.households),
        )

    def show(self) -> model.Matters:
        """Everything on the matters page, the newest first."""
        by_kind: dict[str, list[model.MatterLine]] = {}
        for line in sorted(self._lines.values(), key=lambda line: (-line.opened.toordinal(), line.id)):
            by_kind.setdefault(line.kind, []).append(line)
        counts = dispute_counts(self._matters, self._shown.ledger.as_of)
        today = self._shown.ledger.as_of
        return model.Matters(
            requests=tuple(by_kind.get("request", ())),
            ideas=tuple(by_kind.get("idea", ())),
            environment=tuple(by_kind.get("environment", ())),
            pledges=tuple(by_kind.get("pledge", ())),
            disputes=tuple(
                model.DisputeCount(quarter, type, count if count >= SMALL_COUNT else None)
                for (quarter, type), count in counts.items()
            ),
            households=sum(h.present(today) for h in self._shown.village.roster.households.values()),
        )

    def counts(self) -> dict[str, dict[str, int]]:
        """How many matters of each kind have each status; disputes are never here."""
        counted = Counter((line.kind, line.status) for line in self._lines.values())
        result: dict[str, dict[str, int]] = {}
        for (kind, status), count in sorted(counted.items()):
            result.setdefault(kind, {})[status] = count
        return result


def _signed(matter: Matter) -> int | None:
    if matter.kind != "pledge":
        return None
    return matter.count if matter.count is not None else (len(matter.households) or None)
