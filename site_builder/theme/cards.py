"""Share cards: the square picture that a chat shows beside a link to a page without a picture of its own.

A card says what kind of page it is in brush characters on the red paper: the title of a board, the
group of a household, the kind of a story. It never names anybody: a picture that travels cannot be
taken back when a consent is, and at the size of a thumb nobody could read a name.
"""

from __future__ import annotations

import hashlib
from functools import cache
from io import BytesIO

from site_builder.publication.model import Publication, Site
from site_builder.theme.cmap import characters
from site_builder.theme.folders import builtin_root
from site_builder.theme.words import Words

SIZE = 300
SHARE = "static/share.png"
"""What stands for all pages that no card is drawn for."""
_FONT = builtin_root() / "honor-red" / "print" / "fonts" / "MaShanZheng-Regular.ttf"
_RED, _GOLD, _LIGHT = "#a2170d", "#e9bd62", "#fff3d9"
_ROOM, _MIDDLE = 220, 162
_ONE_LINE = 2
_VERSION = "1"
"""Another one whenever cards are drawn otherwise."""


def card_path(site: Site, title: str) -> str:
    """Where the card of that title lies; "" where the site has no address that a chat could load it from."""
    if not site.base_url:
        return ""
    digest = hashlib.sha256(f"{_VERSION}\0{site.village}\0{title}".encode()).hexdigest()[:16]
    return f"pictures/{digest}-card.png"


def card_titles(publication: Publication, words: Words) -> dict[str, str]:
    """By path, the title of every card that a page may ask for."""
    titles = [board.title for board in publication.boards]
    titles += [group.name for group in publication.groups]
    titles += [words.word("story", story.kind) for story in publication.stories if not story.cover]
    site = publication.site
    return {card_path(site, title): title for title in titles} if site.base_url else {}


def draw_card(village: str, title: str) -> bytes:
    """The card as a PNG; empty where the brush has not all of its characters."""
    if not _brush().issuperset(map(ord, village + title)):
        return b""
    from PIL import Image, ImageDraw, ImageFont

    card = Image.new("RGB", (SIZE, SIZE), _RED)
    draw = ImageDraw.Draw(card)
    for edge, width in ((12, 2), (18, 1)):
        draw.rectangle((edge, edge, SIZE - 1 - edge, SIZE - 1 - edge), outline=_GOLD, width=width)
    draw.text((SIZE / 2, 46), village, font=ImageFont.truetype(_FONT, 26), fill=_LIGHT, anchor="mm")
    lines = _lines(title)
    size = min(_ROOM // max(2, *map(len, lines)), 180 // len(lines))
    font = ImageFont.truetype(_FONT, size)
    while size > 1 and max(map(font.getlength, lines)) > SIZE - 60:
        size -= 1
        font = ImageFont.truetype(_FONT, size)
    for number, line in enumerate(lines):
        draw.text((SIZE / 2, _MIDDLE + (number - (len(lines) - 1) / 2) * size * 1.05), line, font=font, fill=_LIGHT, anchor="mm")
    out = BytesIO()
    card.quantize(16).save(out, "PNG")
    return out.getvalue()


@cache
def _brush() -> frozenset[int]:
    """What the brush can write, read once for all cards."""
    return characters(_FONT)


def _lines(title: str) -> list[str]:
    """Words in lines of their own; a title without spaces in two lines, or three where it is long."""
    if " " in title:
        return title.split()
    if len(title) <= _ONE_LINE:
        return [title]
    across = -(-len(title) // (2 if len(title) <= 2 * 5 else 3))
    return [title[at : at + across] for at in range(0, len(title), across)]
