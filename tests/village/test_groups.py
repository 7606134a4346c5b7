"""Which group is meant where one is named: an id before a name, and a name however it is typed."""

from __future__ import annotations

import json
import shutil
import unicodedata
from pathlib import Path

import pytest

from site_builder.cli import run_command
from tests.errors.cases import BASE

BOARD = "boards: [{{id: red, title: 红榜, periods: [year], group: {group}}}]\n"


def ranked(site: Path, group: str, names: tuple[str, str]) -> list[str]:
    """The ids on a board of one group, in a village with two groups of these names."""
    shutil.copytree(BASE / "content", site / "content")
    with (site / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write(BOARD.format(group=group))
    with (site / "content/points/2024-03.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {date: 2024-03-12, who: H002, rule: honor, level: county}\n")
    roster = site / "content/roster/roster.yaml"
    text = roster.read_text("utf-8").replace("name: 一湾", f"name: {names[0]}").replace("name: 二湾", f"name: {names[1]}")
    roster.write_text(text, "utf-8")
    assert run_command(["build", "--site", str(site), "--as-of", "2024-06-30"]) == 0
    return [row["id"] for row in json.loads((site / "output/data/boards/red/2024.json").read_text("utf-8"))["rows"]]


def test_an_id_comes_before_the_same_word_as_a_name(tmp_path: Path) -> None:
    assert ranked(tmp_path, "g2", ("g2", "二湾")) == ["H002"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_the_same_however_it_is_typed(tmp_path: Path, form: str) -> None:
    assert ranked(tmp_path, unicodedata.normalize(form, "Café"), ("Café", "二湾")) == ["H001"]  # type: ignore[arg-type]
