"""Seals as written: what `site-builder close` left in content/seals/."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.village.binding import Record, Source, source, spec
from site_builder.village.compound_shapes import Table
from site_builder.village.shapes import Date, Text, WholeNumber

_MOST = 10**18
"""No number of a village has more digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealTotals:
    """What one scale moved in a period, in its smallest unit."""

    issued: int = spec(WholeNumber(0, _MOST), "Awards above 0.", required=True)
    deducted: int = spec(WholeNumber(0, _MOST), "Awards below 0, as a positive number.", required=True)
    corrected: int = spec(WholeNumber(-_MOST, _MOST), "Corrections, signed.", required=True)
    redeemed: int = spec(WholeNumber(-_MOST, _MOST), "Redemptions, returns taken off.", required=True)
    expired: int = spec(WholeNumber(-_MOST, _MOST), "What expired, signed.", required=True)
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class SealFile:
    """content/seals/PERIOD.yaml. Written by `site-builder close`, never by hand."""

    period: str = spec(Text(), "The closed period.", required=True)
    closed: datetime.date = spec(Date(), "Day on which it was closed.", required=True)
    previous: str = spec(Text(), "Digest of the seal before; absent in the first.", default="")
    digest: str = spec(Text(), "SHA-256 of the published file.", required=True)
    full_digest: str = spec(Text(), "SHA-256 of the full file, which is not published.", required=True)
    entries: int = spec(WholeNumber(0), "How many entries the period has.", required=True)
    totals: dict[str, SealTotals] = spec(Table(Record(SealTotals)), "What each scale moved.", required=True)
    source: Source = source()


class WrittenSeal(NamedTuple):
    """A seal with the file of its entries."""

    entry: SealFile
    full: str
    """The text of PERIOD.jsonl."""
