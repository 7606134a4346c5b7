"""Bodies that the Markdown library would take forever over are refused; what people write is not."""

from __future__ import annotations

import time

import pytest

from site_builder.problems import Problems
from site_builder.publication.prose import Prose
from site_builder.publication.screen import Screen
from site_builder.publication.tangles import report_tangle

LONGEST = 256_000


def refused(body: str) -> list[tuple[int, str]]:
    problems = Problems()
    assert report_tangle(body, "content/pages/a.md", 4, problems) == problems.has_errors
    return [(problem.place.line, problem.code) for problem in problems.sorted()]


@pytest.mark.parametrize(("body", "problem"), [
    ("好\n\n" + "[" * 101, (6, "too-tangled")), ("一行\n" * 3001, (4, "too-tangled")), ("<b>好</b>" * 101, (4, "too-tangled")),
    ("好\n\n" + "> " * 17 + "深", (6, "nesting-too-deep")), ("- " * 17 + "深", (4, "nesting-too-deep")), ("1. " * 17 + "深", (4, "nesting-too-deep")),
    ("> > > > > 深\n\n" * 201, (4, "too-tangled")), ("<x \n\n" * 21, (4, "too-tangled")),
])  # fmt: skip
def test_what_is_tangled_is_refused_at_its_paragraph(body: str, problem: tuple[int, str]) -> None:
    assert refused(body) == [problem]


@pytest.mark.parametrize("body", [
    "- 一项\n" * 2500, "|户|分|\n|-|-|\n" + "|张|3|\n" * 2500, "[看](../rules.html) " * 100, "> " * 16 + "深", "一段。\n\n" * 9000,
    "    代码\n" * 900, " " * 100 + "右边", "3 < 5\n\n" * 500,
])  # fmt: skip
def test_long_texts_are_not_tangled(body: str) -> None:
    assert refused(body) == []


@pytest.mark.parametrize("unit", [
    "[", "![", "[a](", "[a][", "<", "<b>", "<x ", "<!--", "&", "*a ", "_a_ ", "`a", "> ", "- ", "1. ", "=\n", "-\n", "a\n", "- a\n", "a\n\n", "> a\n\n", "|a|b|\n", "<![CDATA[",
])  # fmt: skip
def test_no_body_takes_long(unit: str) -> None:
    """Whether it is refused or rendered; a body may have 256 KB."""
    prose = Prose(Screen(["张建国"], [], Problems()), lambda *_: None, Problems())
    started = time.process_time()
    for size in (LONGEST // 16, LONGEST // 8):
        prose.render((unit * size)[:size], "content/pages/a.md", 1)
    assert time.process_time() - started < 5
