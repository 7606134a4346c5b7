"""Boards that choose who may rank: whoever is left off or put on without a reason that can be seen is noticed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.seals.boards import TAMPERED, make_village
from tests.seals.sites import build, set_today
from tests.seals.test_verify import change
from tests.seals.verifiers import command_refuses


@pytest.fixture(scope="module")
def ranked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        set_today(patch)
        return build(make_village(tmp_path_factory.mktemp("boards")))


def test_boards_as_they_were_published_are_right(ranked: Path) -> None:
    assert not command_refuses(ranked)


@pytest.mark.parametrize(("path", "old", "new"), TAMPERED)
def test_a_changed_board_is_noticed(ranked: Path, tmp_path: Path, path: str, old: str, new: str) -> None:
    output = shutil.copytree(ranked, tmp_path / "output")
    change(output, path, old, new)
    assert command_refuses(output)
