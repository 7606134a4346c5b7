"""Pictures for publication: drawn anew from their pixels, so that nothing else of the file survives.

The same bytes and width give the same picture. No copy is larger than `MOST_BYTES`: first its
quality gives way a little, then its size, since a soft picture looks better than a blotched one.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from io import BytesIO

from PIL import Image, ImageOps, _imaging

MOST_BYTES = 40_000
CARD = 300
_QUALITIES = (80, 68, 56, 46)
_SHRINK = 0.85
_LEAST_WIDTH = 240
_MOST_HEIGHT = 8_000
"""More than ten screens of a phone. WebP knows none above 16,383, and a copy so light is blotched long before."""
_LARGE = 16_000_000
"""Dots of a picture of which one is drawn at a time, and that is made smaller at once: it takes much memory."""
_WEBP = 4
"""How many times the memory of other pictures a WebP takes while it is read."""
_TURN = threading.Lock()
_ORIENTATION, _SIDEWAYS = 0x0112, (5, 6, 7, 8)
"""Where EXIF says how a picture was held, and what exchanges width and height."""

# Pillow's smaller blocks stay with the process after use, hundreds of megabytes of them.
_imaging.set_block_size(64 << 20)


def encode(data: bytes, width: int) -> bytes:
    """A WebP copy at most `width` wide: upright, without EXIF, GPS, profile or comment."""
    with _opened(data, width) as whole:
        copy = _light_enough(_narrowed(whole, width))
        while len(copy) > MOST_BYTES and width > _LEAST_WIDTH:
            width = int(min(width, whole.width) * _SHRINK)
            copy = _webp(_narrowed(whole, width), _QUALITIES[-1])
    return copy


def square(data: bytes) -> bytes:
    """The middle of a picture as a JPEG of 300 by 300: the size and the kind that every chat takes."""
    with _opened(data, 2 * CARD) as whole:
        bare = _narrowed(ImageOps.fit(whole, (CARD, CARD), Image.Resampling.LANCZOS), CARD)
    out = BytesIO()
    bare.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _light_enough(picture: Image.Image) -> bytes:
    """The copy of the best quality that is small enough, or else of the least."""
    for quality in _QUALITIES:
        copy = _webp(picture, quality)
        if len(copy) <= MOST_BYTES:
            break
    return copy


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height of a picture when it stands upright."""
    with Image.open(BytesIO(data)) as picture:
        width, height = picture.size
        turned = picture.getexif().get(_ORIENTATION) in _SIDEWAYS
    return (height, width) if turned else (width, height)


@contextmanager
def _opened(data: bytes, width: int) -> Iterator[Image.Image]:
    """The pixels, upright, on white where they were transparent; a large picture not much wider and higher than needed."""
    picture: Image.Image = Image.open(BytesIO(data))
    weight = _WEBP if picture.format == "WEBP" else 1
    with _TURN if picture.width * picture.height * weight > _LARGE else nullcontext():
        spare = _spare(picture, width)
        picture.draft("RGB", (max(1, picture.width // spare), max(1, picture.height // spare)))
        # The name is used again, so that what it stood for is given back.
        picture = _lessened(picture, width)
        ImageOps.exif_transpose(picture, in_place=True)
        yield _flat(picture)


def _spare(picture: Image.Image, width: int) -> int:
    """How many times over a picture is larger than needed to draw it well; of a large one as little is held as will do, by twos as JPEG is read."""
    across, down = reversed(picture.size) if picture.getexif().get(_ORIENTATION) in _SIDEWAYS else picture.size
    target = max(1, min(width, across * _MOST_HEIGHT // down))
    if picture.width * picture.height <= _LARGE:
        return max(1, across // (2 * target))
    return 1 << max(1, across // target).bit_length() - 1


def _flat(picture: Image.Image) -> Image.Image:
    """Colours as a page shows them. No copy is made that need not be."""
    if picture.mode not in ("RGBA", "LA", "PA") and "transparency" not in picture.info:
        return picture if picture.mode == "RGB" else picture.convert("RGB")
    clear = picture if picture.mode == "RGBA" else picture.convert("RGBA")
    white = Image.new("RGB", picture.size, "white")
    white.paste(clear, mask=clear)
    return white


def _lessened(picture: Image.Image, width: int) -> Image.Image:
    """A large picture made smaller in whole steps, which is quick and takes no further memory."""
    spare = _spare(picture, width)
    if spare < 2 or picture.width * picture.height <= _LARGE:
        return picture
    # Colours by number cannot be mixed.
    return (_flat(picture) if picture.mode in ("1", "P", "PA", "I;16") else picture).reduce(spare)


def _narrowed(picture: Image.Image, width: int) -> Image.Image:
    """The picture at most so wide; a new image of bare pixels in any case."""
    scale = min(width / picture.width, _MOST_HEIGHT / picture.height)
    if scale < 1:
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    return bare


def _webp(picture: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    picture.save(out, "WEBP", quality=quality, method=4)
    return out.getvalue()
