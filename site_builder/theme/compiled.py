"""Keeps compiled templates between runs, as Python keeps compiled modules: never needed, only quicker.

What is kept counts only if everything that it was made from is the same: the template, the
texts of the language, Jinja and this package. Anything else in its place is made anew.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

_PACKAGE = Path(__file__).resolve().parent
_DIGEST = 32


class CompiledTemplates(BytecodeCache):
    """A folder of compiled templates."""

    def __init__(self, folder: Path | None, texts: bytes) -> None:
        """Without a folder nothing is kept. `texts` stands for the language: the templates have its words inside."""
        self._folder = folder
        made_from = hashlib.sha256(f"{sys.version} {jinja2.__version__}".encode())
        for source in ("compiling.py", "environment.py"):
            made_from.update((_PACKAGE / source).read_bytes())
        made_from.update(texts)
        self._made_from = made_from.hexdigest()

    def get_source_checksum(self, source: str) -> str:
        """Stands for everything that compiled code depends on."""
        return hashlib.sha256(f"{self._made_from}{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept, if it is exactly what was put in."""
        if self._folder is None:
            return
        try:
            kept = self._file(self._folder, bucket).read_bytes()
            digest, code = kept[:_DIGEST], kept[_DIGEST:]
            if hashlib.sha256(code).digest() == digest:
                bucket.bytecode_from_string(code)
        except (OSError, ValueError, TypeError, EOFError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it; a folder that cannot be written only costs time."""
        if self._folder is None:
            return
        code = bucket.bytecode_to_string()
        file = self._file(self._folder, bucket)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(hashlib.sha256(code).digest() + code)
        except OSError:
            return

    def _file(self, folder: Path, bucket: Bucket) -> Path:
        return folder / hashlib.sha256(f"{bucket.key}{self._made_from}".encode()).hexdigest()[:32]
