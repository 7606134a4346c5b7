"""Which folder may be replaced by a site, and which must never be.

A wrong refusal costs a question; a wrong permission costs somebody's files. So
folders are compared by what they are on disk (links, drives and letter case
make no difference), and only a folder that is empty or carries our marker is
ever given up.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path

from site_builder.output.manifest import MARKER, FileRecord, has_marker, read_manifest
from site_builder.output.refusal import OutputRefused, refusing
from site_builder.output.tree import is_link
from site_builder.problems import N_

# A site kept in git often has one of these in an otherwise empty output folder.
GIT_FILES = frozenset({".gitignore", ".gitkeep"})
_SOURCES = ("content", "themes")


def canonical(target: Path) -> Path:
    """The target's absolute path with every link on the way to it resolved, but not itself."""
    if target.name in ("", ".", ".."):
        return Path(os.path.realpath(target))
    return Path(os.path.realpath(target.parent)) / target.name


def check_target(target: Path, site: Path) -> None:
    """Refuse a target that is not free to be replaced by the site's pages."""
    inspect_target(target, site)


def inspect_target(target: Path, site: Path) -> dict[str, FileRecord] | None:
    """Check the target, and give the manifest of the site of ours that stands there, if one does."""
    check_place(target, site)
    with refusing(target):
        return _check_ours(canonical(target), target)


def check_place(target: Path, site: Path) -> None:
    """The part of the check that does not look into the folder."""
    with refusing(target):
        place = canonical(target)
        _check_kind(place, target)
        _check_apart(place, site, target)


def _check_kind(place: Path, target: Path) -> None:
    try:
        found = os.lstat(place)
    except FileNotFoundError:
        return
    if is_link(found):
        raise OutputRefused(N_("{path} is a link; the site is only written into a folder of its own."), path=target)
    if not stat.S_ISDIR(found.st_mode):
        raise OutputRefused(N_("{path} is a file; the site needs a folder of its own."), path=target)


def _check_apart(place: Path, site: Path, target: Path) -> None:
    """Refuse a target that is or holds the site or its sources, or lies in the sources."""
    sources = [site / name for name in _SOURCES]
    # A folder that is its own parent is a whole disk, on Windows also another one than the site's.
    if place.parent == place or any(_holds(place, folder) for folder in (site, *sources)):
        raise OutputRefused(
            N_("{path} holds the site folder or its sources, which must not be replaced by pages."),
            path=target,
        )
    if any(_holds(folder, place) for folder in sources) or _is_named_like_source(place, site):
        raise OutputRefused(
            N_("{path} lies among what people write (content/ or themes/); choose another folder."),
            path=target,
        )


def _holds(outer: Path, inner: Path) -> bool:
    """Whether the inner folder is the outer one or lies in it."""
    real = Path(os.path.realpath(inner))
    return any(_same(outer, folder) for folder in (real, *real.parents))


def _same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one folder; by their spelling where there is none yet."""
    try:
        return os.path.samefile(one, other)
    except FileNotFoundError:
        return os.path.normcase(os.path.realpath(one)) == os.path.normcase(other)


def _is_named_like_source(place: Path, site: Path) -> bool:
    """Whether the target would be content/ or themes/ once the site stands on another disk.

    A disk of Windows or macOS takes `Themes` for `themes`, so a folder by such a
    name in the site folder is refused everywhere, also when neither exists yet.
    """
    inside = [place, *place.parents]
    return any(
        _same(site, folder.parent) and unicodedata.normalize("NFKC", folder.name).casefold() in _SOURCES
        for folder in inside
    )


def _check_ours(place: Path, target: Path) -> dict[str, FileRecord] | None:
    """Refuse a folder with anything in it that this program did not make."""
    try:
        names = set(os.listdir(place))
    except FileNotFoundError:
        return None
    manifest = read_manifest(place)
    if names <= GIT_FILES or manifest is not None:
        return manifest
    if has_marker(place):
        raise OutputRefused(
            N_("{marker} in {path} is damaged, so nobody can tell which files there may go. Move {path} away."),
            path=target,
            marker=MARKER,
        )
    raise OutputRefused(
        N_("{path} is not empty and was not made by site-builder. Choose another folder or move it away."),
        path=target,
    )
