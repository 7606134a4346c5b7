"""Encoded pictures kept between builds: encoding is slow, and the same bytes give the same copy."""

from __future__ import annotations

import hashlib
from pathlib import Path

from site_builder.theme.pictures import encode

_DIGEST = 32
_VERSION = "2"
"""Changed whenever `encode` gives other bytes for the same picture."""


class PictureStore:
    """Copies of pictures in a folder. Whatever there is not exactly what was put in is made anew."""

    def __init__(self, folder: Path | None) -> None:
        """Without a folder nothing is kept."""
        self._folder = folder

    def copy(self, source: Path, stem: str, width: int) -> bytes:
        """The copy of a picture file at a width; `stem` names the digest of its bytes."""
        if self._folder is None:
            return encode(source.read_bytes(), width)
        kept = self._folder / f"{stem.rpartition('/')[2]}-{width}-{_VERSION}"
        data = _read(kept)
        if data is None:
            data = encode(source.read_bytes(), width)
            _keep(kept, data)
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
