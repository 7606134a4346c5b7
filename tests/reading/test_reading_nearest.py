"""What somebody probably meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.reading.nearest import nearest

FOLDERS = ["roster", "rules", "points", "matters", "rewards", "activities", "stories", "pages", "seals"]
RULES = ["labor", "litter", "advice", "honor"]


@pytest.mark.parametrize(("word", "meant"), [
    ("labr", "labor"), ("labour", "labor"), ("alvice", "advice"), ("Labor", "labor"), ("hnoor", "honor"),
])  # fmt: skip
def test_a_mistyped_word_has_a_nearest_one(word: str, meant: str) -> None:
    assert nearest(word, RULES) == meant


@pytest.mark.parametrize(("word", "meant"), [
    ("point", "points"), ("Points", "points"), ("story", "stories"), ("activity", "activities"), ("matter", "matters"),
])  # fmt: skip
def test_another_ending_is_near_too(word: str, meant: str) -> None:
    assert nearest(word, FOLDERS) == meant


@pytest.mark.parametrize("word", ["photos", "images", "x", "", "乡村", "zzzzzz"])
def test_a_strange_word_has_none(word: str) -> None:
    assert nearest(word, FOLDERS) is None


def test_nothing_is_near_among_nothing() -> None:
    assert nearest("labor", []) is None


def test_a_short_word_is_not_any_other_short_word() -> None:
    assert nearest("x", ["y", "z"]) is None


def test_a_mistyped_name_is_found() -> None:
    assert nearest("张健国", ["李秀英", "张建国"]) == "张建国"


def test_of_equally_near_ones_the_first_by_code_point() -> None:
    assert nearest("bat", ["hat", "cat"]) == nearest("bat", ["cat", "hat"]) == "cat"


@given(st.lists(st.text(max_size=8), max_size=8, unique=True), st.text(max_size=8))
def test_the_order_of_the_known_words_does_not_matter(known: list[str], word: str) -> None:
    assert nearest(word, known) == nearest(word, reversed(known))


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=8))
def test_a_known_word_is_nearest_to_itself_or_its_twin_in_other_letters(known: list[str]) -> None:
    found = nearest(known[0], known)
    assert found is not None
    assert found.casefold() == known[0].casefold()
