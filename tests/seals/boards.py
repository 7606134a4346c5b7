"""A village whose boards choose who may rank: by group, by roles, a cut, a veto, quotients."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "site.yaml": """village: 马场村
language: zh-CN
notice_days: 7
scales: [{id: points, name: 积分}]
boards:
  - {id: all, title: 总榜, rank: account, periods: [month, quarter, year, all]}
  - {id: first, title: 一湾榜, rank: account, group: g1, periods: [quarter]}
  - {id: two, title: 前二, rank: account, top: 2, periods: [quarter]}
  - {id: half, title: 前半, rank: account, top_percent: 40, periods: [quarter]}
  - {id: party, title: 党员榜, rank: person, roles: party_member, periods: [quarter]}
  - {id: people, title: 个人榜, rank: person, group: g1, periods: [quarter]}
  - {id: work, title: 出工榜, rank: account, rule: labor, periods: [quarter]}
  - {id: order, title: 治理榜, rank: account, category: order, periods: [year]}
  - {id: teams, title: 湾组榜, rank: group, measure: per_household, periods: [quarter]}
""",
    "roster/roster.yaml": """groups: [{id: g1, name: 一湾}, {id: g2, name: 二湾}]
households:
  - {id: H1, group: g1, members: [{id: P1, name: 张建国, roles: [party_member]}]}
  - {id: H2, group: g1, members: [{id: P2, name: 李秀英}]}
  - {id: H3, group: g2, members: [{id: P3, name: 王三}]}
  - {id: H4, group: g2, members: [{id: P4, name: 赵四}]}
""",
    "rules/rules.yaml": """categories: [{id: work, name: 出力}, {id: order, name: 治理}]
rules:
  - {id: labor, name: 出工, category: work, points: 3, unit: 工日}
  - {id: advice, name: 建言, category: order, range: [1, 15]}
  - {id: drunk, name: 酒驾, category: order, range: [-9, 9], veto: true}
""",
    "points/2024.yaml": """posted: 2024-03-20
records:
  - {date: 2024-03-12, who: P1, rule: labor, qty: 5}
  - {date: 2024-03-12, who: P2, rule: labor, qty: 4}
  - {date: 2024-03-12, who: P3, rule: labor, qty: 3}
  - {date: 2024-03-13, who: P4, rule: advice, points: 8}
  - {date: 2024-03-14, who: P4, rule: drunk, points: 1}
  - {date: 2023-12-14, who: P3, rule: advice, points: 2}
  - {date: 2023-12-15, who: P1, rule: advice, points: 2}
""",
}

ROW = '  {"rank": 2, "id": "H2", "name": "李*英", "points": 12}'
TAMPERED = [
    ("boards/all/2024-Q1.json", f",\n{ROW}", ""),
    ("boards/all/2023-Q4.json", '"points": 2', '"points": 3'),
    ("boards/first/2024-Q1.json", f",\n{ROW}", ""),
    ("boards/first/2024-Q1.json", f"{ROW}", ROW + ',\n  {"rank": 3, "id": "H3", "name": "王*", "points": 9}'),
    ("boards/two/2024-Q1.json", f"{ROW}", ROW + ',\n  {"rank": 3, "id": "H3", "name": "王*", "points": 9}'),
    ("boards/two/2024-Q1.json", f",\n{ROW}", ""),
    ("boards/half/2024-Q1.json", f",\n{ROW}", ""),
    ("boards/people/2024-Q1.json", ',\n  {"rank": 2, "id": "P2", "name": "李*英", "points": 12}', ""),
    ("boards/work/2024-Q1.json", '"points": 15', '"points": 16'),
    ("boards/work/2024-Q1.json", ',\n  {"rank": 3, "id": "H3", "name": "王*", "points": 9}', ""),
    ("boards/order/2024.json", '"rows": []', '"rows": [\n  {"rank": 1, "id": "H4", "name": "赵*", "points": 7}\n ]'),
    ("boards/teams/2024-Q1.json", '"rank": 2', '"rank": 1'),
    ("site.json", '"top": 2', '"top": 1'),
    ("site.json", '"top_percent": 40', '"top_percent": 20'),
    ("site.json", '"vetoes": {"drunk": 1}', '"vetoes": {}'),
    ("site.json", '"group": [\n    "g1"\n   ]', '"group": [\n    "g2"\n   ]'),
]
"""What is changed in a published data file: who is left off, put on, or ranked otherwise."""


def make_village(site: Path) -> Path:
    """Write the village."""
    for path, text in FILES.items():
        file = site / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return site
