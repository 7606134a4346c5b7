"""Looks through the village's own themes for what must not be published: their words and pictures are published as they are."""

from __future__ import annotations

import gettext
import struct
from io import BytesIO
from pathlib import Path

from site_builder.problems import N_, Place, Problems
from site_builder.publication.screen import Screen
from site_builder.reading.private_numbers import (
    check_private_numbers,
    find_private_numbers,
    redact,
    report_private_number,
)

THEMES = "themes"
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif"})
_OF_PIXELS = frozenset(
    ["jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "gamma", "transparency", "background", "version", "duration", "extension", "loop", "timestamp", "progressive", "progression", "adobe", "adobe_transform", "interlace", "srgb", "aspect"]
)
"""What a picture file says beside its pixels that is about pixels alone."""


def check_theme_files(site: Path, screen: Screen, problems: Problems) -> None:
    """Report names of people who did not consent, private numbers, and pictures that say more than they show."""
    for path in sorted((site / THEMES).rglob("*")):
        file = path.relative_to(site).as_posix()
        _check_name(file, screen, problems)
        if path.is_file():
            _check_content(path, Place(redact(file)), screen, problems)


def _check_name(file: str, screen: Screen, problems: Problems) -> None:
    place = Place(redact(file))
    screen.refuse(file.rpartition("/")[2], place)
    for number in find_private_numbers(file):
        report_private_number(place, number.kind, problems)


def _check_content(path: Path, place: Place, screen: Screen, problems: Problems) -> None:
    data = path.read_bytes()
    if path.suffix.lower() in _PICTURES:
        _check_picture(data, place, problems)
        return
    text = _catalogue_text(data) if path.suffix == ".mo" else _text(data)
    check_private_numbers(text, place.file, problems)
    for found in screen.find(text):
        at = found.spans[0][0]
        start = text.rfind("\n", 0, at) + 1
        where = Place(place.file, text.count("\n", 0, at) + 1, at - start + 1)
        problems.error(
            where, "name-in-theme", N_("the name of somebody who did not consent ({name}) stands in the theme"),
            N_("take it out: what a theme says is published as it is."), name=found.name,
        )


def _text(data: bytes) -> str:
    """The text of a file; nothing where it is none, such as a font."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""


def _catalogue_text(data: bytes) -> str:
    """All that a compiled catalogue says; one that is broken is reported when it is loaded."""
    try:
        words = gettext.GNUTranslations(BytesIO(data))._catalog.values()  # type: ignore[attr-defined] # noqa: SLF001 - it has no other way to list what it says
    except (OSError, ValueError, LookupError, SyntaxError, struct.error):
        return ""
    return " | ".join(" ".join(str(word).split()) for word in words)


def _check_picture(data: bytes, place: Place, problems: Problems) -> None:
    """Report a picture with a comment, a place or an author in it; pictures of content/ are drawn anew, those of a theme are not."""
    # Slow to import, and few villages have a theme with pictures.
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as picture:
            picture.load()
            says = {str(name).lower() for name in picture.info} - _OF_PIXELS
            says |= {"exif"} if picture.getexif() else set()
            rest = _beside_pixels(data, picture.format or "")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        says, rest = {"?"}, False
    if says or rest:
        problems.error(
            place, "picture-metadata", N_("this picture of the theme says more than it shows ({what})"),
            N_("save it anew without metadata; it is published as it is."), what=", ".join(sorted(says)) or "?",
        )


def _beside_pixels(data: bytes, form: str) -> bool:
    """Whether bytes follow the end of a picture or stand in pieces that nobody knows."""
    if form == "PNG":
        return not _only_known_chunks(data)
    if form == "JPEG":
        return not data.rstrip(b"\0").endswith(b"\xff\xd9")
    return form == "WEBP" and len(data) > int.from_bytes(data[4:8], "little") + 8


def _only_known_chunks(data: bytes) -> bool:
    """Whether a PNG ends with its end and has no chunks but those about its pixels."""
    known = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"bKGD", b"pHYs", b"sBIT", b"acTL", b"fcTL", b"fdAT"}
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        at += length + 12
        if kind not in known:
            return False
        if kind == b"IEND":
            return at == len(data)
    return False
