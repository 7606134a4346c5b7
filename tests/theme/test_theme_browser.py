"""The sample village in a real browser: on a small phone, in large letters, as a file, at a sub-path."""

from __future__ import annotations

import functools
import http.server
import threading
from pathlib import Path

import pytest
import render_sample

from tests.measures import SMALL_TARGETS, SMALLEST_TEXT

PAGES = (
    "index.html", "boards/households/2024-Q1.html", "boards/party/2024-Q1.html", "boards/teams/2024-Q1.html",
    "boards/households/2024-02.html", "households/H001.html", "households/H003.html", "households/index.html",
    "persons/P0001.html", "activities/lu-ji.html", "activities/index.html", "stories/huang-tang.html", "stories/index.html",
    "rewards/index.html", "rewards/2024-03.html", "matters/index.html", "results.html", "rules.html", "organization.html",
    "reconciliation.html", "notice/index.html", "notice/2024-04-02.html", "search.html", "data/index.html",
    "verify.html", "privacy.html", "pages/about.html", "404.html", "empty/index.html", "empty/rules.html",
)  # fmt: skip

@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("look") / "sub" / "path"
    render_sample.main(out)
    return out


@pytest.fixture(scope="module")
def served(folder: Path):
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(folder.parent.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/sub/path/"
        server.shutdown()


def opened(browser, width: int = 360, **options):
    context = browser.new_context(viewport={"width": width, "height": 740}, **options)
    page = context.new_page()
    page.said = []
    page.asked = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    return page


def test_as_files_nothing_overflows_complains_or_leaves(browser, folder):
    page = opened(browser)
    for path in PAGES:
        page.goto(f"file://{folder}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        assert page.evaluate(SMALLEST_TEXT) >= 18, path
    assert page.said == []
    assert all(url.startswith((f"file://{folder}", "data:")) for url in page.asked)
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_at_a_sub_path_one_request_a_page_beside_pictures(browser, served, scheme):
    page = opened(browser, color_scheme=scheme)
    for path in PAGES:
        page.asked.clear()
        page.goto(served + path)
        others = [url for url in page.asked if not url.startswith("data:") and "/pictures/" not in url]
        assert len(others) == (2 if path == "search.html" else 1), (path, others)
        assert all(url.startswith(served) for url in others)
    assert page.said == []
    page.context.close()


def test_letters_twice_as_large_fit_a_small_screen(browser, folder):
    page = opened(browser, 320)
    for path in PAGES:
        page.goto(f"file://{folder}/{path}")
        page.evaluate("() => { const s = new CSSStyleSheet(); s.replaceSync('html{font-size:200%}'); document.adoptedStyleSheets = [s]; }")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.context.close()


def test_targets_are_as_large_as_a_finger(browser, folder):
    page = opened(browser)
    for path in PAGES:
        page.goto(f"file://{folder}/{path}")
        assert page.evaluate(SMALL_TARGETS) == [], path
    page.context.close()


def test_the_first_stop_skips_to_the_content_and_is_seen(browser, folder):
    page = opened(browser)
    page.goto(f"file://{folder}/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "_main"
    page.context.close()


def test_a_page_is_saved_as_one_file_with_its_pictures_and_leads_back(browser, served, tmp_path):
    page = opened(browser)
    page.goto(served + "activities/lu-ji.html")
    with page.expect_download() as coming:
        page.click("#_save")
    saved = tmp_path / "saved.html"
    coming.value.save_as(saved)
    assert coming.value.suggested_filename.endswith("2024-04-05.html")
    pictures, links = page.locator("main img").count(), page.locator("a").count()
    page.goto(saved.as_uri())
    page.asked.clear()
    page.reload()
    shown = page.evaluate("[...document.images].filter(one => one.complete && one.naturalWidth && one.src.startsWith('data:')).length")
    assert shown == pictures > 0
    assert [url for url in page.asked if not url.startswith("data:")] == [saved.as_uri()]
    hrefs = page.evaluate("[...document.links].map(one => one.getAttribute('href'))")
    assert len(hrefs) == links
    assert all(href.startswith(("#", served)) for href in hrefs)
    assert page.said == []
    page.context.close()


def test_a_page_is_saved_without_script(browser, served):
    page = opened(browser, java_script_enabled=False)
    page.goto(served + "households/H001.html")
    with page.expect_download() as coming:
        page.click("#_save")
    assert coming.value.suggested_filename.endswith("2024-04-05.html")
    page.context.close()


SEEN = """() => {
  const box = document.querySelector('.compare .one').getBoundingClientRect();
  return [.1, .4, .6, .9].map(x => document.elementFromPoint(box.left + x * box.width, box.top + box.height / 2).parentElement.className).join(' ');
}"""


def test_before_and_now_are_compared_by_a_slider_without_script(browser, folder):
    page = opened(browser, java_script_enabled=False)
    page.goto(f"file://{folder}/activities/lu-ji.html")
    one, two = page.locator(".compare .one").first, page.locator(".compare .two").first
    stops = page.locator(".compare").first.get_by_role("radio")
    assert two.bounding_box()["y"] >= one.bounding_box()["y"] + one.bounding_box()["height"]
    stops.nth(0).click()
    assert page.evaluate(SEEN) == "one one one one"
    assert two.bounding_box()["y"] == one.bounding_box()["y"]
    seen = []
    for _ in range(4):
        page.keyboard.press("ArrowRight")
        seen.append(page.evaluate(SEEN))
    assert seen == ["one one one two", "one one two two", "one two two two", "two two two two"]
    page.locator(".compare button").first.click()
    assert two.bounding_box()["y"] >= one.bounding_box()["y"] + one.bounding_box()["height"]
    page.context.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("张", ["张建国 一湾 H004"]),
        ("zjg", ["张建国 一湾 H004", "曾*国 二湾 H005"]),
        ("zhangj", ["张建国 一湾 H004"]),
        ("h004", ["张建国 一湾 H004"]),
        ("曾建国", ["曾*国 二湾 H005"]),
        ("ceng", ["曾*国 二湾 H005"]),
        ("二湾", ["曾*国 二湾 H005"]),
        ("zxg", ["曾*国 二湾 H005"]),
        ("没有", []),
    ],
)
def test_a_household_is_found_by_name_reading_and_number(browser, folder, typed, found):
    page = opened(browser)
    page.goto(f"file://{folder}/search.html")
    page.fill("#_q", typed)
    assert page.locator("#_r a").all_inner_texts() == found
    assert ("没有找到" in page.inner_text("#_n")) == (not found)
    page.context.close()


def test_without_script_the_search_page_leads_to_all_households(browser, folder):
    page = opened(browser, java_script_enabled=False)
    page.goto(f"file://{folder}/search.html")
    assert page.locator("noscript a, main a").first.get_attribute("href") == "households/index.html"
    page.context.close()
