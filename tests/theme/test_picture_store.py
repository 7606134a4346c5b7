"""Encoded pictures are kept, and what is kept is never trusted."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from site_builder.theme import pictures
from site_builder.theme.picture_store import PictureChanged, PictureStore


@pytest.fixture
def photo(tmp_path: Path) -> tuple[Path, str]:
    """A picture file and its stem."""
    out = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(out, "JPEG")
    file = tmp_path / "photo.jpg"
    file.write_bytes(out.getvalue())
    return file, "pictures/" + hashlib.sha256(out.getvalue()).hexdigest()[:16]


def test_a_copy_is_encoded_once(photo: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, stem = photo
    first = PictureStore(tmp_path / "kept").copy(file, stem, 480)
    monkeypatch.setattr(pictures, "encode", lambda *_: b"encoded again")
    assert PictureStore(tmp_path / "kept").copy(file, stem, 480) == first
    assert PictureStore(None).copy(file, stem, 480) == b"encoded again"


def test_a_damaged_copy_is_made_anew(photo: tuple[Path, str], tmp_path: Path) -> None:
    file, stem = photo
    store = PictureStore(tmp_path / "kept")
    first = store.copy(file, stem, 480)
    (kept,) = (tmp_path / "kept").iterdir()
    for damaged in (b"", kept.read_bytes()[:-1], b"\0" + kept.read_bytes()[1:]):
        kept.write_bytes(damaged)
        assert store.copy(file, stem, 480) == first


def test_a_picture_that_changed_since_it_was_checked_is_refused(photo: tuple[Path, str], tmp_path: Path) -> None:
    file, stem = photo
    file.write_bytes(file.read_bytes() + b"\0")
    with pytest.raises(PictureChanged):
        PictureStore(tmp_path / "kept").copy(file, stem, 480)
    assert not (tmp_path / "kept").exists()


def test_a_folder_that_cannot_be_written_only_costs_time(photo: tuple[Path, str], tmp_path: Path) -> None:
    file, stem = photo
    (tmp_path / "kept").write_text("a file stands where the folder should be")
    assert PictureStore(tmp_path / "kept").copy(file, stem, 480) == PictureStore(None).copy(file, stem, 480)
