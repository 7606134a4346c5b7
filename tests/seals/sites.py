"""A small village in which every kind of entry happens, to be closed and tampered with."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest

from site_builder import close as closing
from site_builder.cli import run_command

TODAY = datetime.date(2025, 6, 1)
AS_OF = "2025-06-01"

FILES = {
    "site.yaml": """village: 马场村
language: zh-CN
notice_days: 7
scales:
  - {id: points, name: 积分, decimals: 1, unspent: reset, expires_on: 06-30}
  - {id: party, name: 党员积分, account: person, for: party_member, base: 60, redeemable: false}
measures:
  - {id: cleaned, name: 清理垃圾, unit: 平方米}
boards:
  - {id: households, title: 积分红榜, scale: points, periods: [month, quarter, year, all]}
  - {id: people, title: 个人榜, scale: points, rank: person, periods: [quarter]}
  - {id: teams, title: 湾组榜, scale: points, rank: group, periods: [year]}
  - {id: stars, title: 党员榜, scale: party, measure: standing, periods: [year]}
""",
    "roster/roster.yaml": """groups: [{id: g1, name: 一湾}, {id: g2, name: 二湾}]
households:
  - {id: H1, group: g1, members: [{id: P1, name: 张建国, head: true, roles: [party_member], consent: [web]}, {id: P2, name: 李秀英}]}
  - {id: H2, group: g2, members: [{id: P3, name: 王三, roles: [party_member]}]}
links:
  - {from: P1, role: party_member, households: [H2]}
""",
    "rules/rules.yaml": """categories:
  - {id: work, name: 出力}
  - {id: order, name: 治理, limits: [{max: 20, per: month}]}
rules:
  - {id: labor, name: 出工, category: work, points: 3, unit: 工日}
  - {id: advice, name: 建言, category: order, range: [1, 15]}
  - {id: litter, name: 乱倒垃圾, category: order, points: -5, triggers: {link: party_member, rule: linked}}
  - {id: linked, name: 联系户扣分, category: order, scale: party, points: -1}
  - {id: talk, name: 夜话, category: work, scale: party, points: 2}
  - {id: report, name: 上报纠纷, category: order, points: 4, confidential: true}
""",
    "points/2024-q1.yaml": """posted: 2024-03-20
records:
  - {date: 2024-03-12, who: P2, rule: labor, qty: 2.5}
  - {date: 2024-03-12, who: H2, rule: labor, qty: 4, note: 路基}
  - {date: 2024-03-13, who: P1, rule: advice, points: 15}
  - {date: 2024-03-14, who: P1, rule: advice, points: 9, note: 上限}
  - {date: 2024-03-15, who: P3, rule: litter}
  - {date: 2024-03-16, who: P3, rule: report}
  - {date: 2024-03-17, who: P1, rule: talk}
  - {date: 2024-03-18, who: H1, rule: labor, qty: 1, note: 帮王三家}
""",
    "points/2024-q2.yaml": """posted: 2024-05-02
records:
  - {date: 2024-04-30, who: H1, rule: labor, qty: 7}
  - {date: 2024-05-01, who: P3, rule: talk}
corrections:
  - {date: 2024-05-10, record: RECORD, points: -1.5, reason: 多记半天}
""",
    "activities/cleanup.md": """---
title: 清塘
date: 2023-11-05
results: [{measure: cleaned, value: 120.5}]
---
""",
    "activities/again.md": """---
title: 再清塘
date: 2024-03-12
results: [{measure: cleaned, value: 0.25}]
---
""",
    "rewards/rewards.yaml": """items: [{id: rice, name: 大米, points: 6, stock: [{date: 2024-01-01, qty: 9}]}]
redemptions:
  - {who: H1, item: rice, qty: 1, date: 2024-03-29}
  - {who: H2, item: rice, qty: 1, date: 2024-03-30, cancelled: 2024-04-02}
""",
}
PERIODS = ("2024-Q1", "2024-Q2")


def make_site(site: Path) -> Path:
    """Write the village."""
    from tests.naive.model import record_id

    corrected = record_id("2024-03-12", "H2", {"rule": "labor", "qty": "4", "note": "路基"})
    for path, text in FILES.items():
        file = site / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("RECORD", corrected), "utf-8")
    return site


def set_today(patch: pytest.MonkeyPatch, day: datetime.date = TODAY) -> None:
    """Let a day be today."""
    patch.setattr(closing, "today", lambda timezone: day)


def close(site: Path, *periods: str) -> None:
    """Close periods, which have to be ready for it."""
    for period in periods:
        assert run_command(["close", period, "--site", str(site)]) == 0


def build(site: Path, as_of: str = AS_OF) -> Path:
    """Publish a village, and give where."""
    assert run_command(["build", "--site", str(site), "--as-of", as_of, "--no-cache"]) == 0
    return site / "output"


def edit(site: Path, path: str, old: str, new: str) -> None:
    """Change a content file at the one place where a text stands."""
    file = site / "content" / path
    text = file.read_text("utf-8")
    assert text.count(old) >= 1, (path, old)
    file.write_text(text.replace(old, new, 1), "utf-8")


def codes(said: str) -> list[str]:
    """The codes of the errors in what was printed, sorted."""
    return sorted(re.findall(r"error\[([a-z0-9-]+)\]", said))


def lines(data: bytes) -> list[dict[str, Any]]:
    """The lines of a seal's file."""
    return [json.loads(line) for line in data.decode().splitlines()]
