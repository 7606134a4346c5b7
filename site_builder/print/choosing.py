"""Which sheets were asked for: one board, bulletin, set of certificates or cards, or all of a period."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from site_builder.print import titles
from site_builder.print.board import board_sheet
from site_builder.print.bulletin import bulletin_sheet
from site_builder.print.cards import cards_sheet
from site_builder.print.certificates import certificates_sheet
from site_builder.print.context import Context
from site_builder.print.engine import Sheet
from site_builder.print.papers import PAPERS, Paper, paper
from site_builder.print.refused import PrintRefused
from site_builder.problems import N_
from site_builder.publication.model import Board, Edition

BOARD_PAPER, PAGE_PAPER = "A3", "A4"
"""The paper where none is named. A board that is too full for it takes the next larger one."""
Span = tuple[datetime.date, datetime.date]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line."""

    what: Literal["board", "bulletin", "certificates", "cards", "all"]
    subject: str = ""
    """The board, the day of posting, or the period."""
    period: str = ""
    span: Span | None = None
    """First and last day of the period, where one was named."""
    paper: str = ""
    landscape: bool = False
    large: bool = False


class Chosen(NamedTuple):
    """A sheet, what it is called on the bill, and where it hangs."""

    sheet: Sheet
    title: str
    where: str
    until: str = ""
    pending: bool = False
    """Whether it names places that may change."""


def choose(wanted: Wanted, context: Context) -> list[Chosen]:
    """The sheets that were asked for; refuses what is not there."""
    match wanted.what:
        case "board":
            return [_board(_find_board(wanted, context), wanted, context)]
        case "certificates":
            return [_certificates(_find_board(wanted, context), wanted, context)]
        case "bulletin":
            return [_bulletin(_find_edition(wanted, context), wanted, context, large=wanted.large)]
        case "cards":
            return [_cards(wanted, context)]
        case "all":
            return _all(wanted, context)


# --- single ones --------------------------------------------------------------------------


def _board(board: Board, wanted: Wanted, context: Context) -> Chosen:
    title = f"{board.title} {context.words.period(board.period.id)}"
    return Chosen(_board_on_paper(board, wanted, context), title, titles.ON_THE_BOARD)


def _board_on_paper(board: Board, wanted: Wanted, context: Context) -> Sheet:
    """The board on the paper that was named, or on the smallest from A3 on where it can be read."""
    larger = PAPERS[PAPERS.index(BOARD_PAPER) :: -1]
    for name in (wanted.paper,) if wanted.paper else larger:
        try:
            return board_sheet(context, board, paper(name, landscape=wanted.landscape))
        except PrintRefused:
            if name in (wanted.paper, larger[-1]):
                raise
    raise AssertionError("the last paper either fits or refuses")


def _certificates(board: Board, wanted: Wanted, context: Context) -> Chosen:
    # A certificate lies; there is no other way to hang one.
    sheet = certificates_sheet(context, board, paper(wanted.paper or PAGE_PAPER, landscape=True))
    title = f"{context.words.gettext(titles.CERTIFICATES)} {board.title} {context.words.period(board.period.id)}"
    return Chosen(sheet, title, titles.HANDED_OUT, pending=board.pending)


def _bulletin(edition: Edition, wanted: Wanted, context: Context, *, large: bool) -> Chosen:
    words = context.words
    sheet = bulletin_sheet(context, edition, _page(wanted), large=large)
    title = f"{words.gettext(titles.BULLETIN)} {words.plain_date(edition.posted)}"
    until = words.plain_date(edition.last_day) if edition.last_day else ""
    where = titles.FOR_OLD_EYES if large else titles.ON_THE_BOARD_UNTIL
    return Chosen(sheet, title, where if until else titles.ON_THE_BOARD, until)


def _cards(wanted: Wanted, context: Context) -> Chosen:
    return Chosen(cards_sheet(context, _page(wanted)), context.words.gettext(titles.CARDS), titles.AT_THE_DOORS)


def _page(wanted: Wanted) -> Paper:
    return paper(wanted.paper or PAGE_PAPER, landscape=wanted.landscape)


# --- all of a period ------------------------------------------------------------------------


def _all(wanted: Wanted, context: Context) -> list[Chosen]:
    boards = [board for board in context.publication.boards if board.periods and board.period.id == wanted.subject]
    editions = [edition for edition in context.publication.editions if _posted_within(edition, wanted.span)]
    if not boards and not editions:
        raise PrintRefused(N_("Nothing was posted and no board is drawn up for {period}."), period=wanted.subject)
    small = Wanted("all", paper=PAGE_PAPER)
    chosen = [_board(board, wanted, context) for board in boards]
    chosen += [_bulletin(edition, small, context, large=large) for edition in editions for large in (False, True)]
    chosen += [_certificates(board, small, context) for board in boards if board.rows]
    # Without an address there is nothing for a card to lead to; the rest is printed all the same.
    return [*chosen, _cards(small, context)] if context.publication.site.base_url else chosen


def _posted_within(edition: Edition, span: Span | None) -> bool:
    return span is None or span[0] <= edition.posted <= span[1]


# --- finding ----------------------------------------------------------------------------------


def _find_board(wanted: Wanted, context: Context) -> Board:
    """The board for the period that was named, or for the latest."""
    site = context.publication.site
    if wanted.subject not in (board.id for board in site.boards):
        raise PrintRefused(
            N_("There is no board “{board}”. There are: {boards}"),
            board=wanted.subject, boards=", ".join(board.id for board in site.boards),
        )
    periods = context.boards(wanted.subject)
    found = [board for board in periods if board.period.id == wanted.period or (not wanted.period and board.latest)]
    if not found:
        raise PrintRefused(
            N_("Board “{board}” has nothing for the period “{period}”. It is drawn up for: {periods}"),
            board=wanted.subject, period=wanted.period, periods=", ".join(board.period.id for board in periods) or "–",
        )
    return found[0]


def _find_edition(wanted: Wanted, context: Context) -> Edition:
    """The edition of the day that was named, else the newest (of the period that was named)."""
    editions = list(_editions(wanted, context))
    if not editions:
        days = [edition.posted.isoformat() for edition in context.publication.editions]
        raise PrintRefused(
            N_("Nothing was posted then. There are notices of: {days}"), days=", ".join(days[:12]) + (" …" if len(days) > 12 else "") or "–"
        )
    return editions[0]


def _editions(wanted: Wanted, context: Context) -> Iterator[Edition]:
    for edition in context.publication.editions:
        if _posted_within(edition, wanted.span) and wanted.subject in ("", edition.posted.isoformat()):
            yield edition
