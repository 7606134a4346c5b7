"""The settings of a village: content/site.yaml."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from site_builder.village.binding import Record, Source, source, spec
from site_builder.village.compound_shapes import EitherOf, ListOf, OneOrMany
from site_builder.village.shapes import Amount, Boolean, Choice, Date, Identifier, MonthDay, Number, Text, WholeNumber

LANGUAGES = ("zh-CN", "zh-TW", "en")
PERIOD_KINDS = ("month", "quarter", "year", "all")
ZERO = Number(Decimal(0), "0")
DEFAULT_TIMEZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Where a villager objects."""

    name: str = spec(Text(), "Who takes objections.", default="")
    phone: str = spec(Text(), "Their telephone number; the one place where a number may stand.", default="")
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDays:
    """How many days a batch stays on notice, from a day on."""

    first: datetime.date = spec(Date(), "First `posted` for which it holds.", required=True, name="from")
    days: int = spec(WholeNumber(0, 3650), "Days of notice.", required=True)
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of a scale."""

    name: str = spec(Text(), "Name of the level.", required=True)
    threshold: Number = spec(Amount(), "Standing from which it is reached.", required=True, name="from")
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """One ledger of its own."""

    id: str = spec(Identifier(), "Id of the scale.", required=True)
    name: str = spec(Text(), "Name of the scale.", required=True)
    account: Literal["household", "person"] = spec(Choice(("household", "person")), "Who holds an account; a household unless said.", default="household")
    role: str = spec(Text(), "Only for persons with this role (households with such a member).", default="", name="for")
    decimals: int = spec(WholeNumber(0, 2), "Digits after the point: 0, 1 or 2.", default=0)
    base: Number = spec(Amount(), "Points given anew for every base period.", default=ZERO)
    base_per: Literal["month", "quarter", "year"] = spec(Choice(("month", "quarter", "year")), "The base period; a year unless said.", default="year")
    levels: tuple[Level, ...] = spec(ListOf(Record(Level)), "Levels by standing.", default=())
    redeemable: bool = spec(Boolean(), "Whether points can be spent; true unless said.", default=True)
    unspent: Literal["carry", "expire", "reset"] = spec(
        Choice(("carry", "expire", "reset")), "What becomes of points not spent; carried on unless said.", default="carry"
    )
    expires_on: tuple[int, int] | None = spec(MonthDay(), "Day of the year on which they expire.")
    point_value: Number | None = spec(Amount(least=0), "What a point is worth in yuan.")
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What the village achieved, summed over activities."""

    id: str = spec(Identifier(), "Id of the measure.", required=True)
    name: str = spec(Text(), "Name of the measure.", required=True)
    unit: str = spec(Text(), "Unit, such as 平方米.", default="")
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A ranking."""

    id: str = spec(Identifier(), "Id of the board; part of its address.", required=True)
    title: str = spec(Text(), "Title of the board.", required=True)
    scale: str = spec(Identifier(), "Its scale; the first unless said.", default="")
    rank: Literal["account", "person", "group"] = spec(Choice(("account", "person", "group")), "Who is ranked.", default="account")
    measure: Literal["total", "per_household", "per_member", "standing"] = spec(
        Choice(("total", "per_household", "per_member", "standing")), "By what they are ranked.", default="total"
    )
    periods: tuple[str, ...] = spec(ListOf(Choice(PERIOD_KINDS), filled=True), "For which spans.", required=True)
    categories: tuple[str, ...] = spec(
        OneOrMany(Identifier()), "Only records of these categories.", default=(), name="category"
    )
    rules: tuple[str, ...] = spec(OneOrMany(Identifier()), "Only records of these rules.", default=(), name="rule")
    roles: tuple[str, ...] = spec(OneOrMany(Text()), "Only who has one of these roles.", default=())
    group: str = spec(Text(), "Only this group.", default="")
    top: int | None = spec(WholeNumber(1), "Only so many places; ties at the cut stay.")
    top_percent: Number | None = spec(Amount(above_zero=True), "Only so many percent of all that could rank.")
    source: Source = source()


def _one_notice(days: int) -> tuple[NoticeDays, ...]:
    return (NoticeDays(first=datetime.date.min, days=days),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """content/site.yaml."""

    village: str = spec(Text(), "Name of the village.", required=True)
    town: str = spec(Text(), "Town or township.", default="")
    county: str = spec(Text(), "County or city.", default="")
    language: str = spec(Choice(LANGUAGES), "Language of pages and messages.", default="zh-CN")
    base_url: str = spec(Text(), "Address of the published site; for feeds, sitemap, cards and QR codes.", default="")
    theme: str = spec(Text(), "Theme of the pages.", default="honor-red")
    timezone: str = spec(Text(), "Time zone of the village.", default=DEFAULT_TIMEZONE)
    contact: Contact | None = spec(Record(Contact), "Where a villager objects.")
    notice_days: tuple[NoticeDays, ...] = spec(
        EitherOf(WholeNumber(0, 3650), ListOf(Record(NoticeDays), filled=True), _one_notice),
        "Days that a batch stays on notice, by the day on which it was posted.",
        required=True,
    )
    names: Literal["by_consent", "masked", "full"] = spec(Choice(("by_consent", "masked", "full")), "How names are shown.", default="by_consent")
    not_names: tuple[str, ...] = spec(ListOf(Text()), "Words that happen to be somebody's name.", default=())
    deductions: Literal["anonymous", "named", "hidden"] = spec(
        Choice(("anonymous", "named", "hidden")), "How deductions are published.", default="anonymous"
    )
    index_people: bool = spec(Boolean(), "Whether search engines may list people's pages.", default=False)
    year_starts: tuple[int, int] = spec(MonthDay(), "First day of the scoring year.", default=(1, 1))
    seal_period: str = spec(Choice(("month", "quarter", "year")), "How often the books are closed.", default="quarter")
    scales: tuple[Scale, ...] = spec(ListOf(Record(Scale)), "The ledgers.", default=())
    measures: tuple[Measure, ...] = spec(ListOf(Record(Measure)), "What the village counts.", default=())
    boards: tuple[Board, ...] = spec(ListOf(Record(Board)), "The rankings.", default=())
    source: Source = source()


STAND_INS: dict[str, Any] = {"village": "", "notice_days": _one_notice(7)}
"""What is taken for a required field that is missing, so that one run shows all mistakes."""

DEFAULT_SCALE = Scale(id="points", name="积分", point_value=Number(Decimal(1), "1"))
"""The one scale of a village that names none: the first that format.md shows."""
