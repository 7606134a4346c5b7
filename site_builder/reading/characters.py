"""Characters that nobody sees, and that make a name or a title not what it looks like.

What stands in the table is refused in names, titles and notes and does not
count when texts are compared. It holds control characters, what steers the
direction of writing, and what takes no room:

- The joiners of compound emoji (U+200D) are refused: the same character hides inside names.
- Ideographic variation selectors (U+E0100 to U+E01EF) are refused too, though some
  computers write rare names with them: two names that look the same would differ,
  and masking, which counts characters, would show a whole name of two characters.
- The emoji selectors U+FE0E and U+FE0F are let through right after a symbol, where
  telephones put them unasked (a sun, a heart); after a letter or digit they are refused.
- The Arabic number signs (U+0600 …) are format characters too, but visible: not listed.
"""

from __future__ import annotations

import re
import unicodedata

# fmt: off
_INVISIBLE_RANGES = (
    (0x0000, 0x001F),    # C0 controls; a tab or a new line is one too in what is one line
    (0x007F, 0x009F),    # delete, C1 controls
    (0x00AD, 0x00AD),    # soft hyphen
    (0x034F, 0x034F),    # combining grapheme joiner
    (0x061C, 0x061C),    # Arabic letter mark (direction)
    (0x115F, 0x1160),    # Hangul fillers: letters without a shape
    (0x17B4, 0x17B5),    # Khmer vowels without a shape
    (0x180B, 0x180F),    # Mongolian variation selectors and vowel separator
    (0x200B, 0x200F),    # zero-width space, joiners, direction marks
    (0x2028, 0x202E),    # line and paragraph separator, direction embeddings and overrides
    (0x2060, 0x206F),    # word joiner, invisible operators, direction isolates, old format characters
    (0x3164, 0x3164),    # Hangul filler
    (0xD800, 0xDFFF),    # halves of characters, which no file can hold
    (0xFE00, 0xFE0F),    # variation selectors
    (0xFEFF, 0xFEFF),    # byte order mark, zero-width no-break space
    (0xFFA0, 0xFFA0),    # half-width Hangul filler
    (0xFFF0, 0xFFFB),    # reserved to be ignorable, interlinear annotation
    (0x13430, 0x1343F),  # hieroglyph format controls
    (0x1BCA0, 0x1BCA3),  # shorthand format controls
    (0x1D173, 0x1D17A),  # musical format controls
    (0xE0000, 0xE0FFF),  # tags, supplementary (ideographic) variation selectors
)
# fmt: on

INVISIBLE = "".join(f"\\U{first:08X}-\\U{last:08X}" for first, last in _INVISIBLE_RANGES)
"""The inside of a character class of a regular expression."""

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_INVISIBLE_BUT_SPACE = re.compile(f"(?![\\t\\n])[{INVISIBLE}]+")
_EMOJI_SELECTORS = frozenset("\ufe0e\ufe0f")
_SYMBOLS = frozenset({"So", "Sm", "Sk"})


def find_forbidden(text: str) -> tuple[int, str] | None:
    """Return where the first refused character of a one-line text stands, and its code point as U+200B."""
    for match in _INVISIBLE.finditer(text):
        if not _belongs_to_symbol(text, match.start()):
            return match.start(), f"U+{ord(match[0]):04X}"
    return None


def visible(text: str) -> str:
    """Return the text as it is seen; tabs and line ends, which are seen as space, stay."""
    return _INVISIBLE_BUT_SPACE.sub("", text)


def printable(text: str) -> str:
    """Return the text with U+FFFD for each refused character, so that it can be shown in one line."""
    return _INVISIBLE.sub(lambda match: match[0] if _belongs_to_symbol(text, match.start()) else "\ufffd", text)


def _belongs_to_symbol(text: str, at: int) -> bool:
    """Whether the character only chooses between the coloured and the black shape of a symbol."""
    return text[at] in _EMOJI_SELECTORS and at > 0 and unicodedata.category(text[at - 1]) in _SYMBOLS
