"""Bytes become text: UTF-8 and nothing else, or a sentence on what else they might be."""

from __future__ import annotations

import codecs

from site_builder.problems import N_

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(raw: bytes) -> str | None:
    """Return the text with plain line ends and without a byte order mark, or None if it is no UTF-8 text."""
    if b"\0" in raw:
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def decode_gb18030(raw: bytes) -> str | None:
    """Return the text that the "ANSI" of a Chinese Windows makes of the bytes, or None."""
    if b"\0" in raw or raw.startswith(_UTF16_MARKS):
        return None
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return None


def explain_bytes(raw: bytes) -> tuple[str, str]:
    """Say what bytes that `decode` refused are instead, and what to do."""
    if raw.startswith(_UTF16_MARKS):
        return N_("the file is saved as UTF-16 (“Unicode”)"), N_("open it in an editor and save it as UTF-8.")
    if b"\0" in raw:
        return N_("the file holds NUL bytes: it is not a text"), N_("open it in an editor and save it as UTF-8.")
    if decode_gb18030(raw) is not None:
        return (
            N_("the file is not saved as UTF-8 but probably as GB18030 (“ANSI”)"),
            N_("convert it with the command “site-builder convert {command_file}”."),
        )
    return N_("the file is not saved as UTF-8"), N_("open it in an editor and save it as UTF-8.")
