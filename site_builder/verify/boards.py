"""Boards: ranks and, as far as they follow from the entries, points."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from itertools import pairwise

from site_builder.ledger.periods import Calendar
from site_builder.problems import N_
from site_builder.verify.findings import Findings
from site_builder.verify.published import Board, Place, Row, Unreadable, parse, places
from site_builder.verify.source import Source
from site_builder.verify.sums import Bounds, Figures


def check_boards(source: Source, figures: Figures, findings: Findings) -> None:
    """Check the file of each board and period that lies there or is listed among the data files."""
    index = (source.read("data/index.html") or b"").decode(errors="replace")
    for board in figures.site.boards:
        for period in sorted(_periods(source, board, index)):
            file = f"data/boards/{board.id}/{period}.json"
            data = source.read(file)
            if data is None:
                findings.wrong(file, N_("this file is missing"))
                continue
            try:
                id, name, rows = parse(data, places)
            except Unreadable:
                findings.wrong(file, N_("this file cannot be read"))
                continue
            if (id, name) != (board.id, period):
                findings.wrong(file, N_("this is the board of another period"))
            _check_ranks(file, board, rows, findings)
            _check_points(file, board, period, rows, figures, findings)


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
    ranks = [1 + sum(other.points > row.points for other in rows) for row in rows]
    if not in_order or (exact and ranks != [row.rank for row in rows]):
        findings.wrong(file, N_("the ranks do not follow from the points"))
    if board.rank != "group" and board.measure != "standing" and any(row.points <= 0 for row in rows):
        findings.wrong(file, N_("somebody without points is listed"))


def _check_points(file: str, board: Board, period: str, rows: list[Place], figures: Figures, findings: Findings) -> None:
    """The points of a board of totals are the sums of its entries, as closely as entries without a name leave it open."""
    span = Calendar(figures.site.year_starts).parse(period)
    if board.measure != "total" or figures.site.deductions == "hidden" or span is None:
        return
    first, last = span.first.isoformat(), span.last.isoformat()
    ends = "9999-12-31" if span.last == datetime.date.max else last

    def counts(row: Row) -> bool:
        of_board = (not board.category or row.category in board.category) and (not board.rule or row.rule in board.rule or not row.rule)
        return row.counts and row.scale == board.scale and of_board and first[: len(row.date)] <= row.date <= ends

    bounds = Bounds(filter(counts, figures.records), _holder(board, figures))
    names = {account.account: account.name for account in figures.accounts if account.scale == board.scale}
    for place in rows:
        least, most = bounds.of(board.scale, place.id)
        if not least <= place.points <= most:
            findings.wrong(
                file, N_("{who} has {said} points, which do not follow from the entries ({least} to {most})"),
                who=place.id, said=place.points, least=least, most=most,
            )
        if board.rank == "account" and names.get(place.id) != place.name:
            findings.wrong(file, N_("{who} has another name here than in accounts.json"), who=place.id)


def _holder(board: Board, figures: Figures) -> Callable[[Row], str]:
    """For whom a row counts on a board."""
    groups = {account.account: account.group for account in figures.accounts if account.scale == board.scale}
    holders: dict[str, Callable[[Row], str]] = {
        "account": lambda row: row.account,
        "person": lambda row: row.person,
        "group": lambda row: groups.get(row.account, ""),
    }
    return holders.get(board.rank, lambda row: "")
