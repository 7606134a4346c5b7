"""Finds what the Markdown library would take forever over, before it is asked.

Its time grows with the square, or faster, of what stands in one paragraph: brackets, tags, lines.
No text that people write comes near these bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from site_builder.problems import N_, Place, Problems

DEEPEST = 16
"""Section 0: nothing is nested deeper."""
_MOST = {"[": 100, "<": 200, "\n": 3000, "\n=": 100, "\n-\n": 100}
"""In one paragraph."""
_MARKS = "*_`&\\<["
_MOST_WORK = 400_000_000
"""Marks of one paragraph times its length: for each mark the library writes the whole paragraph anew."""
_MOST_LINES = 25_000
"""In a whole body, without empty ones."""
_MOST_UNCLOSED = 20
_MOST_DEEP = 200
"""In a whole body: tags without an end, and lines nested more than four deep."""
_LEVEL = r"[ \t]*+(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))"
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
    if _report_paragraphs(text, file, first_line, problems):
        return True
    for found, most in ((_UNCLOSED.findall(text), _MOST_UNCLOSED), (_DEEP.findall(text), _MOST_DEEP)):
        if len(found) > most:
            problems.error(
                Place(file, first_line), "too-tangled", N_("this text has too many tags without an end, or lines nested deep"),
                N_("write it flatter and without HTML."),
            )
            return True
    return False


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Each paragraph with the number of its first line, counted from 0."""
    lines = text.split("\n")
    written = [bool(line.strip()) for line in lines]
    at = 0
    for is_written, group in groupby(written):
        end = at + sum(1 for _ in group)
        if is_written:
            yield at, "".join(f"{line}\n" for line in lines[at:end])
        at = end


def _report_paragraphs(text: str, file: str, first_line: int, problems: Problems) -> bool:
    """Report the first paragraph that is too much; whether there is one."""
    lines = 0
    for at, paragraph in _paragraphs(text):
        place = Place(file, first_line + at)
        lines += paragraph.count("\n")
        if lines > _MOST_LINES:
            problems.error(
                place, "too-tangled", N_("this text has more than {most} lines"), N_("split it into several files."), most=_MOST_LINES,
            )
            return True
        if sum(map(paragraph.count, _MARKS)) * len(paragraph) > _MOST_WORK:
            problems.error(
                place, "too-tangled", N_("this paragraph is too long for its many marks ({marks})"),
                N_("divide it by empty lines."), marks=" ".join(_MARKS),
            )
            return True
        for mark, most in _MOST.items():
            if paragraph.count(mark) > most:
                _report_paragraph(place, mark, most, problems)
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
