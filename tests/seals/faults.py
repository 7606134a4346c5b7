"""How many small faults of the verifiers do the cases of these tests notice?

    python -m tests.seals.faults [SAMPLE]

Puts one fault after the other into site_builder/verify/ and pages/verify_site.py, in memory, and lets the verifiers look
at every site of these tests: those that are right, and those that were tampered with. A fault lives where all verdicts
stay the same. Minutes, where running the tests for each fault (tools/mutants.py) takes hours.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import io
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, ModuleType
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = [*sorted((ROOT / "site_builder/verify").glob("*.py")), ROOT / "site_builder/pages/verify_site.py"]
NOT_LOOKED_AT = ("source.py", "findings.py", "__init__.py")
"""Reads from the web, or holds nothing to be wrong about."""
COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}


class Fault(NamedTuple):
    """One change of a file."""

    file: Path
    line: int
    what: str
    tree: ast.Module


def places_of(file: Path) -> Iterator[tuple[Path, int, int]]:
    """Where faults can be put into a file: at which node, and which of its changes."""
    for at, node in enumerate(ast.walk(ast.parse(file.read_text("utf-8")))):
        for number in range(len(_changes(node))):
            yield file, at, number


def fault_at(file: Path, at: int, number: int) -> Fault | None:
    """A file with one fault; None where it comes out the same."""
    tree = ast.parse(file.read_text("utf-8"))
    spot = next(node for i, node in enumerate(ast.walk(tree)) if i == at)
    what, before = _changes(spot)[number], ast.unparse(spot)
    _apply(spot, number)
    after = ast.unparse(spot)
    if after == before:
        return None
    first = next((f"{old} -> {new}" for old, new in zip(before.splitlines(), after.splitlines(), strict=False) if old != new), before)
    return Fault(file, getattr(spot, "lineno", 0), f"{what}: {_short(first)}", ast.fix_missing_locations(tree))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) < 200 else f"{text[:197]}..."


def _changes(node: ast.AST) -> list[str]:
    """What can be changed at a node, by name."""
    kinds = {
        ast.Compare: ["comparison"], ast.BinOp: ["operator"], ast.BoolOp: ["and/or", "without the last"], ast.If: ["condition"],
        ast.IfExp: ["condition"], ast.Return: ["returns None"],
    }
    if isinstance(node, (ast.FunctionDef, ast.For)):
        return [f"without statement {n}" for n in range(len(node.body))]
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return ["one more", "one less"]
    if isinstance(node, ast.UnaryOp):
        return ["sign"]
    return kinds.get(type(node), [])


def _apply(node: ast.AST, number: int) -> None:
    if isinstance(node, ast.Compare):
        node.ops[0] = COMPARED[type(node.ops[0])]()
    elif isinstance(node, ast.BinOp) and type(node.op) in COMPUTED:
        node.op = COMPUTED[type(node.op)]()
    elif isinstance(node, ast.BoolOp):
        if number:
            node.values = node.values[:-1]
        else:
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, (ast.If, ast.IfExp)):
        node.test = ast.UnaryOp(ast.Not(), node.test)
    elif isinstance(node, ast.Return) and node.value is not None:
        node.value = ast.Constant(None)
    elif isinstance(node, (ast.FunctionDef, ast.For)):
        statement = node.body[number]
        is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if not is_text and not isinstance(statement, (ast.Return, ast.FunctionDef)):
            node.body[number] = ast.Pass()
    elif isinstance(node, ast.Constant):
        node.value += -1 if number else 1
    elif isinstance(node, ast.UnaryOp):
        node.op = ast.Not() if isinstance(node.op, ast.UAdd) else ast.UAdd() if isinstance(node.op, ast.USub) else node.op


# --- the sites -------------------------------------------------------------------------


def make_cases(folder: Path) -> list[Path]:
    """Every site of these tests, right ones first."""
    from tests.seals import boards, test_hidden, test_tampering, test_verify
    from tests.seals.sites import build, close, make_site, set_today

    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        set_today(patch)
        close(make_site(folder / "plain"), "2024-Q1", "2024-Q2")
        right = {"plain": build(folder / "plain"), "open": build(make_site(folder / "open")), "boards": build(boards.make_village(folder / "boards"))}
        for mode in test_hidden.MODES:
            close(test_hidden.village(folder / mode, mode), "2024-Q1", "2024-Q2")
            right[mode] = build(folder / mode)
            for after in set(test_hidden.MODES) - {mode}:
                site = shutil.copytree(folder / mode, folder / f"{mode}-{after}")
                test_hidden.edit(site, "site.yaml", f"deductions: {mode}", f"deductions: {after}")
                right[f"{mode}-{after}"] = build(site)
    wrong: list[Path] = []

    def another(of: str) -> Path:
        wrong.append(shutil.copytree(right[of], folder / f"wrong-{len(wrong)}"))
        return wrong[-1]

    for path, old, new, _ in test_verify.TAMPERED:
        test_verify.change(another("plain"), path, old, new)
    for path, old, new in test_hidden.TAMPERED:
        test_verify.change(another("hidden"), path, old, new)
    for path, old, new in boards.TAMPERED:
        test_verify.change(another("boards"), path, old, new)
    for attack in test_tampering.SEEN_BY:
        attack(test_tampering.Forger(another("plain")))
    dice = random.Random(11)
    for path in test_tampering.SEALS + test_tampering.TABLES + test_tampering.FIGURES:
        data = (right["plain"] / "data" / path).read_bytes()
        for change in dice.sample([*test_tampering.line_changes(data, dice), *test_tampering.flips(data)], 12):
            (another("plain") / "data" / path).write_bytes(change.data)
    return [*right.values(), *wrong]


# --- trying ----------------------------------------------------------------------------


class _Faulty(importlib.abc.Loader):
    def __init__(self, code: CodeType) -> None:
        self._code = code

    def exec_module(self, module: ModuleType) -> None:
        exec(self._code, module.__dict__)


def verdicts(cases: list[Path], name: str = "", tree: ast.Module | None = None) -> Iterator[tuple[bool | str, bool | str]]:
    """What command and program say of each site, with a fault in the module of a name."""
    for module in [module for module in sys.modules if module.startswith(("site_builder.verify", "site_builder.pages.verify_site"))]:
        del sys.modules[module]
    real = importlib.machinery.PathFinder.find_spec

    class Finder(importlib.abc.MetaPathFinder):
        def find_spec(self, fullname, path=None, target=None):
            spec = real(fullname, path, target)
            if fullname == name and tree is not None and spec is not None:
                spec.loader = _Faulty(compile(tree, spec.origin or "", "exec"))
            return spec

    sys.meta_path.insert(0, Finder())
    try:
        verify = importlib.import_module("site_builder.verify").verify
        program = importlib.import_module("site_builder.pages.verify_site")
    finally:
        del sys.meta_path[0]
    for case in cases:
        said: list[bool | str] = []
        for ask in (lambda case=case: sorted({p.place.file for p in verify(str(case)).problems}), lambda case=case: program.main([str(case / "data")])):
            try:
                with contextlib.redirect_stdout(io.StringIO()):
                    said.append(repr(ask()))
            except Exception as error:
                said.append(type(error).__name__)
        yield said[0], said[1]


def main() -> int:
    sample = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    places = [place for file in FILES if file.name not in NOT_LOOKED_AT for place in places_of(file)]
    chosen = sorted(random.Random(1).sample(places, min(sample, len(places)))) if sample else places
    found = [fault for place in chosen if (fault := fault_at(*place)) is not None]
    print(f"{len(found)} faults of {len(places)} places", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        cases = make_cases(Path(folder))
        right = list(verdicts(cases))
        lived = []
        for fault in found:
            name = ".".join(fault.file.relative_to(ROOT).with_suffix("").parts)
            try:
                same = all(now == before for now, before in zip(verdicts(cases, name, fault.tree), right, strict=True))
            except Exception:  # it cannot even be imported
                same = False
            if same:
                lived.append(fault)
    for fault in lived:
        print(f"{fault.file.relative_to(ROOT)}:{fault.line}: {fault.what}")
    for area in ("verify", "pages"):
        all_of, left = (sum(fault.file.parent.name == area for fault in of) for of in (found, lived))
        print(f"{area}: {all_of} faults, {all_of - left} noticed, {(all_of - left) / max(1, all_of):.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
