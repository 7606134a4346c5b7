"""Decides that a build would change nothing, before anything else is loaded.

After a build that was published, a note in `.cache/` keeps what every file looked like that the
build read or wrote: its path, size and times (that of the last change too, which nobody can set back). As long as all of them look the same, the command is
the same and the day has not changed, building again would give the same site.

The note is a shortcut and never trusted further than that: one that is damaged, older or from
another version is as good as none. This module imports as little as possible, since that is what a
build of nothing spends its time on.
"""

from __future__ import annotations

import os
import sys
import time
import zlib
from collections.abc import Callable

from site_builder.beside import lock_file, work_folder
from site_builder.left_alone import is_left_alone

NOTE = os.path.join(".cache", "last-build")
_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_JUST_NOW = 50_000_000
"""Nanoseconds: a file saved so shortly before might be saved again without looking different."""
_FLAGS = ("--site", "--as-of", "--output")


class Command:
    """A plain `build` command: where the site is, and what decides about the result."""

    def __init__(self, site: str, as_of: str, output: str) -> None:
        self.site = site
        self.as_of = as_of
        """"" for today."""
        self.output = output or os.path.join(site, "output")

    @property
    def key(self) -> str:
        """What has to be the same for the result to be the same."""
        return f"{self.as_of}|{os.path.abspath(self.output)}"


def plain_build(arguments: list[str]) -> Command | None:
    """The command, where it is a `build` with no more than a site, a day and an output."""
    given: dict[str, str] = {}
    words = iter(arguments)
    for word in words:
        if word == "build" and "build" not in given:
            given["build"] = word
        elif word in _FLAGS and word not in given:
            given[word] = next(words, "")
        else:
            return None
    if "build" not in given or "" in given.values():
        return None
    return Command(given.get("--site", ""), given.get("--as-of", ""), given.get("--output", ""))


def look(command: Command) -> tuple[str, int]:
    """What everything that a build reads looks like: the village's files, the themes, the program and its libraries.

    With it the time of the last change among them, in nanoseconds since 1970.
    """
    content, last = _look([os.path.join(command.site, "content")], without=is_left_alone)
    roots = [os.path.join(command.site, "themes"), _PACKAGE]
    beside = os.path.join(os.path.dirname(_PACKAGE), "themes")
    rest, later = _look([*roots, beside] if os.path.isdir(beside) else roots)
    return f"{content}\n{rest}\n{_libraries()}", max(last, later)


def _libraries() -> str:
    """A checksum of which libraries are installed, in which versions: of the names of the folders that say so."""
    found: list[str] = [sys.version]
    for folder in sys.path:
        try:
            found += sorted(name for name in os.listdir(folder or os.curdir) if name.endswith(".dist-info"))
        except OSError:
            # A zip file of Python's own, or a folder that is not there.
            continue
    return str(zlib.crc32("\n".join(found).encode("utf-8", "surrogateescape")))


def _look(roots: list[str], without: Callable[[str], bool] = "__pycache__".__eq__) -> tuple[str, int]:
    """A line for each file and folder `without` those of such names, and when the last file was changed."""
    lines: list[str] = []
    last = 0
    pending = roots[::-1]
    while pending:
        folder = pending.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            lines.append(f"{folder}|-")
            continue
        for entry in entries:
            if without(entry.name):
                continue
            try:
                about = entry.stat(follow_symlinks=False)
            except OSError:
                # What cannot be looked at, or vanished just now, looks different each time.
                last = time.time_ns()
                lines.append(f"{entry.path}|{last}")
                continue
            if entry.is_dir(follow_symlinks=False):
                lines.append(f"{entry.path}|{about.st_mode}")
                pending.append(entry.path)
            else:
                last = max(last, about.st_mtime_ns)
                lines.append(f"{entry.path}|{about.st_mode}|{about.st_size}|{about.st_ctime_ns}|{about.st_mtime_ns}")
    return "\n".join(lines), last


def is_settled(last: int) -> bool:
    """Whether the last change is more than a moment ago."""
    return time.time_ns() - last > _JUST_NOW


def remember(command: Command, seen: str, ends: float, said: str, complained: str) -> None:
    """Keep a note of a build: what it read looked like `seen`, and it holds until `ends` (seconds since 1970).

    `said` and `complained` are what the same command would print.
    """
    written, _ = _look([command.output])
    note = "\0".join([command.key, repr(ends), said, complained, seen, written])
    path = os.path.join(command.site, NOTE)
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(f"{zlib.crc32(note.encode('utf-8', 'surrogateescape'))}\0{note}")
    except OSError:
        # Without a note the next build does its whole work.
        return


def forget(command: Command) -> None:
    """Throw the note away: what it says may no longer be so."""
    try:
        os.unlink(os.path.join(command.site, NOTE))
    except OSError:
        return


def nothing_to_do(command: Command) -> tuple[str, str] | None:
    """What to say and to complain when a build would change nothing; None where it has to be done."""
    try:
        with open(os.path.join(command.site, NOTE), encoding="utf-8", errors="surrogateescape", newline="") as file:
            checksum, _, note = file.read().partition("\0")
        parts = note.split("\0")
    except (OSError, ValueError):
        return None
    if len(parts) != 6 or checksum != str(zlib.crc32(note.encode("utf-8", "surrogateescape"))):
        return None
    key, ends, said, complained, seen, written = parts
    same = key == command.key and time.time() < float(ends) and seen == look(command)[0]
    return (said, complained) if same and written == _look([command.output])[0] and not _is_left_over(command) else None


def _is_left_over(command: Command) -> bool:
    """Whether something of a build that died, or runs, is beside its output."""
    output = os.path.abspath(command.output)
    return any(map(os.path.lexists, (work_folder(output), lock_file(output))))
