"""The first tier of reading: records written in the one canonical way, taken by a pattern.

Most records of a village stand one to a line, exactly as the guide shows them. A pattern reads
such lines many times faster than a YAML parser. It admits only what cannot mean anything else:
whatever is written otherwise, wherever it stands, is left to YAML, and both give the same records
at the same places. The tests compare the two on lines of every kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from site_builder.problems import Problems
from site_builder.reading.nodes import Mapping
from site_builder.reading.yaml_nodes import parse_yaml
from site_builder.village.binding import Source

_ID = r"[A-Za-z][A-Za-z0-9_-]{0,63}"
# At most 16 digits: a number that is refused for its length is left to YAML.
_NUMBER = r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,4})?"
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
# Begins with a Chinese character or sign, so it is no number, no word of YAML's, and no sign; then nothing that
# YAML, or the search for a clerk's slips, could take for more than a character.
_WORDS = re.compile(rf"[{_HAN}《“（](?:[{_HAN}A-Za-z0-9，。、；？！（）《》“”…·_/-]| (?=[{_HAN}A-Za-z0-9])){{0,80}}")
_WORD = re.compile(_ID)
_NAME = re.compile(rf"[{_HAN}]{{2,6}}(?:@[{_HAN}A-Za-z0-9_-]{{1,64}})?")
_TEN_OF_A_DAY = re.compile("[0-9-]{10}")
_REMEMBERED = 1 << 15
"""How many texts, and how many names, are known again."""
_WORDS_OF_YAML = ("true", "false", "null")
_ROUGH = r"[^\n,\[\]{}]+"
"""Where a text stands. What may stand there is asked afterwards, once for each text: most come again and again."""
_DAY = "[12][0-9]{3}-[01][0-9]-[0-3][0-9]"

_COMMENT = r"[ ]*(?:#[^\n]*)?\n"
_LINE = re.compile(
    rf"  - \{{date: ({_DAY})(?:, happened: ({_DAY}))?"
    rf", who: ({_ROUGH}|\[{_ROUGH}(?:, {_ROUGH})*\])"
    rf", rule: (?!(?:true|false|null)[,}}])({_ID})"
    rf"(?:, qty: ({_NUMBER}))?"
    rf"(?:, points: ({_NUMBER}))?"
    rf"(?:, level: ({_ROUGH}))?"
    rf"(?:, subject: ({_ROUGH}))?"
    rf"(?:, note: ({_ROUGH}))?"
    rf"(?:, evidence: ({_ROUGH}))?"
    rf"\}}\n|{_COMMENT}"
)
_HEAD_LINE = rf"(?:#[^\n]*|(?:posted|recorded_by): {_ROUGH}|reviewed_by: (?:{_ROUGH}|\[{_ROUGH}(?:, {_ROUGH})*\]))?\n"
_HEAD = re.compile(rf"(?:{_HEAD_LINE})*?records:\n")
_SAID = re.compile(r"^[a-z_]+: (.+)$", re.MULTILINE)
"""What the lines of a head say that are no comments."""
_GOES_ON = re.compile(r"(?:[a-z_]+:(?=[ \n])|  - |\Z)")
"""How the text may go on after canonical lines: with a field, a further item, or nothing."""


class CanonicalRecord(NamedTuple):
    """What a line says. What is not there is ""."""

    date: str
    happened: str
    who: str
    """A name or an id, or several in brackets."""
    rule: str
    qty: str
    points: str
    level: str
    subject: str
    note: str
    evidence: str

    @property
    def named(self) -> list[str]:
        """Everybody whom the record names."""
        return _listed(self.who)


@dataclass(frozen=True)
class CanonicalLines:
    """Where canonical lines stand in the text of a file; taken apart only when somebody asks for a place."""

    first: int
    text: str
    start: int
    end: int

    @cached_property
    def _lines(self) -> list[str]:
        return self.text[self.start : self.end].split("\n")

    def line(self, number: int) -> str:
        """The line of that number in the file."""
        return self._lines[number - self.first]


class CanonicalPart(NamedTuple):
    """The canonical records of a file, and the rest of it for YAML, every line at its place."""

    records: list[tuple[int, CanonicalRecord]]
    """Each with the number of its line."""
    lines: CanonicalLines
    rest: str


def take_canonical(text: str) -> CanonicalPart | None:
    """The run of canonical lines right after `records:`, comments among them, or None where there is none."""
    head = _HEAD.match(text)
    if head is None or not all(map(_is_said, _SAID.findall(head[0]))):
        return None
    first = head[0].count("\n") + 1
    records, rest, end = list[tuple[int, CanonicalRecord]](), [head[0]], head.end()
    for number, line in enumerate(_LINE.finditer(text, end), first):
        if line.start() != end:
            break
        if line[1] is None:
            rest.append(line[0])
        else:
            record = CanonicalRecord._make(line.groups(""))
            _, _, who, _, _, _, level, subject, note, evidence = record
            # Most say nothing of most of these.
            plain = (not note or _is_text(note)) and (not level or _is_text(level)) and (not subject or _is_text(subject))
            if not (plain and _are_people(who) and (not evidence or _WORDS.fullmatch(evidence))):
                break
            records.append((number, record))
            rest.append("\n")
        end = line.end()
    if not records or not _GOES_ON.match(text, end):
        return None
    return CanonicalPart(records, CanonicalLines(first, text, head.end(), end), "".join([*rest, text[end:]]))


@lru_cache(_REMEMBERED)
def _is_text(text: str) -> bool:
    """Whether a text is only itself."""
    return _WORDS.fullmatch(text) is not None or _is_word(text)


def _is_word(text: str) -> bool:
    return text not in _WORDS_OF_YAML and _WORD.fullmatch(text) is not None


@lru_cache(_REMEMBERED)
def _are_people(who: str) -> bool:
    """Whether this names one or several."""
    return all(_is_word(name) or _NAME.fullmatch(name) for name in _listed(who))


def _is_said(value: str) -> bool:
    """Whether what the head of a file says is a day, or texts."""
    return _TEN_OF_A_DAY.fullmatch(value) is not None or all(map(_is_text, _listed(value)))


def _listed(value: str) -> list[str]:
    return value[1:-1].split(", ") if value[0] == "[" else [value]


class LineSource(Source):
    """Where a canonical record stands. Its node is only made when somebody asks for a place."""

    __slots__ = ("_lines",)

    def __init__(self, file: str, line: int, lines: CanonicalLines) -> None:
        self.file, self.line, self.column, self._node, self._lines = file, line, 5, None, lines

    def _read(self) -> Mapping:
        # The same columns: two spaces stand for the hyphen of the list and its space.
        text = "    " + self._lines.line(self.line)[4:]
        node = parse_yaml(text, self.file, Problems(), first_line=self.line)
        return node if node is not None else Mapping(self.line, self.column)
