"""Writes sites, builds them, and reads back every byte in every form in which an eye or a program could read it."""

from __future__ import annotations

import base64
import functools
import gzip
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from site_builder.cli import run_command
from site_builder.reading.characters import INVISIBLE

AS_OF = "2024-12-31"
Files = dict[str, Any]
"""By source path: a dict for YAML, (front matter, body) for Markdown, text or bytes as they are."""


def emit(value: Any, depth: int = 0) -> str:
    """YAML with each value on a line of its own."""
    pad = "  " * depth
    pairs = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    lines = ""
    for key, item in pairs:
        head = pad + ("- " if key is None else f"{key if re.fullmatch('[a-z_]+', key) else json.dumps(key, ensure_ascii=False)}: ")
        if isinstance(item, (dict, list)) and item:
            below = emit(item, depth + 1)
            lines += head + below.lstrip(" ") if key is None else f"{head.rstrip()}\n{below}"
        else:
            lines += f"{head}{_scalar(item)}\n"
    return lines


class Escaped(str):
    """A text that is written in escapes."""

    __slots__ = ()


def _scalar(value: Any) -> str:
    if isinstance(value, Escaped):
        return json.dumps(value)
    plain = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    return value if plain else json.dumps(value, ensure_ascii=False)


def write(site: Path, files: Files) -> Path:
    for path, content in files.items():
        file = site / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else source(content).encode())
    return site


def source(content: Any) -> str:
    if isinstance(content, tuple):
        return f"---\n{emit(content[0])}---\n{content[1]}"
    return content if isinstance(content, str) else emit(content)


class Outcome(NamedTuple):
    status: int
    out: str
    err: str


def build(site: Path, *more: str) -> Outcome:
    return run("build", "--site", str(site), "--as-of", AS_OF, *more)


def run(*arguments: str) -> Outcome:
    """What a command prints and how it ends."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run_command(list(arguments))
    return Outcome(status, out.getvalue(), err.getvalue())


def squeezed(text: str) -> str:
    return re.sub(rf"[\s{INVISIBLE}]", "", unicodedata.normalize("NFC", text))


def readings(data: bytes) -> Iterator[str]:
    """What an eye or a program can read in a file."""
    if data[:2] == b"\x1f\x8b":
        yield from readings(gzip.decompress(data))
    for packed in re.findall(rb"base64,([A-Za-z0-9+/]{16,}={0,2})", data):
        yield from readings(base64.b64decode(packed))
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), data.decode("utf-8", "replace"))
    resolved = unescape(text)
    yield from map(squeezed, (text, resolved, unquote(resolved), unescape(re.sub(r"<[^>]*>", "", text)), re.sub(r"<[^>]*>", "", unescape(resolved))))


def files_of(site: Path, folders: tuple[str, ...] = ("output", ".cache")) -> dict[str, Path]:
    return {p.relative_to(site).as_posix(): p for f in folders for p in (site / f).rglob("*") if p.is_file()}


class Seen(NamedTuple):
    """Everything readable in a site, once."""

    texts: dict[str, str]

    def files_with(self, word: str) -> list[str]:
        return [path for path, text in self.texts.items() if squeezed(word) in text]


@functools.lru_cache(4096)
def _read(data: bytes) -> str:
    return "\n".join(readings(data))


def look(site: Path) -> Seen:
    return Seen({path: f"{squeezed(path)}\n{_read(file.read_bytes())}" for path, file in files_of(site).items()})


def digits_of(text: str) -> str:
    """A text with what can stand between the digits of a number taken out, and all digits those of ASCII."""
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return re.sub(rf"[\s\-–—−{INVISIBLE}]", "", plain)


def published(site: Path) -> dict[str, bytes]:
    """The bytes of the site; but for the marker, which holds digests of the rest."""
    found = files_of(site, ("output",))
    return {path: file.read_bytes() for path, file in found.items() if not path.endswith(".site-builder.json")}
