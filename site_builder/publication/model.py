"""What may be said in public, ready for a page, a data file or a sheet of paper.

Everything here is already masked, counted and rounded: a name is the name as it may be
shown on the channel, a figure is a `Decimal` with the digits of its scale, a text has
been searched for names. Nothing after this package may see anything else.

`href` values are paths from the root of the site ("households/H001.html"); "" means that
there is no page to lead to.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple

MatterKind = Literal["request", "idea", "environment", "pledge"]
"""Kinds of matters that may be shown one by one."""
Status = Literal["on_notice", "confirmed", "contested", "voided"]


class Link(NamedTuple):
    """A text that leads somewhere; `href` is "" where there is no page."""

    text: str
    href: str


class Who(NamedTuple):
    """A household or person as it may be named."""

    kind: Literal["household", "person"]
    id: str
    name: str
    group: str
    href: str


class Picture(NamedTuple):
    """A picture as published: re-encoded copies of several widths, the same shape."""

    stem: str
    """Path from the site's root without width and ending: `pictures/<digest>`; a copy is `<stem>-<width>.webp`."""
    widths: tuple[int, ...]
    width: int
    height: int
    alt: str


class PictureSource(NamedTuple):
    """A picture to be re-encoded, and the file that it is made from."""

    picture: Picture
    file: Path


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a villager objects. Stands on notice pages only."""

    name: str
    phone: str


class Level(NamedTuple):
    """A level of a scale, and how many stars it is drawn with (the lowest has 1)."""

    name: str
    threshold: Decimal
    stars: int


@dataclass(frozen=True, slots=True)
class Scale:
    """One ledger of its own, as explained to a reader."""

    id: str
    name: str
    account: Literal["household", "person"]
    decimals: int
    redeemable: bool
    base: Decimal
    base_per: Literal["month", "quarter", "year"]
    unspent: Literal["carry", "expire", "reset"]
    expires_on: str
    """MM-DD, "" where points never expire."""
    point_value: Decimal | None
    levels: tuple[Level, ...]
    """Highest first."""


@dataclass(frozen=True, slots=True)
class BoardLink:
    """A board in menus: its latest period is behind `href` (`boards/<id>/index.html`)."""

    id: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Site:
    """What every page knows. The same object on all pages."""

    village: str
    town: str
    county: str
    language: str
    base_url: str
    """Ends with "/"; "" where none is set."""
    as_of: datetime.date
    scales: tuple[Scale, ...]
    boards: tuple[BoardLink, ...]
    menu: tuple[Link, ...]
    """Free pages that asked to stand in the menu."""
    on_notice: int
    """How many records are on notice today."""
    index_people: bool
    names: Literal["by_consent", "masked", "full"]
    deductions: Literal["anonymous", "named", "hidden"]


# --- entries ---------------------------------------------------------------------------


class Objection(NamedTuple):
    """An objection to a record and what came of it."""

    date: datetime.date
    reason: str
    outcome: Literal["open", "upheld", "rejected"]
    closed: datetime.date | None
    answer: str


class Correction(NamedTuple):
    """A later change of a confirmed record: an entry of its own on its own date."""

    date: datetime.date
    points: Decimal
    reason: str
    approved_by: str
    lifts_veto: bool


class Limit(NamedTuple):
    """The limit that made an award smaller than the rule alone would have."""

    points: Decimal
    """What the limit allows: a most (above 0) or, for deductions, a least (below 0)."""
    per: Literal["day", "week", "month", "quarter", "year", "ever"]
    of: Literal["account", "person", "village"]
    category: str
    """Name of the category whose limit it is; "" where it is the rule's own."""
    unlimited: Decimal
    """What the rule alone would have awarded."""


class Entry(NamedTuple):
    """One record as it may be shown in full: what was done and how it became points."""

    record: str
    date: datetime.date
    happened: datetime.date | None
    account: Who
    person: Who | None
    scale: Scale
    category: str
    rule: Link
    """Leads to the rule's words on rules.html."""
    quantity: str
    """As typed, with its unit ("2 工日"); "" where the rule does not count."""
    level: str
    """Key of a `by_level` rule: national, province, city, county, town, village, or a free word."""
    subject: str
    note: str
    points: Decimal | None
    """The award (provisional while on notice); none for contested and voided records."""
    status: Status
    limit: Limit | None
    confirmed: datetime.date | None
    """Since when it counts, or from when it will if nobody objects."""
    posted: Link
    """The edition in which it was posted; the text is its date."""
    recorded_by: str
    reviewed_by: tuple[str, ...]
    evidence: str
    """"" where there is none, or where `picture` shows it."""
    picture: Picture | None
    activity: Link | None
    trigger: str
    """Id of the record that brought this one about, "" for an ordinary record."""
    veto: bool
    veto_lifted: datetime.date | None
    objections: tuple[Objection, ...]
    corrections: tuple[Correction, ...]


class QuietEntry(NamedTuple):
    """A record of which only little is published: a deduction without a name, or a confidential one."""

    kind: Literal["anonymous", "confidential"]
    month: str
    """YYYY-MM"""
    scale: Scale
    category: str
    rule: str
    """"" for confidential ones."""
    group: str
    """"" for confidential ones."""
    points: Decimal | None
    status: Status | Literal["correction"]


class RedemptionLine(NamedTuple):
    """What an account got for its points."""

    date: datetime.date
    account: Who
    scale: Scale
    item: str
    quantity: int
    points: Decimal
    """What it cost in all, positive."""
    cancelled: datetime.date | None
    event: Link | None


class Expiry(NamedTuple):
    """Points that were not spent in time; negative where a debt was forgiven."""

    date: datetime.date
    points: Decimal


class Bar(NamedTuple):
    """One bar of a chart: a month (YYYY-MM), a category or a group, and its figure."""

    label: str
    points: Decimal


# --- households and persons --------------------------------------------------------------


class Affordable(NamedTuple):
    """A good in the catalogue and how many of it a balance buys today (0: not yet)."""

    item: str
    href: str
    price: Decimal
    affordable: int
    missing: Decimal
    """Points still missing for one; 0 where it is affordable."""


class Standing(NamedTuple):
    """Where somebody stands on a board just now."""

    board: str
    period: str
    """Period id: 2024-03, 2024-Q1, 2024, all."""
    rank: int
    of: int
    """How many are ranked."""
    href: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One account of one scale: every figure of it and the entries behind."""

    scale: Scale
    honor: Decimal
    year: Decimal
    year_name: str
    """The scoring year that holds the date of the site, e.g. "2024"."""
    standing: Decimal
    standing_period: str
    level: Level | None
    veto_until: datetime.date | None
    """Last day on which a veto keeps the account from level and boards."""
    balance: Decimal
    redeemed: Decimal
    expired: Decimal
    entries: tuple[Entry, ...]
    """Newest first, with those on notice, contested and voided."""
    quiet: Decimal
    """Sum of what is not itemised (deductions without a name, confidential records)."""
    has_quiet: bool
    redemptions: tuple[RedemptionLine, ...]
    expiries: tuple[Expiry, ...]
    affordable: tuple[Affordable, ...]
    """Cheapest first; empty for scales that are not redeemable."""
    months: tuple[Bar, ...]
    """The last 12 months, oldest first: confirmed awards and corrections by their own date."""
    categories: tuple[Bar, ...]
    """All time, by category, in the order of the rules."""


class Member(NamedTuple):
    """A member of a household."""

    who: Who
    roles: tuple[str, ...]
    """Role words that hold on the date of the site."""
    head: bool
    ended: datetime.date | None


class Lookout(NamedTuple):
    """One tie of who looks after whom."""

    helper: Who | None
    """None for somebody from outside: then `name` alone."""
    name: str
    role: str
    household: Who


@dataclass(frozen=True, slots=True)
class Household:
    """The page of a household."""

    who: Who
    group: Link
    members: tuple[Member, ...]
    center: bool
    """Whether a member's household is a party centre household."""
    ended: datetime.date | None
    statements: tuple[Statement, ...]
    helped_by: tuple[Lookout, ...]
    helps: tuple[Lookout, ...]
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """The page of a person: accounts of person scales, and the person's own records."""

    who: Who
    household: Who
    roles: tuple[str, ...]
    ended: datetime.date | None
    statements: tuple[Statement, ...]
    own_entries: tuple[Entry, ...]
    """The person's own records in household scales, newest first."""
    helps: tuple[Lookout, ...]
    standings: tuple[Standing, ...]


class Group(NamedTuple):
    """A hamlet group with its households."""

    id: str
    name: str
    party_group: str
    households: tuple[Who, ...]
    """Without those that have ended."""
    ended: tuple[Who, ...]
    members: int


# --- boards --------------------------------------------------------------------------------


class Row(NamedTuple):
    """One place on a board."""

    rank: int
    who: Who | None
    """None for a group."""
    id: str
    name: str
    group: str
    """"" on boards of groups."""
    href: str
    points: Decimal
    level: Level | None
    """Only on boards of standings."""
    moved: int | None
    """Places gained since the period before (negative: lost); None where it was not on it."""


class Period(NamedTuple):
    """A span for which a board is drawn up."""

    id: str
    kind: Literal["month", "quarter", "year", "all"]
    first: datetime.date | None
    last: datetime.date | None
    open: bool
    """Whether entries may still come: the date of the site is not past its last day."""
    href: str


@dataclass(frozen=True, slots=True)
class Board:
    """A board for one period. `rows` are in order of rank."""

    id: str
    title: str
    scale: Scale
    rank: Literal["account", "person", "group"]
    measure: Literal["total", "per_household", "per_member", "standing"]
    categories: tuple[str, ...]
    rules: tuple[str, ...]
    roles: tuple[str, ...]
    group: str
    top: int | None
    top_percent: Decimal | None
    period: Period
    periods: tuple[Period, ...]
    """All periods of the board, of every kind, newest first within a kind."""
    rows: tuple[Row, ...]
    latest: bool
    """Whether this is the period that boards/<id>/index.html shows."""


# --- activities, stories, free pages ---------------------------------------------------------


class BeforeAfter(NamedTuple):
    """Two pictures of the same place."""

    before: Picture
    after: Picture
    caption: str


class Result(NamedTuple):
    """What an activity added to a measure."""

    measure: str
    unit: str
    value: Decimal
    activity: Link
    date: datetime.date


class MatterLine(NamedTuple):
    """A matter that the village dealt with."""

    id: str
    kind: MatterKind
    title: str
    status: Literal["open", "claimed", "resolved", "adopted", "declined"]
    opened: datetime.date
    closed: datetime.date | None
    raised_by: Who | str
    """A household or person, a plain name, or ""."""
    handled_by: tuple[Who | str, ...]
    activity: Link | None
    signed: int | None
    """For pledges: how many signed."""
    by_household: bool
    """Whether `signed` counts households of the roster, rather than sheets of paper."""


@dataclass(frozen=True, slots=True)
class Activity:
    """What was done on a day, by whom, and what it brought."""

    title: str
    href: str
    date: datetime.date
    kind: str
    place: str
    group: str
    body: str
    """Safe HTML for a page one folder deep."""
    excerpt: str
    cover: Picture | None
    photos: tuple[Picture, ...]
    before_after: tuple[BeforeAfter, ...]
    results: tuple[Result, ...]
    matters: tuple[MatterLine, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A story, commentary, honour or piece of news."""

    title: str
    href: str
    date: datetime.date | None
    author: str
    kind: Literal["story", "commentary", "honor", "news"]
    tags: tuple[str, ...]
    people: tuple[Who, ...]
    cover: Picture | None
    body: str
    """Safe HTML for a page one folder deep."""
    excerpt: str


@dataclass(frozen=True, slots=True)
class FreePage:
    """A page of the village's own."""

    title: str
    href: str
    body: str
    excerpt: str


# --- notice ------------------------------------------------------------------------------------


class Batch(NamedTuple):
    """Who wrote and who looked at the entries of one file of an edition."""

    recorded_by: str
    reviewed_by: tuple[str, ...]
    entries: tuple[Entry, ...]
    """By group, account, date."""
    quiet: tuple[QuietEntry, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """All that went on public notice on one day."""

    posted: datetime.date
    href: str
    notice_days: int
    last_day: datetime.date | None
    """Last day for objections; none where the notice has no days."""
    current: bool
    """Whether objections are still possible on the date of the site."""
    batches: tuple[Batch, ...]
    count: int
    issued: dict[str, Decimal]
    """By scale id: awards above 0 that count or will."""
    deducted: dict[str, Decimal]
    """By scale id, as a positive number."""


# --- rewards ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Item:
    """A good in the catalogue."""

    id: str
    name: str
    photo: Picture | None
    price: Decimal
    """What one costs today (the first price where none has begun)."""
    prices: tuple[tuple[datetime.date, Decimal], ...]
    """Every price with the day from which it holds; empty where it never changed."""
    stocked: int
    handed_out: int
    left: int
    redeemable_by: int
    """How many accounts can afford one today."""


@dataclass(frozen=True, slots=True)
class Event:
    """A redemption day."""

    title: str
    href: str
    date: datetime.date
    place: str
    upcoming: bool
    lines: tuple[RedemptionLine, ...]
    items: tuple[tuple[str, int, Decimal], ...]
    """Item name, pieces handed out, points, returns taken off."""
    accounts: int
    points: Decimal


# --- the pages that add up ----------------------------------------------------------------------------


class MonthSums(NamedTuple):
    """What moved in a month (YYYY-MM), by the day on which each took effect."""

    month: str
    issued: Decimal
    deducted: Decimal
    corrected: Decimal
    redeemed: Decimal
    expired: Decimal


@dataclass(frozen=True, slots=True)
class ScaleReconciliation:
    """issued − deducted + corrected = redeemed + expired + outstanding, on the date of the site."""

    scale: Scale
    issued: Decimal
    deducted: Decimal
    corrected: Decimal
    redeemed: Decimal
    expired: Decimal
    outstanding: Decimal
    accounts: int
    months: tuple[MonthSums, ...]


class GoodsReconciliation(NamedTuple):
    """stocked = handed out + left."""

    item: str
    stocked: int
    handed_out: int
    left: int


@dataclass(frozen=True, slots=True)
class Measure:
    """What the village achieved, summed over its activities."""

    id: str
    name: str
    unit: str
    total: Decimal
    by_year: tuple[tuple[str, Decimal], ...]
    results: tuple[Result, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """A rule in words that a page can build from: exactly one of points, range, levels, tiers is set."""

    first: datetime.date | None
    last: datetime.date | None
    points: Decimal | None
    per: Decimal | None
    unit: str
    range: tuple[Decimal, Decimal] | None
    levels: tuple[tuple[str, Decimal], ...]
    tiers: tuple[tuple[Decimal, Decimal], ...]
    cumulative: bool
    limits: tuple[Limit, ...]
    role: str
    """Role that one needs, "" for everybody."""
    evidence: str
    """photo, document, witness or ""."""
    confidential: bool
    veto_years: int
    """0 where the rule is no veto."""
    veto_redeem: bool
    triggers: str
    """Name of the rule that it triggers, "" for none."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with all its versions, the one in force (or the last) first."""

    id: str
    name: str
    scale: Scale
    href: str
    versions: tuple[RuleVersion, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """A category with its rules."""

    id: str
    name: str
    limits: tuple[Limit, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the five-tier organization with what stands below it."""

    id: str
    name: str
    leader: Who | str
    """A person of the roster, a plain name, or ""."""
    group: Group | None
    centers: tuple[Who, ...]
    """Centre households of its group."""
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class DisputeCount:
    """How many disputes of a type were found in a quarter; None: fewer than 3."""

    quarter: str
    type: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Matters:
    """Everything on the matters page. Disputes are counts only."""

    requests: tuple[MatterLine, ...]
    ideas: tuple[MatterLine, ...]
    environment: tuple[MatterLine, ...]
    pledges: tuple[MatterLine, ...]
    disputes: tuple[DisputeCount, ...]
    households: int
    """How many households the village has, to hold pledges against."""


class AccountRow(NamedTuple):
    """A line of data/accounts.json."""

    scale: str
    account: str
    name: str
    group: str
    """Id of the group."""
    honor: Decimal
    year: Decimal
    standing: Decimal
    level: str | None
    redeemed: Decimal
    expired: Decimal
    balance: Decimal


class RecordRow(NamedTuple):
    """A line of data/records.csv; "" where the line does not say it."""

    record: str
    date: str
    """The day, or the month of an entry that is not itemised."""
    scale: str
    account: str
    person: str
    rule: str
    category: str
    award: Decimal | None
    status: str
    limited: bool


class RedemptionRow(NamedTuple):
    """A line of data/redemptions.csv."""

    date: datetime.date
    event: str
    scale: str
    account: str
    item: str
    qty: int
    points: Decimal
    cancelled: datetime.date | None


class Figures(NamedTuple):
    """What the data files hold beside what the pages show."""

    accounts: tuple[AccountRow, ...]
    records: tuple[RecordRow, ...]
    redemptions: tuple[RedemptionRow, ...]
    matter_counts: dict[str, dict[str, int]]
    """By kind, then status; without disputes."""


class SearchRow(NamedTuple):
    """One thing that can be found: the readings are those of the characters shown."""

    text: str
    group: str
    number: str
    href: str
    full: str
    """Pinyin readings, one word a reading, e.g. "zhangjianguo"; ? for masked characters."""
    initials: str


@dataclass(frozen=True, slots=True)
class Home:
    """What a villager came for first."""

    board: Board | None
    boards: tuple[Board, ...]
    """The latest period of each board."""
    current: tuple[Edition, ...]
    """Editions that are on notice now."""
    next_event: Event | None
    last_event: Event | None
    latest_story: Story | None
    honors: tuple[Story, ...]
    activities: tuple[Activity, ...]
    """The latest three."""
    measures: tuple[Measure, ...]
    year_name: str
    months: tuple[Bar, ...]
    """The first scale's awards of the last 12 months."""
    categories: tuple[Bar, ...]
    """The first scale's total of the scoring year by category."""
    households: int
    persons: int
    records: int


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that is published on one channel (web or print)."""

    site: Site
    contact: Contact | None
    home: Home
    boards: tuple[Board, ...]
    """Every board for every period."""
    groups: tuple[Group, ...]
    households: tuple[Household, ...]
    persons: tuple[Person, ...]
    activities: tuple[Activity, ...]
    """Newest first."""
    stories: tuple[Story, ...]
    """Newest first."""
    pages: tuple[FreePage, ...]
    editions: tuple[Edition, ...]
    """Newest first."""
    items: tuple[Item, ...]
    events: tuple[Event, ...]
    """Newest first."""
    matters: Matters
    measures: tuple[Measure, ...]
    categories: tuple[Category, ...]
    organization: tuple[Unit, ...]
    lookouts: tuple[Lookout, ...]
    reconciliation: tuple[ScaleReconciliation, ...]
    goods: tuple[GoodsReconciliation, ...]
    search: tuple[SearchRow, ...]
    figures: Figures
    pictures: tuple[PictureSource, ...]
    """Every picture that is shown, and the file it is made from."""
