"""What the page about privacy tells: how the village publishes, and of how many people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Privacy:
    """Settings and counts; nobody is named."""

    names: Literal["by_consent", "masked", "full"]
    deductions: Literal["anonymous", "named", "hidden"]
    index_people: bool
    people: int
    """All on the roster, those who have left too."""
    minors: int
    full_on_web: int
    """Whose name stands in full on the website."""
    full_in_print: int
    """Whose name stands in full on paper."""
    small_count: int
    """Counts of quarrels below this are not told."""
    closed: int
    """How many periods have been closed."""
    has_contact: bool
    """Whether the notice page says whom to ask."""
