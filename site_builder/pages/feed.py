"""For machines that follow the site: feed, sitemap, robots, and the search index."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from html import escape

from site_builder.pages.plan import Page
from site_builder.publication.model import Publication

FEED_ENTRIES = 30
NOTHING_YET = date(2000, 1, 1)
"""A feed without entries has to name some day."""


def feed(publication: Publication) -> bytes:
    """The latest stories, activities and notices as an Atom feed (RFC 4287)."""
    site = publication.site
    entries = sorted(_entries(publication), key=lambda entry: (entry[0], entry[2]), reverse=True)[:FEED_ENTRIES]
    updated = max((entry[0] for entry in entries), default=NOTHING_YET)
    home, own = site.base_url or "index.html", f"{site.base_url}feed.xml"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(site.language)}">',
        f"<title>{escape(site.village)}</title>",
        f"<id>{escape(site.base_url or _tag(publication, 'feed'))}</id>",
        f"<updated>{_moment(updated)}</updated>",
        f"<author><name>{escape(site.village)}</name></author>",
        f'<link rel="self" href="{escape(own)}"/>',
        f'<link href="{escape(home)}"/>',
    ]
    for day, title, href, excerpt in entries:
        address = site.base_url + href
        id = address if site.base_url else _tag(publication, href)
        lines += [
            "<entry>",
            f"<title>{escape(title)}</title>",
            f"<id>{escape(id)}</id>",
            f"<updated>{_moment(day)}</updated>",
            f'<link href="{escape(address)}"/>',
            f"<summary>{escape(excerpt or title)}</summary>",
            "</entry>",
        ]
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


def _entries(publication: Publication) -> Iterable[tuple[date, str, str, str]]:
    for story in publication.stories:
        if story.date is not None:
            yield story.date, story.title, story.href, story.excerpt
    for activity in publication.activities:
        yield activity.date, activity.title, activity.href, activity.excerpt


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _tag(publication: Publication, what: str) -> str:
    """An id that stays, for a site whose address is not known (RFC 4151 form)."""
    return f"tag:site-builder.invalid,2024:{publication.site.village}/{what}"


def sitemap(publication: Publication, pages: Iterable[Page]) -> bytes:
    """Every page that search engines may list. Only for a site with an address."""
    base = publication.site.base_url
    places = "".join(
        f"<url><loc>{escape(base + page.path)}</loc></url>\n" for page in pages if not page.context["page"].noindex
    )
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return (head + places + "</urlset>\n").encode()


def robots(publication: Publication) -> bytes:
    """Everything may be fetched; pages of people ask themselves not to be listed."""
    base = publication.site.base_url
    return ("User-agent: *\nAllow: /\n" + (f"Sitemap: {base}sitemap.xml\n" if base else "")).encode()


def search_index(publication: Publication) -> bytes:
    """What can be found, as a classic script: pages opened from a stick may not fetch data."""
    rows = json.dumps([list(row) for row in publication.search.make()], ensure_ascii=False, separators=(",", ":"))
    return ("window.SEARCH=" + rows.replace("<", "\\u003c") + ";\n").encode()
