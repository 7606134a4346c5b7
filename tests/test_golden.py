"""Golden sites: figures that people worked out by hand, and data files kept as they were approved.

After a change that is meant: `python tests/test_golden.py` writes the data files anew, to be read
in the diff.
"""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path

import pytest

from site_builder.build import check
from site_builder.pages.data import data_pages
from tests.conftest import ROOT, SAMPLE_DAY

SITES = ROOT / "tests" / "sites"
LUOYU_DAY = datetime.date(2026, 3, 1)

HOUSEHOLDS = {
    # id: honor, redeemed, expired, balance on 2026-03-01
    "H001": (113, 60, 48, 5),
    "H004": (69, 20, 36, 13),
    "H010": (151, 130, 13, 8),
    "H012": (126, 25, 88, 13),
    "H013": (-22, 0, -27, 5),
    "H018": (8, 0, 18, -10),
    "H019": (-12, 0, -12, 0),
}
TOTALS = {
    # date: issued, deducted, corrected, redeemed, expired, outstanding
    "2026-01-09": (1379, 130, -3, 565, 0, 681),
    "2026-01-10": (1459, 140, -3, 565, 751, 0),
    "2026-01-31": (1469, 140, -8, 565, 751, 5),
    "2026-03-01": (1661, 150, -8, 610, 751, 142),
}
COLUMNS = ("issued", "deducted", "corrected", "redeemed", "expired", "outstanding")


def data_of(site: Path, as_of: datetime.date) -> dict[str, bytes]:
    checked = check(site, as_of)
    assert checked.problems.sorted() == []
    assert checked.publication is not None
    return dict(data_pages(checked.publication))


@pytest.mark.parametrize("day", TOTALS)
def test_luoyu_reconciles_before_on_and_after_the_reset(day: str) -> None:
    data = data_of(SITES / "luoyu", datetime.date.fromisoformat(day))
    (scale,) = json.loads(data["data/site.json"])["scales"]
    assert tuple(scale[column] for column in COLUMNS) == TOTALS[day]


def test_luoyu_accounts_are_those_worked_out_by_hand() -> None:
    accounts = json.loads(data_of(SITES / "luoyu", LUOYU_DAY)["data/accounts.json"])
    found = {a["account"]: (a["honor"], a["redeemed"], a["expired"], a["balance"]) for a in accounts}
    assert {id: found[id] for id in HOUSEHOLDS} == HOUSEHOLDS


def test_luoyu_board_of_the_year_has_ties_in_the_right_places() -> None:
    rows = json.loads(data_of(SITES / "luoyu", LUOYU_DAY)["data/boards/red/2025.json"])["rows"]
    assert [(row["rank"], row["id"], row["points"]) for row in rows] == [
        (1, "H010", 143), (2, "H005", 138), (3, "H016", 128), (4, "H012", 118), (5, "H001", 113),
        (6, "H009", 110), (7, "H007", 100), (8, "H003", 83), (8, "H015", 83), (10, "H017", 80),
    ]


def approved() -> dict[str, tuple[Path, datetime.date]]:
    return {"luoyu": (SITES / "luoyu", LUOYU_DAY), "sample": (ROOT, SAMPLE_DAY)}


@pytest.mark.parametrize("name", approved())
def test_the_data_files_are_those_that_were_approved(name: str) -> None:
    site, day = approved()[name]
    kept = SITES / "approved" / name
    wanted = {path.relative_to(kept).as_posix(): path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    assert data_of(site, day) == wanted


def main() -> None:
    for name, (site, day) in approved().items():
        kept = SITES / "approved" / name
        shutil.rmtree(kept, ignore_errors=True)
        for path, data in data_of(site, day).items():
            (kept / path).parent.mkdir(parents=True, exist_ok=True)
            (kept / path).write_bytes(data)


if __name__ == "__main__":
    main()
