"""Noticing that somebody saved something under content/ or themes/.

Those two may come, go and be replaced while the preview runs, so the site
folder itself is watched for their names and `refresh` follows them. Only real
changes count: the build reads every file, and reading must not build again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from site_builder.left_alone import is_left_alone
from site_builder.problems import N_

SOURCES = ("content", "themes")
_CHANGES = {"created", "modified", "moved", "deleted"}
_SCRATCH = (".swp", ".swo", ".swx", ".tmp", ".part", ".crdownload", "~", "#")
_VIM_TRIES = "4913"
"""How vim tries whether it may write."""
_POLL = 0.5


def is_scratch(path: str, root: str) -> bool:
    """Whether a path below the root is left alone by the build, or comes and goes while somebody saves."""
    parts = os.path.relpath(path, root).split(os.sep)
    return parts != ["."] and any(_is_scratch_name(part) for part in parts)


def _is_scratch_name(name: str) -> bool:
    return is_left_alone(name) or name.lower().endswith(_SCRATCH) or name == _VIM_TRIES


def snapshot(site: Path) -> list[tuple[str, int, int, int]]:
    """What the files and folders under content/ and themes/ look like: path, mode, size and time."""
    found: list[tuple[str, int, int, int]] = []
    pending = [os.path.join(site, name) for name in SOURCES]
    while pending:
        with suppress(OSError):  # gone meanwhile, which is another look
            for entry in sorted(os.scandir(pending.pop()), key=lambda entry: entry.name):
                if not _is_scratch_name(entry.name):
                    about = entry.stat(follow_symlinks=False)
                    is_folder = entry.is_dir(follow_symlinks=False)
                    # A folder's own time changes with every scratch file in it.
                    found.append((entry.path, about.st_mode, *((0, 0) if is_folder else (about.st_size, about.st_mtime_ns))))
                    pending += [entry.path] if is_folder else []
    return found


class _Sources(FileSystemEventHandler):
    """Passes on that something below one of the two folders changed."""

    def __init__(self, root: str, note: Callable[[], None]) -> None:
        self._root = root
        self._note = note
        self.has_new_folders = False
        """Whether a folder came: what happened in it before it was watched was not told, and may not have been followed."""

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory and event.event_type in ("created", "moved"):
            self.has_new_folders = True
        # A folder is "modified" by every scratch file in it; what matters in it comes as an event of its own.
        is_change = event.event_type in _CHANGES and not (event.is_directory and event.event_type == "modified")
        if is_change and not all(is_scratch(path, self._root) for path in _paths(event)):
            self._note()


class _Site(FileSystemEventHandler):
    """Passes on that one of the two folders itself came, went or was replaced."""

    def __init__(self, note: Callable[[], None]) -> None:
        self._note = note

    def on_any_event(self, event: FileSystemEvent) -> None:
        is_change = event.event_type in _CHANGES - {"modified"}
        if is_change and any(os.path.basename(path) in SOURCES for path in _paths(event)):
            self._note()


def _paths(event: FileSystemEvent) -> list[str]:
    return [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]


class Watcher:
    """The watch over one site folder."""

    def __init__(self, site: Path, note: Callable[[], None], announce: Callable[[str], None]) -> None:
        self._site = os.path.realpath(site)
        self._note = note
        self._announce = announce
        self._watched: dict[str, tuple[tuple[int, int], ObservedWatch, _Sources]] = {}
        self._observer: BaseObserver = Observer()
        self._with_fallback(self._start)

    def refresh(self) -> None:
        """Watch the folders that stand there now."""
        self._with_fallback(self._follow)

    def stop(self) -> None:
        """Stop watching; returns when no thread of it is left."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def _with_fallback(self, step: Callable[[], None]) -> None:
        try:
            step()
        except OSError:  # no inotify here, or all its watches are taken: look at the files instead
            if isinstance(self._observer, PollingObserver):
                raise
            self.stop()
            self._observer = PollingObserver(timeout=_POLL)
            self._watched.clear()
            self._announce(N_("This system cannot tell of changes, so the files are looked at twice a second."))
            self._start()

    def _start(self) -> None:
        self._observer.start()
        self._observer.schedule(_Site(self._note), self._site)
        self._follow()

    def _follow(self) -> None:
        for name in SOURCES:
            path = os.path.join(self._site, name)
            found = _identity(path)
            known = self._watched.get(path)
            if known and (known[0] != found or known[2].has_new_folders):
                self._observer.unschedule(known[1])
                del self._watched[path]
            if found and path not in self._watched:
                sources = _Sources(path, self._note)
                with suppress(FileNotFoundError):  # gone again, which is a change to come back for
                    self._watched[path] = (found, self._observer.schedule(sources, path, recursive=True), sources)


def _identity(path: str) -> tuple[int, int] | None:
    """Which folder stands there; a folder put in its place by the same name is another."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if os.path.isdir(path) else None


@contextmanager
def watching(site: Path, note: Callable[[], None], announce: Callable[[str], None]) -> Iterator[Watcher]:
    """Call `note` at each change, until the block ends."""
    watcher = Watcher(site, note, announce)
    try:
        yield watcher
    finally:
        watcher.stop()
