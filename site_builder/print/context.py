"""What every sheet needs to be made: what is published, words, codes, and where the site stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from site_builder.publication.model import Board, Publication
from site_builder.theme.codes import Codes
from site_builder.theme.words import Words


@dataclass(frozen=True, slots=True)
class Context:
    """The material of all sheets of a village."""

    publication: Publication
    words: Words
    codes: Codes = field(default_factory=Codes)

    def head(self) -> dict[str, Any]:
        """What stands on every sheet."""
        site = self.publication.site
        return {
            "village": site.village,
            "over": self._joined(site.county, site.town),
            "as_of": self.words.plain_date(site.as_of),
            "contact": self._contact(),
        }

    def _joined(self, *parts: str) -> str:
        space = " " if self.publication.site.language == "en" else ""
        return space.join(part for part in parts if part)

    def _contact(self) -> dict[str, str] | None:
        contact = self.publication.contact
        return {"name": contact.name, "phone": contact.phone} if contact else None

    def code(self, href: str, name: str = "") -> dict[str, Any] | None:
        """The QR code of a page, with whose it is; None where the site has no address."""
        base = self.publication.site.base_url
        if not base:
            return None
        made = self.codes.code(base + href)
        return {"_size": made.size, "_path": made.path, "_address": base + href, "_of": name}

    def boards(self, id: str) -> list[Board]:
        """Every period of a board that somebody may stand on."""
        return [board for board in self.publication.boards if board.id == id and board.periods]
