"""Categories and rules: how a deed becomes points."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from site_builder.reading.nodes import Mapping, Node
from site_builder.village.binding import Record, Source, source, spec
from site_builder.village.compound_shapes import ListOf, Pair, Table
from site_builder.village.roster import within
from site_builder.village.shapes import (
    INVALID,
    Amount,
    Boolean,
    Choice,
    Date,
    Identifier,
    Number,
    Reader,
    Text,
    WholeNumber,
)
from site_builder.village.written import Written

LIMIT_PERIODS = ("day", "week", "month", "quarter", "year", "ever")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most so many points in a period. Exactly one of `max` and `min`."""

    max: Number | None = spec(Amount(least=0), "For awards above 0: at most so many points.")
    min: Number | None = spec(Amount(), "For deductions: no more than this can be lost; a number below 0.")
    per: Literal["day", "week", "month", "quarter", "year", "ever"] = spec(Choice(LIMIT_PERIODS), "In which period.", required=True)
    of: Literal["account", "person", "village"] = spec(Choice(("account", "person", "village")), "Of whom; an account unless said.", default="account")
    source: Source = source()

    @property
    def bound(self) -> Decimal:
        """The number of `max` or `min`."""
        number = self.max or self.min
        return number.value if number else Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Points from a quantity on."""

    threshold: Number = spec(Amount(), "Quantity from which it holds.", required=True, name="from")
    points: Number = spec(Amount(), "Points.", required=True)
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Veto:
    """What a confirmed record of the rule takes away besides points."""

    years: int = spec(WholeNumber(1, 100), "Scoring years without level and boards.", default=1)
    redeem: bool = spec(Boolean(), "Whether the account may still redeem.", default=True)
    source: Source = source()


@dataclass(frozen=True, slots=True)
class VetoShape:
    """`true`, `false`, or the fields of a veto."""

    def read(self, node: Node, reader: Reader) -> Any:
        """A Veto, or None for `false`."""
        if isinstance(node, Mapping):
            return Record(Veto).read(node, reader)
        value = Boolean().read(node, reader)
        return value if value is INVALID else (Veto() if value else None)

    def schema(self) -> dict[str, Any]:
        """Either form."""
        return {"anyOf": [Boolean().schema(), Record(Veto).schema()]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A record that follows for those who look after a household."""

    link: str = spec(Text(), "Role of the link.", required=True)
    rule: str = spec(Identifier(), "Rule of the record that follows.", required=True)
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Category:
    """A version of a category."""

    id: str = spec(Identifier(), "Id of the category.", required=True)
    name: str = spec(Text(), "Name of the category.", required=True)
    limits: tuple[Limit, ...] = spec(ListOf(Record(Limit)), "Limits over all its rules.", default=())
    first: datetime.date | None = spec(Date(), "First record date of this version.", name="from")
    last: datetime.date | None = spec(Date(), "Last record date of this version.", name="until")
    source: Source = source()

    def holds(self, day: datetime.date) -> bool:
        """Whether the version is in force on a day."""
        return within(day, self.first, self.last)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """A version of a rule. Exactly one of `points`, `range`, `by_level`, `tiers`."""

    id: str = spec(Identifier(), "Id of the rule.", required=True)
    name: str = spec(Text(), "Name of the rule.", required=True)
    category: str = spec(Identifier(), "Its category.", required=True)
    scale: str = spec(Identifier(), "Its scale; the first unless said.", default="")
    points: Number | None = spec(Amount(), "Points for each time, or for each unit.")
    range: tuple[Number, Number] | None = spec(Pair(Amount()), "The record states the points, between these two.")
    by_level: dict[str, Number] | None = spec(Table(Amount()), "Points by the level that the record names.")
    tiers: tuple[Tier, ...] | None = spec(ListOf(Record(Tier), filled=True), "Points by quantity.")
    unit: str = spec(Text(), "What `qty` counts, such as 工日.", default="")
    per: Number | None = spec(Amount(above_zero=True), "How many units make the points once.")
    cumulative: bool = spec(Boolean(), "Tiers of a running total of one subject.", default=False)
    role: str = spec(Text(), "Only for who has this role.", default="", name="for")
    limits: tuple[Limit, ...] = spec(ListOf(Record(Limit)), "Limits of the rule.", default=())
    evidence: str = spec(Choice(("photo", "document", "witness")), "What a record should be proved by.", default="")
    confidential: bool = spec(Boolean(), "Published only as category, month and points.", default=False)
    veto: Veto | None = spec(VetoShape(), "Takes level and place on boards away.")
    triggers: Trigger | None = spec(Record(Trigger), "A record that follows for those who look after the household.")
    first: datetime.date | None = spec(Date(), "First record date of this version.", name="from")
    last: datetime.date | None = spec(Date(), "Last record date of this version.", name="until")
    source: Source = source()

    def holds(self, day: datetime.date) -> bool:
        """Whether the version is in force on a day."""
        return within(day, self.first, self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesFile:
    """A file of content/rules/."""

    categories: tuple[Category, ...] = spec(ListOf(Record(Category)), "Categories.", default=())
    rules: tuple[Rule, ...] = spec(ListOf(Record(Rule)), "Rules.", default=())
    source: Source = source()


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Every version of every category and rule, by id, in the order of the files."""

    categories: dict[str, tuple[Category, ...]]
    rules: dict[str, tuple[Rule, ...]]
    written: Written = field(default_factory=lambda: Written(()))
    """Ids that the files of the rules give, also to what was refused."""

    def rule_on(self, rule: str, day: datetime.date) -> Rule | None:
        """The version of a rule that is in force on a day."""
        return next((version for version in self.rules.get(rule, ()) if version.holds(day)), None)

    def category_on(self, category: str, day: datetime.date) -> Category | None:
        """The version of a category that is in force on a day."""
        return next((version for version in self.categories.get(category, ()) if version.holds(day)), None)
