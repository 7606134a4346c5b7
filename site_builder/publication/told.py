"""Activities, stories and free pages as they may be shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from urllib.parse import unquote

from site_builder.problems import Place
from site_builder.publication import model
from site_builder.publication.entries import Entries, shown_order
from site_builder.publication.matters import MatterLines
from site_builder.publication.names import Channel
from site_builder.publication.shown import Shown
from site_builder.publication.statements import newest_first
from site_builder.village.ids import Identified
from site_builder.village.model import Told
from site_builder.village.prose import ActivityEntry, PageEntry, Result, StoryEntry


def activities_by_now(shown: Shown) -> list[tuple[Told, ActivityEntry]]:
    """The activities that have taken place, newest first."""
    found = [(t, t.entry) for t in shown.village.activities if isinstance(t.entry, ActivityEntry)]
    past = [(told, entry) for told, entry in found if entry.date <= shown.ledger.as_of]
    return sorted(past, key=lambda pair: (-pair[1].date.toordinal(), pair[0].slug))


def activity_links(shown: Shown) -> dict[str, model.Link]:
    """The page of each activity that has taken place, by its file."""
    return {told.file: _activity_link(told, entry, shown) for told, entry in activities_by_now(shown)}


def _activity_link(told: Told, entry: ActivityEntry, shown: Shown) -> model.Link:
    return model.Link(shown.text(entry.title, entry.source, "title"), f"activities/{told.slug}.html")


def show_activities(shown: Shown, entries: Entries, matters: MatterLines) -> tuple[model.Activity, ...]:
    """Every activity that has taken place, newest first."""
    by_file = defaultdict(list)
    for settled in entries.open:
        if settled.record.batch.activity is not None:
            by_file[settled.record.batch.file].append(settled)
    return tuple(
        _activity(told, entry, shown, newest_first(entries, by_file[told.file]), matters)
        for told, entry in activities_by_now(shown)
    )


def _activity(
    told: Told, entry: ActivityEntry, shown: Shown, lines: tuple[model.Entry, ...], matters: MatterLines
) -> model.Activity:
    source = entry.source
    body, excerpt = shown.body(told)
    link = _activity_link(told, entry, shown)
    photos = [shown.picture(path, source.place("photos", i), entry.title) for i, path in enumerate(entry.photos)]
    pairs = tuple(_pairs(entry, shown))
    cover = shown.picture(entry.cover, source.place("cover"), entry.title) if entry.cover else None
    return model.Activity(
        title=link.text,
        href=link.href,
        date=entry.date,
        kind=shown.text(entry.kind, source, "kind"),
        place=shown.text(entry.place, source, "place"),
        group=_group(entry, shown),
        body=body,
        excerpt=excerpt,
        cover=cover or (pairs[0].after if pairs else next((p for p in photos if p), None)),
        photos=tuple(photo for photo in photos if photo is not None),
        before_after=pairs,
        results=tuple(show_result(result, entry, shown, link) for result in entry.results),
        matters=tuple(line for id in entry.matters if (line := matters.line(id)) is not None),
        entries=tuple(sorted(lines, key=lambda line: (line.account.group, line.account.id, *shown_order(line)))),
    )


def _pairs(entry: ActivityEntry, shown: Shown) -> Iterator[model.BeforeAfter]:
    for pair in entry.before_after:
        caption = shown.text(pair.caption, pair.source, "caption")
        before = shown.picture(pair.before, pair.source.place("before"), caption or entry.title)
        after = shown.picture(pair.after, pair.source.place("after"), caption or entry.title)
        if before is not None and after is not None:
            yield model.BeforeAfter(before, after, caption)


def _group(entry: ActivityEntry, shown: Shown) -> str:
    group = shown.village.roster.group_named(entry.group)
    return shown.text(group.name, group.source, "name") if group else ""


def show_result(result: Result, entry: ActivityEntry, shown: Shown, link: model.Link) -> model.Result:
    """What an activity added to a measure."""
    measure = next((m for m in shown.village.settings.measures if m.id == result.measure), None)
    name = shown.text(measure.name, measure.source, "name") if measure else result.measure
    unit = shown.text(measure.unit, measure.source, "unit") if measure else ""
    return model.Result(name, unit, result.value.value, link, entry.date)


def show_stories(shown: Shown) -> tuple[model.Story, ...]:
    """Every story dated by now, newest first; those without a date last."""
    found = [(told, told.entry) for told in shown.village.stories if isinstance(told.entry, StoryEntry)]
    told_by_now = [(t, e) for t, e in found if e.date is None or e.date <= shown.ledger.as_of]
    in_order = sorted(told_by_now, key=lambda pair: (-(pair[1].date.toordinal() if pair[1].date else 0), pair[0].slug))
    return tuple(_story(told, entry, shown) for told, entry in in_order)


def _story(told: Told, entry: StoryEntry, shown: Shown) -> model.Story:
    source = entry.source
    body, excerpt = shown.body(told)
    title = shown.text(entry.title, source, "title")
    return model.Story(
        title=title,
        href=f"stories/{told.slug}.html",
        date=entry.date,
        author=shown.text(entry.author, source, "author"),
        kind=entry.kind,
        tags=shown.texts(entry.tags, source, "tags"),
        people=tuple(_people(entry, shown)),
        cover=shown.picture(entry.cover, source.place("cover"), title) if entry.cover else None,
        body=body,
        excerpt=excerpt,
    )


def _people(entry: StoryEntry, shown: Shown) -> Iterator[model.Who]:
    for index, who in enumerate(entry.people):
        found = shown.directory.find(who, entry.source.place("people", index), shown.problems)
        if found is not None:
            yield shown.who(found)


def show_pages(shown: Shown) -> tuple[model.FreePage, ...]:
    """The village's own pages."""
    pages = []
    for told in shown.village.pages:
        body, excerpt = shown.body(told)
        title = shown.text(told.entry.title, told.entry.source, "title")
        pages.append(model.FreePage(title, f"pages/{told.slug}.html", body, excerpt))
    return tuple(pages)


def menu_links(shown: Shown) -> tuple[model.Link, ...]:
    """The village's own pages that asked to stand in the menu."""
    return tuple(
        model.Link(shown.text(told.entry.title, told.entry.source, "title"), f"pages/{told.slug}.html")
        for told in shown.village.pages
        if isinstance(told.entry, PageEntry) and told.entry.menu
    )


def refuse_names_in_addresses(shown: Shown, channel: Channel) -> None:
    """Report every file name, slug and id that holds a hidden name. On paper stand ids, but no file name or slug."""
    village, settings, roster = shown.village, shown.village.settings, shown.village.roster
    shown.screen.refuse(unquote(settings.base_url), settings.source.place("base_url"))
    published: list[Iterable[Identified]] = [
        settings.boards, settings.scales, settings.measures, *village.rulebook.categories.values(), *village.rulebook.rules.values(),
        roster.groups.values(), roster.households.values(), roster.persons.values(), roster.units.values(), village.items.values(),
        [matter for matter in village.matters.values() if matter.kind != "dispute"],
    ]
    for named in chain.from_iterable(published):
        shown.screen.refuse(named.id, named.source.place("id"))
    if channel == "print":
        return
    for file in shown.village.files:
        shown.screen.refuse(file, Place(file))
    for told in shown.village.told():
        shown.screen.refuse(told.entry.slug, told.entry.source.place("slug"))
    for event in shown.village.events.values():
        shown.screen.refuse(event.slug, event.source.place("slug"))


def check_later_texts(shown: Shown) -> None:
    """Check the bodies that are not published yet, so that the site does not stop building on their day."""
    for told in shown.village.told():
        day = getattr(told.entry, "date", None)
        if day is not None and day > shown.ledger.as_of:
            shown.check_body(told)
