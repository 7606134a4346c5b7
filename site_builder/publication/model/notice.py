"""The editions of the public notice."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from site_builder.publication.model.entries import Entry, QuietEntry


class Batch(NamedTuple):
    """Entries of an edition with who wrote them and who looked at them."""

    recorded_by: str
    reviewed_by: tuple[str, ...]
    entries: tuple[Entry, ...]
    """By group, account, date; at least one."""


class Posted(NamedTuple):
    """The entries of an edition."""

    batches: tuple[Batch, ...]
    quiet: tuple[QuietEntry, ...]
    """Those without a name, of all batches together: which one they are of would tell more about them."""


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
    count: int
    """How many entries are listed."""
    issued: dict[str, Decimal]
    """By scale id: awards above 0 that count or will."""
    deducted: dict[str, Decimal]
    """By scale id, as a positive number."""
