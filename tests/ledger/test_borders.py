"""What holds on the very day, at the very threshold, for nothing at all: where one more or less would be another figure."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from site_builder.build import check
from tests.naive.model import record_id
from tests.seals.sites import build, close, edit, lines, set_today

SITE = """village: 马场村
notice_days: 7
scales: [{id: points, name: 积分, unspent: reset, expires_on: 06-30}]
boards:
  - {id: groups, title: 湾组榜, scale: points, rank: group, measure: per_household, periods: [year]}
  - {id: all, title: 总榜, scale: points, periods: [year]}
"""
ROSTER = """groups: [{id: g1, name: 一湾}, {id: g2, name: 二湾}]
households:
  - {id: H1, group: g1, members: [{id: P1, name: 张建国}]}
  - {id: H2, group: g1, members: [{id: P2, name: 李秀英}]}
"""
RULES = """categories: [{id: work, name: 出力}, {id: order, name: 治理, limits: [{max: 6, per: month}, {min: -4, per: month}]}]
rules:
  - {id: give, name: 捐款, category: work, unit: 元, tiers: [{from: 10, points: 1}, {from: 20, points: 5}]}
  - {id: most, name: 出工, category: order, points: 3}
  - {id: least, name: 乱倒, category: order, points: -3}
  - {id: drunk, name: 酒驾, category: work, points: -9, veto: true}
"""


def village(site: Path, records: str, more: dict[str, str] | None = None) -> Path:
    files = {"site.yaml": SITE, "roster/a.yaml": ROSTER, "rules/a.yaml": RULES, "points/a.yaml": f"posted: 2024-03-20\nrecords:\n{records}", **(more or {})}
    for path, text in files.items():
        file = site / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return site


def data(site: Path, path: str, as_of: str = "2024-12-31") -> Any:
    return json.loads((build(site, as_of) / "data" / path).read_text("utf-8"))


@pytest.mark.parametrize(("qty", "points"), [("9.99", 0), ("10", 1), ("10.01", 1), ("19.99", 1), ("20", 5), ("21", 5)])
def test_a_tier_begins_at_its_threshold(tmp_path: Path, qty: str, points: int) -> None:
    site = village(tmp_path, f"  - {{date: 2024-03-12, who: H1, rule: give, qty: {qty}}}\n")
    assert data(site, "accounts.json", "2024-06-01")[0]["honor"] == points


def test_limits_of_what_is_given_and_of_what_is_taken_are_filled_apart(tmp_path: Path) -> None:
    site = village(tmp_path, "".join(f"  - {{date: 2024-03-{day}, who: H1, rule: {rule}}}\n" for day, rule in ((10, "least"), (11, "most"), (12, "least"), (13, "most"), (14, "most"))))
    assert data(site, "accounts.json", "2024-06-01")[0]["honor"] == 6 - 4


def test_who_has_nothing_left_has_nothing_that_expires(tmp_path: Path) -> None:
    """The year in which the household has nothing is in no account and in no seal."""
    with pytest.MonkeyPatch.context() as patch:
        set_today(patch)
        site = village(tmp_path, "  - {date: 2024-03-12, who: H1, rule: most}\n  - {date: 2024-03-13, who: H1, rule: least}\n")
        close(site, "2024-Q1", "2024-Q2")
        assert [line["kind"] for line in lines((site / "content/seals/2024-Q2.jsonl").read_bytes())[1:]] == []


@pytest.mark.parametrize(("as_of", "listed"), [("2024-03-26", True), ("2024-03-27", False)])
def test_a_veto_holds_from_the_day_on_which_it_is_confirmed(tmp_path: Path, as_of: str, listed: bool) -> None:
    more = {"points/b.yaml": "posted: 2024-01-20\nrecords:\n  - {date: 2024-01-12, who: H1, rule: give, qty: 900}\n"}
    site = village(tmp_path, "  - {date: 2024-03-12, who: H1, rule: drunk}\n  - {date: 2024-03-12, who: H2, rule: most}\n", more)
    edit(site, "rules/a.yaml", "points: 5}", "points: 50}")
    assert ("H1" in [row["id"] for row in data(site, "boards/all/2024.json", as_of)["rows"]]) == listed


def test_a_group_without_households_has_nothing_on_a_board_of_quotients(tmp_path: Path) -> None:
    site = village(tmp_path, "  - {date: 2024-03-12, who: H1, rule: most}\n")
    rows = data(site, "boards/groups/2024.json")["rows"]
    assert [(row["id"], row["rank"], row["points"]) for row in rows] == [("g1", 1, 1.5), ("g2", 2, 0.0)]


@pytest.mark.parametrize(("as_of", "status"), [("2024-04-30", "open"), ("2024-05-01", "resolved"), ("2024-05-02", "resolved")])
def test_a_matter_is_closed_on_the_day_on_which_it_was_closed(tmp_path: Path, as_of: str, status: str) -> None:
    more = {"matters/a.yaml": "matters:\n  - {id: m1, kind: request, opened: 2024-03-01, closed: 2024-05-01, title: 修路, status: resolved}\n"}
    site = village(tmp_path, "  - {date: 2024-03-12, who: H1, rule: most}\n", more)
    publication = check(site, datetime.date.fromisoformat(as_of)).publication
    assert publication is not None
    assert [matter.status for matter in publication.matters.requests] == [status]


def test_disputes_are_counted_by_the_quarter_in_which_they_were_found(tmp_path: Path) -> None:
    disputes = "".join(f"  - {{id: d{n}, kind: dispute, opened: 2024-0{month}-01, type: debt}}\n" for n, month in enumerate((3, 4, 5, 6)))
    site = village(tmp_path, "  - {date: 2024-03-12, who: H1, rule: most}\n", {"matters/a.yaml": f"matters:\n{disputes}"})
    assert data(site, "matters.json")["disputes"] == [{"quarter": "2024-Q1", "type": "debt", "count": "<3"}, {"quarter": "2024-Q2", "type": "debt", "count": 3}]


def told(site: Path) -> list[tuple[str, dict[str, str]]]:
    """Codes and values of the errors."""
    return [(problem.code, problem.values) for problem in check(site, datetime.date(2024, 12, 31)).problems.sorted() if problem.severity == "error"]


def test_a_cost_is_told_with_the_digits_of_its_scale(tmp_path: Path) -> None:
    more = {"rewards/a.yaml": "items: [{id: rice, name: 大米, points: 7.5, stock: [{date: 2024-01-01, qty: 9}]}]\nredemptions:\n  - {who: H1, item: rice, qty: 1, date: 2024-04-01}\n"}
    site = village(tmp_path, "  - {date: 2024-03-12, who: H1, rule: most}\n", more)
    edit(site, "site.yaml", "name: 积分", "name: 积分, decimals: 1")
    [(code, values)] = told(site)
    assert (code, values["cost"], values["balance"]) == ("over-redemption", "7.5", "3.0")


@pytest.mark.parametrize(("posted", "codes"), [("posted: 2024-03-99\n", ["bad-date"]), ("", ["objection-not-in-time"])])
def test_an_objection_is_not_blamed_for_a_day_that_cannot_be_read(tmp_path: Path, posted: str, codes: list[str]) -> None:
    site = village(tmp_path, "  - {date: 2024-03-12, who: H1, rule: most}\n")
    objected = record_id("2024-03-12", "H1", {"rule": "most"})
    more = f"objections:\n  - {{date: 2024-03-22, record: {objected}, reason: 不对, outcome: rejected, closed: 2024-03-23}}\n"
    edit(site, "points/a.yaml", "posted: 2024-03-20\n", posted + more)
    assert [code for code, _ in told(site)] == codes
