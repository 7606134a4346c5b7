"""Finds the folders of a theme: the village's own first, then what it extends, then the built-in one.

A name is a plain word and never a path, so a theme cannot lead outside its folder.
"""

from __future__ import annotations

import re
from pathlib import Path

from site_builder.problems import N_, Place, Problems
from site_builder.reading.nearest import nearest

BASE = "honor-red"
"""The theme that every other one finally extends."""

SITE_FILE = Place("content/site.yaml")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_EXTENDS = re.compile(r"""extends:\s*["']?([^"'#\s]+)["']?\s*(#.*)?""")


def builtin_root() -> Path:
    """Where the themes lie that come with the program: in the wheel, or beside the package."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent / "themes"


def find_folders(name: str, site_dir: Path, problems: Problems, place: Place) -> tuple[Path, ...]:
    """The folders of a theme, the one that overrides first; none where the theme is unknown."""
    if not _candidates(name, site_dir):
        _unknown(name, site_dir, problems, place)
        return ()
    folders: list[Path] = []
    seen: list[str] = []
    while name not in seen:
        seen.append(name)
        found = _candidates(name, site_dir)
        if not found:
            _unknown(name, site_dir, problems, Place(f"themes/{seen[-2]}/theme.yaml"))
            return ()
        folders += found
        name = _extends(found) or BASE
    return tuple(folders) if BASE in seen else _circle(seen, problems)


def _candidates(name: str, site_dir: Path) -> list[Path]:
    """The village's folder of that name and the built-in one, as far as they are there."""
    if not _NAME.fullmatch(name):
        return []
    both = (site_dir / "themes" / name, builtin_root() / name)
    return [folder for folder in both if folder.is_dir()]


def _extends(folders: list[Path]) -> str:
    """The theme that a theme builds on, from the first theme.yaml that says so."""
    for folder in folders:
        manifest = folder / "theme.yaml"
        if manifest.is_file():
            lines = manifest.read_text("utf-8-sig", "replace").splitlines()
            named = [match[1] for line in lines if (match := _EXTENDS.fullmatch(line.rstrip()))]
            if named:
                return named[0]
    return ""


def _circle(seen: list[str], problems: Problems) -> tuple[Path, ...]:
    """Report themes that extend each other and never reach the built-in one."""
    place = Place(f"themes/{seen[0]}/theme.yaml")
    problems.error(
        place, "theme-circle", N_("the themes {names} extend each other in a circle"),
        N_("mend `extends` in one of their theme.yaml."), names=", ".join(seen),
    )
    return ()


def _unknown(name: str, site_dir: Path, problems: Problems, place: Place) -> None:
    """Report a theme that is nowhere, with the nearest name that is."""
    near = nearest(name, _known(site_dir))
    hint = N_("did you mean “{near}”?") if near else N_("put it into themes/, or name honor-red.")
    problems.error(place, "unknown-theme", N_("there is no theme “{name}”"), hint, name=name, near=near)


def _known(site_dir: Path) -> list[str]:
    """Every theme that could be named, in order."""
    roots = (site_dir / "themes", builtin_root())
    return sorted({folder.name for root in roots if root.is_dir() for folder in root.iterdir() if folder.is_dir()})
