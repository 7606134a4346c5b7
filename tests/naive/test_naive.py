"""The naive computation against figures worked out by hand, and the random villages."""

from __future__ import annotations

import csv
import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from . import Figures, compare, compute, figures
from .examples import EXAMPLES, Example, lookup, plain
from .figures import RECORD_COLUMNS, REDEMPTION_COLUMNS, cell_text, decimal_text
from .periods import period_of
from .reading import load_texts
from .villages import Village, villages


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_worked_example(example: Example, tmp_path: Path) -> None:
    """Each sentence of the contract that an example quotes."""
    found = figures(example.write(tmp_path), example.as_of)
    assert bool(found.problems) == example.refused, (example.sentence, found.problems)
    for path, want in example.expect.items():
        assert lookup(found.files, path) == plain(want), (path, example.sentence)


def test_examples_are_many_and_named_once() -> None:
    """At least forty, each with a name of its own and the sentence it is about."""
    assert len({example.name for example in EXAMPLES}) == len(EXAMPLES) >= 40
    assert all(example.sentence for example in EXAMPLES)


# -- a plain writer of output/data, to try `compare` ------------------------------------------


def json_text(value: Any) -> str:
    """Numbers as exact decimals, by hand."""
    if isinstance(value, dict):
        inner = ",".join(f"{json.dumps(key)}:{json_text(one)}" for key, one in value.items())
        return "{" + inner + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(json_text, value)) + "]"
    if isinstance(value, Fraction):
        return decimal_text(value)
    return json.dumps(value, ensure_ascii=False)


def write_output(folder: Path, found: Figures) -> None:
    """output/data as a program would write it."""
    for name, content in found.files.items():
        path = folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".json"):
            path.write_text(json_text(content), encoding="utf-8")
            continue
        columns = RECORD_COLUMNS if name == "records.csv" else REDEMPTION_COLUMNS
        rows = [[cell_text(row[column]) for column in columns] for row in content]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([columns, *rows])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_compare_finds_nothing_where_nothing_is(example: Example, tmp_path: Path) -> None:
    found = figures(example.write(tmp_path / "site"), example.as_of)
    write_output(tmp_path / "out", found)
    assert compare(tmp_path / "out", found) == []


def test_compare_finds_what_differs(tmp_path: Path) -> None:
    """One change in each file, a missing and a superfluous one: each is reported."""
    example = next(one for one in EXAMPLES if one.name == "correction-on-its-own-date")
    found = figures(example.write(tmp_path / "site"), example.as_of)
    write_output(tmp_path / "out", found)
    data = tmp_path / "out" / "data"

    def change(name: str, old: str, new: str) -> None:
        path = data / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    change("accounts.json", '"honor":2', '"honor":2.0')
    change("site.json", '"corrected":-1', '"corrected":1')
    change("boards/b/2024.json", '"points":2', '"points":3')
    change("records.csv", "correction", "confirmed")
    change("matters.json", '"kinds":{}', '"kinds":{"idea":{"open":1}}')
    (data / "boards/b/2024-03.json").unlink()
    (data / "boards/b/2024-04.json").write_text("{}", encoding="utf-8")
    wrong = "\n".join(compare(tmp_path / "out", found))
    for name in ("accounts", "site", "boards/b/2024", "records", "matters"):
        assert f"{name}." in wrong, wrong
    assert "boards/b/2024-03.json: missing" in wrong
    assert "boards/b/2024-04.json: superfluous" in wrong


SOME = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@SOME
@given(villages())
def test_villages_read_as_drawn(village: Village) -> None:
    """The YAML says what was drawn; the naive computation takes it without a complaint."""
    texts = {name.removeprefix("content/"): text for name, text in village.files.items()}
    assert load_texts(texts) == village.docs
    assert village.figures().problems == []


@SOME
@given(villages())
def test_totals_agree_with_each_other(village: Village) -> None:
    """Figures that must agree by their definitions, whatever they are."""
    found = village.figures()
    for scale in found.files["site.json"]["scales"]:
        rows = [row for row in found.files["accounts.json"] if row["scale"] == scale["id"]]
        assert sum(row["balance"] for row in rows) == scale["outstanding"]
        assert sum(row["redeemed"] for row in rows) == scale["redeemed"]
        honor = scale["issued"] - scale["deducted"] + scale["corrected"]
        assert sum(row["honor"] for row in rows) == honor


@SOME
@given(villages())
def test_how_files_are_split_changes_nothing(village: Village) -> None:
    """How records are spread over files never changes a result."""
    docs: dict[str, Any] = {}
    for path, doc in village.docs.items():
        if not path.startswith("points/"):
            docs[path] = doc
            continue
        for index, record in enumerate(reversed(doc.get("records", []))):
            head = {"posted": doc["posted"]} if "posted" in doc else {}
            docs[f"points/x/{index}-{path[7:]}"] = {**head, "records": [record]}
        rest = {key: value for key, value in doc.items() if key != "records"}
        docs[f"points/a-{path[7:]}"] = rest
    again = compute(docs, village.as_of)
    first = village.figures()
    for name in first.files.keys() | again.files.keys():
        if name != "records.csv":
            assert again.files[name] == first.files[name], name
        else:
            assert sorted(map(str, again.files[name])) == sorted(map(str, first.files[name]))


@pytest.mark.parametrize(
    ("kind", "when", "starts", "name", "first", "last"),
    [
        ("month", "2024-02-29", "01-01", "2024-02", "2024-02-01", "2024-02-29"),
        ("quarter", "2024-12-31", "03-01", "2024-Q4", "2024-10-01", "2024-12-31"),
        ("year", "2024-02-29", "03-01", "2023", "2023-03-01", "2024-02-29"),
        ("year", "2024-12-16", "12-16", "2024", "2024-12-16", "2025-12-15"),
        ("week", "2024-03-31", "01-01", "2024-03-25", "2024-03-25", "2024-03-31"),
    ],
)
def test_periods(kind: str, when: str, starts: str, name: str, first: str, last: str) -> None:
    """Month and quarter are calendar ones, year is the scoring year."""
    period = period_of(kind, date.fromisoformat(when), starts)
    assert (period.name, str(period.first), str(period.last)) == (name, first, last)
