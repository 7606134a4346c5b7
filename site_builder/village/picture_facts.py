"""Remembers the size of pictures by the digest of their bytes: looking into each again is slow."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

Facts = Mapping[str, tuple[int, int]]
"""Width and height by digest."""
NO_FACTS: Facts = MappingProxyType({})


def read_facts(file: Path) -> Facts:
    """What was remembered; a line that is not exactly as it was written counts as not there."""
    try:
        lines = file.read_text("ascii", errors="replace").splitlines()
    except OSError:
        return {}
    words = (line.split(" ") for line in lines)
    return {
        digest: (int(width), int(height))
        for digest, width, height, check in (line for line in words if len(line) == 4)
        if check == _check(digest, width, height)
    }


def write_facts(file: Path, facts: Facts) -> None:
    """Remember the sizes of pictures."""
    lines = [_line(digest, width, height) for digest, (width, height) in sorted(facts.items())]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(lines), "ascii")
    except OSError:
        # Without it the next build looks into each picture again.
        return


def _line(digest: str, width: int, height: int) -> str:
    return f"{digest} {width} {height} {_check(digest, str(width), str(height))}\n"


def _check(*words: str) -> str:
    return hashlib.sha256(" ".join(words).encode()).hexdigest()
