"""QR codes worked out from each other are those that the standard gives."""

from __future__ import annotations

import re

import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from site_builder.theme.codes import Code, Codes

TEXTS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=60)


def drawn(code: Code) -> list[list[int]]:
    """The dots that the strokes of a code cover."""
    dots = [[0] * code.size for _ in range(code.size)]
    for line in code.path.split("M")[1:]:
        start = re.match(r"0 (\d+)\.5", line)
        assert start is not None
        x = 0
        for step, length in re.findall(r"([hm])(\d+)", line[start.end() :]):
            for at in range(x, x + int(length)) if step == "h" else ():
                dots[int(start[1])][at] = 1
            x += int(length)
    return dots


@settings(max_examples=25, deadline=None)
@given(TEXTS, st.data())
def test_a_code_is_the_one_of_the_standard_whatever_was_made_before_it(first: str, data: st.DataObject) -> None:
    codes = Codes()
    codes.code(first)
    second = data.draw(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=len(first), max_size=len(first)))
    direct = segno.make_qr(second.encode(), error="m", boost_error=False, mode="byte", mask=3)
    assert drawn(codes.code(second)) == [[dot & 1 for dot in row] for row in direct.matrix]
    assert codes.code(second) == Codes().code(second)


@pytest.mark.parametrize("level", ["l", "m"])
def test_every_code_of_many_reads_as_its_own_address(level: str) -> None:
    codes = Codes(level)
    for number in range(0, 5000, 250):
        address = f"https://lianwan.example.org/households/H{number}.html"
        code = codes.code(address)
        picture = Image.new("L", (code.size + 8, code.size + 8), 255)
        for y, row in enumerate(drawn(code)):
            for x, dot in enumerate(row):
                picture.putpixel((x + 4, y + 4), 0 if dot else 255)
        read = zxingcpp.read_barcodes(picture.resize((picture.width * 4, picture.height * 4)))
        assert [found.text for found in read] == [address]
