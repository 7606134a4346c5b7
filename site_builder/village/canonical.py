"""The first tier of reading: records written in the one canonical way, taken by a pattern.

Most records of a village stand one to a line, exactly as the guide shows them. A pattern reads
such lines many times faster than a YAML parser. It admits only what cannot mean anything else:
whatever is written otherwise, wherever it stands, is left to YAML, and both give the same records
at the same places. The tests compare the two on lines of every kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, cast

from site_builder.problems import Problems
from site_builder.reading.nodes import Mapping
from site_builder.reading.yaml_nodes import parse_yaml
from site_builder.village.binding import Source

_ID = r"[A-Za-z][A-Za-z0-9_-]{0,63}"
# At most 16 digits: a number that is refused for its length is left to YAML.
_NUMBER = r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,4})?"
# Begins with a Chinese character, so it is no number, no word of YAML's, and no sign; then nothing that
# YAML, or the search for a clerk's slips, could take for more than a character.
_WORDS = r"[\u4e00-\u9fa5](?:[\u4e00-\u9fa5A-Za-z0-9。、（）《》“”…·_/-]| (?=[\u4e00-\u9fa5A-Za-z0-9])){0,80}"
_TEXT = f"(?:{_WORDS}|{_ID})"
_NOT_A_WORD_OF_YAML = r"(?!(?:true|false|null)[,}\]])"

_LINE = re.compile(
    r"  - \{date: ([12][0-9]{3}-[01][0-9]-[0-3][0-9])"
    rf", who: {_NOT_A_WORD_OF_YAML}({_ID}|[\u4e00-\u9fa5]{{2,6}})"
    rf", rule: {_NOT_A_WORD_OF_YAML}({_ID})"
    rf"(?:, qty: ({_NUMBER}))?"
    rf"(?:, points: ({_NUMBER}))?"
    rf"(?:, level: {_NOT_A_WORD_OF_YAML}({_TEXT}))?"
    rf"(?:, subject: {_NOT_A_WORD_OF_YAML}({_TEXT}))?"
    rf"(?:, note: {_NOT_A_WORD_OF_YAML}({_TEXT}))?"
    rf"(?:, evidence: {_NOT_A_WORD_OF_YAML}({_WORDS}))?"
    r"\}\n"
)
_HEAD_LINE = rf"(?:#[^\n]*|(?:posted|recorded_by): (?:[0-9-]{{10}}|{_TEXT})|reviewed_by: (?:{_TEXT}|\[{_TEXT}(?:, {_TEXT})*\]))?\n"
_HEAD = re.compile(rf"(?:{_HEAD_LINE})*?records:\n")
_GOES_ON = re.compile(r"(?:[ ]*(?:#[^\n]*)?\n)*(?:[a-z_]+:(?=[ \n])|  - |\Z)")
"""How the text may go on after canonical lines: blank lines and comments, then a field, a further item, or nothing."""


CanonicalRecord = tuple[str, str, str, str, str, str, str, str, str]
"""What a line says: date, who, rule, qty, points, level, subject, note, evidence. What is not there is ""."""


@dataclass(frozen=True)
class CanonicalLines:
    """The text of canonical lines and where it begins; taken apart only when somebody asks for a place."""

    first: int
    text: str

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()

    def line(self, number: int) -> str:
        """The line of that number in the file."""
        return self._lines[number - self.first]


class CanonicalPart(NamedTuple):
    """The canonical records of a file, and the rest of it for YAML, every line at its place."""

    records: list[CanonicalRecord]
    lines: CanonicalLines
    rest: str


def take_canonical(text: str) -> CanonicalPart | None:
    """The run of canonical lines right after `records:`, or None where there is none."""
    head = _HEAD.match(text)
    if head is None:
        return None
    end = head.end()
    records = []
    for line in _LINE.finditer(text, end):
        if line.start() != end:
            break
        records.append(cast(CanonicalRecord, line.groups("")))
        end = line.end()
    if not records or not _GOES_ON.match(text, end):
        return None
    rest = head[0] + "\n" * len(records) + text[end:]
    return CanonicalPart(records, CanonicalLines(head[0].count("\n") + 1, text[head.end() : end]), rest)


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
