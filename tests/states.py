"""Pages and entries of a village with their states, to see whether a state tells everything."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import NamedTuple

from site_builder.build import load
from site_builder.ledger.book import settle
from site_builder.pages.plan import Page, plan_pages
from site_builder.publication.entries import Entries
from site_builder.publication.publish import publish
from site_builder.publication.shown import Shown
from site_builder.publication.told import activity_links


class Published(NamedTuple):
    """Pages and entries of a village, each with its state."""

    pages: dict[str, Page]
    entries: dict[str, tuple[str, str]]
    """By record id: the state, and what is shown."""

    def told_apart(self, other: Published) -> list[str]:
        """What is in the same state in both, but does not show the same."""
        entries = [
            id for id in self.entries.keys() & other.entries.keys()
            if self.entries[id][0] == other.entries[id][0] and self.entries[id][1] != other.entries[id][1]
        ]
        pages = [
            path for path in self.pages.keys() & other.pages.keys()
            if self.pages[path].state == other.pages[path].state and repr(self.pages[path].shows()) != repr(other.pages[path].shows())
        ]
        return sorted(entries + pages)


def published(site: Path, as_of: datetime.date) -> Published | None:
    """None where the site has errors."""
    problems, _, village = load(site)
    if village is None or problems.has_errors:
        return None
    ledger = settle(village, as_of, problems)
    publication = publish(ledger, "web", problems)
    shown = Shown(ledger, "web", {page.href.removeprefix("persons/").removesuffix(".html") for page in publication.persons}, problems)
    entries = Entries(shown, activity_links(shown))
    in_full = [settled for settled in ledger.settled.values() if entries.is_open(settled.record)]
    states = entries.states()
    return None if problems.has_errors else Published(
        {page.path: page for page in plan_pages(publication) if page.state},
        {settled.record.id: (states[settled.record.id], repr(entries.entry(settled))) for settled in in_full},
    )
