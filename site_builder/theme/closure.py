"""Which files decide how a page comes out: its template with all that this draws on, and the rest of the theme."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import jinja2
from jinja2 import Environment, TemplateNotFound

_PACKAGE = Path(__file__).resolve().parent.parent
_DRAWS_ON = re.compile(r"""\{%[-+]?\s*(?:extends|include|import|from)\s+(?:"([^"]+)"(?!\s*(?:[~+|]|%(?!\})))|'([^']+)'(?!\s*(?:[~+|]|%(?!\})))|(\S))""")
_TEMPLATES = "templates"


class Closure:
    """Stands, template by template, for all that a page is made from beside what it shows."""

    def __init__(self, folders: tuple[Path, ...], language: str, environment: Environment) -> None:
        self._folders, self._language, self._environment = folders, language, environment
        self._known: dict[str, str] = {}

    def digest(self, template: str) -> str:
        """Another text whenever the page of the template may come out otherwise with the same content."""
        found = self._known.get(template)
        if found is None:
            sources = self._sources(template) if template else []
            parts = [self._rest, *(sources if sources is not None else [self._all_templates])]
            found = self._known[template] = hashlib.sha256("\0".join(parts).encode()).hexdigest()
        return found

    def _sources(self, template: str) -> list[str] | None:
        """The template and all that it draws on, in order of their names; None where only running it would tell."""
        sources: dict[str, str] = {}
        pending = [template]
        while pending:
            name = pending.pop()
            if name in sources or self._environment.loader is None:
                continue
            try:
                sources[name] = self._environment.loader.get_source(self._environment, name)[0]
            except TemplateNotFound:
                return None
            for double, single, other in _DRAWS_ON.findall(sources[name]):
                if other:
                    return None
                pending.append(double or single)
        return [text for pair in sorted(sources.items()) for text in pair]

    @cached_property
    def _rest(self) -> str:
        """The program, the language, and the theme without its templates."""
        files = [(_PACKAGE, path) for path in _PACKAGE.rglob("*.py")]
        files += [(folder, path) for folder in self._folders for path in folder.rglob("*") if _TEMPLATES not in path.parts[len(folder.parts) :]]
        return _digest(files, f"{sys.version} {jinja2.__version__} {self._language}")

    @cached_property
    def _all_templates(self) -> str:
        return _digest([(folder, path) for folder in self._folders for path in (folder / _TEMPLATES).rglob("*")], "")


def _digest(files: Iterable[tuple[Path, Path]], beside: str) -> str:
    digest = hashlib.sha256(beside.encode())
    # In the order of the folders, since one overrides the other, and within them by path.
    named = [(folder, path.relative_to(folder).as_posix(), path) for folder, path in files if path.is_file()]
    order = {folder: number for number, folder in enumerate(dict.fromkeys(folder for folder, _, _ in named))}
    for _, name, path in sorted(named, key=lambda file: (order[file[0]], file[1])):
        data = path.read_bytes()
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()
