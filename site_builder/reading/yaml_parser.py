"""PyYAML's event parser: the fast one in C, or the one in Python that says the same.

The Python parser stumbles over a tab within a text or between a value and its
comment, which YAML allows and the C parser takes; `_PureParser` mends that.
"""

from __future__ import annotations

from typing import Any, Protocol, cast

from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

try:
    from yaml import cyaml
except ImportError:  # PyYAML was built without libyaml
    cyaml = None  # type: ignore[assignment]


class Mark(Protocol):
    """A spot in a text; both count from 0."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The character of the line."""


class Event(Protocol):
    """What all events have."""

    start_mark: Mark
    end_mark: Mark


class NodeEvent(Event, Protocol):
    """An alias, or the beginning of a list or mapping."""

    anchor: str | None
    tag: str | None


class ValueEvent(NodeEvent, Protocol):
    """One value; `style` is empty where it was not quoted."""

    value: str
    style: str | None


class EventSource(Protocol):
    """What both parsers offer."""

    def get_event(self) -> Any:  # noqa: ANN401 - one of the above, by the class of PyYAML that it is
        """Return the next event or raise a YAMLError."""


class _PureParser(Reader, Scanner, Parser):
    """The parser in Python, with the C parser's rule for tabs."""

    def __init__(self, text: str) -> None:
        """Start at the top of the text."""
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def scan_to_next_token(self) -> None:
        """Skip spaces, comments and line ends, and tabs where they cannot be indentation."""
        while True:
            self._skip_blanks()
            if self.peek() == "#":
                self._skip_comment()
            if not self.scan_line_break():  # type: ignore[no-untyped-call]
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain_spaces(self, indent: int, start_mark: Mark) -> list[str]:
        """Take the blanks within or after an unquoted text."""
        length = 0
        while self.peek(length) in " \t":
            length += 1
        if self.peek(length) == "\n":
            self.forward(length)
            return cast("list[str]", super().scan_plain_spaces(indent, start_mark))
        blanks = self.prefix(length)
        self.forward(length)
        return [blanks] if blanks else []

    def _skip_blanks(self) -> None:
        """Skip what may stand between two tokens of one line."""
        tabs_too = self.flow_level or not self.allow_simple_key
        while self.peek() == " " or (tabs_too and self.peek() == "\t"):
            self.forward()

    def _skip_comment(self) -> None:
        """Go to the end of the line or of the text."""
        while self.peek() not in "\0\n":
            self.forward()


def open_parser(text: str, *, in_python: bool = False) -> EventSource:
    """Return a parser that stands before the first event of the text."""
    parser = _PureParser if cyaml is None or in_python else cyaml.CParser  # type: ignore[attr-defined]
    return cast("EventSource", parser(text))
