"""Seals: the files of closed periods, read back and held against their digests and their chain.

Where the public may see less of an entry than its line says, `published` in the line holds what is
published in its place. So the published file follows from the full one alone, whatever has been
renamed or masked since.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from site_builder.ledger.lines import COLUMNS, Line, Totals, compact
from site_builder.ledger.periods import Calendar, Period
from site_builder.problems import N_, Place, Problems
from site_builder.village.seals import WrittenSeal

FORMAT = 1
PUBLISHED = "published"
_PUBLISHED = re.compile(r',"published":(\{[^{}]*\})')
_CONFIRMED = re.compile(r'"confirmed":"([0-9]{4}-[0-9]{2}-[0-9]{2})"')
_CHANGED = N_("put the file back as it was: it may never be edited. If it was, the period has to be explained to the village.")


class Seal(NamedTuple):
    """A closed period whose files are as they were written."""

    period: Period
    closed: datetime.date
    digest: str
    totals: Totals
    lines: tuple[str, ...]
    """The entries in full, without what is published in their place."""
    published: bytes
    """The file that everybody may read."""
    file: str
    """The file of all entries in full; entry n stands on line n + 2."""
    known_from: str
    """The day from which all that it holds is there."""


def digest_of(data: bytes) -> str:
    """The SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def text_of(lines: Iterable[Line]) -> str:
    """The text of the full file, the header first."""
    return "".join(f"{compact(line)}\n" for line in lines)


def published_text(full: str) -> str:
    """The text of the published file that follows from the full one."""
    return "".join(f"{_published(line)}\n" for line in _lines(full))


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")


def _published(line: str) -> str:
    instead = _PUBLISHED.search(line)
    return instead[1] if instead else line


def header_of(period: str, previous: str | None, totals: Totals, entries: int, village: str) -> Line:
    """The first line of both files."""
    return {
        "entries": entries, "format": FORMAT, "period": period, "previous": previous, "totals": totals, "village": village,
    }


def read_seals(written: Iterable[WrittenSeal], calendar: Calendar, problems: Problems) -> tuple[Seal, ...]:
    """The seals in the order of their periods; none where any of them is not as it was written."""
    named = [(period, seal) for seal in written if (period := _period(seal, calendar, problems)) is not None]
    named.sort(key=lambda pair: (pair[0].first, pair[0].last))
    seals: list[Seal] = []
    before: tuple[Period, str] | None = None
    whole = True
    for period, seal in named:
        whole &= _check_place_in_chain(period, seal, before, problems)
        read = _read(period, seal, problems)
        if read is not None:
            seals.append(read)
        before = (period, seal.entry.digest)
    return tuple(seals) if whole and len(seals) == len(named) else ()


def _period(seal: WrittenSeal, calendar: Calendar, problems: Problems) -> Period | None:
    entry = seal.entry
    period = calendar.parse(entry.period)
    if period is None or period.kind == "all" or entry.source.file != f"content/seals/{entry.period}.yaml":
        problems.error(
            entry.source.place("period"), "seal-period",
            N_("the file does not belong to the period “{period}”"), _CHANGED, period=entry.period,
        )
        return None
    return period


def _check_place_in_chain(
    period: Period, seal: WrittenSeal, before: tuple[Period, str] | None, problems: Problems
) -> bool:
    """Whether a seal follows the one before: its period is a later one, and it names that one's digest."""
    entry = seal.entry
    if before is not None and before[0].last >= period.first:
        problems.error(
            entry.source.place("period"), "seal-overlap",
            N_("the closed periods {period} and {other} overlap"), N_("take the seal away that does not belong here."),
            period=period.id, other=before[0].id,
        )
        return False
    if entry.previous != (before[1] if before is not None else ""):
        problems.error(
            entry.source.place("previous"), "seal-chain",
            N_("the seal of {period} does not follow the seal before it: the chain is broken"),
            N_("put every seal back as it was; none may be edited, left out or written anew."), period=period.id,
        )
        return False
    return True


def _read(period: Period, seal: WrittenSeal, problems: Problems) -> Seal | None:
    """A seal whose files agree with their digests and with each other."""
    entry, file = seal.entry, seal.entry.source.file.replace(".yaml", ".jsonl")
    if digest_of(seal.full.encode()) != entry.full_digest:
        problems.error(
            Place(file), "seal-damaged",
            N_("the file is not the one that was sealed: its digest is another"), _CHANGED,
        )
        return None
    header, *lines = _lines(seal.full)
    totals = {scale: {column: getattr(of, column) for column in COLUMNS} for scale, of in entry.totals.items()}
    said = header_of(entry.period, entry.previous or None, totals, entry.entries, _village(header))
    if compact(said) != header or entry.entries != len(lines):
        problems.error(
            entry.source.place(), "seal-damaged",
            N_("the seal says something else than the file of its entries"), _CHANGED,
        )
        return None
    published = published_text(seal.full).encode()
    if digest_of(published) != entry.digest:
        problems.error(
            entry.source.place("digest"), "seal-damaged",
            N_("the published file does not give the sealed digest"), _CHANGED,
        )
        return None
    in_full = tuple(_PUBLISHED.sub("", line) for line in lines)
    return Seal(period, entry.closed, entry.digest, totals, in_full, published, file, _known_from(period, seal.full))


def _village(header: str) -> str:
    """The name of the village on the day of closing: it may have another one since."""
    try:
        return str(json.loads(header)["village"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""


def _known_from(period: Period, full: str) -> str:
    """The day after the period, or that on which the last of its entries was confirmed."""
    after = (period.last + datetime.timedelta(days=1)).isoformat()
    confirmed: list[str] = _CONFIRMED.findall(full)
    return max([after, *confirmed])
