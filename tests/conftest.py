"""What several tests share: a built sample village and a real browser."""

from __future__ import annotations

import datetime
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from site_builder.cli import run_command
from tests.faults.launching import Launcher, launching

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_DAY = datetime.date(2026, 11, 5)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


NOT_COUNTED = {
    "faults", "hostile", "injection", "leaks", "test_axe.py", "test_determinism.py", "test_guide.py", "test_pages_browser.py", "test_privacy.py",
    "test_properties.py",
}  # fmt: skip
"""Tests that attack or compare whole villages: counting lines would slow them by a third and tell nothing that the others do not."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the coverage of the slowest tests out."""
    for item in items:
        if NOT_COUNTED & {*item.path.relative_to(ROOT / "tests").parts}:
            item.add_marker(pytest.mark.no_cover)


def made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker who wants it makes, and the others wait for."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, ready = shared / name, shared / f"{name}.ready"
    try:
        folder.mkdir()
    except FileExistsError:
        patience = time.monotonic() + 300
        while not ready.exists():
            assert time.monotonic() < patience, f"{name} was not made by the worker that began it"
            time.sleep(0.05)
        return folder
    make(folder)
    ready.touch()
    return folder


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the sample village, not to be changed."""

    def make(folder: Path) -> None:
        options = ["--site", str(ROOT), "--as-of", SAMPLE_DAY.isoformat(), "--output", str(folder / "output")]
        assert run_command(["build", *options]) == 0

    return made_once(tmp_path_factory, "sample", make) / "output"


def launched(playwright: Playwright) -> Browser:
    """The system's Chromium, or the one that Playwright installed."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return playwright.chromium.launch(executable_path=found, args=BROWSER_FLAGS)


@pytest.fixture(scope="session")
def ink(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Path:
    """The sample village in the theme ink, not to be changed."""

    def make(site: Path) -> None:
        shutil.copytree(ROOT / "content", site / "content")
        settings = site / "content" / "site.yaml"
        settings.write_text(settings.read_text("utf-8").replace("theme: honor-red", "theme: ink"), "utf-8")
        shutil.copytree(ROOT / ".cache" / "pictures", site / ".cache" / "pictures")
        assert run_command(["build", "--site", str(site), "--as-of", SAMPLE_DAY.isoformat()]) == 0

    return made_once(tmp_path_factory, "ink", make) / "output"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def launcher() -> Iterator[Launcher]:
    """Starts commands of the program in processes of their own."""
    with launching() as started:
        yield started
