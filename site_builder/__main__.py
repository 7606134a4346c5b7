"""`site-builder`, also as `python -m site_builder`: ends cleanly when interrupted, even while it is still loading."""

from __future__ import annotations

import gc
import signal
import sys
from types import FrameType

INTERRUPTED, TERMINATED = 130, 143


def main() -> int:
    """Run the command line; gives the exit status."""
    signal.signal(signal.SIGTERM, _terminate)
    # Records hardly ever point in circles; looking for circles again and again would cost a fifth of a build.
    gc.disable()
    try:
        # Loading takes longer than many a command; an interruption in it is one like any other.
        from site_builder.cli import run_command

        return run_command()
    except KeyboardInterrupt:
        return INTERRUPTED


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(TERMINATED)


if __name__ == "__main__":
    sys.exit(main())
