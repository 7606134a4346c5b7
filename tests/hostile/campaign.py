"""Runs the program on an input, measures it, and says what is wrong with how it took it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.errors.cases import BASE
from tests.faults.launching import Launcher, Ran
from tests.hostile.inputs import Input
from tests.naive.model import record_id

MOST_SECONDS, MOST_MEGABYTES = 5.0, 500.0
SECONDS_OF_A_PAGE = 0.0003
"""A megabyte of households is 16 000 pages, which are all wanted."""
_ALARM = 240
"""Seconds by the clock, on a machine that may be busy; the processor is not given half of them."""
_ERROR = re.compile(r"^(\S[^\n]*?):(\d+):(\d+): error\[([a-z0-9-]+)\]: \S", re.MULTILINE)
ANYTHING = "?"
"""Stands for the code of an input of which only has to be said something, or nothing."""
KNOWN = record_id("2024-03-12", "H001", {"rule": "honor", "level": "county"})


def lay(site: Path, input: Input) -> None:
    """The common village with the input in it."""
    shutil.copytree(BASE / "content", site / "content")
    input.make(site)
    case = site / "content" / "points" / "case.yaml"
    if case.is_file() and not case.is_symlink():
        data = case.read_bytes()
        case.write_bytes(data.replace(b"RECORD", KNOWN.encode()))


def run(launcher: Launcher, site: Path, *arguments: str) -> Ran:
    """Run a command on it, with more memory than it may take."""
    return launcher.run(site, *arguments, alarm=_ALARM, limits={"RLIMIT_AS": 3_000_000_000, "RLIMIT_CPU": 30})


def complaints(ran: Ran, codes: frozenset[str], pages: int = 0) -> list[str]:
    """What is wrong with how an input was taken, of which so many pages were made."""
    found = _ERROR.findall(ran.err)
    wrong = []
    if "Traceback" in ran.err or ran.status not in (0, 1, 2):
        wrong.append(f"status {ran.status}: {ran.err[-600:]}")
    elif (ran.status == 1) != bool(found):
        wrong.append(f"status {ran.status} with {len(found)} errors: {ran.err[:300]}")
    if ran.seconds > MOST_SECONDS + pages * SECONDS_OF_A_PAGE:
        wrong.append(f"{ran.seconds:.1f} seconds")
    if ran.megabytes > MOST_MEGABYTES:
        wrong.append(f"{ran.megabytes:.0f} megabytes")
    if codes != {ANYTHING} and not _agrees({code for *_, code in found}, {f"{code}@{file}:{line}" for file, line, _, code in found}, codes):
        wrong.append(f"wanted {sorted(codes)}, got {sorted({code for *_, code in found})[:5]}: {ran.err[:300]}")
    return wrong


def _agrees(said: set[str], placed: set[str], codes: frozenset[str]) -> bool:
    return bool((said | placed) & codes) if codes else not said
