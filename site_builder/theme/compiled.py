"""Keeps the program's own templates compiled between runs, as Python keeps compiled modules: never needed, only quicker.

They lie beside Python's own compiled modules, inside the program: compiled code is a program, so it is never
taken from a village's folder, and a village's own templates are compiled each time. What is kept counts only
if everything that it was made from is the same: the template, the texts of the language, Jinja and this
package. Anything else in its place is made anew.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

if TYPE_CHECKING:
    from site_builder.theme.compiling import ThemeEnvironment

_PACKAGE = Path(__file__).resolve().parent
BESIDE_MODULES = _PACKAGE / "__pycache__"
_DIGEST = 32
_NOT_KEPT = ""


class CompiledTemplates(BytecodeCache):
    """A folder of compiled templates."""

    def __init__(self, language: str, texts: bytes, folder: Path = BESIDE_MODULES) -> None:
        """`texts` stands for the words of the language: the templates have them inside."""
        self._folder = folder
        self._language = language
        made_from = hashlib.sha256(f"{sys.version} {jinja2.__version__}".encode())
        for source in ("compiling.py", "environment.py"):
            made_from.update((_PACKAGE / source).read_bytes())
        made_from.update(texts)
        self._made_from = made_from.hexdigest()

    def get_source_checksum(self, source: str) -> str:
        """Stands for everything that compiled code depends on."""
        return hashlib.sha256(f"{self._made_from}{source}".encode()).hexdigest()

    def get_bucket(self, environment: ThemeEnvironment, name: str, filename: str | None, source: str) -> Bucket:  # type: ignore[override]
        """Called by Jinja for each template: what is kept of it, and a place for what it is compiled to."""
        if environment.is_builtin(filename):
            return super().get_bucket(environment, name, filename, source)
        return Bucket(environment, _NOT_KEPT, _NOT_KEPT)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept, if it is exactly what was put in."""
        try:
            kept = self._file(bucket).read_bytes()
            digest, code = kept[:_DIGEST], kept[_DIGEST:]
            if hashlib.sha256(code).digest() == digest:
                bucket.bytecode_from_string(code)
        except (OSError, ValueError, TypeError, EOFError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it; a folder that cannot be written only costs time."""
        if bucket.key == _NOT_KEPT:
            return
        code = bucket.bytecode_to_string()
        file = self._file(bucket)
        try:
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(hashlib.sha256(code).digest() + code)
        except OSError:
            return

    def _file(self, bucket: Bucket) -> Path:
        """One for a template in a language and a version of Python, so that nothing old is left."""
        name = hashlib.sha256(f"{bucket.key} {self._language}".encode()).hexdigest()[:32]
        return self._folder / f"{name}.{sys.implementation.cache_tag}.template"
