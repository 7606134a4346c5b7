"""Rankings as they may be shown."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from site_builder.ledger.amounts import round_half_away, to_decimal
from site_builder.ledger.book import Ledger
from site_builder.ledger.periods import ORDER, Period
from site_builder.ledger.ranking import Ranking, Row, draw_up, pending_records
from site_builder.publication import model
from site_builder.publication.shown import Shown
from site_builder.publication.statements import category_name, level_shown
from site_builder.village.model import PointsRecord
from site_builder.village.roster import Group, Person
from site_builder.village.settings import Board


def all_rankings(ledger: Ledger) -> dict[str, list[Ranking]]:
    """Every board with its rankings, newest period first within a kind."""
    return {board.id: draw_up(board, ledger) for board in ledger.village.settings.boards}


def ranked_persons(rankings: dict[str, list[Ranking]]) -> set[str]:
    """Ids of the persons that any board lists."""
    return {
        row.entrant.id
        for of_board in rankings.values()
        for ranking in of_board
        for row in ranking.rows
        if isinstance(row.entrant, Person)
    }


def show_boards(
    rankings: dict[str, list[Ranking]], shown: Shown, is_listed: Callable[[PointsRecord], bool]
) -> list[model.Board]:
    """Every board for every period. `is_listed`: whether a record stands anywhere by itself."""
    return [board for of_board in rankings.values() for board in _show_board(of_board, shown, is_listed)]


def waiting_boards(rankings: dict[str, list[Ranking]], shown: Shown) -> list[model.Board]:
    """Boards that nobody stands on yet, of the period of today: they have a page, since menus lead there, but no `periods`."""
    ledger, boards = shown.ledger, list[model.Board]()
    if shown.problems.has_errors:  # a board may name what is not there, and nothing is published
        return boards
    for board in shown.village.settings.boards:
        if not rankings[board.id]:
            period = ledger.calendar.period(min(board.periods, key=ORDER.__getitem__), ledger.as_of)
            nobody = Ranking(board, shown.village.scales[board.scale], period, (), ())
            boards.append(_board(nobody, _period(board, period, ledger.as_of), (), None, shown, latest=True))
    return boards


def _show_board(
    rankings: list[Ranking], shown: Shown, is_listed: Callable[[PointsRecord], bool]
) -> list[model.Board]:
    if not rankings:
        return []
    periods = tuple(_period(ranking.board, ranking.period, shown.ledger.as_of) for ranking in rankings)
    latest = latest_ranking(rankings)
    by_period = {ranking.period: ranking for ranking in rankings}
    # What is hidden is not hinted at.
    pending = {record.date for record in pending_records(rankings[0].board, shown.ledger) if is_listed(record)}
    boards = []
    for ranking, period in zip(rankings, periods, strict=True):
        before = shown.ledger.calendar.before(ranking.period)
        earlier = by_period.get(before) if before is not None else None
        published = _board(ranking, period, periods, earlier, shown, latest=ranking is latest)
        boards.append(replace(published, pending=any(map(ranking.period.holds, pending))))
    return boards


def latest_ranking(rankings: list[Ranking]) -> Ranking:
    """The one behind boards/<id>/index.html: the newest of the shortest kind of period."""
    return min(rankings, key=lambda ranking: (ORDER[ranking.period.kind], -ranking.period.first.toordinal()))


def board_title(board: Board, shown: Shown) -> str:
    """The title of a board as it may be shown."""
    return shown.text(board.title, board.source, "title")


def _board(
    ranking: Ranking,
    period: model.Period,
    periods: tuple[model.Period, ...],
    earlier: Ranking | None,
    shown: Shown,
    *,
    latest: bool,
) -> model.Board:
    # What nothing declares has been reported: the board is published no more, but all else is still checked.
    board, book = ranking.board, shown.village.rulebook
    ranks_before = {row.entrant.id: row.rank for row in earlier.everyone} if earlier else {}
    return model.Board(
        id=board.id,
        title=board_title(board, shown),
        scale=shown.scales[ranking.scale.id],
        rank=board.rank,
        measure=board.measure,
        categories=tuple(category_name(shown, id) for id in board.categories if id in book.categories),
        rules=tuple(_rule_name(id, shown) for id in board.rules if id in book.rules),
        roles=shown.texts(board.roles, board.source, "roles"),
        group=_group_name(board, shown),
        top=board.top,
        top_percent=board.top_percent.value if board.top_percent else None,
        period=period,
        periods=periods,
        rows=tuple(_row(row, ranking, ranks_before, shown) for row in ranking.rows),
        latest=latest,
    )


def _rule_name(id: str, shown: Shown) -> str:
    latest = shown.village.rulebook.rules[id][-1]
    return shown.text(latest.name, latest.source, "name")


def _group_name(board: Board, shown: Shown) -> str:
    group = shown.village.roster.group_named(board.group)
    return shown.text(group.name, group.source, "name") if group else ""


def _period(board: Board, period: Period, as_of: datetime.date) -> model.Period:
    bounded = period.kind != "all"
    return model.Period(
        period.id,
        period.kind,
        period.first if bounded else None,
        period.last if bounded else None,
        not bounded or as_of <= period.last,
        f"boards/{board.id}/{period.id}.html",
    )


def _row(row: Row, ranking: Ranking, ranks_before: dict[str, int], shown: Shown) -> model.Row:
    before = ranks_before.get(row.entrant.id)
    moved = before - row.rank if before is not None else None
    points = row_points(ranking, row)
    if isinstance(row.entrant, Group):
        name = shown.text(row.entrant.name, row.entrant.source, "name")
        href = f"households/index.html#group-{row.entrant.id}"
        return model.Row(row.rank, None, row.entrant.id, name, "", href, points, None, moved)
    who = shown.who(row.entrant)
    level = level_shown(row.level, shown.scales[ranking.scale.id])
    return model.Row(row.rank, who, who.id, who.name, who.group, who.href, points, level, moved)


def row_points(ranking: Ranking, row: Row) -> Decimal:
    """The figure of a row: with the scale's digits, or two decimals for a quotient."""
    decimals = ranking.scale.decimals
    if ranking.board.measure not in ("per_household", "per_member"):
        return to_decimal(row.units, decimals)
    return round_half_away(Fraction(row.units, row.divisor * 10**decimals) if row.divisor else Fraction(0))


def standings_by_who(boards: list[model.Board], rankings: dict[str, list[Ranking]]) -> dict[str, list[model.Standing]]:
    """Where everybody stands on the latest period of each board, by id."""
    counts = {of_board[0].board.id: len(latest_ranking(of_board).everyone) for of_board in rankings.values() if of_board}
    standings: dict[str, list[model.Standing]] = {}
    for board in boards:
        if board.latest and board.rank != "group":
            for row in board.rows:
                standing = model.Standing(board.title, board.period.id, row.rank, counts[board.id], board.period.href)
                standings.setdefault(row.id, []).append(standing)
    return standings
