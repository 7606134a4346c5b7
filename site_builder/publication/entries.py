"""Records as they may be shown: in full, or as entries of which only little is published."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Literal

from site_builder.ledger.book import Settled
from site_builder.ledger.entries import Corrected
from site_builder.publication import model
from site_builder.publication.openness import OpennessOf
from site_builder.publication.shared import SharedParts
from site_builder.publication.shown import Shown
from site_builder.village.books import is_picture_path
from site_builder.village.model import Batch, PointsRecord
from site_builder.village.rules import Limit

QuietStatus = model.Status | Literal["correction"]


class Entries:
    """Makes published entries, and tells what they would show without making them.

    A plain record is told by its id, which is a digest of all that was written, and by what it
    shares with others: its rule, its batch, its people. All else makes a record special, and it
    is told by everything that it shows.
    """

    def __init__(self, shown: Shown, activity_links: dict[str, model.Link]) -> None:
        """`activity_links`: the page of each activity, by its file."""
        self._shown = shown
        self._parts = SharedParts(shown, activity_links)
        self.openness = OpennessOf(shown.village)
        self._corrections: defaultdict[str, list[Corrected]] = defaultdict(list)
        for corrected in shown.ledger.corrections:
            self._corrections[corrected.record.id].append(corrected)
        self._limits: dict[tuple[int, int, int], tuple[model.Limit, str]] = {}
        self._made: dict[str, model.Entry] = {}
        self.open: list[Settled] = []
        """Those published in full."""
        self.unnamed: list[Settled] = []
        """Those that stand anywhere by themselves, but without a name; all others only count in sums."""
        self.closed: list[Settled] = []
        """Those without a name and those that only count."""
        self._closed: set[str] = set()
        self._hidden: set[str] = set()
        self._special: set[str] = set()
        for settled in shown.ledger.settled.values():
            record = settled.record
            openness = self.openness(record)
            if openness == "open":
                self.open.append(settled)
                if self._is_special(settled):
                    self._special.add(record.id)
                continue
            self.closed.append(settled)
            self._closed.add(record.id)
            if openness == "hidden":
                self._hidden.add(record.id)
            else:
                self.unnamed.append(settled)

    def is_open(self, record: PointsRecord) -> bool:
        """Whether a record is published in full."""
        return record.id not in self._closed

    def is_listed(self, record: PointsRecord) -> bool:
        """Whether a record stands anywhere by itself, be it without a name; others only count in sums."""
        return record.id not in self._hidden

    def corrections_of(self, record: PointsRecord) -> list[Corrected]:
        """The corrections of a record by the date of the site."""
        return self._corrections.get(record.id, [])

    def entry(self, settled: Settled) -> model.Entry:
        """A record in full. Only for records that are open."""
        if settled.record.id not in self._special:
            return self._make_plain(settled)
        made = self._made.get(settled.record.id)
        if made is None:
            made = self._made[settled.record.id] = self._make(settled)
        return made

    def states(self) -> dict[str, str]:
        """By the id of every open record, another text whenever its entry would show another thing.

        Made once for all pages, and not kept: it is long.
        """
        states: dict[str, str] = {}
        people: dict[object, str] = {}
        shared: dict[object, str] = {}
        for settled in self.open:
            record, status, confirmed, award, _ = settled
            if record.id in self._special:
                states[record.id] = repr(self.entry(settled))
                continue
            who = (record.account, record.person, record.household)
            if who not in people:
                people[who] = self._parts.involved(record).state
            batch = (record.rule, record.category, record.batch, status, confirmed)
            if batch not in shared:
                shared[batch] = f"{self._parts.of(record).state}|{status}|{confirmed}"
            units = award.units if award is not None else ""
            limit = self._limit(settled)[1] if award is not None and award.hit is not None else ""
            qty = record.qty.text if record.qty is not None else ""
            states[record.id] = f"{record.id}|{units}|{limit}|{qty}|{people[who]}|{shared[batch]}"
        return states

    def _is_special(self, settled: Settled) -> bool:
        """Whether there is more to a record than what was written in its own line, or less may be shown of it."""
        record = settled.record
        return bool(
            record.evidence or record.happened or record.trigger or record.rule.veto
            or settled.fate.objections or record.id in self._corrections or not self._id(record)
        )

    def quiet(self, settled: Settled) -> list[model.QuietEntry]:
        """An anonymous or confidential record and its corrections; nothing for a hidden one."""
        record, openness = settled.record, self.openness(settled.record)
        if openness in ("open", "hidden"):
            return []
        scale = record.rule.scale
        points = self._shown.points(settled.award.units, scale) if settled.award else None
        lines = [self._quiet(record, settled.record.date.isoformat()[:7], points, settled.status)]
        for correction, _, units in self.corrections_of(record):
            month = correction.date.isoformat()[:7]
            lines.append(self._quiet(record, month, self._shown.points(units, scale), "correction"))
        return lines

    def _quiet(self, record: PointsRecord, month: str, points: Decimal | None, status: QuietStatus) -> model.QuietEntry:
        confidential = self.openness(record) == "confidential"
        shown = self._shown
        return model.QuietEntry(
            "confidential" if confidential else "anonymous",
            month,
            shown.scales[record.rule.scale],
            self._parts.category_name(record.category),
            "" if confidential else self._parts.rule_name(record.rule),
            "" if confidential else shown.group(record.household),
            points,
            status,
        )

    def record_id(self, record: PointsRecord) -> str:
        """The id of a record that is open, as it may be published."""
        return self._id(record) if record.id in self._special else record.id

    def _id(self, record: PointsRecord) -> str:
        """The id of a record as it may be published: "" where a name would follow from it.

        An id is a digest of what was written, so a name that is masked in the note could be found by trying.
        """
        if record.trigger:
            return record.id if self._id(record.trigger) else ""
        written = (record.level, record.subject, record.note)
        return record.id if all(self._shown.screen.is_clean(text) for text in written if text) else ""

    def staff(self, batch: Batch) -> tuple[str, tuple[str, ...]]:
        """Who wrote a batch, and who checked it, as they may be shown."""
        return self._parts.staff(batch)

    def _make_plain(self, settled: Settled) -> model.Entry:
        """The entry of a record that is not special: by position, since there are so many of them."""
        record, award = settled.record, settled.award
        people, shared = self._parts.involved(record), self._parts.of(record)
        return model.Entry(
            record.id, record.date, None, people.holder, people.person, shared.scale, shared.category, shared.rule,
            f"{record.qty.text if record.qty is not None else '1'} {shared.unit}" if shared.unit else "",
            record.level, record.subject, record.note,
            self._shown.points(award.units, shared.scale.id) if award is not None else None, settled.status,
            self._limit(settled)[0] if award is not None and award.hit is not None else None, settled.confirmed,
            shared.posted, shared.recorded_by, shared.reviewed_by, "", None, shared.activity, "", False, None, (), (),
        )

    def _make(self, settled: Settled) -> model.Entry:
        record, shown, source = settled.record, self._shown, settled.record.source
        picture = self._picture(record)
        corrections = self.corrections_of(record)
        vetoes = [c.correction.date for c in corrections if c.correction.lifts_veto]
        return self._make_plain(settled)._replace(
            record=self._id(record),
            happened=record.happened,
            level=shown.text(record.level, source, "level"),
            subject=shown.text(record.subject, source, "subject"),
            note="" if record.trigger else shown.text(record.note, source, "note"),
            evidence="" if picture else shown.text(record.evidence, source, "evidence"),
            picture=picture,
            trigger=self._id(record.trigger) if record.trigger else "",
            veto=record.rule.veto is not None,
            veto_lifted=min(vetoes, default=None),
            objections=self._objections(settled) if settled.fate.objections else (),
            corrections=tuple(self._correction(corrected) for corrected in corrections),
        )

    def _picture(self, record: PointsRecord) -> model.Picture | None:
        if not record.evidence or not (record.rule.evidence == "photo" or is_picture_path(record.evidence)):
            return None
        return self._shown.picture(record.evidence, record.source.place("evidence"), self._parts.rule_name(record.rule))

    def _limit(self, settled: Settled) -> tuple[model.Limit | None, str]:
        """The limit that made an award smaller, with its state."""
        award = settled.award
        if award is None or award.hit is None:
            return None, ""
        key = (id(award.hit.limit), id(settled.record.rule), award.unlimited)
        found = self._limits.get(key)
        if found is None:
            shared = self._parts.of(settled.record)
            category = shared.category if award.hit.category else ""
            limit = shown_limit(award.hit.limit, category, self._shown.points(award.unlimited, shared.scale.id))
            found = self._limits[key] = (limit, repr(limit))
        return found

    def _objections(self, settled: Settled) -> tuple[model.Objection, ...]:
        shown, as_of = self._shown, self._shown.ledger.as_of
        return tuple(
            model.Objection(
                objection.date,
                shown.text(objection.reason, objection.source, "reason"),
                objection.outcome if objection.closed and objection.closed <= as_of else "open",
                objection.closed if objection.closed and objection.closed <= as_of else None,
                shown.text(objection.answer, objection.source, "answer")
                if objection.closed and objection.closed <= as_of
                else "",
            )
            for objection in settled.fate.objections
            if objection.date <= as_of
        )

    def _correction(self, corrected: Corrected) -> model.Correction:
        correction, shown = corrected.correction, self._shown
        return model.Correction(
            correction.date,
            shown.points(corrected.points, corrected.record.rule.scale),
            shown.text(correction.reason, correction.source, "reason"),
            shown.text(correction.approved_by, correction.source, "approved_by"),
            correction.lifts_veto,
        )


def shown_order(entry: model.Entry) -> tuple[str, ...]:
    """The order of entries of one day: by their ids, and those without by what they say."""
    if entry.record:
        return (entry.record,)
    return ("", entry.rule.text, entry.account.id, entry.level, entry.subject, entry.note)


def shown_limit(limit: Limit, category: str, unlimited: Decimal) -> model.Limit:
    """A limit in figures; `category` names whose it is, "" for a rule's own."""
    return model.Limit(limit.bound, limit.per, limit.of, category, unlimited)
