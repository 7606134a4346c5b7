"""What many entries have in common, worked out once: their rule and batch, and the people."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.publication import model
from site_builder.publication.shown import Shown
from site_builder.village.model import Batch, PointsRecord
from site_builder.village.rules import Category, Rule


class Shared(NamedTuple):
    """What all entries of a batch under one version of a rule show alike."""

    scale: model.Scale
    category: str
    rule: model.Link
    unit: str
    posted: model.Link
    recorded_by: str
    reviewed_by: tuple[str, ...]
    activity: model.Link | None
    state: str
    """Stands for all of it."""


class Involved(NamedTuple):
    """Whose account an entry is of, and the person if one is named."""

    holder: model.Who
    person: model.Who | None
    state: str


class SharedParts:
    """Finds what an entry shares with others."""

    def __init__(self, shown: Shown, activity_links: dict[str, model.Link]) -> None:
        """`activity_links`: the page of each activity, by its file."""
        self._shown = shown
        self._activities = activity_links
        self._shared: dict[tuple[Rule, Category, Batch], Shared] = {}
        self._involved: dict[tuple[str, str], Involved] = {}

    def of(self, record: PointsRecord) -> Shared:
        """What the entry of a record shares with others of its rule and batch."""
        key = (record.rule, record.category, record.batch)
        found = self._shared.get(key)
        if found is None:
            found = self._shared[key] = self._work_out(*key)
        return found

    def involved(self, record: PointsRecord) -> Involved:
        """The people of a record."""
        key = (record.account, record.who.id)
        found = self._involved.get(key)
        if found is None:
            in_person = record.person is not None and record.account == record.person.id
            holder = self._shown.who(record.person if record.person and in_person else record.household)
            person = self._shown.who(record.person) if record.person else None
            found = self._involved[key] = Involved(holder, person, model.state_of([repr(holder), repr(person)]))
        return found

    def rule_name(self, rule: Rule) -> str:
        """The name of a rule as it may be shown."""
        return self._shown.text(rule.name, rule.source, "name")

    def category_name(self, category: Category) -> str:
        """The name of a category as it may be shown."""
        return self._shown.text(category.name, category.source, "name")

    def staff(self, batch: Batch) -> tuple[str, tuple[str, ...]]:
        """Who wrote a batch, and who checked it, as they may be shown."""
        recorder = self._shown.text(batch.recorded_by, batch.source, "recorded_by")
        return recorder, self._shown.texts(batch.reviewed_by, batch.source, "reviewed_by")

    def _work_out(self, rule: Rule, category: Category, batch: Batch) -> Shared:
        recorder, reviewers = self.staff(batch)
        parts = (
            self._shown.scales[rule.scale],
            self.category_name(category),
            model.Link(self.rule_name(rule), rule_address(rule.id)),
            self._shown.text(rule.unit, rule.source, "unit"),
            posted_link(batch),
            recorder,
            reviewers,
            self._activities.get(batch.file) if batch.activity else None,
        )
        return Shared(*parts, model.state_of(map(repr, parts)))


def rule_address(rule: str) -> str:
    """Where a rule is explained."""
    return f"rules.html#rule-{rule}"


def posted_link(batch: Batch) -> model.Link:
    """The edition in which a batch was posted."""
    posted = batch.posted.isoformat() if batch.posted else ""
    return model.Link(posted, f"notice/{posted}.html" if posted else "")
