"""What pages of a small village tell: whom a story names, what was redeemed and what is left, each picture once."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from site_builder.cli import run_command
from tests.errors.cases import BASE


def built(site: Path, files: dict[str, str], as_of: str = "2024-06-30") -> Path:
    """The common village with more files, built."""
    shutil.copytree(BASE / "content", site / "content", dirs_exist_ok=True)
    for path, text in files.items():
        file = site / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    assert run_command(["build", "--site", str(site), "--as-of", as_of]) == 0
    return site / "output"


def test_a_story_links_whom_it_names_by_name_too(tmp_path: Path) -> None:
    output = built(tmp_path, {"stories/a.md": "---\ntitle: 事\npeople: [王大明, H001, 李秀英@g2]\n---\n好。\n"})
    page = (output / "stories/a.html").read_text("utf-8")
    assert '王*明、<a href="../households/H001.html">张*国</a>、李*英' in page, "masked, and linked where there is a page"


def test_points_of_two_scales_are_not_added_up(tmp_path: Path) -> None:
    scales = "scales: [{id: points, name: 积分}, {id: party, name: 党员积分, account: person}]\n"
    record = "  - {date: 2024-03-12, who: P0001, rule: talk}\n"
    output = built(tmp_path, {
        "site.yaml": (BASE / "content/site.yaml").read_text("utf-8") + scales,
        "rules/more.yaml": "rules: [{id: talk, name: 夜话, category: community, scale: party, points: 9}]\n",
        "points/more.yaml": f"posted: 2024-03-15\nrecords:\n{record}",
        "rewards/day.yaml": "items: [{id: oil, name: 香油, points: 6, stock: [{date: 2024-01-01, qty: 9}]}]\n"
        "event: {title: 集中兑换, date: 2024-04-10, slug: day}\n"
        "redemptions:\n  - {who: H001, item: oil}\n  - {who: P0001, item: oil, scale: party}\n",
    })  # fmt: skip
    page = re.sub(r"<[^>]+>|\s+", "", (output / "rewards/day.html").read_text("utf-8"))
    assert "积分：1户来兑换，共用去6分。兑出的物品香油×16分党员积分：1户来兑换，共用去6分。兑出的物品香油×16分" in page
    assert "共用去12分" not in page


def test_what_is_not_there_is_not_offered(tmp_path: Path) -> None:
    goods = "items:\n  - {id: soap, name: 肥皂, points: 2, stock: [{date: 2024-01-01, qty: 3}]}\n  - {id: tea, name: 茶叶, points: 1, stock: [{date: 2024-09-01, qty: 3}]}\n"
    output = built(tmp_path, {"rewards/more.yaml": goods})
    page = re.sub(r"<[^>]+>|\s+", "", (output / "households/H001.html").read_text("utf-8"))
    assert "肥皂2分够换3份" in page, "no more than are there, though 15 points would buy 7"
    assert "茶叶" not in page
    assert "茶叶" in (output / "rewards/index.html").read_text("utf-8")


def test_a_cover_is_shown_once(tmp_path: Path) -> None:
    (tmp_path / "content" / "photos").mkdir(parents=True)
    for name, colour in (("a.png", "red"), ("b.png", "green")):
        Image.new("RGB", (900, 60), colour).save(tmp_path / "content" / "photos" / name)
    head = "---\ntitle: 事\ndate: 2024-03-01\ncover: photos/a.png\nphotos: [photos/a.png, photos/b.png]\n---\n好。\n"
    output = built(tmp_path, {"activities/a.md": head})
    assert (output / "activities/a.html").read_text("utf-8").count("<img ") == 2


def test_a_picture_by_its_name_alone_is_guessed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "content" / "photos").mkdir(parents=True)
    Image.new("RGB", (9, 6)).save(tmp_path / "content" / "photos" / "zhi-shu.png")
    head = "---\ntitle: 事\ndate: 2024-03-01\ncover: zhi-shu.png\n---\n好。\n"
    with pytest.raises(AssertionError):
        built(tmp_path, {"activities/a.md": head})
    assert "是不是“photos/zhi-shu.png”" in capsys.readouterr().err


SITE = (BASE / "content/site.yaml").read_text("utf-8") + "boards: [{id: red, title: 红榜, periods: [month]}]\n"


def test_a_board_whose_places_may_still_change_says_so(tmp_path: Path) -> None:
    june = "posted: 2024-06-01\nrecords: [{date: 2024-06-01, who: H002, rule: labor}]\n"
    late = "posted: 2024-06-28\nrecords: [{date: 2024-06-20, who: H001, rule: labor, qty: 2}]\n"
    files = {"site.yaml": SITE, "points/june.yaml": june, "points/late.yaml": late}
    for day, told in (("2024-06-30", "还在继续记分"), ("2024-07-04", "还有积分在公示，名次可能会变"), ("2024-07-05", "这一期已结束")):
        page = (built(tmp_path / day, files, day) / "boards/red/2024-06.html").read_text("utf-8")
        assert told in page, day
        assert ("名次可能会变" in page) == (day == "2024-07-04")


def test_the_front_page_shows_the_newest_board_on_which_somebody_stands(tmp_path: Path) -> None:
    april = "posted: 2024-04-10\nrecords: [{date: 2024-04-01, who: H002, rule: litter}]\n"
    output = built(tmp_path, {"site.yaml": SITE, "points/april.yaml": april})
    assert "红榜 · 2024年3月" in (output / "index.html").read_text("utf-8")
    assert "2024年4月" in (output / "boards/red/index.html").read_text("utf-8"), "which is the latest, whoever stands on it"


def test_certificates_of_places_that_may_change_are_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    late = "posted: 2024-03-30\nrecords: [{date: 2024-03-20, who: H002, rule: labor, qty: 2}]\n"
    built(tmp_path, {"site.yaml": SITE, "points/late.yaml": late})
    for day, warned in (("2024-04-05", True), ("2024-04-06", False)):
        capsys.readouterr()
        assert run_command(["print", "certificates", "red", "--site", str(tmp_path), "--as-of", day]) == 0
        assert ("等公示期过了再发" in capsys.readouterr().err) == warned


def test_a_household_that_is_looked_after_twice_stands_once(tmp_path: Path) -> None:
    links = "links:\n  - {from: P0001, role: party_member, households: [H002]}\n  - {from: P0001, role: 护林员, households: [H002]}\n"
    page = (built(tmp_path, {"roster/links.yaml": links}) / "households/H001.html").read_text("utf-8")
    assert re.findall(r'<li><a href="../households/H002.html">[^<]*</a> <small>([^<]*)</small>', page) == ["二湾、党员、护林员"]


def test_a_board_does_not_hint_at_what_is_hidden(tmp_path: Path) -> None:
    late = "posted: 2024-03-30\nrecords: [{date: 2024-03-20, who: H002, rule: litter}]\n"
    of_others = SITE.replace("periods: [month]", "periods: [month], group: g1")
    page = built(tmp_path / "group", {"site.yaml": of_others, "points/late.yaml": late}, "2024-04-02") / "boards/red/2024-03.html"
    assert "名次可能会变" not in page.read_text("utf-8"), "nor at what concerns others"
    for mode, told in (("anonymous", True), ("hidden", False)):
        output = built(tmp_path / mode, {"site.yaml": f"{SITE}deductions: {mode}\n", "points/late.yaml": late}, "2024-04-02")
        assert ("名次可能会变" in (output / "boards/red/2024-03.html").read_text("utf-8")) == told


def test_evidence_that_is_a_picture_is_shown_though_the_rule_asks_for_none(tmp_path: Path) -> None:
    (tmp_path / "content" / "photos").mkdir(parents=True)
    Image.new("RGB", (900, 60), "red").save(tmp_path / "content" / "photos" / "a.png")
    more = "posted: 2024-03-15\nrecords:\n  - {date: 2024-03-13, who: H001, rule: labor, evidence: photos/a.png}\n  - {date: 2024-03-14, who: H001, rule: labor, evidence: 签到簿}\n"
    page = (built(tmp_path, {"points/more.yaml": more}) / "households/H001.html").read_text("utf-8")
    assert page.count("<img ") == 1
    assert "签到簿" in page
