"""Remembers in which state each page was made last, so that it need not be made again in the same state.

What is remembered is a shortcut and never trusted further: it counts only for the same theme and
the same program, and whoever keeps a page checks that its bytes still have the digest.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from site_builder.pages.plan import Page


class KeptPages:
    """State and digest of every page of the last build."""

    def __init__(self, file: Path | None, made_from: str) -> None:
        """`file` None remembers nothing. `made_from` stands for all that pages are made from beside what they show."""
        self._file, self._made_from = file, made_from
        self._before = _read(file, made_from) if file else {}
        self._now: dict[str, tuple[str, str]] = {}

    def digest(self, page: Page) -> str | None:
        """The SHA-256 in hex of the page as it was made in the state that it is in; None if it has to be made."""
        state = page.state
        before = self._before.get(page.path)
        return before[1] if before is not None and state and before[0] == state else None

    def remember(self, page: Page, sha256: str) -> None:
        """Note how a page came out."""
        if page.state:
            self._now[page.path] = (page.state, sha256)

    def write(self) -> None:
        """Keep the notes for the next build."""
        if self._file is None:
            return
        lines = "".join(f"{state} {sha256} {path}\n" for path, (state, sha256) in self._now.items())
        draft = self._file.with_suffix(f".{os.getpid()}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(f"{_seal(self._made_from, lines)}\n{lines}", "utf-8")
            draft.replace(self._file)
        except OSError:
            # Without the notes the next build makes every page.
            return


def _read(file: Path, made_from: str) -> dict[str, tuple[str, str]]:
    try:
        seal, _, lines = file.read_text("utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    if seal != _seal(made_from, lines):
        return {}
    words = (line.split(" ", 2) for line in lines.splitlines())
    return {path: (state, sha256) for state, sha256, path in words}


def _seal(made_from: str, lines: str) -> str:
    return hashlib.sha256(f"{made_from}\n{lines}".encode()).hexdigest()
