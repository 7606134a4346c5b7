"""Bytes become text, or a sentence on what they are instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.reading.encoding import decode, explain_bytes


@pytest.mark.parametrize(("raw", "text"), [
    ("村".encode(), "村"), (b"\xef\xbb\xbfa: 1", "a: 1"), (b"a\r\nb\rc\n\r\n", "a\nb\nc\n\n"), (b"", ""),
    ("a\u2028b\x0bc\x85d".encode(), "a\u2028b\x0bc\x85d"), ("\ufeff\ufeffa".encode(), "\ufeffa"),
])  # fmt: skip
def test_utf8_with_any_line_ends(raw: bytes, text: str) -> None:
    assert decode(raw) == text


@pytest.mark.parametrize(("raw", "words"), [
    ("马场村".encode("gb18030"), "GB18030"), ("村 a".encode("utf-16"), "UTF-16"), ("村 a".encode("utf-16-be"), "NUL"),
    (b"a\0b", "NUL"), (b"\xff\xd8\xff\xe0\x80\xff", "not saved as UTF-8"), (b"\xed\xa0\x80\xff", "not saved as UTF-8"),
])  # fmt: skip
def test_anything_else_is_told_apart(raw: bytes, words: str) -> None:
    assert decode(raw) is None
    message, hint = explain_bytes(raw)
    assert words in message
    assert ("site-builder convert" in hint) == (words == "GB18030")


@given(st.binary())
def test_no_bytes_get_a_traceback(raw: bytes) -> None:
    if decode(raw) is None:
        assert all(explain_bytes(raw))
