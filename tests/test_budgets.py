"""What every page of the sample village may weigh, ask for and run, in both themes; and what a finger and old eyes need."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from tests.measures import SHIFT, SMALL_TARGETS, SMALLEST_TEXT
from tests.test_pages_browser import KINDS, PHONE, find

FIRST_FLIGHT = 14_336
"""What a server sends before it waits for an answer."""
MOST_SCRIPT = 1024
OWN_SCRIPT = {"search.html": 2048, "verify.html": 8192}
"""Pages that are a tool have a script of their own."""
MOST_PICTURE = 40_000


@pytest.fixture(params=["sample", "ink"])
def site(request: pytest.FixtureRequest) -> Path:
    """The sample village in each theme."""
    return request.getfixturevalue(request.param)


def test_every_page_is_one_light_request_beside_pictures(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 300
    for path in pages:
        name, data = path.relative_to(site).as_posix(), path.read_bytes()
        page = html.document_fromstring(data.decode())
        assert len(gzip.compress(data, 9)) <= FIRST_FLIGHT, name
        assert sum(len(script.text or "") for script in page.iter("script")) <= OWN_SCRIPT.get(name, MOST_SCRIPT), name
        assert page.xpath("//script/@src | //link[@rel='stylesheet']/@href") == (["search-index.js"] if name == "search.html" else []), name


def test_pictures_are_light_sized_described_and_lazy(site: Path) -> None:
    assert max(path.stat().st_size for path in (site / "pictures").iterdir()) <= MOST_PICTURE
    shown = 0
    for path in site.rglob("*.html"):
        pictures = html.document_fromstring(path.read_bytes().decode()).xpath("//img")
        shown += len(pictures)
        for picture in pictures:
            assert picture.get("width"), path
            assert picture.get("height"), path
            assert picture.get("alt") is not None, path
            assert picture.get("loading") == "lazy", path
    assert shown > 70


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_targets_are_large_and_nothing_moves_or_overflows(site: Path, browser: Browser, scheme: str) -> None:
    page = browser.new_page(viewport=PHONE, color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for kind in KINDS:
        page.goto(find(site, kind).as_uri())
        assert page.evaluate(SMALLEST_TEXT) >= 18, kind
        assert page.evaluate(SMALL_TARGETS) == [], kind
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], kind
        if page.evaluate(SHIFT):  # on a busy machine a page may be painted before all of it is read
            page.reload()
            assert page.evaluate(SHIFT) == 0, kind
    assert said == []
    page.close()


def test_a_policy_that_lets_nothing_in_from_elsewhere_stands_on_every_page(site: Path) -> None:
    for path in site.rglob("*.html"):
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', path.read_text("utf-8"))
        assert policy is not None, path
        assert "default-src 'none'" in policy[1], path
        assert "unsafe" not in policy[1], path
        assert "http" not in policy[1], path
