"""What is a number, nothing, a boolean or a day, and what is only text."""

from __future__ import annotations

import datetime

import pytest

from site_builder.reading.nodes import Scalar
from site_builder.reading.scalars import is_boolean, is_null, is_number, parse_date


@pytest.mark.parametrize("text", ["0", "-0", "7", "-12", "0.5", "10.00", "123456789012345678901234567890"])
def test_numbers_of_yaml_1_2(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize(
    "text",
    ["", "010", "no", "12:30", "1_000", "1e3", "+1", ".5", "5.", "0x1F", "１２", " 1", "1\n", "--1", "1.2.3", "٣"],
)
def test_everything_else_is_text(text: str) -> None:
    assert not is_number(text)


@pytest.mark.parametrize(("text", "plain", "null"), [
    ("", True, True), ("~", True, True), ("null", True, True),
    ("", False, False), ("null", False, False), ("Null", True, False), ("NULL", True, False), ("none", True, False),
])  # fmt: skip
def test_nothing_is_unquoted_and_spelt_one_of_three_ways(text: str, plain: bool, null: bool) -> None:
    assert is_null(Scalar(text, plain, 1, 1)) is null


@pytest.mark.parametrize(("text", "plain", "boolean"), [
    ("true", True, True), ("false", True, True), ("true", False, False), ("True", True, False), ("yes", True, False),
])  # fmt: skip
def test_booleans_are_unquoted_true_and_false(text: str, plain: bool, boolean: bool) -> None:
    assert is_boolean(Scalar(text, plain, 1, 1)) is boolean


@pytest.mark.parametrize("text", ["1900-01-01", "2024-02-29", "2199-12-31"])
def test_days_that_exist(text: str) -> None:
    assert parse_date(text) == datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    "text",
    ["2023-02-29", "2024-13-01", "2024-00-10", "2024-3-12", "20240312", "2024-W11-2", "1899-12-31", "2200-01-01",
     "2024-03-12 ", "2024-03-12\n", "２０２４-03-12", "2024/03/12", ""],
)  # fmt: skip
def test_days_that_do_not_exist_or_are_written_otherwise(text: str) -> None:
    assert parse_date(text) is None
