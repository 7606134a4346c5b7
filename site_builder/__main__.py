"""`site-builder`, also as `python -m site_builder`: ends cleanly when interrupted, even while it is still loading."""

from __future__ import annotations

import gc
import io
import signal
import sys
from types import FrameType

from site_builder.unchanged import nothing_to_do, plain_build

INTERRUPTED, TERMINATED = 130, 143


def main() -> int:
    """Run the command line; gives the exit status."""
    signal.signal(signal.SIGTERM, _terminate)
    _speak_utf8()
    # Records hardly ever point in circles; looking for circles again and again would cost a fifth of a build.
    gc.disable()
    command = plain_build(sys.argv[1:])
    result = nothing_to_do(command) if command else None
    if result is not None:
        sys.stdout.write(result[0])
        sys.stderr.write(result[1])
        return 0
    try:
        # Loading takes longer than many a command; an interruption in it is one like any other.
        from site_builder.cli import run_command

        return run_command()
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        # Python looks for circles once more before it ends, though the system takes all memory back at once.
        gc.freeze()


def _speak_utf8() -> None:
    """What goes into a file or pipe is UTF-8 on every machine; a terminal keeps its own encoding."""
    for stream in (sys.stdout, sys.stderr):
        encoding = stream.encoding if stream.isatty() else "utf-8"
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(TERMINATED)


if __name__ == "__main__":
    sys.exit(main())
