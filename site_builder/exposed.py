"""Looks for what would become public by mistake: files beside the pages in `output/`, a site folder inside a published one.

Names and endings alone are looked at; nothing is opened, moved or deleted.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from site_builder.output.manifest import has_marker, read_manifest
from site_builder.output.target import GIT_FILES
from site_builder.output.tree import walk
from site_builder.problems import N_, Place, Problems

WEB_ROOTS = frozenset({"public_html", "htdocs", "wwwroot"})
"""Folders that web servers publish with all that is in them."""
SIGNS_OF_A_WEB_ROOT = (".nojekyll", ".htaccess", "web.config", "index.html")
_PRIVATE_ENDINGS = (
    ".yaml", ".yml", ".md", ".jsonl", ".csv", ".xlsx", ".xls", ".et", ".ods", ".doc", ".docx", ".wps", ".zip", ".rar", ".7z", ".tar", ".gz", ".tgz",
    ".bak", ".old", ".orig", ".tmp", ".swp", "~", ".db", ".sqlite", ".sql", ".log", ".py", ".pem", ".key",
)
_PRIVATE_NAMES = frozenset({".git", ".svn", ".hg", ".env", ".cache", ".ds_store", ".idea", ".vscode", "desktop.ini"})


def warn_exposed(site: Path, output: Path, cache: Path, problems: Problems) -> None:
    """Warn of all that is public, or would be, without being part of the published site."""
    _check_where_it_lies(site, problems)
    _warn_of_files(output, site, problems)
    _warn_of_cache(cache, site, problems)


def _check_where_it_lies(site: Path, problems: Problems) -> None:
    """A site folder, with its names and records, must lie in no folder that is published."""
    real = Path(os.path.realpath(site))
    is_published = any(has_marker(folder) for folder in (real, *real.parents))
    if is_published:
        problems.error(
            Place("content"), "site-in-output", N_("the site folder lies inside a published site"),
            N_("move the site folder elsewhere: all that is in content/ would be public."),
        )
    roots = [folder.name for folder in (real, *real.parents) if folder.name.lower() in WEB_ROOTS]
    roots += [name for name in SIGNS_OF_A_WEB_ROOT if os.path.lexists(real / name)]
    if roots and not is_published:
        problems.warning(
            Place("content"), "site-in-web-root", N_("the site folder looks like one that a web server publishes ({sign})"),
            N_("keep it elsewhere and put only what is in output/ on the server: all that is in content/ would be public."), sign=roots[0],
        )
    if _holds_site(site / "content"):
        problems.warning(
            Place("content"), "site-in-content", N_("a published site lies inside of content/"), N_("take it out; nothing reads it."),
        )


def _holds_site(content: Path) -> bool:
    """Whether the output of a build was copied into a folder."""
    return has_marker(content) or any(has_marker(entry.path) for entry in _folders(content))


def _folders(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from (entry for entry in entries if entry.is_dir(follow_symlinks=False))
    except OSError:
        return  # reported when content/ is read


def _warn_of_files(output: Path, site: Path, problems: Problems) -> None:
    """Warn of files in the output that look private and are none of the site's."""
    if has_marker(output) and read_manifest(output) is None:
        return  # nobody can tell whose the files are, and a build refuses the folder
    private = [path for path in _files(output) if _looks_private(path) and path not in GIT_FILES]
    ours = (read_manifest(output) or {}) if private else {}
    for path in _outermost(path for path in private if path not in ours):
        problems.warning(
            Place(_named(output / path, site)), "exposed-file", N_("this is no part of the site, but is published with it"),
            N_("take it out of the folder, and off the server if it was sent there."),
        )


def _files(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    try:
        return sorted(path for path, _ in walk(str(folder)))
    except OSError:
        return []  # the build says what is wrong with the folder


def _looks_private(path: str) -> bool:
    return any(part in _PRIVATE_NAMES or part.startswith("~") or part == "thumbs.db" for part in path.lower().split("/")) or path.lower().endswith(_PRIVATE_ENDINGS)


def _outermost(paths: Iterable[str]) -> list[str]:
    """Files by their path, those of a hidden folder by that folder."""
    found = []
    for path in paths:
        parts = path.split("/")
        hidden = next((number for number, part in enumerate(parts) if part.lower() in _PRIVATE_NAMES), len(parts) - 1)
        found.append("/".join(parts[: hidden + 1]))
    return list(dict.fromkeys(found))


def _warn_of_cache(cache: Path, site: Path, problems: Problems) -> None:
    """Warn of what looks like somebody's own file among what the program may throw away."""
    for path in _outermost(path for path in _files(cache) if _looks_private(path)):
        problems.warning(
            Place(_named(cache / path, site)), "stray-file", N_("this was not put here by the program, which may throw it away"),
            N_("keep it elsewhere."),
        )


def _named(path: Path, site: Path) -> str:
    """A path from the site folder, or where it does not lie there as it was given."""
    return path.relative_to(site).as_posix() if path.is_relative_to(site) else path.as_posix()
