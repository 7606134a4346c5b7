"""Boards: ranks and, as far as they follow from the entries, points."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

from site_builder.ledger.periods import Calendar, Period
from site_builder.problems import N_
from site_builder.verify.findings import Findings
from site_builder.verify.form import check_form
from site_builder.verify.published import Board, Place, Row, Unreadable, parse, places
from site_builder.verify.source import Source
from site_builder.verify.sums import SITE, Bounds, Figures, touches


def check_boards(source: Source, figures: Figures, findings: Findings) -> None:
    """Check the file of each board and period that lies there or is listed among the data files."""
    for id in sorted((source.names("data/boards") or set()) - {board.id for board in figures.site.boards}):
        findings.wrong(f"data/boards/{id}", N_("this file belongs to no board that site.json lists"))
    index = (source.read("data/index.html") or b"").decode(errors="replace")
    for board in figures.site.boards:
        if board.scale not in figures.site.scales:
            findings.wrong(SITE, N_("the scale {scale} is missing"), scale=board.scale)
            continue
        for period in sorted(_periods(source, board, index)):
            file = f"data/boards/{board.id}/{period}.json"
            data = source.read(file)
            if data is None:
                findings.wrong(file, N_("this file is missing"))
                continue
            check_form(file, data, findings)
            try:
                id, name, rows = parse(data, places)
            except Unreadable:
                findings.wrong(file, N_("this file cannot be read"))
                continue
            span = Calendar(figures.site.year_starts).parse(name)
            if (id, name) != (board.id, period) or span is None:
                findings.wrong(file, N_("this is the board of another period"))
                continue
            _check_ranks(file, board, rows, findings)
            _check_points(file, board, span, rows, figures, findings)
            _check_who(file, board, span, rows, figures, findings)


def _periods(source: Source, board: Board, index: str) -> set[str]:
    """The periods of a board. A server lists no files, but the page of the data files does."""
    listed = set(re.findall(rf'href="boards/{re.escape(board.id)}/([^"/]+)\.json"', index))
    names = source.names(f"data/boards/{board.id}") or set()
    return listed | {name.removesuffix(".json") for name in names if name.endswith(".json")}


def _check_ranks(file: str, board: Board, rows: list[Place], findings: Findings) -> None:
    """Standard competition ranking by points, ties in order of id. Quotients are rounded, so equal ones may differ."""
    exact = board.measure not in ("per_household", "per_member")
    in_order = all(
        earlier.points > later.points or (earlier.points == later.points and (not exact or earlier.id < later.id))
        for earlier, later in pairwise(rows)
    )
    if not in_order or not all(_may_rank(row, rows, exact=exact) for row in rows):
        findings.wrong(file, N_("the ranks do not follow from the points"))
    if board.rank != "group" and board.measure != "standing" and any(row.points <= 0 for row in rows):
        findings.wrong(file, N_("somebody without points is listed"))


def _may_rank(row: Place, rows: list[Place], *, exact: bool) -> bool:
    """Whether a rank follows from the points; what looks equal may differ by less than is shown."""
    before, beside = sum(other.points > row.points for other in rows), sum(other.points == row.points for other in rows)
    return row.rank == before + 1 if exact else before < row.rank <= before + beside


def _check_points(file: str, board: Board, span: Period, rows: list[Place], figures: Figures, findings: Findings) -> None:
    """Points are the sums of the entries, as closely as entries without a name leave it open. Quotients are not recomputed."""
    if board.measure not in ("total", "standing"):
        return
    bounds = _bounds(board, span, figures)
    base = figures.site.scales[board.scale].base if board.measure == "standing" else Decimal(0)
    names = {account.account: account.name for account in figures.accounts if account.scale == board.scale}
    for place in rows:
        least, most = bounds.of(board.scale, place.id)
        if not least <= place.points - base <= most:
            findings.wrong(
                file, N_("{who} has {said} points, which do not follow from the entries ({least} to {most})"),
                who=place.id, said=place.points, least=least + base, most=most + base,
            )
        if board.rank == "account" and names.get(place.id) != place.name:
            findings.wrong(file, N_("{who} has another name here than in accounts.json"), who=place.id)


def _bounds(board: Board, span: Period, figures: Figures) -> Bounds:
    """What can count on a board, by whom it counts for."""

    def counts(row: Row) -> bool:
        of_board = (not board.category or row.category in board.category) and (not board.rule or row.rule in board.rule or not row.rule)
        return row.counts and row.scale == board.scale and of_board and touches(row.date, span)

    return Bounds(filter(counts, figures.records), figures.site, _holder(board, figures))


def _check_who(file: str, board: Board, span: Period, rows: list[Place], figures: Figures, findings: Findings) -> None:
    """Nobody is listed who may not be, and nobody with points is missing without a reason that can be seen."""
    listed, groups = {row.id for row in rows}, _groups(board, figures)
    for who in sorted(who for who in listed & groups.keys() if board.group and not groups[who] & set(board.group)):
        findings.wrong(file, N_("{who} is of no group that this board is for"), who=who)
    cut = _cut(board, figures)
    if cut is not None and any(row.rank > cut for row in rows):
        findings.wrong(file, N_("more are listed than this board is for"))
    if board.measure != "total" or board.roles or (board.top_percent is not None and cut is None):
        return
    bounds = _bounds(board, span, figures)
    full = cut is not None and len(rows) >= cut
    lowest = min((row.points for row in rows), default=Decimal(0))
    for who in sorted(bounds.holders(board.scale) - listed):
        in_group, least = not board.group or groups.get(who, set()) & set(board.group), bounds.of(board.scale, who)[0]
        reaches = least >= lowest if full else least > 0
        if in_group and reaches and not _may_be_vetoed(board, span, who, figures):
            findings.wrong(file, N_("{who} has points and is not listed"), who=who)


def _groups(board: Board, figures: Figures) -> dict[str, set[str]]:
    """The groups of each account or person, as far as it can be seen."""
    of_account = {account.account: account.group for account in figures.accounts if account.scale == board.scale}
    groups = {account: {group} for account, group in of_account.items()}
    if board.rank == "person":
        for row in figures.records:
            if row.person and row.account in of_account:
                groups.setdefault(row.person, set()).add(of_account[row.account])
    return groups


def _cut(board: Board, figures: Figures) -> int | None:
    """The last rank that is listed; None where there is none, or where nobody can tell how many could rank."""
    if board.top_percent is None:
        return board.top
    if board.rank != "account" or board.roles:
        return None
    groups = [account.group for account in figures.accounts if account.scale == board.scale]
    could = sum(not board.group or group in board.group for group in groups)
    return math.ceil(board.top_percent * could / 100)


def _may_be_vetoed(board: Board, span: Period, who: str, figures: Figures) -> bool:
    """Whether a veto can be why somebody is not listed. Of entries without a name it may be anybody's."""
    if board.rank == "group" or span.kind == "all" or not figures.site.vetoes:
        return False
    calendar = Calendar(figures.site.year_starts)
    accounts = {row.account for row in figures.records if who in (row.account, row.person)}
    for row in figures.records:
        years = figures.site.vetoes.get(row.rule, 0) if row.rule else max(figures.site.vetoes.values())
        whose = not row.itemised or row.account in accounts
        if row.status == "confirmed" and row.scale == board.scale and years and whose:
            day = datetime.date.fromisoformat(row.date if row.itemised else f"{row.date}-01")
            # A month may begin in one scoring year and end in the next.
            if calendar.years_from(day, years + (not row.itemised)).overlaps(span):
                return True
    return figures.site.deductions == "hidden"


def _holder(board: Board, figures: Figures) -> Callable[[Row], str]:
    """For whom a row counts on a board."""
    groups = {account.account: account.group for account in figures.accounts if account.scale == board.scale}
    holders: dict[str, Callable[[Row], str]] = {
        "account": lambda row: row.account,
        "person": lambda row: row.person,
        "group": lambda row: groups.get(row.account, ""),
    }
    return holders.get(board.rank, lambda row: "")
