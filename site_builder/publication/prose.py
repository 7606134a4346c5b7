"""Markdown → HTML that is safe to publish: sanitised, names masked, pictures from the village only."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape
from typing import NamedTuple
from urllib.parse import unquote

import nh3
from markdown import Markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from site_builder.problems import N_, Place, Problems
from site_builder.publication.markup import Piece, split_markup
from site_builder.publication.model import Picture
from site_builder.publication.names import squeezed
from site_builder.publication.screen import Found, Screen, mask_at
from site_builder.publication.tangles import report_tangle
from site_builder.reading.private_numbers import find_private_numbers

ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
"""The attributes that are kept, by tag."""
TAGS = frozenset(
    ["p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "table", "thead", "tbody", "tr", "th", "td", "hr", "a", "strong", "em", "b", "i", "u", "s", "del", "ins", "code", "br", "img", "sub", "sup", "small", "kbd", "mark"]
)
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
EXCERPT_LENGTH = 90
PAGE_ROOT = "../"
"""Bodies stand on pages one folder deep."""

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TABLE_STYLE = re.compile(r"text-align: (left|center|right);")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_HANZI = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_BREAK_IN_HANZI = re.compile(f"(?<=[{_HANZI}])\n(?=[{_HANZI}])")
_KEPT = "|".join(sorted({*TAGS, "h1"}))
_DROPPED = re.compile(rf"<!--.*?(?:-->|\Z)|</?(?!(?:{_KEPT})[\s/>])[a-z][^<>]*>", re.DOTALL | re.IGNORECASE)
_NOT_SHOWN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
"""Characters that no XML may hold, and so no feed; and those that turn the direction of writing around."""
_START = re.compile("[0-9]{1,6}")
"""What a list may begin to count with."""
_PARAGRAPH_ENDS = frozenset(["p", "h2", "h3", "h4", "h5", "h6", "li", "tr", "th", "td", "blockquote", "pre", "br", "hr"])


_NUMBER_ENDS = {**dict.fromkeys(_PARAGRAPH_ENDS, "|"), "br": "\n"}
"""What a tag means for digits on both sides of it: cells of a table are no single number."""


class Body(NamedTuple):
    """A text as it may be published."""

    html: str
    excerpt: str


class Prose:
    """Renders the Markdown of one village for one channel."""

    def __init__(
        self, screen: Screen, find_picture: Callable[[str, Place, str], Picture | None], problems: Problems
    ) -> None:
        """`find_picture(path, place, alt)` gives the published picture, or reports why there is none."""
        self._screen = screen
        self._find_picture = find_picture
        self._problems = problems

    def render(self, text: str, file: str, first_line: int) -> Body:
        """The body of a file. Every problem in it is reported at its line."""
        if report_tangle(text, file, first_line, self._problems):
            return Body("", "")
        where = _Lines(text, file, first_line)
        raw = _markdown().reset().convert(text)
        for piece in split_markup(raw):
            self._check(piece, where)
        pieces = split_markup(_sanitise(raw))
        self._refuse_numbers(pieces, where)
        texts = [piece for piece in pieces if piece.kind == "text"]
        for piece in texts:
            piece.text = _NOT_SHOWN.sub("", piece.text)
        self._mask_run(texts, where)
        html = "".join(self._write(piece, where) for piece in pieces)
        return Body(html, _excerpt(pieces))

    def _check(self, piece: Piece, where: _Lines) -> None:
        """Warn of HTML that is dropped; report links and pictures that cannot be published."""
        if piece.kind == "text":
            return
        if piece.kind == "other" or piece.text not in TAGS | {"h1"}:
            self._warn_dropped(f"<{piece.text}", where)
        for name, value in piece.attributes.items():
            of_table = name == "style" and _TABLE_STYLE.fullmatch(value)
            if not of_table and (name not in ATTRIBUTES.get(piece.text, ()) or _kept(piece.text, name, value) is None):
                self._warn_dropped(name, where)
        for name in ("href", "src"):
            if piece.attributes.get(name):
                self._check_target(piece.text, piece.attributes[name], where)

    def _warn_dropped(self, what: str, where: _Lines) -> None:
        self._problems.warning(
            where.of(what), "unsafe-html", N_("the HTML “{what}” is not published"),
            N_("write it in Markdown instead."), what=what,
        )

    def _check_target(self, tag: str, target: str, where: _Lines) -> None:
        bare = _bare(target)
        scheme = _SCHEME.match(bare)
        place = where.of(target)
        if tag == "img" and _is_foreign(bare):
            self._problems.error(
                place, "foreign-picture", N_("the picture “{target}” comes from elsewhere"),
                N_("put it into content/ and name it from there."), target=target,
            )
        elif bare.startswith(("/", "\\")) or (scheme and scheme[0][:-1].lower() not in SCHEMES):
            self._problems.error(
                place, "bad-link", N_("the link “{target}” cannot be published"),
                N_("link to http, https, mailto, tel or a relative path."), target=target,
            )
        self._screen.refuse(unquote(target), place)
        for number in find_private_numbers(unquote(target)):
            self._screen.refuse_number(number, place)

    def _refuse_numbers(self, pieces: list[Piece], where: _Lines) -> None:
        """Report private numbers in the running text, also where markup or entities divide them."""
        run = "".join(piece.text if piece.kind == "text" else _NUMBER_ENDS.get(piece.text, "") for piece in pieces)
        for number in find_private_numbers(run):
            self._screen.refuse_number(number, where.of(run[number.start : number.end]))

    def _mask_run(self, texts: list[Piece], where: _Lines) -> None:
        """Mask names in the running text, also where markup or line breaks divide them."""
        # The line end between two pieces does not count in a name, but it ends a word.
        run = "\n".join(piece.text for piece in texts)
        found = self._screen.find(run)
        for one in found:
            self._screen.warn([one], where.of_name(one))
        masked, at = mask_at(run, found), 0
        for piece in texts:
            end = at + len(piece.text)
            piece.text, at = "".join(masked[at:end]), end + 1

    def _write(self, piece: Piece, where: _Lines) -> str:
        if piece.kind == "text":
            return escape(_BREAK_IN_HANZI.sub("", piece.text), quote=False)
        if piece.kind == "end":
            return f"</{piece.text}>"
        for name in ("alt", "title"):
            if name in piece.attributes:
                value = _NOT_SHOWN.sub("", piece.attributes[name])
                piece.attributes[name] = self._screen.text(value, where.of(value, name))
        return self._picture(piece, where) if piece.text == "img" else _tag(piece.text, piece.attributes)

    def _picture(self, piece: Piece, where: _Lines) -> str:
        path, alt = unquote(piece.attributes.get("src", "")), piece.attributes.get("alt", "")
        if _is_foreign(_bare(path)):
            return ""  # already reported as such
        picture = self._find_picture(path, where.of(path, "picture"), alt)
        if picture is None:
            return ""
        copies = [(f"{PAGE_ROOT}{picture.stem}-{width}.webp", width) for width in picture.widths]
        attributes = {
            "src": copies[0][0],
            "srcset": ", ".join(f"{address} {width}w" for address, width in copies),
            "sizes": "(max-width: 44rem) 100vw, 44rem",
            "width": str(picture.width),
            "height": str(picture.height),
            "alt": alt,
            "loading": "lazy",
        }
        return _tag("img", attributes)


@cache
def _markdown() -> Markdown:
    """One for all texts. Extensions that are only named would be looked for in everything that is installed."""
    return Markdown(extensions=[TableExtension(), SaneListExtension()], output_format="html")


def _bare(target: str) -> str:
    """A link as a browser reads it: control characters and white space at no place count."""
    return re.sub(r"[\x00-\x20]", "", target)


def _is_foreign(bare: str) -> bool:
    """Whether a picture would come from elsewhere than the village's own files."""
    return bool(_SCHEME.match(bare) or re.match(r"[/\\]{2}", bare))


def _tag(name: str, attributes: dict[str, str]) -> str:
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>"


def _kept(_tag: str, name: str, value: str) -> str | None:
    """The value of an attribute that may be published; a list counts from a number and nothing else."""
    return None if name == "start" and not _START.fullmatch(value) else value


def _sanitise(raw: str) -> str:
    """What may stand on a page. A page has one h1 already, so one in the text becomes h2.

    Where a tag is dropped a line end is left, so that two words do not become one.
    """
    clean = nh3.clean(
        _DROPPED.sub(r"\g<0>\n", raw), tags={*TAGS, "h1"}, attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES), link_rel=None, attribute_filter=_kept,
    )
    return re.sub(r"(</?)h1(?=[\s>])", r"\1h2", clean)


def _excerpt(pieces: list[Piece]) -> str:
    """The beginning of the running text, cut after a whole character."""
    words = [piece.text if piece.kind == "text" else _gap(piece) for piece in pieces]
    text = " ".join(_BREAK_IN_HANZI.sub("", "".join(words)).split())
    return text if len(text) <= EXCERPT_LENGTH else text[: EXCERPT_LENGTH - 1].rstrip() + "…"


def _gap(piece: Piece) -> str:
    return " " if piece.text in _PARAGRAPH_ENDS else ""


class _Lines:
    """Finds the line of a body on which something stands."""

    def __init__(self, text: str, file: str, first_line: int) -> None:
        self._text = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
        self._written = text
        self._file, self._first = file, first_line
        self._seen: dict[tuple[str, str], int] = {}

    def of(self, needle: str, what: str = "") -> Place:
        """The place of a text, or the beginning of the body where it is not written literally.

        Asked again for the same text (and the same `what` it is), the next place.
        """
        text = self._written if needle.startswith("<!") else self._text
        at = text.find(needle, self._seen.get((needle, what), 0)) if needle else -1
        if at < 0:
            at = text.find(needle) if needle else -1
        if at < 0:
            return Place(self._file, self._first)
        self._seen[(needle, what)] = at + 1
        return self.of_at(at)

    def of_name(self, found: Found) -> Place:
        """The place of a name, also where markup or breaks stand between its characters."""
        between = r"[^\w]{0,40}"
        pattern = re.compile(between.join(map(re.escape, squeezed(found.name))))
        match = pattern.search(self._text, self._seen.get((found.name, "name"), 0)) or pattern.search(self._text)
        if match is None:
            return Place(self._file, self._first)
        self._seen[(found.name, "name")] = match.end()
        return self.of_at(match.start())

    def of_at(self, at: int) -> Place:
        """The place of a position in the body."""
        start = self._text.rfind("\n", 0, at) + 1
        return Place(self._file, self._first + self._text.count("\n", 0, at), at - start + 1)
