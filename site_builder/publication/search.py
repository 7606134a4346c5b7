"""What can be found by typing: names as they are shown, groups, numbers, titles and their readings."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.publication import model
from site_builder.publication.surnames import SURNAME_READINGS
from site_builder.reading.pinyin import edition, syllable

INDEX = "search-index.js"


def show_search(
    people: Iterable[tuple[str, model.Who]], told: Iterable[tuple[str, str]]
) -> model.Deferred[tuple[model.SearchRow, ...]]:
    """What can be found: made when the names or titles have changed, since reading characters is slow to begin."""
    named, titled = tuple(people), tuple(told)
    return model.Deferred(INDEX, model.state_of([edition(), repr(named), repr(titled)]), lambda: search_rows(named, titled))


def search_rows(
    people: Iterable[tuple[str, model.Who]], told: Iterable[tuple[str, str]]
) -> tuple[model.SearchRow, ...]:
    """One row for each name with its page and for each text. Readings are those of the characters shown, no others."""
    rows = [_row(name, who.group, who.id, who.href) for name, who in people]
    rows += [model.SearchRow(title, "", "", href, *title_readings(title)) for title, href in told]
    return tuple(dict.fromkeys(rows))


def _row(name: str, group: str, number: str, href: str) -> model.SearchRow:
    return model.SearchRow(name, group, number, href, *name_readings(name))


def name_readings(name: str) -> tuple[str, str]:
    """Full readings and initials of a name, several readings of a surname one after the other."""
    given = [_syllable(character) for character in name[1:]]
    firsts = SURNAME_READINGS.get(name[:1]) or (_syllable(name[:1]),)
    full = " ".join(first + "".join(given) for first in firsts)
    initials = " ".join(first[:1] + "".join(syllable[:1] for syllable in given) for first in firsts)
    return full, initials


def title_readings(title: str) -> tuple[str, str]:
    """Full readings and initials of a title."""
    syllables = [_syllable(character) for character in title]
    return "".join(syllables), "".join(syllable[:1] for syllable in syllables)


def _syllable(character: str) -> str:
    """The reading of one character; ? for one that is masked, letters and digits as they are."""
    if character == "*":
        return "?"
    return character.lower() if character.isascii() and character.isalnum() else syllable(character)
