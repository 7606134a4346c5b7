"""What the open pages must know: which build they show, and what is wrong with the latest.

The one thing that the builder's thread writes and the server's threads read.
"""

from __future__ import annotations

import json
import secrets
import threading
from typing import NamedTuple


class BuildResult(NamedTuple):
    """How a build went: whether it was published, and the lines of what was found either way."""

    ok: bool
    problems: list[str]


class State(NamedTuple):
    """The latest build. A page of another version is out of date."""

    version: str
    ok: bool
    problems: tuple[str, ...]

    def as_json(self) -> str:
        """The state for the script in the page."""
        return json.dumps(self._asdict())


class Live:
    """The latest state, for many readers who wait for the next one."""

    def __init__(self) -> None:
        # Pages left open since an earlier run must not take this run's first version for theirs.
        self._run = secrets.token_hex(4)
        self._published = 0
        self._closed = False
        self._changed = threading.Condition()
        self._state = State(f"{self._run}-0", True, ())

    @property
    def state(self) -> State:
        """The latest state."""
        return self._state

    def update(self, result: BuildResult) -> None:
        """Tell every open page of a build; one that was published makes a new version."""
        with self._changed:
            self._published += result.ok
            self._state = State(f"{self._run}-{self._published}", result.ok, tuple(result.problems))
            self._changed.notify_all()

    def wait(self, seen: State | None, seconds: float) -> State | None:
        """The next state other than the one seen, or the same after so many seconds; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._state is not seen, seconds)
            return None if self._closed else self._state

    def close(self) -> None:
        """Send all who wait home."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
