"""Remembers in which state each page was made last, so that it need not be made again in the same state.

What is remembered is a shortcut and never trusted further: it counts only for the same theme and
the same program, and whoever keeps a page checks that its bytes still have the digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from site_builder.pages.plan import Page
from site_builder.publication.model import state_of


class KeptPages:
    """State and digest of every page of the last build."""

    def __init__(self, file: Path | None, made_from: Callable[[str], str]) -> None:
        """`file` None remembers nothing. `made_from(template)` stands for all that its pages are made from beside what they show; a template "" makes what needs none."""
        self._file, self._made_from = file, made_from
        self._before = _read(file) if file else {}
        self._now: dict[str, tuple[str, str]] = {}

    def state(self, page: Page) -> str:
        """The state of a page and of all that it is made from; "" where only making it tells."""
        return self.state_of_file(page.state, page.template) if page.deferred else ""

    def state_of_file(self, shown: str, template: str = "") -> str:
        """The same for any file, by the state of what it shows."""
        return state_of([shown, self._made_from(template)]) if self._file is not None else ""

    def digest(self, path: str, state: str) -> str | None:
        """The SHA-256 in hex of the page as it was made in this state; None if it has to be made."""
        before = self._before.get(path)
        return before[1] if before is not None and state and before[0] == state else None

    def remember(self, path: str, state: str, sha256: str) -> None:
        """Note how a page came out."""
        if state:
            self._now[path] = (state, sha256)

    def write(self) -> None:
        """Keep the notes for the next build."""
        if self._file is None:
            return
        lines = "".join(f"{state} {sha256} {path}\n" for path, (state, sha256) in self._now.items())
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(f"{_check(lines)}\n{lines}", "utf-8")
        except OSError:
            # Without the notes, or with half of them, the next build makes every page.
            return


def _read(file: Path) -> dict[str, tuple[str, str]]:
    try:
        check, _, lines = file.read_text("utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    if check != _check(lines):
        return {}
    words = (line.split(" ", 2) for line in lines.splitlines())
    return {path: (state, sha256) for state, sha256, path in words}


def _check(lines: str) -> str:
    return hashlib.sha256(lines.encode()).hexdigest()
