"""Searches texts for the names of people who did not consent, and masks them.

Names are compared after NFC, with white space and invisible characters taken out, the
longest first, so that 王小明 is not taken for 王小.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from site_builder.problems import N_, Place, Problems
from site_builder.publication.names import mask
from site_builder.reading.characters import INVISIBLE

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u1160-\u11ff\u3099\u309a"
_CLUSTER = re.compile(f"[\\s\\S][{_MARKS}]*")
"""A character with the marks that combine with it."""
_SKIPPED = re.compile(f"[\\s{INVISIBLE}]")


class Found(NamedTuple):
    """A name in a text: where its characters stand, and the name."""

    positions: list[int]
    name: str


class Screen:
    """Masks hidden names in texts. A warning names each line where it had to."""

    def __init__(self, hidden: Iterable[str], allowed: Iterable[str], problems: Problems) -> None:
        """`allowed`: names that may be shown, and words that only look like a name."""
        self._problems = problems
        shown = {_squeeze(word)[0] for word in allowed if word}
        self._hidden = {key: name for name in hidden if name and (key := _squeeze(name)[0]) not in shown}
        self._known = shown | set(self._hidden)
        self._latin = [name for name in self._hidden.values() if name.isascii()]
        self._lengths = sorted({len(name) for name in self._known}, reverse=True)
        initials = "".join(sorted({re.escape(name[0]) for name in self._known if name}))
        self._initial = re.compile(f"[{initials}]") if initials else None
        self._clean: set[str] = set()

    def text(self, text: str, place: Place) -> str:
        """The text with hidden names masked; a warning if there was one."""
        if not text or self.is_clean(text):
            return text
        found = self.find(text)
        self.warn(found, place)
        return mask_at(text, found)

    def is_clean(self, text: str) -> bool:
        """Whether a text holds no hidden name; what is clean is remembered."""
        if text in self._clean:
            return True
        if self.find(text):
            return False
        self._clean.add(text)
        return True

    def find(self, text: str) -> list[Found]:
        """The hidden names in a text."""
        if self._initial is None:
            return []
        # Where nothing begins like a name there is none; only a text that is not in NFC may still hide one.
        if not self._initial.search(text) and unicodedata.is_normalized("NFC", text):
            return []
        return list(self._scan(text))

    def _scan(self, text: str) -> Iterable[Found]:
        squeezed, positions = _squeeze(text)
        at = 0
        while self._initial is not None and (match := self._initial.search(squeezed, at)):
            start = match.start()
            name = self._longest_at(squeezed, start, text, positions)
            if name is not None and name in self._hidden:
                yield Found(positions[start : start + len(name)], self._hidden[name])
            # Another hidden name may begin inside a hidden one; one that may be shown covers what it holds.
            at = start + (len(name) if name and name not in self._hidden else 1)

    def _longest_at(self, squeezed: str, start: int, text: str, positions: list[int]) -> str | None:
        for length in self._lengths:
            name = squeezed[start : start + length]
            if name in self._known and _stands_alone(text, positions[start], positions[start + len(name) - 1]):
                return name
        return None

    def warn(self, found: Iterable[Found], place: Place) -> None:
        """Say that a name was masked here."""
        for name in dict.fromkeys(one.name for one in found):
            self._problems.warning(
                place, "name-masked", N_("the name of somebody who did not consent ({name}) stands in a text"),
                N_("it is published masked; leave it out, or ask for consent."), name=mask(name),
            )

    def refuse(self, text: str, place: Place) -> None:
        """Report an error where a hidden name stands in something that becomes a file name or address."""
        names = [one.name for one in self.find(text)] or [n for n in self._latin if _in_address(n, text)]
        for name in dict.fromkeys(names):
            self._problems.error(
                place, "name-in-address", N_("the name of somebody who did not consent ({name}) stands in an address"),
                N_("rename the file, or choose another address."), name=mask(name),
            )


def _in_address(name: str, address: str) -> bool:
    """Whether a Latin name stands in an address, in small letters or with hyphens for spaces."""
    words = [re.escape(word) for word in name.lower().split()]
    return re.search(rf"(?<![a-z0-9]){'[-_. ]?'.join(words)}(?![a-z0-9])", address.lower()) is not None


def mask_at(text: str, found: Iterable[Found]) -> str:
    """The text with the characters of each found name masked as `mask` does."""
    characters = list(text)
    for positions, _ in found:
        for place, character in zip(positions, mask("".join(text[p] for p in positions)), strict=True):
            # Where names overlap, what one masks the other does not show again.
            characters[place] = "*" if characters[place] == "*" else character
            if character == "*" and (marks := _CLUSTER.match(text, place)):
                # What combines with a masked character would tell half of it.
                characters[place + 1 : marks.end()] = "*" * (marks.end() - place - 1)
    return "".join(characters)


def _squeeze(text: str) -> tuple[str, list[int]]:
    """The NFC form of a text without white space and invisible characters, and where each character stood."""
    if unicodedata.is_normalized("NFC", text):
        positions = [at for at, character in enumerate(text) if not _SKIPPED.match(character)]
        return "".join(text[at] for at in positions), positions
    squeezed, positions = "", []
    for cluster in _CLUSTER.finditer(text):
        composed = "".join(c for c in unicodedata.normalize("NFC", cluster[0]) if not _SKIPPED.match(c))
        squeezed += composed
        positions += [cluster.start()] * len(composed)
    return squeezed, positions


def _stands_alone(text: str, first: int, last: int) -> bool:
    """Whether a name in Latin letters is a word of its own; Chinese names always are."""
    before = first > 0 and _is_latin(text[first]) and _is_latin(text[first - 1])
    after = last + 1 < len(text) and _is_latin(text[last]) and _is_latin(text[last + 1])
    return not (before or after)


def _is_latin(character: str) -> bool:
    return character.isalpha() and ord(character) < 0x250
