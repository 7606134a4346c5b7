"""What a build keeps beside its output while it works, by name: so that whoever looks for it finds it."""

from __future__ import annotations

import os


def work_folder(output: str) -> str:
    """The folder in which the next site grows."""
    return _beside(output, "")


def lock_file(output: str) -> str:
    """The file that is locked by whoever writes the output."""
    return _beside(output, ".lock")


def _beside(output: str, ending: str) -> str:
    folder, name = os.path.split(output)
    return os.path.join(folder, f".{name}.site-builder{ending}")
