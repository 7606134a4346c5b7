"""The written form: each data file is, to the byte, what the program writes for what the file says.

So no blank, no order of rows and no second way to write a number can be changed unseen.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from site_builder.pages.data import json_bytes, table_bytes
from site_builder.problems import N_
from site_builder.verify.findings import Findings
from site_builder.verify.published import Unreadable, parse

Cells = list[str]


def check_form(file: str, data: bytes, findings: Findings) -> None:
    """Report a file that is not written as the program writes it. One that cannot be read is reported elsewhere."""
    try:
        right = _as_written(file, data)
    except (Unreadable, ValueError, KeyError, csv.Error):
        return
    if right != data:
        findings.wrong(file, N_("this file is not as the program writes it: something in it was changed"))


def _as_written(file: str, data: bytes) -> bytes:
    if file.endswith(".json"):
        return json_bytes(parse(data, lambda value: value))
    head, *rows = filter(None, csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    order = _ORDER.get(file)
    if order is not None:
        rows.sort(key=lambda cells: order(dict(zip(head, cells, strict=False))))
    return table_bytes(tuple(head), [tuple(cells) for cells in rows])


def _in_records(row: dict[str, str]) -> tuple[object, ...]:
    """By date and id; then those that do not say whose they are, by their own text."""
    own = ",".join(row.values())
    if not row.get("account"):
        return (1, own)
    return (0, row["date"], row["record"], row["status"] == "correction", "" if row["record"] else own)


_ORDER: dict[str, Callable[[dict[str, str]], tuple[object, ...]]] = {
    "data/records.csv": _in_records,
    "data/redemptions.csv": lambda row: (row["date"], row["account"], row["item"]),
}
