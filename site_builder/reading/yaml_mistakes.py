"""What a clerk did wrong where the YAML parser only says that it is lost.

The doubtful stretch of the text is searched for the common mistakes; the rules
are tried in order, the most certain first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from yaml.error import MarkedYAMLError

from site_builder.problems import N_
from site_builder.reading.nodes import Scalar
from site_builder.reading.yaml_complaint import Complaint, Spot, line_and_column, offset_of, read_complaint, style_of
from site_builder.reading.yaml_parser import Event, Mark

_START = r"(?:^[ ]*(?:-[ ]+)*|[{,，][ ]*)"
_NAME = r"[^\s:：,，{}\[\]#\"'-][^\s:：,，{}\[\]#\"']{0,40}"
_FULL_COLON = re.compile(_START + _NAME + "(：)", re.MULTILINE)
_TIGHT_COLON = re.compile(_START + r"[A-Za-z_][A-Za-z0-9_-]*(:)[^\s/:]", re.MULTILINE)
_TIGHT_DASH = re.compile(r"^[ ]*(-)[^\s-]", re.MULTILINE)
_TAB_INDENT = re.compile(r"^[ ]*(\t)", re.MULTILINE)
_FULL_COMMA = re.compile(r"[，、](?=[ ]*(?:[^\s，、,:：\"']+[ ]*)?\Z)")
_TWO_COLONS = re.compile(r":[ ].*(:)(?:[ ]|$)")

_WIDE_SPACE = re.compile(r"(?:^[ ]*|[:,-][ ]*)([\u3000\u00a0])", re.MULTILINE)
_WIDE_BRACKET = re.compile(r"(?:^[ ]*(?:-[ ]*)*|:[ ]+)(｛)", re.MULTILINE)
_WIDE_BRACKET_END = re.compile(r"(｝)[ ]*$", re.MULTILINE)

_WIDE_SPACE_THERE = N_("a full-width space stands here")
_HINT_WIDE_SPACE = N_("write a space of the English keyboard instead.")
_WIDE_BRACKET_THERE = N_("a full-width bracket stands here")
_HINT_WIDE_BRACKET = N_("write {{ }} or [ ] of the English keyboard.")
_HINT_FULL_COLON = N_("write a half-width colon and a space (: ) instead.")
_HINT_TIGHT_COLON = N_("put a space after the colon.")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, where (counted from 0) and what to do."""

    line: int
    column: int
    message: str
    hint: str


def _at(mark: Mark, message: str, hint: str) -> Mistake:
    """Return a mistake at a mark."""
    return Mistake(mark.line, mark.column, message, hint)


def explain_syntax(text: str, error: MarkedYAMLError, last: Event | None, inside: Spot | None) -> Mistake:
    """Say in plain words what the parser stumbled over.

    `last` is the last event that it gave, `inside` where the list or mapping begins that it was reading.
    """
    case = read_complaint(text, error, last, inside)
    for rule in _RULES:
        mistake = rule(case)
        if mistake is not None:
            return mistake
    return _at(
        case.at,
        N_("this cannot be read as YAML"),
        N_("compare it with a line that works; a text with unusual characters goes between quotation marks."),
    )


def explain_key(key: Scalar) -> Mistake | None:
    """Say why a name between braces has no value, if its colon was not taken for one: {who:P0001}.

    The line counts from that of the key, the column from its beginning.
    """
    if not key.plain:
        return None
    for found, message, hint in (
        (re.search("：", key.text), N_("a full-width colon (：) stands where a name ends"), _HINT_FULL_COLON),
        (re.search("(?<=:)[\u3000\u00a0]", key.text), _WIDE_SPACE_THERE, _HINT_WIDE_SPACE),
        (re.search("(?<=.):(?=.)", key.text), N_("a space is missing after the colon"), _HINT_TIGHT_COLON),
        (re.search("[｛｝【】]", key.text), _WIDE_BRACKET_THERE, _HINT_WIDE_BRACKET),
    ):
        if found:
            return Mistake(0, found.start(), message, hint)
    return None


def _unclosed_quote(case: Complaint) -> Mistake | None:
    """A text whose quotation mark never comes again."""
    if "quoted scalar" not in case.context or not re.search("end of stream|document", case.complaint):
        return None
    return _no_second_quote(case.opened)


def _no_second_quote(mark: Mark) -> Mistake:
    """Name the place of a quotation mark that has no partner."""
    return _at(
        mark,
        N_("a quotation mark opens here and is not closed"),
        N_("put the same mark at the end of the text."),
    )


def _bad_escape(case: Complaint) -> Mistake | None:
    """A backslash that means something else inside double quotation marks."""
    if "escape" not in case.complaint and "hexadecimal" not in case.complaint:
        return None
    return _at(
        case.at,
        N_("between double quotation marks a backslash has a special meaning"),
        N_("use single quotation marks (') around this text."),
    )


def _tab_indent(case: Complaint) -> Mistake | None:
    """A line that is moved in by a tab."""
    found = case.search(_TAB_INDENT)
    if found is None:
        return None
    return Mistake(*found, N_("the line begins with a tab"), N_("move it in with spaces."))


def _wide_space(case: Complaint) -> Mistake | None:
    """A space of the Chinese keyboard, or one that does not break lines, where a space should be."""
    found = case.search(_WIDE_SPACE)
    return None if found is None else Mistake(*found, _WIDE_SPACE_THERE, _HINT_WIDE_SPACE)


def _wide_bracket(case: Complaint) -> Mistake | None:
    """Brackets of the Chinese keyboard around a list or around fields."""
    found = case.search(_WIDE_BRACKET) or case.search(_WIDE_BRACKET_END)
    return None if found is None else Mistake(*found, _WIDE_BRACKET_THERE, _HINT_WIDE_BRACKET)


def _swallowing_quote(case: Complaint) -> Mistake | None:
    """A quoted text that ended where the writer did not want it to end."""
    last = case.last
    if last is None or style_of(last) not in {"'", '"'} or last.end_mark.line != case.at.line:
        return None
    if last.start_mark.line != last.end_mark.line:
        return _no_second_quote(last.start_mark)
    return _at(
        case.at,
        N_("something follows after the closing quotation mark"),
        N_("if the text itself holds quotation marks, put the other kind (' or \") around it."),
    )


def _full_colon(case: Complaint) -> Mistake | None:
    """A colon of the Chinese keyboard after a name."""
    found = case.search(_FULL_COLON)
    if found is None:
        return None
    return Mistake(*found, N_("a full-width colon (：) stands where a name ends"), _HINT_FULL_COLON)


def _full_comma(case: Complaint) -> Mistake | None:
    """A comma of the Chinese keyboard between two fields or items."""
    if "flow" not in case.context:
        return None
    # Only a comma right before the complaint, or with one name between: others belong to a text.
    between = case.text[offset_of(case.text, case.opened) : offset_of(case.text, case.at) + 1].rstrip(":")
    match = _FULL_COMMA.search(between, max(0, len(between) - 60))
    if match is None:
        return None
    return Mistake(
        *line_and_column(case.text, offset_of(case.text, case.opened) + match.start()),
        N_("a full-width comma stands between brackets"),
        N_("write a half-width comma and a space (, ) instead, or put the text that holds it between quotation marks."),
    )


def _tight_colon(case: Complaint) -> Mistake | None:
    """A colon that is not taken for one because no space follows."""
    found = case.search(_TIGHT_COLON)
    return None if found is None else Mistake(*found, N_("a space is missing after the colon"), _HINT_TIGHT_COLON)


def _tight_dash(case: Complaint) -> Mistake | None:
    """A list item whose hyphen is not taken for one because no space follows."""
    found = case.search(_TIGHT_DASH)
    if found is None:
        return None
    return Mistake(*found, N_("a space is missing after the hyphen"), N_("put a space after the hyphen."))


def _bad_beginning(case: Complaint) -> Mistake | None:
    """A text that begins with a character that means something to YAML."""
    if "cannot start any token" not in case.complaint and not re.search("alias|anchor|tag|block scalar", case.context):
        return None
    mark = case.at if "token" in case.complaint else case.opened
    return _at(
        mark,
        N_("a text cannot begin with this character"),
        N_("put the text between quotation marks."),
    )


def _open_bracket(case: Complaint) -> Mistake | None:
    """Brackets that are not closed, or two fields without a comma between them."""
    if "flow" not in case.context:
        return None
    if case.at.line == case.opened.line and case.text[offset_of(case.text, case.at) :].strip():
        return _at(
            case.at,
            N_("a comma or the closing bracket is missing before this"),
            N_("put a comma between two fields, and a text with special characters between quotation marks."),
        )
    return _at(
        case.opened,
        N_("a bracket opens here and is not closed"),
        N_("close it, and see that a comma stands between each two fields."),
    )


def _colon_in_text(case: Complaint) -> Mistake | None:
    """A second colon with a space after it on one line."""
    if "mapping values are not allowed" not in case.complaint:
        return None
    line = case.text.split("\n")[case.at.line]
    match = _TWO_COLONS.search(line)
    if match is None:
        return None
    return _at(
        case.at,
        N_("a second colon with a space stands in this line"),
        N_("put the text that holds it between quotation marks."),
    )


def _missing_colon(case: Complaint) -> Mistake | None:
    """A line that is neither a field nor a list item."""
    if "expected ':'" not in case.complaint:
        return None
    return _at(
        case.opened,
        N_("a colon is missing in this line"),
        N_("write the name, a colon, a space and the value."),
    )


def _bad_directive(case: Complaint) -> Mistake | None:
    """A line that begins with a percent sign, or something after the end of the document."""
    if "directive" not in case.context and "document start" not in case.complaint:
        return None
    return _at(
        case.at,
        N_("this cannot stand here: the fields ended before it, or a line begins with %"),
        N_("take out lines that hold only three full stops (...) or begin with %."),
    )


def _bad_indent(case: Complaint) -> Mistake | None:
    """A line that is moved in more or less than its neighbours."""
    if not re.search("mapping values are not|expected key|block end|expected '-'|sequence entries", case.complaint):
        return None
    return _at(
        case.at,
        N_("the line does not fit to those above it"),
        N_("fields that belong together begin under one another, with the same number of spaces."),
    )


_RULES: tuple[Callable[[Complaint], Mistake | None], ...] = (
    _unclosed_quote,
    _bad_escape,
    _tab_indent,
    _wide_space,
    _wide_bracket,
    _full_comma,
    _swallowing_quote,
    _full_colon,
    _tight_colon,
    _tight_dash,
    _bad_beginning,
    _open_bracket,
    _colon_in_text,
    _missing_colon,
    _bad_directive,
    _bad_indent,
)
