"""Closed periods."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class SealTotals(NamedTuple):
    """What one scale moved in a closed period."""

    scale: str
    """Its name; its id where the scale is gone."""
    issued: Decimal
    deducted: Decimal
    corrected: Decimal
    redeemed: Decimal
    expired: Decimal


class Seal(NamedTuple):
    """A closed period, and the file by which anybody can tell that nothing in it has changed."""

    period: str
    digest: str
    """SHA-256 of the file in hex. Each seal names that of the one before."""
    entries: int
    totals: tuple[SealTotals, ...]
    href: str
    """The file: data/seals/2024-Q1.jsonl."""
    data: bytes
    """Exactly what the file holds."""

    @property
    def short(self) -> str:
        """The beginning of the digest, as on a stamp."""
        return self.digest[:8]
