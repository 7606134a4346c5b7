"""Deductions that are hidden: their sums are published, so that everything else can still be added up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.naive.model import record_id
from tests.seals.sites import build, close, edit, make_site, set_today
from tests.seals.verifiers import command_refuses, program_refuses

MODES = ("anonymous", "named", "hidden")
TAMPERED = [
    ("records.csv", "d9cfcdefa4d2,2024-04-30,points,H1,,labor,work,21.0,confirmed,false\n", ""),
    ("records.csv", "labor,work,21.0", "labor,work,20.0"),
    ("site.json", " -5.5,", " -6.5,"),
    ("site.json", " 2.0\n", " 3.0\n"),
    ("site.json", '"issued": 67.5', '"issued": 68.5'),
    ("accounts.json", '"honor": 51.5', '"honor": 50.5'),
    ("accounts.json", '"year": 0.0', '"year": 9.0'),
    ("boards/households/2024-Q1.json", '"points": ', '"points": 9'),
]
"""File, text, and what it becomes, where deductions are hidden."""


def village(site: Path, mode: str) -> Path:
    """The village, one deduction of which was corrected twice, upwards and down, and triggers an award."""
    make_site(site)
    edit(site, "site.yaml", "notice_days: 7", f"notice_days: 7\ndeductions: {mode}")
    edit(site, "rules/rules.yaml", "scale: party, points: -1", "scale: party, points: 1")
    litter = record_id("2024-03-15", "P3", {"rule": "litter"})
    corrections = "".join(f"  - {{date: 2024-05-1{day}, record: {litter}, points: {points}, reason: 复核}}\n" for day, points in ((1, "2"), (2, "-0.5")))
    edit(site, "points/2024-q2.yaml", "corrections:\n", f"corrections:\n{corrections}")
    return site


def unlisted(output: Path) -> Any:
    return json.loads((output / "data/site.json").read_text("utf-8"))["unlisted"]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The village by how it shows deductions, closed."""
    with pytest.MonkeyPatch.context() as patch:
        set_today(patch)
        made = {mode: village(tmp_path_factory.mktemp(mode), mode) for mode in MODES}
        for site in made.values():
            close(site, "2024-Q1", "2024-Q2")
            build(site)
    return made


@pytest.mark.parametrize("mode", MODES)
def test_what_is_not_listed_is_said_in_sums(sites: dict[str, Path], mode: str) -> None:
    output = sites[mode] / "output"
    said = unlisted(output)
    assert said == ({"points": [-5.5, 2.0], "party": [0, 1]} if mode == "hidden" else {"points": [0.0, 0.0], "party": [0, 0]})
    assert not command_refuses(output)
    assert not program_refuses(output)


@pytest.mark.parametrize("before", MODES)
@pytest.mark.parametrize("after", MODES)
def test_how_deductions_are_shown_may_change_after_closing(sites: dict[str, Path], tmp_path: Path, before: str, after: str) -> None:
    site = shutil.copytree(sites[before], tmp_path / "site")
    edit(site, "site.yaml", f"deductions: {before}", f"deductions: {after}")
    output = build(site)
    assert not command_refuses(output)
    assert not program_refuses(output)


@pytest.mark.parametrize(("path", "old", "new"), TAMPERED)
def test_figures_beside_hidden_ones_are_recomputed(sites: dict[str, Path], tmp_path: Path, path: str, old: str, new: str) -> None:
    output = shutil.copytree(sites["hidden"] / "output", tmp_path / "output")
    file = output / "data" / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    assert command_refuses(output)
    assert program_refuses(output) or path.startswith("boards/") or '"year"' in old


@pytest.mark.parametrize("scale", ["party", "points"])
def test_more_cannot_be_missing_than_is_hidden(sites: dict[str, Path], tmp_path: Path, scale: str) -> None:
    """A row of a closed period taken out, and its points said to be hidden: the bounds of its account give way, the books too."""
    output = shutil.copytree(sites["anonymous"] / "output", tmp_path / "output")
    file = output / "data/records.csv"
    rows = file.read_text("utf-8").splitlines(keepends=True)
    gone = next(row for row in rows if f",{scale},H1" in row or f",{scale},P" in row)
    file.write_text("".join(row for row in rows if row is not gone), "utf-8")
    site = output / "data/site.json"
    site.write_text(site.read_text("utf-8").replace('"anonymous"', '"hidden"'), "utf-8")
    assert command_refuses(output)
    assert program_refuses(output)


def test_an_entry_without_a_name_keeps_its_rule(sites: dict[str, Path], tmp_path: Path) -> None:
    output = tmp_path / "output"
    shutil.copytree(sites["anonymous"] / "output", output)
    assert not command_refuses(output)
    assert not program_refuses(output)
    file = output / "data" / "records.csv"
    text = file.read_text("utf-8")
    file.write_text(text.replace(",,,litter,", ",,,labor,", 1), "utf-8")
    assert file.read_text("utf-8") != text
    assert command_refuses(output)
    assert program_refuses(output)


@pytest.mark.parametrize("change", [
    ("name: 乱倒垃圾, category: order", "name: 乱倒垃圾, category: order, confidential: true"),
    ("name: 上报纠纷, category: order", "name: 上报纠纷, category: work"),
], ids=["an anonymous one became confidential", "the category of a confidential one"])  # fmt: skip
def test_what_may_change_after_closing_is_right_for_both(sites: dict[str, Path], tmp_path: Path, change: tuple[str, str]) -> None:
    site = tmp_path / "site"
    shutil.copytree(sites["anonymous"], site)
    edit(site, "rules/rules.yaml", *change)
    output = build(site)
    assert not command_refuses(output)
    assert not program_refuses(output)


def test_a_rule_that_became_confidential_is_still_the_sealed_one(sites: dict[str, Path], tmp_path: Path) -> None:
    """The table says less than the seal, and neither verifier minds; an entry less is noticed."""
    site = tmp_path / "site"
    shutil.copytree(sites["anonymous"], site)
    edit(site, "rules/rules.yaml", "name: 建言, category: order", "name: 建言, category: order, confidential: true")
    output = build(site)
    text = (output / "data" / "records.csv").read_text("utf-8")
    assert "advice" not in text
    assert not command_refuses(output)
    assert not program_refuses(output)
    line = next(line for line in text.splitlines(keepends=True) if ",,,,order,5.0" in line)
    (output / "data" / "records.csv").write_text(text.replace(line, line.replace("5.0", "6.0")), "utf-8")
    assert command_refuses(output)
    assert program_refuses(output)


@pytest.mark.parametrize("mode", MODES)
def test_a_confidential_deduction_tells_no_rule_in_a_seal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    set_today(monkeypatch)
    site = village(tmp_path, mode)
    edit(site, "rules/rules.yaml", "points: 4, confidential", "points: -0.5, triggers: {link: party_member, rule: linked}, confidential")
    close(site, "2024-Q1")
    build(site)
    quiet = (site / "output/data/seals/2024-Q1.jsonl").read_text("utf-8")
    assert '{"category":"order","kind":"award","month":"2024-03","points":-5,"scale":"points"}\n' in quiet
    assert '{"category":"order","kind":"award","month":"2024-03","points":1,"scale":"party"}\n' in quiet
    assert '"report"' not in quiet
    edit(site, "site.yaml", f"deductions: {mode}", "deductions: anonymous")
    build(site)
    assert not command_refuses(site / "output")
    assert not program_refuses(site / "output")
