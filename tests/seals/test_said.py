"""What both verifiers say of everything that was tampered with, word for word: tests/seals/said.txt."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_builder import verify
from site_builder.pages import verify_site
from tests.seals.said import SAID, make_sites, told

MESSAGE = re.compile(r'N_\("([^"]*)"\)')


def test_what_is_said_of_each_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sites = make_sites(tmp_path)
    before = dict(_cases(SAID.read_text("utf-8")))
    now = dict(_cases("".join(told(sites, tmp_path / "tried"))))
    assert now == before, "python -m tests.seals.said"


def _cases(text: str) -> list[tuple[str, str]]:
    return [(case.partition("\n")[0], case) for case in text.split("\n\n")]


def test_everything_that_can_be_wrong_is_found_somewhere() -> None:
    said = SAID.read_text("utf-8")
    for file in Path(verify.__file__).parent.glob("*.py"):
        for message in MESSAGE.findall(file.read_text("utf-8")) if file.name not in ("source.py", "verify.py") else ():
            assert re.search(re.sub(r"\\\{\w+\\\}", ".*", re.escape(message)), said), (file.name, message)
    for english in re.findall(r'wrong\(.*"([^"]*)"\)', Path(verify_site.__file__).read_text("utf-8")):
        assert english in said
