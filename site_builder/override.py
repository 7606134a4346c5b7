"""`site-builder theme`: which files make up the look of a site, and one of them as a copy to change."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from site_builder.problems import N_, Place, Problems, Refused
from site_builder.reading.folder import read_folder
from site_builder.reading.nearest import nearest
from site_builder.theme.folders import find_folders
from site_builder.village.load import load_settings

_SHOWN = ("tokens.css", "templates", "styles", "scripts", "static", "print", "locale")
"""What a village may want to change, in the order in which it is listed."""


class OverrideRefused(Refused):
    """Nothing was copied; says why as an English template with its values."""


class ThemeFiles(NamedTuple):
    """The files of the theme in force, by their paths in it; of those with one path the one that counts."""

    own: Path
    """The folder of the village's own files; may not be there yet."""
    files: Mapping[str, Path]

    def is_own(self, path: str) -> bool:
        """Whether the village has its own file there."""
        return self.own in self.files[path].parents


def theme_files(site: Path) -> ThemeFiles:
    """The files of the theme that site.yaml names."""
    problems = Problems()
    settings = load_settings(read_folder(site, problems), problems)
    folders = find_folders(settings.theme, site, problems, Place("content/site.yaml")) if settings else ()
    if settings is None or not folders:
        raise OverrideRefused(N_("which theme the site has cannot be read. See what site-builder check says."))
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            parts = path.relative_to(folder).parts
            if path.is_file() and parts[0] in _SHOWN and not any(part.startswith(".") for part in parts):
                found.setdefault("/".join(parts), path)
    order = sorted(found, key=lambda name: (_SHOWN.index(name.split("/")[0]), name))
    return ThemeFiles(site / "themes" / settings.theme, {name: found[name] for name in order})


def override(site: Path, name: str) -> Path:
    """Copy a file of the theme into the site's own; gives the copy."""
    theme = theme_files(site)
    source = theme.files.get(name)
    if source is None:
        near = nearest(name, theme.files)
        hint = N_("the theme has no file {file}. Did you mean {near}?") if near else N_("the theme has no file {file}. site-builder theme lists them.")
        raise OverrideRefused(hint, file=name, near=near)
    if theme.is_own(name):
        raise OverrideRefused(N_("{path} is your own already. Change it, or delete it to have the theme's again."), path=source)
    copy = theme.own / name
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, copy)
    return copy

