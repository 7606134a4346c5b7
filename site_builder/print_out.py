"""What hangs on walls and doors: reads the village as `check` does, and writes its sheets as files.

A file is at every moment the old one or the new one as a whole. Nothing is written before every character of
every sheet is known to have a font.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from site_builder.build import FALLBACK_LANGUAGE, OUTPUT, account_for, today
from site_builder.ledger.periods import Calendar
from site_builder.output.durable import flush_folder, write_through
from site_builder.print.bill import Hanging, bill_sheet
from site_builder.print.choosing import Chosen, Wanted, choose
from site_builder.print.context import Context
from site_builder.print.engine import Engine, Sheet, require_engine
from site_builder.print.faces import Missing
from site_builder.print.papers import PAPERS, paper
from site_builder.print.refused import PrintRefused
from site_builder.problems import N_, Place, Problems
from site_builder.reading.folder import Folder, read_folder, report_unread
from site_builder.theme.failures import FailurePlaces
from site_builder.theme.folders import find_folders
from site_builder.theme.words import Words, find_catalogues, load_translations
from site_builder.village.load import load_settings, load_village
from site_builder.village.load_seals import check_published
from site_builder.village.settings import Settings

PRINT = "print"
"""Where sheets go if nothing else is said: beside `output/`, so that they are not published by accident."""
KEPT_CLEAR = ("content", "themes", "output")
"""Folders of the site into which no sheet may be written."""
_PAGE = re.compile(rb"/Type/Page\b(?!s)")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What to print, how, and where to."""

    wanted: Wanted
    as_of: datetime.date | None = None
    out: Path | None = None
    """A file; for all of a period, a folder."""
    marks: bool = False
    pictures: bool = False


class Written(NamedTuple):
    """A file that was written."""

    path: Path
    paper: str
    pages: int


class Printed(NamedTuple):
    """What printing gave. Nothing was written where `problems` has errors."""

    problems: Problems
    language: str
    written: tuple[Written, ...] = ()
    coded: bool = True
    """Whether there are QR codes: not where the site has no address."""
    pending: tuple[str, ...] = ()
    """Titles of certificates whose places may still change."""


class _Read(NamedTuple):
    problems: Problems
    language: str
    folder: Folder
    settings: Settings | None = None
    context: Context | None = None
    """None where errors forbid printing."""
    theme_folders: tuple[Path, ...] = ()


def print_out(site: Path, order: Order, progress: Progress) -> Printed:
    """Print what was ordered; refuses what is not there or not possible."""
    require_engine()
    _check_out(site, order.out)
    read = _read(site, order.as_of)
    problems, context, settings = read.problems, read.context, read.settings
    if context is None or settings is None:
        return Printed(problems, read.language)
    engine = Engine(read.theme_folders, read.language, context.words.gettext, problems)
    if problems.has_errors:
        return Printed(problems, read.language)
    chosen = choose(_with_span(order.wanted, settings), context)
    for one in chosen:
        _report_missing(engine.missing(one.sheet), read)
    if problems.has_errors:
        return Printed(problems, read.language)
    written = list(_make(site, order, chosen, context, engine, problems, progress))
    done = () if problems.has_errors else tuple(_write(written))
    pending = tuple(one.title for one in chosen if one.pending)
    return Printed(problems, read.language, done, bool(context.publication.site.base_url), pending)


# --- reading ------------------------------------------------------------------------------


def _read(site: Path, as_of: datetime.date | None) -> _Read:
    """Read, check and publish a village on the channel of print."""
    problems = Problems()
    folder = read_folder(site, problems)
    settings = load_settings(folder, problems)
    if settings is None:
        return _Read(problems, FALLBACK_LANGUAGE, folder)
    village = load_village(folder, settings, problems)
    check_published(site / OUTPUT, folder, village.seals, problems)
    theme_folders = find_folders(settings.theme, site, problems, settings.source.place("theme"))
    _, publication = account_for(village, as_of or today(settings.timezone), "print", problems)
    report_unread(folder, village.pictures.used, problems)
    if problems.has_errors:
        return _Read(problems, settings.language, folder)
    refuse = FailurePlaces(site, theme_folders).refuser(problems)
    words = Words(load_translations(find_catalogues(theme_folders, settings.language), refuse))
    return _Read(problems, settings.language, folder, settings, Context(publication, words), theme_folders)


def _with_span(wanted: Wanted, settings: Settings) -> Wanted:
    """What was wanted, with the days of the period that was named."""
    name = wanted.subject if wanted.what == "all" else wanted.period
    if not name:
        return wanted
    period = Calendar(settings.year_starts).parse(name)
    if period is None:
        raise PrintRefused(N_("“{period}” is no period; one is named like 2024-03, 2024-Q1, 2024 or all."), period=name)
    return replace(wanted, span=(period.first, period.last))


def _report_missing(missing: list[Missing], read: _Read) -> None:
    """An error for each character that no font has, at each place where somebody wrote it."""
    for who, text, character in missing:
        for place in _places(character, read.folder) or [Place("themes")]:
            read.problems.error(
                place, "no-glyph", N_("no print font has “{character}” ({point}), which “{whose}” would need on paper"),
                N_("write another character, or put an open font that has it into themes/{theme}/print/fonts/."),
                character=character, point=f"U+{ord(character):04X}", whose=f"{who} {text}".strip(), theme=read.theme_folders[0].name,
            )


def _places(character: str, folder: Folder) -> list[Place]:
    """Where in the village's files a character stands."""
    found = []
    for path, text in folder.texts.items():
        for number, line in enumerate(text.splitlines(), start=1) if character in text else ():
            if character in line:
                found.append(Place(f"content/{path}", number, line.index(character) + 1))
    return found


# --- making and writing --------------------------------------------------------------------


class _File(NamedTuple):
    path: Path
    data: bytes
    paper: str
    pages: int


def _make(
    site: Path, order: Order, chosen: list[Chosen], context: Context, engine: Engine, problems: Problems, progress: Progress
) -> Iterator[_File]:
    """Every file, made before any is written."""
    many = order.wanted.what == "all"
    folder = (order.out or site / PRINT / order.wanted.subject) if many else (site / PRINT)
    hangings = []
    total = len(chosen) + many
    for number, one in enumerate(chosen, start=1):
        path = folder / f"{one.sheet.stem}.pdf" if many or order.out is None else order.out
        for file in _sheet_files(one.sheet, path, order, context, engine, problems):
            yield file
            if file.path == path:
                hangings.append(Hanging(one.title, path.name, one.sheet.paper.name, file.pages, one.where, one.until))
        progress(number, total)
    if many:
        sheet = bill_sheet(context, order.wanted.subject, hangings, paper(PAPERS[-1]))
        yield from _sheet_files(sheet, folder / f"{sheet.stem}.pdf", replace(order, marks=False, pictures=False), context, engine, problems)
        progress(total, total)


def _sheet_files(
    sheet: Sheet, path: Path, order: Order, context: Context, engine: Engine, problems: Problems
) -> Iterator[_File]:
    """The document, and its pictures where they are wanted."""
    as_of = context.publication.site.as_of
    data = engine.pdf(sheet, as_of, marks=order.marks)
    if data is None:
        return
    pages = len(_PAGE.findall(data))
    if sheet.template == "board" and pages != 1:
        problems.error(
            Place(engine.name_of(sheet)), "template", N_("the template failed: {reason}"),
            N_("mend the line, or delete the file to use the built-in template again."), reason=f"{pages} pages instead of 1",
        )
    yield _File(path, data, sheet.paper.name, pages)
    for number, picture in enumerate(engine.pictures(sheet, as_of) if order.pictures else [], start=1):
        suffix = f"-{number}" if pages > 1 else ""
        yield _File(path.with_name(f"{path.stem}{suffix}.png"), picture, sheet.paper.name, 1)


def _check_out(site: Path, out: Path | None) -> None:
    """Refuse a place from which a sheet would be published, or taken for content."""
    target = (out or site / PRINT).resolve()
    for name in KEPT_CLEAR:
        if target.is_relative_to((site / name).resolve()):
            raise PrintRefused(N_("{path} lies in {folder}/ of the site folder: a sheet may not be written there."), path=out, folder=name)
    if out is not None and out.is_dir() and out.suffix == ".pdf":
        raise PrintRefused(N_("{path} is a folder."), path=out)


def _write(files: list[_File]) -> Iterator[Written]:
    """Write all files beside the old ones, then put each in its place."""
    growing: dict[Path, Path] = {}
    try:
        for file in files:
            file.path.parent.mkdir(parents=True, exist_ok=True)
            new = growing[file.path] = file.path.with_name(f".{file.path.name}.new")
            write_through(new, file.data)
        for path, new in growing.items():
            new.replace(path)
    finally:
        for new in growing.values():
            with suppress(OSError):
                new.unlink(missing_ok=True)
    for folder in {path.parent for path in growing}:
        flush_folder(str(folder))
    for file in files:
        yield Written(file.path, file.paper, file.pages)
