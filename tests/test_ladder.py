"""The ladder: a package imports only what stands above it, and nothing runs in circles."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "site_builder"

LADDER = (
    "problems",
    "beside",
    "left_alone",
    "reading",
    "messages",
    "village",
    "ledger",
    "publication",
    "pages",
    "theme",
    "print",
    "output",
    "preview",
    "exposed",
    "unchanged",
    "spread",
    "new",
    "override",
    "listing",
    "build",
    "close",
    "print_out",
    "arguments",
    "verify",
    "cli",
    "__main__",
)
"""From the top down. A rung may use the rungs above it."""

BLIND_TO_PRIVATE_RECORDS = ("pages", "theme", "print", "output", "preview")
PRIVATE = ("reading", "village", "ledger")


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(source: str) -> list[str]:
    """The modules of the program that a source text imports, wherever in it."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide from this test"
            found += [_imported(node.module or "", alias.name) for alias in node.names]
    return [name for name in found if name.split(".")[0] == "site_builder" and name != "site_builder.__version__"]


def _imported(module: str, name: str) -> str:
    """`from a import b` means the module a.b where there is one, else a name in a."""
    inside = PACKAGE.parent.joinpath(*module.split("."), name)
    is_module = inside.is_dir() or inside.with_suffix(".py").is_file()
    return f"{module}.{name}" if is_module or module == "site_builder" else module


def rung(module: str) -> int:
    parts = module.split(".")
    return LADDER.index(parts[1]) if len(parts) > 1 else -1


def mistakes(module: str, source: str) -> list[str]:
    """What a module imports against the ladder."""
    own = rung(module)
    wrong = [name for name in imports_of(source) if rung(name) > own]
    if module.split(".")[1:2] and module.split(".")[1] in BLIND_TO_PRIVATE_RECORDS:
        wrong += [name for name in imports_of(source) if name.split(".")[1] in PRIVATE and not _is_plain_tool(name)]
    return wrong


def _is_plain_tool(name: str) -> bool:
    """Help that knows nothing of records: guessing what word was meant."""
    return name == "site_builder.reading.nearest"


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_module_imports_only_what_stands_above_it(path: Path) -> None:
    assert mistakes(module_name(path), path.read_text("utf-8")) == []


def test_every_module_stands_on_the_ladder() -> None:
    assert {module_name(path).split(".")[1] for path in MODULES if path.parent != PACKAGE or path.stem != "__init__"} == set(LADDER)


def test_the_ladder_sees_a_page_that_looks_into_the_ledger() -> None:
    found = mistakes("site_builder.pages.plan", "from site_builder.ledger.book import Ledger\n")
    assert found == ["site_builder.ledger.book"]


def test_the_ladder_sees_a_step_upwards_hidden_in_a_function() -> None:
    source = "def late():\n    from site_builder.publication import model\n    import site_builder.build\n"
    assert mistakes("site_builder.village.load", source) == ["site_builder.publication.model", "site_builder.build"]


def test_no_module_takes_part_in_a_circle() -> None:
    graph = {module_name(path): set(imports_of(path.read_text("utf-8"))) for path in MODULES}
    done: set[str] = set()

    def walk(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, f"circle: {' → '.join((*path, module))}"
        if module not in done:
            for name in sorted(graph.get(module, ())):
                walk(name, (*path, module))
            done.add(module)

    for module in sorted(graph):
        walk(module, ())
    assert done >= set(graph)
