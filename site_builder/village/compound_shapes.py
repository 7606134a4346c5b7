"""Shapes made of other shapes: lists, pairs, tables, and short forms of longer ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from site_builder.problems import N_
from site_builder.reading.nodes import Mapping, Node, Scalar, Sequence
from site_builder.village.shapes import INVALID, Reader, Shape, Text, is_absent


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one shape. One that is wrong does not hide the others."""

    item: Shape
    filled: bool = False

    def read(self, node: Node, reader: Reader) -> Any:
        """A tuple of the values that could be read."""
        if not isinstance(node, Sequence):
            return reader.refuse(
                node, "not-a-list", N_("a list is expected here"), N_("write each on a line of its own after “- ”, or in [ ].")
            )
        if self.filled and not node.items:
            return reader.refuse(node, "empty-list", N_("this list is empty"), N_("name at least one."))
        values = tuple(self._items(node, reader))
        return INVALID if self.filled and not values else values

    def _items(self, node: Sequence, reader: Reader) -> list[Any]:
        values = []
        for item in node.items:
            if is_absent(item):
                reader.refuse(item, "empty-item", N_("this item of the list is empty"), N_("fill it in or delete it."))
                continue
            value = self.item.read(item, reader)
            if value is not INVALID:
                values.append(value)
        return values

    def schema(self) -> dict[str, Any]:
        """An array."""
        return {"type": "array", "items": self.item.schema(), **({"minItems": 1} if self.filled else {})}


@dataclass(frozen=True, slots=True)
class OneOrMany:
    """One value or a list of them."""

    item: Shape
    filled: bool = False

    def read(self, node: Node, reader: Reader) -> Any:
        """A tuple, also of one value."""
        if isinstance(node, Sequence):
            return ListOf(self.item, self.filled).read(node, reader)
        value = self.item.read(node, reader)
        return INVALID if value is INVALID else (value,)

    def schema(self) -> dict[str, Any]:
        """The value or an array of it."""
        return {"anyOf": [self.item.schema(), ListOf(self.item, self.filled).schema()]}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two numbers [lowest, highest], in this order."""

    item: Shape

    def read(self, node: Node, reader: Reader) -> Any:
        """The two numbers."""
        values = ListOf(self.item).read(node, reader)
        if values is INVALID:
            return INVALID
        if not (isinstance(node, Sequence) and len(node.items) == 2):
            return reader.refuse(node, "not-a-pair", N_("two numbers are expected here"), N_("write [lowest, highest]."))
        if len(values) < 2:
            return INVALID
        if values[0].value > values[1].value:
            return reader.refuse(node, "reversed-range", N_("the first number is above the second"), N_("exchange them."))
        return values

    def schema(self) -> dict[str, Any]:
        """An array of two."""
        return {"type": "array", "items": self.item.schema(), "minItems": 2, "maxItems": 2}


@dataclass(frozen=True, slots=True)
class Table:
    """Values under names that the village chooses, such as the levels of a rule."""

    item: Shape

    def read(self, node: Node, reader: Reader) -> Any:
        """A dict in the order of the file."""
        if not isinstance(node, Mapping) or not node.entries:
            return reader.refuse(
                node, "not-a-table", N_("names with values are expected here"), N_("write {{name: value, name: value}}.")
            )
        table = {name: self._value(name, node, reader) for name in node.entries}
        return INVALID if INVALID in table.values() else table

    def _value(self, name: str, node: Mapping, reader: Reader) -> Any:
        if Text().read(node.keys[name], reader) is INVALID:
            return INVALID
        return self.item.read(node.entries[name], reader)

    def schema(self) -> dict[str, Any]:
        """An object with free names."""
        return {"type": "object", "additionalProperties": self.item.schema(), "minProperties": 1}


@dataclass(frozen=True, slots=True)
class EitherOf:
    """A short form (one value) or a long form (a list or named fields) of the same thing."""

    short: Shape
    long: Shape
    expand: Callable[[Any], Any]
    """Turns a short value into what the long form gives."""

    def read(self, node: Node, reader: Reader) -> Any:
        """What the long form gives."""
        if not isinstance(node, Scalar):
            return self.long.read(node, reader)
        value = self.short.read(node, reader)
        return INVALID if value is INVALID else self.expand(value)

    def schema(self) -> dict[str, Any]:
        """Either schema."""
        return {"anyOf": [self.short.schema(), self.long.schema()]}
