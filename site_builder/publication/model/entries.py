"""Records, redemptions and what becomes of points, as lines to be shown."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal, NamedTuple

from site_builder.publication.model.basics import Link, Picture, Scale, Status, Who


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
