"""A built output/data against the figures: every difference, one a line."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from .figures import RECORD_COLUMNS, REDEMPTION_COLUMNS, Figures

Row = dict[str, Any]
NUMBERS = {"award", "qty", "points"}


def data_folder(site_output: Path) -> Path:
    """output/ or output/data itself."""
    return site_output / "data" if (site_output / "data").is_dir() else site_output


def read_output(site_output: Path) -> dict[str, Any]:
    """The figure files of a built site, shaped like ``Figures.files`` (numbers: Decimal, int)."""
    data = data_folder(site_output)
    found: dict[str, Any] = {}
    for path in sorted(data.rglob("*")):
        name = path.relative_to(data).as_posix()
        if path.suffix == ".json":
            text = path.read_bytes().decode("utf-8")
            found[name] = json.loads(text, parse_float=Decimal)
        elif path.suffix == ".csv":
            found[name] = read_csv(path)
    return found


def read_csv(path: Path) -> list[Row]:
    """Rows by column; numbers and booleans read."""
    text = path.read_bytes().decode("utf-8-sig")
    return [
        {column: cell_value(column, cell) for column, cell in row.items()}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


def cell_value(column: str, cell: str) -> Any:
    if column in NUMBERS:
        return Decimal(cell) if cell else None
    if column == "limited" and cell in ("true", "false"):
        return cell == "true"
    return cell


def compare(site_output: Path, figures: Figures) -> list[str]:
    """Every difference between a built site's data files and the figures."""
    found = read_output(site_output)
    wrong = []
    for name in sorted(figures.files.keys() - found.keys()):
        wrong.append(f"{name}: missing")
    for name in sorted(found.keys() - figures.files.keys()):
        wrong.append(f"{name}: superfluous")
    for name in sorted(figures.files.keys() & found.keys()):
        differ = FILE_KINDS.get(name, differ_board)
        wrong += [f"{name}: {what}" for what in differ(found[name], figures, name)]
    data = data_folder(site_output)
    for name, columns in (("records.csv", RECORD_COLUMNS), ("redemptions.csv", REDEMPTION_COLUMNS)):
        if name in found:
            wrong += [f"{name}: {what}" for what in differ_text(data / name, columns)]
    return wrong


# -- numbers --------------------------------------------------------------------------------


def differ_number(got: Any, want: Fraction, decimals: int | None) -> str | None:
    """Value and digits."""
    if isinstance(got, bool) or not isinstance(got, int | Decimal):
        return f"is {got!r}, not the number {show(want)}"
    if isinstance(got, Decimal) and not got.is_finite():
        return f"is {got}"
    if Fraction(got) != want:
        return f"is {got}, should be {show(want)}"
    if isinstance(got, Decimal):
        digits = got.as_tuple()
        if got == 0 and digits.sign:
            return "is a negative zero"
        if decimals is not None and -int(digits.exponent) > decimals:
            return f"is {got}, with more than {decimals} decimals"
    return None


def show(value: Fraction) -> str:
    """A fraction for a message."""
    return str(value) if value.denominator == 1 else f"{value} ({float(value)})"


def differ_row(got: Any, want: Row, decimals: int | None, exact_keys: bool = True) -> list[str]:
    """Field by field: Fractions as numbers, everything else as it is."""
    if not isinstance(got, dict):
        return [f"is {got!r}"]
    wrong = []
    if exact_keys and got.keys() != want.keys():
        wrong.append(f"has the fields {sorted(got)}, should have {sorted(want)}")
    for key in want.keys() & got.keys():
        if isinstance(want[key], Fraction):
            what = differ_number(got[key], want[key], decimals)
            if what is not None:
                wrong.append(f"{key} {what}")
        elif got[key] != want[key] or type(got[key]) is not type(want[key]):
            wrong.append(f"{key} is {got[key]!r}, should be {want[key]!r}")
    return sorted(wrong)


# -- JSON files -----------------------------------------------------------------------------


def differ_site(got: Any, figures: Figures, name: str) -> list[str]:
    want = figures.files[name]
    plain = {key: want[key] for key in ("format", "village", "as_of")}
    wrong = differ_row({key: got.get(key) for key in plain}, plain, None)
    if [row.get("id") for row in got.get("scales", [])] != [row["id"] for row in want["scales"]]:
        return [*wrong, f"the scales are {got.get('scales')!r}"]
    for one, other in zip(got["scales"], want["scales"], strict=True):
        decimals = figures.scale_decimals[other["id"]]
        wrong += [f"{other['id']}: {what}" for what in differ_row(one, other, decimals)]
    return wrong


def differ_accounts(got: Any, figures: Figures, name: str) -> list[str]:
    want = figures.files[name]
    keys = [(row["scale"], row["account"]) for row in want]
    have = [(row.get("scale"), row.get("account")) for row in got]
    if keys != have:
        return [f"the accounts are {have}, should be {keys}"]
    wrong = []
    for one, other in zip(got, want, strict=True):
        decimals = figures.scale_decimals[other["scale"]]
        label = f"{other['scale']} {other['account']}"
        wrong += [f"{label}: {what}" for what in differ_row(one, other, decimals)]
    return wrong


def differ_board(got: Any, figures: Figures, name: str) -> list[str]:
    want = figures.files[name]
    if {key: got.get(key) for key in ("board", "period")} != {key: want[key] for key in ("board", "period")}:
        return [f"is of {got.get('board')!r}, {got.get('period')!r}"]
    have = [(row.get("rank"), row.get("id")) for row in got.get("rows", [])]
    keys = [(row["rank"], row["id"]) for row in want["rows"]]
    if keys != have:
        return [f"the ranks are {have}, should be {keys}"]
    wrong = []
    decimals = figures.board_decimals[want["board"]]
    for one, other in zip(got["rows"], want["rows"], strict=True):
        wrong += [f"{other['id']}: {what}" for what in differ_row(one, other, decimals)]
    return wrong


def differ_measures(got: Any, figures: Figures, name: str) -> list[str]:
    want = figures.files[name]
    keys = [row["measure"] for row in want]
    if [row.get("measure") for row in got] != keys:
        return [f"the measures are {[row.get('measure') for row in got]}, should be {keys}"]
    wrong = []
    for one, other in zip(got, want, strict=True):
        plain = {key: value for key, value in other.items() if key != "by_year"}
        rest = {key: value for key, value in one.items() if key != "by_year"}
        if rest.get("unit", "") is None:
            rest["unit"] = ""
        found = differ_row(rest, plain, None)
        found += [f"by_year {w}" for w in differ_row(one.get("by_year"), other["by_year"], None)]
        wrong += [f"{other['measure']}: {what}" for what in found]
    return wrong


def differ_matters(got: Any, figures: Figures, name: str) -> list[str]:
    """Zero counts may stand or not; the contract gives the disputes no order."""
    want = figures.files[name]
    wrong = []
    if without_zeros(got.get("kinds", {})) != want["kinds"]:
        wrong.append(f"kinds are {got.get('kinds')!r}, should be {want['kinds']!r}")
    if sorted(map(str, map(flat, got.get("disputes", [])))) != sorted(map(str, map(flat, want["disputes"]))):
        wrong.append(f"disputes are {got.get('disputes')!r}, should be {want['disputes']!r}")
    return wrong


def flat(row: Row) -> list[tuple[str, Any]]:
    return sorted(row.items())


def without_zeros(kinds: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    left = {kind: {s: n for s, n in counts.items() if n} for kind, counts in kinds.items()}
    return {kind: counts for kind, counts in left.items() if counts}


# -- CSV files ------------------------------------------------------------------------------


def frozen(row: Row) -> tuple[tuple[str, str], ...]:
    """A row for counting: numbers by value."""
    cells = []
    for key, value in sorted(row.items()):
        exact = not isinstance(value, bool) and isinstance(value, int | Decimal | Fraction)
        cells.append((key, str(Fraction(value) if exact else value)))
    return tuple(cells)


def differ_rows(got: list[Row], want: list[Row]) -> list[str]:
    """Missing and superfluous rows, whatever their order."""
    have, should = Counter(map(frozen, got)), Counter(map(frozen, want))
    wrong = [f"missing {dict(row)} x{count}" for row, count in (should - have).items()]
    return wrong + [f"superfluous {dict(row)} x{count}" for row, count in (have - should).items()]


def differ_digits(got: list[Row], column: str, figures: Figures) -> list[str]:
    wrong = []
    for row in got:
        value, scale = row.get(column), row.get("scale")
        decimals = figures.scale_decimals.get(str(scale))
        if isinstance(value, Decimal) and decimals is not None:
            what = differ_number(value, Fraction(value), decimals)
            if what is not None:
                wrong.append(f"{column} {what}")
    return wrong


def differ_records(got: list[Row], figures: Figures, name: str) -> list[str]:
    wrong = differ_rows(got, figures.files[name])
    wrong += differ_digits(got, "award", figures)
    named = [row for row in got if row.get("record")]
    if got[: len(named)] != named:
        wrong.append("the anonymous and confidential rows are not last")
    keys = [(row["date"], row["record"], row["status"] == "correction") for row in named]
    if keys != sorted(keys):
        wrong.append("not sorted by date, then record id")
    return wrong


def differ_redemptions(got: list[Row], figures: Figures, name: str) -> list[str]:
    wrong = differ_rows(got, figures.files[name])
    wrong += differ_digits(got, "points", figures)
    keys = [(row.get("date"), row.get("account"), row.get("item")) for row in got]
    if keys != sorted(keys, key=str):
        wrong.append("not sorted by date, account, item")
    return wrong


def differ_text(path: Path, columns: list[str]) -> list[str]:
    """The heading, and the order of the last rows of records.csv by their own text."""
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    if not rows or rows[0] != columns:
        return [f"the heading is {rows[:1]}"]
    if columns is RECORD_COLUMNS:
        last = [",".join(row) for row in rows[1:] if not row[0]]
        if last != sorted(last):
            return ["the anonymous and confidential rows are not sorted by their text"]
    return []


FILE_KINDS = {
    "site.json": differ_site,
    "accounts.json": differ_accounts,
    "measures.json": differ_measures,
    "matters.json": differ_matters,
    "records.csv": differ_records,
    "redemptions.csv": differ_redemptions,
}
