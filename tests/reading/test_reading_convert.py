"""GB18030 files become UTF-8 files, and nothing is ever lost."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from site_builder.left_alone import is_left_alone
from site_builder.reading import convert
from site_builder.reading.convert import convert_file

OLD = "village: 马场村\r\n# 说明\r\ntown: 熊口镇\r\n".encode("gb18030")


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_the_text_is_converted_and_the_old_file_kept(tmp_path: Path) -> None:
    path = tmp_path / "site.yaml"
    path.write_bytes(OLD)
    path.chmod(0o640)
    conversion = convert_file(path)
    assert conversion.outcome == "converted"
    assert path.read_bytes() == OLD.decode("gb18030").encode()
    assert conversion.backup == tmp_path / "site.yaml.bak"
    assert conversion.backup.read_bytes() == OLD
    assert conversion.first_lines == ("village: 马场村", "# 说明", "town: 熊口镇")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert names(tmp_path) == ["site.yaml", "site.yaml.bak"]


def test_the_lines_shown_are_few_and_tell_something(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(("a: 1\n" * 20 + "村" * 500 + "\n" + "镇\n" * 20).encode("gb18030"))
    lines = convert_file(path).first_lines
    assert len(lines) == 5
    assert lines[0].startswith("村")
    assert max(map(len, lines)) <= 60


def test_no_kept_file_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    kept = []
    for turn in range(3):
        path.write_bytes(OLD + str(turn).encode())
        backup = convert_file(path).backup
        assert backup is not None
        kept.append((backup.name, backup.read_bytes()[-1:]))
    assert kept == [("a.yaml.bak", b"0"), ("a.yaml.1.bak", b"1"), ("a.yaml.2.bak", b"2")]
    assert all(is_left_alone(name) for name, _ in kept)


@pytest.mark.parametrize(("content", "outcome"), [
    ("村".encode(), "already-utf8"), (b"", "already-utf8"), (b"\xff\xd8\xff", "not-gb18030"), ("村".encode("utf-16"), "not-gb18030"),
    (b"a\0b", "not-gb18030"),
])  # fmt: skip
def test_what_is_refused_stays_as_it_is(tmp_path: Path, content: bytes, outcome: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    assert convert_file(path).outcome == outcome
    assert path.read_bytes() == content
    assert names(tmp_path) == ["a.yaml"]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "a.yaml"
    target.write_bytes(OLD)
    link = tmp_path / "b.yaml"
    link.symlink_to(target)
    os.mkfifo(tmp_path / "pipe")
    outcomes = [
        convert_file(path).outcome for path in (tmp_path, link, tmp_path / "no", tmp_path / "pipe", Path("a\0b"))
    ]
    assert outcomes == ["not-a-file"] * 5
    assert target.read_bytes() == OLD


def test_a_failure_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(_: object) -> None:
        raise OSError(28, "full")

    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    monkeypatch.setattr(convert.os, "fsync", full_disk)
    assert convert_file(path).outcome == "failed"
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["a.yaml"]


def test_a_failure_at_the_last_step_leaves_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held_open(_: Path, __: Path) -> None:
        raise PermissionError(13, "in use")

    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    monkeypatch.setattr(Path, "replace", held_open)
    assert convert_file(path).outcome == "failed"
    assert path.read_bytes() == OLD
    assert set(names(tmp_path)) <= {"a.yaml", "a.yaml.bak"}
