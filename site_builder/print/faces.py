"""Preflight: every character that a sheet shows has a font, and each name stands in one face as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from site_builder.print.fonts import ROLES, FontShelf

NAMES = ("name", "title", "period", "village")
"""Fields that are set in one face as a whole."""


class Missing(NamedTuple):
    """A character that no font has."""

    who: str
    """Id of the household or person whose it is, "" elsewhere."""
    text: str
    character: str


class Text(NamedTuple):
    """A text that a sheet shows."""

    field: str
    who: str
    text: str


def shown_texts(model: object, who: str = "", field: str = "") -> Iterator[Text]:
    """Every text of a page model. What stands under a field that begins with `_` is not drawn."""
    if isinstance(model, str):
        yield Text(field, who, model)
    elif isinstance(model, Mapping):
        who = model.get("who", who)
        for name, value in model.items():
            if name != "who" and not name.startswith("_"):
                yield from shown_texts(value, who, name)
    elif isinstance(model, (list, tuple)):
        for value in model:
            yield from shown_texts(value, who, field)


def missing_glyphs(texts: list[Text], shelf: FontShelf) -> list[Missing]:
    """The characters that no font of the stack has, or that no single one has together with the rest of a name."""
    text_face, found = shelf.roles["text"], []
    for field, who, text in texts:
        is_name = field in NAMES
        if shelf.has_all(text_face, text) or (is_name and any(shelf.has_all(family, text) for family in shelf.stack)):
            continue
        # What would help a name is one font for all of it; what would help any other text, a font for the character.
        helping = (text_face,) if is_name else shelf.stack
        unset = [character for character in dict.fromkeys(text) if not any(shelf.has_all(family, character) for family in helping)]
        found += [Missing(who, text, character) for character in unset]
    return list(dict.fromkeys(found))


def other_faces(texts: list[Text], shelf: FontShelf) -> dict[str, dict[str, str]]:
    """By role, the names that its face lacks a character of, and the family in which each stands as a whole."""
    names = sorted({text for field, _, text in texts if field in NAMES})
    found: dict[str, dict[str, str]] = {}
    for role in ROLES:
        stack = [shelf.roles[role], shelf.roles["song"], *shelf.stack] if role == "brush" else [shelf.roles[role], *shelf.stack]
        for name in names:
            family = next((family for family in stack if shelf.has_all(family, name)), stack[0])
            if family != stack[0]:
                found.setdefault(role, {})[name] = family
    return found
