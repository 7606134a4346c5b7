"""How single Chinese characters read, in pinyin without tones.

Characters are looked up one by one: the address of a page must not change because a newer
word list knows another reading.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# The word lists of pypinyin take most of its loading time, and are not used here.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")


def edition() -> str:
    """Another text for another release of the table, without loading it: the file that says which it is."""
    found = find_spec("pypinyin")
    return Path(found.origin).read_text("utf-8") if found is not None and found.origin is not None else ""


@cache
def syllable(character: str) -> str:
    """The commonest reading of a character in letters a to z; "" where it has none."""
    # The table of all characters takes long to load, and only publishing needs it.
    from pypinyin import Style, lazy_pinyin

    found = lazy_pinyin(character, style=Style.NORMAL, errors="ignore", v_to_u=False)
    return found[0].lower() if found and found[0].isascii() else ""
