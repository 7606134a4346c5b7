"""A Markdown file is taken apart into fields and body."""

from __future__ import annotations

import pytest
from reading_seen import codes, spots

from site_builder.problems import Problems
from site_builder.reading.front_matter import BODY_LIMIT_KB, split_front_matter
from site_builder.reading.nodes import Mapping, Scalar


def test_fields_and_body_know_their_lines(problems: Problems) -> None:
    document = split_front_matter("---\ntitle: 路\ndate: 2024-03-12\n---\n\n正文\n---\n更多\n", "f", problems)
    assert document is not None
    assert document.fields.entries["date"] == Scalar("2024-03-12", True, 3, 7)
    assert document.body == "\n正文\n---\n更多\n"
    assert document.body_line == 5
    assert codes(problems) == []


@pytest.mark.parametrize("text", ["---\n---\n", "---\n---", "---  \n---\t\n"])
def test_empty_fields_and_no_body(text: str, problems: Problems) -> None:
    document = split_front_matter(text, "f", problems)
    assert document is not None
    assert document.fields == Mapping(2, 1)
    assert document.body == ""
    assert codes(problems) == []


@pytest.mark.parametrize(
    "text", ["", "正文", "\n---\na: 1\n---\n", "----\na: 1\n----\n", " ---\na: 1\n---\n", "———\na: 1\n———\n"]
)
def test_a_file_without_fields_is_an_error(text: str, problems: Problems) -> None:
    assert split_front_matter(text, "f", problems) is None
    assert spots(problems) == [("front-matter-missing", 1, 1)]


@pytest.mark.parametrize("text", ["---", "---\n", "---\na: 1\n", "---\na: 1\n ---\n"])
def test_fields_without_an_end_are_an_error(text: str, problems: Problems) -> None:
    assert split_front_matter(text, "f", problems) is None
    assert spots(problems) == [("front-matter-unclosed", 1, 1)]


def test_a_mistake_in_the_fields_stands_at_its_own_line(problems: Problems) -> None:
    assert split_front_matter("---\na: 1\nb: [\n---\n", "f", problems) is None
    assert spots(problems) == [("yaml-syntax", 3, 4)]


@pytest.mark.parametrize(
    ("size", "wanted"), [(BODY_LIMIT_KB * 1024, []), (BODY_LIMIT_KB * 1024 + 1, ["body-too-large"])]
)
def test_the_body_is_measured_in_bytes(size: int, wanted: list[str], problems: Problems) -> None:
    body = "村" * (size // 3) + "x" * (size % 3)
    document = split_front_matter(f"---\na: 1\n---\n{body}", "f", problems)
    assert codes(problems) == wanted
    assert document is not None
    assert "a" in document.fields.entries
    assert document.body == ("" if wanted else body)
