"""Bad inputs: each gets a sentence at its place or is allowed, in seconds, in little memory, never a traceback.

The suite tries one of every few. All of them, twice each (`check` and `build`), with what was measured:

    HOSTILE=all pytest tests/hostile/test_hostile.py -s
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.launching import Launcher, Ran
from tests.hostile.campaign import complaints, lay, run
from tests.hostile.inputs import INPUTS

ALL = os.environ.get("HOSTILE") == "all"
_BUILD = ("build", "--as-of", "2024-06-30")
SAMPLE = [
    "yaml: alias bomb", "yaml: unknown fields", "encoding: mixed", "link to a file outside: stories", "socket: points/case.yaml", "an organization as a chain", "picture: SVG",
    "picture: JPEG of many scans", "picture: large WebP", "picture: large progressive JPEG CMYK (31999, 1500)",
    "picture: bomb of 16 bits in grey, too large", "markdown: ' '", "theme: fifo as static/a.png",
]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="pipes, links and limits are POSIX")
@pytest.mark.parametrize("name", INPUTS if ALL else SAMPLE)
def test_a_bad_input(name: str, launcher: Launcher, tmp_path: Path) -> None:
    site = tmp_path / "site"
    lay(site, INPUTS[name])
    commands = [("check",), _BUILD] if ALL else [("check",)]
    for command in commands:
        ran = run(launcher, site, *command)
        if ALL:
            print(f"\n{ran.seconds:6.2f} s {ran.megabytes:5.0f} MB  {command[0]}: {name}", end="")
        pages = sum(1 for _ in (site / "output").rglob("*.html"))
        assert complaints(ran, INPUTS[name].codes, pages) == []
    assert ALL or not (site / "output").exists()


def test_complaints_are_made() -> None:
    """The campaign would say what is wrong."""
    sound = Ran(1, "", "content/a.yaml:1:2: error[not-utf8]: 坏\n", 0.1, 50, 0, "")
    assert complaints(sound, frozenset({"not-utf8"})) == []
    assert complaints(sound._replace(seconds=6), frozenset({"not-utf8"})) == ["6.0 seconds"]
    assert complaints(sound._replace(seconds=6), frozenset({"not-utf8"}), pages=10_000) == []
    assert complaints(sound._replace(megabytes=501), frozenset({"not-utf8"})) == ["501 megabytes"]
    for wrong in (sound._replace(status=0), sound._replace(status=-14), sound._replace(err="Traceback"), sound._replace(status=0, err="")):
        assert complaints(wrong, frozenset({"not-utf8"})) != []
    assert complaints(sound, frozenset()) != []
    assert complaints(sound, frozenset({"bad-id"})) != []
