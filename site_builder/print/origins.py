"""What the points on a board came from, and how its places are spread over the groups.

Both follow from what is published anyway: the rows of the board and the entries of `data/records.csv`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from site_builder.publication.model import Board, BoardRule, Publication, RecordRow


class Origin(NamedTuple):
    """A category, or "" for what is not itemised, and the points that came from it."""

    category: str
    points: Decimal


class GroupShare(NamedTuple):
    """A group, how many of it stand on the board, and with how many points."""

    group: str
    places: int
    points: Decimal


def origins(board: Board, publication: Publication) -> list[Origin]:
    """Where the points of those on the board came from, by category; none where its figures are quotients.

    The sum is that of the board's rows, but for the base of a board of standings.
    """
    if board.measure not in ("total", "standing") or board.rank == "group":
        return []
    counts = next(rule for rule in publication.figures.boards if rule.id == board.id)
    listed = {row.id for row in board.rows}
    by_category: dict[str, Decimal] = {}
    for row in publication.figures.records():
        if _counts(row, board, counts, listed):
            by_category[row.category] = by_category.get(row.category, Decimal(0)) + Decimal(row.award)
    names = {category.id: category.name for category in publication.categories}
    found = [Origin(name, by_category[id]) for id, name in names.items() if by_category.get(id)]
    base = board.scale.base if board.measure == "standing" else Decimal(0)
    rest = sum((row.points - base for row in board.rows), Decimal(0)) - sum((origin.points for origin in found), Decimal(0))
    return [*found, Origin("", rest)] if rest else found


def _counts(row: RecordRow, board: Board, counts: BoardRule, listed: set[str]) -> bool:
    """Whether an entry is part of the figure of somebody on the board."""
    whose = row.person if board.rank == "person" else row.account
    return (
        row.status in ("confirmed", "correction")
        and row.scale == counts.scale
        and whose in listed
        and (not counts.category or row.category in counts.category)
        and (not counts.rule or row.rule in counts.rule)
        and _within(row.date, board)
    )


def _within(date: str, board: Board) -> bool:
    first, last = board.period.first, board.period.last
    return first is None or last is None or first.isoformat() <= date <= last.isoformat()


def shares(board: Board) -> list[GroupShare]:
    """The groups of those on the board, in the order of their names; none on boards of groups."""
    found: dict[str, GroupShare] = {}
    for row in board.rows:
        if row.group:
            share = found.get(row.group, GroupShare(row.group, 0, Decimal(0)))
            found[row.group] = GroupShare(row.group, share.places + 1, share.points + row.points)
    return [found[group] for group in sorted(found)]
