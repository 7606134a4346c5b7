"""Resolves what is told in Markdown: addresses, pictures, and what it refers to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from site_builder.problems import N_, Problems
from site_builder.reading.front_matter import Document
from site_builder.reading.nearest import nearest
from site_builder.village.books import Books
from site_builder.village.load_roster import find_group
from site_builder.village.matters import Matter
from site_builder.village.model import Told
from site_builder.village.prose import ActivityEntry, PageEntry, StoryEntry
from site_builder.village.slugs import choose_slug
from site_builder.village.written import Written

Entry = TypeVar("Entry", ActivityEntry, StoryEntry, PageEntry)


def load_told(documents: Iterable[tuple[Entry, Document]], problems: Problems) -> tuple[Told, ...]:
    """The documents with their addresses. One without a usable address is reported, and has none."""
    taken: dict[str, str] = {}
    told = []
    for entry, document in documents:
        slug = choose_slug(entry.slug, entry.source.file, taken, problems, entry.source.place("slug"))
        told.append(Told(entry, slug, document.body, document.body_line))
    return tuple(told)


def check_activity(activity: ActivityEntry, matters: dict[str, Matter], written_matters: Written, books: Books) -> None:
    """Check what an activity names: group, measures, pictures, matters."""
    source = activity.source
    if activity.group:
        find_group(activity.group, books.roster.groups, books.roster.written, source.place("group"), books.problems)
    measures = {measure.id for measure in books.settings.measures}
    written = Written([books.settings])
    for result in activity.results:
        if result.measure not in measures and not written.has_id("measures", result.measure):
            near = nearest(result.measure, sorted(measures))
            books.problems.error(
                result.source.place("measure"), "unknown-measure", N_("there is no measure “{measure}”"),
                N_("did you mean “{near}”?") if near else N_("declare it under `measures` in site.yaml."),
                measure=result.measure, near=near,
            )
    _check_matters(activity, matters, written_matters, books)
    if activity.cover:
        books.pictures.check(activity.cover, source.place("cover"), books.problems)
    for index, photo in enumerate(activity.photos):
        books.pictures.check(photo, source.place("photos", index), books.problems)
    for pair in activity.before_after:
        books.pictures.check(pair.before, pair.source.place("before"), books.problems)
        books.pictures.check(pair.after, pair.source.place("after"), books.problems)


def _check_matters(activity: ActivityEntry, matters: dict[str, Matter], written: Written, books: Books) -> None:
    for index, id in enumerate(activity.matters):
        place = activity.source.place("matters", index)
        if id not in matters:
            if written.has_id("matters", id):
                continue
            near = nearest(id, matters)
            books.problems.error(
                place, "unknown-matter", N_("there is no matter “{matter}”"),
                N_("did you mean “{near}”?") if near else N_("declare it in content/matters/."), matter=id, near=near,
            )
        elif matters[id].kind == "dispute":
            books.problems.error(
                place, "dispute-in-activity", N_("a dispute is confidential and cannot be named by an activity"),
                N_("take it out of `matters`."),
            )


def check_story(story: StoryEntry, books: Books) -> None:
    """Check what a story names: people and its cover."""
    for index, who in enumerate(story.people):
        books.directory.find(who, story.source.place("people", index), books.problems)
    if story.cover:
        books.pictures.check(story.cover, story.source.place("cover"), books.problems)
