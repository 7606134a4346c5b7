"""Binds the fields of a node to a record type.

A record type is a frozen dataclass whose fields were made with `spec`: the shape of the
value, whether it is required, and a sentence for the field reference. It is the one place
that knows a field; reading, JSON Schema and documentation follow from it.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast

from site_builder.problems import N_, Place
from site_builder.reading.nearest import nearest
from site_builder.reading.nodes import Mapping, Node
from site_builder.village.shapes import INVALID, Reader, Shape, is_absent, is_blank

T = TypeVar("T")


class Source:
    """Where a record was written: its file, its line and column, and its node."""

    __slots__ = ("_node", "column", "file", "line")

    def __init__(self, file: str, node: Mapping | None, line: int = 1, column: int = 1) -> None:
        """Without a node a subclass has to know how to `_read` it."""
        self.file = file
        self._node = node
        self.line = node.line if node is not None else line
        self.column = node.column if node is not None else column

    @property
    def node(self) -> Mapping:
        """The node of the record."""
        if self._node is None:
            self._node = self._read()
        return self._node

    def _read(self) -> Mapping:
        return Mapping(self.line, self.column)

    def place(self, field: str | None = None, item: int | None = None) -> Place:
        """The place of the record, of one of its fields, or of one item of a list in it."""
        if field is None and item is None:
            return Place(self.file, self.line, self.column)
        node: Node = self.node if field is None else self.node.entries.get(field, self.node)
        items = getattr(node, "items", None)
        if item is not None and items is not None:
            node = items[item]
        return Place(self.file, node.line, node.column)

    def has(self, field: str) -> bool:
        """Whether the field was written at all."""
        return field in self.node.entries and not is_absent(self.node.entries[field])


NOWHERE = Source("", Mapping(1, 1))
"""Source of a record that nobody wrote, such as a default."""


class Spec(NamedTuple):
    """What is known of a field: shape, need, and a sentence about it."""

    shape: Shape
    required: bool
    doc: str


def spec(shape: Shape, doc: str, *, required: bool = False, default: Any = None, name: str | None = None) -> Any:
    """A dataclass field of a record type.

    `name` is the name in the file where that is a word Python keeps for itself, such as `from`.
    """
    metadata = {"spec": Spec(shape, required, doc), "name": name}
    return dataclasses.field(default=default, metadata=metadata)


def source() -> Any:
    """The dataclass field that holds where a record was written."""
    return dataclasses.field(default=NOWHERE, compare=False, repr=False)


@cache
def fields_of(record: type) -> dict[str, tuple[str, Spec, Any]]:
    """The fields of a record type by their name in the file: (attribute, spec, default)."""
    return {
        field.metadata["name"] or field.name: (field.name, field.metadata["spec"], field.default)
        for field in dataclasses.fields(record)
        if "spec" in field.metadata
    }


@dataclass(frozen=True, slots=True)
class Record:
    """The shape of a record: named fields of one record type."""

    type: type

    def read(self, node: Node, reader: Reader) -> Any:
        """An instance of the record type."""
        if not isinstance(node, Mapping):
            return reader.refuse(
                node, "not-fields", N_("named fields are expected here"), N_("write {{name: value, name: value}}.")
            )
        value = bind(self.type, node, reader)
        return INVALID if value is None else value

    def schema(self) -> dict[str, Any]:
        """An object with exactly the fields of the type."""
        fields = fields_of(self.type)
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {n: {**spec.shape.schema(), "description": spec.doc} for n, (_, spec, _) in fields.items()},
            "required": [name for name, (_, spec, _) in fields.items() if spec.required],
        }


def bind(record: type[T], node: Mapping, reader: Reader) -> T | None:
    """The record that a node says, or None when a required field could not be had.

    All problems of the node are reported, not only the first. An optional field that was
    refused stays at its default, so that the rest of the record is still checked.
    """
    values, whole = read_fields(record, node, reader)
    return cast(Any, record)(**values, source=Source(reader.file, node)) if whole else None


def read_fields(record: type, node: Mapping, reader: Reader) -> tuple[dict[str, Any], bool]:
    """The values that could be read, by attribute, and whether no required one is missing."""
    fields = fields_of(cast(Any, record))
    _only_known(node, fields, reader)
    values: dict[str, Any] = {}
    whole = True
    for name, (attribute, spec, _) in fields.items():
        child = node.entries.get(name)
        if child is None or is_absent(child) or (spec.required and is_blank(child)):
            whole &= not spec.required or _missing(node, name, reader)
            continue
        value = spec.shape.read(child, reader)
        if value is not INVALID:
            values[attribute] = value
        whole &= value is not INVALID or not spec.required
    return values, whole


def _missing(node: Mapping, name: str, reader: Reader) -> bool:
    if not node.swallowed(name):
        reader.refuse(node, "missing-field", N_("“{field}” is missing"), N_("fill it in."), field=name)
    return False


def _only_known(node: Mapping, fields: dict[str, tuple[str, Spec, Any]], reader: Reader) -> None:
    for name in node.entries:
        if name in fields:
            continue
        near = nearest(name, fields)
        reader.refuse(
            node.keys[name],
            "unknown-field",
            N_("there is no field “{field}” here"),
            N_("did you mean “{near}”?") if near else N_("possible are: {fields}."),
            field=name, near=near, fields=", ".join(fields),
        )
