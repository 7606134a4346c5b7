"""The walk through `content/`: every file once, in an order that no machine changes.

Whatever is met is read, kept for whoever names it, left alone by a rule of the
format, or reported. Links are not followed and devices never opened.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from site_builder.left_alone import is_left_alone
from site_builder.problems import N_, Place, Problems
from site_builder.reading.characters import find_forbidden, printable
from site_builder.reading.encoding import decode, decode_gb18030, explain_bytes
from site_builder.reading.layout import SITE_FILE, explain_unread, is_read, misspelt_folder
from site_builder.reading.private_numbers import (
    check_private_numbers,
    find_private_numbers,
    redact,
    report_private_number,
)

LARGEST_FILE_MB = 32
LARGEST_FILE = LARGEST_FILE_MB * 1024 * 1024
_CONTENT = "content"

_CONTACT = re.compile(r"^([ \t]*)(?:contact|\"contact\"|'contact')[ \t]*:", re.MULTILINE)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""What no text holds, but nearly every other file, and early on."""
_HEAD = 4096
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Folder:
    """What lies in `content/`: decoded texts and the other plain files, by source path in code point order."""

    texts: dict[str, str]
    others: dict[str, Path]
    lost: set[str] = field(default_factory=set)
    """Source paths of texts that could not be read, or made no sense to whoever took them up."""


@dataclass(frozen=True, slots=True)
class _Walk:
    """What one walk has found so far."""

    content: Path
    problems: Problems
    texts: dict[str, str] = field(default_factory=dict)
    others: dict[str, Path] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)


def read_folder(site: Path, problems: Problems) -> Folder:
    """Read `content/` of a site folder."""
    walk = _Walk(site / _CONTENT, problems)
    if not walk.content.is_dir():
        problems.error(
            Place(_CONTENT),
            "no-site",
            N_("there is no folder “content” here"),
            N_("go to a site folder, or begin one with the command “site-builder new FOLDER”."),
        )
        return Folder({}, {})
    pending = [""]
    while pending:
        pending += _take_folder(walk, pending.pop())
    _expect_site_file(walk)
    return Folder(dict(sorted(walk.texts.items())), dict(sorted(walk.others.items())), walk.lost)


def report_unread(folder: Folder, used: set[str], problems: Problems) -> None:
    """Report each file that nothing reads and whose source path is not among those used."""
    for source, file in folder.others.items():
        if source not in used:
            message, hint, values = explain_unread(source)
            problems.warning(place_of(source), "unread-file", message, hint, **values)
            _check_unread(source, file, problems)


def _check_unread(source: str, file: Path, problems: Problems) -> None:
    """Report what no file of `content/` may be or say, whether anything reads it or not."""
    place = place_of(source)
    try:
        if file.stat().st_size > LARGEST_FILE:
            problems.error(
                place,
                "file-too-large",
                N_("the file is larger than {limit} MB"),
                N_("take it away."),
                limit=LARGEST_FILE_MB,
            )
            return
        text = _text_of(file)
    except OSError:
        return  # nobody needs it
    if text is not None:
        check_private_numbers(text, place.file, problems)


def _text_of(file: Path) -> str | None:
    """Return what a file says that may be no text at all; only one that begins like a text is read to its end."""
    with file.open("rb") as stream:
        raw = stream.read(_HEAD)
        if _BINARY.search(raw):
            return None
        raw += stream.read()
    return decode(raw) or decode_gb18030(raw)


def place_of(source: str) -> Place:
    """Return the place of a whole file or folder by its source path, without any private number in it."""
    return Place(f"{_CONTENT}/{_showable(source)}" if source else _CONTENT)


def _showable(source: str) -> str:
    """Return a path as it may be shown: in one line, in characters that can be printed, without private numbers."""
    return printable("/".join(redact(part) for part in source.split("/")))


def _take_folder(walk: _Walk, folder: str) -> list[str]:
    """Take the files of a folder and return the folders in it."""
    entries = _entries(walk, folder)
    if "/" not in folder and not entries:
        _warn_empty(walk, folder)
    return [source for entry in entries if (source := _take(walk, folder, entry)) is not None]


def _entries(walk: _Walk, folder: str) -> list[os.DirEntry[str]]:
    """Return what lies in a folder, by name, without what is left alone."""
    try:
        with os.scandir(walk.content / folder) as entries:
            return sorted((entry for entry in entries if not is_left_alone(entry.name)), key=lambda entry: entry.name)
    except OSError:
        _report_unreadable(walk, folder)
        return []


def _take(walk: _Walk, folder: str, entry: os.DirEntry[str]) -> str | None:
    """Take one entry: return it if it is a folder, keep it if it is a file, report it if it is neither."""
    source = f"{folder}/{entry.name}" if folder else entry.name
    _check_name(walk, source, entry.name)
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        _report_unreadable(walk, source)
        return None
    if stat.S_ISDIR(status.st_mode):
        return source
    walk.met.add(source)
    if not stat.S_ISREG(status.st_mode):
        _report_strange(walk, source, is_link=stat.S_ISLNK(status.st_mode))
    elif is_read(source):
        _take_text(walk, source, status.st_size)
    elif _showable(source) == source:  # otherwise nobody can name it, and its name has been reported
        walk.others[source] = Path(entry.path)
    return None


def _check_name(walk: _Walk, source: str, name: str) -> None:
    """Report a name that may not be shown, or that cannot be."""
    for number in find_private_numbers(name):
        report_private_number(place_of(source), number.kind, walk.problems)
    forbidden = find_forbidden(name)
    if forbidden is not None:
        walk.problems.error(
            place_of(source),
            "file-name-character",
            N_("the name of the file holds an invisible or broken character ({char})"),
            N_("rename it."),
            char=forbidden[1],
        )


def _report_strange(walk: _Walk, source: str, *, is_link: bool) -> None:
    """Report a link, or what is neither a file nor a folder."""
    walk.lost.add(source)
    if is_link:
        walk.problems.error(
            place_of(source),
            "symbolic-link",
            N_("this is a link to another file or folder; links are not followed"),
            N_("put the file itself in its place."),
        )
        return
    walk.problems.error(
        place_of(source), "not-a-plain-file", N_("this is neither a file nor a folder"), N_("take it away.")
    )


def _report_unreadable(walk: _Walk, source: str) -> None:
    """Report what the system does not let us read."""
    walk.lost.add(source)
    walk.problems.error(
        place_of(source),
        "unreadable",
        N_("this cannot be read"),
        N_("see whether you have the right to read it and whether the disk is whole."),
    )


def _take_text(walk: _Walk, source: str, size: int) -> None:
    """Read, decode and keep a file that the format reads."""
    raw = _read(walk, source, size)
    if raw is None:
        return
    place = place_of(source)
    text = decode(raw)
    if text is None:
        message, hint = explain_bytes(raw)
        walk.problems.error(place, "not-utf8", message, hint, command_file=_quoted(place.file))
        walk.lost.add(source)
        return
    check_private_numbers(text, place.file, walk.problems, _contact_spans(text) if source == SITE_FILE else ())
    # The key is what may be shown: whoever uses it in a message need not think of numbers in names.
    walk.texts.setdefault(place.file.removeprefix(f"{_CONTENT}/"), text)


def _read(walk: _Walk, source: str, size: int) -> bytes | None:
    """Return the bytes of a file, or None after reporting why not. Its size is looked at first."""
    raw = b""
    if size <= LARGEST_FILE:
        try:
            with (walk.content / source).open("rb") as file:
                raw = file.read(LARGEST_FILE + 1)
        except OSError:
            _report_unreadable(walk, source)
            return None
    if max(size, len(raw)) <= LARGEST_FILE:
        return raw
    walk.lost.add(source)
    walk.problems.error(
        place_of(source),
        "file-too-large",
        N_("the file is larger than {limit} MB"),
        N_("split it into several files."),
        limit=LARGEST_FILE_MB,
    )
    return None


def _quoted(file: str) -> str:
    """Return a path for a command line. Both kinds of shell take double quotation marks."""
    return f'"{file}"' if re.search(r"[\s&()'$;]", file) else file


def _contact_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of site.yaml that are the village's public contact, without comments.

    Lines are looked at, not nodes, so that a mistake in YAML elsewhere does not
    turn the public telephone number into a second mistake.
    """
    contact = _CONTACT.search(text)
    if contact is None:
        return
    next_field = re.compile(rf"^(?!{contact[1]}[ \t])(?![ \t]*(?:#|$))", re.MULTILINE).search(text, contact.end())
    start, end = contact.start(), next_field.start() if next_field else len(text)
    for comment in _COMMENT.finditer(text, start, end):
        yield start, comment.start()
        start = comment.end()
    yield start, end


def _warn_empty(walk: _Walk, folder: str) -> None:
    """Warn of an empty folder if its name looks like that of a folder that is read. Others are for pictures."""
    meant = misspelt_folder(folder)
    if meant is not None:
        walk.problems.warning(
            place_of(folder),
            "unread-folder",
            N_("nothing reads the folder “{folder}”"),
            N_("did you mean “{nearest}”?"),
            folder=_showable(folder),
            nearest=meant,
        )


def _expect_site_file(walk: _Walk) -> None:
    """Report a `content/` without its site.yaml."""
    if SITE_FILE not in walk.met:
        walk.problems.error(
            place_of(SITE_FILE),
            "no-site",
            N_("the file “{name}” is missing"),
            N_("every site needs it; “site-builder new FOLDER” shows one to start from."),
            name=f"{_CONTENT}/{SITE_FILE}",
        )
