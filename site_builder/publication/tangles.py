"""Finds what the Markdown library would take forever over, before it is asked.

Its time grows with the square, or faster, of what stands in one paragraph: brackets, tags, lines.
No text that people write comes near these bounds.
"""

from __future__ import annotations

import re

from site_builder.problems import N_, Place, Problems

DEEPEST = 16
"""Section 0: nothing is nested deeper."""
_MOST = {"[": 100, "<": 200, "\n": 3000, "\n=": 100, "\n-\n": 100}
"""In one paragraph."""
_MOST_UNCLOSED = 20
_MOST_DEEP = 200
"""In a whole body: tags without an end, and lines nested more than four deep."""
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_LEVEL = r"[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*"
_NESTED = re.compile(rf"^(?:{_LEVEL}){{{DEEPEST + 1}}}|^[ \t]{{{4 * DEEPEST + 1}}}{_LEVEL}", re.MULTILINE)
_DEEP = re.compile(rf"^(?:{_LEVEL}){{5}}|^[ \t]{{20}}{_LEVEL}", re.MULTILINE)
_UNCLOSED = re.compile(r"<[A-Za-z/!?][^<>]*(?=<|\Z)")


def report_tangle(text: str, file: str, first_line: int, problems: Problems) -> bool:
    """Report the first place of a body that cannot be rendered in reasonable time; whether there is one."""
    nested = _NESTED.search(text)
    if nested is not None:
        problems.error(
            Place(file, first_line + text.count("\n", 0, nested.start())), "nesting-too-deep",
            N_("this is nested deeper than {deepest} levels"), N_("write it flatter."), deepest=DEEPEST,
        )
        return True
    for paragraph in _PARAGRAPH.finditer(text):
        for mark, most in _MOST.items():
            if paragraph[0].count(mark) > most:
                _report_paragraph(Place(file, first_line + text.count("\n", 0, paragraph.start())), mark, most, problems)
                return True
    for found, most in ((_UNCLOSED.findall(text), _MOST_UNCLOSED), (_DEEP.findall(text), _MOST_DEEP)):
        if len(found) > most:
            problems.error(
                Place(file, first_line), "too-tangled", N_("this text has too many tags without an end, or lines nested deep"),
                N_("write it flatter and without HTML."),
            )
            return True
    return False


def _report_paragraph(place: Place, mark: str, most: int, problems: Problems) -> None:
    if mark == "\n":
        problems.error(
            place, "too-tangled", N_("this paragraph has more than {most} lines"),
            N_("put an empty line between paragraphs."), most=most,
        )
    else:
        problems.error(
            place, "too-tangled", N_("this paragraph has more than {most} times “{mark}”"),
            N_("divide it by empty lines."), most=most, mark=mark.strip(),
        )
