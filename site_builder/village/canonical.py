"""The first tier of reading: records written in the one canonical way, taken by a pattern.

Most records of a village stand one to a line, exactly as the guide shows them. A pattern reads
such lines many times faster than a YAML parser. It admits only what cannot mean anything else:
whatever is written otherwise, wherever it stands, is left to YAML, and both give the same records
at the same places. The tests compare the two on lines of every kind.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from site_builder.problems import Problems
from site_builder.reading.nodes import Mapping
from site_builder.reading.yaml_nodes import parse_yaml
from site_builder.village.binding import Source

_ID = r"[A-Za-z][A-Za-z0-9_-]{0,63}"
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


class CanonicalRecord(NamedTuple):
    """One record, as its line says it. A field that is not there is None."""

    date: str
    who: str
    rule: str
    qty: str | None
    points: str | None
    level: str | None
    subject: str | None
    note: str | None
    evidence: str | None


class CanonicalPart(NamedTuple):
    """The canonical records of a file, and the rest of it for YAML, every line at its place."""

    records: list[CanonicalRecord]
    first_line: int
    lines: list[str]
    rest: str


def take_canonical(text: str) -> CanonicalPart | None:
    """The run of canonical lines right after `records:`, or None where there is none."""
    head = _HEAD.match(text)
    if head is None:
        return None
    end = head.end()
    records = []
    take = _LINE.match
    while (line := take(text, end)) is not None:
        records.append(CanonicalRecord(*line.groups()))
        end = line.end()
    if not records or not _GOES_ON.match(text, end):
        return None
    block = text[head.end() : end]
    rest = head[0] + "\n" * len(records) + text[end:]
    return CanonicalPart(records, head[0].count("\n") + 1, block.splitlines(), rest)


class LineSource(Source):
    """Where a canonical record stands. Its node is only made when somebody asks for a place."""

    __slots__ = ("_text",)

    def __init__(self, file: str, line: int, text: str) -> None:
        super().__init__(file, None, line, 5)
        self._text = text

    def _read(self) -> Mapping:
        # The same columns: two spaces stand for the hyphen of the list and its space.
        node = parse_yaml("    " + self._text[4:], self.file, Problems(), first_line=self.line)
        return node if node is not None else Mapping(self.line, self.column)
