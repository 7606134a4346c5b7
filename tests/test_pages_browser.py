"""Every kind of page of the sample village in real Chromium, at the width of a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page

PHONE = {"width": 360, "height": 740}
KINDS = {
    "home": "index.html",
    "not found": "404.html",
    "board of accounts": "boards/households/index.html",
    "board of a year": "boards/households/2026.html",
    "board of groups": "boards/teams/index.html",
    "board of standings": "boards/party/index.html",
    "households": "households/index.html",
    "household": "households/H001.html",
    "person": "persons/*.html",
    "activities": "activities/index.html",
    "activity": "activities/huang-tang-bian-wu-tai.html",
    "stories": "stories/index.html",
    "story": "stories/*.html",
    "rewards": "rewards/index.html",
    "redemption day": "rewards/*.html",
    "matters": "matters/index.html",
    "results": "results.html",
    "rules": "rules.html",
    "organization": "organization.html",
    "reconciliation": "reconciliation.html",
    "notice": "notice/index.html",
    "edition on notice": "notice/2026-11-02.html",
    "search": "search.html",
    "data": "data/index.html",
    "verify": "verify.html",
    "privacy": "privacy.html",
    "free page": "pages/*.html",
}


def find(sample: Path, kind: str) -> Path:
    """The page of a kind: by its name, or the first that is no index."""
    return next(path for path in sorted(sample.glob(KINDS[kind])) if KINDS[kind] == path.relative_to(sample).as_posix() or path.stem != "index")


def open_at(browser: Browser, path: Path, **options: object) -> tuple[Page, list[str], list[str]]:
    """A page opened from the disk, with what its console said and what it asked for elsewhere."""
    page = browser.new_page(viewport=PHONE, **options)
    complaints: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    return page, complaints, requests


class Opened(NamedTuple):
    """A page as a phone shows it, and as one without scripts does."""

    kind: str
    page: Page
    complaints: list[str]
    requests: list[str]
    without_script: Page


@pytest.fixture(scope="module", params=KINDS)
def opened(request: pytest.FixtureRequest, sample: Path, browser: Browser) -> Iterator[Opened]:
    """A page of each kind; whoever changes how it looks stands last in this file."""
    path = find(sample, request.param)
    page, complaints, requests = open_at(browser, path)
    without, _, _ = open_at(browser, path, java_script_enabled=False)
    yield Opened(request.param, page, complaints, requests, without)
    page.close()
    without.close()


def test_a_page_fits_the_phone_and_asks_nobody_else(sample: Path, opened: Opened) -> None:
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert opened.complaints == []
    assert [url for url in opened.requests if not url.startswith(sample.as_uri())] == []


def test_everything_is_readable_without_javascript(opened: Opened) -> None:
    if opened.kind == "search":
        assert opened.without_script.locator("a[href='households/index.html']").count() > 0
        return
    if opened.kind == "verify":
        # The tool is for scripts alone; without them a sentence stands in its place.
        assert opened.page.locator("#_c").is_visible()
        opened.page.evaluate("document.getElementById('_c').hidden = true")
    without = opened.without_script.locator("body").inner_text()
    assert without.replace(f"{NO_SCRIPT}\n\n", "") == opened.page.evaluate("document.body.innerText")
    assert (NO_SCRIPT in without) == (opened.kind == "verify")


NO_SCRIPT = "这个浏览器不运行脚本。您还可以照下面说的自己动手核对。"
FORMS = """() => {
  const q = document.getElementById('_q'), list = document.getElementById('_r'), missed = [];
  const people = window.SEARCH.filter(row => /^(households|persons)/.test(row[3]));
  let queries = 0;
  for (const row of people)
    for (const form of [row[0], row[2], row[2].toLowerCase(), ...row[4].split(' '), ...row[5].split(' ')].filter(Boolean)) {
      q.value = form;
      q.dispatchEvent(new Event('input'));
      queries++;
      if (![...list.querySelectorAll('a')].some(a => a.getAttribute('href') === row[3])) missed.push([form, row[3]]);
    }
  return [people.length, queries, missed];
}"""


def test_everybody_is_found_by_name_number_initials_and_full_pinyin(sample: Path, browser: Browser) -> None:
    page, _, _ = open_at(browser, sample / "search.html")
    people, queries, missed = page.evaluate(FORMS)
    assert people > 200
    assert queries > 4 * people
    assert missed == []
    page.close()


def text_height(page: Page) -> float:
    """How high the first paragraph's letters really stand on the screen, in pixels."""
    return float(page.evaluate("""() => {
        const range = document.createRange(), title = document.querySelector('h1');
        range.selectNodeContents(title);
        return range.getClientRects()[0].height;
    }"""))


def test_large_print_is_one_touch_and_is_remembered(sample: Path, browser: Browser) -> None:
    page, complaints, _ = open_at(browser, sample / "stories" / "index.html")
    before = text_height(page)
    page.click("label[for=_l]")
    assert text_height(page) == pytest.approx(1.4 * before, rel=0.03)
    page.goto((sample / "results.html").as_uri())
    assert page.is_checked("#_l")
    page.focus("#_l")
    page.keyboard.press("Space")
    page.goto((sample / "stories" / "index.html").as_uri())
    assert text_height(page) == before
    assert complaints == []
    page.close()


def test_large_print_needs_no_script(sample: Path, browser: Browser) -> None:
    page, _, _ = open_at(browser, sample / "stories" / "index.html", java_script_enabled=False)
    small = page.locator("h1").bounding_box()
    page.click("label[for=_l]")
    large = page.locator("h1").bounding_box()
    assert small is not None
    assert large is not None
    assert large["height"] == pytest.approx(1.4 * small["height"], rel=0.03)
    page.close()


@pytest.mark.parametrize("kind", ["matters", "organization", "reconciliation"])
def test_what_is_folded_unfolds_without_script_and_lies_open_on_paper(sample: Path, browser: Browser, kind: str) -> None:
    page, _, _ = open_at(browser, find(sample, kind), java_script_enabled=False)
    fold = page.locator("details:not([open])").first
    inside = fold.locator("li, p, td").last
    assert not inside.is_visible()
    page.emulate_media(media="print")
    assert inside.is_visible()
    page.emulate_media(media="screen")
    fold.locator("summary").click()
    assert page.locator("details[open]").count() > 0
    page.close()


def test_the_page_of_matters_is_a_few_screens_long(sample: Path, browser: Browser) -> None:
    page, _, _ = open_at(browser, find(sample, "matters"))
    assert page.locator(".matters li").count() > 250
    assert page.evaluate("document.documentElement.scrollHeight") < 12 * PHONE["height"]
    page.close()


def test_someone_is_found_by_name_number_and_initials(sample: Path, browser: Browser) -> None:
    page, _, _ = open_at(browser, sample / "search.html")
    for typed in ("陈正国", "H001", "chenzhengguo", "czg"):
        page.fill("#_q", typed)
        page.wait_for_selector("a[href='households/H001.html']", timeout=3000)
    page.close()


@pytest.mark.parametrize("kind", ["household", "person"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_code_on_the_screen_leads_to_the_page(sample: Path, browser: Browser, kind: str, scheme: str) -> None:
    path = find(sample, kind)
    page, _, _ = open_at(browser, path, color_scheme=scheme)
    picture = Image.open(BytesIO(page.screenshot(full_page=True)))
    (found,) = zxingcpp.read_barcodes(picture)
    address = f"https://lianwan.example.org/{path.relative_to(sample).as_posix()}"
    assert found.text == address
    assert address.removeprefix("https://") in page.inner_text("main")
    page.close()


def test_a_shared_link_shows_the_picture_of_what_it_tells(sample: Path) -> None:
    told = (sample / "activities" / "huang-tang-bian-wu-tai.html").read_text("utf-8")
    shown = re.search(r'<meta property="og:image" content="https://[^"]*/(pictures/\w+-card\.jpg)">', told)
    assert shown is not None
    assert (sample / shown[1]).is_file()
    household = (sample / "households" / "H001.html").read_text("utf-8")
    assert re.search(r'<meta property="og:image" content="https://[^"]*/pictures/\w+-card\.png">', household)


def test_a_page_at_double_text_and_320_px_does_not_scroll_sideways(opened: Opened) -> None:
    page = opened.page
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if opened.kind != "not found":
        page.evaluate("document.documentElement.style.fontSize = ''")
        page.click("label[for=_l]")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
