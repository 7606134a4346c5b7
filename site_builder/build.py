"""The pipeline on one screen: read, load, settle, publish, plan, render, swap."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from site_builder.exposed import warn_exposed
from site_builder.ledger.book import Ledger, settle
from site_builder.ledger.totals import check_reconciled
from site_builder.output import Staging, Summary, stage
from site_builder.pages.data import data_pages
from site_builder.pages.feed import feed, robots, search_index, sitemap
from site_builder.pages.kept import KeptPages
from site_builder.pages.plan import Page, plan_pages
from site_builder.pages.seals import seal_files
from site_builder.problems import Problems
from site_builder.publication.model import Publication
from site_builder.publication.names import Channel
from site_builder.publication.publish import publish
from site_builder.publication.shown import screen_of
from site_builder.publication.theme_files import THEMES, check_theme_files
from site_builder.reading.folder import read_folder, report_unread
from site_builder.reading.parsed import ParsedFiles
from site_builder.spread import in_processes, in_threads
from site_builder.theme import Theme, load_theme
from site_builder.theme.folders import builtin_root
from site_builder.theme.picture_store import PictureStore
from site_builder.village.load import load_settings, load_village
from site_builder.village.load_seals import check_published
from site_builder.village.model import Village
from site_builder.village.picture_facts import NO_FACTS, Facts, read_facts, write_facts

OUTPUT = "output"
"""Where the site is published unless the command says otherwise, from the site folder on."""
CACHE = ".cache"
"""Where builds keep what is slow to find out again, from the site folder on."""
PICTURES, SIZES, PAGES = Path("pictures"), Path("pictures", "sizes"), Path("pages")
PARSED = Path("parsed")
FALLBACK_LANGUAGE = "zh-CN"
"""In which language to speak of a site.yaml that cannot be read."""

Progress = Callable[[int, int], None]
"""Told how many of how many pages are done."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What reading and checking a site gave. `publication` is None where errors forbid publishing."""

    problems: Problems
    language: str
    publication: Publication | None
    theme: Theme | None
    drafts: dict[str, int] = field(default_factory=dict)
    """How many records of each file are drafts, which nobody sees and which do not count."""
    ends: float = math.inf
    """Until when the day for which it holds is today, in seconds since 1970; for ever where the day was given."""
    facts: Facts = field(default_factory=dict)
    """What was learned of its pictures."""
    parsed: ParsedFiles = field(default_factory=lambda: ParsedFiles(None))
    """What read its files."""


class Built(NamedTuple):
    """A published site."""

    summary: Summary
    records: int


def check(site: Path, as_of: datetime.date | None, cache: Path | None = None, output: Path | None = None) -> Checked:
    """Everything but writing: `as_of` None means today in the site's time zone.

    `cache`: the folder in which builds keep what is slow to find out again. `output`: the folder that is
    published, to be looked through for what does not belong there.
    """
    problems = Problems()
    if output is not None:
        warn_exposed(site, output, site / CACHE, problems)
    folder = read_folder(site, problems)
    parsed = ParsedFiles(cache / PARSED if cache else None)
    settings = load_settings(folder, problems, parsed)
    if settings is None:
        return Checked(problems, FALLBACK_LANGUAGE, None, None)
    village = load_village(folder, settings, problems, read_facts(cache / SIZES) if cache else NO_FACTS, parsed)
    for published in dict.fromkeys((site / OUTPUT, output or site / OUTPUT)):
        check_published(published, folder, village.seals, problems)
    theme = load_theme(settings.theme, site, settings.language, problems, settings.source.place("theme"))
    day = as_of or today(settings.timezone)
    ledger, publication = account_for(village, day, "web", problems)
    # The theme that comes with the program names nobody.
    if (site / THEMES).is_dir() and (site / THEMES).resolve() != builtin_root():
        check_theme_files(site, screen_of(village, "web", problems), problems)
    report_unread(folder, village.pictures.used, problems)
    ends = math.inf if as_of else day_ends(day, settings.timezone)
    sound = None if problems.has_errors else publication
    return Checked(problems, settings.language, sound, theme, ledger.drafts(), ends, village.pictures.learned(), parsed)


def load(site: Path) -> tuple[Problems, str, Village | None]:
    """The village as it is written, with the problems of reading it and the language to speak."""
    problems = Problems()
    folder = read_folder(site, problems)
    settings = load_settings(folder, problems)
    if settings is None:
        return problems, FALLBACK_LANGUAGE, None
    return problems, settings.language, load_village(folder, settings, problems)


class Accounted(NamedTuple):
    """What follows from a village's records on a day, and what may be said of it on a channel."""

    ledger: Ledger
    publication: Publication


def account_for(village: Village, as_of: datetime.date, channel: Channel, problems: Problems) -> Accounted:
    """Settle a village's records and publish them; every check that needs the ledger is made here."""
    # What is wrong with balances, objections and seals may only follow from records that could not be read.
    ledger = settle(village, as_of, problems if village.is_whole else Problems())
    check_reconciled(ledger, problems)
    return Accounted(ledger, publish(ledger, channel, problems))


def today(timezone: str) -> datetime.date:
    """Today where the village is."""
    return datetime.datetime.now(ZoneInfo(timezone)).date()


def day_ends(day: datetime.date, timezone: str) -> float:
    """When a day ends where the village is, in seconds since 1970."""
    tomorrow = day + datetime.timedelta(days=1)
    return datetime.datetime.combine(tomorrow, datetime.time(), ZoneInfo(timezone)).timestamp()


def rehearse(checked: Checked) -> None:
    """Render the pages and throw them away, where the village has templates of its own that may fail."""
    if checked.publication is not None and checked.theme is not None and checked.theme.has_own:
        for page in plan_pages(checked.publication):
            checked.theme.render(page.template, page.shows())


def build(
    site: Path, output: Path, checked: Checked, progress: Progress, cache: Path | None = None, jobs: int = 1
) -> Built | None:
    """Publish a checked site into `output`; None where a template failed, with `output` as it was.

    `jobs`: how many processors may work at it, where that pays.
    """
    publication, theme = checked.publication, checked.theme
    if publication is None or theme is None:
        return None
    pages = plan_pages(publication)
    kept = KeptPages(cache / PAGES if cache else None, theme.made_from)
    copies = _copies(publication, theme, PictureStore(cache / PICTURES if cache else None))
    total = len(pages) + len(copies)
    done = count(1)

    def advance() -> None:
        progress(next(done), total)

    with stage(output, site) as staging:
        _stage_pages(pages, theme, kept, staging, jobs, advance)
        for (path, _), data in zip(copies, in_threads(lambda copy: copy[1](), copies, jobs), strict=True):
            staging.write(path, data)
            advance()
        for path, data in _other_files(publication, theme, pages):
            staging.write(path, data)
        _stage_search(publication, kept, staging)
        if checked.problems.has_errors:
            return None
        summary = staging.publish()
    kept.write()
    if cache is not None:
        write_facts(cache / SIZES, checked.facts)
    checked.parsed.write()
    return Built(summary, publication.home.records)


def _stage_pages(
    pages: list[Page], theme: Theme, kept: KeptPages, staging: Staging, jobs: int, advance: Callable[[], None]
) -> None:
    """Make every page, or keep it where it would come out the same."""
    states = [kept.state(page) for page in pages]
    new: list[Page] = []
    for page, state in zip(pages, states, strict=True):
        if _stays(page.path, state, kept, staging):
            advance()
        else:
            new.append(page)
    for path, data in _rendered(new, theme, jobs):
        staging.write(path, data)
        advance()
    for page, state in zip(pages, states, strict=True):
        kept.remember(page.path, state, staging.digest(page.path))


def _stage_search(publication: Publication, kept: KeptPages, staging: Staging) -> None:
    """Make the search index, or keep it."""
    path, state = publication.search.href, kept.state_of_file(publication.search.state)
    if not _stays(path, state, kept, staging):
        staging.write(path, search_index(publication))
    kept.remember(path, state, staging.digest(path))


def _stays(path: str, state: str, kept: KeptPages, staging: Staging) -> bool:
    """Keep a file that would come out the same; tells whether it did."""
    sha256 = kept.digest(path, state)
    return sha256 is not None and staging.keep(path, sha256)


def _rendered(pages: list[Page], theme: Theme, jobs: int) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every page, in any order."""

    def make(page: Page) -> bytes:
        return theme.render(page.template, page.shows()).encode()

    # One page of each template first, so that a template is made ready once and not by every process.
    firsts = {page.template: page for page in pages}
    for page in firsts.values():
        yield page.path, make(page)
    others = [page for page in pages if firsts[page.template] is not page]
    for number, data in in_processes(lambda number: make(others[number]), len(others), jobs):
        yield others[number].path, data


def _copies(publication: Publication, theme: Theme, pictures: PictureStore) -> list[tuple[str, Callable[[], bytes]]]:
    """Path of every copy of a picture, and what makes it."""
    covers = [activity.cover for activity in publication.activities] + [story.cover for story in publication.stories]
    stems = {cover.stem for cover in covers if cover}
    copies: list[tuple[str, Callable[[], bytes]]] = []
    for picture, file in publication.pictures:
        copies += [
            (f"{picture.stem}-{width}.webp", partial(pictures.copy, file, picture.stem, width)) for width in picture.widths
        ]
        if picture.stem in stems:
            copies.append((picture.card, partial(pictures.card, file, picture.stem)))
    return copies + theme.share_cards(publication, pictures)


def _other_files(publication: Publication, theme: Theme, pages: list[Page]) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of everything in the site that is neither page nor picture."""
    yield from theme.static_files().items()
    yield from data_pages(publication)
    yield from seal_files(publication.seals)
    yield "feed.xml", feed(publication)
    yield "robots.txt", robots(publication)
    if publication.site.base_url:
        yield "sitemap.xml", sitemap(publication, pages)
