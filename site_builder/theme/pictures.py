"""Pictures for publication: drawn anew from their pixels, so that nothing else of the file survives.

The same bytes and width give the same picture. No copy is larger than `MOST_BYTES`: first its
quality gives way a little, then its size, since a soft picture looks better than a blotched one.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

MOST_BYTES = 40_000
CARD = 300
_QUALITIES = (80, 68, 56, 46)
_SHRINK = 0.85
_LEAST_WIDTH = 240
_MOST_HEIGHT = 16_000
"""WebP knows none larger."""
_LARGE = 16_000_000
"""Dots of a picture that is made smaller at once, since each step keeps a copy of it."""


def encode(data: bytes, width: int) -> bytes:
    """A WebP copy at most `width` wide: upright, without EXIF, GPS, profile or comment."""
    whole = _opened(data, width)
    copy = _light_enough(_narrowed(whole, width))
    while len(copy) > MOST_BYTES and width > _LEAST_WIDTH:
        width = int(min(width, whole.width) * _SHRINK)
        copy = _webp(_narrowed(whole, width), _QUALITIES[-1])
    return copy


def square(data: bytes) -> bytes:
    """The middle of a picture as a JPEG of 300 by 300: the size and the kind that every chat takes."""
    bare = _narrowed(ImageOps.fit(_opened(data, 2 * CARD), (CARD, CARD), Image.Resampling.LANCZOS), CARD)
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
        turned = picture.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return (height, width) if turned else (width, height)


def _opened(data: bytes, width: int) -> Image.Image:
    """The pixels, upright, on white where they were transparent."""
    picture: Image.Image = Image.open(BytesIO(data))
    picture.draft("RGB", (width * 2, width * 2))
    if picture.width * picture.height > _LARGE:
        picture = picture.reduce(max(1, min(picture.size) // (2 * width)))
    return _flat(ImageOps.exif_transpose(picture))


def _flat(picture: Image.Image) -> Image.Image:
    """Colours as a page shows them."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        white = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(white, picture.convert("RGBA")).convert("RGB")
    return picture.convert("RGB")


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
