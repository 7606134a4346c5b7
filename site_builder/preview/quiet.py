"""Many changes, one build: waiting until nothing has happened for a moment.

Editors save in several steps and a pull from git touches hundreds of files.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

QUIET = 0.15
LONGEST = 2.0  # a program that writes on and on must not keep the page from being built
# A signal may come between the last look for one and the wait, or to another thread: then only
# the end of the wait lets Python answer it. On Windows that is so for every Ctrl-C.
_TURN = 0.5
_LOOK_AGAIN = 2.0


class Changes:
    """Changes noted by one thread and waited for by another. None gets lost between two waits.

    What notes them may miss one: systems and the libraries that listen to them do. So now and then
    `look` is asked too, whose answer is another after each change.
    """

    def __init__(self, look: Callable[[], object], quiet: float = QUIET, longest: float = LONGEST) -> None:
        self._look = look
        self._seen = look()
        self._quiet = quiet
        self._longest = longest
        self._noted = threading.Condition()
        self._last: float | None = None

    def note(self) -> None:
        """Something changed just now."""
        with self._noted:
            self._last = time.monotonic()
            self._noted.notify()

    def wait(self) -> None:
        """Return once something has changed since the last wait and it has been quiet since."""
        with self._noted:
            looked = time.monotonic()
            while self._last is None:
                self._noted.wait(_TURN)
                if self._last is None and time.monotonic() - looked > _LOOK_AGAIN:
                    looked = time.monotonic()
                    self._last = looked if self._look() != self._seen else None
            end = time.monotonic() + self._longest
            while (left := min(self._last + self._quiet, end) - time.monotonic()) > 0:
                self._noted.wait(left)
            self._last = None
            self._seen = self._look()
