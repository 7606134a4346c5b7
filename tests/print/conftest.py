"""One village for the tests of paper, read once."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from site_builder.print.context import Context
from site_builder.print.engine import Engine, Sheet
from site_builder.print_out import _read
from tests.print.village import AS_OF, make_site


class Press(NamedTuple):
    """What is published of the village, and what sets it."""

    context: Context
    engine: Engine

    def pdf(self, sheet: Sheet) -> bytes:
        made = self.engine.pdf(sheet, datetime.date.fromisoformat(AS_OF))
        assert made is not None
        return made


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A village that no test changes."""
    return make_site(tmp_path_factory.mktemp("village"))


@pytest.fixture(scope="session")
def press(site: Path) -> Press:
    """The village, ready to be printed."""
    return ready(site)


@pytest.fixture(scope="session")
def ink_press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """The same village in the theme `ink`."""
    site = make_site(tmp_path_factory.mktemp("ink"))
    with (site / "content" / "site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("theme: ink\n")
    return ready(site)


def ready(site: Path) -> Press:
    read = _read(site, datetime.date.fromisoformat(AS_OF))
    assert read.context is not None, read.problems.sorted()
    return Press(read.context, Engine(read.theme_folders, read.language, read.context.words.gettext, read.problems))
