"""Says what the program has to say in the site's language, and never a private number."""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from site_builder.problems import N_, Problem
from site_builder.reading.private_numbers import redact_for_clerk

_LOCALES = Path(__file__).parent / "locale"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("messages", _LOCALES, [language.replace("-", "_")], fallback=True)


class Messages:
    """The program's words in one language: zh-CN, zh-TW or en."""

    def __init__(self, language: str) -> None:
        self._catalogue = _catalogue(language)

    def say(self, message: str, values: Mapping[str, object] | None = None) -> str:
        """A message in the language, with its values put in."""
        if not message:
            return ""
        return redact_for_clerk(self._catalogue.gettext(message).format_map(dict(values or {})))

    def line(self, problem: Problem) -> str:
        """A problem on one line: place, severity, code, what is wrong, what to do."""
        file, line, column = problem.place
        where = f"{redact_for_clerk(file)}:{line}:{column}: {problem.severity}[{problem.code}]: "
        return _one_line(where + self._sentence(problem))

    def _sentence(self, problem: Problem) -> str:
        message, hint = self.say(problem.message, problem.values), self.say(problem.hint, problem.values)
        return self.say(N_("{message}; {hint}"), {"message": message, "hint": hint}) if hint else message

    def as_data(self, problems: Iterable[Problem]) -> list[dict[str, Any]]:
        """Problems as `--format json` prints them."""
        return [
            {
                "file": redact_for_clerk(problem.place.file),
                "line": problem.place.line,
                "column": problem.place.column,
                "severity": problem.severity,
                "code": problem.code,
                "message": _one_line(self.say(problem.message, problem.values)),
                "hint": _one_line(self.say(problem.hint, problem.values)),
            }
            for problem in problems
        ]


def _one_line(text: str) -> str:
    """No control character of a file reaches the terminal."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else " " for character in text)
