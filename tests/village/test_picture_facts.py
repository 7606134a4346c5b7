"""The remembered sizes of pictures: a shortcut that is never trusted when it is not whole."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from site_builder.reading.folder import LARGEST_FILE
from site_builder.village.picture_facts import NO_FACTS, read_facts, write_facts
from site_builder.village.pictures import Picture, PictureTrouble, measure


def test_what_is_written_is_read(tmp_path: Path) -> None:
    facts = {"0123456789abcdef": (1600, 1067), "fedcba9876543210": (1, 2)}
    write_facts(tmp_path / "new" / "sizes", facts)
    assert read_facts(tmp_path / "new" / "sizes") == facts


def test_every_damaged_line_counts_as_not_there(tmp_path: Path) -> None:
    file = tmp_path / "sizes"
    write_facts(file, {"0123456789abcdef": (1600, 1067)})
    whole = file.read_bytes()
    for at in range(len(whole) - 1):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert read_facts(file) in ({}, NO_FACTS)
    file.write_bytes(b"\xff\x00\n\n1 2 3 4\n")
    assert read_facts(file) == {}
    assert read_facts(tmp_path / "none") == {}


def test_a_known_picture_is_not_looked_into(tmp_path: Path) -> None:
    out = BytesIO()
    Image.new("RGB", (40, 30)).save(out, "PNG")
    file = tmp_path / "a.png"
    file.write_bytes(out.getvalue())
    first = measure("a.png", file, NO_FACTS)
    assert isinstance(first, Picture)
    assert (first.width, first.height) == (40, 30)
    file.write_bytes(out.getvalue()[:60])
    assert not isinstance(measure("a.png", file, {first.digest: (40, 30)}), Picture), "other bytes have another digest"
    file.write_bytes(out.getvalue())
    assert measure("a.png", file, {first.digest: (7, 8)}) == first._replace(width=7, height=8)
    assert measure("a.png", file, {}) == first


@pytest.mark.parametrize(
    ("form", "height", "options", "taken"),
    [
        ("PNG", 10_000, {}, True),
        ("PNG", 10_001, {}, False),
        ("JPEG", 10_000, {}, True),
        ("JPEG", 10_000, {"progressive": True}, True),
        ("JPEG", 10_001, {}, False),
        ("WEBP", 4000, {}, True),
        ("WEBP", 4001, {}, False),
    ],
)
def test_a_picture_may_have_fifty_million_dots_and_a_webp_twenty(tmp_path: Path, form: str, height: int, options: dict[str, bool], taken: bool) -> None:
    file = tmp_path / "a"
    Image.new("L", (5000, height)).save(file, form, **options)
    found = measure("a", file, NO_FACTS)
    if taken:
        assert isinstance(found, Picture)
        assert (found.width, found.height) == (5000, height)
    else:
        assert isinstance(found, PictureTrouble)
        assert found.code == "picture-too-large"
        assert ("20 million" in found.message) == (form == "WEBP")


def test_a_picture_in_a_file_over_32_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    Image.new("L", (40, 30)).save(file, "PNG")
    with file.open("r+b") as stream:
        stream.truncate(LARGEST_FILE)
        assert isinstance(measure("a.png", file, NO_FACTS), Picture)
        stream.truncate(LARGEST_FILE + 1)
    found = measure("a.png", file, NO_FACTS)
    assert isinstance(found, PictureTrouble)
    assert found.code == "file-too-large"
