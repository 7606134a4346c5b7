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
from tests.naive import compare, figures, read_output
from tests.naive.examples import EXAMPLES, Example, lookup, plain
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
def test_the_program_agrees_with_each_worked_example(example: Example, tmp_path: Path) -> None:
    site = example.write(tmp_path / "site")
    if example.refused:
        assert check(site, example.as_of).problems.has_errors
        return
    write_data(site, example.as_of, tmp_path / "output")
    published = read_output(tmp_path / "output")
    for path, wanted in example.expect.items():
        assert lookup(published, path) == plain(wanted), f"{path}: {example.sentence}"
    assert compare(tmp_path / "output", figures(site, example.as_of)) == []
