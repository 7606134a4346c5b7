"""Spoils bytes the way disks, editors and people do; the same seed spoils the same way."""

from __future__ import annotations

import random
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random], bytes]

_SNIPPETS = [
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\r", b"\t", b"\x1b[2J", "\u202e".encode(), "\u200b".encode(), b"-", b"--- ", b"[", b"{", b"}", b"]", b"]]>", b'"', b"'", b"\\", b": ", b"#",
    b"&a ", b"*a ", b"!!int ", b"<script>", b"{{", b"99999999999999999999", b"-0", b"1e9", b"NaN", b"Infinity", b"null", b"true", b"\\ud800", b"../", b",", b"\n\n", b"|\n", b"> ",
    "张建国".encode(), "１３".encode(), b"0001-01-01", b"9999-12-31", b"2024-02-30",
]  # fmt: skip


def spoil(data: bytes, chance: random.Random) -> bytes:
    """The data with one to four things wrong."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        data = chance.choice(_WAYS)(data, chance)
    return data


def _at(data: bytes, chance: random.Random) -> int:
    return chance.randint(0, len(data))


def _flip(data: bytes, chance: random.Random) -> bytes:
    at = _at(data, chance)
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _bit(data: bytes, chance: random.Random) -> bytes:
    at = _at(data, chance)
    return data[:at] + bytes(byte ^ (1 << chance.randrange(8)) for byte in data[at : at + 1]) + data[at + 1 :]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = _at(data, chance)
    return data[:at] + chance.choice(_SNIPPETS) + data[at:]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: _at(data, chance)]


def _drop(data: bytes, chance: random.Random) -> bytes:
    at = _at(data, chance)
    return data[:at] + data[at + chance.choice((1, 2, 20, 500)) :]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    at = _at(data, chance)
    return data[:at] + data[at : at + chance.choice((1, 9, 200))] * chance.choice((2, 3, 50)) + data[at:]


def _swap_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _number(data: bytes, chance: random.Random) -> bytes:
    digits = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    if not digits:
        return data
    at = chance.choice(digits)
    return data[:at] + chance.choice((b"-", b"", b"00", b"9" * 30, b".", b"7", "七".encode())) + data[at + 1 :]


def _word(data: bytes, chance: random.Random) -> bytes:
    """One word of the file in the place of another."""
    words = data.split(b" ")
    words[chance.randrange(len(words))] = chance.choice(words)
    return b" ".join(words)


_WAYS: list[Mutation] = [_flip, _bit, _insert, _cut, _drop, _repeat, _swap_lines, _number, _word, _insert, _number, _word]
