"""Reads the files that a theme publishes unchanged; the village's own stand before the built-in ones."""

from __future__ import annotations

from pathlib import Path

_LEFT_ALONE = (".", "~")
_NAMES = {"thumbs.db", "desktop.ini"}


def read_static(folders: tuple[Path, ...]) -> dict[str, bytes]:
    """Every file below `static/` of the folders, by its path from the site's root."""
    files: dict[str, bytes] = {}
    for folder in reversed(folders):
        for path in sorted((folder / "static").rglob("*")):
            if path.is_file() and _published(path):
                files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return dict(sorted(files.items()))


def _published(path: Path) -> bool:
    """Whether a file is meant, not left behind by an editor or a desktop."""
    name = path.name.lower()
    return not (name.startswith(_LEFT_ALONE) or name in _NAMES or name.endswith(".bak"))
