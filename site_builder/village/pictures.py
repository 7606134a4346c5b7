"""Pictures that content names: found in the case of the disk, known by their content, measured."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from site_builder.problems import N_, Place, Problems
from site_builder.reading.folder import LARGEST_FILE, LARGEST_FILE_MB
from site_builder.reading.nearest import nearest
from site_builder.village.picture_facts import Facts

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
MOST_DOTS = 50_000_000
MOST_DOTS_WEBP = 20_000_000
"""WebP takes sixteen bytes for each dot while it is read."""
MOST_SIDE = 65_535
"""Dots; a JPEG has never more."""
FORMATS = ("JPEG", "PNG", "WEBP")
_MOST_WORK = 1_000_000_000
"""Dots that a JPEG draws, one scan after the other. It may begin anew as often as it likes, which takes hours."""
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_SCAN, _END = 0xDA, 0xD9
_SIDEWAYS = (5, 6, 7, 8)
"""Values of the EXIF orientation that exchange width and height."""
_ORIENTATION = 0x0112


class Picture(NamedTuple):
    """A picture of content/: where it lies, the digest of its bytes, and its size as it is looked at."""

    file: Path
    digest: str
    width: int
    height: int


class PictureTrouble(NamedTuple):
    """Why a file cannot be published as a picture."""

    code: str
    message: str
    hint: str
    values: dict[str, str]


@dataclass(slots=True)
class Pictures:
    """Finds the pictures that content names, and remembers which were named."""

    others: dict[str, Path]
    """Every plain file under content/ that is no record file, by source path."""
    facts: Facts
    """What is known of pictures from earlier builds."""
    found: dict[str, Picture | PictureTrouble] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def learned(self) -> Facts:
        """What is known of the pictures that were named."""
        return {p.digest: (p.width, p.height) for p in self.found.values() if isinstance(p, Picture)}

    def check(self, path: str, place: Place, problems: Problems) -> None:
        """Report at its place a name that leads to no picture."""
        found = self._look(path)
        if isinstance(found, PictureTrouble):
            problems.error(place, found.code, found.message, found.hint, **found.values)

    def get(self, path: str) -> Picture | None:
        """The picture of a path, or None where there is none."""
        found = self._look(path)
        return found if isinstance(found, Picture) else None

    def _look(self, path: str) -> Picture | PictureTrouble:
        if path not in self.found:
            self.found[path] = self._find(path)
        return self.found[path]

    def _find(self, path: str) -> Picture | PictureTrouble:
        if path.startswith("/") or "\\" in path or ".." in path.split("/") or re.match("[A-Za-z][A-Za-z0-9+.-]*:", path):
            return PictureTrouble(
                "picture-path", N_("“{path}” is not the path of a picture in content/"),
                N_("write it from content/ on, with “/” and without “..”."), {"path": path},
            )
        if path not in self.others:
            return self._missing(path)
        self.used.add(path)
        return measure(path, self.others[path], self.facts)

    def _missing(self, path: str) -> PictureTrouble:
        same = next((other for other in self.others if other.lower() == path.lower()), None)
        if same is not None:
            return PictureTrouble(
                "picture-case", N_("“{path}” is written “{same}” on the disk"),
                N_("write capital and small letters as they are there."), {"path": path, "same": same},
            )
        near = _meant(path, [other for other in self.others if other.lower().endswith(PICTURE_ENDINGS)])
        return PictureTrouble(
            "missing-picture", N_("there is no picture “{path}”"),
            N_("did you mean “{near}”?") if near else N_("put the picture there, as content/{path}, or mend the path."),
            {"path": path, "near": near or ""},
        )


def _meant(path: str, pictures: list[str]) -> str | None:
    """The picture that a wrong path probably means: of a path much like it, or the only one of that name."""
    same = [other for other in pictures if other.rpartition("/")[2] == path.rpartition("/")[2]]
    return same[0] if len(same) == 1 else nearest(path, pictures)


def measure(path: str, file: Path, facts: Facts) -> Picture | PictureTrouble:
    """Digest and size of a picture file, or why it is none. One of which `facts` tell is not looked into again."""
    data = _read(path, file)
    if isinstance(data, PictureTrouble):
        return data
    digest = hashlib.sha256(data).hexdigest()[:16]
    if digest in facts:
        return Picture(file, digest, *facts[digest])
    # Slow to import, and hardly ever needed: most pictures are known from an earlier build.
    from PIL import Image

    try:
        with warnings.catch_warnings():
            # A picture that is too large is refused below by its own size.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                width, height = image.size
                trouble = _too_much(path, data, image)
                if trouble is not None:
                    return trouble
                image.draft("RGB", (1, 1))  # where it can be read smaller, it need not be read large
                image.load()
                sideways = image.getexif().get(_ORIENTATION) in _SIDEWAYS
    except Image.DecompressionBombError:
        return _too_large(path)
    except (OSError, SyntaxError, ValueError, KeyError, IndexError, EOFError, TypeError, OverflowError, MemoryError):
        # Pillow's decoders raise any of these on broken files.
        return _no_picture(path)
    size = (height, width) if sideways else (width, height)
    return Picture(file, digest, *size)


def _read(path: str, file: Path) -> bytes | PictureTrouble:
    """The bytes of a picture file, or why they are not read. Its size is looked at first."""
    try:
        if file.stat().st_size > LARGEST_FILE:
            return PictureTrouble(
                "file-too-large", N_("“{path}” is larger than {limit} MB"), N_("make it smaller."),
                {"path": path, "limit": str(LARGEST_FILE_MB)},
            )
        return file.read_bytes()
    except OSError:
        return PictureTrouble(
            "unreadable-picture", N_("“{path}” cannot be read"), N_("check its permissions."), {"path": path}
        )


def _too_much(path: str, data: bytes, image: ImageFile) -> PictureTrouble | None:
    """Why a picture of such a size need not even be drawn."""
    dots = image.width * image.height
    if dots > MOST_DOTS:
        return _too_large(path)
    if image.format == "WEBP" and dots > MOST_DOTS_WEBP:
        return _too_large_webp(path)
    if max(image.size) > MOST_SIDE:
        return _too_long(path)
    if image.format == "JPEG" and _scans(data) * dots > _MOST_WORK:
        return _no_picture(path)
    return None


def _too_large(path: str) -> PictureTrouble:
    return PictureTrouble(
        "picture-too-large", N_("“{path}” has more than 50 million dots"), N_("make it smaller."), {"path": path}
    )


def _too_large_webp(path: str) -> PictureTrouble:
    return PictureTrouble(
        "picture-too-large", N_("“{path}” has more than 20 million dots, too many for a WebP"),
        N_("make it smaller, or save it as JPEG or PNG."), {"path": path},
    )


def _too_long(path: str) -> PictureTrouble:
    return PictureTrouble(
        "picture-too-large", N_("“{path}” is more than {most} dots long or wide"), N_("make it smaller."),
        {"path": path, "most": str(MOST_SIDE)},
    )


def _no_picture(path: str) -> PictureTrouble:
    return PictureTrouble(
        "not-a-picture", N_("“{path}” is not a whole JPEG, PNG or WebP picture"),
        N_("open it in a picture program and save it again as JPEG."), {"path": path},
    )


def _scans(data: bytes) -> int:
    """How often a JPEG is drawn over. What lies in its segments or behind its end, as other small pictures do, does not count."""
    scans, at = 0, 2
    while (marker := _MARKER.search(data, at)) is not None and data[marker.start() + 1] != _END:
        scans += data[marker.start() + 1] == _SCAN
        at = marker.end() + int.from_bytes(data[marker.end() : marker.end() + 2])
    return scans
