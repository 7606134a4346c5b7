"""What the YAML parser complains of, and where in the text the reason may lie.

The parser often notices a mistake lines after it was made: doubtful is all
from the last thing that it understood to the end of the line where it gave up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from yaml.error import MarkedYAMLError

from site_builder.reading.yaml_parser import Event, Mark

UNQUOTED = "unquoted"


class Spot(NamedTuple):
    """A mark that the parser did not give."""

    line: int
    column: int


_TOP = Spot(0, 0)


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint of the parser with what the rules look at."""

    text: str
    complaint: str
    context: str
    at: Mark
    opened: Mark
    last: Event | None
    start: int
    stop: int

    def search(self, pattern: re.Pattern[str]) -> tuple[int, int] | None:
        """Return line and column of what the first group finds in the doubtful stretch."""
        match = pattern.search(self.text, self.start, self.stop)
        return None if match is None else line_and_column(self.text, match.start(1))


def read_complaint(text: str, error: MarkedYAMLError, last: Event | None, inside: Spot | None) -> Complaint:
    """Gather what is known of a complaint; `inside` is the list or mapping that was being read."""
    at: Mark = error.problem_mark or error.context_mark or _TOP
    opened: Mark = error.context_mark or at
    if inside is not None and "flow node" in (error.context or ""):  # whose own mark is where it gave up
        opened = inside
    start = _doubtful_from(text, last)
    line_end = text.find("\n", offset_of(text, at))
    stop = len(text) if line_end < 0 else line_end
    return Complaint(text, error.problem or "", error.context or "", at, opened, last, start, stop)


def _doubtful_from(text: str, last: Event | None) -> int:
    """Return the offset before which all is well; an unquoted text may itself be the mistake."""
    if last is None:
        return 0
    if style_of(last) == UNQUOTED:
        return offset_of(text, last.start_mark) - last.start_mark.column
    return offset_of(text, last.end_mark)


def style_of(event: Event) -> str:
    """Return how a value was written; no value was written in no way."""
    return getattr(event, "style", "no value") or UNQUOTED


def offset_of(text: str, mark: Mark) -> int:
    """Return the offset of a mark. Marks of the C parser have a line and a column that can be trusted."""
    at = 0
    for _ in range(mark.line):
        at = text.find("\n", at) + 1
    return at + mark.column


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, from 0, of an offset."""
    return text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset) - 1
