"""Reads a site folder into a Village: every file once, every problem reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import TypeVar

from site_builder.problems import Problems
from site_builder.reading.folder import Folder
from site_builder.reading.front_matter import Document, split_front_matter
from site_builder.reading.nodes import Mapping
from site_builder.reading.yaml_nodes import Parse, parse_yaml
from site_builder.village.binding import Source, bind, read_fields
from site_builder.village.books import Books
from site_builder.village.canonical import CanonicalPart, take_canonical
from site_builder.village.ids import by_id
from site_builder.village.load_matters import check_matter
from site_builder.village.load_prose import check_activity, check_story, load_told
from site_builder.village.load_records import index_records, load_batch
from site_builder.village.load_rewards import load_events, load_items, load_redemptions
from site_builder.village.load_roster import build_roster, find_group
from site_builder.village.load_rules import build_rulebook
from site_builder.village.load_seals import load_seals
from site_builder.village.load_settings import complete_settings
from site_builder.village.matters import MattersFile
from site_builder.village.model import Batch, Village
from site_builder.village.picture_facts import NO_FACTS, Facts
from site_builder.village.pictures import Pictures
from site_builder.village.points import PointsFile
from site_builder.village.prose import ActivityEntry, PageEntry, StoryEntry
from site_builder.village.quick_records import QuickResolver
from site_builder.village.rewards import RewardsFile
from site_builder.village.roles import check_roles
from site_builder.village.roster import RosterFile
from site_builder.village.rules import RulesFile
from site_builder.village.seals import SealFile
from site_builder.village.settings import STAND_INS, Settings
from site_builder.village.shapes import Reader
from site_builder.village.who import Directory
from site_builder.village.written import Written

T = TypeVar("T")

_RECORDS_REST_ON = ("roster/", "rules/", "points/", "activities/", "rewards/")


def load_settings(folder: Folder, problems: Problems, parse: Parse = parse_yaml) -> Settings | None:
    """The settings alone: they say in which language to speak of everything else."""
    text = folder.texts.get("site.yaml")
    if text is None:
        return None
    node = parse(text, "content/site.yaml", problems)
    if node is None:
        return None
    values, _ = read_fields(Settings, node, Reader("content/site.yaml", problems))
    # Without a required field the site is not published, but everything else is still checked.
    settings = Settings(**{**STAND_INS, **values}, source=Source("content/site.yaml", node))
    return complete_settings(settings, problems)


def load_village(
    folder: Folder, settings: Settings, problems: Problems, facts: Facts = NO_FACTS, parse: Parse = parse_yaml
) -> Village:
    """The whole village. Where problems hold errors, parts of it may be missing.

    `facts`: what earlier builds learned of its pictures. `parse`: what reads a YAML text.
    """
    roster_files = _yaml_files(folder, "roster/", RosterFile, problems, parse)
    roster = build_roster(roster_files, problems)
    rulebook = build_rulebook(_yaml_files(folder, "rules/", RulesFile, problems, parse), settings, problems)
    check_roles(roster_files, settings, rulebook, problems)
    for board in settings.boards:
        if board.group:
            find_group(board.group, roster.groups, roster.written, board.source.place("group"), problems)
    pictures = Pictures(folder.others, facts)
    books = Books(settings, roster, rulebook, Directory(roster), pictures, problems)

    activities = load_told(_documents(folder, "activities/", ActivityEntry, problems, parse), problems)
    stories = load_told(_documents(folder, "stories/", StoryEntry, problems, parse), problems)
    pages = load_told(_documents(folder, "pages/", PageEntry, problems, parse), problems)
    matters_files = _yaml_files(folder, "matters/", MattersFile, problems, parse)
    matters = by_id((matter for file in matters_files for matter in file.matters), problems)
    written_matters = Written(matters_files, "content/matters/", problems)
    for matter in matters.values():
        check_matter(matter, books)
    activity_entries = [told.entry for told in activities if isinstance(told.entry, ActivityEntry)]
    for activity in activity_entries:
        check_activity(activity, matters, written_matters, books)
    for told in stories:
        if isinstance(told.entry, StoryEntry):
            check_story(told.entry, books)

    files: list[PointsFile | ActivityEntry] = []
    batches: list[Batch] = []
    quick = QuickResolver(books)
    # File after file, so that the lines of one are forgotten before the next is taken.
    holding: Iterable[tuple[PointsFile | ActivityEntry, CanonicalPart | None]] = chain(
        _points_files(folder, problems, parse), ((entry, None) for entry in activity_entries)
    )
    for file, part in holding:
        files.append(file)
        batches.append(load_batch(file, part, books, quick))
    records = index_records(batches, problems)
    rewards = _yaml_files(folder, "rewards/", RewardsFile, problems, parse)
    items, events = load_items(rewards, books), load_events(rewards, books)
    return Village(
        settings=settings,
        roster=roster,
        rulebook=rulebook,
        batches=tuple(batches),
        records=records,
        objections=tuple(objection for file in files for objection in file.objections),
        corrections=tuple(correction for file in files for correction in file.corrections),
        activities=activities,
        stories=stories,
        pages=pages,
        matters=dict(sorted(matters.items())),
        items=items,
        events=events,
        redemptions=load_redemptions(rewards, items, events, books),
        seals=load_seals(_yaml_files(folder, "seals/", SealFile, problems, parse), folder, problems),
        pictures=pictures,
        files=tuple(f"content/{path}" for path in sorted([*folder.texts, *folder.others])),
        is_whole=not any(f"{path}/".startswith(_RECORDS_REST_ON) for path in folder.lost),
    )


def _read_each(
    folder: Folder, start: str, read: Callable[[str, str], T | None]
) -> Iterable[T]:
    for path, text in folder.texts.items():
        if path.startswith(start) and not path.endswith(".jsonl"):
            value = read(text, f"content/{path}")
            if value is not None:
                yield value
            else:
                folder.lost.add(path)


def _yaml_files(folder: Folder, start: str, record: type[T], problems: Problems, parse: Parse) -> list[T]:
    """The files of a folder of content/, each as one record."""

    def read(text: str, file: str) -> T | None:
        node: Mapping | None = parse(text, file, problems)
        return bind(record, node, Reader(file, problems)) if node is not None else None

    return list(_read_each(folder, start, read))


def _points_files(
    folder: Folder, problems: Problems, parse: Parse
) -> Iterable[tuple[PointsFile, CanonicalPart | None]]:
    """The files of content/points/: canonical records by their pattern, the rest by YAML."""

    def read(text: str, file: str) -> tuple[PointsFile, CanonicalPart | None] | None:
        part = take_canonical(text)
        node = parse(part.rest if part else text, file, problems)
        points = bind(PointsFile, node, Reader(file, problems)) if node is not None else None
        return (points, part) if points is not None else None

    return _read_each(folder, "points/", read)


def _documents(folder: Folder, start: str, record: type[T], problems: Problems, parse: Parse) -> list[tuple[T, Document]]:
    """The Markdown files of a folder of content/: front matter as a record, and the body."""

    def read(text: str, file: str) -> tuple[T, Document] | None:
        document = split_front_matter(text, file, problems, parse)
        entry = bind(record, document.fields, Reader(file, problems)) if document is not None else None
        return (entry, document) if entry is not None and document is not None else None

    return list(_read_each(folder, start, read))
