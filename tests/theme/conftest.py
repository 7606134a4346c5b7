"""The theme as the tests load it."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.problems import Problems
from site_builder.theme import Theme, load_theme


@pytest.fixture
def problems():
    return Problems()


@pytest.fixture
def theme(tmp_path: Path, problems: Problems) -> Theme:
    found = load_theme("honor-red", tmp_path, "zh-CN", problems)
    assert found is not None
    return found


@pytest.fixture
def site(tmp_path: Path):
    """A site folder with whatever files are asked for, and its theme."""

    def build(problems: Problems, name: str = "honor-red", language: str = "zh-CN", **files: str) -> Theme | None:
        for path, text in files.items():
            file = tmp_path / "themes" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        return load_theme(name, tmp_path, language, problems)

    return build
