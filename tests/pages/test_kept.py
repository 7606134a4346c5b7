"""Pages that would come out the same are not made again; all others are."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.cli import run_command
from site_builder.publication import search
from site_builder.theme import environment
from tests.conftest import ROOT

STARTER = ROOT / "site_builder" / "starters" / "village"
DAY = "2026-05-10"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were rendered since it was last emptied."""
    rendered: list[str] = []
    render = environment.Theme.render

    def noting(self: environment.Theme, template: str, context: dict[str, object]) -> str:
        rendered.append(template)
        return render(self, template, context)

    monkeypatch.setattr(environment.Theme, "render", noting)
    return rendered


@pytest.fixture
def site(tmp_path: Path, made: list[str]) -> Path:
    """A site that was built a moment ago."""
    shutil.copytree(STARTER / "content", tmp_path / "content")
    build(tmp_path)
    assert made.count("households/household.html") > 2
    made.clear()
    return tmp_path


def build(site: Path, *options: str) -> None:
    assert run_command(["build", "--site", str(site), "--as-of", DAY, *options]) == 0


def override(site: Path, template: str, change: Callable[[str], str]) -> None:
    own = site / "themes" / "honor-red" / "templates" / template
    own.parent.mkdir(parents=True, exist_ok=True)
    source = ROOT / "themes" / "honor-red" / "templates" / template
    own.write_text(change(source.read_text("utf-8")), "utf-8")


def showing(site: Path, text: str) -> list[str]:
    """The pages on which a text stands."""
    pages = (path for path in (site / "output").rglob("*.html") if text in path.read_text("utf-8"))
    return sorted(path.relative_to(site / "output").as_posix() for path in pages)


MANY = ("households/household.html", "persons/person.html", "notice/edition.html")


def test_what_did_not_change_is_not_made_again(site: Path, made: list[str]) -> None:
    build(site)
    assert [template for template in made if template in MANY] == []
    assert made


def test_a_record_makes_the_pages_that_show_it(site: Path, made: list[str]) -> None:
    notes = [(path, note) for path in (site / "content" / "points").rglob("*.yaml") for note in re.findall(r"note: (\w+)\}", path.read_text("utf-8"))]
    pages = {note: showing(site, note) for _, note in notes}
    points, note = next((path, note) for path, note in notes if len(pages[note]) == 2)
    points.write_text(points.read_text("utf-8").replace(note, f"改了{note}"), "utf-8")
    build(site)
    assert sorted(page for page in pages[note] if page.startswith(("households", "notice"))) == pages[note]
    assert [made.count(template) for template in MANY] == [1, 0, 1]
    assert showing(site, f"改了{note}") == pages[note]


def test_a_template_makes_the_pages_that_draw_on_it(site: Path, made: list[str]) -> None:
    override(site, "notice/edition.html", lambda text: text + "<!-- x -->")
    build(site)
    assert "households/household.html" not in made
    assert "notice/edition.html" in made
    made.clear()
    override(site, "_entries.html", lambda text: text + " ")
    build(site)
    assert {"households/household.html", "notice/edition.html"} <= set(made)


def test_a_template_that_draws_on_something_by_a_variable_depends_on_all(site: Path, made: list[str]) -> None:
    override(site, "households/household.html", lambda text: text.replace("{% block main %}", "{% block main %}{% set which = 'extra.html' %}{% include which %}", 1))
    own = site / "themes" / "honor-red" / "templates" / "extra.html"
    own.write_text("one", "utf-8")
    build(site)
    made.clear()
    own.write_text("two", "utf-8")
    build(site)
    page = next((site / "output" / "households").glob("H*.html")).read_text("utf-8")
    assert "two" in page


def test_the_search_index_is_made_again_when_what_can_be_found_changes(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noting(title: str) -> tuple[str, str]:
        read.append(title)
        return "", ""

    monkeypatch.setattr(search, "title_readings", noting)
    points = next((site / "content" / "points").rglob("*.yaml"))
    points.write_text(points.read_text("utf-8") + "# seen\n", "utf-8")
    build(site)
    assert read == []
    story = next((site / "content" / "stories").glob("*.md"))
    story.write_text(re.sub("title: .*", "title: 新桥通车", story.read_text("utf-8"), count=1), "utf-8")
    build(site)
    assert "新桥通车" in read
    assert "新桥通车" in (site / "output" / "search-index.js").read_text("utf-8")


@pytest.mark.parametrize("what", ["a token", "a page changed by hand", "a page deleted", "a cache spoiled", "no cache"])
def test_whatever_else_changed_gives_the_site_of_a_clean_build(site: Path, tmp_path_factory: pytest.TempPathFactory, what: str) -> None:
    page = next((site / "output" / "households").glob("H*.html"))
    if what == "a token":
        tokens = site / "themes" / "honor-red" / "tokens.css"
        tokens.parent.mkdir(parents=True)
        tokens.write_text((ROOT / "themes" / "honor-red" / "tokens.css").read_text("utf-8").replace("#", "#", 1) + "\n/* mine */\n:root { --mine: 1 }\n", "utf-8")
    elif what == "a page changed by hand":
        page.write_bytes(page.read_bytes()[::-1])
    elif what == "a page deleted":
        page.unlink()
    elif what == "a cache spoiled":
        kept = site / ".cache" / "pages"
        kept.write_bytes(kept.read_bytes().replace(b"0", b"1"))
    else:
        shutil.rmtree(site / ".cache")
    build(site)
    clean = tmp_path_factory.mktemp("clean")
    for part in ("content", "themes"):
        if (site / part).is_dir():
            shutil.copytree(site / part, clean / part)
    build(clean, "--no-cache")
    files = {path.relative_to(site / "output"): path.read_bytes() for path in (site / "output").rglob("*") if path.is_file()}
    assert files == {path.relative_to(clean / "output"): path.read_bytes() for path in (clean / "output").rglob("*") if path.is_file()}
