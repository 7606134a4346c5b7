"""What is wrong with a village's files: values that are collected, never thrown.

A problem keeps its message as an English template with the values to put in;
`messages.py` turns it into the site's language when it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


def N_(message: str) -> str:
    """Mark a message for the translation catalogues and return it as it is."""
    return message


class Place(NamedTuple):
    """A spot in a file of the site folder.

    `file` is relative to the site folder and written with "/"; lines and columns
    count from 1. A problem of a whole file stands at 1:1.
    """

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing for the clerk to mend: where, what is wrong, what to do."""

    place: Place
    severity: Severity
    code: str
    message: str
    hint: str = ""
    values: dict[str, str] = field(default_factory=dict)


class Problems:
    """The problems found so far. Nothing stops at the first one."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._lines: set[tuple[str, int, str]] = set()
        self.cover: Callable[[str], str] = str
        """Takes out of a text what no message may say; whoever knows the names sets it, and it holds for all problems."""

    def error(self, place: Place, code: str, message: str, hint: str = "", **values: object) -> None:
        """Add an error: the site cannot be published before it is mended."""
        self._add(place, "error", code, message, hint, values)

    def warning(self, place: Place, code: str, message: str, hint: str = "", **values: object) -> None:
        """Add a warning: the site is published, but somebody should look."""
        self._add(place, "warning", code, message, hint, values)

    def _add(
        self,
        place: Place,
        severity: Severity,
        code: str,
        message: str,
        hint: str,
        values: dict[str, object],
    ) -> None:
        texts = {name: str(value) for name, value in values.items()}
        self._found.append(Problem(place, severity, code, message, hint, texts))
        self._lines.add((place.file, place.line, code))

    @property
    def count(self) -> int:
        """How many were found so far."""
        return len(self._found)

    @property
    def has_errors(self) -> bool:
        """Whether anything found so far forbids publishing."""
        return any(problem.severity == "error" for problem in self._found)

    def has_on_line(self, place: Place, code: str) -> bool:
        """Whether such a problem was found on the line of a place."""
        return (place.file, place.line, code) in self._lines

    def sorted(self) -> list[Problem]:
        """All problems by place, each once, without what no message may say."""
        unique = {(p.place, p.code, p.message, tuple(p.values.items())): p for p in self._covered()}
        return sorted(unique.values(), key=lambda p: (p.place, p.severity, p.code, p.message, tuple(p.values.items())))

    def _covered(self) -> Iterator[Problem]:
        """The problems without what no message may say. A text that many say is looked through once."""
        cover = lru_cache(maxsize=10_000)(self.cover)
        for problem in self._found:
            values = {name: cover(value) for name, value in problem.values.items()}
            yield replace(problem, place=problem.place._replace(file=cover(problem.place.file)), values=values)


class Refused(Exception):
    """A command was not carried out; says why as an English template with its values."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message, values)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message.format_map(self.values)
