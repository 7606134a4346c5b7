"""Measures what paper costs: `python benchmarks/paper.py`.

Each row is a process of its own, cold: processor seconds and peak memory of all of it, the engine's own seconds,
and what came out. The village has 500 households and a notice of 600 entries; 5,000 cards are those of a town.
"""

from __future__ import annotations

import datetime
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.villages import AS_OF, GIVEN, SURNAMES, Size, write_village

if TYPE_CHECKING:
    from site_builder.print.context import Context
    from site_builder.print.engine import Sheet

VILLAGE = Size(households=500, months=1, records=600, parts=1, activities=0, stories=0, events=0, matters=0)
JOBS = (
    "board A1, 120 rows", "board A0, 120 rows", "board A0, 500 rows", "bulletin, 600 rows", "bulletin, 600 rows, large",
    "20 certificates", "500 cards", "5000 cards", "all four",
)
PAGE = re.compile(rb"/Type/Page\b(?!s)")


def main() -> int:
    """Measure every job, or the one that is named, as a child does."""
    if len(sys.argv) == 3:
        print(json.dumps(measure(Path(sys.argv[1]), sys.argv[2])))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        write_village(VILLAGE, site)
        print(f"{'':<28}{'CPU s':>8}{'set, s':>8}{'MB':>6}{'kB':>8}{'pages':>7}{'pages/s':>9}")
        for job in JOBS:
            command = [sys.executable, __file__, folder, job]
            best = min((json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(3)), key=lambda one: one["cpu"])
            row = f"{best['cpu']:>8.2f}{best['set']:>8.2f}{best['mb']:>6.0f}{best['kb']:>8.0f}{best['pages']:>7}"
            print(f"{job:<28}{row}{best['pages'] / best['set']:>9.0f}")
    return 0


def measure(site: Path, job: str) -> dict[str, float]:
    """Do a job in this process, and say what it took."""
    from site_builder.print.engine import Engine
    from site_builder.print_out import _read

    day = datetime.date.fromisoformat(AS_OF)
    read = _read(site, day)
    if read.context is None:
        raise SystemExit(str(read.problems.sorted()))
    engine = Engine(read.theme_folders, read.language, read.context.words.gettext, read.problems)
    began = time.process_time()
    made = []
    for sheet in sheets(job, read.context):
        assert not engine.missing(sheet)
        made.append(engine.pdf(sheet, day) or b"")
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "cpu": used.ru_utime + used.ru_stime,
        "set": time.process_time() - began,
        "mb": used.ru_maxrss / 1024,
        "kb": sum(map(len, made)) / 1000,
        "pages": sum(len(PAGE.findall(pdf)) for pdf in made),
    }


def sheets(job: str, context: Context) -> list[Sheet]:
    """The sheets of a job."""
    from site_builder.print.bulletin import bulletin_sheet
    from site_builder.print.cards import cards_sheet
    from site_builder.print.certificates import certificates_sheet
    from site_builder.print.papers import paper

    if job == "all four":
        return [sheet for one in ("board A1, 120 rows", "bulletin, 600 rows", "20 certificates", "500 cards") for sheet in sheets(one, context)]
    if job.startswith("bulletin"):
        return [bulletin_sheet(context, context.publication.editions[0], paper("A4"), large=job.endswith("large"))]
    if job.endswith("cards"):
        return [cards_sheet(many_cards(context, int(job.split(maxsplit=1)[0])), paper("A4"))]
    if job.endswith("certificates"):
        return [certificates_sheet(context, long_board(context, 20), paper("A4", landscape=True))]
    return [board(context, job)]


def board(context: Context, job: str) -> Sheet:
    """A board of the size and length that a job names."""
    from site_builder.print.board import board_sheet
    from site_builder.print.papers import paper

    name, rows = re.findall(r"A\d|\d+(?= rows)", job)
    return board_sheet(context, long_board(context, int(rows)), paper(name))


def long_board(context: Context, count: int) -> Any:
    """The board of households with so many rows, each with another name."""
    from site_builder.publication.model import Row

    groups = [group.name for group in context.publication.groups]
    rows = tuple(
        Row(n + 1, None, f"H{n}", SURNAMES[n % len(SURNAMES)] + GIVEN[n // 7 % len(GIVEN)] + GIVEN[n * 11 % len(GIVEN)], groups[n % len(groups)], "", Decimal(900 - n), None, None)
        for n in range(count)
    )
    return replace(next(board for board in context.boards("households") if board.period.id == "all"), rows=rows)


def many_cards(context: Context, count: int) -> Context:
    """The village with so many households."""
    publication = context.publication
    whole = [group._replace(households=tuple(who._replace(id=f"{who.id}-{n}", href=f"households/{who.id}-{n}.html") for who in group.households)) for n in range(-(-count // 500)) for group in publication.groups]
    return replace(context, publication=replace(publication, groups=tuple(whole) if count > 500 else publication.groups))


if __name__ == "__main__":
    sys.exit(main())
