"""Which characters are refused in names and titles, held against Unicode itself."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from site_builder.reading.characters import find_forbidden, printable, visible

ALWAYS_REFUSED = {"Cc", "Cf", "Cs", "Zl", "Zp"}
VISIBLE_FORMAT = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
SHAPELESS_LETTERS = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0}


def is_selector(code: int) -> bool:
    """Whether a code point chooses the shape of the one before it."""
    return code in {*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}


def test_every_code_point_is_judged_by_its_category() -> None:
    wrong, fine = [], []
    for code in range(sys.maxunicode + 1):
        category = unicodedata.category(chr(code))
        if category == "Cn" or 0x13430 <= code <= 0x1343F:  # not assigned, or assigned in some Unicode only
            continue
        wanted = (category in ALWAYS_REFUSED and code not in VISIBLE_FORMAT) or code in SHAPELESS_LETTERS
        if not (wanted or is_selector(code)):
            fine.append(chr(code))
        elif find_forbidden(chr(code)) is None:
            wrong.append(f"U+{code:04X}")
    assert wrong == []
    assert find_forbidden("".join(fine)) is None


@pytest.mark.parametrize(("text", "at", "name"), [
    ("张\u200b建国", 1, "U+200B"), ("张建国\u202e", 3, "U+202E"), ("\ufeff张", 0, "U+FEFF"), ("a\tb", 1, "U+0009"),
    ("一\n二", 1, "U+000A"), ("葛\U000e0100", 1, "U+E0100"), ("张\ufe0f", 1, "U+FE0F"), ("1\ufe0f", 1, "U+FE0F"),
])  # fmt: skip
def test_the_first_one_is_named_with_its_place(text: str, at: int, name: str) -> None:
    assert find_forbidden(text) == (at, name)


@pytest.mark.parametrize(
    "text", ["", "张建国", "阿·凡提", "Ludmila Müller", "全　角", "☀\ufe0f晴", "❤\ufe0f", "😀", "𠮷野"]
)
def test_ordinary_names_and_symbols_of_telephones_pass(text: str) -> None:
    assert find_forbidden(text) is None


def test_visible_is_what_is_seen() -> None:
    assert visible("张\u200b建\u00ad国\ufeff") == "张建国"
    assert visible("一\t二\n三") == "一\t二\n三"
    assert visible("葛\U000e0100☀\ufe0f") == "葛☀"


def test_printable_shows_that_something_was_there() -> None:
    assert printable("a\nb\udcff☀\ufe0f") == "a\ufffdb\ufffd☀\ufe0f"
