"""Brings the two files of each seal together, and holds them against what was published of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

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


def check_published(output: Path, folder: Folder, written: Iterable[WrittenSeal], problems: Problems) -> None:
    """Report each seal that the site published last into `output` shows, and that is gone or another one now.

    Without it nobody would notice that both files of the newest seal were deleted: nothing names them.
    """
    here = {seal.entry.period: seal.entry.digest for seal in written}
    for period, digest in _published(output / "data" / "site.json"):
        if period not in here:
            if f"{SEALS}/{period}.yaml" in folder.texts or f"{SEALS}/{period}.jsonl" in folder.texts:
                continue  # what is wrong with the file that is left is said already
            problems.error(
                Place(f"content/{SEALS}/{period}.yaml"), "seal-gone",
                N_("the published site shows the seal of {period}, and its files are no longer there"),
                N_("take both files from your copies; what was closed is never opened again."), period=period,
            )
        elif here[period] != digest:
            problems.error(
                Place(f"content/{SEALS}/{period}.yaml"), "seal-replaced",
                N_("the published site shows another digest for {period}, which begins with {digest}"),
                N_("put the seal back as it was; none may be written anew."), period=period, digest=digest[:8],
            )


def _published(file: Path) -> list[tuple[str, str]]:
    """Period and digest of each seal of a published site; of one that is not there or broken, nothing can be said."""
    try:
        return [(str(seal["period"]), str(seal["digest"])) for seal in json.loads(file.read_bytes())["seals"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
