"""The next site while it is being written: planned file by file, published as a whole or not at all.

A file whose bytes did not change stays the very file it was, with its time, so
that whatever copies the site to a server sends only what is new.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from site_builder.output import exchange
from site_builder.output.durable import flush, flush_folder
from site_builder.output.lock import locked
from site_builder.output.manifest import MARKER, FileRecord, record_of, render
from site_builder.output.refusal import OutputRefused, refusal, refusing
from site_builder.output.target import GIT_FILES, canonical, check_place, check_target, inspect_target
from site_builder.output.tree import FILE_MODE, create, duplicate, duplicate_file, make_folder, walk
from site_builder.output.work import Work
from site_builder.problems import N_

WAIT = 30.0
_NAME = r"(?!\.\.?(?:/|\Z))[^/\\:\0]+"
_INSIDE = re.compile(f"{_NAME}(?:/{_NAME})*")


class Summary(NamedTuple):
    """What publishing did. `foreign` names what others put into the folder; it was kept."""

    files: int
    pages: int
    changed: int
    unchanged: int
    removed: int
    foreign: list[str]


@contextmanager
def stage(target: Path, site: Path, wait: float = WAIT) -> Iterator[Staging]:
    """Hold the target for one build; unless the block publishes, nothing has changed after it.

    Waits at most so many seconds for another build of the same target to end.
    """
    check_place(target, site)
    place = canonical(target)
    with refusing(target):
        os.makedirs(place.parent, exist_ok=True)
    with locked(place, wait):
        work = Work(place)
        try:
            manifest = _prepare(work, target, site)
            with refusing(target):
                staging = Staging(target, site, work, manifest)
            yield staging
        finally:
            with suppress(OSError):  # the next build sweeps again, and says so if it cannot
                work.sweep()


def _prepare(work: Work, target: Path, site: Path) -> dict[str, FileRecord] | None:
    """Make room for the next site; the manifest of the one that stands, if one does."""
    with refusing(target):
        work.restore()
    manifest = inspect_target(target, site)
    with refusing(work.folder):
        work.sweep()
        work.begin()
    return manifest


def recover(target: Path, wait: float = WAIT) -> None:
    """Bring back the site if a build died at the one moment when it had no name.

    That moment only exists where names cannot be exchanged; publishing recovers
    by itself, so this is for whoever may end without publishing.
    """
    work = Work(canonical(target))
    if os.path.lexists(work.target) or not os.path.lexists(work.aside):
        return
    with locked(canonical(target), wait), refusing(target):
        work.restore()


class Staging:
    """The files of the next site. Paths are relative to it and written with "/"."""

    def __init__(self, target: Path, site: Path, work: Work, manifest: dict[str, FileRecord] | None) -> None:
        self._target = target
        self._site = site
        self._work = work
        self._is_first = manifest is None
        self.old: Mapping[str, FileRecord] = manifest or {}
        self._present = dict(walk(work.target)) if os.path.lexists(work.target) else {}
        self._records: dict[str, FileRecord] = {}
        self._folders = {""}
        self._new: list[str] = []
        self._copied: list[str] = []

    def write(self, path: str, data: bytes) -> None:
        """Plan a file of these bytes; where the old site has just that file, it stays."""
        self._check(path)
        record = record_of(data)
        try:
            if self.old.get(path) == record and self._stands(path, record) and self._holds(path, data):
                self._duplicate(path)
            else:
                self._create(path, data)
        except OSError as error:
            raise refusal(error, self._target) from error
        self._records[path] = record

    def keep(self, path: str, sha256: str) -> bool:
        """Plan the old site's file, if it still holds the bytes of that digest; False, with nothing planned, if not."""
        self._check(path)
        record = self.old.get(path)
        try:
            if record is None or record.sha256 != sha256 or not self._stands(path, record):
                return False
            with open(self._present[path].path, "rb") as file:
                if record_of(file.read()) != record:
                    return False
            self._duplicate(path)
        except OSError as error:
            raise refusal(error, self._target) from error
        self._records[path] = record
        return True

    def digest(self, path: str) -> str:
        """The SHA-256 in hex of a file that is planned."""
        return self._records[path].sha256

    def publish(self) -> Summary:
        """Put the planned site in the place of the old one and tell what changed."""
        with refusing(self._target):
            foreign = self._carry_foreign()
            self._verify()
            if self._is_first or self._records != self.old or self._new:
                self._exchange()
            return self._summary(foreign)

    def _check(self, path: str) -> None:
        """Refuse, as a mistake in the program, a path that escapes or comes twice."""
        if not _INSIDE.fullmatch(path):
            raise ValueError(f"not a path inside the site: {path!r}")
        if path in self._records or path == MARKER:
            raise ValueError(f"planned twice: {path!r}")

    def _stands(self, path: str, record: FileRecord) -> bool:
        """Whether the old site's file is still there, of this length and for everybody to read."""
        entry = self._present.get(path)
        if entry is None:
            return False
        found = entry.stat(follow_symlinks=False)
        is_plain = stat.S_ISREG(found.st_mode) and found.st_size == record.size
        return is_plain and (os.name == "nt" or stat.S_IMODE(found.st_mode) == FILE_MODE)

    def _holds(self, path: str, data: bytes) -> bool:
        with open(self._present[path].path, "rb") as file:
            return file.read() == data

    def _create(self, path: str, data: bytes) -> None:
        create(self._room(path), data)
        self._new.append(path)

    def _duplicate(self, path: str) -> None:
        if not duplicate(self._present[path].path, self._room(path)):
            self._copied.append(path)

    def _room(self, path: str) -> str:
        """Where the file grows, its folders made."""
        self._make_folder(path.rpartition("/")[0])
        return self._at(path)

    def _make_folder(self, path: str) -> None:
        if path not in self._folders:
            self._make_folder(path.rpartition("/")[0])
            make_folder(self._at(path))
            self._folders.add(path)

    def _at(self, path: str) -> str:
        return f"{self._work.partial}/{path}"

    def _carry_foreign(self) -> list[str]:
        """Bring along what others put into the old site's folder; what of it to tell them."""
        folders = frozenset(self._folders)
        carried = [path for path in sorted(self._present) if self._is_foreign(path, folders)]
        for path in carried:
            duplicate_file(self._present[path].path, self._room(path))
        return list(dict.fromkeys(_top(path, folders) for path in carried if path not in GIT_FILES))

    def _is_foreign(self, path: str, folders: frozenset[str]) -> bool:
        if path == MARKER or path in self.old:
            return False
        if path in self._records and self._equals_foreign(path):
            return False
        if path in folders or any(name in self._records for name in _and_above(path)):
            raise OutputRefused(
                N_("{path} in {folder} was not made by site-builder but stands where a page belongs. Move it away."),
                path=path,
                folder=self._target,
            )
        return True

    def _equals_foreign(self, path: str) -> bool:
        """Whether somebody has copied the very file there that belongs there."""
        if not self._stands(path, self._records[path]):
            return False
        with open(self._at(path), "rb") as file:
            return self._holds(path, file.read())

    def _verify(self) -> None:
        """Refuse to publish a site of which something got lost on the way."""
        found = dict(walk(self._work.partial))
        lost = [path for path in self._records if path not in found]
        lost += [path for path in self._new if path not in lost and self._is_short(path, found[path])]
        if lost:
            raise OutputRefused(
                N_("{file} vanished from {path} while the site was being written. Nothing was changed."),
                file=min(lost),
                path=self._work.folder,
            )

    def _is_short(self, path: str, entry: os.DirEntry[str]) -> bool:
        return entry.stat(follow_symlinks=False).st_size != self._records[path].size

    def _exchange(self) -> None:
        work = self._work
        create(self._at(MARKER), render(self._records))
        files = [self._at(path) for path in (*self._new, *self._copied, MARKER)]
        folders = [self._at(path) for path in sorted(self._folders, reverse=True)]
        flush(work.partial, files, folders)
        check_target(self._target, self._site)
        work.finish()
        exchange.exchange(work.whole, work.target, work.aside)
        with suppress(OSError):  # the new site stands; what is left of the old one the next build sweeps
            flush_folder(os.path.dirname(work.target))
            work.sweep({**self.old, **self._records})

    def _summary(self, foreign: list[str]) -> Summary:
        return Summary(
            files=len(self._records),
            pages=sum(path.endswith(".html") for path in self._records),
            changed=len(self._new),
            unchanged=len(self._records) - len(self._new),
            removed=sum(path not in self._records for path in self.old),
            foreign=foreign,
        )


def _and_above(path: str) -> Iterator[str]:
    """The path and the folders it lies in, from the innermost."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _top(path: str, folders: frozenset[str]) -> str:
    """What to name of a foreign file: itself, or the outermost folder that holds nothing of the site."""
    outside = [name for name in _and_above(path.rpartition("/")[0]) if name not in folders]
    return f"{outside[-1]}/" if outside else path
