"""Which files of `content/` are read, which are left alone, and what is probably wrong with the rest.

What is read from each folder, and how its files end, is said here alone.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from site_builder.problems import N_
from site_builder.reading.nearest import nearest

SITE_FILE = "site.yaml"
SUFFIXES = {
    "roster": ".yaml",
    "rules": ".yaml",
    "points": ".yaml",
    "matters": ".yaml",
    "rewards": ".yaml",
    "activities": ".md",
    "stories": ".md",
    "pages": ".md",
}
"""Each folder whose files are read, with the ending that they need."""

SEALS = "seals"
SEAL_SUFFIXES = (".yaml", ".jsonl")
"""What `site-builder close` writes; nobody writes there by hand."""

KNOWN_FOLDERS = (*SUFFIXES, SEALS)
_SPREADSHEETS = frozenset({".xlsx", ".xls", ".csv", ".ods", ".et"})
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".bmp"})
_PLAIN_TEXTS = frozenset({".yaml", ".yml", ".md", ".markdown", ".txt"})
_TEXTS = frozenset({".doc", ".docx", ".wps", *_PLAIN_TEXTS, *_SPREADSHEETS})

Advice = tuple[str, str, dict[str, str]]


def is_read(source: str) -> bool:
    """Whether the format reads the file with this source path."""
    folder, _, rest = source.partition("/")
    if folder == SEALS:
        return rest.endswith(SEAL_SUFFIXES)
    return source == SITE_FILE if not rest else folder in SUFFIXES and rest.endswith(SUFFIXES[folder])


def misspelt_folder(name: str) -> str | None:
    """Return the folder that a folder directly under `content/` was probably meant to be."""
    return None if name in KNOWN_FOLDERS else nearest(name, KNOWN_FOLDERS)


def explain_unread(source: str) -> Advice:
    """Say why nothing reads a file: message, hint and their values."""
    path = PurePosixPath(source)
    suffix = path.suffix.lower()
    folder = path.parts[0] if len(path.parts) > 1 else ""
    meant = misspelt_folder(folder) if folder else None
    if suffix in _SPREADSHEETS:
        return _NOTHING_READS, N_("write what it says in a .yaml file; tables of an office program are not read."), {}
    if meant and suffix in _TEXTS:
        return (
            N_("nothing reads the folder “{folder}”"),
            N_("did you mean “{nearest}”?"),
            {"folder": folder, "nearest": meant},
        )
    if suffix in _PICTURES:
        return N_("nothing names this picture"), N_("name it in an activity, a story or an item, or take it away."), {}
    return _explain_text(path, folder, suffix)


def _explain_text(path: PurePosixPath, folder: str, suffix: str) -> Advice:
    """Say why nothing reads what is no picture."""
    wanted = SUFFIXES.get(folder)
    if wanted and suffix in _PLAIN_TEXTS:
        hint = N_("files in “{folder}” have to end with {suffix}: rename it to “{name}”.")
        return _NOTHING_READS, hint, {"folder": folder, "suffix": wanted, "name": path.stem.removesuffix(wanted) + wanted}
    if not folder and path.stem.lower() == "site":
        return _NOTHING_READS, N_("rename it to “{name}”."), {"name": SITE_FILE}
    if suffix in _TEXTS:
        hint = N_("move it into one of these folders, with the right ending: {folders}.")
        return _NOTHING_READS, hint, {"folders": ", ".join(SUFFIXES)}
    return _NOTHING_READS, N_("take it away if it is not needed."), {}


_NOTHING_READS = N_("nothing reads this file")
