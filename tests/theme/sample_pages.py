"""The pages of a sample publication, as the real plan of pages asks the theme for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.publication.model import Publication

FILES = [
    ("site.json", "site"),
    ("accounts.json", "accounts"),
    ("boards/households/2024-Q1.json", "board"),
    ("boards/teams/2024-Q1.json", "board"),
    ("records.csv", "records"),
    ("redemptions.csv", "redemptions"),
    ("measures.json", "measures"),
    ("matters.json", "matters"),
]


def pages(p: Publication) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, template and context of every page."""
    for path, template, context in _single(p):
        yield path, template, _whole(p, path, context)
    for path, template, context in _many(p):
        yield path, template, _whole(p, path, context)


def _whole(p: Publication, path: str, context: dict[str, Any]) -> dict[str, Any]:
    """The context with what every page gets."""
    page = Page(path, p.site.base_url)
    return {"site": p.site, "page": page, **context}


class Page:
    """Where a page lies."""

    def __init__(self, path: str, base_url: str) -> None:
        self.path = path
        self.root = "../" * path.count("/")
        self.noindex = path.startswith(("households/H", "persons/")) or path == "404.html"
        self.url = base_url + path if base_url else ""


def _single(p: Publication) -> Iterator[tuple[str, str, dict[str, Any]]]:
    yield "index.html", "index.html", {"home": p.home}
    yield "404.html", "404.html", {}
    yield "households/index.html", "households/index.html", {"groups": p.groups}
    yield "activities/index.html", "activities/index.html", {"activities": p.activities}
    yield "stories/index.html", "stories/index.html", {"stories": p.stories, "pages": p.pages}
    yield "rewards/index.html", "rewards/index.html", {"items": p.items, "events": p.events, "scales": p.site.scales}
    yield "matters/index.html", "matters/index.html", {"matters": p.matters}
    yield "results.html", "results.html", {"measures": p.measures}
    yield "rules.html", "rules.html", {"categories": p.categories}
    yield "organization.html", "organization.html", {"organization": p.organization, "groups": p.groups, "lookouts": p.lookouts}
    yield "reconciliation.html", "reconciliation.html", {"reconciliation": p.reconciliation, "goods": p.goods}
    yield "notice/index.html", "notice/index.html", {
        "editions": p.editions, "contact": p.contact,
        "posted": tuple(posted.make() for edition, posted in zip(p.editions, p.posted, strict=True) if edition.current),
    }
    yield "search.html", "search.html", {}
    yield "data/index.html", "data/index.html", {"files": FILES if p.boards else []}
    yield "verify.html", "verify.html", {"seals": p.seals}
    yield "privacy.html", "privacy.html", {"privacy": p.privacy}


def _many(p: Publication) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for board in p.boards:
        yield board.period.href, "boards/board.html", {"board": board}
        if board.latest:
            yield f"boards/{board.id}/index.html", "boards/board.html", {"board": board}
    for household in p.households:
        yield household.href, "households/household.html", {"household": household.make()}
    for person in p.persons:
        yield person.href, "persons/person.html", {"person": person.make()}
    for activity in p.activities:
        yield activity.href, "activities/activity.html", {"activity": activity}
    for story in p.stories:
        yield story.href, "stories/story.html", {"story": story}
    for event in p.events:
        yield event.href, "rewards/event.html", {"event": event}
    for edition, posted in zip(p.editions, p.posted, strict=True):
        yield edition.href, "notice/edition.html", {"edition": edition, "posted": posted.make(), "contact": p.contact}
    for free_page in p.pages:
        yield free_page.href, "page.html", {"free_page": free_page}
