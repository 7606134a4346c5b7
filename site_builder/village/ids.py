"""Ids that have to be unique: each names one thing, on Windows file systems too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from site_builder.problems import N_, Problems
from site_builder.village.binding import Source


class Identified(Protocol):
    """A record with an id and a place."""

    @property
    def id(self) -> str:
        """The id as written."""

    @property
    def source(self) -> Source:
        """Where it was written."""


T = TypeVar("T", bound=Identified)


def by_id(records: Iterable[T], problems: Problems, taken: dict[str, Source] | None = None) -> dict[str, T]:
    """The records by id; one whose id is taken already, in any case, is an error and left out.

    `taken` holds ids (in lower case) of another kind that shares the same space.
    """
    taken = {} if taken is None else taken
    found: dict[str, T] = {}
    for record in records:
        first = taken.setdefault(record.id.lower(), record.source)
        if first is record.source:
            found[record.id] = record
        else:
            report_duplicate_id(record, first, problems)
    return found


def report_duplicate_id(record: Identified, first: Source, problems: Problems) -> None:
    """Say that the id of a record was given already, and where."""
    where = first.place("id")
    problems.error(
        record.source.place("id"),
        "duplicate-id",
        N_("the id “{id}” is already used in {file}, line {line}"),
        N_("give it another id; capital and small letters make no difference."),
        id=record.id, file=where.file, line=where.line,
    )
