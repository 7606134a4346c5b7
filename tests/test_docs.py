"""What the documentation says is true: generated pages are current, links lead somewhere, commands exist."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from site_builder.cli import run_command
from tests.conftest import ROOT

PAGES = [*sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("*.md"))]


def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_field_reference_is_current() -> None:
    assert (ROOT / "docs" / "fields.md").read_text("utf-8") == reference().field_reference()


def test_the_model_reference_is_current() -> None:
    assert (ROOT / "docs" / "models.md").read_text("utf-8") == reference().model_reference()


def test_the_schemas_are_current() -> None:
    kept = {path.name: path.read_text("utf-8") for path in (ROOT / "docs" / "schemas").iterdir()}
    assert kept == reference().schemas()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    text = re.sub(r"(?s)```.*?```", "", page.read_text("utf-8"))
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    missing = [t for t in targets if "://" not in t and not t.startswith("mailto:") and not (page.parent / t).exists()]
    assert missing == []


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_every_command(readme: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run_command(["--help"])
    listed = re.search(r"\{((?:\w+,?)+)\}", capsys.readouterr().out)
    assert listed is not None
    text = (ROOT / readme).read_text("utf-8")
    assert [command for command in listed[1].split(",") if f"| `{command}" not in text and command not in ("text", "json")] == []


def test_every_template_is_named_for_theme_authors() -> None:
    text = (ROOT / "docs" / "theming.md").read_text("utf-8")
    templates = ROOT / "themes" / "honor-red" / "templates"
    pages = [p.relative_to(templates).as_posix() for p in templates.rglob("*.html") if not p.name.startswith("_") and p.name != "base.html"]
    assert [page for page in sorted(pages) if f"`{page}`" not in text] == []
