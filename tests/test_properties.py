"""The program against a naive second computation, over generated villages.

`tests/naive` computes every figure once more from the words of the format alone, without
importing the program.
"""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from site_builder.build import check
from site_builder.messages import Messages
from site_builder.pages.data import data_pages
from tests.naive import compare, figures, read_output
from tests.naive.examples import EXAMPLES, Example, lookup, plain
from tests.naive.villages import Village, villages
from tests.states import published

EXAMPLE_COUNT = int(os.environ.get("VILLAGES", "80"))


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


@settings(
    max_examples=EXAMPLE_COUNT // 2, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
@given(village=villages(), data=strategies.data())
def test_what_is_in_the_same_state_shows_the_same(
    village: Village, data: strategies.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Pages in the same state are not made again, so nothing that a page shows may be left out of its state."""
    site = tmp_path_factory.mktemp("village")
    village.write(site)
    before = published(site, village.as_of)
    changes = [_change_something(site, data) for _ in range(data.draw(strategies.integers(1, 3)))]
    after = published(site, village.as_of)
    if before is None or after is None:
        assert after is None  # the village itself is sound
        return
    assert before.told_apart(after) == [], changes


CHANGES = (
    ("points: ", "points: 1"), ("max: ", "max: 1"), ("max: ", "max: 0 # "), ("qty: ", "qty: 1"), ("unit: ", "unit: 新"), ("posted: 20", "# posted: 20"),
    ("recorded_by: ", "recorded_by: 另"), ("reviewed_by: [", "reviewed_by: [新, "), ("web", "print"), ("print", "web"), ("name: ", "name: 新"),
    ("note: ", "note: 另"), ("notice_days: ", "notice_days: 1"), ("date: ", "happened: 2020-01-01, date: "), ("title: ", "title: 新"),
    ("outcome: rejected", "outcome: upheld"), ("reason: ", "reason: 另"), ("group: g1", "group: g2"), ("group: 'g1'", "group: 'g2'"), ("decimals: 1", "decimals: 2"),
)


def _change_something(site: Path, data: strategies.DataObject) -> str:
    """Write something else in one of the files, in one line or in all, or take a line out."""
    texts = {path: path.read_text("utf-8") for path in sorted((site / "content").rglob("*.yaml"))}
    fitting = [change for change in CHANGES if any(change[0] in text for text in texts.values())]
    old, new = data.draw(strategies.sampled_from([*fitting, ("", "")]))
    path = data.draw(strategies.sampled_from([path for path, text in texts.items() if old in text]))
    lines = texts[path].splitlines(keepends=True) or [""]
    places = [number for number, line in enumerate(lines) if old in line]
    for at in places if old and data.draw(strategies.booleans()) else [data.draw(strategies.sampled_from(places))]:
        lines[at] = lines[at].replace(old, new, 1) if old else ""
    path.write_text("".join(lines), "utf-8", newline="\n")
    return f"{path.name}: {old!r} -> {new!r}"


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
