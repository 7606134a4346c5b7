"""The page of notices shows what is on notice now, record by record; each edition keeps its own page."""

from __future__ import annotations

import re
from pathlib import Path

from tests.leaks.sites import Files, build, write

FILES: Files = {
    "site.yaml": "village: 马场村\nnotice_days: 7\n",
    "roster/a.yaml": "groups: [{id: g1, name: 一湾}]\nhouseholds: [{id: H1, group: g1, members: [{id: P1, name: 张一, consent: [web]}]}]\n",
    "rules/a.yaml": "categories: [{id: c, name: 治理}]\nrules:\n  - {id: labor, name: 出工, category: c, points: 3}\n  - {id: litter, name: 乱倒垃圾, category: c, points: -4}\n",
    "points/a.yaml": (
        "posted: 2024-04-01\nrecorded_by: 老会计\nrecords:\n"
        "  - {date: 2024-03-01, who: H1, rule: labor, note: 修渠}\n  - {date: 2024-03-02, who: H1, rule: litter}\n"
    ),
    "points/b.yaml": "posted: 2024-04-05\nrecords:\n  - {date: 2024-03-03, who: H1, rule: labor, note: 栽树}\n",
}


def notices(site: Path, day: str) -> str:
    outcome = build(site, "--as-of", day)
    assert outcome.status == 0, outcome.err
    main = (site / "output/notice/index.html").read_text("utf-8").partition("<main")[2].partition("</main>")[0]
    return re.sub("<[^>]+>", " ", main)


def test_records_stand_there_from_the_day_they_are_posted_until_they_are_confirmed(tmp_path: Path) -> None:
    site = write(tmp_path, FILES)
    shown = {day: notices(site, day) for day in ("2024-03-31", "2024-04-01", "2024-04-05", "2024-04-08", "2024-04-12")}
    told = {day: [word for word in ("老会计", "修渠", "乱倒垃圾", "栽树") if word in text] for day, text in shown.items()}
    assert told == {
        "2024-03-31": [], "2024-04-01": ["老会计", "修渠", "乱倒垃圾"], "2024-04-05": ["老会计", "修渠", "乱倒垃圾", "栽树"],
        "2024-04-08": ["栽树"], "2024-04-12": [],
    }
    assert "+3" in shown["2024-04-01"]
    assert "-4" in shown["2024-04-01"].replace("\N{MINUS SIGN}", "-")
    assert "张一" in shown["2024-04-01"]


def test_a_page_kept_from_the_build_before_follows_what_is_written(tmp_path: Path) -> None:
    site = write(tmp_path, FILES)
    assert "修渠" in notices(site, "2024-04-01")
    file = site / "content/points/a.yaml"
    file.write_text(file.read_text("utf-8").replace("修渠", "修路"), "utf-8")
    assert "修路" in notices(site, "2024-04-01")


def test_how_records_are_spread_over_files_changes_no_page(tmp_path: Path) -> None:
    lines = [f"  - {{date: 2024-03-{day:02}, who: H1, rule: labor}}\n" for day in range(1, 7)]
    head, other = "posted: 2024-04-01\nrecorded_by: 老会计\nrecords:\n", "posted: 2024-04-01\nrecorded_by: 新会计\nrecords:\n"
    pages = []
    for name, files in (
        ("one", {"points/a.yaml": head + "".join(lines[:4]), "points/b.yaml": other + "".join(lines[4:])}),
        ("many", {"points/a.yaml": other + lines[5], "points/b.yaml": head + lines[3] + lines[1], "points/c/d.yaml": head + lines[0] + lines[2],
                  "points/e.yaml": other + lines[4]}),
    ):
        site = write(tmp_path / name, {path: text for path, text in FILES.items() if not path.startswith("points/")} | files)
        assert build(site, "--as-of", "2024-04-01").status == 0
        pages.append({file.relative_to(site / "output"): file.read_bytes() for file in (site / "output").rglob("*.html")})
    assert pages[0] == pages[1]
    assert "老会计" in pages[0][Path("notice/2024-04-01.html")].decode()
