"""What files give ids and names to, also where the thing itself was refused.

Whoever names such a thing is not to blame: its own mistake has been reported, and a second
error at every mention would only hide it.
"""

from __future__ import annotations

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
    """The ids and names in some files; all there could be, where a file of their folder could not be read."""

    def __init__(self, files: Iterable[_File], folder: str = "", problems: Problems | None = None) -> None:
        """`folder`: where all of them lie, such as `content/roster/`."""
        self._sources = [file.source for file in files]
        self._folder = folder
        self._problems = problems

    def __contains__(self, text: str) -> bool:
        return self._may_be_anything or text in self._texts

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(text for source in self._sources for text in _named(source.node))

    @cached_property
    def _may_be_anything(self) -> bool:
        if self._problems is None:
            return False
        read = {source.file for source in self._sources}
        broken = {problem.place.file for problem in self._problems.sorted() if problem.severity == "error"}
        return any(file.startswith(self._folder) for file in broken - read)


def _named(node: Node) -> Iterator[str]:
    """The texts of all ids and names below a node."""
    pending: list[Node] = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, Sequence):
            pending += node.items
        elif isinstance(node, Mapping):
            pending += node.entries.values()
            yield from (child.text for name in _NAMING if isinstance(child := node.entries.get(name), Scalar))
