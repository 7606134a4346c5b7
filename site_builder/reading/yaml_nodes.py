"""A YAML text becomes nodes that know their line; no value is interpreted.

PyYAML's events are read in a loop with a stack of its own, so that no nesting
exhausts anything. What the format leaves out of YAML (anchors, aliases, tags,
directives, several documents, a name twice) is reported here, and reading goes
on where it can, so that one run shows every mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from site_builder.problems import N_, Place, Problems
from site_builder.reading.nodes import Mapping, Node, Scalar, Sequence
from site_builder.reading.private_numbers import redact
from site_builder.reading.yaml_complaint import Spot
from site_builder.reading.yaml_mistakes import explain_key, explain_syntax
from site_builder.reading.yaml_parser import Event, EventSource, NodeEvent, open_parser

MAX_NESTING = 16
_NO_NAMES = frozenset({"", "~"})

_TOO_DEEP_FOR_C = "exceeded maximum nesting depth"
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#.*)?\n)*+%")

# Line ends to YAML 1.1, which libyaml reads, but not to 1.2 nor to any editor, so that
# lines would be miscounted (a text from a folder has no \r); and a byte order mark inside.
_STRAY = ("\r", "\x85", "\u2028", "\u2029", "\ufeff")
# Says what must not stand there, not what may: long ranges take long to compile.
_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class Parse(Protocol):
    """What reads a YAML text as `parse_yaml` does."""

    def __call__(self, text: str, file: str, problems: Problems, first_line: int = 1) -> Mapping | None:
        """The top mapping of a text."""


def parse_yaml(text: str, file: str, problems: Problems, first_line: int = 1) -> Mapping | None:
    """Read one YAML text, whose first line is the `first_line` of its file, into its top mapping."""
    return _Reader(text, file, problems, first_line).read()


class _Reader:
    """Builds the nodes of one text."""

    def __init__(self, text: str, file: str, problems: Problems, first_line: int) -> None:
        self._text = text
        self._file = file
        self._problems = problems
        self._first_line = first_line
        self._open: list[Mapping | Sequence] = []
        self._takers: list[Callable[[Node], None]] = [self._take_top]  # what the next node is handed to
        self._top: Node | None = None
        self._last: Event | None = None
        self._last_of_document: Event | None = None

    def read(self) -> Mapping | None:
        """Return the top mapping, or None where the text cannot be read to its end."""
        if any(char in self._text for char in _STRAY):
            self._unreadable()
            return None
        directive = _DIRECTIVE.match(self._text)
        if directive is not None:
            self._directive(directive[0])
            return None
        try:
            return self._top_mapping() if self._take_events(open_parser(self._text)) else None
        except MarkedYAMLError as error:
            if error.problem == _TOO_DEEP_FOR_C:
                # It reads far ahead of its events; the parser in Python meets the sixteenth level first.
                again = _Reader(self._text, self._file, self._problems, self._first_line)
                again._take_events(open_parser(self._text, in_python=True))
            else:
                self._syntax_error(error)
        except (YAMLError, UnicodeEncodeError):  # a character that no YAML may hold
            self._unreadable()
        return None

    def _take_events(self, parser: EventSource) -> bool:
        """Take every event; false where something forbids to go on."""
        get_event, first_line, takers = parser.get_event, self._first_line, self._takers
        while True:
            event = get_event()
            kind = type(event)
            if kind is ScalarEvent:  # in line: nine of ten events are values
                if event.anchor is not None or event.tag is not None:
                    self._refuse_properties(event)
                mark = event.start_mark
                takers[-1](Scalar(event.value, not event.style, mark.line + first_line, mark.column + 1))
            elif kind is MappingStartEvent:
                mapping = Mapping(*self._spot(event))
                self._start(event, mapping, _Pairs(self, mapping).take)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._open.pop()
                takers.pop()
            elif kind is SequenceStartEvent:
                sequence = Sequence([], *self._spot(event))
                self._start(event, sequence, sequence.items.append)
            elif kind is StreamEndEvent:
                return True
            elif not self._take_rare(event):
                return False
            if len(takers) > MAX_NESTING + 1:
                self._too_deep(event)
                return False
            self._last = event

    def _take_rare(self, event: Event) -> bool:
        """Take an event that is neither a value nor the beginning or end of a list or mapping."""
        if isinstance(event, AliasEvent):
            self._alias(event)
        elif isinstance(event, DocumentEndEvent):
            self._last_of_document = self._last
        elif isinstance(event, DocumentStartEvent) and self._top is not None:
            self._second_document(event)
            return False
        return True

    def _spot(self, event: Event) -> tuple[int, int]:
        """Return line and column of an event in its file."""
        mark = event.start_mark
        return mark.line + self._first_line, mark.column + 1

    def _place(self, event: Event) -> Place:
        """Return the place of an event for a problem."""
        return Place(self._file, *self._spot(event))

    def _start(self, event: NodeEvent, node: Mapping | Sequence, take: Callable[[Node], None]) -> None:
        """Take the beginning of a list or mapping; what it holds is handed to `take`."""
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        self._takers[-1](node)
        self._takers.append(take)
        self._open.append(node)

    def _take_top(self, node: Node) -> None:
        """Take the outermost node."""
        self._top = node

    def key(self, node: Node) -> Scalar:
        """Return the name that a node is; one that is none is reported and becomes the empty name, which is not kept."""
        if isinstance(node, Scalar) and node.text and not node.plain:
            return node
        self._problems.error(
            Place(self._file, node.line, node.column),
            "yaml-key",
            N_("the name of a field is missing, or is no text"),
            N_("write a name before the colon."),
        )
        return Scalar("", False, node.line, node.column)

    def value(self, key: Scalar, value: Scalar) -> Scalar | None:
        """Return an empty value as it is kept: one that is not there stands at its name, wherever the parser saw it.

        None, reported, where the name swallowed its value because its colon was not taken for one.
        """
        if not value.plain:
            return value
        mistake = explain_key(key)
        if mistake is None:
            return Scalar("", True, key.line, key.column)
        place = Place(self._file, key.line, key.column + mistake.column)
        self._problems.error(place, "yaml-syntax", mistake.message, mistake.hint)
        return None

    def duplicate(self, key: Scalar, first: Scalar) -> None:
        """Report a name that one mapping holds twice."""
        self._problems.error(
            Place(self._file, key.line, key.column),
            "duplicate-key",
            N_("“{name}” in line {line} stands already in line {first}"),
            N_("keep one of the two."),
            name=redact(key.text),
            line=key.line,
            first=first.line,
        )

    def _refuse_properties(self, event: NodeEvent) -> None:
        """Report an anchor or a tag; the value after it is taken."""
        if event.anchor is not None:
            self._problems.error(
                self._place(event),
                "yaml-anchor",
                N_("a value beginning with & is a YAML anchor, which is not used here"),
                N_("put a text that begins with & between quotation marks."),
            )
        if event.tag is not None:
            self._problems.error(
                self._place(event),
                "yaml-tag",
                N_("a value beginning with ! is a YAML tag, which is not used here"),
                N_("put a text that begins with ! between quotation marks."),
            )

    def _alias(self, event: NodeEvent) -> None:
        """Report an alias and take it as the text that was probably meant."""
        self._problems.error(
            self._place(event),
            "yaml-alias",
            N_("a value beginning with * is a YAML alias, which is not used here"),
            N_("put a text that begins with * between quotation marks."),
        )
        self._takers[-1](Scalar(f"*{event.anchor}", False, *self._spot(event)))

    def _second_document(self, event: Event) -> None:
        """Report that a file holds more than one document; what follows is not read."""
        self._problems.error(
            self._place(event),
            "several-documents",
            N_("a line of three hyphens (---) begins a second document"),
            N_("take that line out, or put what follows into a file of its own."),
        )

    def _directive(self, before: str) -> None:
        """Report a line that begins with a percent sign before anything else."""
        self._problems.error(
            Place(self._file, before.count("\n") + self._first_line),
            "yaml-directive",
            N_("lines that begin with % are not used here"),
            N_("take them out."),
        )

    def _too_deep(self, event: Event) -> None:
        """Report brackets within brackets within brackets."""
        self._problems.error(
            self._place(event),
            "nesting-too-deep",
            N_("lists and fields stand within one another more than {limit} deep"),
            N_("look for brackets that are not closed."),
            limit=MAX_NESTING,
        )

    def _top_mapping(self) -> Mapping | None:
        """Return the outermost node, which has to be a mapping; nothing at all is an empty one."""
        top = self._top
        if isinstance(top, Mapping):
            return top
        if top is None or (isinstance(top, Scalar) and top.plain and not top.text):
            return Mapping(self._first_line, 1)
        message, hint = _explain_top(top)
        self._problems.error(Place(self._file, top.line, top.column), "yaml-top-level", message, hint)
        return None

    def _syntax_error(self, error: MarkedYAMLError) -> None:
        """Report what stopped the parser."""
        node = self._open[-1] if self._open else None
        inside = Spot(node.line - self._first_line, node.column - 1) if node else None
        # A text that the parser took for the whole document is where to look.
        last = self._last_of_document if isinstance(self._last, DocumentEndEvent) else self._last
        mistake = explain_syntax(self._text, error, last, inside)
        place = Place(self._file, mistake.line + self._first_line, mistake.column + 1)
        self._problems.error(place, "yaml-syntax", mistake.message, mistake.hint)

    def _unreadable(self) -> None:
        """Report the first character that a YAML text cannot hold."""
        match = _UNREADABLE.search(self._text)
        at = match.start() if match else 0
        line_start = self._text.rfind("\n", 0, at) + 1
        place = Place(self._file, self._text.count("\n", 0, at) + self._first_line, at - line_start + 1)
        self._problems.error(
            place,
            "yaml-character",
            N_("an invisible character ({char}) stands here"),
            N_("delete it, or the line and write it anew."),
            char=f"U+{ord(self._text[at : at + 1] or ' '):04X}",
        )


class _Pairs:
    """Takes the names and values of one mapping by turns."""

    __slots__ = ("_key", "_mapping", "_reader")

    def __init__(self, reader: _Reader, mapping: Mapping) -> None:
        self._reader = reader
        self._mapping = mapping
        self._key: Scalar | None = None

    def take(self, node: Node) -> None:
        """Take the next name or value."""
        key = self._key
        if key is None:
            self._key = node if type(node) is Scalar and node.text not in _NO_NAMES else self._reader.key(node)
            return
        self._key = None
        name, entries = key.text, self._mapping.entries
        if name in entries:
            self._reader.duplicate(key, self._mapping.keys[name])
        elif name:
            value = node if type(node) is not Scalar or node.text else self._reader.value(key, node)
            self._mapping.keys[name] = key
            if value is not None:
                entries[name] = value


def _explain_top(top: Node) -> tuple[str, str]:
    """Say what stands in place of named fields."""
    mistake = explain_key(top) if isinstance(top, Scalar) else None
    return (mistake.message, mistake.hint) if mistake else (
        N_("the file does not consist of named fields"),
        N_("write a name, a colon, a space and the value, as in “title: …”."),
    )
