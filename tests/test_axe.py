"""No page of either theme breaks a rule that axe knows, in light or dark, contrast of 7:1 included."""

from __future__ import annotations

import importlib.resources
import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.test_pages_browser import KINDS, PHONE, find

AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
  const all = await axe.run(document, {runOnly: tags, resultTypes: ['violations']});
  const contrast = await axe.run(document, {runOnly: {type: 'rule', values: ['color-contrast-enhanced']}});
  return [...all.violations, ...contrast.violations].map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(' | '));
}"""
EVERY_PAGE = bool(os.environ.get("EVERY_PAGE"))
"""Asks for every kind of page, in the dark and in ink too; else for the kinds that are opened most, and few in the dark and in ink."""
FEW = ("home", "household")
OFTEN = (*FEW, "board of accounts", "story", "activity", "rewards", "edition on notice", "search", "verify", "privacy", "results")


def violations(browser: Browser, path: Path, *schemes: str) -> list[str]:
    page = browser.new_page(viewport=PHONE, bypass_csp=True)
    page.goto(path.as_uri())
    page.evaluate(AXE)
    found = []
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme} {violation}" for violation in page.evaluate(RUN, RULES)]
    page.close()
    return found


@pytest.mark.parametrize("kind", KINDS if EVERY_PAGE else OFTEN)
def test_a_page_of_honor_red_breaks_no_rule(sample: Path, browser: Browser, kind: str) -> None:
    schemes = ("light", "dark") if EVERY_PAGE or kind in FEW else ("light",)
    assert violations(browser, find(sample, kind), *schemes) == []


@pytest.mark.parametrize("kind", KINDS if EVERY_PAGE else FEW)
def test_a_page_of_ink_breaks_no_rule(ink: Path, browser: Browser, kind: str) -> None:
    assert violations(browser, find(ink, kind), "light", "dark") == []


def test_axe_sees_a_page_that_breaks_rules(tmp_path: Path, browser: Browser) -> None:
    page = tmp_path / "bad.html"
    page.write_text('<html><title>x</title><p style="color:#666;background:#fff">pale</p><img src="x.png">', "utf-8")
    said = " ".join(violations(browser, page, "light"))
    assert "image-alt" in said
    assert "color-contrast-enhanced" in said
