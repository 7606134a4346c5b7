"""The program against a naive second computation, over generated villages.

`tests/naive` computes every figure once more from the words of the format alone, without
importing the program.
"""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from site_builder.build import check
from site_builder.messages import Messages
from site_builder.pages.data import data_pages
from tests.naive import compare, figures
from tests.naive.examples import EXAMPLES
from tests.naive.villages import Village, villages

EXAMPLE_COUNT = int(os.environ.get("VILLAGES", "200"))


def write_data(site: Path, as_of: datetime.date, output: Path) -> None:
    """The data files of a site, which has to be valid."""
    checked = check(site, as_of)
    errors = [Messages("en").line(problem) for problem in checked.problems.sorted() if problem.severity == "error"]
    assert errors == []
    assert checked.publication is not None
    for path, data in data_pages(checked.publication):
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_bytes(data)


@settings(
    max_examples=EXAMPLE_COUNT, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(village=villages())
def test_every_published_figure_equals_the_naive_computation(
    village: Village, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = tmp_path_factory.mktemp("village")
    village.write(site)
    write_data(site, village.as_of, site / "output")
    assert compare(site / "output", village.figures()) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_program_agrees_with_each_worked_example(example: object, tmp_path: Path) -> None:
    for name, text in example.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    write_data(tmp_path, example.as_of, tmp_path / "output")
    assert compare(tmp_path / "output", figures(tmp_path, example.as_of)) == []
