"""Records that follow from others: who looks after a household shares in what it does."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.problems import N_, Problems
from site_builder.village.model import PointsRecord, record_id
from site_builder.village.roster import Person, Roster
from site_builder.village.rules import Rule, Rulebook
from site_builder.village.settings import Settings


def triggered_by(
    record: PointsRecord, roster: Roster, rulebook: Rulebook, settings: Settings, problems: Problems
) -> Iterator[PointsRecord]:
    """The records that a record brings about, in the order of person ids."""
    trigger = record.rule.triggers
    if trigger is None:
        return
    rule = rulebook.rule_on(trigger.rule, record.date)
    category = rulebook.category_on(rule.category, record.date) if rule else None
    if rule is None or category is None:
        if trigger.rule in rulebook.rules:
            problems.error(
                record.source.place("rule"), "triggered-rule-not-in-force",
                N_("the rule “{rule}” that follows from this record is not in force on {date}"),
                N_("check the date, or the `from` and `until` of that rule."), rule=trigger.rule, date=record.date,
            )
        return
    for helper in _helpers(record, trigger.link, rule, roster, settings):
        yield PointsRecord(
            record_id(record.date, helper.id, rule.id, None, None, "", "", record.id),
            record.date, helper.household, helper, rule, category,
            helper.id if _is_person_scale(rule, settings) else helper.household.id,
            None, None, "", "", record.id, "", record.happened, record.batch, record, record.source, record.item,
        )


def _helpers(record: PointsRecord, role: str, rule: Rule, roster: Roster, settings: Settings) -> list[Person]:
    """Who is linked in that role, is there on the day, and has the roles that the rule asks."""
    needed = {need for need in (rule.role, *(s.role for s in settings.scales if s.id == rule.scale)) if need}
    found = {
        link.helper.id: link.helper
        for link in roster.links_of(record.household.id)
        if link.helper is not None and link.role == role and link.holds(record.date)
    }
    return [
        person
        for _, person in sorted(found.items())
        if person.present(record.date) and all(person.has_role(need, record.date) for need in needed)
    ]


def _is_person_scale(rule: Rule, settings: Settings) -> bool:
    return any(scale.id == rule.scale and scale.account == "person" for scale in settings.scales)
