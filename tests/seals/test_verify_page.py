"""verify.html in real Chromium: from a disk and over plain http, right, not right and unknown."""

from __future__ import annotations

import functools
import hashlib
import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.seals.sites import build, make_site

RIGHT, WRONG, UNKNOWN = "对！", "不对！", "找不到"


@pytest.fixture
def output(published: Path, tmp_path: Path) -> Path:
    shutil.copytree(published, tmp_path / "output")
    return tmp_path / "output"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments) -> None:
        return


@pytest.fixture(params=["file", "http"])
def address(request: pytest.FixtureRequest, output: Path) -> Iterator[str]:
    """Where verify.html lies: on a disk, and on a server below another folder."""
    if request.param == "file":
        yield (output / "verify.html").as_uri()
        return
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(output.parent))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/output/verify.html"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    yield page
    assert complaints == []
    page.close()


def digests(output: Path) -> dict[str, str]:
    return {seal["period"]: seal["digest"] for seal in json.loads((output / "data/site.json").read_text("utf-8"))["seals"]}


def verdict(page: Page) -> str:
    page.wait_for_selector("#_v.good, #_v.bad")
    return page.inner_text("#_v")


def notes(page: Page) -> list[str]:
    return page.locator("#_s i").all_inner_texts()


def tamper(output: Path, period: str, old: str, new: str) -> None:
    """Change both the file and what a page on a disk checks in its place."""
    file = output / "data/seals" / f"{period}.jsonl"
    text = file.read_text("utf-8").replace(old, new, 1)
    assert text != file.read_text("utf-8")
    file.write_text(text, "utf-8")
    (output / "data/seals" / f"{period}.js").write_text(f"SEALS[{json.dumps(period)}]={json.dumps(text)};\n", "ascii")


def test_a_scanned_digest_is_right(address: str, output: Path, page: Page) -> None:
    page.goto(f"{address}#{digests(output)['2024-Q1']}")
    assert verdict(page).startswith(RIGHT)
    assert "2024年第一季度" in verdict(page)
    assert notes(page) == ["对", "对"]


def test_a_typed_digest_may_have_spaces_and_capitals_and_be_an_address(address: str, output: Path, page: Page) -> None:
    digest = digests(output)["2024-Q2"]
    page.goto(address)
    groups = " ".join(digest[at : at + 8] for at in range(0, 64, 8)).upper()
    for typed in (digest, groups, f"https://example.org/x/verify.html#{digest}", groups.translate({ord(c): ord(c) + 65248 for c in "0123456789"})):
        page.fill("#_d", typed)
        page.click("#_b")
        assert verdict(page).startswith(RIGHT), typed
    page.fill("#_d", digest[:8])
    page.press("#_d", "Enter")
    assert verdict(page).startswith("开头几个对上了")
    page.fill("#_d", "0" * 64)
    page.click("#_b")
    assert verdict(page).startswith(UNKNOWN)
    for typed in ("abc", "g" * 64, digest + "0"):
        page.fill("#_d", typed)
        page.click("#_b")
        assert verdict(page).startswith("这不是校验码")
    page.fill("#_d", "")
    page.click("#_b")
    assert verdict(page).startswith("所有文件")


@pytest.mark.parametrize(("old", "new"), [('"points":75', '"points":76'), ("马", "码"), ("\n", ""), ('"entries":11', '"entries":12')])
def test_a_changed_file_is_not_right(address: str, output: Path, page: Page, old: str, new: str) -> None:
    digest = digests(output)
    tamper(output, "2024-Q1", old, new)
    page.goto(f"{address}#{digest['2024-Q1']}")
    assert verdict(page).startswith(WRONG)
    assert notes(page) == ["对", "不对"]
    page.fill("#_d", digest["2024-Q2"])
    page.click("#_b")
    assert verdict(page).startswith(WRONG), "what came before is no longer what it was"


def test_a_file_that_was_made_anew_is_unknown_or_loose(address: str, output: Path, page: Page) -> None:
    """Who changes the file and the page together still cannot change the paper, nor the next seal."""
    old = digests(output)["2024-Q1"]
    tamper(output, "2024-Q1", '"points":75', '"points":76')
    new = hashlib.sha256((output / "data/seals/2024-Q1.jsonl").read_bytes()).hexdigest()
    file = output / "verify.html"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    page.goto(f"{address}#{old}")
    assert verdict(page).startswith(UNKNOWN)
    assert notes(page) == ["不对，接不上前一期", "对"]


def test_a_missing_file_is_not_right(address: str, output: Path, page: Page) -> None:
    for suffix in ("js", "jsonl"):
        (output / f"data/seals/2024-Q2.{suffix}").unlink()
    page.goto(f"{address}#{digests(output)['2024-Q2']}")
    assert verdict(page).startswith(WRONG)
    assert notes(page) == ["不对，文件不见了", "对"]


def test_from_a_disk_the_file_itself_can_be_chosen(output: Path, page: Page) -> None:
    page.goto((output / "verify.html").as_uri())
    file = output / "data/seals/2024-Q1.jsonl"
    page.set_input_files("#_p", str(file))
    assert verdict(page).startswith(RIGHT)
    other = output / "other.jsonl"
    other.write_bytes(file.read_bytes() + b"\n")
    page.set_input_files("#_p", str(other))
    page.locator("#_v", has_text=UNKNOWN).wait_for()


def test_without_scripts_it_explains_how_to_check_by_hand(browser: Browser, output: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((output / "verify.html").as_uri())
    text = page.inner_text("main")
    for said in ("sha256sum 2024-Q1.jsonl", "certutil -hashfile 2024-Q1.jsonl SHA256", "python3 verify.py", "这不能证明什么", *digests(output).values()):
        assert said in text
    assert not page.is_visible("#_d")
    context.close()


def test_the_stamp_on_a_board_leads_to_its_check(address: str, output: Path, page: Page) -> None:
    page.goto(address.replace("verify.html", "boards/households/2024-03.html"))
    page.click(".stamp")
    assert verdict(page).startswith(RIGHT)


def test_the_digest_in_the_page_is_sha_256(published: Path, page: Page, tmp_path: Path) -> None:
    """Lengths around the end of a block, and what is not ASCII."""
    page.goto((published / "verify.html").as_uri())
    for number, text in enumerate(("", "abc", "a" * 55, "a" * 56, "a" * 63, "a" * 64, "a" * 65, "a" * 119, "汉字" * 5000)):
        file = tmp_path / f"{number}.jsonl"
        file.write_text(text, "utf-8")
        page.set_input_files("#_p", str(file))
        digest = hashlib.sha256(text.encode()).hexdigest()
        page.wait_for_function("digest => document.getElementById('_d').value === digest", arg=digest, timeout=5000)


def test_a_village_without_seals_says_so(browser: Browser, tmp_path: Path) -> None:
    output = build(make_site(tmp_path))
    page = browser.new_page()
    page.goto((output / "verify.html").as_uri())
    assert "还没有一期封账" in page.inner_text("main")
    page.close()
