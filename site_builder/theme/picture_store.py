"""Encoded pictures kept between builds: encoding is slow, and the same bytes give the same copy."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import PIL

from site_builder.problems import N_, Refused

_DIGEST = 32
_VERSION = f"5-{PIL.__version__}"
"""Whatever else decides about the bytes that are drawn of a picture."""


class PictureStore:
    """Copies of pictures in a folder. Whatever there is not exactly what was put in is made anew."""

    def __init__(self, folder: Path | None) -> None:
        """Without a folder nothing is kept."""
        self._folder = folder

    def copy(self, source: Path, stem: str, width: int) -> bytes:
        """The copy of a picture file at a width; `stem` names the digest of its bytes."""

        def draw(data: bytes) -> bytes:
            # Drawing is slow to import, and most pictures have been drawn before.
            from site_builder.theme.pictures import encode

            return encode(data, width)

        return self._made(source, stem, str(width), draw)

    def card(self, source: Path, stem: str) -> bytes:
        """The square of a picture file that a chat shows."""

        def draw(data: bytes) -> bytes:
            from site_builder.theme.pictures import square

            return square(data)

        return self._made(source, stem, "card", draw)

    def drawn(self, path: str, draw: Callable[[], bytes]) -> bytes:
        """A picture that is drawn of words; `path` names the digest of all that it depends on."""
        return self._kept(path.rpartition("/")[2], draw)

    def _made(self, source: Path, stem: str, what: str, draw: Callable[[bytes], bytes]) -> bytes:
        digest = stem.rpartition("/")[2]
        return self._kept(f"{digest}-{what}", lambda: draw(_unchanged(source, digest)))

    def _kept(self, name: str, draw: Callable[[], bytes]) -> bytes:
        kept = self._folder / f"{name}-{_VERSION}" if self._folder else None
        data = _read(kept) if kept else None
        if data is None:
            data = draw()
            if kept:
                _keep(kept, data)
        return data


class PictureChanged(Refused):
    """A picture is another than the one that was checked."""

    def __init__(self, path: Path) -> None:
        super().__init__(N_("{path} changed while the site was built. Build again."), path=path)


def _unchanged(source: Path, digest: str) -> bytes:
    """The bytes of a picture, which have to be those that were checked."""
    data = source.read_bytes()
    if not hashlib.sha256(data).hexdigest().startswith(digest):
        raise PictureChanged(source)
    return data


def _keep(kept: Path, data: bytes) -> None:
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(hashlib.sha256(data).digest() + data)
    except OSError:
        # A cache that cannot be written makes the next build slower, nothing else.
        return


def _read(kept: Path) -> bytes | None:
    try:
        stored = kept.read_bytes()
    except OSError:
        return None
    digest, data = stored[:_DIGEST], stored[_DIGEST:]
    return data if hashlib.sha256(data).digest() == digest else None
