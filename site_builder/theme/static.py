"""Reads the files that a theme publishes unchanged; the village's own stand before the built-in ones."""

from __future__ import annotations

from pathlib import Path

from site_builder.left_alone import is_left_alone


def read_static(folders: tuple[Path, ...]) -> dict[str, bytes]:
    """Every file below `static/` of the folders, by its path from the site's root."""
    files: dict[str, bytes] = {}
    for folder in reversed(folders):
        for path in sorted((folder / "static").rglob("*")):
            if path.is_file() and not is_left_alone(path.name):
                files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return dict(sorted(files.items()))
