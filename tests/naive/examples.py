"""Worked examples: tiny villages, the sentence of the contract, the figures worked out by hand.

``EXAMPLES`` is a plain table, to be run against any implementation:

    data = read_output(output) or figures.files      # the same shape
    for path, want in example.expect.items():
        assert lookup(data, path) == plain(want)

Paths: ``accounts.json/<scale>/<account>/<field>``, ``site.json/<scale>/<field>``,
``boards/<board>/<period>`` (rows as (rank, id, points[, level]); ``None``: no such file),
``boards/<board>/<period>/names``, ``records.csv:<columns>`` and ``redemptions.csv:<columns>``
(all rows in the order of the file, those columns), ``measures.json/<measure>/<field>``,
``matters.json/<field>``. An example that is ``refused`` must be an error instead.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

F = Fraction


@dataclass(frozen=True)
class Example:
    """One tiny village and what must come out of it."""

    name: str
    sentence: str
    files: dict[str, str]
    as_of: date
    expect: dict[str, Any]
    refused: bool = False

    def write(self, folder: Path) -> Path:
        """Write the site folder."""
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        return folder


def plain(value: Any) -> Any:
    """Numbers as Fractions, lists as tuples: so that data and hand-written figures compare."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int | Decimal | Fraction):
        return Fraction(value)
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    return tuple(plain(inner) for inner in value)


def lookup(data: Mapping[str, Any], path: str) -> Any:
    """A figure by its path (see the module's docstring), as ``plain`` data."""
    if ":" in path:
        name, columns = path.split(":")
        return plain([[row[column] for column in columns.split(",")] for row in data[name]])
    name, *keys = path.split("/")
    if name == "boards":
        return lookup_board(data, keys)
    if name == "accounts.json":
        scale, account, *keys = keys
        found = [r for r in data[name] if (r["scale"], r["account"]) == (scale, account)]
    elif name == "site.json":
        found = [row for row in data[name]["scales"] if row["id"] == keys[0]]
        keys = keys[1:]
    elif name == "measures.json":
        found = [row for row in data[name] if row["measure"] == keys[0]]
        keys = keys[1:]
    else:
        found = [data[name]]
    if not found:
        return None
    return plain(found[0][keys[0]] if keys else found[0])


def lookup_board(data: Mapping[str, Any], keys: list[str]) -> Any:
    file = data.get(f"boards/{keys[0]}/{keys[1]}.json")
    if file is None:
        return None
    if keys[2:] == ["names"]:
        return tuple(row["name"] for row in file["rows"])
    fields = ("rank", "id", "points", "level")
    return plain([[row[key] for key in fields if key in row] for row in file["rows"]])


def rid(when: str, who: str, rule: str, **typed: str) -> str:
    """A record id; qty and points as typed."""

    def text(key: str) -> str:
        return f'"{typed[key]}"' if key in typed else "null"

    cells = [f'"{when}"', f'"{who}"', f'"{rule}"', typed.get("qty", "null")]
    cells += [typed.get("points", "null"), text("level"), text("subject"), text("note")]
    return hashlib.sha256(f"[{','.join(cells)}]".encode()).hexdigest()[:12]


# H1 (一湾): P1 张建国, head, party member, may be named on the web; P2 李秀英.
# H2 (一湾): P3 王三. H3 (二湾): P4 欧阳小明, party member.
ROSTER = """
groups:
  - {id: g1, name: 一湾}
  - {id: g2, name: 二湾}
households:
  - id: H1
    group: g1
    members:
      - {id: P1, name: 张建国, head: true, roles: [party_member], consent: [web]}
      - {id: P2, name: 李秀英}
  - {id: H2, group: g1, members: [{id: P3, name: 王三}]}
  - {id: H3, group: g2, members: [{id: P4, name: 欧阳小明, roles: [party_member]}]}
"""
RULES = """
categories: [{id: c, name: 类}, {id: d, name: 另一类}]
rules:
  - {id: labor, name: 出工, category: c, points: 3, unit: 工日}
  - {id: hours, name: 志愿, category: c, points: 1, per: 4, unit: 小时}
  - {id: advice, name: 建言, category: d, range: [-10, 10]}
  - {id: honor, name: 表彰, category: c, by_level: {national: 50, village: 5}}
  - {id: clicks, name: 点击, category: c, tiers: [{from: 1000, points: 2}, {from: 10000, points: 5}], unit: 次, cumulative: true}
  - {id: visits, name: 来访, category: c, tiers: [{from: 1000, points: 2}, {from: 10000, points: 5}], unit: 次}
  - {id: litter, name: 乱倒, category: c, points: -5}
"""
ROWS = "records.csv:date,account,person,rule,category,award,status,limited"
SHORT = "records.csv:date,account,award,status,limited"
BALANCE = "accounts.json/points/{}/balance"
ALL = "boards: [{id: b, title: 榜, periods: [month, quarter, year, all]}]"

EXAMPLES: list[Example] = []


def case(
    name: str,
    sentence: str,
    expect: dict[str, Any],
    points: str | dict[str, str] = "",
    *,
    site: str = "",
    roster: str = ROSTER,
    rules: str = RULES,
    as_of: str = "2024-12-31",
    notice: str = "0",
    refused: bool = False,
    **more: str,
) -> None:
    """Add an example; ``points`` is one file or several, ``more`` rewards, matters, activity."""
    files = {
        "content/site.yaml": f"village: 马场村\nnotice_days: {notice}\n{site}\n",
        "content/roster/roster.yaml": roster,
        "content/rules/rules.yaml": rules,
    }
    texts = points if isinstance(points, dict) else {"a": points}
    for stem, text in texts.items():
        if text:
            files[f"content/points/{stem}.yaml"] = text
    places = {"rewards": "rewards/spring.yaml", "matters": "matters/m.yaml"}
    for key, text in more.items():
        place = places.get(key, f"activities/{key.replace('_', '-')}.md")
        files[f"content/{place}"] = text
    EXAMPLES.append(
        Example(name, sentence, files, date.fromisoformat(as_of), expect, refused),
    )


def batch(posted: str, *records: str) -> str:
    """A points file, its records given as the inside of a flow mapping."""
    lines = "".join(f"  - {{{record}}}\n" for record in records)
    return f"posted: {posted}\nrecords:\n{lines}"


def one_rule(text: str, limits: str = "") -> str:
    """A rules file with one category (with limits) and rules as flow mappings, one a line."""
    tail = f", limits: [{limits}]" if limits else ""
    lines = "".join(f"  - {{{line}}}\n" for line in text.strip().split("\n"))
    return f"categories: [{{id: c, name: 类{tail}}}]\nrules:\n{lines}"


# -- section 3: what a record is worth -------------------------------------------------------

case(
    "points-times-qty",
    "points × qty; `qty` ... above 0, default 1",
    {
        SHORT: [
            ("2024-03-12", "H1", 6, "confirmed", False),
            ("2024-03-13", "H1", 3, "confirmed", False),
        ]
    },
    batch(
        "2024-03-20",
        "date: 2024-03-12, who: 张建国, rule: labor, qty: 2",
        "date: 2024-03-13, who: P2, rule: labor",
    ),
)
case(
    "per-cut-toward-zero",
    "points × qty ÷ per; computed ones are cut toward zero",
    {BALANCE.format("H1"): 2, BALANCE.format("H2"): -2},
    batch(
        "2024-03-20",
        "date: 2024-03-12, who: H1, rule: hours, qty: 10",
        "date: 2024-03-12, who: H2, rule: minus, qty: 10",
    ),
    rules=RULES + "  - {id: minus, name: 扣, category: c, points: -1, per: 4, unit: 小时}\n",
)
case(
    "per-two-decimals",
    "All arithmetic is exact decimal ... cut toward zero",
    {BALANCE.format("H1"): F("0.66"), "site.json/points/issued": F("0.66")},
    batch("2024-03-20", "date: 2024-03-12, who: H1, rule: r, qty: 2"),
    site="scales: [{id: points, name: 积分, decimals: 2}]",
    rules=one_rule("id: r, name: 时, category: c, points: 1, per: 3, unit: 小时"),
)
case(
    "range-states-points",
    "`range`: the record states the points",
    {BALANCE.format("H1"): 7},
    batch("2024-03-20", "date: 2024-03-12, who: H1, rule: advice, points: 7"),
)
case(
    "by-level",
    "by_level: {national: 50, ...}",
    {BALANCE.format("H1"): 55},
    batch(
        "2024-03-20",
        "date: 2024-03-12, who: H1, rule: honor, level: national",
        "date: 2024-03-12, who: H1, rule: honor, level: village",
    ),
)
case(
    "tiers-highest-reached",
    "the highest tier whose `from` is not above `qty`, below the lowest 0",
    {BALANCE.format("H1"): 0, BALANCE.format("H2"): 2, BALANCE.format("H3"): 5},
    batch(
        "2024-03-20",
        "date: 2024-03-12, who: H1, rule: visits, qty: 999.99",
        "date: 2024-03-12, who: H2, rule: visits, qty: 1000",
        "date: 2024-03-12, who: H3, rule: visits, qty: 15800",
    ),
)
case(
    "cumulative-awards-the-rest",
    "awarded that tier less what earlier records of the same rule, resolved who and subject "
    "were awarded, never below 0",
    {
        "records.csv:date,person,award": [
            ("2024-03-12", "P1", 2),
            ("2024-03-13", "P1", 3),
            ("2024-03-14", "P1", 0),
            ("2024-03-15", "P1", 5),  # another subject
            ("2024-03-16", "P2", 5),  # another who
        ]
    },
    batch(
        "2024-03-20",
        "date: 2024-03-12, who: 张建国, rule: clicks, subject: v-1, qty: 1000",
        "date: 2024-03-13, who: P1, rule: clicks, subject: v-1, qty: 15800",
        "date: 2024-03-14, who: P1@g1, rule: clicks, subject: v-1, qty: 20000",
        "date: 2024-03-15, who: P1, rule: clicks, subject: v-2, qty: 20000",
        "date: 2024-03-16, who: P2, rule: clicks, subject: v-1, qty: 20000",
    ).replace("P1@g1", "张建国@一湾"),
)
CLICKS = "id: clicks, name: 点击, category: c, unit: 次, cumulative: true, tiers: "
CLICKS += "[{from: 10, points: 2}, {from: 100, points: 5}]"
case(
    "cumulative-after-limits",
    "less what earlier records ... were awarded (after limits; ...)",
    {"records.csv:date,award,limited": [("2024-03-12", 1, True), ("2024-03-13", 1, False)]},
    batch(
        "2024-03-20",
        "date: 2024-03-12, who: P1, rule: clicks, subject: v, qty: 10",
        "date: 2024-03-13, who: P1, rule: clicks, subject: v, qty: 11",
    ),
    rules=one_rule(f"{CLICKS}, limits: [{{max: 1, per: day}}]"),
)
case(
    "cumulative-ignores-corrections",
    "corrections are not looked at",
    {BALANCE.format("H1"): 0},
    {
        "a": batch("2024-03-12", "date: 2024-03-12, who: P1, rule: clicks, subject: v, qty: 10"),
        "b": batch("2024-03-20", "date: 2024-03-13, who: P1, rule: clicks, subject: v, qty: 11")
        + "corrections:\n  - {date: 2024-03-14, points: -2, reason: 更正, record: "
        + f"{rid('2024-03-12', 'P1', 'clicks', qty='10', subject='v')}}}\n",
    },
    rules=one_rule(CLICKS),
)

# -- section 3: limits -------------------------------------------------------------------------


def limited(limits: str, points: str = "3", extra: str = "") -> str:
    rule = f"id: r, name: 规, category: c, points: {points}, limits: [{limits}]"
    return one_rule(rule + ("\n" + extra if extra else ""))


def days(*records: str, posted: str = "2024-12-31") -> str:
    """Records of the rule r, each "MM-DD who" in 2024, or with the year."""
    rows = []
    for record in records:
        when, who, *rest = record.split()
        when = when if len(when) > 5 else f"2024-{when}"
        rows.append(f"date: {when}, who: {who}, rule: {rest[0] if rest else 'r'}")
    return batch(posted, *rows)


AWARDS = "records.csv:date,award,limited"
case(
    "limit-a-month",
    "A record over a limit is awarded what is left",
    {
        AWARDS: [
            ("2024-03-01", 3, False),
            ("2024-03-31", 2, True),
            ("2024-04-01", 3, False),
        ]
    },
    days("03-01 H1", "03-31 P1", "04-01 H1"),
    rules=limited("{max: 5, per: month}"),
)
case(
    "limit-min",
    "`min: -10`: no more than ten can be lost",
    {BALANCE.format("H1"): -10, BALANCE.format("H2"): -6},
    days("03-01 H1", "03-02 H1", "03-03 P2", "03-03 H2"),
    rules=limited("{min: -10, per: month}", "-6"),
)
case(
    "limit-week-begins-on-monday",
    "`week` (Monday first)",
    {AWARDS: [("2024-03-25", 3, False), ("2024-03-31", 1, True), ("2024-04-01", 3, False)]},
    days("03-25 H1", "03-31 H1", "04-01 H1"),
    rules=limited("{max: 4, per: week}"),
)
case(
    "limit-week-over-new-year",
    "a limit counts awards ... whose record date lies in the same period",
    {AWARDS: [("2024-12-30", 3, False), ("2025-01-05", 1, True), ("2025-01-06", 3, False)]},
    days("12-30 H1", "2025-01-05 H1", "2025-01-06 H1", posted="2025-01-07"),
    rules=limited("{max: 4, per: week}"),
    as_of="2025-02-01",
)
case(
    "limit-scoring-year",
    "`year` (scoring year)",
    {AWARDS: [("2024-02-01", 3, False), ("2024-02-29", 1, True), ("2024-03-01", 3, False)]},
    days("02-01 H1", "02-29 H1", "03-01 H1"),
    rules=limited("{max: 4, per: year}"),
    site="year_starts: 03-01",
)
case(
    "limit-ever",
    "`ever`",
    {AWARDS: [("2023-02-01", 3, False), ("2024-02-29", 1, True), ("2024-03-01", 0, True)]},
    days("2023-02-01 H1", "02-29 H1", "03-01 H1"),
    rules=limited("{max: 4, per: ever}"),
)
case(
    "limit-of-person",
    "`of: person`: per named person; a record that names the household counts as one more person",
    {BALANCE.format("H1"): 12},  # P1 4, P2 4, the household 4
    days("03-01 P1", "03-02 P1", "03-03 P2", "03-04 P2", "03-05 H1", "03-06 H1"),
    rules=limited("{max: 4, per: month, of: person}"),
)
case(
    "limit-of-village",
    "`of: village`: all accounts of the scale together",
    {BALANCE.format("H1"): 3, BALANCE.format("H2"): 1, BALANCE.format("H3"): 0},
    days("03-01 H1", "03-02 H2", "03-03 H3"),
    rules=limited("{max: 4, per: month, of: village}"),
)
case(
    "limit-of-category",
    "`limits` (of a rule or of a whole category)",
    {BALANCE.format("H1"): 4},
    days("03-01 H1 r", "03-02 H1 q"),
    rules=one_rule(
        "id: r, name: 甲, category: c, points: 3\nid: q, name: 乙, category: c, points: 3",
        "{max: 4, per: month}",
    ),
)
case(
    "limit-least-of-several",
    "of several, the least that is left",
    {AWARDS: [("2024-03-01", 3, False), ("2024-03-02", 1, True), ("2024-04-01", 2, True)]},
    days("03-01 H1", "03-02 H1", "04-01 H1"),
    rules=limited("{max: 4, per: month}, {max: 6, per: year}"),
)
case(
    "limit-other-sign",
    "A limit counts awards of its sign ...; the others and corrections neither use nor free it",
    {BALANCE.format("H1"): -1},  # 3 - 4 + 2 (two are left of five), and a correction of -2
    days("03-01 H1", "03-02 H1 m", "03-03 H1")
    + f"corrections: [{{date: 2024-12-31, record: {rid('2024-03-01', 'H1', 'r')}, "
    + "points: -2, reason: 更正}]\n",
    rules=limited("{max: 5, per: ever}", extra="id: m, name: 扣, category: c, points: -4"),
)
case(
    "limit-over-versions",
    "Limits are those of the version in force on the record's date and count over all versions",
    {AWARDS: [("2024-03-01", 3, False), ("2024-03-16", 1, True)]},
    days("03-01 H1", "03-16 H1"),
    rules=one_rule(
        "id: r, name: 规, category: c, points: 3, until: 2024-03-15\n"
        "id: r, name: 规, category: c, points: 2, from: 2024-03-16, "
        "limits: [{max: 4, per: month}]"
    ),
)
case(
    "limit-in-order-of-confirmation",
    "Limits ... look only at what stands before in that order among confirmed records, so a "
    "confirmed award never changes later",
    {AWARDS: [("2024-03-01", 1, True), ("2024-03-20", 3, False)]},
    {"a": days("03-01 H1", posted="2024-04-02"), "b": days("03-20 H1", posted="2024-04-01")},
    rules=limited("{max: 4, per: month}"),
)
case(
    "limit-cut-to-the-scale",
    "of several, the least that is left, cut to the scale's decimals",
    {AWARDS: [("2024-03-01", F("1.5"), False), ("2024-03-02", 1, True)]},
    days("03-01 P1 x", "03-02 P1 y"),
    site="scales: [{id: points, name: 积分, decimals: 1}]",
    rules=one_rule(
        "id: x, name: 甲, category: c, points: 1.5\nid: y, name: 乙, category: c, points: 2.0",
        "{max: 2.5, per: month}",
    ),
)
case(
    "provisional-accumulates",
    "A record on notice shows a provisional award, worked out after all confirmed ones in the same order",
    {
        SHORT: [
            ("2024-03-01", "H1", 2, "on_notice", True),
            ("2024-03-02", "H1", 0, "on_notice", True),
            ("2024-03-03", "H1", 3, "confirmed", False),
        ],
        BALANCE.format("H1"): 3,
    },
    {
        "a": days("03-01 H1", "03-02 H1", posted="2024-03-20"),
        "b": days("03-03 H1", posted="2024-03-10"),
    },
    rules=limited("{max: 5, per: month}"),
    notice="7",
    as_of="2024-03-20",
)
case(
    "rule-version-of-the-record-date",
    "the version of the record's date holds",
    {BALANCE.format("H1"): 5},
    days("03-15 H1", "03-16 H1"),
    rules=one_rule(
        "id: r, name: 规, category: c, points: 3, until: 2024-03-15\n"
        "id: r, name: 规, category: c, points: 2, from: 2024-03-16"
    ),
)

# -- section 3: triggers ----------------------------------------------------------------------

LINKED = (
    ROSTER
    + """
links:
  - {from: P1, role: party_member, households: [H2, H3], until: 2024-06-30}
  - {from: P1, role: party_member, households: [H2]}
  - {from: P4, role: party_member, households: [H2], since: 2024-04-01}
  - {from: P2, role: cadre, households: [H2]}
  - {from: 王书记, role: party_member, households: [H2]}
"""
)
TWO_SCALES = """
scales:
  - {id: points, name: 积分}
  - {id: party, name: 党员积分, account: person, for: party_member}
"""
TRIGGER = one_rule(
    "id: litter, name: 乱倒, category: c, points: -5, triggers: {link: party_member, rule: t}\n"
    "id: t, name: 联系户扣分, category: c, scale: party, points: -1"
)
LITTER_ID = rid("2024-03-01", "H2", "litter")
LINKED_ID = rid("2024-03-01", "P1", "t", note=LITTER_ID)
case(
    "trigger-each-linked-once",
    "adds a record of the named rule ... for each roster person linked to that household with "
    "that role ..., once a person",
    {
        "accounts.json/party/P1/balance": -2,
        "accounts.json/party/P4/balance": -1,
        BALANCE.format("H2"): -10,
    },
    days("03-01 H2 litter", "04-01 P3 litter"),
    site=TWO_SCALES,
    roster=LINKED,
    rules=TRIGGER,
)
case(
    "trigger-id-and-note",
    "same date, batch and confirmation date, ..., the triggering record's id as its `note`",
    {
        "records.csv:record,date,scale,account,person,award,status": sorted(
            [
                (LITTER_ID, "2024-03-01", "points", "H2", "", -5, "on_notice"),
                (LINKED_ID, "2024-03-01", "party", "P1", "P1", -1, "on_notice"),
            ]
        )
    },
    days("03-01 H2 litter", posted="2024-03-02"),
    site=TWO_SCALES + "deductions: named",
    roster=LINKED,
    rules=TRIGGER,
    notice="7",
    as_of="2024-03-08",
)
case(
    "trigger-counts-while-it-counts",
    "It counts exactly while its trigger counts; one objects to the trigger",
    {"accounts.json/party/P1/balance": 0, BALANCE.format("H2"): 0},
    days("03-01 H2 litter", posted="2024-03-02")
    + f"objections: [{{date: 2024-03-03, record: {rid('2024-03-01', 'H2', 'litter')}, "
    + "reason: 不是他, outcome: upheld, closed: 2024-03-04}]\n",
    site=TWO_SCALES,
    roster=LINKED,
    rules=TRIGGER,
    notice="7",
)
case(
    "trigger-corrected-alone",
    "a correction of the trigger does not touch it",
    {"accounts.json/party/P1/balance": -1, BALANCE.format("H2"): 0},
    days("03-01 H2 litter", posted="2024-03-02")
    + f"corrections: [{{date: 2024-03-03, record: {rid('2024-03-01', 'H2', 'litter')}, "
    + "points: 5, reason: 更正}]\n",
    site=TWO_SCALES,
    roster=LINKED,
    rules=TRIGGER,
)
case(
    "trigger-for-role-of-the-date",
    "who on the record's date ... has the role that the named rule's and its scale's `for` ask",
    {"accounts.json/party/P1": None, "site.json/party/deducted": 0},
    days("03-01 H2 litter"),
    site=TWO_SCALES,
    roster=LINKED.replace(
        "roles: [party_member], consent",
        "roles: [{role: party_member, until: 2024-02-29}], consent",
    ),
    rules=TRIGGER,
)
case(
    "trigger-who-has-left",
    "who on the record's date is of the village (`from`/`until`)",
    {"accounts.json/party/P1/balance": 0},
    days("03-01 H2 litter"),
    site=TWO_SCALES,
    roster=LINKED.replace("head: true", "head: true, until: 2024-02-29"),
    rules=TRIGGER,
)

# -- section 3: veto --------------------------------------------------------------------------

VETO = """
scales: [{id: points, name: 积分, levels: [{name: 五星, from: 4}, {name: 三星, from: -50}]}]
boards:
  - {id: b, title: 户榜, periods: [month, quarter, year, all]}
  - {id: g, title: 组榜, rank: group, periods: [year]}
  - {id: p, title: 人榜, rank: person, periods: [year]}
"""


def veto_rules(veto: str) -> str:
    return one_rule(
        f"id: r, name: 规, category: c, points: 9\nid: drunk, name: 酒驾, category: c, points: -5, veto: {veto}"
    )


VETOED = days("03-01 P1", "03-01 P2", "03-01 P3", "04-01 P1 drunk")
LIFT = f"record: {rid('2024-04-01', 'P1', 'drunk')}, lifts_veto: true, reason: 悔改"
case(
    "veto-of-a-year",
    "once a record of it is confirmed, ... the account has no level in the scoring year ..., and "
    "it (and its members, on person boards) ranks on no month, quarter or year board ...; its "
    "group still counts its points",
    {
        "accounts.json/points/H1/level": None,
        "accounts.json/points/H2/level": "五星",
        "boards/b/2024": [(1, "H2", 9)],
        "boards/b/2024-03": [(1, "H2", 9)],
        "boards/b/2024-04": [],
        "boards/b/all": [(1, "H1", 13), (2, "H2", 9)],
        "boards/g/2024": [(1, "g1", 22), (2, "g2", 0)],
        "boards/p/2024": [(1, "P3", 9)],
    },
    VETOED,
    site=VETO,
    rules=veto_rules("true"),
)
case(
    "veto-not-before-confirmed",
    "once a record of it is confirmed",
    {"boards/b/2024": [(1, "H1", 18), (2, "H2", 9)], "accounts.json/points/H1/level": "五星"},
    {
        "a": days("03-01 P1", "03-01 P2", "03-01 P3", posted="2024-03-01"),
        "b": days("04-01 P1 drunk", posted="2024-04-01"),
    },
    site=VETO,
    rules=veto_rules("true"),
    notice="7",
    as_of="2024-04-07",
)
case(
    "veto-of-two-years",
    "the scoring year of the record's date (and those after it, `years` in all)",
    {"boards/b/2024": [(1, "H2", 9)], "boards/b/2025": [(1, "H2", 9)],
     "boards/b/2026": [(1, "H1", 9)], "accounts.json/points/H1/level": "五星"},
    days(
        "03-01 P1", "03-01 P3", "04-01 P1 drunk", "2025-01-01 P1", "2025-01-01 P3",
        "2026-01-01 P1", posted="2026-01-02",
    ),
    site=VETO,
    rules=veto_rules("{years: 2}"),
    as_of="2026-01-03",
)  # fmt: skip
case(
    "veto-overlapping-quarter",
    "whose period overlaps them",
    {"boards/b/2024-Q1": [], "boards/b/2024-03": [(1, "H1", 9)], "boards/b/2024-02": []},
    days("2024-02-14 P1 drunk", "02-15 H1", "03-01 H1"),
    site="year_starts: 02-15\n" + VETO,
    rules=veto_rules("true"),
)
case(
    "veto-lifted",
    "A correction with `lifts_veto: true` ... ends that from its date on, for past periods too",
    {"boards/b/2024-03": [(1, "H1", 18), (2, "H2", 9)], "accounts.json/points/H1/level": "五星",
     BALANCE.format("H1"): 13},
    VETOED + f"corrections: [{{date: 2024-12-31, {LIFT}}}]\n",
    site=VETO,
    rules=veto_rules("true"),
)  # fmt: skip
case(
    "veto-lifted-later",
    "What is dated after `as_of` is not there yet",
    {"boards/b/2024-03": [(1, "H2", 9)]},
    VETOED + f"corrections: [{{date: 2025-01-31, {LIFT}}}]\n",
    site=VETO,
    rules=veto_rules("true"),
    as_of="2025-01-30",
)
RICE = "items: [{id: rice, name: 大米, points: 5, stock: [{date: 2024-01-01, qty: 2}]}]\n"


def redeem(*redemptions: str) -> str:
    return "redemptions:\n" + "".join(f"  - {{{one}}}\n" for one in redemptions)


for when, lift, refused in (
    ("2024-04-19", "", True),
    ("2024-04-06", "", False),
    ("2025-01-01", "", False),
    ("2024-05-01", f"corrections: [{{date: 2024-05-01, {LIFT}}}]\n", False),
    ("2024-04-30", f"corrections: [{{date: 2024-05-01, {LIFT}}}]\n", True),
):
    case(
        f"veto-redeem-{when}",
        "with `redeem: false` a redemption of the account dated in them, from the confirmation "
        "on and until a lifting correction, is an error",
        {} if refused else {BALANCE.format("H1"): 8},
        {
            "a": days("03-01 P1", "03-01 P2", posted="2024-03-01"),
            "b": days("04-01 P1 drunk", posted="2024-04-07") + lift,
        },
        rules=veto_rules("{redeem: false}"),
        rewards=RICE + redeem(f"who: P2, item: rice, date: {when}"),
        as_of="2025-01-31",
        refused=refused,
    )

# -- section 4: records, status, objections, corrections ------------------------------------

case(
    "record-id",
    '["2024-03-12","P0001","labor",2,null,null,null,"路基回填"] gives d7763af3c3c4',
    {"records.csv:record,account,person": [("d7763af3c3c4", "H1", "P0001")]},
    batch("2024-03-20", "date: 2024-03-12, who: 张建国, rule: labor, qty: 2, note: 路基回填"),
    roster=ROSTER.replace("P1", "P0001"),
)
case(
    "record-id-as-typed",
    "`qty` and `points` as JSON numbers with the characters as typed (`2.0` stays `2.0`)",
    {"records.csv:record,award": [(rid("2024-03-12", "H1", "labor", qty="2.0", note="010"), 6)]},
    batch("2024-03-20", "date: 2024-03-12, who: H1, rule: labor, qty: 2.0, note: 010"),
)
case(
    "who-as-a-list",
    "`who` as a list (not empty) means one record for each",
    {BALANCE.format("H1"): 6, BALANCE.format("H2"): 3},
    batch("2024-03-20", "date: 2024-03-12, who: [张建国, P2, 王三@一湾], rule: labor"),
)
case(
    "who-name-at-group",
    "`姓名@组` (name@group name or id) tells two apart",
    {BALANCE.format("H1"): 3, BALANCE.format("H3"): 6},
    batch(
        "2024-03-20",
        "date: 2024-03-12, who: [王三@g2, 王三@一湾], rule: labor",
        "date: 2024-03-13, who: 王三@二湾, rule: labor",
    ),
    roster=ROSTER.replace("李秀英", "王三").replace("欧阳小明", "王三")
    .replace("{id: P3, name: 王三}", "{id: P3, name: 赵六}"),
)  # fmt: skip
HELD = days("03-12 H1", posted="2024-04-02")
THREE = one_rule("id: r, name: 规, category: c, points: 3")
HELD_ID = rid("2024-03-12", "H1", "r")


def objection(when: str, outcome: str = "", closed: str = "") -> str:
    tail = (f", outcome: {outcome}" if outcome else "") + (f", closed: {closed}" if closed else "")
    return f"  - {{date: {when}, record: {HELD_ID}, reason: 记错{when}{tail}}}\n"


def status_case(name: str, sentence: str, as_of: str, status: str, *objections: str, award: Any = 3) -> None:
    case(
        name,
        sentence,
        {"records.csv:status,award": [(status, award)],
         BALANCE.format("H1"): 3 if status == "confirmed" else 0},
        HELD + ("objections:\n" + "".join(objections) if objections else ""),
        rules=THREE,
        notice="7",
        as_of=as_of,
    )  # fmt: skip


status_case("on-notice", "*on notice* until the confirmation date", "2024-04-08", "on_notice")
status_case("confirmed", "*confirmed* from it on", "2024-04-09", "confirmed")
status_case(
    "contested", "From `date` until `closed` the record is *contested*", "2024-04-08",
    "contested", objection("2024-04-08", "upheld", "2024-04-12"), award=None,
)  # fmt: skip
status_case(
    "objection-later", "What is dated after `as_of` is not there yet", "2024-04-07",
    "on_notice", objection("2024-04-08", "upheld", "2024-04-12"),
)  # fmt: skip
status_case(
    "contested-past-notice", "an objection closed later is still open", "2024-04-11",
    "contested", objection("2024-04-08", "rejected", "2024-04-12"), award=None,
)  # fmt: skip
status_case(
    "voided", "`upheld`: from `closed` on it is *voided*, for good", "2024-04-12",
    "voided", objection("2024-04-08", "upheld", "2024-04-12"), award=None,
)  # fmt: skip
status_case(
    "rejected-moves-confirmation",
    "the latest of `posted` + `notice_days` and the `closed` of its rejected objections",
    "2024-04-12", "confirmed", objection("2024-04-08", "rejected", "2024-04-12"),
)  # fmt: skip
status_case(
    "rejected-early", "the latest of `posted` + `notice_days` and the `closed` ...", "2024-04-08",
    "on_notice", objection("2024-04-03", "rejected", "2024-04-04"),
)  # fmt: skip
status_case(
    "second-objection-in-time",
    "before the day on which the record would be confirmed, earlier rejected ones counted",
    "2024-04-20", "voided", objection("2024-04-08", "rejected", "2024-04-15"),
    objection("2024-04-14", "upheld", "2024-04-19"), award=None,
)  # fmt: skip
status_case(
    "open-objection", "`open` has no `closed`", "2025-01-01", "contested",
    objection("2024-04-08"), award=None,
)  # fmt: skip
case(
    "contested-frees-the-limit",
    "Draft, contested and voided records have none",
    {SHORT: [
        ("2024-03-12", "H1", None, "contested", False),
        ("2024-03-13", "H1", 3, "confirmed", False),
    ]},
    days("03-12 H1", "03-13 H1", posted="2024-04-02") + "objections:\n" + objection("2024-04-02"),
    rules=limited("{max: 4, per: month}"),
    notice="7",
)  # fmt: skip
case(
    "draft",
    "without it the batch is a draft: checked, not published, not counted; a batch posted later is a draft",
    {SHORT: [("2024-03-12", "H1", 3, "confirmed", False)], BALANCE.format("H1"): 3},
    {
        "a": days("03-12 H1", posted="2024-04-02"),
        "b": days("03-12 H2", posted="2024-04-03"),
        "c": days("03-12 H3").replace("posted: 2024-12-31\n", ""),
    },
    rules=THREE,
    as_of="2024-04-02",
)
case(
    "notice-days-by-posted",
    "[{from: 2024-01-01, days: 7}, …], by the batch's `posted`",
    {"records.csv:date,status": [("2024-03-12", "confirmed"), ("2024-03-13", "on_notice")]},
    {"a": days("03-12 H1", posted="2024-04-01"), "b": days("03-13 H1", posted="2024-04-02")},
    rules=THREE,
    notice="[{from: 2023-01-01, days: 3}, {from: 2024-04-02, days: 10}]",
    as_of="2024-04-05",
)
CORRECTED = HELD + f"corrections: [{{date: 2024-05-10, record: {HELD_ID}, points: -1, reason: 多}}]\n"
case(
    "correction-on-its-own-date",
    "A correction is a ledger entry of its own on its own date",
    {
        SHORT: [
            ("2024-03-12", "H1", 3, "confirmed", False),
            ("2024-05-10", "H1", -1, "correction", False),
        ],
        "boards/b/2024-03": [(1, "H1", 3)],
        "boards/b/2024-Q2": [],
        "boards/b/2024-05": [],
        "boards/b/2024-04": None,
        "boards/b/2024": [(1, "H1", 2)],
        "site.json/points/corrected": -1,
        "site.json/points/issued": 3,
        "accounts.json/points/H1/honor": 2,
    },
    CORRECTED,
    rules=THREE,
    site=ALL,
)
case(
    "correction-later",
    "a later objection, correction or redemption is checked but not counted",
    {SHORT: [("2024-03-12", "H1", 3, "confirmed", False)], BALANCE.format("H1"): 3,
     "boards/b/2024-05": None},
    CORRECTED,
    rules=THREE,
    site=ALL,
    as_of="2024-05-09",
)  # fmt: skip

# -- section 7: rewards ------------------------------------------------------------------------

TEN = one_rule("id: r, name: 规, category: c, points: 10")
EVENT = "event: {title: 集中兑换, date: 2024-04-30, place: 大舞台}\n"
REDEEMED = "redemptions.csv:date,event,scale,account,item,qty,points,cancelled"
case(
    "redemption",
    "A member spends the household's account; date defaults to the event's",
    {
        REDEEMED: [("2024-04-30", "spring", "points", "H1", "rice", 2, 10, "")],
        "accounts.json/points/H1/balance": 0,
        "accounts.json/points/H1/redeemed": 10,
        "accounts.json/points/H1/honor": 10,
        "accounts.json/points/H1/year": 10,
        "boards/b/2024-04": None,
        "boards/b/2024-03": [(1, "H1", 10)],
    },
    days("03-12 P1", posted="2024-04-01"),
    rules=TEN,
    site=ALL,
    rewards=RICE + EVENT + redeem("who: 李秀英, item: rice, qty: 2"),
)
case(
    "redemption-over-balance",
    "A redemption above the account's spendable balance on that date ... is an error",
    {},
    days("03-12 P1", posted="2024-05-01"),  # confirmed the day after
    rules=TEN,
    rewards=RICE + EVENT + redeem("who: H1, item: rice"),
    refused=True,
)
case(
    "redemption-on-the-day-of-confirmation",
    "Within a day: records, corrections, returns, redemptions, expiry",
    {"accounts.json/points/H1/balance": 0, "accounts.json/points/H1/expired": 5},
    days("03-12 P1", posted="2024-04-30"),
    rules=TEN,
    site="scales: [{id: points, name: 积分, unspent: expire, expires_on: 04-30}]",
    rewards=RICE + EVENT + redeem("who: H1, item: rice"),
)
case(
    "redemption-after-expiry",
    "what is spendable, if above 0, on `expires_on` expires that day",
    {},
    days("03-12 P1", posted="2024-04-01"),
    rules=TEN,
    site="scales: [{id: points, name: 积分, unspent: expire, expires_on: 04-29}]",
    rewards=RICE + EVENT + redeem("who: H1, item: rice"),
    refused=True,
)
case(
    "redemption-over-stock",
    "or above the item's stock on that date, is an error",
    {},
    days("03-12 H1", "03-12 H2", posted="2024-04-01"),
    rules=TEN,
    rewards=RICE + EVENT + redeem("who: H1, item: rice, qty: 2", "who: H2, item: rice"),
    refused=True,
)
case(
    "return-before-the-days-redemptions",
    "a return before the day's redemptions; `cancelled: DATE` gives the points taken and the "
    "goods back on that day",
    {
        REDEEMED: [
            ("2024-04-30", "spring", "points", "H1", "rice", 2, 10, "2024-05-02"),
            ("2024-05-02", "spring", "points", "H1", "rice", 2, 10, ""),
        ],
        BALANCE.format("H1"): 0,
        "site.json/points/redeemed": 10,
    },
    days("03-12 H1", posted="2024-04-01"),
    rules=TEN,
    rewards=RICE + EVENT + redeem("who: H1, item: rice, qty: 2, cancelled: 2024-05-02",
                                  "who: H1, item: rice, qty: 2, date: 2024-05-02"),
)  # fmt: skip
case(
    "cancelled-later",
    "What is dated after `as_of` is not there yet",
    {
        REDEEMED: [("2024-04-30", "spring", "points", "H1", "rice", 1, 5, "")],
        BALANCE.format("H1"): 5,
    },
    days("03-12 H1", posted="2024-04-01"),
    rules=TEN,
    as_of="2024-05-01",
    rewards=RICE + EVENT + redeem("who: H1, item: rice, cancelled: 2024-05-02",
                                  "who: H1, item: rice, date: 2024-05-02"),
)  # fmt: skip
case(
    "price-list",
    "a list of `{from: DATE, points: N}`: the latest `from` not after the redemption",
    {"redemptions.csv:date,event,points": [("2024-04-29", "", 4), ("2024-04-30", "", 6)]},
    days("03-12 H1", posted="2024-04-01"),
    rules=TEN,
    rewards=RICE.replace("points: 5", "points: [{from: 2024-01-01, points: 4}, {from: 2024-04-30, points: 6}]")
    + redeem("who: H1, item: rice, date: 2024-04-29", "who: H1, item: rice, date: 2024-04-30"),
)
case(
    "first-redeemable-scale",
    "scale to the first redeemable one",
    {
        REDEEMED: [("2024-04-30", "", "b", "P1", "rice", 1, 5, "")],
        "accounts.json/b/P1/balance": 5,
        "accounts.json/a/H1/balance": 0,
    },
    days("03-12 P1", posted="2024-04-01"),
    rules=TEN.replace("points: 10", "points: 10, scale: b"),
    site="scales:\n  - {id: a, name: 甲, redeemable: false}\n  - {id: b, name: 乙, account: person}",
    rewards=RICE + redeem("who: 张建国, item: rice, date: 2024-04-30"),
)

# -- section 8: what is published of whom ----------------------------------------------------

NAMED = """
groups: [{id: g1, name: 一湾}]
households:
  - {id: H1, group: g1, members: [{id: P1, name: 张建国, consent: [web]}]}
  - {id: H2, group: g1, members: [{id: P2, name: 李秀英, consent: [print]}]}
  - {id: H3, group: g1, members: [{id: P3, name: 王三}]}
  - {id: H4, group: g1, members: [{id: P4, name: 欧阳小明}]}
  - {id: H5, group: g1, members: [{id: P5, name: 赵六, consent: [web], minor: true}]}
  - {id: H6, group: g1, members: [{id: P6, name: 孙七七, consent: [web]}, {id: P7, name: 周小满, head: true}]}
"""


def names_case(name: str, mode: str, sentence: str, *names: str) -> None:
    want = {f"accounts.json/points/H{index}/name": one for index, one in enumerate(names, start=1)}
    case(name, sentence, want, roster=NAMED, site=mode)


names_case(
    "names-by-consent",
    "",
    "in full on the web only with `web` consent; otherwise masked: 张建国 as 张*国, 张三 as 张*, "
    "longer names as first and last character with `*` for each between",
    "张建国", "李*英", "王*", "欧**明", "赵*", "周*满",
)  # fmt: skip
names_case(
    "names-full", "names: full", "or everywhere with `names: full`; `minor: true` is masked "
    "everywhere, whatever else is said",
    "张建国", "李秀英", "王三", "欧阳小明", "赵*", "周小满",
)  # fmt: skip
names_case(
    "names-masked", "names: masked", "names: by_consent (default) | masked | full",
    "张*国", "李*英", "王*", "欧**明", "赵*", "周*满",
)  # fmt: skip
case(
    "names-on-boards",
    "A name is published in full on the web only with `web` consent",
    {"boards/b/2024/names": ("张建国", "王*"), "boards/g/2024/names": ("一湾", "二湾")},
    days("03-12 H1", "03-13 H1", "03-12 H2"),
    rules=THREE,
    site="boards:\n  - {id: b, title: 榜, periods: [year]}\n  - {id: g, title: 组, rank: group, periods: [year]}",
)
case(
    "deduction-anonymous",
    "Anonymous and confidential rows come last, ..., with the month as date and without record, "
    "account and person",
    {
        "records.csv:record,date,scale,account,person,rule,category,award,status,limited": [
            (rid("2024-03-13", "H2", "labor"), "2024-03-13", "points", "H2", "", "labor", "c", 3,
             "confirmed", False),
            ("", "2024-03", "points", "", "", "litter", "c", -5, "confirmed", False),
            ("", "2024-05", "points", "", "", "litter", "c", 1, "correction", False),
        ],
        BALANCE.format("H1"): -4,
    },
    days("03-12 P1 litter", "03-13 H2 labor", posted="2024-04-02")
    + f"corrections: [{{date: 2024-05-10, record: {rid('2024-03-12', 'P1', 'litter')}, "
    + "points: 1, reason: 更正}]\n",
)  # fmt: skip
case(
    "deduction-named",
    "`deductions`: anonymous (default) | named | hidden",
    {ROWS: [("2024-03-12", "H1", "P1", "litter", "c", -5, "confirmed", False)]},
    days("03-12 P1 litter"),
    site="deductions: named",
)
case(
    "deduction-hidden",
    "`hidden`: not listed; hidden ones are left out",
    {ROWS: [("2024-03-13", "H2", "", "labor", "c", 3, "confirmed", False)],
     BALANCE.format("H1"): -5, "site.json/points/deducted": 5},
    days("03-12 P1 litter", "03-13 H2 labor"),
    site="deductions: hidden",
)  # fmt: skip
case(
    "deduction-before-limits",
    "A record is a deduction when its points, cut to the scale's decimals but before limits, are "
    "below 0, whatever its status",
    {
        "records.csv:date,account,award,limited": [
            ("2024-03-14", "H2", 0, False),  # -0.75 cut to 0: no deduction
            ("2024-03", "", -5, True),
            ("2024-03", "", 0, True),
        ]
    },
    days("03-12 H1", "03-13 H1")
    + "  - {date: 2024-03-14, who: H2, rule: m, qty: 3}\n",
    rules=limited(
        "{min: -5, per: month}",
        "-6",
        "id: m, name: 扣, category: c, points: -1, per: 4, unit: 次",
    ),
)  # fmt: skip
CONFIDENTIAL = one_rule(
    "id: r, name: 报, category: c, points: 5, confidential: true\n"
    "id: m, name: 扣, category: c, points: -5, confidential: true"
)
case(
    "confidential",
    "confidential: published only as category, month and points",
    {ROWS: [("2024-03", "", "", "", "c", 5, "confirmed", False)], BALANCE.format("H1"): 5},
    days("03-12 P1"),
    rules=CONFIDENTIAL,
)
case(
    "confidential-and-anonymous",
    "(lead) both confidential and anonymous: listed as confidential",
    {ROWS: [("2024-03", "", "", "", "c", -5, "confirmed", False)]},
    days("03-12 P1 m"),
    rules=CONFIDENTIAL,
)
case(
    "confidential-and-hidden",
    "(lead) both confidential and hidden: left out",
    {ROWS: [], BALANCE.format("H1"): -5},
    days("03-12 P1 m"),
    rules=CONFIDENTIAL,
    site="deductions: hidden",
)
case(
    "triggered-as-its-trigger",
    "Where the trigger is anonymous, hidden or confidential, so is the triggered record",
    {
        "records.csv:date,account,rule,award": [
            ("2024-03", "", "t", 1),
            ("2024-03", "", "litter", -5),
        ]
    },
    days("03-01 H2 litter"),
    site=TWO_SCALES,
    roster=LINKED,
    rules=TRIGGER.replace("points: -1", "points: 1"),
)
MATTERS = """
matters:
  - {id: a, kind: request, opened: 2024-03-01, title: 修路灯, status: resolved, closed: 2024-03-20}
  - {id: b, kind: request, opened: 2024-03-01, title: 修渠, status: resolved, closed: 2025-01-01}
  - {id: c, kind: idea, opened: 2024-03-02, title: 夜市, status: adopted}
  - {id: d, kind: idea, opened: 2025-03-02, title: 早市, status: adopted}
  - {id: e, kind: dispute, type: family, opened: 2024-03-31}
  - {id: f, kind: dispute, type: debt, opened: 2024-01-01}
  - {id: g, kind: dispute, type: debt, opened: 2024-02-01, status: resolved}
  - {id: h, kind: dispute, type: debt, opened: 2024-03-31}
  - {id: i, kind: dispute, type: debt, opened: 2024-04-01}
"""
case(
    "matters",
    '`closed` after `as_of` counts as open; opened by as_of; count a number from 3 on, else "<3"',
    {
        "matters.json/kinds": {"request": {"resolved": 1, "open": 1}, "idea": {"adopted": 1}},
        "matters.json/disputes": (
            {"quarter": "2024-Q1", "type": "debt", "count": 3},
            {"quarter": "2024-Q1", "type": "family", "count": "<3"},
            {"quarter": "2024-Q2", "type": "debt", "count": "<3"},
        ),
    },
    matters=MATTERS,
)

# -- section 9: definitions ------------------------------------------------------------------

case(
    "standard-competition-ranking",
    "standard competition ranking (1, 2, 2, 4) by value, descending; ties in order of id; "
    "whoever has 0 or less is not listed",
    {"boards/b/2024": [(1, "P4", 6), (2, "P1", 3), (2, "P2", 3), (4, "P3", 2)]},
    days("03-12 P4", "03-13 P4", "03-12 P2", "03-12 P1", "03-12 P3 q", "03-12 P5 m"),
    rules=one_rule(
        "id: r, name: 规, category: c, points: 3\nid: q, name: 乙, category: c, points: 2\n"
        "id: m, name: 扣, category: c, points: -2"
    ),
    roster=ROSTER.replace("name: 李秀英}", "name: 李秀英}\n      - {id: P5, name: 陈桂花}"),
    site="boards: [{id: b, title: 榜, rank: person, periods: [year]}]",
)
case(
    "person-board",
    "by the person's own records; records of a household name no person and do not count",
    {"boards/b/2024": [(1, "P1", 3)], "boards/b/2024-04": None},
    days("03-12 P1", "03-12 H1", "04-12 H1"),
    rules=THREE,
    site="boards: [{id: b, title: 榜, rank: person, periods: [month, year]}]",
)
FOUR = ROSTER.replace("  - {id: H3", "  - {id: H4, group: g2, members: [{id: P5, name: 赵六}]}\n  - {id: H3")
for cut, want in (
    ("top: 1", [(1, "H4", 9)]),
    ("top: 2", [(1, "H4", 9), (2, "H1", 3), (2, "H2", 3)]),
    ("top_percent: 25", [(1, "H4", 9)]),
    ("top_percent: 26", [(1, "H4", 9), (2, "H1", 3), (2, "H2", 3)]),
):
    case(
        f"cut-{cut.replace(': ', '-')}",
        "the percentage of all that could rank on it, ... those without points included, rounded "
        "up; whoever is tied at the cut stays",
        {"boards/b/2024": want},
        days("03-11 H4", "03-12 H4", "03-13 H4", "03-12 H1", "03-12 H2"),
        rules=THREE,
        roster=FOUR,
        site=f"boards: [{{id: b, title: 榜, periods: [year], {cut}}}]",
    )
GROUPED = """
groups: [{id: g1, name: 一湾}, {id: g2, name: 二湾}, {id: g3, name: 三湾}]
households:
  - {id: H1, group: g1, members: [{id: P1, name: 张建国}, {id: P2, name: 李秀英}]}
  - {id: H2, group: g1, members: [{id: P3, name: 王三}]}
  - {id: H3, group: g1, members: [{id: P4, name: 赵六}]}
  - {id: H4, group: g1, until: 2024-06-30, members: [{id: P5, name: 孙七}]}
  - {id: H5, group: g2, until: 2024-06-30, members: [{id: P6, name: 周小满}]}
  - {id: H6, group: g3, members: [{id: P7, name: 陈桂花}, {id: P8, name: 刘大海, until: 2024-05-01}]}
"""
QUOTIENTS = "boards:\n  - {id: h, title: 户均, rank: group, measure: per_household, periods: [year]}\n"
QUOTIENTS += "  - {id: m, title: 人均, rank: group, measure: per_member, periods: [year]}\n"
QUOTIENTS += "  - {id: a, title: 户内人均, measure: per_member, periods: [year]}\n"
case(
    "quotients",
    "divide by the households or members whose `from`/`until` hold `as_of` (none: 0), rank by the "
    "exact quotient and show two decimals",
    {
        "boards/h/2024": [(1, "g3", 10), (2, "g1", F("6.67")), (3, "g2", 0)],
        "boards/m/2024": [(1, "g3", 10), (2, "g1", 5), (3, "g2", 0)],
        "boards/a/2024": [(1, "H2", 10), (1, "H6", 10)],
    },
    days("03-12 H2", "03-12 H4", "03-12 H5", "03-12 H6"),
    rules=TEN,
    roster=GROUPED,
    site=QUOTIENTS,
)
case(
    "quotients-half-away-from-zero",
    "show two decimals, half away from zero",
    {"boards/h/2024": [(1, "g1", F("0.13")), (2, "g2", F("-0.13"))]},
    days("03-12 H1", "03-12 B1 m"),
    rules=one_rule("id: r, name: 规, category: c, points: 1\nid: m, name: 扣, category: c, points: -1"),
    roster="groups: [{id: g1, name: 一湾}, {id: g2, name: 二湾}]\nhouseholds:\n"
    + "".join(
        f"  - {{id: {letter}{n}, group: {group}, members: [{{id: {letter}{n}p, name: 户主{n}{letter}}}]}}\n"
        for letter, group in (("H", "g1"), ("B", "g2"))
        for n in range(1, 9)
    ),
    site=QUOTIENTS,
)
STANDING = """
scales:
  - id: points
    name: 积分
    base: 10
    base_per: quarter
    levels: [{name: 五星, from: 13}, {name: 四星, from: 10}, {name: 三星, from: 7}]
boards: [{id: s, title: 星级, measure: standing, periods: [quarter]}]
"""
PLUS_MINUS = one_rule("id: r, name: 规, category: c, points: 3\nid: m, name: 扣, category: c, points: -11")
case(
    "standing",
    "Standing of a base period: base plus the total of that period; levels: highest threshold "
    "reached; listed, at 0 and below too",
    {
        "boards/s/2024-Q1": [(1, "H1", 13, "五星"), (2, "H2", 10, "四星"), (3, "H3", -1, None)],
        "accounts.json/points/H1/standing": 10,
        "accounts.json/points/H1/level": "四星",
        "accounts.json/points/H1/honor": 3,
        "accounts.json/points/H1/year": 3,
        "accounts.json/points/H1/balance": 3,  # base is never redeemable
        "boards/s/2024-Q2": None,
    },
    days("03-12 H1", "03-12 H3 m", posted="2024-04-01"),
    rules=PLUS_MINUS,
    site=STANDING,
    as_of="2024-04-30",
)
case(
    "standing-of-those-who-were-there",
    "who on the period's last day (or `as_of`) was of the village and had the scale's role, or "
    "has a confirmed record in the period",
    {
        "boards/s/2024-Q1": [(1, "H1", 13, "五星"), (2, "H3", 10, "四星")],
        "boards/s/2024-Q2": [(1, "H2", 13, "五星"), (2, "H3", 10, "四星")],
    },
    days("03-12 H1", "05-12 H2", posted="2024-05-12"),
    rules=PLUS_MINUS,
    # H1 ended within the first quarter; H2 came in the second.
    roster=ROSTER.replace("  - id: H1", "  - id: H1\n    until: 2024-03-20")
    .replace("{id: H2,", "{id: H2, from: 2024-04-01,"),
    site=STANDING,
    as_of="2024-05-20",
)  # fmt: skip
case(
    "scoring-year",
    "year is the scoring year, named by the calendar year in which it starts",
    {
        "boards/b/2023": [(1, "H1", 3)],
        "boards/b/2024": [(1, "H1", 6)],
        "accounts.json/points/H1/year": 6,
        "accounts.json/points/H1/honor": 9,
    },
    days("02-29 H1", "03-01 H1", "2025-02-28 H1", posted="2025-02-28"),
    rules=THREE,
    site=ALL + "\nyear_starts: 03-01",
    as_of="2025-02-28",
)


def expiry_case(name: str, sentence: str, scale: str, h1: tuple[int, int], h2: tuple[int, int], as_of: str) -> None:
    """H1 earns 3 in 2024-03, H2 loses 11."""
    case(
        name,
        sentence,
        {
            "accounts.json/points/H1/expired": h1[0],
            BALANCE.format("H1"): h1[1],
            "accounts.json/points/H2/expired": h2[0],
            BALANCE.format("H2"): h2[1],
            "accounts.json/points/H1/honor": 3,
            "site.json/points/expired": h1[0] + h2[0],
            "site.json/points/outstanding": h1[1] + h2[1],
            "boards/b/all": [(1, "H1", 3)],
        },
        days("03-12 H1", "03-12 H2 m", posted="2024-03-31"),
        rules=PLUS_MINUS,
        site=f"scales: [{{id: points, name: 积分, {scale}}}]\n{ALL}",
        as_of=as_of,
    )


EXPIRES = "what is spendable, if above 0, on `expires_on` ... expires that day"
RESET = "`reset`: the same, and what is below 0 is forgiven too (a negative expiry)"
LAST = "instead of the default, the last day of the scoring year"
expiry_case("carry", "unspent: carry", "unspent: carry", (0, 3), (0, -11), "2026-01-01")
expiry_case("expire-before", LAST, "unspent: expire", (0, 3), (0, -11), "2024-12-30")
expiry_case("expire-last-day", LAST, "unspent: expire", (3, 0), (0, -11), "2024-12-31")
expiry_case(
    "expire-on-the-confirmation-day", EXPIRES, "unspent: expire, expires_on: 03-31",
    (3, 0), (0, -11), "2024-03-31",
)  # fmt: skip
expiry_case(
    "expire-not-yet-confirmed", EXPIRES, "unspent: expire, expires_on: 03-30",
    (0, 3), (0, -11), "2025-03-29",
)  # fmt: skip
expiry_case("reset", RESET, "unspent: reset", (3, 0), (-11, 0), "2024-12-31")
case(
    "expire-last-day-of-a-scoring-year-in-february",
    LAST,
    {BALANCE.format("H1"): 0, "accounts.json/points/H1/expired": 3},
    days("02-28 H1", posted="2024-02-29"),
    rules=THREE,
    site="scales: [{id: points, name: 积分, unspent: expire}]\nyear_starts: 03-01",
    as_of="2024-02-29",
)
case(
    "reconciliation",
    "issued − deducted + corrected = redeemed + expired + outstanding",
    {
        "site.json/points": {
            "id": "points", "issued": 20, "deducted": 5, "corrected": -2,
            "redeemed": 5, "expired": 13, "outstanding": -5,
        }
    },
    days("03-12 H1", "03-12 H2 m", posted="2024-03-31")
    + "  - {date: 2024-03-12, who: H3, rule: r}\n"
    + f"corrections: [{{date: 2024-06-29, record: {rid('2024-03-12', 'H1', 'r')}, points: -2, "
    + "reason: 更正}]\n",
    # H1: 10 - 2 - 5 = 3 expire on 06-30; H2: -5 stays; H3: 10 expire too.
    rules=one_rule(
        "id: r, name: 规, category: c, points: 10\nid: m, name: 扣, category: c, points: -5"
    ),
    site="scales: [{id: points, name: 积分, unspent: expire, expires_on: 06-30}]",
    rewards=RICE + redeem("who: H1, item: rice, date: 2024-04-30"),
    as_of="2024-06-30",
)  # fmt: skip
case(
    "periods-only-through-those-who-could-rank",
    "A board has a page for each period that holds a confirmed record, or a correction, that counts on it",
    {"boards/b/2024-03": [(1, "H3", 3)], "boards/b/2024-04": None, "boards/b/2024": [(1, "H3", 3)]},
    days("03-12 H3", "04-12 H1"),
    rules=THREE,
    site="boards: [{id: b, title: 榜, group: g2, periods: [month, year]}]",
)
case(
    "board-roles-of-a-household",
    "`roles` (any of them; a household: any member) and `group` choose who ranks",
    {"boards/b/2024": [(1, "H1", 3), (1, "H3", 3)]},
    days("03-12 P2", "03-12 H2", "03-12 H3"),
    rules=THREE,
    site="boards: [{id: b, title: 榜, roles: [party_member, cadre], periods: [year]}]",
)
case(
    "board-category-and-rule",
    "`category` and `rule` (one id or a list) choose which records count",
    {
        "boards/c/2024": [(1, "H1", 10)],
        "boards/r/2024": [(1, "H2", 5), (2, "H1", 3)],
        "boards/n/2024": None,
    },
    batch(
        "2024-03-20",
        "date: 2024-03-12, who: H1, rule: labor",
        "date: 2024-03-12, who: H1, rule: advice, points: 10",
        "date: 2024-03-12, who: H2, rule: honor, level: village",
    ),
    site="boards:\n  - {id: c, title: 甲, category: d, periods: [year]}\n"
    "  - {id: r, title: 乙, rule: [labor, honor], periods: [year]}\n"
    "  - {id: n, title: 丙, category: [d], rule: labor, periods: [year]}\n",
)
case(
    "accounts-of-a-scale-with-a-role",
    "an account exists for whoever has the role on `as_of` (whether still there or not) or has a "
    "posted record in the scale",
    {
        "accounts.json/party/P1/balance": 0,  # left, but has the role
        "accounts.json/party/P2": None,
        "accounts.json/party/P4/balance": 3,  # no role any more, but a record
    },
    days("03-12 P4", posted="2024-03-12"),
    rules=THREE.replace("points: 3", "points: 3, scale: party"),
    site=TWO_SCALES,
    roster=ROSTER.replace("head: true", "head: true, until: 2024-01-31").replace(
        "欧阳小明, roles: [party_member]",
        "欧阳小明, roles: [{role: party_member, until: 2024-06-30}]",
    ),
)


def activity(when: str, results: str, extra: str = "") -> str:
    return f"---\ntitle: 清理\ndate: {when}\nkind: cleanup\n{extra}results: [{results}]\n---\n干活。\n"


case(
    "measures",
    "exact sums ... of activities dated on or before `as_of`, whatever their `posted`; by scoring year",
    {
        "measures.json/area/total": F("1201.75"),
        "measures.json/area/by_year": {"2023": F("0.25"), "2024": F("1201.5")},
        "measures.json/trees/total": 0,
        "measures.json/trees/by_year": {},
    },
    site="year_starts: 03-01\nmeasures:\n  - {id: area, name: 清理面积, unit: 平方米}\n"
    "  - {id: trees, name: 植树, unit: 棵}",
    act_1=activity("2024-02-29", "{measure: area, value: 0.25}"),
    act_2=activity("2024-03-01", "{measure: area, value: 1200}, {measure: area, value: 1.50}"),
    act_3=activity("2025-01-01", "{measure: area, value: 7}"),
)
case(
    "activity-records",
    "a record's date defaults to the activity's",
    {"records.csv:date,account,award": [("2024-03-12", "H1", 6), ("2024-03-13", "H2", 3)]},
    act_1="---\ntitle: 出工\ndate: 2024-03-12\nposted: 2024-03-15\nrecords:\n"
    "  - {who: 张建国, rule: labor, qty: 2}\n  - {who: 王三, rule: labor, date: 2024-03-13}\n"
    "---\n干活。\n",
)
