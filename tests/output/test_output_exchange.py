"""Putting one folder in the place of another, also where the system makes it hard."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

import pytest

from site_builder.output import durable, exchange


@pytest.fixture
def folders(tmp_path: Path) -> tuple[str, str, str]:
    """A new folder, a target with an old one, and the name to step aside to."""
    for name in ("new", "target"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_text("")
    return str(tmp_path / "new"), str(tmp_path / "target"), str(tmp_path / "aside")


def failing_with(code: int) -> object:
    """A system call that fails."""

    def renameat2(*_args: object) -> int:
        ctypes.set_errno(code)
        return -1

    return renameat2


def test_names_are_exchanged_in_one_step(folders: tuple[str, str, str]) -> None:
    new, target, aside = folders
    exchange.exchange(new, target, aside)
    assert (os.listdir(target), os.listdir(new)) == (["new"], ["target"])
    assert not os.path.exists(aside)


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP])
def test_where_the_disk_cannot_the_old_steps_aside(
    folders: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(exchange, "_renameat2", lambda: failing_with(code))
    new, target, aside = folders
    exchange.exchange(new, target, aside)
    assert (os.listdir(target), os.listdir(aside)) == (["new"], ["target"])
    assert not os.path.exists(new)


def test_another_failure_is_told(folders: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "_renameat2", lambda: failing_with(errno.EACCES))
    with pytest.raises(PermissionError):
        exchange.exchange(*folders)
    assert os.listdir(folders[1]) == ["target"]


def test_when_the_new_one_cannot_come_the_old_one_returns(
    folders: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_renameat2", lambda: None)
    new, target, aside = folders
    (Path(new) / "new").unlink()
    os.rmdir(new)
    with pytest.raises(FileNotFoundError):
        exchange.exchange(new, target, aside)
    assert os.listdir(target) == ["target"]


def test_a_folder_held_open_for_a_moment_is_waited_for(
    folders: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, tries = os.rename, []

    def held(old: str, new: str) -> None:
        tries.append(old)
        if len(tries) < 3:
            raise PermissionError
        rename(old, new)

    monkeypatch.setattr(os, "rename", held)
    monkeypatch.setattr(exchange, "_renameat2", lambda: None)
    monkeypatch.setattr(exchange, "_TRIES", 5)
    monkeypatch.setattr(exchange, "_PAUSE", 0.001)
    exchange.exchange(*folders)
    assert os.listdir(folders[1]) == ["new"]
    assert len(tries) == 4


def test_a_system_that_cannot_sweep_is_flushed_file_by_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    monkeypatch.setattr(durable, "_FEW", 0)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_args, **_options: object())
    (tmp_path / "a").write_text("")
    durable.flush(str(tmp_path), [str(tmp_path / "a")], [str(tmp_path)])
    assert len(flushed) == 2
