"""What a YAML file says before anybody knows what it means: nodes with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple


class Scalar(NamedTuple):
    """One value as typed. `plain` is false where it was quoted or a block text.

    A tuple, since it is made half a million times for a village of 36,000 records.
    """

    text: str
    plain: bool
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: list[Node]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Named nodes in the order of the file; `keys` holds where each name stands."""

    line: int
    column: int
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)

    def swallowed(self, name: str) -> bool:
        """Whether a name stands here that swallowed its value, so that only its own key tells of it. That was reported."""
        return any(key not in self.entries and re.match(rf"{re.escape(name)}[ ]*[:：]", key) for key in self.keys)


Node = Scalar | Sequence | Mapping
