"""A published site that somebody made to trip those who verify it: a finding, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.launching import Launcher
from tests.hostile.campaign import MOST_MEGABYTES, MOST_SECONDS
from tests.hostile.inputs import MEGABYTE, full
from tests.seals.sites import AS_OF, make_site

Change = Callable[[Path], None]


@pytest.fixture(scope="module")
def site(launcher: Launcher, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published village with a seal."""
    site = make_site(tmp_path_factory.mktemp("published") / "site")
    assert launcher.run(site, "close", "2024-Q1").status == 0
    assert launcher.run(site, "build", "--as-of", AS_OF).status == 0
    return site


def put(path: str, text: str | bytes) -> Change:
    return lambda data: (data / path).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))


def after(path: str, text: str) -> Change:
    return lambda data: (data / path).write_bytes((data / path).read_bytes() + text.encode())


def replaced(path: str, **values: object) -> Change:
    def change(data: Path) -> None:
        known = json.loads((data / path).read_text("utf-8"))
        (data / path).write_text(json.dumps({**known, **values}), "utf-8")

    return change


def in_seal(**values: object) -> Change:
    def change(data: Path) -> None:
        known = json.loads((data / "site.json").read_text("utf-8"))
        known["seals"][0].update(values)
        (data / "site.json").write_text(json.dumps(known), "utf-8")

    return change


def fifo(path: str) -> Change:
    def change(data: Path) -> None:
        (data / path).unlink()
        os.mkfifo(data / path)

    return change


_HEAD = "record,date,scale,account,person,rule,category,award,status,limited\r\n"
CHANGES: dict[str, Change] = {
    "a long cell": put("records.csv", _HEAD + full("a", 200_000) + ",2024-03-12,points,H1,,labor,work,1,confirmed,false\r\n"),
    "an open quote": put("records.csv", _HEAD + '"' + full("a\r\n")),
    "many cells": put("records.csv", full(",")),
    "null bytes": put("records.csv", b"\0" * 1000),
    "long numbers": after("records.csv", f"x,2024-03-12,points,H1,,labor,work,{'9' * 5000},confirmed,false\r\n"),
    "no number": after("records.csv", "x,2024-03-12,points,H1,,labor,work,NaN,confirmed,false\r\n"),
    "infinity": after("records.csv", "x,2024-03-12,points,H1,,labor,work,Infinity,confirmed,false\r\n"),
    "an enormous exponent": after("records.csv", "x,2024-03-12,points,H1,,labor,work,1E999999999,confirmed,false\r\n"),
    "too few cells": after("records.csv", "x\r\n"),
    "too many cells": after("records.csv", "x," * 30 + "\r\n"),
    "deep": put("accounts.json", full("[")),
    "deep site": put("site.json", '{"a":' * 200_000),
    "a list": put("site.json", "[]"),
    "nothing": put("site.json", ""),
    "a long number": put("accounts.json", f'[{{"scale":"points","honor":{"9" * 100_000}}}]'),
    "not a number": replaced("site.json", scales=[{"id": "points", "issued": float("nan")}]),
    "no scales": replaced("site.json", scales=None),
    "scales of another kind": replaced("site.json", scales={"points": 1}),
    "seals of another kind": replaced("site.json", seals=["2024-Q1"]),
    "a digest of half characters": in_seal(digest="\ud800"),
    "a digest that speaks to the terminal": in_seal(digest="\x1b[2J\u202e"),
    "a period that leads outside": in_seal(period="../../../../../../etc/passwd"),
    "a period with a null": in_seal(period="a\0b"),
    "a long period": in_seal(period="a" * 5000),
    "a period that is a number": in_seal(period=5),
    "an empty seal": put("seals/2024-Q1.jsonl", ""),
    "a seal of one line": put("seals/2024-Q1.jsonl", "{}\n"),
    "a deep seal": put("seals/2024-Q1.jsonl", full("[") + "\n"),
    "a seal of many lines": put("seals/2024-Q1.jsonl", full("{}\n")),
    "a pipe for a seal": fifo("seals/2024-Q1.jsonl"),
    "a pipe for the entries": fifo("records.csv"),
    "a board of nonsense": put("boards/households/2024.json", '{"rows":[{"rank":null}]}'),
    "a board that is deep": put("boards/households/2024.json", full("[")),
    "no UTF-8": put("redemptions.csv", b"\xff\xfe"),
    "a key again and again": put("accounts.json", "[{" + full('"scale":1,', MEGABYTE) + '"scale":2}]'),
}  # fmt: skip


ALL = os.environ.get("HOSTILE") == "all"
FEW = ["a long cell", "an enormous exponent", "a digest that speaks to the terminal", "a pipe for a seal", "a deep seal"]


@pytest.mark.skipif(os.name == "nt", reason="pipes are POSIX")
@pytest.mark.parametrize("name", CHANGES if ALL else FEW)
def test_who_verifies_is_not_tripped(name: str, site: Path, launcher: Launcher) -> None:
    data = site / "output" / "data"
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    try:
        CHANGES[name](data)
        ran = launcher.run(site, "verify", "output", alarm=20)
        alone = subprocess.run(
            [sys.executable, "-I", data / "verify.py", data], capture_output=True, timeout=20, check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
    finally:
        for path, whole in before.items():
            path.unlink(missing_ok=True)
            path.write_bytes(whole)
    assert (ran.status, "Traceback" in ran.err) in [(1, False), (2, False)], ran
    assert ran.seconds < MOST_SECONDS
    assert ran.megabytes < MOST_MEGABYTES
    assert (alone.returncode, b"Traceback" in alone.stderr) == (0 if name.startswith("a board") else 1, False), alone.stderr[-800:]
    if "\x1b" in ran.out + ran.err or b"\x1b" in alone.stdout:
        pytest.fail("a published file speaks to the terminal")
