"""A site folder to publish from."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site folder with the two folders of what people write."""
    folder = tmp_path / "site"
    (folder / "content").mkdir(parents=True)
    (folder / "themes").mkdir()
    return folder
