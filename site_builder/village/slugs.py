"""Addresses of pages: the `slug` that a clerk gives, or one made from the file's own name."""

from __future__ import annotations

import re

from site_builder.problems import N_, Place, Problems
from site_builder.reading.pinyin import syllable
from site_builder.village.shapes import RESERVED_NAMES

LONGEST = 64
_HANZI = re.compile(r"[㐀-䶿一-鿿豈-﫿〇𠀀-𲎯]")


def slug_of_name(name: str) -> str:
    """The slug of a file name without its ending; "" or a long one where it gives none.

    Each Chinese character becomes one pinyin syllable between hyphens; every run of other
    characters than letters and digits one hyphen.
    """
    spelled = "".join(f"-{syllable(char)}-" if _HANZI.match(char) else char for char in name.lower())
    return re.sub(r"[^a-z0-9]+", "-", spelled).strip("-")


def choose_slug(given: str, file: str, taken: dict[str, str], problems: Problems, place: Place) -> str:
    """The slug of a file, unique among `taken` (slug → file), to which it is added.

    `given` is the slug that the file states, or "".
    """
    slug = given or slug_of_name(file.rpartition("/")[2].rpartition(".")[0])
    if not slug or len(slug) > LONGEST or slug in RESERVED_NAMES:
        problems.error(
            Place(file), "slug-needed", N_("the name of this file gives no usable page address"),
            N_("add a field such as `slug: lu-ji-hui-tian`."),
        )
        return ""
    other = taken.setdefault(slug, file)
    if other != file:
        problems.error(
            place, "duplicate-slug", N_("the page address “{slug}” is already that of {other}"),
            N_("give this file another `slug`."), slug=slug, other=other,
        )
        return ""
    return slug
