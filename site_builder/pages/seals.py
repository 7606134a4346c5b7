"""The files by which a closed period is checked: its entries, the same for pages on a stick, and a program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from site_builder.publication.model import Seal

VERIFIER = "data/verify.py"
_PROGRAM = Path(__file__).parent / "verify_site.py"


def seal_files(seals: Iterable[Seal]) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of the files of all seals."""
    for seal in seals:
        yield seal.href, seal.data
        yield script_of(seal), _script(seal)
    yield VERIFIER, _PROGRAM.read_bytes()


def script_of(seal: Seal) -> str:
    """Where the script with a seal's text lies: beside its file."""
    return f"data/seals/{seal.period}.js"


def _script(seal: Seal) -> bytes:
    """The text of a seal's file as a script: a page opened from a stick may load nothing else.

    In ASCII, since old browsers take some characters for a line end.
    """
    return f"SEALS[{json.dumps(seal.period)}]={json.dumps(seal.data.decode())};\n".encode()
