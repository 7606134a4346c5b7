"""The rules as they are explained to a reader."""

from __future__ import annotations

import datetime
from decimal import Decimal

from site_builder.publication import model
from site_builder.publication.entries import shown_limit
from site_builder.publication.shared import rule_address
from site_builder.publication.shown import Shown
from site_builder.publication.statements import category_name
from site_builder.village.rules import Category, Rule


def show_rulebook(shown: Shown) -> tuple[model.Category, ...]:
    """Every category with its rules, in the order of the files."""
    rulebook = shown.village.rulebook
    latest = {id: versions[-1] for id, versions in rulebook.rules.items()}
    return tuple(
        model.Category(
            id,
            category_name(shown, id),
            _limits(versions[-1]),
            tuple(_rule(rule, shown) for rule in latest.values() if rule.category == id),
        )
        for id, versions in rulebook.categories.items()
    )


def _limits(of: Category | Rule) -> tuple[model.Limit, ...]:
    return tuple(shown_limit(limit, "", Decimal(0)) for limit in of.limits)


def _rule(latest: Rule, shown: Shown) -> model.Rule:
    versions = shown.village.rulebook.rules[latest.id]
    today = shown.ledger.as_of
    in_order = sorted(versions, key=lambda version: (not version.holds(today), -_begin(version)))
    return model.Rule(
        latest.id,
        shown.text(latest.name, latest.source, "name"),
        shown.scales[latest.scale],
        rule_address(latest.id),
        tuple(_version(version, shown) for version in in_order),
    )


def _begin(version: Rule) -> int:
    return (version.first or datetime.date.min).toordinal()


def _version(rule: Rule, shown: Shown) -> model.RuleVersion:
    triggered = shown.village.rulebook.rules.get(rule.triggers.rule) if rule.triggers else None
    return model.RuleVersion(
        first=rule.first,
        last=rule.last,
        points=rule.points.value if rule.points else None,
        per=rule.per.value if rule.per else None,
        unit=shown.text(rule.unit, rule.source, "unit"),
        range=(rule.range[0].value, rule.range[1].value) if rule.range else None,
        levels=tuple(
            (shown.text(name, rule.source, "by_level"), points.value) for name, points in (rule.by_level or {}).items()
        ),
        tiers=tuple((tier.threshold.value, tier.points.value) for tier in rule.tiers or ()),
        cumulative=rule.cumulative,
        limits=_limits(rule),
        role=shown.text(rule.role, rule.source, "for"),
        evidence=rule.evidence,
        confidential=rule.confidential,
        veto_years=rule.veto.years if rule.veto else 0,
        veto_redeem=rule.veto.redeem if rule.veto else True,
        triggers=shown.text(triggered[-1].name, triggered[-1].source, "name") if triggered else "",
    )
