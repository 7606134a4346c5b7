"""The board that hangs on the wall: one page, whatever its paper and however many stand on it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from site_builder.print.context import Context
from site_builder.print.engine import Sheet
from site_builder.print.layout import DENSE_HEADER, HEADER, BoardLayout, ems, lay_out
from site_builder.print.origins import origins, shares
from site_builder.print.papers import Paper
from site_builder.print.refused import PrintRefused
from site_builder.print.titles import POINTS, RANK
from site_builder.problems import N_
from site_builder.publication.model import Board, Row, Seal
from site_builder.theme.arranging import champions
from site_builder.theme.numbers import points

LABEL = 0.72
"""Size of the labels above the rows over that of the names, at most."""
SMALL = 0.68
"""Size of a group's name over that of the name before it."""


def board_sheet(context: Context, board: Board, paper: Paper) -> Sheet:
    """A board for one period; refuses where its rows would be too small on that paper."""
    first = champions(board.rows)
    rows = [_row(row) for row in board.rows[len(first) :]]
    slips = [_row(row) for row in first]
    widths = _widths(rows, context)
    found, spread = _origins(board, context), shares(board)
    layout = lay_out(paper, [ems(slip["name"]) for slip in slips], len(rows), _width(widths), info=bool(found or spread))
    if layout is None:
        raise PrintRefused(
            N_("{board} has {rows} names: on {paper} they would be too small to read from {distance} m. Choose a larger paper with --paper."),
            board=board.title, rows=len(board.rows), paper=paper.name, distance=paper.distance,
        )
    period = context.words.period(board.period.id)
    model = {
        **context.head(),
        "title": board.title,
        "period": period,
        "open": board.period.open,
        "pending": board.pending,
        "empty": not board.rows,
        "how": _how(board, context),
        "of_groups": board.rank == "group",
        "champions": slips,
        "columns": _columns(rows, layout),
        "origins": found,
        "groups": [{"group": s.group, "count": str(s.places), "points": points(s.points)} for s in spread],
        "summed": board.measure in ("total", "standing"),
        "seal": _seal(board, context),
        "page_code": context.code(board.period.href),
        "verify_code": context.code("verify.html"),
        "_layout": {
            **layout._asdict(),
            "grid": layout.grid._asdict(),
            "least": paper.least,
            "header": DENSE_HEADER if layout.density == "dense" else HEADER,
            "name": widths["name"],
            "rank": widths["rank"],
        },
    }
    stem = f"board-{board.id}-{board.period.id}-{paper.name}"
    return Sheet("board", stem, f"{context.publication.site.village} {board.title} {period}", paper, model)


def _row(row: Row) -> dict[str, Any]:
    note = " ".join(part for part in (row.group, row.level.name if row.level else "") if part)
    return {"who": row.id, "rank": str(row.rank), "name": row.name, "note": note, "points": points(row.points)}


def _widths(rows: list[dict[str, Any]], context: Context) -> dict[str, float]:
    """How wide the widest of each part of the rows is, the label above it included, in ems of the names."""
    widest = {part: max((ems(row[part]) for row in rows), default=0.0) for part in ("rank", "name", "note", "points")}
    for part, label in (("rank", RANK), ("points", POINTS)):
        widest[part] = max(widest[part], LABEL * ems(context.words.gettext(label)))
    return widest


def _width(widths: dict[str, float]) -> float:
    """How wide a row is in ems of its names, with what is between its parts."""
    return widths["rank"] + widths["name"] + SMALL * widths["note"] + widths["points"] + 1.7


def _columns(rows: list[dict[str, Any]], layout: BoardLayout) -> list[list[dict[str, Any]]]:
    per = layout.grid.per_column
    return [rows[start : start + per] for start in range(0, len(rows), per)] if rows else []


def _origins(board: Board, context: Context) -> list[dict[str, Any]]:
    found = origins(board, context.publication)
    most = max((abs(origin.points) for origin in found), default=Decimal(1))
    return [{"category": o.category, "points": points(o.points), "_share": float(abs(o.points) / most)} for o in found]


def _how(board: Board, context: Context) -> dict[str, Any]:
    """What the board counts, for the template's sentences."""
    words, several = context.words, len(context.publication.site.scales) > 1
    only = [*([words.listed(board.categories)] if board.categories else []), *([words.listed(board.rules)] if board.rules else [])]
    only += [*([board.group] if board.group else []), *(words.word("role", role) for role in board.roles)]
    percent = points(board.top_percent) if board.top_percent else ""
    return {
        "_measure": board.measure, "scale": board.scale.name if several else "", "only": only,
        "top": str(board.top or ""), "percent": percent,
    }


def _seal(board: Board, context: Context) -> dict[str, Any] | None:
    """The seal that closed the period, else the newest: its digest as on a stamp and in full, and what moved in it."""
    seals = context.publication.seals
    if not seals:
        return None
    seal = next((seal for seal in seals if seal.digest == board.seal), seals[-1])
    return {
        "closes": seal.digest == board.seal,
        "stamp": [seal.short[:4], seal.short[4:]],
        "digest": seal.digest,
        "period": context.words.period(seal.period),
        "entries": str(seal.entries),
        "totals": _totals(seal),
    }


def _totals(seal: Seal) -> list[dict[str, str]]:
    columns = ("issued", "deducted", "corrected", "redeemed", "expired")
    return [{"scale": total.scale, **{column: points(getattr(total, column)) for column in columns}} for total in seal.totals]
