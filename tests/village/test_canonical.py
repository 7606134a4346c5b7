"""Both tiers of reading give the same records, places and problems, whatever a line looks like."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from site_builder.problems import Problems
from site_builder.reading.folder import Folder
from site_builder.village import load
from site_builder.village.canonical import take_canonical

SITE = """village: 马场村
notice_days: 7
scales:
  - {id: points, name: 积分, decimals: 1}
  - {id: party, name: 党员积分, account: person, for: party_member}
"""
ROSTER = """groups: [{id: g1, name: 一湾}, {id: g2, name: 二湾}]
households:
  - {id: H001, group: g1, members: [{id: P0001, name: 张建国, roles: [party_member]}, {id: P0002, name: 李秀英}]}
  - {id: H002, group: g2, until: 2024-06-30, members: [{id: P0003, name: 王小明}, {id: P0004, name: 李秀英}]}
links: [{from: P0001, role: helper, households: [H002]}]
"""
RULES = """categories:
  - {id: a, name: 治理}
  - {id: c, name: 文化, until: 2024-03-11}
  - {id: c, name: 乡风, from: 2024-04-01}
rules:
  - {id: labor, name: 出工, category: a, points: 3, unit: 工日}
  - {id: advice, name: 建言, category: a, range: [1, 10]}
  - {id: honor, name: 表彰, category: a, by_level: {county: 15, 村级: 5}}
  - {id: clicks, name: 点击, category: a, tiers: [{from: 10, points: 2}], unit: 次, cumulative: true}
  - {id: clean, name: 清扫, category: a, points: 1, evidence: document}
  - {id: talk, name: 夜话, category: a, points: 1, from: 2024-03-01, triggers: {link: helper, rule: linked}}
  - {id: linked, name: 联系, category: a, scale: party, points: 1}
  - {id: duty, name: 值班, category: a, scale: party, points: 2}
  - {id: song, name: 唱歌, category: c, points: 1, until: 2024-04-02}
  - {id: song, name: 合唱, category: c, points: 2, unit: 场, from: 2024-04-03}
"""
EXAMPLES = int(os.environ.get("LINES", "400"))


def load_points(points: str, *, by_pattern: bool) -> tuple[list[Any], list[Any], int]:
    """Records with their places, problems, and how many lines the pattern took."""
    folder = Folder(
        {"site.yaml": SITE, "roster/r.yaml": ROSTER, "rules/r.yaml": RULES, "points/p.yaml": points}, dict[str, Path]()
    )
    problems = Problems()
    taken = 0

    def take(text: str) -> Any:
        nonlocal taken
        part = take_canonical(text) if by_pattern else None
        taken += len(part.records) if part else 0
        return part

    patch = pytest.MonkeyPatch()
    patch.setattr(load, "take_canonical", take)
    try:
        read = load.load_settings(folder, problems)
        assert read is not None
        village = load.load_village(folder, read, problems)
    finally:
        patch.undo()
    records = sorted(
        (
            record.id, record.date, record.who.id, record.rule.id, record.rule.first, record.category.first, record.qty, record.points, record.level,
            record.subject, record.note, record.evidence, record.happened, record.account, record.batch.posted,
            record.trigger.id if record.trigger else "", record.item,
            record.source.place(), [record.source.place(f) for f in ("date", "who", "rule", "qty", "note", "evidence")],
            [record.source.has(f) for f in ("qty", "points", "level", "subject", "note", "evidence", "happened")],
        )
        for record in village.records.values()
    )
    return records, problems.sorted(), taken


def check_same(points: str) -> int:
    """Both ways agree; gives how many lines the pattern took."""
    quick_records, quick_problems, taken = load_points(points, by_pattern=True)
    slow_records, slow_problems, _ = load_points(points, by_pattern=False)
    assert quick_records == slow_records
    assert quick_problems == slow_problems
    return taken


TEXTS = st.one_of(
    st.sampled_from([
        "路基回填", "夜市 方案", "清沟12米", "a", "null", "true", "no", "~", "12", "1.5", "0x1F", "1e3", "路: 基", "路 #基", "路#基", "路:基",
        "路，基", "路：基", "路，", "路？", "路！基；", "𬭎路㛃", "路\u9fff", "路#", "路，level: 村级", "“好”", "《路》头两周", "（好）路", "“好”路，", "'引'", '"引"', '"a\\nb"', "'it''s'", "路 ", " 路", "路  基", "&a", "*a", "!a", "- 路", "-路", "?路", "路-基", "%路",
        "@路", "`路`", "[路]", "{路}", "路]", "路,基", "|", ">", "路\t基", "路\u200b基", "路\u3000基", "\ufeff路", "é", "路😀", "路" * 90, "2024-03-01",
        "公示栏/3.jpg", "签到表", "photos/a.jpg", "...", "---", "=", "<<",
    ]),
    st.text("路基a1 :#,，'\"[]{}-", max_size=6),
)
WHOS = st.sampled_from([
    "P0001", "P0002", "P0003", "H001", "H002", "张建国", "李秀英", "李秀英@一湾", "李秀英@g2", "王小明", "P9999", "'P0001'", '"张建国"', "[P0001, P0002]",
    "[P0001]", "[]", "", "null", "true", "12", "p0001", "[P0001, P0001]", "[P0001, 李秀英@二湾, 王小明]", "[张建国, true]", "[P0001,P0002]", "[P0001, P0002,]",
    "[P0001, [P0002]]", "李秀英@", "@一湾", "欧阳娜娜@一湾", "𬭎㛃", "[P0001, H002, P9999]", "[P0001, 张建国 ]", "[P0001 P0002]", "[-]",
])
RULE_IDS = st.sampled_from(["labor", "advice", "honor", "clicks", "clean", "talk", "linked", "duty", "song", "labr", "'labor'", "", "Labor"])
DATES = st.sampled_from([
    "2024-03-12", "2024-02-29", "2024-02-30", "2023-02-29", "2024-04-02", "2024-04-03", "2024-07-01", "'2024-03-12'", "2024-3-12", "20240312", "1899-01-01",
    "2200-01-01", "2024-13-01", "0000-00-00", "",
])
NUMBERS = st.one_of(
    st.sampled_from(["2", "2.0", "0", "-1", "1.5", "0.5", "10", "11", "01", "+2", "1_000", "1e3", ".5", "5.", "'2'", "", "null", "9" * 19, "1.25", "15800"]),
    st.decimals(-20, 20, places=2).map(str),
)
FIELDS = {
    "date": DATES, "who": WHOS, "rule": RULE_IDS, "qty": NUMBERS, "points": NUMBERS, "level": st.one_of(st.sampled_from(["county", "村级", "省级"]), TEXTS),
    "subject": TEXTS, "note": TEXTS, "evidence": TEXTS, "happened": DATES, "notte": TEXTS,
}


@st.composite
def lines(draw: st.DrawFn) -> str:
    """One item of the list, more or less canonical."""
    some = draw(st.sets(st.sampled_from(["qty", "note"] * 4 + [*FIELDS][3:]), max_size=3))
    names = ["date", "who", "rule", *sorted(some, key=[*FIELDS].index)]
    if draw(st.integers(0, 19)) == 19:
        names = draw(st.permutations(names))
    if "happened" in names and draw(st.booleans()):
        names = ["date", "happened", *(name for name in names if name not in ("date", "happened"))]
    if draw(st.integers(0, 19)) == 19:
        names.pop(draw(st.integers(0, len(names) - 1)))
    plain = {"date": "2024-03-12", "who": "P0001", "rule": "labor", "qty": "2", "note": "路基回填", "points": "5", "level": "county"}
    values = {n: draw(FIELDS[n]) if n not in plain or draw(st.integers(0, 9)) == 9 else plain[n] for n in names}
    colon, comma = draw(st.sampled_from([(": ", ", ")] * 40 + [(":", ", "), (": ", ","), (" : ", " , "), ("：", "，")]))
    inner = comma.join(f"{name}{colon}{values.get(name, '')}" for name in names)
    start, end = draw(st.sampled_from([("  - {", "}")] * 40 + [("  - { ", " }"), (" - {", "}"), ("  -  {", "}"), ("- {", "}"), ("  - ", ""), ("   - {", "}")]))
    if draw(st.integers(0, 9)) == 9:
        start = draw(st.sampled_from(["# 夜话\n", "  # 出工：三人\n", "\n", "   \n", "      # - {x\n", "\t# 跳格\n", "  #\u2028\n", "#\x0c\n", "  % 路\n", " 路\n"])) + start
    tail = draw(st.sampled_from([""] * 40 + [" ", "  # 注", " #", ",", " x", "\n", "\n      路"]))
    return start + inner + end + tail


HEADS = st.sampled_from([
    "posted: 2024-04-02\nrecords:\n"] * 20 + [
    "records:\n", "# 三月\nposted: 2024-04-02\nrecorded_by: 李会计\nreviewed_by: [村务监督委员会]\nrecords:\n", "posted: '2024-04-02'\nrecords:\n",
    "posted: 2024-04-02\nrecords: \n", "posted: 2024-04-02\nrecords:   # 本月\n", "posted: 2024-04-02\nposted: 2024-04-03\nrecords:\n", "---\nposted: 2024-04-02\nrecords:\n",
    "posted: 2024-04-02\nrecorded_by: true\nreviewed_by: null\nrecords:\n", "posted: x\nrecords:\n", "records:\nrecords:\n", "posted: 2024-04-02\n\nrecords:\n\n", 'recorded_by: "a\nrecords:\n',
    "posted: 2024-04-02\nrecords:\n  # 夜话\n",
])
TAILS = st.sampled_from([
    ""] * 20 + ["corrections: []\n", "objections:\n  - {date: 2024-04-05, record: d7763af3c3c4, reason: 工日记错}\n", "# 完\n", "  # 完\n", "\n\n", "records: []\n", "  x: 1\n", "x\n", "   y\n", "...\n", "---\n", "-\n", "  -\n",
    "  - {date: 2024-03-12, who: P0001, rule: labor}",
])


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(head=HEADS, items=st.lists(lines(), max_size=4), tail=TAILS)
@example(head="posted: 2024-04-02\nrecords:\n", items=["  - {date: 2024-03-12, who: P0001, rule: labor, qty: 2, note: 路基回填}"], tail="")
def test_whatever_is_written_both_tiers_agree(head: str, items: list[str], tail: str) -> None:
    taken = check_same(head + "".join(item + "\n" for item in items) + tail)
    event(f"lines taken by the pattern: {taken}")


@pytest.mark.parametrize(
    "line",
    [
        "{date: 2024-03-12, who: P0001, rule: labor, qty: 2, note: 路基回填}",
        "{date: 2024-03-12, who: 张建国, rule: advice, points: 5, note: 夜市方案}",
        "{date: 2024-03-12, who: H001, rule: honor, level: 村级}",
        "{date: 2024-03-12, who: P0001, rule: clicks, qty: 12, subject: v-12}",
        "{date: 2024-03-12, who: P0001, rule: clean, note: 扫路, evidence: 签到表}",
        "{date: 2024-03-12, who: P0003, rule: talk}",
        "{date: 2024-04-02, who: P0003, rule: song}",
        "{date: 2024-03-12, who: [P0001, 李秀英@二湾], rule: labor, qty: 1, note: 河口搬砂袋，备了六百条}",
        "{date: 2024-03-12, happened: 2024-03-10, who: P0001, rule: labor}",
    ],
)
def test_lines_as_the_guide_shows_them_are_taken_by_the_pattern(line: str) -> None:
    assert check_same(f"posted: 2024-04-02\nrecords:\n  - {line}\n") == 1


def test_comments_among_the_lines_do_not_stop_the_pattern() -> None:
    line = "  - {date: 2024-03-12, who: P0001, rule: labor, qty: QTY}\n"
    points = f"posted: 2024-04-02\nrecords:\n  # 出工\n{line}\n  # 上堤\n{line}".replace("QTY", "1", 1).replace("QTY", "2")
    assert check_same(points) == 2


def test_a_mistake_in_a_canonical_line_is_reported_at_its_column() -> None:
    points = "posted: 2024-04-02\nrecords:\n  - {date: 2024-03-12, who: P0001, rule: labor}\n  - {date: 2024-03-12, who: P0001, rule: labr}\n"
    assert check_same(points) == 2
    _, problems, _ = load_points(points, by_pattern=True)
    assert [(p.code, p.place.line, p.place.column) for p in problems] == [("unknown-rule", 4, 42)]
