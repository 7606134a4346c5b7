"""Closed periods: the rows of the tables are the lines of the seals, neither more nor less.

An id may stand in one and be left out in the other, and an entry may have lost or won its name in
the tables since it was sealed; points, days and everything else may not have changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from site_builder.ledger.periods import Calendar, Period
from site_builder.problems import N_
from site_builder.verify.chain import Line, Sealed
from site_builder.verify.findings import Findings
from site_builder.verify.published import Redemption, Row, Site
from site_builder.verify.sums import RECORDS, SITE, Figures

REDEMPTIONS = "data/redemptions.csv"


class Entry(NamedTuple):
    """An entry that says whose it is, without its id."""

    kind: str
    date: str
    scale: str
    account: str
    person: str
    rule: str
    units: int


class Quiet(NamedTuple):
    """What an entry without a name says: its rule too, unless that is confidential."""

    kind: str
    month: str
    scale: str
    units: int
    rule: str

    @property
    def without_rule(self) -> Quiet:
        """As much as it says for certain: its rule may have become confidential, or be no longer so."""
        return self._replace(rule="")


def check_rows(seals: list[Sealed], figures: Figures, findings: Findings) -> None:
    """Hold the tables of closed periods against their seals."""
    calendar = Calendar(figures.site.year_starts)
    closed = [period for seal in seals if (period := calendar.parse(seal.period)) is not None]
    sealed_scales = {line.scale for seal in seals for line in seal.lines}
    for scale in sorted(sealed_scales - figures.site.scales.keys()):
        findings.wrong(SITE, N_("the scale {scale} is missing"), scale=scale)
    lines = [line for seal in seals for line in seal.lines if line.scale in figures.site.scales]
    rows = [row for row in figures.records if row.scale in figures.site.scales and _within(row.date, closed)]
    for row in rows:
        if row.status in ("on_notice", "contested"):
            findings.wrong(RECORDS, N_("an entry of {date} in a closed period is not settled"), date=row.date)
    moves = [line for line in lines if line.kind in ("award", "correction") and (line.account or _within(line.month, closed))]
    sealed = Entries((_entry_of(line), line.record) if line.account else _quiet_of(line) for line in moves)
    listed = Entries(_from_row(row, figures.site) for row in rows if row.counts)
    _check_ids(sealed, listed, findings)
    _check_entries(sealed, listed, figures.site, findings)
    _check_redemptions(lines, closed, figures, findings)


def _within(date: str, closed: Iterable[Period]) -> bool:
    """Whether a day, or the whole of a month, lies in one of the periods."""
    month = Calendar().parse(date)
    first, last = (month.first.isoformat(), month.last.isoformat()) if month is not None else (date, date)
    return any(period.first.isoformat() <= first and last <= period.last.isoformat() for period in closed)


class Entries:
    """What one side says: entries with their ids, and those without a name."""

    def __init__(self, entries: Iterable[tuple[Entry, str] | Quiet]) -> None:
        self.ids: dict[Entry, list[str]] = {}
        self.quiet: Counter[Quiet] = Counter()
        for entry in entries:
            if isinstance(entry, Quiet):
                self.quiet[entry] += 1
            else:
                self.ids.setdefault(entry[0], []).append(entry[1])
        self.named = Counter({entry: len(ids) for entry, ids in self.ids.items()})


def _entry_of(line: Line) -> Entry:
    return Entry(line.kind, line.date, line.scale, line.account, line.person, line.rule, line.points)


def _quiet_of(line: Line) -> Quiet:
    return Quiet(line.kind, line.month, line.scale, line.points, line.rule)


def _from_row(row: Row, site: Site) -> tuple[Entry, str] | Quiet:
    kind, units = "correction" if row.status == "correction" else "award", site.scales[row.scale].units(row.award)
    if row.itemised:
        return Entry(kind, row.date, row.scale, row.account, row.person, row.rule, units), row.record
    return Quiet(kind, row.date, row.scale, units, row.rule)


def _check_ids(sealed: Entries, listed: Entries, findings: Findings) -> None:
    """Equal entries have the same ids on both sides, as far as both say them."""
    for entry, count in sealed.named.items():
        if listed.named[entry] == count and not _same_ids(sealed.ids[entry], listed.ids[entry]):
            what = N_("the id of an entry of {account}, {date}, is not the sealed one")
            findings.wrong(RECORDS, what, account=entry.account, date=entry.date)


def _same_ids(sealed: list[str], listed: list[str]) -> bool:
    here, there = Counter(filter(None, sealed)), Counter(filter(None, listed))
    return (here - there).total() <= listed.count("") and (there - here).total() <= sealed.count("")


def _check_entries(sealed: Entries, listed: Entries, site: Site, findings: Findings) -> None:
    """Each entry stands on both sides, be it on one of them without its name. Hidden ones need not be listed."""
    may_hide = site.deductions == "hidden"
    lost, new = sealed.named - listed.named, listed.named - sealed.named
    gone = Counter() if may_hide else Counter(_unmatched(lost, listed.quiet - sealed.quiet))
    for entry in sorted(gone.elements()):
        what = N_("the seal holds an entry of {account}, {date}, that is not listed")
        findings.wrong(RECORDS, what, account=entry.account, date=entry.date)
    come = Counter(_unmatched(new, sealed.quiet - listed.quiet))
    for entry in sorted(come.elements()):
        what = N_("an entry of {account}, {date}, is listed, but the seal does not hold it")
        findings.wrong(RECORDS, what, account=entry.account, date=entry.date)
    missing, added = _apart(sealed.quiet + _without_names(lost - gone), listed.quiet + _without_names(new - come))
    if may_hide:
        _check_hidden(missing, site, findings)
        missing.clear()
    for quiet in sorted(missing + added):
        findings.wrong(RECORDS, N_("the entries of {month} without a name are not those of the seal"), month=quiet.month)


def _apart(here: Counter[Quiet], there: Counter[Quiet]) -> tuple[Counter[Quiet], Counter[Quiet]]:
    """What stands on one side only; an entry with a rule and one without are the same if all else is."""
    missing, added = here - there, there - here
    for one, other in ((missing, added), (added, missing)):
        ruled: defaultdict[Quiet, list[Quiet]] = defaultdict(list)
        for quiet in other:
            if quiet.rule:
                ruled[quiet.without_rule].append(quiet)
        for quiet in one:
            for match in () if quiet.rule else ruled[quiet]:
                both = min(one[quiet], other[match])
                one[quiet] -= both
                other[match] -= both
    return +missing, +added


def _check_hidden(missing: Counter[Quiet], site: Site, findings: Findings) -> None:
    """No more is missing than hidden entries took and gave."""
    for scale in site.scales.values():
        less, more = (sum(max(sign * q.units, 0) * n for q, n in missing.items() if q.scale == scale.id) for sign in (-1, 1))
        if scale.points(-less) < scale.least or scale.points(more) > scale.most:
            findings.wrong(RECORDS, N_("more entries of {scale} are not listed than are hidden"), scale=scale.id)


def _unmatched(entries: Counter[Entry], others: Counter[Quiet]) -> Iterator[Entry]:
    """The entries that do not stand among the others without their names."""
    left = Counter(others)
    for entry in sorted(entries.elements()):
        unnamed = _unnamed(entry)
        found = next((quiet for quiet in (unnamed, unnamed.without_rule) if left[quiet] > 0), None)
        if found is None:
            yield entry
        else:
            left[found] -= 1


def _without_names(entries: Counter[Entry]) -> Counter[Quiet]:
    return Counter(_unnamed(entry) for entry in entries.elements())


def _unnamed(entry: Entry) -> Quiet:
    return Quiet(entry.kind, entry.date[:7], entry.scale, entry.units, entry.rule)


class Move(NamedTuple):
    """Goods handed out or given back."""

    kind: str
    date: str
    scale: str
    account: str
    item: str
    qty: int
    units: int


def _check_redemptions(lines: list[Line], closed: list[Period], figures: Figures, findings: Findings) -> None:
    sealed = Counter(
        Move(line.kind, line.date, line.scale, line.account, line.item, line.qty, line.points)
        for line in lines
        if line.kind in ("redemption", "return")
    )
    rows = (row for row in figures.redemptions if row.scale in figures.site.scales)
    listed = Counter(move for row in rows for move in _moves(row, figures.site) if _within(move.date, closed))
    for move in sorted((sealed - listed) + (listed - sealed)):
        findings.wrong(
            REDEMPTIONS, N_("what {account} redeemed on {date} ({item}) is not as it was sealed"),
            account=move.account, date=move.date, item=move.item,
        )


def _moves(row: Redemption, site: Site) -> Iterator[Move]:
    """A redemption, and its return where it was given back."""
    units = site.scales[row.scale].units(row.points)
    yield Move("redemption", row.date, row.scale, row.account, row.item, row.qty, -units)
    if row.cancelled:
        yield Move("return", row.cancelled, row.scale, row.account, row.item, row.qty, units)
