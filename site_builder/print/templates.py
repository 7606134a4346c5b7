"""The Typst templates of a theme: one folder merged from all of its folders, the words in them, and its colours."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

_WORD = re.compile(r"""\btr\(\s*("(?:[^"\\]|\\.)*")""")
_LIGHT = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)
_COLOUR = re.compile(r"--([a-z][\w-]*):\s*(#(?:[0-9a-fA-F]{3,4}){1,2})\s*;")


def read_templates(theme_folders: tuple[Path, ...]) -> dict[str, Path]:
    """Every template by name; the folder that overrides comes first."""
    found: dict[str, Path] = {}
    for folder in reversed(theme_folders):
        found |= {file.name: file for file in sorted((folder / "print").glob("*.typ"))}
    return found


def translated_words(templates: Mapping[str, Path], gettext: Callable[[str], str]) -> dict[str, str]:
    """The texts that templates translate by `tr("…")`, in the village's language."""
    keys = {key for file in templates.values() for key in words_of(file.read_text("utf-8"))}
    return {key: gettext(key) for key in sorted(keys)}


def words_of(source: str) -> list[str]:
    """The texts in a template that are to be translated."""
    return [str(json.loads(quoted)) for quoted in _WORD.findall(source)]


def read_tokens(theme_folders: tuple[Path, ...]) -> dict[str, str]:
    """The colours of the web's `tokens.css`, in daylight."""
    file = next(file for folder in theme_folders if (file := folder / "tokens.css").is_file())
    light = _LIGHT.search(file.read_text("utf-8"))
    return dict(_COLOUR.findall(light[1])) if light else {}
