"""The small village, two quarters of it closed, as it is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.seals.sites import build, close, make_site, set_today


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A village that has closed two quarters, not to be changed."""
    with pytest.MonkeyPatch.context() as patch:
        set_today(patch)
        site = make_site(tmp_path_factory.mktemp("site"))
        close(site, "2024-Q1", "2024-Q2")
        return site


@pytest.fixture(scope="module")
def published(closed: Path) -> Path:
    """Its output."""
    with pytest.MonkeyPatch.context() as patch:
        set_today(patch)
        return build(closed)
