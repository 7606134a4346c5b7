"""A closing that is disturbed at any file operation leaves both files of the seal or none, or can be given again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.campaign import Command, Files, Point, chosen, files_in, says_one_thing
from tests.faults.launching import ROOT, Launcher
from tests.seals.sites import edit, make_site

PERIOD = "2024-Q1"
BOTH = [f"{PERIOD}.jsonl", f"{PERIOD}.yaml"]


def seals_in(site: Path) -> Files:
    return files_in(site / "content" / "seals") or {}


def check_point(command: Command, sealed: Files, site: Path, point: Point) -> None:
    ran = command.disturbed(point)
    found = {name: data for name, data in seals_in(site).items() if not name.startswith(".")}
    if ran.status == 0:
        assert found == sealed, point
    elif ran.status == 2:
        assert seals_in(site) == {}, point
        assert says_one_thing(ran), (point, ran)
    else:
        assert found in ({}, {BOTH[0]: sealed[BOTH[0]]}, sealed), point
    again = command.again()
    assert again.status == (1 if found == sealed else 0), (point, again)
    assert "Traceback" not in again.err
    assert (BOTH[0] in again.out) == (list(found) == BOTH[:1]), "what an interrupted closing left is spoken of"
    assert seals_in(site) == sealed, point
    assert sorted(os.listdir(site)) == ["content"], point


def test_a_closing_disturbed_anywhere(launcher: Launcher, tmp_path: Path) -> None:
    prepared = make_site(tmp_path / "prepared")
    site = tmp_path / "site"
    command = Command(launcher, prepared, site, "close", PERIOD)
    points = command.points()
    sealed = seals_in(site)
    assert list(sealed) == BOTH
    for point in chosen(points):
        check_point(command, sealed, site, point)
    print(f"\nclose: {len({p.at for p in points})} operations, {len(points)} points, tried {dict(command.tried)}")


def test_what_was_left_and_is_no_longer_true_is_kept_beside(launcher: Launcher, tmp_path: Path) -> None:
    site = make_site(tmp_path)
    assert launcher.run(site, "close", PERIOD).status == 0
    left = seals_in(site)
    (site / "content" / "seals" / BOTH[1]).unlink()
    edit(site, "points/2024-q1.yaml", "qty: 2.5", "qty: 3")
    assert "seal-incomplete" in launcher.run(site, "check").err
    ran = launcher.run(site, "close", PERIOD)
    assert (ran.status, f"{BOTH[0]}.bak" in ran.out) == (0, True)
    found = seals_in(site)
    assert found[f"{BOTH[0]}.bak"] == left[BOTH[0]] != found[BOTH[0]]
    assert launcher.run(site, "check").status == 0


def test_two_closings_at_once_give_one_seal(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    command = [sys.executable, "-m", "site_builder", "close", PERIOD, "--site", str(site)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    both = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in "12"]
    ended = [(process.communicate()[1], process.returncode) for process in both]
    assert sorted(status for _, status in ended) == [0, 1]
    assert sum("already-closed" in err for err, _ in ended) == 1
    assert names_in(site) == ["content"]
    header = json.loads(seals_in(site)[BOTH[0]].splitlines()[0])
    assert header["period"] == PERIOD


def names_in(site: Path) -> list[str]:
    return sorted(os.listdir(site))


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_a_closing_waits_for_another_and_takes_over_from_a_dead_one(launcher: Launcher, tmp_path: Path) -> None:
    site = make_site(tmp_path)
    holder = (
        "import sys, time\nfrom pathlib import Path\nfrom site_builder.close import alone\n"
        f"with alone(Path({str(site)!r})):\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", holder], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        refused = launcher.run(site, "close", PERIOD)
        assert (refused.status, seals_in(site)) == (2, {})
        assert says_one_thing(refused)
        process.send_signal(signal.SIGKILL)
    began = time.monotonic()
    assert launcher.run(site, "close", PERIOD).status == 0
    assert time.monotonic() - began < 5
    assert names_in(site) == ["content"]
