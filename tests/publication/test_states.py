"""A state tells everything that an entry or a page shows: else a page would stay as it was though it should change."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.states import Published, published

LUOYU = ROOT / "tests" / "sites" / "luoyu"
DAY = datetime.date(2026, 3, 1)
CHANGES = {
    "what a rule is worth": ("rules/rules.yaml", "name: 环境清扫, category: ecology, points: 5", "name: 环境清扫, category: ecology, points: 6"),
    "a limit that bites": ("rules/rules.yaml", "name: 环境清扫, category: ecology, points: 5", "name: 环境清扫, category: ecology, points: 5, limits: [{max: 14, per: year}]"),
    "the name of a rule": ("rules/rules.yaml", "name: 环境清扫", "name: 扫地"),
    "a unit": ("rules/rules.yaml", "name: 环境清扫, category: ecology", "name: 环境清扫, category: ecology, unit: 次"),
    "the name of a category": ("rules/categories.yaml", "name: 生态环境", "name: 生态"),
    "the order of categories": ("rules/categories.yaml", "(  - .id: party.*\n)(  - .id: sports.*\n)", r"\2\1"),
    "consent": ("roster/g2.yaml", r"consent: \[print\]", "consent: [web]"),
    "consent of a member": ("roster/g1.yaml", "name: 田玉莲", "name: 田玉莲, consent: [web]"),
    "the name of a group": ("roster/groups.yaml", "name: 新屋组", "name: 新屋"),
    "another group": ("roster/g1.yaml", r"id: H004\n    group: g1", r"id: H004\n    group: g2"),
    "the recorder": ("points/2025/2025-03.yaml", "recorded_by: .*", "recorded_by: 另一位"),
    "the day of the notice": ("points/2025/2025-03.yaml", r"posted: 2025-04-0\d", "posted: 2025-04-09"),
    "days of notice": ("site.yaml", "notice_days: 7", "notice_days: 8"),
    "the name of a scale": ("site.yaml", "name: 积分,", "name: 分数,"),
    "the title of a board": ("site.yaml", "title: 积分红榜", "title: 红榜"),
    "the reason of a correction": ("points/corrections.yaml", "reason: 清扫日期重复登记", "reason: 重了"),
    "a name in a note becomes hidden": ("roster/g1.yaml", r"name: 谷德厚, head: true, roles: \[party_member\], consent: \[web, print\]", "name: 谷德厚, head: true, roles: [party_member]"),
}


@pytest.fixture(scope="module")
def before() -> Published:
    found = published(LUOYU, DAY)
    assert found is not None
    return found


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_what_is_shown_is_a_change_of_state(tmp_path: Path, before: Published, what: str) -> None:
    shutil.copytree(LUOYU / "content", tmp_path / "content")
    name, old, new = CHANGES[what]
    file = tmp_path / "content" / name
    text = file.read_text("utf-8")
    changed = re.sub(old, new, text)
    assert changed != text
    file.write_text(changed, "utf-8", newline="\n")
    after = published(tmp_path, DAY)
    assert after is not None
    assert before.told_apart(after) == []
    pages = before.pages.keys() & after.pages.keys()
    assert any(repr(before.pages[path].shows()) != repr(after.pages[path].shows()) for path in pages), "nothing shows the change"


def test_nothing_changed_is_the_same_state(before: Published) -> None:
    again = published(LUOYU, DAY)
    assert again is not None
    assert {path: page.state for path, page in again.pages.items()} == {path: page.state for path, page in before.pages.items()}
