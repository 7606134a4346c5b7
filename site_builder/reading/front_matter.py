"""A Markdown file: the fields between the two `---` lines at its top, and the text below.

The body is handed on as it is; here only its size is looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from site_builder.problems import N_, Place, Problems
from site_builder.reading.nodes import Mapping
from site_builder.reading.yaml_nodes import Parse, parse_yaml

BODY_LIMIT_KB = 256
_OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """The two halves of a Markdown file; `body_line` is the line on which the body begins."""

    fields: Mapping
    body: str
    body_line: int


def split_front_matter(text: str, file: str, problems: Problems, parse: Parse = parse_yaml) -> Document | None:
    """Take a Markdown file apart, or report why that is not possible."""
    opening = _OPENING.match(text)
    if opening is None:
        problems.error(
            Place(file),
            "front-matter-missing",
            N_("the file does not begin with its fields"),
            N_("put a line of three hyphens (---) at the very top, then the fields, then another such line."),
        )
        return None
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        problems.error(
            Place(file),
            "front-matter-unclosed",
            N_("the fields that begin at the top of the file do not end"),
            N_("put a line of three hyphens (---) between the fields and the text."),
        )
        return None
    fields = parse(text[opening.end() : closing.start()], file, problems, first_line=2)
    body_line = text.count("\n", 0, closing.end()) + 1
    body = _checked_body(text[closing.end() :], Place(file, body_line), problems)
    return None if fields is None else Document(fields, body, body_line)


def _checked_body(body: str, place: Place, problems: Problems) -> str:
    """Return the body, or nothing in place of one too large: nobody should work on it."""
    if len(body.encode(errors="surrogatepass")) <= BODY_LIMIT_KB * 1024:
        return body
    problems.error(
        place,
        "body-too-large",
        N_("the text is larger than {limit} KB"),
        N_("split it into several files."),
        limit=BODY_LIMIT_KB,
    )
    return ""
