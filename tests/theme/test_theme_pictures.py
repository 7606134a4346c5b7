"""Pictures carry nothing but what they show; charts say what their figures say."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from site_builder.publication.model import Bar
from site_builder.theme.charts import bar_chart, shape
from site_builder.theme.pictures import MOST_BYTES, encode, size_of, square


def photo(size=(800, 400), orientation: int = 1, fmt: str = "JPEG", mode: str = "RGB", noise: int = 0) -> bytes:
    plain = Image.effect_noise(size, noise) if noise else Image.linear_gradient("L").resize(size)
    picture = plain.convert(mode)
    if mode == "RGB":
        picture.paste("red", (0, 0, size[0] // 4, size[1] // 4))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = "secret place"
    exif.get_ifd(0x8825)[1] = "N"
    out = BytesIO()
    picture.save(out, fmt, exif=exif.tobytes(), comment=b"secret comment") if fmt == "JPEG" else picture.save(out, fmt)
    return out.getvalue()


def test_a_copy_has_no_metadata():
    copy = encode(photo(), 360)
    assert b"EXIF" not in copy
    assert b"secret" not in copy
    with Image.open(BytesIO(copy)) as picture:
        assert picture.format == "WEBP"
        assert not picture.getexif()
        assert set(picture.info) <= {"loop", "background", "timestamp", "duration"}


def test_a_copy_stands_upright():
    data = photo(orientation=6)
    assert size_of(data) == (400, 800)
    with Image.open(BytesIO(encode(data, 360))) as picture:
        assert picture.size == (360, 720)
        red, green, _ = picture.convert("RGB").getpixel((350, 10))
        assert red > 150 > green


def test_a_copy_is_small_and_never_blown_up():
    for width in (360, 720, 1600):
        copy = encode(photo((1600, 1200), noise=90), width)
        assert len(copy) <= MOST_BYTES
    with Image.open(BytesIO(encode(photo((200, 100)), 720))) as picture:
        assert picture.size == (200, 100)


def test_the_card_for_chats_is_the_middle_of_the_picture_as_a_plain_square():
    card = square(photo())
    assert b"secret" not in card
    with Image.open(BytesIO(card)) as picture:
        assert (picture.format, picture.size, picture.mode) == ("JPEG", (300, 300), "RGB")
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    with Image.open(BytesIO(square(photo((80, 40))))) as picture:
        assert picture.size == (300, 300)


def test_the_same_picture_gives_the_same_bytes():
    data = photo()
    assert encode(data, 360) == encode(data, 360)


@pytest.mark.parametrize(("fmt", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("JPEG", "CMYK"), ("WEBP", "RGB")])
def test_other_kinds_of_picture_are_taken(fmt, mode):
    with Image.open(BytesIO(encode(photo(fmt=fmt, mode=mode), 360))) as picture:
        assert picture.mode == "RGB"


def test_a_chart_is_a_table_with_its_figures():
    chart = bar_chart((Bar("a<b", Decimal(10)), Bar("c", Decimal("2.5"))), "单位 & 分", str)
    assert "a&lt;b" in chart
    assert "单位 &amp; 分" in chart
    assert ">10<" in chart
    assert ">2.5<" in chart
    assert "style" not in chart
    assert chart.count("<svg") == 2


def test_bars_go_both_ways_from_zero():
    assert shape(Decimal(-5), Decimal(-5), Decimal(15)) == '<path d="M0 5h50"/><path class="z" d="M50 0v10"/>'
    assert shape(Decimal(15), Decimal(-5), Decimal(15)).startswith('<path d="M50 5h150')
    assert shape(Decimal(1), Decimal(0), Decimal(10_000)) == '<path d="M0 5h1"/>'


def test_a_chart_of_nothing_has_no_bars():
    chart = bar_chart((Bar("a", Decimal(0)), Bar("b", Decimal("0.0"))), "x", str)
    assert "<svg" not in chart
    assert bar_chart((), "x", str) == ""


def test_a_tall_picture_is_as_wide_as_it_says() -> None:
    """One that is too large to be held twice is made smaller first, but never below what is wanted of it."""
    out = BytesIO()
    Image.new("L", (1500, 11_000), "grey").save(out, "PNG")
    assert Image.open(BytesIO(encode(out.getvalue(), 1080))).width == 1080
