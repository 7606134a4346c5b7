"""Records as they may be shown: in full, or as entries of which only little is published."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Literal

from site_builder.ledger.book import Settled
from site_builder.ledger.entries import Corrected
from site_builder.publication import model
from site_builder.publication.openness import OpennessOf
from site_builder.publication.shown import Shown
from site_builder.village.books import is_picture_path
from site_builder.village.model import Batch, PointsRecord
from site_builder.village.rules import Limit, Rule

QuietStatus = model.Status | Literal["correction"]


class Entries:
    """Makes each published entry once."""

    def __init__(self, shown: Shown, activity_links: dict[str, model.Link]) -> None:
        """`activity_links`: the page of each activity, by its file."""
        self._shown = shown
        self._activities = activity_links
        self.openness = OpennessOf(shown.village)
        self._closed = {id for id, settled in shown.ledger.settled.items() if self.openness(settled.record) != "open"}
        self._corrections: defaultdict[str, list[Corrected]] = defaultdict(list)
        for corrected in shown.ledger.corrections:
            self._corrections[corrected.record.id].append(corrected)
        self._made: dict[str, model.Entry] = {}
        self._batches: dict[str, tuple[str, tuple[str, ...], model.Link]] = {}
        self._rules: dict[tuple[int, int], tuple[model.Link, str]] = {}

    def is_open(self, record: PointsRecord) -> bool:
        """Whether a record is published in full."""
        return record.id not in self._closed

    def corrections_of(self, record: PointsRecord) -> list[Corrected]:
        """The corrections of a record by the date of the site."""
        return self._corrections.get(record.id, [])

    def entry(self, settled: Settled) -> model.Entry:
        """A record in full. Only for records that are open."""
        made = self._made.get(settled.record.id)
        if made is None:
            made = self._made[settled.record.id] = self._make(settled)
        return made

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
            shown.text(record.category.name, record.category.source, "name"),
            "" if confidential else self.rule_name(record.rule),
            "" if confidential else shown.group(record.household),
            points,
            status,
        )

    def record_id(self, record: PointsRecord) -> str:
        """The id of a record as it may be published: "" where a name would follow from it.

        An id is a digest of what was written, so a name that is masked in the note could be found by trying.
        """
        if record.trigger:
            return record.id if self.record_id(record.trigger) else ""
        written = (record.level, record.subject, record.note)
        return record.id if all(self._shown.screen.is_clean(text) for text in written if text) else ""

    def rule_name(self, rule: Rule) -> str:
        """The name of a rule as it may be shown."""
        return self._shown.text(rule.name, rule.source, "name")

    def _make(self, settled: Settled) -> model.Entry:
        record, shown = settled.record, self._shown
        batch, source, scale = record.batch, record.source, record.rule.scale
        holder = record.person if record.account != record.household.id and record.person else record.household
        picture = self._picture(record)
        recorded_by, reviewed_by, posted = self._batch(batch)
        rule, category = self._rule(record)
        corrections = self.corrections_of(record)
        vetoes = [c.correction.date for c in corrections if c.correction.lifts_veto]
        return model.Entry(
            record=self.record_id(record),
            date=record.date,
            happened=record.happened,
            account=shown.who(holder),
            person=shown.who(record.person) if record.person is not None else None,
            scale=shown.scales[scale],
            category=category,
            rule=rule,
            quantity=self._quantity(record),
            level=shown.text(record.level, source, "level"),
            subject=shown.text(record.subject, source, "subject"),
            note="" if record.trigger else shown.text(record.note, source, "note"),
            points=shown.points(settled.award.units, scale) if settled.award else None,
            status=settled.status,
            limit=self._limit(settled),
            confirmed=settled.confirmed,
            posted=posted,
            recorded_by=recorded_by,
            reviewed_by=reviewed_by,
            evidence="" if picture else shown.text(record.evidence, source, "evidence"),
            picture=picture,
            activity=self._activities.get(batch.file) if batch.activity else None,
            trigger=self.record_id(record.trigger) if record.trigger else "",
            veto=record.rule.veto is not None,
            veto_lifted=min(vetoes, default=None),
            objections=self._objections(settled) if settled.fate.objections else (),
            corrections=tuple(self._correction(corrected) for corrected in corrections),
        )

    def staff(self, batch: Batch) -> tuple[str, tuple[str, ...]]:
        """Who wrote a batch, and who checked it, as they may be shown."""
        recorded_by, reviewed_by, _ = self._batch(batch)
        return recorded_by, reviewed_by

    def _batch(self, batch: Batch) -> tuple[str, tuple[str, ...], model.Link]:
        """What all entries of a batch share: who wrote it, who checked it, and its edition."""
        found = self._batches.get(batch.file)
        if found is None:
            shown, source = self._shown, batch.source
            recorder = shown.text(batch.recorded_by, source, "recorded_by")
            reviewers = shown.texts(batch.reviewed_by, source, "reviewed_by")
            found = self._batches[batch.file] = (recorder, reviewers, posted_link(batch))
        return found

    def _rule(self, record: PointsRecord) -> tuple[model.Link, str]:
        """What all entries of a version of a rule and of its category share: their names."""
        key = (id(record.rule), id(record.category))
        found = self._rules.get(key)
        if found is None:
            category = self._shown.text(record.category.name, record.category.source, "name")
            found = (model.Link(self.rule_name(record.rule), rule_address(record.rule.id)), category)
            self._rules[key] = found
        return found

    def _quantity(self, record: PointsRecord) -> str:
        if not record.rule.unit:
            return ""
        unit = self._shown.text(record.rule.unit, record.rule.source, "unit")
        return f"{record.qty.text if record.qty else '1'} {unit}"

    def _picture(self, record: PointsRecord) -> model.Picture | None:
        if not record.evidence or not (record.rule.evidence == "photo" or is_picture_path(record.evidence)):
            return None
        return self._shown.picture(record.evidence, record.source.place("evidence"), self.rule_name(record.rule))

    def _limit(self, settled: Settled) -> model.Limit | None:
        award, scale = settled.award, settled.record.rule.scale
        if award is None or award.hit is None:
            return None
        category = settled.record.category
        name = self._shown.text(category.name, category.source, "name") if award.hit.category else ""
        return shown_limit(award.hit.limit, name, self._shown.points(award.unlimited, scale))

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
    return (entry.record, entry.rule.text, entry.account.id, entry.level, entry.subject, entry.note)


def rule_address(rule: str) -> str:
    """Where a rule is explained."""
    return f"rules.html#rule-{rule}"


def posted_link(batch: Batch) -> model.Link:
    """The edition in which a batch was posted."""
    posted = batch.posted.isoformat() if batch.posted else ""
    return model.Link(posted, f"notice/{posted}.html" if posted else "")


def shown_limit(limit: Limit, category: str, unlimited: Decimal) -> model.Limit:
    """A limit in figures; `category` names whose it is, "" for a rule's own."""
    return model.Limit(limit.bound, limit.per, limit.of, category, unlimited)
