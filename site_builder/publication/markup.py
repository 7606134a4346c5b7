"""HTML as a flat run of pieces: start tags, end tags and the text between."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Literal


@dataclass(slots=True)
class Piece:
    """One tag or one run of text. `text` is the tag's name, or the text with entities resolved."""

    kind: Literal["start", "end", "text", "other"]
    """`other`: comments, declarations, processing instructions."""
    text: str
    attributes: dict[str, str] = field(default_factory=dict)


class _Splitter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append(Piece("start", tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(Piece("end", tag))

    def handle_data(self, data: str) -> None:
        self.pieces.append(Piece("text", data))

    def handle_comment(self, data: str) -> None:  # noqa: ARG002 - the parser's own signature
        self.pieces.append(Piece("other", "!--"))

    def handle_decl(self, decl: str) -> None:  # noqa: ARG002 - the parser's own signature
        self.pieces.append(Piece("other", "!"))

    def unknown_decl(self, data: str) -> None:  # noqa: ARG002 - the parser's own signature
        self.pieces.append(Piece("other", "!["))

    def handle_pi(self, data: str) -> None:  # noqa: ARG002 - the parser's own signature
        self.pieces.append(Piece("other", "?"))


def split_markup(html: str) -> list[Piece]:
    """The pieces of an HTML text, in order."""
    splitter = _Splitter()
    splitter.feed(html)
    splitter.close()
    return splitter.pieces
