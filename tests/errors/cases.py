"""A case of this folder becomes a site: the common base, the case's own files over it, and what `made.py` adds."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.errors.made import MADE

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
BASE = HERE / "BASE"
NAMES = sorted(folder.name for folder in HERE.iterdir() if (folder / "about.md").is_file() and folder != BASE)
_REPORTS = {"error": 1, "warning": 1, "refuse": 1, "PictureTrouble": 0}
"""Which argument of these calls is the code of a problem."""


def make_site(name: str, site: Path, patch: pytest.MonkeyPatch) -> None:
    """Lay a case over the base in an empty folder."""
    for folder in (BASE, HERE / name):
        for part in ("content", "themes"):
            if (folder / part).is_dir():
                shutil.copytree(folder / part, site / part, dirs_exist_ok=True)
    if name in MADE:
        MADE[name](site, patch)


def command(name: str) -> list[str]:
    """What is run on the case: `check`, or what it says itself."""
    file = HERE / name / "command.txt"
    return file.read_text("utf-8").split() if file.is_file() else ["check"]


def expected(name: str) -> str:
    """What the case prints to standard error."""
    file = HERE / name / "expected.txt"
    return file.read_text("utf-8") if file.is_file() else ""


def about(name: str) -> str:
    """What is wrong, in a sentence for a clerk."""
    return (HERE / name / "about.md").read_text("utf-8").splitlines()[0]


def codes_of_the_program() -> set[str]:
    """Every problem code that the source of the program can report."""
    return {code for file in (ROOT / "site_builder").rglob("*.py") for code in _codes(ast.parse(file.read_text("utf-8")))}


def _codes(tree: ast.Module) -> Iterator[str]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            at = _REPORTS.get(name)
            if at is not None and len(call.args) > at + 1:
                for node in _choices(call.args[at]):
                    if isinstance(node, ast.Constant) and isinstance(node.value, str):
                        yield node.value


def _choices(node: ast.expr) -> list[ast.expr]:
    return [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
