"""Remembers where the values of a YAML text stand, so that the same text need not be parsed again.

What is kept are numbers: kind, length, line and column of every value. The values themselves are
taken from the text, so that nothing anybody wrote is copied into the cache. A text counts as known
only by its digest and only for the same program; notes that are damaged, cut off or older are as
good as none. Texts with anything to complain of are not kept, nor those whose values do not stand
in them letter for letter, such as folded ones.
"""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import yaml

from site_builder.problems import Problems
from site_builder.reading.nodes import Mapping, Node, Scalar, Sequence
from site_builder.reading.yaml_nodes import parse_yaml

_DIGEST = 16
_MAPPING, _SEQUENCE, _PLAIN, _QUOTED = range(4)
_KINDS = 4
_NUMBER = "I"


class ParsedFiles:
    """Reads YAML texts, of those it has read before only where their values stand."""

    def __init__(self, file: Path | None) -> None:
        """`file` None remembers nothing."""
        self._file = file
        self._before = _read(file) if file else {}
        self._now: dict[bytes, array[int]] = {}

    def __call__(self, text: str, file: str, problems: Problems, first_line: int = 1) -> Mapping | None:
        """What `parse_yaml` gives."""
        key = hashlib.blake2b(f"{first_line}\n{text}".encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
        known = self._before.get(key)
        if known is not None:
            self._now[key] = known
            return _Restoring(text, first_line, known).mapping()
        before = problems.count
        mapping = parse_yaml(text, file, problems, first_line)
        if mapping is not None and problems.count == before:
            noted = _Noting(text, first_line).note(mapping)
            if noted is not None:
                self._now[key] = noted
        return mapping

    def write(self) -> None:
        """Keep the notes of all texts read since the start for the next time."""
        if self._file is None or self._now == self._before:
            return
        body = b"".join(key + len(noted).to_bytes(4, "big") + noted.tobytes() for key, noted in self._now.items())
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_bytes(_seal(body) + body)
        except OSError:
            # Without the notes, or with half of them, the next build parses every text.
            return


class _Noting:
    """Writes down where the values of one text stand."""

    def __init__(self, text: str, first_line: int) -> None:
        self._text, self._first_line = text, first_line
        self._starts = _line_starts(text)
        self._noted = array(_NUMBER)

    def note(self, top: Mapping) -> array[int] | None:
        """All nodes of the text; None where a value does not stand in it letter for letter."""
        return self._noted if self._take(top) else None

    def _take(self, node: Node) -> bool:
        if isinstance(node, Scalar):
            return self._take_scalar(node)
        kind, inner = (_MAPPING, 2 * len(node.entries)) if isinstance(node, Mapping) else (_SEQUENCE, len(node.items))
        self._noted.extend((inner * _KINDS + kind, node.line, node.column))
        return all(map(self._take, _children(node)))

    def _take_scalar(self, scalar: Scalar) -> bool:
        kind = _PLAIN if scalar.plain else _QUOTED
        self._noted.extend((len(scalar.text) * _KINDS + kind, scalar.line, scalar.column))
        start = self._starts[scalar.line - self._first_line] + scalar.column - 1 + (kind == _QUOTED)
        return self._text.startswith(scalar.text, start)


class _Restoring:
    """Makes the nodes of one text from where its values stand."""

    def __init__(self, text: str, first_line: int, noted: array[int]) -> None:
        self._text = text
        # One place further for each line's own first column, which is 1.
        self._starts = [0] * first_line + [start - 1 for start in _line_starts(text)]
        numbers = iter(noted)
        self._spots: Iterator[tuple[int, int, int]] = zip(numbers, numbers, numbers, strict=True)

    def mapping(self) -> Mapping:
        """The top mapping, which every noted text has."""
        head, line, column = next(self._spots)
        return self._mapping(head // _KINDS, line, column)

    def _mapping(self, inner: int, line: int, column: int) -> Mapping:
        mapping = Mapping(line, column)
        names = self._nodes(inner)
        for key in names:
            name = key.text  # type: ignore[union-attr]  # names are scalars
            mapping.keys[name] = key  # type: ignore[assignment]
            mapping.entries[name] = next(names)
        return mapping

    def _nodes(self, count: int) -> Iterator[Node]:
        """The next so many nodes."""
        text, starts = self._text, self._starts
        for head, line, column in islice(self._spots, count):
            inner, kind = divmod(head, _KINDS)
            if kind >= _PLAIN:
                start = starts[line] + column + (kind == _QUOTED)
                yield Scalar(text[start : start + inner], kind == _PLAIN, line, column)
            elif kind == _MAPPING:
                yield self._mapping(inner, line, column)
            else:
                yield Sequence(list(self._nodes(inner)), line, column)


def _children(node: Mapping | Sequence) -> Iterator[Node]:
    if isinstance(node, Sequence):
        yield from node.items
        return
    for name, value in node.entries.items():
        yield node.keys[name]
        yield value


def _line_starts(text: str) -> list[int]:
    """At which character each line begins."""
    starts, at = [0], text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def _read(file: Path) -> dict[bytes, array[int]]:
    try:
        stored = file.read_bytes()
    except OSError:
        return {}
    size = hashlib.sha256().digest_size
    body = stored[size:]
    return dict(_entries(body)) if stored[:size] == _seal(body) else {}


def _entries(body: bytes) -> Iterator[tuple[bytes, array[int]]]:
    at, width = 0, array(_NUMBER).itemsize
    while at < len(body):
        numbers = at + _DIGEST + 4
        end = numbers + int.from_bytes(body[at + _DIGEST : numbers], "big") * width
        yield body[at : at + _DIGEST], array(_NUMBER, body[numbers:end])
        at = end


def _seal(body: bytes) -> bytes:
    """Stands for the notes, and for all that decides about what they mean."""
    digest = hashlib.sha256(f"{sys.version} {sys.byteorder} {yaml.__version__}".encode())
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    digest.update(body)
    return digest.digest()
