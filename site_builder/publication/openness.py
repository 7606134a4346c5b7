"""How much of a record is published: in full, without a name, only its category, or not at all."""

from __future__ import annotations

from typing import Literal

from site_builder.ledger.awards import is_deduction
from site_builder.village.model import PointsRecord, Village
from site_builder.village.rules import Rule

Openness = Literal["open", "anonymous", "confidential", "hidden"]
_ORDER: tuple[Openness, ...] = ("open", "anonymous", "confidential", "hidden")


class OpennessOf:
    """Decides for each record of a village (section 8). The stricter of two reasons holds."""

    def __init__(self, village: Village) -> None:
        self._village = village
        self._known: dict[str, Openness] = {}
        self._harmless: dict[int, bool] = {}

    def __call__(self, record: PointsRecord) -> Openness:
        """How much of the record, and of its corrections, is published."""
        if record.trigger is None and self._is_harmless(record.rule):
            return "open"
        found = self._known.get(record.id)
        if found is None:
            found = self._known[record.id] = self._decide(record)
        return found

    def is_confidential(self, record: PointsRecord) -> bool:
        """Whether nobody may learn the rule of the record; a deduction of such a rule is hidden and confidential."""
        return record.rule.confidential or (record.trigger is not None and self.is_confidential(record.trigger))

    def _is_harmless(self, rule: Rule) -> bool:
        """Whether every record of the rule is open, by far the commonest case."""
        found = self._harmless.get(id(rule))
        if found is None:
            takes = self._village.settings.deductions != "named" and self._can_deduct(rule)
            found = self._harmless[id(rule)] = not rule.confidential and not takes
        return found

    def _can_deduct(self, rule: Rule) -> bool:
        """Whether any record of the rule could take points away."""
        numbers = [rule.points, *(rule.range or ()), *(rule.by_level or {}).values()]
        numbers += [tier.points for tier in rule.tiers or ()]
        return any(number is not None and number.value < 0 for number in numbers)

    def _decide(self, record: PointsRecord) -> Openness:
        reasons: list[Openness] = ["open"]
        if record.rule.confidential:
            reasons.append("confidential")
        mode = self._village.settings.deductions
        if mode != "named" and is_deduction(record, self._village.scales[record.rule.scale]):
            reasons.append("hidden" if mode == "hidden" else "anonymous")
        if record.trigger is not None:
            reasons.append(self(record.trigger))
        return max(reasons, key=_ORDER.index)
