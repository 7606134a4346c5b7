"""How people may be named on a channel: in full with consent, otherwise masked (section 8)."""

from __future__ import annotations

import unicodedata
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
    """Decides for each name of a village how it is shown on one channel.

    Of namesakes all must have consented: what is published of one would name the other.
    """

    def __init__(self, village: Village, channel: Channel) -> None:
        self._mode = village.settings.names
        self._channel = channel
        people = village.roster.persons.values()
        self._all = {_same(person.name) for person in people}
        self._hidden = {_same(person.name) for person in people if not self._consented(person)}

    def _consented(self, person: Person) -> bool:
        """Whether the person may be named in full. A minor never may."""
        if person.minor or self._mode == "masked":
            return False
        return self._mode == "full" or self._channel in person.consent

    def shown(self, person: Person) -> str:
        """The name as it may be published."""
        return mask(person.name) if _same(person.name) in self._hidden else person.name

    def hidden(self) -> set[str]:
        """The names (NFC) that no text may hold."""
        return self._hidden

    def open(self) -> set[str]:
        """The names (NFC) that may stand in any text."""
        return self._all - self._hidden


def _same(name: str) -> str:
    """The form in which names are compared."""
    return unicodedata.normalize("NFC", name)
