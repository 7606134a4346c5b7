"""The sample village shows every system that the program is made for, each on its page."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

SYSTEMS: dict[str, list[tuple[str, list[str]]]] = {
    "1 five tiers of organization": [
        ("organization.html", ["中共白鹭镇委员会", "柳树湾党小组", "覃先玉"]),
        ("households/H014.html", ["党员中心户"]),
    ],
    "2 who looks after whom": [
        ("organization.html", ["夏致平"]),
        ("households/H061.html", ["谁联系我家"]),
        ("boards/links/2026.html", ["双包双联榜"]),
        ("rules.html", ["双联季度评议"]),
    ],
    "3 points of party members": [
        ("boards/party/2026.html", ["五星党员"]),
        ("persons/P0049.html", ["连心长廊值班"]),
    ],
    "4 evening talks": [
        ("activities/huang-tang-ye-hua.html", ["荒塘边的头一场夜话", "把荒塘边那块地拿来做点正经用场"]),
        ("activities/di-jiao-ye-hua.html", ["堤脚垃圾桶离得远，老人提不动"]),
    ],
    "5 pledges": [("matters/index.html", ["莲湾村乡村治理倡议书", "全村74户，70户签了字", "260"])],
    "6 ideas": [
        ("matters/index.html", ["共45件", "已采纳23"]),
        ("boards/ideas/2026.html", ["金点子榜"]),
    ],
    "7 work, labour and money": [
        ("activities/lu-ji-hui-tian.html", ["路基回填，赶在雨前", "工日"]),
        ("activities/rang-di-xiu-lu.html", ["让出自留地"]),
        ("households/H040.html", ["出资"]),
        ("households/H017.html", ["每户每月最多记60分"]),
    ],
    "8 requests": [("matters/index.html", ["新堤没有避雨的地方，等车淋湿", "2026年10月19日办结", "等人来接"])],
    "9 surroundings": [("matters/index.html", ["共186件"])],
    "10 what was achieved": [
        (
            "results.html",
            ["让出自留地18块", "拆除乱搭棚子29处", "拆除棚屋面积600平方米", "清理垃圾杂物54,000平方米", "直播卖出农货4,000,000元"],
        )
    ],
    "11 redemption": [
        ("rewards/2026-duan-wu.html", ["乡村大舞台", "2026年6月17日退回"]),
        ("rewards/index.html", ["暂时换完了", "2026年1月1日起33分", "2026年末集中兑换"]),
    ],
    "12 disputes are only counted": [("matters/index.html", ["矛盾纠纷", "不到3件"])],
    "13 safe and digital village": [
        ("boards/governance/2026.html", ["社区治理榜"]),
        ("boards/digital/2026.html", ["数字乡村榜"]),
        ("rules.html", ["积分+平安建设"]),
        ("activities/shou-ji-ke-tang.html", ["手机课堂"]),
    ],
    "14 videos": [
        ("households/H019.html", ["《荷塘天亮》", "视频播放"]),
        ("rules.html", ["视频播放"]),
    ],
    "15 the village's spirit": [
        ("stories/kuai-ban-lian-wan-yao.html", ["竹板打，响连天"]),
        ("boards/culture/2026.html", ["莲湾精神榜"]),
    ],
    "16 livestream": [
        ("activities/xia-mei-zhuan-chang.html", ["1,240,000元"]),
        ("stories/xia-mei.html", ["虾妹不说“家人们”"]),
    ],
    "17 before and after": [
        ("activities/huang-tang-bian-wu-tai.html", ["从前", "现在", "同一个位置：2025年夏天的荒塘，2026年春天的大舞台"]),
        ("activities/hui-qiang-bian-cai-qiang.html", ["贴了三十年广告的灰墙"]),
    ],
    "18 honours": [
        ("index.html", ["五公里，马拉松从我们村过"]),
        ("stories/mao-dun-yu-fang-shi-dian.html", ["省级矛盾纠纷预防化解试点落户莲湾"]),
        ("stories/cheng-xiang-zhi-li-shi-dian.html", ["莲湾村列入全市城乡治理试点"]),
        ("stories/shi-li-xuan-chuan-pian.html", ["莲湾上了市里的宣传片"]),
    ],
    "19 commentary": [("stories/yi-ben-kan-de-dong-de-zhang.html", ["专家点评：一本看得懂的账"])],
}


def words_of(page: Path) -> str:
    """What a page says, without markup and white space."""
    html = re.sub(r"(?s)<(script|style).*?</\1>", "", page.read_text("utf-8"))
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", html)))


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_sample_shows(sample: Path, system: str) -> None:
    for page, texts in SYSTEMS[system]:
        said = words_of(sample / page)
        assert [text for text in texts if text not in said] == [], page


def test_figures_of_another_village_stand_only_where_the_source_is_named(sample: Path) -> None:
    naming = {page.relative_to(sample).as_posix() for page in sample.rglob("*.html") if "马场" in words_of(page)}
    # The list of pages shows how the page begins, which is before its figures.
    assert naming == {"pages/can-kao-ma-chang.html", "stories/index.html"}
    assert "260份" not in words_of(sample / "stories/index.html")
    assert "2024年11月15日的“共同缔造荆楚实践”系列报道" in words_of(sample / "pages/can-kao-ma-chang.html")
