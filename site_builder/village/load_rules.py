"""Puts the rulebook together and checks that every rule says one thing only."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from site_builder.problems import N_, Problems
from site_builder.reading.nearest import nearest, nearest_id
from site_builder.village.binding import Source
from site_builder.village.ids import report_duplicate_id
from site_builder.village.load_roster import check_range
from site_builder.village.load_settings import report_unknown_scale
from site_builder.village.numbers import check_decimals
from site_builder.village.rules import Category, Limit, Rule, Rulebook, RulesFile, Trigger
from site_builder.village.settings import Board, Scale, Settings
from site_builder.village.written import Written

Versioned = TypeVar("Versioned", Category, Rule)


def build_rulebook(files: Iterable[RulesFile], settings: Settings, problems: Problems) -> Rulebook:
    """The rulebook of all files. What is wrong is reported."""
    files = tuple(files)
    scales = {scale.id: scale for scale in settings.scales}
    categories = _versions([category for file in files for category in file.categories], problems)
    rules = _versions([_with_scale(rule, settings) for file in files for rule in file.rules], problems)
    rulebook = Rulebook(categories, rules, Written(files, "content/rules/", problems))
    for category in _all(categories):
        _check_limits(category.limits, problems)
    for rule in _all(rules):
        _check_rule(rule, rulebook, scales, Written([settings]), problems)
    for board in settings.boards:
        _check_board(board, rulebook, problems)
    settled = {id: tuple(_in_known_scale(rule, settings) for rule in same) for id, same in rules.items()}
    return Rulebook(categories, settled, rulebook.written)


def _all(versions: dict[str, tuple[Versioned, ...]]) -> list[Versioned]:
    return [version for same in versions.values() for version in same]


def _with_scale(rule: Rule, settings: Settings) -> Rule:
    return rule if rule.scale else dataclasses.replace(rule, scale=settings.scales[0].id)


def _in_known_scale(rule: Rule, settings: Settings) -> Rule:
    """The rule, in the first scale where its own is not declared: that has been reported, and all else is still checked."""
    known = any(scale.id == rule.scale for scale in settings.scales)
    return rule if known else dataclasses.replace(rule, scale=settings.scales[0].id)


def _versions(records: Sequence[Versioned], problems: Problems) -> dict[str, tuple[Versioned, ...]]:
    found: dict[str, list[Versioned]] = {}
    spelled: dict[str, Versioned] = {}
    for record in records:
        check_range(record.first, record.last, record.source, problems)
        first = spelled.setdefault(record.id.lower(), record)
        if first.id != record.id:
            report_duplicate_id(record, first.source, problems)
            continue
        same = found.setdefault(record.id, [])
        _check_overlap(record, same, problems)
        same.append(record)
    return {id: tuple(sorted(same, key=lambda v: v.first or datetime.date.min)) for id, same in found.items()}


def _check_overlap(record: Versioned, earlier: Sequence[Versioned], problems: Problems) -> None:
    for other in earlier:
        if (record.first or datetime.date.min) <= (other.last or datetime.date.max) and (
            other.first or datetime.date.min
        ) <= (record.last or datetime.date.max):
            where = other.source.place("id")
            problems.error(
                record.source.place("id"), "versions-overlap",
                N_("“{id}” is in force twice on the same day; the other version stands in {file}, line {line}"),
                N_("set `from` and `until` so that one ends before the other begins, or choose another id."),
                id=record.id, file=where.file, line=where.line,
            )
            return


def _check_limits(limits: Iterable[Limit], problems: Problems) -> None:
    for limit in limits:
        if limit.source.has("max") == limit.source.has("min"):
            problems.error(
                limit.source.place(), "limit-max-or-min", N_("a limit has either `max` or `min`"),
                N_("`max: 60` for points that are earned, `min: -10` for points that are lost."),
            )
        if limit.min is not None and limit.min.value > 0:
            problems.error(
                limit.source.place("min"), "limit-sign", N_("`min` bounds deductions, so {min} cannot be above 0"),
                N_("write it with a minus sign."), min=limit.min.text,
            )


def _check_rule(
    rule: Rule, rulebook: Rulebook, scales: dict[str, Scale], declared: Written, problems: Problems
) -> None:
    _check_kind(rule, problems)
    _check_fields(rule, problems)
    _check_tiers(rule, problems)
    _check_limits(rule.limits, problems)
    if rule.category not in rulebook.categories:
        _report_unknown_category(rule.category, rule.source, rulebook, problems)
    if rule.triggers is not None:
        _check_trigger(rule.triggers, rulebook, problems)
    if rule.scale in scales:
        _check_points(rule, scales[rule.scale], problems)
    else:
        report_unknown_scale(rule.scale, rule.source, scales, declared, problems)


KINDS = ("points", "range", "by_level", "tiers")


def _check_kind(rule: Rule, problems: Problems) -> None:
    given = [kind for kind in KINDS if rule.source.has(kind)]
    if len(given) != 1:
        problems.error(
            rule.source.place(), "rule-kind",
            N_("rule “{rule}” needs exactly one of points, range, by_level and tiers"),
            N_("it has none; add one.") if not given else N_("it has {given}; keep one."),
            rule=rule.id, given=", ".join(given),
        )


def _check_fields(rule: Rule, problems: Problems) -> None:
    has = rule.source.has
    mistakes = (
        ("per", has("per") and not has("unit"), N_("`per` needs `unit`")),
        ("unit", has("unit") and (has("range") or has("by_level")), N_("`range` and `by_level` take no `unit`")),
        ("per", has("per") and has("tiers"), N_("`tiers` take no `per`")),
        ("tiers", has("tiers") and not has("unit"), N_("`tiers` need `unit`")),
        ("cumulative", rule.cumulative and not has("tiers"), N_("`cumulative` needs `tiers`")),
    )
    for field, wrong, message in mistakes:
        if wrong:
            problems.error(
                rule.source.place(field), "rule-contradicts", message, N_("see the field reference for rules.")
            )


def _check_tiers(rule: Rule, problems: Problems) -> None:
    tiers = rule.tiers or ()
    for lower, higher in pairwise(tiers):
        if higher.threshold.value <= lower.threshold.value:
            problems.error(
                higher.source.place("from"), "tiers-unordered", N_("the tier from {tier} does not come after the one from {before}"),
                N_("write the tiers in rising order, each once."), tier=higher.threshold.text, before=lower.threshold.text,
            )
        if rule.cumulative and higher.points.value < lower.points.value:
            problems.error(
                higher.source.place("points"), "tiers-fall", N_("with `cumulative` the points of tiers cannot fall"),
                N_("let each tier give at least as much as the one below."),
            )
    if rule.cumulative and tiers and tiers[0].points.value < 0:
        problems.error(
            tiers[0].source.place("points"), "tiers-negative", N_("with `cumulative` no tier can be below 0"),
            N_("write points from 0 on."),
        )


def _check_points(rule: Rule, scale: Scale, problems: Problems) -> None:
    places = [(rule.points, rule.source.place("points"))]
    places += [(bound, rule.source.place("range", index)) for index, bound in enumerate(rule.range or ())]
    places += [(points, rule.source.place("by_level")) for points in (rule.by_level or {}).values()]
    places += [(tier.points, tier.source.place("points")) for tier in rule.tiers or ()]
    for number, place in places:
        if number is not None:
            check_decimals(number, scale, place, problems)


def _report_unknown_category(category: str, source: Source, rulebook: Rulebook, problems: Problems) -> None:
    if rulebook.written.has_id("categories", category):
        return
    near = nearest(category, rulebook.categories)
    problems.error(
        source.place("category"), "unknown-category", N_("there is no category “{category}”"),
        N_("did you mean “{near}”?") if near else N_("declare it under `categories`."), category=category, near=near,
    )


def _check_trigger(trigger: Trigger, rulebook: Rulebook, problems: Problems) -> None:
    named = rulebook.rules.get(trigger.rule)
    if named is None:
        report_unknown_rule(trigger.rule, trigger.source, rulebook, problems)
        return
    if any(version.points is None or version.unit or version.triggers for version in named):
        problems.error(
            trigger.source.place("rule"), "trigger-rule",
            N_("the rule “{rule}” cannot be triggered: it needs `points`, and neither `unit` nor `triggers`"),
            N_("name another rule."), rule=trigger.rule,
        )


def report_unknown_rule(rule: str, source: Source, rulebook: Rulebook, problems: Problems) -> None:
    """Say that the rulebook has no such rule."""
    if rulebook.written.has_id("rules", rule):
        return
    near = nearest_id(rule, {id: versions[-1].name for id, versions in rulebook.rules.items()})
    problems.error(
        source.place("rule"), "unknown-rule", N_("there is no rule “{rule}”"),
        N_("did you mean “{near}”?") if near else N_("declare it in content/rules/."), rule=rule, near=near,
    )


def _check_board(board: Board, rulebook: Rulebook, problems: Problems) -> None:
    for category in board.categories:
        if category not in rulebook.categories:
            _report_unknown_category(category, board.source, rulebook, problems)
    for rule in board.rules:
        if rule not in rulebook.rules:
            report_unknown_rule(rule, board.source, rulebook, problems)
