"""The layout of boards: whatever their size and number of rows, they fit and can be read."""

from __future__ import annotations

import pytest

from site_builder.print.layout import HEADER, LEAST_PITCH, ems, lay_out
from site_builder.print.papers import INK, PAPERS, Paper, paper

SIZES = [paper(name, landscape=landscape) for name in PAPERS for landscape in (False, True)]
ROW = 11.9
"""Ems of a row with a rank of three digits, a name of four characters, a group of three and four digits of points."""


def total(board_paper: Paper, count: int, champions: int = 3) -> None:
    layout = lay_out(board_paper, [4.0] * champions, count, ROW)
    assert layout is not None, (board_paper, count)
    grid = layout.grid
    assert grid.columns * grid.per_column >= count
    assert grid.em >= board_paper.least
    assert layout.first >= board_paper.first
    assert grid.pitch >= grid.em * LEAST_PITCH - 1e-9
    rows = (grid.per_column + HEADER) * grid.pitch
    assert layout.head + rows + layout.info + layout.foot + layout.pad <= board_paper.height
    assert grid.columns * grid.em * ROW <= board_paper.width - 2 * layout.pad


@pytest.mark.parametrize("board_paper", SIZES, ids=lambda size: f"{size.name}-{size.width}")
def test_from_five_rows_to_five_hundred_every_board_fits_and_can_be_read(board_paper: Paper) -> None:
    for count in (0, 1, 2, 5, 17, 60, 121, 240, 399, 500):
        total(board_paper, count)
    for champions in (0, 1, 4, 6):
        total(board_paper, 100, champions)


@pytest.mark.parametrize("board_paper", SIZES, ids=lambda size: f"{size.name}-{size.width}")
def test_rows_that_would_be_too_small_to_read_have_no_layout(board_paper: Paper) -> None:
    assert lay_out(board_paper, [3.0] * 3, 3000, ROW) is None


def test_the_first_places_are_as_large_as_was_promised() -> None:
    assert paper("A0").first * INK >= 24
    assert paper("A3").first * INK >= 12


def test_a_row_can_be_read_from_where_one_stands() -> None:
    # The height of a character over the distance: five minutes of arc are 1/690, easy reading is from 1/250 on.
    for size in SIZES:
        assert size.least * INK / (size.distance * 1000) >= 1 / 200 - 1e-9


def test_fewer_rows_are_never_set_smaller() -> None:
    sizes = [lay_out(paper("A2"), [3.0] * 3, count, ROW) for count in (5, 20, 80, 320)]
    assert sorted((layout.grid.em for layout in sizes if layout), reverse=True) == [layout.grid.em for layout in sizes if layout]


def test_an_ideograph_is_as_wide_as_it_is_high_and_a_digit_is_narrower() -> None:
    assert ems("张建国") == 3.0
    assert ems("120") < 2.0
    assert ems("Wm") >= 1.5
