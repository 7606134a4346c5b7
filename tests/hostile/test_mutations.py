"""Spoilt files of a village, and of its published site: a sentence, never a traceback.

The suite tries a few. More of them, with other seeds:

    MUTATIONS=5000 SEED=7 pytest tests/hostile/test_mutations.py -s
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
from pathlib import Path

import pytest

from site_builder.pages import verify_site
from tests.faults.launching import ROOT, Launcher, Ran
from tests.hostile.campaign import MOST_MEGABYTES, MOST_SECONDS
from tests.hostile.mutations import spoil
from tests.seals.sites import AS_OF, make_site

COUNT = int(os.environ.get("MUTATIONS", "4"))
SEED = int(os.environ.get("SEED", "1"))
PICTURES = (".jpg", ".png", ".webp")


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def complaint(ran: Ran, what: str) -> list[str]:
    wrong = "Traceback" in ran.err or ran.status not in (0, 1, 2) or (ran.status != 0) != (": error[" in ran.err)
    large = ran.seconds > MOST_SECONDS or ran.megabytes > MOST_MEGABYTES
    return [f"{what}: {ran.status}, {ran.seconds:.1f} s, {ran.megabytes:.0f} MB, {ran.err[-800:]}"] if wrong or large else []


@pytest.fixture(scope="module", params=["starter", "sealed"])
def village(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, launcher: Launcher) -> Path:
    """The village to start from, and a small one with seals."""
    site = tmp_path_factory.mktemp("village") / "site"
    if request.param == "starter":
        shutil.copytree(ROOT / "site_builder" / "starters" / "village" / "content", site / "content")
        return site
    make_site(site)
    for period in ("2024-Q1", "2024-Q2"):
        assert launcher.run(site, "close", period).status == 0
    return site


def test_a_spoilt_village(village: Path, launcher: Launcher) -> None:
    chance = random.Random(SEED)
    files = files_of(village / "content")
    wrong, accepted, longest = [], 0, 0.0
    for number in range(COUNT):
        file = chance.choice(files)
        whole = file.read_bytes()
        file.write_bytes(spoil(whole, chance))
        ran = launcher.run(village, *(("check",) if number % 4 else ("build", "--as-of", "2026-05-10", "--no-cache")), alarm=60)
        if complaints := complaint(ran, f"seed {SEED}, number {number}, {file.name}"):
            wrong += complaints
            keep(file, number)
        accepted, longest = accepted + (ran.status == 0), max(longest, ran.seconds)
        file.write_bytes(whole)
    print(f"\n{COUNT} spoilt files, {accepted} accepted, longest {longest:.1f} s, wrong {len(wrong)}")
    assert wrong == []


def keep(file: Path, number: int) -> None:
    """Put a file that gave trouble where it can be looked at, if a folder for that is named."""
    if folder := os.environ.get("KEEP"):
        shutil.copy(file, Path(folder) / f"{SEED}-{number}-{file.name}")


def test_a_spoilt_published_site(launcher: Launcher, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    for period in ("2024-Q1", "2024-Q2"):
        assert launcher.run(site, "close", period).status == 0
    assert launcher.run(site, "build", "--as-of", AS_OF).status == 0
    chance = random.Random(SEED)
    data = site / "output" / "data"
    files = [path for path in files_of(data) if path.suffix in {".json", ".csv", ".jsonl", ".js"}]
    assert verified(data) == 0
    wrong, unseen, longest = [], [0, 0], 0.0
    for number in range(COUNT * 3):
        file = chance.choice(files)
        whole = file.read_bytes()
        spoilt = spoil(whole, chance)
        file.write_bytes(spoilt)
        ran = launcher.run(site, "verify", "output", alarm=60)
        if complaints := complaint(ran, f"seed {SEED}, number {number}, {file.name}"):
            wrong += complaints
            keep(file, number)
        try:
            alone = verified(data)
        except Exception as error:  # what an auditor would see as a traceback
            wrong.append(f"seed {SEED}, number {number}, {file.name}: verify.py {error!r}")
            keep(file, number)
            alone = 1
        if spoilt != whole:
            unseen = [unseen[0] + (ran.status == 0), unseen[1] + (alone == 0)]
        assert "seals" not in file.parts or spoilt == whole or (ran.status, alone) == (1, 1), "no seal can be touched"
        longest = max(longest, ran.seconds)
        file.write_bytes(whole)
    print(f"\n{COUNT * 3} spoilt published files, unseen by verify {unseen[0]}, by verify.py {unseen[1]}, longest {longest:.1f} s, wrong {len(wrong)}")
    assert wrong == []


def verified(data: Path) -> int:
    """What the published verify.py says, on an output that takes all characters that UTF-8 has."""
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(said):
        status = verify_site.main([str(data)])
        said.flush()
    return status
