"""A name without consent, put into every place where a clerk can write, reaches no published byte."""

from __future__ import annotations

import csv
import json
import re
from html import unescape
from pathlib import Path

import pytest

from site_builder.cli import run_command

NAME = "欧阳秘密"
OPEN = "赵公开"
AS_OF = "2024-12-31"

FILES = {
    "site.yaml": """village: 测试村NAME
town: 镇NAME
county: 县NAME
base_url: https://a.example/
contact: {name: 找NAME, phone: 0728-0000000}
notice_days: 7
scales:
  - {id: points, name: 积分NAME, point_value: 1, levels: [{name: 星NAME, from: 1}]}
  - {id: party, name: 党员积分NAME, account: person, for: party_member, base: 60, redeemable: false, levels: [{name: 五星NAME, from: 1}]}
measures:
  - {id: area, name: 面积NAME, unit: 平米NAME}
boards:
  - {id: households, title: 红榜NAME, periods: [month, quarter, year, all]}
  - {id: persons, title: 个人榜NAME, rank: person, periods: [year]}
  - {id: teams, title: 湾组榜NAME, rank: group, measure: per_household, periods: [year]}
  - {id: party, title: 党员榜NAME, scale: party, measure: standing, periods: [year], roles: [party_member]}
""",
    "roster/r.yaml": """groups:
  - {id: g1, name: 一湾NAME, party_group: 党小组NAME}
households:
  - {id: H001, group: g1, members: [{id: P0001, name: NAME, head: true, roles: [party_member, center_household, 热心人NAME]}]}
  - {id: H002, group: g1, members: [{id: P0002, name: 赵公开, consent: [web, print], roles: [party_member]}, {id: P0003, name: 小NAME, minor: true, consent: [web]}]}
  - {id: H003, group: g1, members: [{id: P0004, name: 只上墙, consent: [print]}]}
organization:
  - {id: v, name: 支部NAME, leader: NAME}
  - {id: w, name: 小组, under: v, group: g1, leader: 王NAME}
links:
  - {from: P0001, role: party_member, households: [H002]}
  - {from: 镇干部NAME, role: 包户NAME, households: [H001]}
""",
    "rules/r.yaml": """categories:
  - {id: a, name: 治理NAME, limits: [{max: 5, per: month}]}
rules:
  - {id: work, name: 出工NAME, category: a, points: 3, unit: 工日NAME}
  - {id: honor, name: 表彰NAME, category: a, by_level: {村NAME: 5}}
  - {id: litter, name: 乱倒NAME, category: a, points: -2}
  - {id: quiet, name: 调解NAME, category: a, points: 2, confidential: true}
  - {id: duty, name: 值班NAME, category: a, scale: party, points: 2, for: 热心人NAME}
""",
    "points/p.yaml": """posted: 2024-03-10
recorded_by: 记账NAME
reviewed_by: [审核NAME, NAME]
records:
  - {date: 2024-03-01, who: NAME, rule: work, qty: 2, note: 和NAME一起, evidence: 签到NAME}
  - {date: 2024-03-02, who: 赵公开, rule: honor, level: 村NAME, note: NAME推荐}
  - {date: 2024-03-03, who: P0001, rule: litter, note: NAME倒的}
  - {date: 2024-03-04, who: P0003, rule: quiet, note: NAME家的事}
  - {date: 2024-03-05, who: P0001, rule: duty, subject: NAME的事}
objections:
  - {date: 2024-03-11, record: RECORD, reason: NAME没来, outcome: rejected, closed: 2024-03-20, answer: NAME来了}
corrections:
  - {date: 2024-04-01, record: RECORD, points: 1, reason: 补NAME一分, approved_by: 主任NAME}
""",
    "activities/a.md": """---
title: 活动NAME
date: 2024-03-06
kind: 夜话NAME
place: NAME家门口
posted: 2024-03-10
recorded_by: NAME
records:
  - {who: P0002, rule: work, note: 给NAME帮忙}
results: [{measure: area, value: 12}]
matters: [m-1]
---

# NAME来了

见**欧阳**秘密，欧阳&#31192;密，欧
阳秘密，欧阳　秘密，欧<!-- x -->阳秘密，`欧阳`秘密，<b>欧</b>阳<i>秘密</i>。

| NAME | 列 |
|---|---|
| 1 | NAME |

[看NAME](https://a.example "NAME")

    代码NAME
""",
    "stories/s.md": "---\ntitle: 故事NAME\ndate: 2024-05-01\nauthor: NAME\nkind: honor\ntags: [标签NAME, NAME]\npeople: [P0001]\n---\n\nNAME的一天。\n",
    "stories/t.md": "---\ntitle: 新闻NAME\ndate: 2024-06-01\nauthor: 通讯员NAME\n---\n\n> NAME说\n\n- NAME\n",
    "pages/p.md": "---\ntitle: 关于NAME\nmenu: true\n---\n\nNAME的村\n",
    "matters/m.yaml": """matters:
  - {id: m-1, kind: request, opened: 2024-03-01, raised_by: NAME, title: 修NAME门前的路, status: resolved, closed: 2024-03-06, handled_by: [P0001, 师傅NAME]}
  - {id: m-2, kind: idea, opened: 2024-03-01, raised_by: H001, title: NAME的点子, status: adopted}
  - {id: m-3, kind: pledge, opened: 2024-03-01, title: 倡议NAME, households: [H001]}
  - {id: m-4, kind: dispute, type: family, opened: 2024-03-01, title: NAME家吵架, found_by: P0001}
""",
    "rewards/w.yaml": """items:
  - {id: rice, name: 大米NAME, points: 1, stock: [{date: 2024-01-01, qty: 9}]}
event: {title: 兑换NAME, date: 2024-06-30, place: 戏台NAME}
redemptions:
  - {who: P0001, item: rice}
""",
}


def site_with(folder: Path, settings: str = "") -> Path:
    """The village with the name in every slot."""
    from datetime import date
    from decimal import Decimal

    from site_builder.village.model import record_id
    from site_builder.village.shapes import Number

    note = f"和{NAME}一起"
    record = record_id(date(2024, 3, 1), "P0001", "work", Number(Decimal(2), "2"), None, "", "", note)
    for path, text in FILES.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("NAME", NAME).replace("RECORD", record) + (settings if path == "site.yaml" else ""), "utf-8")
    return folder


def build(site: Path) -> int:
    return run_command(["build", "--site", str(site), "--as-of", AS_OF])


def published(site: Path) -> dict[str, str]:
    """Everything published and cached, with entities and escapes resolved, markup, spaces and breaks taken out."""
    files = [path for folder in ("output", ".cache") for path in (site / folder).rglob("*") if path.is_file()]
    return {path.relative_to(site).as_posix(): bare(path.read_bytes().decode("utf-8", "replace")) for path in files}


def bare(text: str) -> str:
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
    return re.sub(r"\s|[\u200b\u00ad]", "", unescape(unescape(re.sub(r"<[^>]*>", "", text)) + re.sub(r"[<>\"]", " ", text)))


def leaks(site: Path, name: str) -> list[str]:
    return [path for path, text in published(site).items() if name in text or name in path]


def test_the_name_of_somebody_without_consent_is_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = site_with(tmp_path)
    status = build(site)
    out, err = capsys.readouterr()
    assert status == 0, err
    assert leaks(site, NAME) == []
    assert leaks(site, f"小{NAME}") == []
    assert leaks(site, "只上墙") == []
    assert NAME not in out + err
    assert len(leaks(site, OPEN)) > 5, "who consented is named"
    assert len(leaks(site, "欧**密")) > 20, "the masked name stands where the name stood"


def test_every_line_with_the_name_is_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = site_with(tmp_path)
    build(site)
    warned = set(re.findall(r"^content/([^:]+):(\d+):\d+: warning\[name-masked\]", capsys.readouterr().err, re.MULTILINE))
    silent = []
    for path, text in FILES.items():
        for number, line in enumerate(text.splitlines(), start=1):
            # A name that says who did it, or whose roster entry it is, is a reference and no text.
            said = re.sub(r"(who|leader|raised_by|name): NAME|小NAME|handled_by: \[P0001, ", "", line)
            if "NAME" in said and "dispute" not in line and (path, str(number)) not in warned:
                silent.append(f"{path}:{number} {line}")
    # Hidden as a whole: the notes of the deduction and of the confidential record.
    assert [line for line in silent if "litter" not in line and "quiet" not in line] == []


@pytest.mark.parametrize(("mode", "shown"), [("full", True), ("masked", False)])
def test_the_modes_of_names(tmp_path: Path, mode: str, shown: bool, capsys: pytest.CaptureFixture[str]) -> None:
    site = site_with(tmp_path, f"names: {mode}\n")
    assert build(site) == 0, capsys.readouterr().err
    assert bool(leaks(site, NAME)) == shown
    assert bool(leaks(site, OPEN)) == shown
    assert leaks(site, f"小{NAME}") == [], "a minor is masked, whatever else is said"


def test_a_withdrawn_consent_takes_the_name_out_of_everything(tmp_path: Path) -> None:
    site = site_with(tmp_path)
    assert build(site) == 0
    assert leaks(site, OPEN)
    roster = site / "content" / "roster" / "r.yaml"
    roster.write_text(roster.read_text("utf-8").replace(", consent: [web, print]", ""), "utf-8")
    assert build(site) == 0
    assert leaks(site, OPEN) == []


def test_a_dispute_and_a_confidential_record_leave_no_trace_but_counts(tmp_path: Path) -> None:
    site = site_with(tmp_path)
    assert build(site) == 0
    assert leaks(site, "吵架") == []
    assert leaks(site, "m-4") == []
    matters = json.loads((site / "output" / "data" / "matters.json").read_text("utf-8"))
    assert "dispute" not in matters["kinds"]
    assert matters["disputes"] == [{"quarter": "2024-Q1", "type": "family", "count": "<3"}]
    rows = list(csv.DictReader((site / "output" / "data" / "records.csv").read_text("utf-8").splitlines()))
    quiet = [row for row in rows if not row["account"]]
    assert [(row["date"], row["rule"], row["account"], row["person"]) for row in quiet] == [
        ("2024-03", "", "", ""), ("2024-03", "litter", "", ""),
    ]


def test_a_private_number_anywhere_stops_the_build_and_is_shown_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = "13800138000"
    disguises = (number, "138 0013 8000", "138-0013-8000", "+86 13800138000", "１３８００１３８０００")
    for path in FILES:
        for disguise in disguises if path == "site.yaml" else (number,):
            site = site_with(tmp_path / re.sub(r"\W", "", path + disguise))
            file = site / "content" / path
            text = file.read_text("utf-8")
            comment = f"<!-- 电话 {disguise} -->\n" if path.endswith(".md") else f"# 电话 {disguise}\n"
            file.write_text(text + comment, "utf-8")
            assert build(site) == 1, f"{path}: {disguise}"
            out, err = capsys.readouterr()
            assert "error[private-number]" in err
            digits = "".join(str(int(c)) for c in out + err if c.isdigit())
            assert number not in digits.replace("0728-0000000", "")
            assert not (site / "output").exists()
            assert leaks(site, number) == []


def test_a_bank_card_is_blotted_out_of_every_message_about_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = site_with(tmp_path)
    card = "6222020200112233404"
    file = site / "content" / "points" / "z.yaml"
    file.write_text(f'records:\n  - {{date: 2024-03-01, who: "{card}", rule: work}}   # 银行卡\n', "utf-8")
    assert build(site) == 1
    out, err = capsys.readouterr()
    assert "error[unknown-who]" in err
    assert card not in out + err


def test_a_number_in_a_file_name_is_not_shown_whatever_stands_between(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = site_with(tmp_path)
    (site / "content" / "points" / "13800\u200b138000.yaml").write_text("records: []\n", "utf-8")
    assert build(site) == 1
    out, err = capsys.readouterr()
    assert "138000" not in out + err


def test_a_name_in_the_telephone_of_the_contact_is_masked(tmp_path: Path) -> None:
    site = site_with(tmp_path)
    settings = site / "content" / "site.yaml"
    settings.write_text(settings.read_text("utf-8").replace("phone: 0728-0000000", f"phone: {NAME} 0728-1"), "utf-8")
    assert build(site) == 0
    assert leaks(site, NAME) == []


@pytest.mark.parametrize(("old", "new"), [("a.example/", "a.example/Wang-Wei/"), ("id: H003", "id: Wang-Wei")])
def test_a_name_in_an_id_or_in_the_address_of_the_site_is_refused(tmp_path: Path, old: str, new: str, capsys: pytest.CaptureFixture[str]) -> None:
    site = site_with(tmp_path)
    for name in ("site.yaml", "roster/r.yaml"):
        file = site / "content" / name
        file.write_text(file.read_text("utf-8").replace("只上墙", "Wang Wei").replace(old, new), "utf-8")
    assert build(site) == 1
    assert "error[name-in-address]" in capsys.readouterr().err
