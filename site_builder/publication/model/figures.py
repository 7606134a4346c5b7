"""The lines of the data files."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple


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
    """The cells of a line of data/records.csv; "" where the line does not say it."""

    record: str
    date: str
    """The day, or the month of an entry that is not itemised."""
    scale: str
    account: str
    person: str
    rule: str
    category: str
    award: str
    status: str
    limited: str
    """true or false"""


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


class BoardRule(NamedTuple):
    """What a board counts, for whoever recomputes it."""

    id: str
    scale: str
    rank: str
    measure: str
    category: tuple[str, ...]
    rule: tuple[str, ...]
    roles: tuple[str, ...]
    """Who may rank; empty for everybody."""
    group: tuple[str, ...]
    """Ids of the groups whose accounts may rank; empty for all."""
    top: int | None
    top_percent: Decimal | None


class Figures(NamedTuple):
    """What the data files hold beside what the pages show."""

    accounts: tuple[AccountRow, ...]
    records: Callable[[], tuple[RecordRow, ...]]
    """Made when they are written, since there are as many as records, and only one file shows them."""
    redemptions: tuple[RedemptionRow, ...]
    matter_counts: dict[str, dict[str, int]]
    """By kind, then status; without disputes."""
    boards: tuple[BoardRule, ...] = ()
    year_starts: str = "01-01"
    vetoes: tuple[tuple[str, int], ...] = ()
    """Each rule that is a veto: for how many scoring years it keeps an account from boards."""
