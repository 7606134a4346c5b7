"""From an address to a file of the site, and never to anything else.

Every request walks its path anew: the output folder is exchanged under the
server's feet by each build.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from site_builder.output.tree import is_link

_UTF8 = "; charset=utf-8"
_TYPES = {
    ".html": "text/html" + _UTF8,
    ".css": "text/css" + _UTF8,
    ".js": "text/javascript" + _UTF8,
    ".json": "application/json" + _UTF8,
    ".jsonl": "application/jsonl" + _UTF8,
    ".webmanifest": "application/manifest+json" + _UTF8,
    ".xml": "application/xml" + _UTF8,
    ".csv": "text/csv" + _UTF8,
    ".txt": "text/plain" + _UTF8,
    ".md": "text/plain" + _UTF8,
    ".svg": "image/svg+xml" + _UTF8,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".pdf": "application/pdf",
    ".woff2": "font/woff2",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
}


class Found(NamedTuple):
    """What an address leads to: a file's bytes, or with `is_folder` a folder that wants a slash."""

    content_type: str
    data: bytes
    is_folder: bool = False


def find(output: Path, address: str) -> Found | None:
    """What the address leads to; None where there is no such page."""
    names = _names(address)
    if names is None:
        return None
    try:
        return _find(str(output), names)
    except (OSError, ValueError):  # gone, forbidden, too long, or not a name on this system
        return None


def content_type(name: str) -> str:
    """By the ending alone; the system's own table may say anything."""
    return _TYPES.get(os.path.splitext(name)[1].lower(), "application/octet-stream")


def _names(address: str) -> list[str] | None:
    """The names on the way, an empty last one for a folder; None where one of them could lead outside."""
    try:
        path = unquote_to_bytes(address.partition("#")[0].partition("?")[0]).decode()
    except UnicodeDecodeError:
        return None
    first, *names = path.split("/")
    if first or not names or any(not _is_plain(name) for name in names[:-1]):
        return None
    return names if not names[-1] or _is_plain(names[-1]) else None


def _is_plain(name: str) -> bool:
    return name not in ("", ".", "..") and not any(sign in name for sign in "\\:\0")


def _find(path: str, names: list[str]) -> Found | None:
    for name in names[:-1]:
        path = os.path.join(path, name)
        if not _is(stat.S_ISDIR, path):
            return None
    last = names[-1] or "index.html"
    path = os.path.join(path, last)
    if _is(stat.S_ISREG, path):
        with open(path, "rb") as file:
            return Found(content_type(last), file.read())
    return Found("", b"", is_folder=True) if names[-1] and _is(stat.S_ISDIR, path) else None


def _is(kind: Callable[[int], bool], path: str) -> bool:
    found = os.lstat(path)
    return kind(found.st_mode) and not is_link(found)
