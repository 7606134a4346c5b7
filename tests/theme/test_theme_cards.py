"""The pictures that chats show of boards, households and stories without a picture."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
import sample
from PIL import Image
from sample import replace

from site_builder.cli import run_command
from site_builder.problems import Problems
from site_builder.theme import load_theme
from site_builder.theme.cards import SHARE, card_path, draw_card
from site_builder.theme.picture_store import PictureStore
from tests.leaks.sites import Files, write

FILES: Files = {
    "site.yaml": "village: 莲湾村\nbase_url: https://example.org/\nnotice_days: 0\nboards: [{id: b, title: 红榜, periods: [all]}]\n",
    "rules/a.yaml": "categories: [{id: a, name: a}]\nrules: [{id: work, name: w, category: a, points: 1}]\n",
    "roster/a.yaml": "groups: [{id: g1, name: 荷塘湾}, {id: g2, name: 㵲湾}]\nhouseholds:\n"
    "  - {id: H1, group: g1, members: [{id: P1, name: 赵公开}]}\n  - {id: H2, group: g2, members: [{id: P2, name: 钱一}]}\n",
    "stories/a.md": "---\ntitle: 一事\ndate: 2024-01-01\nkind: commentary\n---\n好。\n",
}


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def dots(card: bytes) -> set[tuple[int, int]]:
    """Where something light is written inside the frame."""
    picture = opened(card).convert("RGB")
    return {(x, y) for x in range(300) for y in range(300) if picture.getpixel((x, y))[2] > 120}


@pytest.mark.parametrize("title", ["喜报", "湾组榜", "积分红榜", "社区治理榜", "一二三四五六七八九十" * 3, "Households of the month", "W" * 40])
def test_a_card_is_square_small_and_written_within_its_frame(title):
    card = draw_card("莲湾村", title)
    assert opened(card).size == (300, 300)
    assert opened(card).format == "PNG"
    assert len(card) < 12_000
    written = dots(card)
    assert written
    assert all(18 < x < 281 and 18 < y < 281 for x, y in written)
    assert card == draw_card("莲湾村", title)


def test_other_words_are_another_card_at_another_address():
    site = sample.publication().site
    cards = {draw_card("莲湾村", title) for title in ("红榜", "喜报")} | {draw_card("马场村", "红榜")}
    assert len(cards) == 3
    assert len({card_path(site, "红榜"), card_path(site, "喜报"), card_path(replace(site, village="别村"), "红榜")}) == 3


def test_without_an_address_no_card_is_named_or_made(tmp_path):
    full = sample.publication()
    silent = replace(full, site=replace(full.site, base_url=""))
    theme = load_theme("honor-red", tmp_path, "zh-CN", Problems())
    assert card_path(silent.site, "红榜") == ""
    assert theme.share_cards(silent, PictureStore(None)) == []
    assert theme.share_cards(full, PictureStore(None)) != []


def test_every_page_shows_a_picture_that_is_there(tmp_path: Path):
    site = write(tmp_path, FILES)
    assert run_command(["build", "--site", str(site), "--as-of", "2024-02-01"]) == 0
    output, shown = site / "output", {}
    for page in output.rglob("*.html"):
        found = re.search(r'og:image" content="https://example\.org/([^"]+)"', page.read_text("utf-8"))
        assert found is not None
        shown[page.relative_to(output).as_posix()] = (output / found[1]).read_bytes()
    default = (output / SHARE).read_bytes()
    assert shown["index.html"] == default
    assert shown["boards/b/index.html"] == draw_card("莲湾村", "红榜") != b""
    assert shown["households/H1.html"] == draw_card("莲湾村", "荷塘湾") != b""
    assert shown["stories/a.html"] == draw_card("莲湾村", "点评") != b""
    assert shown["households/H2.html"] == default, "the brush lacks a character"
