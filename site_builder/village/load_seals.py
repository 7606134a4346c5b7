"""Brings the two files of each seal together."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.problems import N_, Place, Problems
from site_builder.reading.folder import Folder
from site_builder.reading.layout import SEALS
from site_builder.village.seals import SealFile, WrittenSeal


def load_seals(entries: Iterable[SealFile], folder: Folder, problems: Problems) -> tuple[WrittenSeal, ...]:
    """Every seal of which both files are there; each file without the other is reported."""
    written = []
    for entry in entries:
        full = folder.texts.get(_beside(entry.source.file, ".jsonl").removeprefix("content/"))
        if full is None:
            _report_missing(entry.source.file, _beside(entry.source.file, ".jsonl"), problems)
        else:
            written.append(WrittenSeal(entry, full))
    for path in folder.texts:
        if path.startswith(f"{SEALS}/") and path.endswith(".jsonl") and _beside(path, ".yaml") not in folder.texts:
            _report_missing(f"content/{path}", _beside(f"content/{path}", ".yaml"), problems)
    return tuple(written)


def _beside(file: str, suffix: str) -> str:
    """The other file of a seal."""
    return f"{file.rpartition('.')[0]}{suffix}"


def _report_missing(file: str, missing: str, problems: Problems) -> None:
    problems.error(
        Place(file), "seal-incomplete", N_("the file “{missing}” of this seal is missing"),
        N_("take it from your copies; if closing was interrupted, give the command `close` again."), missing=missing,
    )
