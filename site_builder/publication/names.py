"""How people may be named on a channel: in full with consent, otherwise masked (section 8)."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import Literal

from site_builder.village.model import Village
from site_builder.village.roster import Person

Channel = Literal["web", "print"]


def mask(name: str) -> str:
    """张建国 as 张*国, 张三 as 张*; longer names keep their first and last character."""
    if len(name) < 2:
        return "*" * len(name)
    return name[0] + "*" * max(1, len(name) - 2) + (name[-1] if len(name) > 2 else "")


class Names:
    """Decides for each person of a village how the name is shown on one channel."""

    def __init__(self, village: Village, channel: Channel) -> None:
        self._mode = village.settings.names
        self._channel = channel
        self._by_name: defaultdict[str, list[Person]] = defaultdict(list)
        for person in village.roster.persons.values():
            self._by_name[unicodedata.normalize("NFC", person.name)].append(person)

    def in_full(self, person: Person) -> bool:
        """Whether the full name may be published. A minor's never is."""
        if person.minor or self._mode == "masked":
            return False
        return self._mode == "full" or self._channel in person.consent

    def shown(self, person: Person) -> str:
        """The name as it may be published."""
        return person.name if self.in_full(person) else mask(person.name)

    def hidden(self) -> set[str]:
        """The names (NFC) that no text may hold: of namesakes all must have consented."""
        return {name for name, people in self._by_name.items() if not all(map(self.in_full, people))}

    def open(self) -> set[str]:
        """The names (NFC) that may stand in any text."""
        return set(self._by_name) - self.hidden()
