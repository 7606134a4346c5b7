"""Every link of a site leads somewhere: to a file that is there, and to a place in it that is there.

All of them are relative, so that they hold at the root, at a sub-path and from a stick alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html

from site_builder.cli import run_command

ELSEWHERE = ("data:", "tel:", "mailto:", "http://", "https://")

def addresses(page: html.HtmlElement) -> Iterator[str]:
    """Whatever a page leads to or loads."""
    for attribute in ("href", "src", "action", "poster"):
        yield from page.xpath(f"//@{attribute}")
    for copies in page.xpath("//@srcset"):
        yield from (copy.split()[0] for copy in copies.split(","))


def named_places(page: html.HtmlElement) -> set[str]:
    return set(page.xpath("//@id"))


def broken(site: Path) -> tuple[int, list[str]]:
    """How many links were followed, and those that lead nowhere."""
    pages = {path.relative_to(site).as_posix(): html.document_fromstring(path.read_bytes().decode()) for path in sorted(site.rglob("*.html"))}
    places = cache(lambda path: named_places(pages[path]))
    followed, found = 0, []
    base = "".join(pages["index.html"].xpath("//link[@rel='canonical']/@href")).removesuffix("index.html") if "index.html" in pages else ""
    for path, page in pages.items():
        for picture in page.xpath("//meta[@property='og:image']/@content"):
            if base and not (picture.startswith(base) and (site / picture.removeprefix(base)).is_file()):
                found.append(f"{path}: {picture}")
        for address in addresses(page):
            if address.startswith(ELSEWHERE):
                continue
            followed += 1
            target, place = urldefrag(address)
            goal = unquote(urlsplit(urljoin(f"http://x/{path}", target)).path).lstrip("/") if target else path
            if target.startswith("/") or not (site / goal).is_file():
                found.append(f"{path}: {address}")
            elif place and goal in pages and unquote(place) not in places(goal):
                found.append(f"{path}: {address} has no such place")
    return followed, found


@pytest.mark.parametrize("options", [[], ["--blank"]])
def test_every_link_of_a_new_village_leads_somewhere(tmp_path: Path, options: list[str]) -> None:
    assert run_command(["new", str(tmp_path / "village"), *options]) == 0
    assert run_command(["build", "--site", str(tmp_path / "village")]) == 0
    followed, found = broken(tmp_path / "village" / "output")
    assert found == []
    assert followed > 300


def test_every_link_of_the_sample_village_leads_somewhere(sample: Path) -> None:
    followed, found = broken(sample)
    assert found == []
    assert followed > 20_000


def test_a_link_that_leads_nowhere_is_seen(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="b.html">b</a><a href="#x">x</a><a href="/a.html">a</a><a href="a.html#y">y</a><p id="y">y</p>', "utf-8")
    assert broken(tmp_path)[1] == ["a.html: b.html", "a.html: #x has no such place", "a.html: /a.html"]
