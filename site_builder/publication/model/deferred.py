"""What is shown on pages of which there are many: made only when the page has to be made again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Deferred(Generic[T]):
    """Something with a page of its own, not made yet."""

    href: str
    state: str
    """Another whenever `make` would give another thing; so a page that was made in the same state may stay."""
    make: Callable[[], T]


def state_of(parts: Iterable[str]) -> str:
    """The state that follows from these texts."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
