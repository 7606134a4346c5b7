"""The page about privacy tells what the village really does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.leaks.sites import Files, build, write

MEMBERS = (
    "{id: P1, name: 张一, consent: [web, print]}, {id: P2, name: 李二, consent: [web]}, {id: P3, name: 王三, consent: [print]}, {id: P4, name: 赵四}, "
    "{id: P5, name: 钱小五, minor: true, consent: [web, print]}, {id: P6, name: 孙六, consent: [web]}, {id: P7, name: 孙六}"
)
"""Of namesakes one has not agreed, so that both are masked."""


def page(site: Path, settings: str = "", **more: str) -> str:
    files: Files = {
        "site.yaml": f"village: 马场村\nnotice_days: 7\n{settings}", **more,
        "roster/a.yaml": f"groups: [{{id: g1, name: 一湾}}]\nhouseholds: [{{id: H1, group: g1, members: [{MEMBERS}]}}]\n",
    }
    outcome = build(write(site, files), "--no-cache")
    assert outcome.status == 0, outcome.err
    return re.sub(r"<(style|footer).*?</\1>", "", (site / "output/privacy.html").read_text("utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize(
    ("settings", "counts"),
    [("", [2, 5, 2, 5]), ("names: masked\n", [0, 7, 0, 7]), ("names: full\n", [6, 1, 6, 1])],
)
def test_it_counts_full_and_masked_names_on_each_channel(tmp_path: Path, settings: str, counts: list[int]) -> None:
    text = page(tmp_path, settings)
    assert [int(number) for number in re.findall(r"<td>(\d+) 人</td>", text)] == counts
    assert "其中有 1 个孩子" in text
    assert not re.search("张一|李二|王三|赵四|孙六|钱小五", text), "it names nobody"


def test_it_says_how_deductions_are_published_and_whom_to_ask(tmp_path: Path) -> None:
    without = page(tmp_path / "a")
    assert "扣分只公开月份" in without
    assert "村委会" in without
    named = page(tmp_path / "b", "deductions: named\ncontact: {name: 监委会, phone: 0728-0000000}\n")
    assert "未逐条列出" not in named
    assert 'href="notice/index.html"' in named
    assert "监委会" not in named, "the contact stands on the notice page alone"
    assert "扣分不逐条" in page(tmp_path / "c", "deductions: hidden\n")
