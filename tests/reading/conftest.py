"""A site folder to write files into, and short names for what tests ask about problems."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.problems import Problems

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def problems() -> Problems:
    """An empty list of problems."""
    return Problems()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A function that writes a file of content/ and returns its path."""

    def write_file(source: str, content: str | bytes) -> Path:
        path = tmp_path / "content" / source
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file
