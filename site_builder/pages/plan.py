"""The plan of pages: which page comes from which template and shows what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from site_builder.pages.address import root_of
from site_builder.pages.seals import VERIFIER
from site_builder.publication.model import Deferred, Publication, state_of

NOT_FOUND = "404.html"
T = TypeVar("T")
_NOTHING: Mapping[str, Deferred[Any]] = MappingProxyType({})


class PageInfo(NamedTuple):
    """What a template knows of the page that it makes."""

    path: str
    root: str
    """The way from this page to the site's root: "", "../" or "../../"."""
    noindex: bool
    """Whether search engines are asked to stay away."""
    url: str
    """Its address on the web; "" without `base_url`."""


class Page(NamedTuple):
    """One page to be made."""

    path: str
    template: str
    context: dict[str, Any]
    about_people: bool = False
    """Whether it is the page of a household or person."""
    deferred: Mapping[str, Deferred[Any]] = _NOTHING
    """What else it shows, made when the page is."""
    site_state: str = ""
    """Stands for the `site` of its context, which is the same on all pages and long."""

    def shows(self) -> dict[str, Any]:
        """Everything that the template may speak of."""
        return {**self.context, **{name: deferred.make() for name, deferred in self.deferred.items()}}

    @property
    def state(self) -> str:
        """The same as long as the page shows the same; "" where only making it tells."""
        if not self.deferred:
            return ""
        states = [deferred.state for deferred in self.deferred.values()]
        own = sorted((name, value) for name, value in self.context.items() if name != "site")
        return state_of([self.template, self.site_state, repr(own), *states])


def plan_pages(publication: Publication) -> list[Page]:
    """Every page of the site, ready to be rendered."""
    site_state = state_of([repr(publication.site)])
    return [_with_info(page, publication, site_state) for page in _pages(publication)]


def _with_info(page: Page, publication: Publication, site_state: str) -> Page:
    site = publication.site
    noindex = (page.about_people and not site.index_people) or page.path == NOT_FOUND
    url = site.base_url + page.path if site.base_url else ""
    info = PageInfo(page.path, root_of(page.path), noindex, url)
    return page._replace(context={"site": site, "page": info, **page.context}, site_state=site_state)


def _pages(publication: Publication) -> Iterator[Page]:
    yield Page("index.html", "index.html", {"home": publication.home})
    yield Page(NOT_FOUND, "404.html", {})
    yield from _board_pages(publication)
    yield from _people_pages(publication)
    yield from _told_pages(publication)
    yield from _reward_pages(publication)
    yield from _notice_pages(publication)
    yield from _single_pages(publication)


def _board_pages(publication: Publication) -> Iterator[Page]:
    for board in publication.boards:
        if board.periods:
            yield Page(board.period.href, "boards/board.html", {"board": board})
        if board.latest:
            yield Page(f"boards/{board.id}/index.html", "boards/board.html", {"board": board})


def _people_pages(publication: Publication) -> Iterator[Page]:
    yield Page("households/index.html", "households/index.html", {"groups": publication.groups})
    for household in publication.households:
        yield Page(household.href, "households/household.html", {}, about_people=True, deferred={"household": household})
    for person in publication.persons:
        yield Page(person.href, "persons/person.html", {}, about_people=True, deferred={"person": person})


def _told_pages(publication: Publication) -> Iterator[Page]:
    yield Page("activities/index.html", "activities/index.html", {"activities": publication.activities})
    for activity in publication.activities:
        yield Page(activity.href, "activities/activity.html", {"activity": activity})
    in_menu = {link.href for link in publication.site.menu}
    others = tuple(page for page in publication.pages if page.href not in in_menu)
    yield Page("stories/index.html", "stories/index.html", {"stories": publication.stories, "pages": others})
    for story in publication.stories:
        yield Page(story.href, "stories/story.html", {"story": story})
    for free_page in publication.pages:
        yield Page(free_page.href, "page.html", {"free_page": free_page})


def _reward_pages(publication: Publication) -> Iterator[Page]:
    catalogue = {"items": publication.items, "events": publication.events, "scales": publication.site.scales}
    yield Page("rewards/index.html", "rewards/index.html", catalogue)
    for event in publication.events:
        yield Page(event.href, "rewards/event.html", {"event": event})


def _notice_pages(publication: Publication) -> Iterator[Page]:
    contact = publication.contact
    editions = tuple(zip(publication.editions, publication.posted, strict=True))
    current = _together("notice/index.html", [posted for edition, posted in editions if edition.current])
    lists = {"editions": publication.editions, "contact": contact}
    yield Page("notice/index.html", "notice/index.html", lists, deferred={"posted": current})
    for edition, posted in editions:
        context = {"edition": edition, "contact": contact}
        yield Page(edition.href, "notice/edition.html", context, deferred={"posted": posted})


def _together(href: str, parts: Sequence[Deferred[T]]) -> Deferred[tuple[T, ...]]:
    """Several things on one page."""
    return Deferred(href, state_of(part.state for part in parts), lambda: tuple(part.make() for part in parts))


def _single_pages(publication: Publication) -> Iterator[Page]:
    yield Page("matters/index.html", "matters/index.html", {"matters": publication.matters})
    yield Page("results.html", "results.html", {"measures": publication.measures})
    yield Page("rules.html", "rules.html", {"categories": publication.categories})
    tree = {"organization": publication.organization, "groups": publication.groups, "lookouts": publication.lookouts}
    yield Page("organization.html", "organization.html", tree)
    books = {"reconciliation": publication.reconciliation, "goods": publication.goods}
    yield Page("reconciliation.html", "reconciliation.html", books)
    yield Page("search.html", "search.html", {})
    yield Page("verify.html", "verify.html", {"seals": publication.seals})
    yield Page("data/index.html", "data/index.html", {"files": data_files(publication)})
    yield Page("privacy.html", "privacy.html", {"privacy": publication.privacy})


def data_files(publication: Publication) -> tuple[tuple[str, str], ...]:
    """The data files with the word for what each holds, paths from data/ on."""
    files = [
        ("site.json", "site"),
        ("accounts.json", "accounts"),
        ("records.csv", "records"),
        ("redemptions.csv", "redemptions"),
        ("measures.json", "measures"),
        ("matters.json", "matters"),
    ]
    files += [(f"{board.id}/{board.period.id}.json", "board") for board in publication.boards if board.periods]
    shown = [(path if what != "board" else f"boards/{path}", what) for path, what in files]
    shown += [(seal.href.removeprefix("data/"), "seal") for seal in publication.seals]
    return (*shown, (VERIFIER.removeprefix("data/"), "verifier"))
