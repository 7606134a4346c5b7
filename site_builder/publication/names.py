"""How people may be named on a channel: in full with consent, otherwise masked (section 8)."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from site_builder.reading.characters import INVISIBLE
from site_builder.village.model import Village
from site_builder.village.roster import Person

Channel = Literal["web", "print"]
SKIPPED = re.compile(f"[\\s{INVISIBLE}]")
"""What does not count when names are compared."""


def mask(name: str) -> str:
    """张建国 as 张*国, 张三 as 张*; longer names keep their first and last character.

    张　三 is set with a space because it has two characters, and is 张* too.
    """
    bare = squeezed(name)
    if len(bare) <= 2:
        return bare[:-1] + "*" if bare else ""
    name = unicodedata.normalize("NFC", name)
    return name[0] + "*" * (len(name) - 2) + name[-1]


class Names:
    """Decides for each name of a village how it is shown on one channel.

    Of namesakes all must have consented: what is published of one would name the other.
    """

    def __init__(self, village: Village, channel: Channel) -> None:
        self._mode = village.settings.names
        self._channel = channel
        people = village.roster.persons.values()
        self._hidden = {squeezed(person.name) for person in people if not self._consented(person)}
        self._typed = {person.name for person in people}

    def _consented(self, person: Person) -> bool:
        """Whether the person may be named in full. A minor never may."""
        if person.minor or self._mode == "masked":
            return False
        return self._mode == "full" or self._channel in person.consent

    def shown(self, person: Person) -> str:
        """The name as it may be published."""
        return mask(person.name) if squeezed(person.name) in self._hidden else person.name

    def hidden(self) -> set[str]:
        """The names, as typed, that no text may hold."""
        return {name for name in self._typed if squeezed(name) in self._hidden}

    def open(self) -> set[str]:
        """The names, as typed, that may stand in any text."""
        return {name for name in self._typed if squeezed(name) not in self._hidden}


def squeezed(text: str) -> str:
    """The form in which names are compared: NFC, without white space and invisible characters."""
    return SKIPPED.sub("", unicodedata.normalize("NFC", text))
