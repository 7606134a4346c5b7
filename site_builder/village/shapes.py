"""The shapes a value can have in a content file: how a node is read and how it is described.

A shape turns a node into a value or reports what is wrong with it and gives `INVALID`.
The same shapes describe the fields in the JSON Schemas and the field reference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, NamedTuple, Protocol

from site_builder.problems import N_, Place, Problems
from site_builder.reading.characters import find_forbidden
from site_builder.reading.nearest import nearest
from site_builder.reading.nodes import Node, Scalar
from site_builder.reading.scalars import is_boolean, is_null, is_number, meant_date, parse_date

INVALID: Final = object()
"""What a shape gives for a node that it had to refuse. The problem is already reported."""

MOST_DIGITS = 18
"""A number with more digits than this is a slip of the hand, not points or kilograms."""

_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)")
RESERVED_NAMES = frozenset(
    ["index", "con", "prn", "aux", "nul"] + [f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)]
)
"""Ids become file names; these mean something else to a web server or to Windows."""


class Reader(NamedTuple):
    """The file a node stands in, and where its problems go."""

    file: str
    problems: Problems

    def place(self, node: Node) -> Place:
        """Where a node stands."""
        return Place(self.file, node.line, node.column)

    def refuse(self, node: Node, code: str, message: str, hint: str = "", **values: object) -> Any:
        """Report an error at the node; gives INVALID, so that a shape can return it."""
        self.problems.error(self.place(node), code, message, hint, **values)
        return INVALID


class Shape(Protocol):
    """Reads one kind of value and describes it."""

    def read(self, node: Node, reader: Reader) -> Any:
        """The value of the node, or INVALID with the problem reported."""

    def schema(self) -> dict[str, Any]:
        """The same shape as JSON Schema."""


def is_absent(node: Node) -> bool:
    """Whether a value says nothing: null, or empty text."""
    return isinstance(node, Scalar) and (node.text == "" or is_null(node))


def is_blank(node: Node) -> bool:
    """Whether a value shows nothing: absent, or white space alone."""
    return is_absent(node) or (isinstance(node, Scalar) and not node.text.strip())


def _scalar(node: Node, reader: Reader) -> Scalar | Any:
    if isinstance(node, Scalar):
        return node
    return reader.refuse(
        node, "not-one-value", N_("one value is expected here, not a list or several fields"), N_("write a single value.")
    )


@dataclass(frozen=True, slots=True)
class Text:
    """A text on one line, free of characters that cannot be seen."""

    def read(self, node: Node, reader: Reader) -> Any:
        """The characters as typed; a plain number stays as it was written."""
        scalar = _scalar(node, reader)
        if scalar is INVALID:
            return INVALID
        if is_boolean(scalar):
            return reader.refuse(
                node, "not-a-text", N_("“{text}” stands for yes or no, not for a text"), N_("put it in quotes."), text=scalar.text
            )
        forbidden = find_forbidden(scalar.text)
        if forbidden is not None:
            return reader.refuse(
                node,
                "hidden-character",
                N_("this text holds a character that cannot be seen ({character}) at position {position}"),
                N_("delete the text and type it again."),
                character=forbidden[1],
                position=forbidden[0] + 1,
            )
        return scalar.text

    def schema(self) -> dict[str, Any]:
        """Text, or a number that is taken as text."""
        return {"type": ["string", "number", "null"]}


@dataclass(frozen=True, slots=True)
class Identifier:
    """An id: ASCII letters, digits, - and _, at most 64, used exactly as written."""

    def read(self, node: Node, reader: Reader) -> Any:
        """The id, unless it could not become a file name."""
        text = Text().read(node, reader)
        if text is INVALID:
            return INVALID
        if not _IDENTIFIER.fullmatch(text):
            return reader.refuse(
                node,
                "bad-id",
                N_("“{text}” cannot be an id"),
                N_("use letters a to z, digits, - and _, at most 64, beginning with a letter or digit."),
                text=text,
            )
        if text.lower() in RESERVED_NAMES:
            return reader.refuse(
                node, "reserved-id", N_("“{text}” cannot be an id, because it has a meaning of its own as a file name"),
                N_("choose another one."), text=text,
            )
        return text

    def schema(self) -> dict[str, Any]:
        """The pattern of ids."""
        return {"type": ["string", "number"], "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"}


@dataclass(frozen=True, slots=True)
class Slug:
    """The address of a page: small letters and digits with single hyphens, at most 64."""

    def read(self, node: Node, reader: Reader) -> Any:
        """The slug, unless it could not become a file name."""
        text = Text().read(node, reader)
        if text is INVALID:
            return INVALID
        if not _SLUG.fullmatch(text) or len(text) > 64 or text in RESERVED_NAMES:
            return reader.refuse(
                node, "bad-slug", N_("“{text}” cannot be the address of a page"),
                N_("use small letters, digits and single hyphens, at most 64, such as lu-ji-hui-tian."), text=text,
            )
        return text

    def schema(self) -> dict[str, Any]:
        """The pattern of slugs."""
        return {"type": ["string", "number"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64}


@dataclass(frozen=True, slots=True)
class Date:
    """A day, written 2024-03-12."""

    def read(self, node: Node, reader: Reader) -> Any:
        """The day, if it exists."""
        scalar = _scalar(node, reader)
        if scalar is INVALID:
            return INVALID
        day = parse_date(scalar.text)
        if day is None:
            meant = meant_date(scalar.text)
            return reader.refuse(
                node, "bad-date", N_("“{text}” is not a date"),
                N_("write it as {meant}.") if meant else N_("write an existing day as year-month-day, such as 2024-03-12."),
                text=scalar.text, meant=meant,
            )
        return day

    def schema(self) -> dict[str, Any]:
        """A day in the form of ISO 8601."""
        return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of every year, written MM-DD; 02-29 does not come every year."""

    def read(self, node: Node, reader: Reader) -> Any:
        """(month, day)."""
        text = Text().read(node, reader)
        if text is INVALID:
            return INVALID
        match = _MONTH_DAY.fullmatch(text)
        # 2023 is no leap year: 02-29 is refused with the days that never exist.
        if match is None or parse_date(f"2023-{text}") is None:
            return reader.refuse(
                node, "bad-month-day", N_("“{text}” is not a day of every year"),
                N_("write month and day with two digits each, such as 01-10 (02-29 is not possible)."), text=text,
            )
        return int(match[1]), int(match[2])

    def schema(self) -> dict[str, Any]:
        """Month and day."""
        return {"type": "string", "pattern": r"^\d\d-\d\d$"}


class Number(NamedTuple):
    """A number and the characters in which it was typed."""

    value: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, exact, with the characters in which it was typed. `least` bounds it from below."""

    least: int | None = None
    above_zero: bool = False

    def read(self, node: Node, reader: Reader) -> Any:
        """A Number."""
        scalar = _scalar(node, reader)
        if scalar is INVALID:
            return INVALID
        if not (scalar.plain and is_number(scalar.text)):
            hint = N_("take the quotes away.") if is_number(scalar.text) else N_("write digits only, such as 5 or 2.5.")
            return reader.refuse(node, "not-a-number", N_("“{text}” is not a number"), hint, text=scalar.text)
        if sum(map(str.isdigit, scalar.text)) > MOST_DIGITS:
            return reader.refuse(
                node, "number-too-long", N_("this number has more than {most} digits"), N_("check it."), most=MOST_DIGITS
            )
        value = Decimal(scalar.text)
        if (self.least is not None and value < self.least) or (self.above_zero and value <= 0):
            return reader.refuse(
                node,
                "number-too-small",
                N_("{text} is too small here"),
                N_("write a number above 0.") if self.above_zero else N_("write a number from {least} on."),
                text=scalar.text,
                least=self.least,
            )
        return Number(value, scalar.text)

    def schema(self) -> dict[str, Any]:
        """A number with its bound."""
        bound: dict[str, Any] = {"exclusiveMinimum": 0} if self.above_zero else {}
        return {"type": "number", **bound, **({} if self.least is None else {"minimum": self.least})}


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A whole number within bounds."""

    least: int
    most: int = 10**9

    def read(self, node: Node, reader: Reader) -> Any:
        """An int."""
        number = Amount().read(node, reader)
        if number is INVALID:
            return INVALID
        if number.value != int(number.value) or not self.least <= number.value <= self.most:
            return reader.refuse(
                node, "not-a-whole-number", N_("{text} does not fit here"), N_("write a whole number from {least} to {most}."),
                text=number.text, least=self.least, most=self.most,
            )
        return int(number.value)

    def schema(self) -> dict[str, Any]:
        """An integer with its bounds."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Boolean:
    """true or false."""

    def read(self, node: Node, reader: Reader) -> Any:
        """A bool."""
        if isinstance(node, Scalar) and is_boolean(node):
            return node.text == "true"
        return reader.refuse(
            node, "not-true-or-false", N_("this can only be true or false"), N_("write true or false, without quotes.")
        )

    def schema(self) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a fixed few."""

    words: tuple[str, ...]

    def read(self, node: Node, reader: Reader) -> Any:
        """The word."""
        text = Text().read(node, reader)
        if text is INVALID or text in self.words:
            return text
        near = nearest(text, self.words)
        return reader.refuse(
            node,
            "unknown-choice",
            N_("“{text}” is not possible here"),
            N_("did you mean “{near}”? Possible are: {words}.") if near else N_("possible are: {words}."),
            text=text, near=near, words=", ".join(self.words),
        )

    def schema(self) -> dict[str, Any]:
        """An enumeration."""
        return {"enum": list(self.words)}


