"""Numbers of people are found however they are written, and nothing else is taken for one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_seen import shown, spots

from site_builder.problems import Problems
from site_builder.reading.private_numbers import check_private_numbers, find_private_numbers, redact

MOBILE = "13800138000"
RESIDENT = "11010519491231002X"
CARD = "6222020000000000000"
SEPARATORS = [" ", "-", "\u00a0", "\u3000", "–", "—", "－", "\u200b", "\u00ad", "\ufeff", "\t", "\u2060"]  # fmt: skip
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def kinds(text: str) -> list[str]:
    """The kinds of the numbers found."""
    return [number.kind for number in find_private_numbers(text)]


@pytest.mark.parametrize("text", [
    "13800138000", "电话13800138000。", "138 0013 8000", "138-0013-8000", "+86 13800138000", "+8613800138000",
    "008613800138000", "0086-138-0013-8000", "8613800138000", "(86)13800138000", "１３８００１３８０００", "1 3 8 0 0 1 3 8 0 0 0",
    "tel13800138000", "微信wx13800138000", "13800138000/李", "IMG_13800138000.jpg", "1.13800138000", "138\u200b00138000",
    "138 0013\n8000", "2024-03-12 13800138000", "phone: '13800138000'", "13800138000: x", "# 13800138000", "٠13800138000"[1:],
    "19912345678", "13800138000X", "电话：1.13800138000", "见1.13800138000", "13800138000.2.李四", "电话13800138000.1组的", "微信a13800138000",
    "13800138000e",
])  # fmt: skip
def test_mobile_numbers(text: str) -> None:
    assert kinds(text) == ["mobile"]


@pytest.mark.parametrize("text", [
    "11010519491231002X", "11010519491231002x", "身份证11010519491231002Ｘ", "110105 19491231 002X", "110105-1949-12-31-002x",
    "１１０１０５１９４９１２３１００２Ｘ", "110105194912310029"[:17] + "X", "ID11010519491231002X", "1101051949\u200b1231002X",
    "440524188001010014", "11010519491231002Xa",
])  # fmt: skip
def test_resident_ids(text: str) -> None:
    assert kinds(text) == ["resident_id"]


@pytest.mark.parametrize("text", [
    "银行卡 6222020000000000000", "农信 6222 0200 0000 0000 000", "卡号：4111-1111-1111-1111", "bank: 4111111111111111",
    "4111111111111111（开户行：建行）", "bank_card:\n  4111111111111111", "存折4111１１１１11111111", "card 4222222222222",
    "惠农一卡通 4111111111111111", "补贴打卡：4111111111111111", "一折通 4111111111111111", "商行 4111111111111111",
])  # fmt: skip
def test_bank_cards_with_a_word_beside_them(text: str) -> None:
    assert kinds(text) == ["bank_card"]


@pytest.mark.parametrize("text", [
    "0728-0000000", "2024-03-12", "date: 2024-03-12, who: P0001, qty: 15800", "d7763af3c3c4", "138001380001", "record: a13800138000", "abc13800138000",
    "sha256: 1380013800012abc13800138000f", "12800138000", "1380013800", "11010519491231002",
    "110105194912310021", "110105194913310021", "6222020000000000000", "银行卡 6222020000000000001", "0.13800138000",
    "13800138000.50", "坐标30.13800138000,114.13800138000", "mmexport1710234567890.jpg", "IMG_20240312_153045123.jpg", "150 2024-03-12",
    "- 1381\n- 2345\n- 678", "2024-03-15 123456789", "[138, 0013, 8000]", "打卡4111111111111111", "4111111111111111",
    "卡" + "。" * 400 + "4111111111111111", "卡\n" + "。" * 30 + "\n4111111111111111",
])  # fmt: skip
def test_what_is_no_private_number(text: str) -> None:
    assert kinds(text) == []


def test_two_numbers_in_one_row_are_both_found() -> None:
    assert kinds(f"张三 {RESIDENT} {MOBILE}，李四 {MOBILE} {MOBILE}") == ["resident_id", "mobile", "mobile", "mobile"]


def test_offsets_are_those_of_the_text() -> None:
    text = f"😀：+86 138\u200b0013 8000、{RESIDENT}"
    found = [text[number.start : number.end] for number in find_private_numbers(text)]
    assert found == ["86 138\u200b0013 8000", RESIDENT]


@given(
    st.sampled_from([MOBILE, RESIDENT]),
    st.lists(st.sampled_from(["", *SEPARATORS]), min_size=17, max_size=17),
    st.booleans(),
)
def test_neither_separators_nor_full_width_digits_make_a_difference(number: str, gaps: list[str], wide: bool) -> None:
    text = "".join(char + gap for char, gap in zip(number, [*gaps[: len(number) - 1], ""], strict=True))
    text = text.translate(FULL_WIDTH) if wide else text
    assert [found[1:] for found in find_private_numbers(f"号{text}。")] == [(1, 1 + len(text))]


PIECES = [
    MOBILE,
    RESIDENT,
    CARD,
    "银行",
    " ",
    "-",
    "\n",
    "。",
    "86",
    "+",
    "1",
    "9",
    ".",
    "a",
    "X",
    "2024-03-12",
    "\u200b",
    "３",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=12).map("".join))
def test_what_is_redacted_holds_none_and_is_as_long_as_before(text: str) -> None:
    clean = redact(text)
    assert find_private_numbers(clean) == []
    assert len(clean) == len(text)
    assert not find_private_numbers(text) or clean != text


def test_what_looks_like_a_piece_of_something_until_that_is_redacted_is_redacted_too() -> None:
    assert "1615" not in redact("161500000߆\xa0２A16150000000")


def test_redacting_leaves_the_rest() -> None:
    assert redact(f"张三 138 0013 8000，{RESIDENT}，3 天") == f"张三 *** **** ****，{'*' * 18}，3 天"


def test_a_problem_names_the_place_and_the_kind_but_not_the_number(problems: Problems) -> None:
    check_private_numbers(f"一：1\n二：{MOBILE}\n\n  {RESIDENT}", "content/a.yaml", problems, first_line=5)
    assert spots(problems) == [("private-number", 6, 3), ("private-number", 8, 3)]
    assert "mobile" in shown(problems)
    assert "resident id" in shown(problems)
    assert "138" not in shown(problems)


def test_an_exempt_stretch_is_not_reported(problems: Problems) -> None:
    text = f"{MOBILE} {MOBILE}"
    check_private_numbers(text, "a", problems, exempt=[(0, 11)])
    assert spots(problems) == [("private-number", 1, 13)]


@pytest.mark.parametrize(
    "unit",
    ["1", "1 ", "1\n", "1-", "13800138000 ", "4111111111111112 ", "42098319900307123 ", "1\u200b", "13800138000a"],
)
def test_a_long_text_takes_no_time(unit: str) -> None:
    text = "卡" + unit * (200_000 // len(unit))
    begun = time.process_time()
    find_private_numbers(text)
    assert time.process_time() - begun < 1.6
