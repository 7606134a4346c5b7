"""Searches texts for what must not be published: names of people who did not consent, and private numbers.

Names are compared after NFC, with white space, invisible characters, markup and entities taken
out. A longer name that may be shown protects the shorter ones inside it, so that 王小明 is not
taken for 王小.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import accumulate, pairwise
from typing import NamedTuple
from urllib.parse import unquote

from site_builder.problems import N_, Place, Problems
from site_builder.publication.names import SKIPPED, mask, squeezed
from site_builder.reading.private_numbers import PrivateNumber, find_private_numbers, redact, report_private_number

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u1160-\u11ff\u3099\u309a"
_CLUSTER = re.compile(f"[\\s\\S][{_MARKS}]*")
"""A character with the marks that combine with it."""
_TAG = r"<!--.{0,300}?-->|<(?:[^<>\"']|\"[^\"]{0,300}\"|'[^']{0,300}'){0,300}>|<[^<>]{0,300}>"
_MARK = r"[*_~`\\]"
_CHARACTER = (
    r"(?P<entity>&(?:#0{0,9}[0-9]{1,7};?|#[xX]0{0,9}[0-9a-fA-F]{1,6};?|[A-Za-z]{2,30};))"
    r"|(?P<escape>%[0-7][0-9a-fA-F]|%[c-fC-F][0-9a-fA-F](?:%[89abAB][0-9a-fA-F]){1,3})"
    rf"|{_CLUSTER.pattern}"
)
"""What counts as one character where marks are taken out; an address that is pasted into a text has escapes."""
_BESIDE_TAGS = re.compile(rf"(?P<markup>{_TAG}|{_MARK})|{_CHARACTER}")
_IN_TAGS_TOO = re.compile(rf"(?P<markup>{_MARK})|{_CHARACTER}")
"""What looks like a tag may be shown as it stands, and then is read."""
_MARKUP = re.compile(r"[<&*_~`\\%]")
_BETWEEN_IN_ADDRESS = re.compile(r"[-_.+~]")
_SHORTEST_NUMBER = 11
"""No private number has fewer digits."""


class Found(NamedTuple):
    """A name in a text: where each of its characters begins and ends, and the name."""

    spans: list[tuple[int, int]]
    name: str


class Screen:
    """Masks hidden names in texts and refuses private numbers. A warning names each line where it had to mask."""

    def __init__(self, hidden: Iterable[str], allowed: Iterable[str], problems: Problems) -> None:
        """`allowed`: names that may be shown, and words that only look like a name."""
        self._problems = problems
        shown = {squeezed(word) for word in allowed if word}
        self._hidden = {key: name for name in sorted(hidden) if name and (key := squeezed(name)) not in shown}
        self._known = shown | set(self._hidden)
        self._latin = [name for name in self._hidden.values() if name.isascii()]
        self._lengths = sorted({len(name) for name in self._known})
        initials = "".join(sorted({re.escape(name[0]) for name in self._known if name}))
        self._initial = re.compile(f"[{initials}]") if initials else None
        self._clean: set[str] = set()

    def text(self, text: str, place: Place) -> str:
        """The text with hidden names masked; a warning if there was one, an error for a private number."""
        if not text or self.is_clean(text):
            return text
        for number in _private_numbers(text):
            self.refuse_number(number, place)
        return redact(self.mask_names(text, place))

    def mask_names(self, text: str, place: Place) -> str:
        """The text with hidden names masked; a warning if there was one."""
        found = self.find(text)
        self.warn(found, place)
        return "".join(mask_at(text, found))

    def cover(self, text: str) -> str:
        """A text as a message may say it: with hidden names masked."""
        return "".join(mask_at(text, self.find(text)))

    def is_clean(self, text: str) -> bool:
        """Whether a text holds no hidden name and no private number; what is clean is remembered."""
        if text in self._clean:
            return True
        if self.find(text) or (len(text) >= _SHORTEST_NUMBER and _private_numbers(text)):
            return False
        self._clean.add(text)
        return True

    def refuse_number(self, number: PrivateNumber, place: Place) -> None:
        """Report a private number that escapes or markup carried past the search through the files."""
        # What is written plainly on this line was reported when the file was read.
        if not self._problems.has_on_line(place, "private-number"):
            report_private_number(place, number.kind, self._problems)

    def find(self, text: str) -> list[Found]:
        """The hidden names in a text: as it is, with its markup taken out, and with what is written in escapes."""
        if self._initial is None:
            return []
        marked = _MARKUP.search(text) is not None
        # Where nothing begins like a name there is none; only a text that is not in NFC may still hide one.
        if not marked and not self._initial.search(text) and unicodedata.is_normalized("NFC", text):
            return []
        found = self._hidden_in(text, *_squeeze(text))
        for units in (_BESIDE_TAGS, *([_IN_TAGS_TOO] if "<" in text else [])) if marked else ():
            seen = {(one.spans[0], one.spans[-1]) for one in found}
            bare = self._hidden_in(text, *_squeeze_markup(text, units))
            found += [one for one in bare if (one.spans[0], one.spans[-1]) not in seen]
        return found

    def _hidden_in(self, text: str, squeezed: str, spans: list[tuple[int, int]]) -> list[Found]:
        names = list(self._names_in(text, squeezed, spans))
        hidden = [(start, end) for start, end in names if squeezed[start:end] in self._hidden]
        whole = [(start, end) for start, end in names if squeezed[start:end] not in self._hidden]
        masked = hidden if not whole else []
        while whole:
            # A name that may be shown protects those inside it, but only while it stays whole itself.
            now = [stretch for stretch, safe in zip(hidden, _inside(hidden, whole), strict=True) if not safe]
            if now == masked:
                break
            masked = now
            whole = [stretch for stretch, cut in zip(whole, _touching(whole, masked), strict=True) if not cut]
        return [Found(spans[start:end], self._hidden[squeezed[start:end]]) for start, end in masked]

    def _names_in(self, text: str, squeezed: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Start and end of every known name, also of those that overlap."""
        if self._initial is None:
            return
        for match in self._initial.finditer(squeezed):
            start = match.start()
            for length in self._lengths:
                end = start + length
                known = end <= len(squeezed) and squeezed[start:end] in self._known
                if known and _stands_alone(text, spans[start][0], spans[end - 1][1]):
                    yield start, end

    def warn(self, found: Iterable[Found], place: Place) -> None:
        """Say that a name was masked here."""
        for name in dict.fromkeys(one.name for one in found):
            self._problems.warning(
                place, "name-masked", N_("the name of somebody who did not consent ({name}) stands in a text"),
                N_("it is published masked; leave it out, or ask for consent."), name=mask(name),
            )

    def refuse(self, text: str, place: Place) -> None:
        """Report an error where a hidden name stands in something that becomes a file name or address."""
        found = self.find(text) or self.find(_BETWEEN_IN_ADDRESS.sub("", text))
        names = [one.name for one in found] or [name for name in self._latin if _in_address(name, text)]
        for name in dict.fromkeys(names):
            self._problems.error(
                place, "name-in-address", N_("the name of somebody who did not consent ({name}) stands in an address"),
                N_("rename the file, or choose another address."), name=mask(name),
            )


def _in_address(name: str, address: str) -> bool:
    """Whether a Latin name stands in an address, in small letters or with hyphens for spaces."""
    words = [re.escape(word) for word in name.lower().split()]
    return re.search(rf"(?<![a-z0-9]){'[-_. ]?'.join(words)}(?![a-z0-9])", address.lower()) is not None


def mask_at(text: str, found: Iterable[Found]) -> list[str]:
    """What to write for each character of a text, with the characters of each found name masked as `mask` does."""
    characters = list(text)
    for spans, _ in found:
        for (start, end), character in zip(spans, mask("x" * len(spans)), strict=True):
            # Where names overlap, what one masks the other does not show again. What is written in
            # several characters (with marks that combine, as an entity) is masked whole.
            if character == "*":
                characters[start:end] = ["*"] + [""] * (end - start - 1)
    return characters


def _inside(stretches: list[tuple[int, int]], others: list[tuple[int, int]]) -> list[bool]:
    """For each stretch whether it lies inside one of the others. All are in order of their starts."""
    found, at, reach = [], 0, -1
    for start, end in stretches:
        while at < len(others) and others[at][0] <= start:
            reach, at = max(reach, others[at][1]), at + 1
        found.append(end <= reach)
    return found


def _touching(stretches: list[tuple[int, int]], others: list[tuple[int, int]]) -> list[bool]:
    """For each stretch whether it shares a character with one of the others. All are in order of their starts."""
    starts = [start for start, _ in others]
    reaches = list(accumulate((end for _, end in others), max))
    before_end = (bisect.bisect_left(starts, end) for _, end in stretches)
    return [count > 0 and reaches[count - 1] > start for (start, _), count in zip(stretches, before_end, strict=True)]


def _squeeze(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The NFC form of a text without white space and invisible characters, and where each character stood."""
    if unicodedata.is_normalized("NFC", text):
        if not SKIPPED.search(text):
            return text, list(pairwise(range(len(text) + 1)))
        places = [at for at, character in enumerate(text) if not SKIPPED.match(character)]
        return "".join(text[at] for at in places), [(at, at + 1) for at in places]
    return _composed((cluster.span(), cluster[0]) for cluster in _CLUSTER.finditer(text))


def _squeeze_markup(text: str, units: re.Pattern[str]) -> tuple[str, list[tuple[int, int]]]:
    """The same with markup taken out, entities and escapes resolved."""
    return _composed((unit.span(), _meant(unit)) for unit in units.finditer(text) if not unit["markup"])


def _meant(unit: re.Match[str]) -> str:
    """The character that a unit stands for."""
    if unit["entity"]:
        return unescape(unit[0])
    return unquote(unit[0]) if unit["escape"] else unit[0]


def _private_numbers(text: str) -> list[PrivateNumber]:
    """The private numbers of a text, also those that the escapes of an address divide."""
    return find_private_numbers(text) or (find_private_numbers(unquote(text)) if "%" in text else [])


def _composed(units: Iterable[tuple[tuple[int, int], str]]) -> tuple[str, list[tuple[int, int]]]:
    text, spans = "", []
    for span, unit in units:
        composed = squeezed(unit)
        text += composed
        spans += [span] * len(composed)
    return text, spans


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name in Latin letters is a word of its own; Chinese names always are."""
    before = start > 0 and _is_latin(text[start]) and _is_latin(text[start - 1])
    after = end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end])
    return not (before or after)


def _is_latin(character: str) -> bool:
    return character.isalpha() and ord(character) < 0x250
