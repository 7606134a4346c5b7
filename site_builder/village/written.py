"""What files give ids and names to, also where the thing itself was refused.

Whoever names such a thing is not to blame: its own mistake has been reported, and a second
error at every mention would only hide it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Protocol

from site_builder.problems import Problems
from site_builder.reading.nodes import Mapping, Node, Scalar, Sequence
from site_builder.village.binding import Source

_NAMING = ("id", "name")


class _File(Protocol):
    @property
    def source(self) -> Source: ...


class Written:
    """What stands in some files; anything may, where a file of their folder could not be read."""

    def __init__(self, files: Iterable[_File], folder: str = "", problems: Problems | None = None) -> None:
        """`folder`: where all of them lie, such as `content/roster/`."""
        self._sources = [file.source for file in files]
        self._folder = folder
        self._problems = problems

    def has_id(self, kind: str, id: str) -> bool:
        """Whether something in the list `kind` (`groups`, `members`, …) is given the id."""
        return self._may_be_anything or (kind, "id", id) in self._texts

    def has_name(self, kind: str, name: str) -> bool:
        """Whether something in the list `kind` is given the name."""
        return self._may_be_anything or (kind, "name", name) in self._texts

    def names(self, kind: str) -> set[str]:
        """Every name that is given in the list `kind`, as far as the files could be read."""
        return {text for in_list, field, text in self._texts if (in_list, field) == (kind, "name")}

    @cached_property
    def _texts(self) -> frozenset[tuple[str, str, str]]:
        return frozenset(text for source in self._sources for text in _named(source.node))

    @cached_property
    def _may_be_anything(self) -> bool:
        if self._problems is None:
            return False
        read = {source.file for source in self._sources}
        broken = {problem.place.file for problem in self._problems.sorted() if problem.severity == "error"}
        return any(file.startswith(self._folder) for file in broken - read)


def _named(top: Node) -> Iterator[tuple[str, str, str]]:
    """In which list, id or name, and its text, of everything below a node."""
    pending: list[tuple[str, Node]] = [("", top)]
    while pending:
        kind, node = pending.pop()
        if isinstance(node, Sequence):
            pending += [(kind, item) for item in node.items]
        elif isinstance(node, Mapping):
            pending += node.entries.items()
            for field in _NAMING:
                child = node.entries.get(field)
                if isinstance(child, Scalar):
                    yield kind, field, unicodedata.normalize("NFC", child.text)
