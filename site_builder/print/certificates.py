"""Certificates for those on a board, one page each."""

from __future__ import annotations

from typing import Any

from site_builder.print.context import Context
from site_builder.print.engine import Sheet
from site_builder.print.papers import Paper
from site_builder.print.refused import PrintRefused
from site_builder.problems import N_
from site_builder.publication.model import Board, Row
from site_builder.theme.numbers import points


def certificates_sheet(context: Context, board: Board, paper: Paper) -> Sheet:
    """One certificate for each row of a board; refuses where there is none."""
    period = context.words.period(board.period.id)
    if not board.rows:
        raise PrintRefused(N_("Nobody stands on {board} for {period} yet, so there are no certificates."), board=board.title, period=period)
    model = {
        **context.head(),
        "title": board.title,
        "period": period,
        "rows": [_row(row) for row in board.rows],
        "_rank": board.rank if board.rank != "account" else board.scale.account,
        "_measure": board.measure,
    }
    stem = f"certificates-{board.id}-{board.period.id}-{paper.name}"
    return Sheet("certificates", stem, f"{context.publication.site.village} {board.title} {period}", paper, model)


def _row(row: Row) -> dict[str, Any]:
    return {
        "who": row.id,
        "name": row.name,
        "group": row.group,
        "rank": str(row.rank),
        "points": points(row.points),
        "level": row.level.name if row.level else "",
    }
