"""The preview of a real village: a saved record shows in the open page, a broken file shows its problem there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from site_builder import cli, preview
from site_builder.problems import Refused
from site_builder.theme.picture_store import PictureChanged
from tests.conftest import ROOT, SAMPLE_DAY

STARTER = ROOT / "site_builder" / "starters" / "village"
RECORD = "  - {date: 2026-03-20, who: H001, rule: labor, note: 刚刚记的一笔}\n"
SHOWN = "text => document.body !== null && document.body.textContent.includes(text)"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A site that is served, and its address."""
    # SERVED=. measures the sample village instead.
    source = Path(os.environ.get("SERVED", STARTER))
    shutil.copytree(source / "content", tmp_path / "content")
    command = [sys.executable, "-m", "site_builder", "serve", "--port", "0", "--as-of", SAMPLE_DAY.isoformat()]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
    )
    assert process.stdout is not None
    address = next(found[0] for line in process.stdout if (found := re.search(r"http://[0-9.:]+/", line)))
    yield tmp_path, address
    process.terminate()
    process.communicate(timeout=20)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PictureChanged(Path("content/photos/a.jpg")), "content/photos/a.jpg"),
        (FileNotFoundError(2, "gone", "themes/a.css"), "themes/a.css"),
        (Refused("{path} is full", path="disk"), "disk is full"),
    ],
)
def test_what_fails_during_a_build_does_not_end_the_preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str) -> None:
    results = []

    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(cli, "build", fails)
    monkeypatch.setattr(preview, "serve", lambda _site, _output, build, *_: results.append(build()))
    shutil.copytree(STARTER / "content", tmp_path / "content")
    assert cli.run_command(["serve", "--site", str(tmp_path)]) == 0
    assert [result.ok for result in results] == [False]
    assert told in results[0].problems[0]


def test_a_saved_record_and_a_mistake_show_in_the_open_page(served: tuple[Path, str], browser: Browser) -> None:
    site, address = served
    page = browser.new_page()
    page.goto(f"{address}households/H001.html")
    points = site / "content" / "points" / "new.yaml"
    took = []
    for number in range(3):
        points.write_text("posted: 2026-04-01\nrecords:\n" + RECORD.replace("一笔", f"{number}笔"), "utf-8")
        saved = time.monotonic()
        page.wait_for_function(SHOWN, arg=f"刚刚记的{number}笔", timeout=10_000, polling=20)
        took.append(time.monotonic() - saved)
    print("seconds until the open page showed it:", [f"{seconds:.2f}" for seconds in took])
    assert min(took) < 1

    points.write_text("posted: 2026-04-01\nrecords:\n  - {date: 2026-03-20, who: H001, rule: labr}\n", "utf-8")
    page.wait_for_selector("text=content/points/new.yaml:3:41: error[unknown-rule]", timeout=10_000)
    assert page.locator("h1").count() == 1, "the last good site stays"
    assert page.get_by_text("刚刚记的2笔").count() > 0
    points.unlink()
    page.wait_for_selector("text=刚刚记的2笔", state="detached", timeout=10_000)
    assert page.get_by_text("unknown-rule").count() == 0
    page.close()

