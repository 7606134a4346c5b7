"""In a real browser: the open page reloads by itself, and shows what is wrong."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Preview = Any
BOX = "#site-builder-preview"


@pytest.fixture
def open_page(browser: Any, start: Callable[..., Preview]) -> Iterator[Callable[[str], Any]]:
    """Opens pages, which are closed before the preview ends (hence `start`)."""
    context = browser.new_context()
    context.set_default_timeout(5000)
    yield lambda address: open_in(context, address)
    context.close()


def open_in(context: Any, address: str) -> Any:
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.goto(address)
    return page


def shows(page: Any, text: str) -> float:
    """Seconds until the page's heading says so."""
    started = time.monotonic()
    page.wait_for_function("text => document.querySelector('h1')?.textContent === text", arg=text, polling=20)
    return time.monotonic() - started


def test_all_open_pages_reload_within_a_second(preview: Preview, open_page: Callable[[str], Any]) -> None:
    pages = [open_page(preview.address) for _ in range(3)]
    took = []
    for text in ("second", "third"):
        preview.save("content/index.txt", text)
        took += [shows(page, text) for page in pages]
    print("reloaded after", [f"{seconds:.3f}" for seconds in took])
    assert min(took) < 1
    for page in pages:
        assert page.title() == "index"  # the page's own policy still forbids what it forbade
        assert not page.errors


def test_problems_are_shown_dismissed_and_gone_after_mending(preview: Preview, open_page: Callable[[str], Any]) -> None:
    page = open_page(preview.address)
    box = page.locator(BOX)
    assert not box.is_visible()
    preview.save("content/index.txt", "BROKEN")
    box.wait_for(state="visible", timeout=1500)
    assert box.locator("pre").inner_text() == "content/index.txt:1:1: error[broken]: <b>“index”</b>"
    assert box.locator("pre b").count() == 0
    assert "monospace" in box.locator("pre").evaluate("pre => getComputedStyle(pre).fontFamily")
    assert box.evaluate("box => getComputedStyle(box).position") == "fixed"
    assert page.locator("h1").inner_text() == "first"

    focused = "document.activeElement.tagName"
    tags = []
    for _ in range(3):
        page.keyboard.press("Tab")
        tags.append(page.evaluate(focused))
    assert tags == ["SUMMARY", "PRE", "BUTTON"]
    page.keyboard.press("Enter")
    assert not box.is_visible()

    preview.save("content/404.txt", "BROKEN as well")
    box.wait_for(state="visible", timeout=1500)
    page.keyboard.press("Escape")
    assert not box.is_visible()
    page.goto(preview.address + "404.html")
    assert box.is_visible()

    preview.save("content/404.txt", "mended")
    preview.save("content/index.txt", "mended")
    assert shows(page, "mended") < 1
    assert not box.is_visible()


def test_warnings_wait_folded(preview: Preview, open_page: Callable[[str], Any]) -> None:
    page = open_page(preview.address)
    preview.save("content/index.txt", "WARN")
    shows(page, "WARN")
    assert page.locator(BOX).is_visible()
    assert not page.locator(f"{BOX} pre").is_visible()
    page.locator(f"{BOX} summary").click()
    assert page.locator(f"{BOX} pre").inner_text() == "warning WARN"


def test_the_first_site_appears_by_itself(
    start: Callable[..., Preview], site: Path, open_page: Callable[[str], Any]
) -> None:
    (site / "content" / "index.txt").write_text("BROKEN")
    preview = start()
    page = open_page(preview.address)
    assert page.locator(f"{BOX} pre").is_visible()
    preview.save("content/index.txt", "mended")
    assert shows(page, "mended") < 1


def test_a_page_left_open_finds_the_next_preview(
    start: Callable[..., Preview], open_page: Callable[[str], Any]
) -> None:
    preview = start()
    page = open_page(preview.address)
    port = int(preview.address.rstrip("/").rpartition(":")[2])
    preview.end()
    preview.save("content/index.txt", "while away")
    start(port)
    assert shows(page, "while away") < 5


def test_a_hidden_page_listens_again_when_it_is_seen(preview: Preview, open_page: Callable[[str], Any]) -> None:
    page = open_page(preview.address)
    hide = (
        "hidden => {Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});"
        "document.dispatchEvent(new Event('visibilitychange'))}"
    )
    page.evaluate(hide, True)
    preview.save("content/index.txt", "second")
    time.sleep(0.6)
    assert page.locator("h1").inner_text() == "first"
    page.evaluate(hide, False)
    assert shows(page, "second") < 1
