"""The preview from start to end: build, serve, and build again whenever something was saved."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType

from site_builder.preview.live import BuildResult, Live
from site_builder.preview.quiet import Changes
from site_builder.preview.server import HOST, Server, serving
from site_builder.preview.watch import snapshot, watching

_TERMINATED = 128 + signal.SIGTERM


def serve(
    site: Path,
    output: Path,
    build: Callable[[], BuildResult],
    port: int,
    announce: Callable[[str], None],
) -> None:
    """Show the site on 127.0.0.1 and keep it up to date, until interrupted or terminated.

    `build` writes the site into `output` and is only ever called from this
    thread; it says in its result why it could not, since a full disk can be
    mended while the preview runs. `announce` gets the address once the first build is over, and
    before that a message to translate where the system cannot tell of changes.
    Ends with KeyboardInterrupt at Ctrl-C and SystemExit(143) at SIGTERM (unless
    the caller handles that itself), every thread ended; raises OutputRefused
    where the port is taken.
    """
    live = Live()
    changes = Changes(lambda: snapshot(site))
    server = Server(output, live, port)
    with (
        _terminable(),
        closing(_Ending(server)),
        watching(site, changes.note, announce) as watcher,
        serving(server),
    ):
        live.update(build())
        announce(f"http://{HOST}:{server.server_port}/")
        while True:
            changes.wait()
            watcher.refresh()
            live.update(build())


class _Ending:
    """Ends the connections of a server after it stopped taking new ones."""

    def __init__(self, server: Server) -> None:
        self.close = server.end


@contextmanager
def _terminable() -> Iterator[None]:
    """Let SIGTERM end the block in good order, where nobody else has taken charge of it."""
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(_TERMINATED)
