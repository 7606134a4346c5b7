"""Writes every expected.txt anew from real runs: `python tests/errors/accept.py [NAME…]`. Read the diff."""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
from pathlib import Path

import pytest

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from site_builder.cli import run_command
from tests.errors import cases


def run(name: str) -> str:
    """What the case prints to standard error."""
    errors = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        cases.make_site(name, Path(folder), patch)
        with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()):
            run_command([*cases.command(name), "--site", folder])
    return errors.getvalue()


if __name__ == "__main__":
    for case in sys.argv[1:] or cases.NAMES:
        said = run(case)
        if said != cases.expected(case):
            print(case)
            (cases.HERE / case / "expected.txt").write_text(said, "utf-8")
