"""Whose deed it was cannot be had by joining what is published: by days, sums, order, gaps or differences.

Generated villages in pairs. Two deeds that are published without an account, of the same points and close
enough in time that no board tells them apart, change hands between two accounts of a group. All sums of all
accounts stay, so all that may be told stays: every published byte has to. `JOINING=500 pytest
tests/leaks/test_joining.py` tries so many villages; without it a few.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from site_builder import close as closing
from tests.leaks.sites import Files, build, published, run, write
from tests.seals.sites import set_today

VILLAGES = int(os.environ.get("JOINING", "4"))
SPANS = {"month": 1, "quarter": 3, "year": 12}
QUIET = {
    # By mode: rules of which nothing is told but what section 8 says, with their points.
    "litter": -2, "spill": -2, "noise": -2, "feast": -5, "burn": -5, "mend": 4, "tell": 4, "calm": 4, "hear": 3, "help": 3,
}
CONFIDENTIAL = {"mend": "c", "tell": "d", "calm": "c", "hear": "d", "help": "c"}
LATE = "2024-12-31"


@dataclass(frozen=True)
class Deed:
    """A record as written, of one household."""

    month: int
    day: int
    who: str
    rule: str
    note: str = ""
    evidence: str = ""
    happened: str = ""
    in_activity: bool = False
    named: str = "H"
    """Whether the household is named (H), its head (P) or another member (Q)."""

    def line(self) -> str:
        more = "".join(f", {name}: {value}" for name, value in (("note", self.note), ("evidence", self.evidence), ("happened", self.happened)) if value)
        return f"  - {{date: 2024-{self.month:02}-{self.day:02}, who: {self.named}{self.who[1:]}, rule: {self.rule}{more}}}\n"


@dataclass(frozen=True)
class Village:
    """What of a village is drawn by lot."""

    mode: str
    span: str
    households: int
    deeds: tuple[Deed, ...]
    language: str
    unspent: str
    ranks_groups: bool = True

    def group(self, who: str) -> int:
        return 1 + int(who[1:]) % 2

    def files(self) -> Files:
        households = "".join(
            f"  - {{id: H{i}, group: g{1 + i % 2}, members: [{{id: P{i}, name: 户主{i}, consent: [web], roles: [party_member]}}, {{id: Q{i}, name: 家人{i}}}]}}\n" for i in range(1, self.households + 1)
        )
        spans = [name for name, months in SPANS.items() if months >= SPANS[self.span]]
        categories = {rule: CONFIDENTIAL.get(rule, "ab"[number % 2]) for number, rule in enumerate(QUIET)}
        rules = "".join(
            f"  - {{id: {rule}, name: 规则{rule}, category: {categories[rule]}, points: {points}{', confidential: true' if rule in CONFIDENTIAL else ''}}}\n" for rule, points in QUIET.items()
        )
        return {
            "site.yaml": f"village: 测试村\nlanguage: {self.language}\nnotice_days: 7\ndeductions: {self.mode}\nbase_url: https://a.example/\n"
            f"scales: [{{id: points, name: 积分, unspent: {self.unspent}, levels: [{{name: 星, from: 5}}]}}]\n"
            f"boards:\n  - {{id: b, title: 榜, periods: [{', '.join([*spans, 'all'])}]}}\n"
            + (f"  - {{id: g, title: 组, rank: group, measure: per_household, periods: [{', '.join(spans)}]}}\n" if self.ranks_groups else ""),
            "roster/a.yaml": f"groups: [{{id: g1, name: 一湾}}, {{id: g2, name: 二湾}}]\nhouseholds:\n{households}links: [{{from: P1, role: party_member, households: [H2, H3]}}]\n",
            "rules/a.yaml": f"categories: [{{id: a, name: 甲}}, {{id: b, name: 乙}}, {{id: c, name: 丙}}, {{id: d, name: 丁}}]\nrules:\n  - {{id: work, name: 出工, category: a, points: 3}}\n{rules}",
            "rewards/a.yaml": "items: [{id: rice, name: 大米, points: 1, stock: [{date: 2024-01-01, qty: 9}]}]\nevent: {title: 兑换, date: 2024-12-20}\nredemptions: [{who: H1, item: rice}]\n",
            "matters/a.yaml": "matters: [{id: m1, kind: request, opened: 2024-03-01, title: 修路}]\n",
            "photos/a.jpg": _picture(),
            **self._batches(),
        }

    def _batches(self) -> Files:
        files: Files = {}
        for quarter in range(1, 4):
            head = f"posted: 2024-{3 * quarter + 1:02}-05\nrecorded_by: 会计\nreviewed_by: [监委会]\n"
            deeds = [deed for deed in self.deeds if (deed.month - 1) // 3 + 1 == quarter]
            work = [Deed(3 * quarter, 1 + i, f"H{1 + i % self.households}", "work", f"第{i}次") for i in range(3 * self.households)]
            files[f"points/q{quarter}.yaml"] = head + "records:\n" + "".join(deed.line() for deed in [*work, *deeds] if not deed.in_activity)
            files[f"activities/a{quarter}.md"] = (
                f"---\ntitle: 活动{quarter}\ndate: 2024-{3 * quarter:02}-20\n{head}records:\n  - {{who: H1, rule: work, note: 活动}}\n"
                + "".join(deed.line() for deed in deeds if deed.in_activity) + "---\nx\n"
            )
        return files


def _picture() -> bytes:
    from tests.leaks.village import picture

    return picture()


def draw(lot: Random) -> Village:
    """A village with quiet deeds of many kinds."""
    households = lot.randint(4, 7)
    deeds = {
        Deed(lot.randint(1, 9), lot.randint(1, 28), f"H{lot.randint(1, households)}", lot.choice(list(QUIET)), f"{lot.choice(['塘边', '分家'])}{number}", lot.choice(["", "条子", "photos/a.jpg"]), lot.choice(["", "2024-01-01"]))
        for number in range(lot.randint(8, 20))
    }
    unspent = lot.choice(["carry", "expire", "reset"])
    return Village(lot.choice(["anonymous", "hidden"]), lot.choice(list(SPANS)), households, tuple(sorted(deeds, key=repr)), lot.choice(["zh-CN", "en"]), unspent, lot.random() < 0.5)


def exchanges(village: Village) -> list[tuple[int, int]]:
    """Pairs of deeds that may change hands without any sum that is told becoming another."""
    months = SPANS[village.span]

    def alike(one: Deed, other: Deed) -> bool:
        close = (one.month - 1) // months == (other.month - 1) // months and (one.month - 1) // 3 == (other.month - 1) // 3
        # A deduction is told with its group; a confidential entry is not, but a board of groups counts it.
        apart = not village.ranks_groups and one.rule in CONFIDENTIAL
        return one.who != other.who and (apart or village.group(one.who) == village.group(other.who)) and QUIET[one.rule] == QUIET[other.rule] and close

    numbered = list(enumerate(village.deeds))
    return [(i, j) for i, one in numbered for j, other in numbered[i + 1 :] if alike(one, other) and one != replace(other, who=one.who)]


def exchanged(village: Village, i: int, j: int) -> Village:
    deeds = list(village.deeds)
    deeds[i], deeds[j] = replace(deeds[i], who=deeds[j].who), replace(deeds[j], who=deeds[i].who)
    return replace(village, deeds=tuple(deeds))


def retold(village: Village, lot: Random) -> Village:
    """All that is written of the quiet deeds beside rule, month and household: other days, words, proofs, files."""
    deeds = tuple(
        replace(deed, day=lot.randint(1, 28), note=f"{lot.random()}", evidence=lot.choice(["", "照片", "photos/a.jpg"]), happened=lot.choice(["", "2024-01-01"]), in_activity=lot.random() < 0.5, named=lot.choice("HPQ"))
        for deed in village.deeds
    )
    return replace(village, deeds=tuple(lot.sample(deeds, len(deeds))))


def tells(village: Village, site: Path, as_of: str) -> dict[str, bytes]:
    """Every byte that is published of a village, with two closed periods."""
    shutil.rmtree(site, ignore_errors=True)
    write(site, village.files())
    for period in ("2024-Q1", "2024-Q2"):
        closed = run("close", period, "--site", str(site))
        assert closed.status == 0, closed.err
    outcome = build(site, "--as-of", as_of, "--no-cache")
    assert outcome.status == 0, outcome.err
    return published(site)


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


@pytest.mark.parametrize("seed", range(VILLAGES))
def test_nothing_published_tells_who_did_what_is_told_without_an_account(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_today(monkeypatch, closing.datetime.date(2025, 1, 1))
    lot = Random(seed)
    village = draw(lot)
    while not exchanges(village):
        village = draw(lot)
    as_of = lot.choice([LATE, "2024-10-07", "2024-11-01"])
    before = tells(village, tmp_path / "site", as_of)
    other = exchanged(village, *lot.choice(exchanges(village)))
    assert differing(before, tells(other, tmp_path / "site", as_of)) == []
    assert differing(before, tells(retold(other, lot), tmp_path / "site", as_of)) == []


def test_the_comparison_notices_a_deed_that_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_today(monkeypatch, closing.datetime.date(2025, 1, 1))
    deeds = (Deed(2, 3, "H1", "litter", "塘边"), Deed(2, 4, "H3", "spill"))
    village = Village("named", "month", 4, deeds, "zh-CN", "carry")
    assert exchanges(village) == [(0, 1)]
    before = tells(village, tmp_path / "site", LATE)
    changed = differing(before, tells(exchanged(village, 0, 1), tmp_path / "site", LATE))
    assert {"output/households/H1.html", "output/households/H3.html", "output/data/records.csv", "output/data/seals/2024-Q1.jsonl"} <= set(changed)
