"""`site-builder theme`: what the theme consists of, and a copy of one file to change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from site_builder.cli import run_command
from tests.conftest import ROOT

STARTER = ROOT / "site_builder" / "starters" / "village"
TEMPLATE = "templates/results.html"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    shutil.copytree(STARTER / "content", tmp_path / "content")
    return tmp_path


def theme(site: Path, *arguments: str) -> int:
    return run_command(["--site", str(site), "theme", *arguments])


def test_a_copied_file_is_the_theme_s_own_and_counts_from_then_on(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert theme(site) == 0
    assert f"  {TEMPLATE}\n" in capsys.readouterr().out
    assert theme(site, TEMPLATE) == 0
    copy = site / "themes" / "honor-red" / TEMPLATE
    assert copy.read_bytes() == (ROOT / "themes" / "honor-red" / TEMPLATE).read_bytes()
    copy.write_text(copy.read_text("utf-8").replace("<h1>", "<h1>我们的"), "utf-8")
    assert run_command(["--site", str(site), "build", "--as-of", "2026-05-10"]) == 0
    assert "<h1>我们的" in (site / "output" / "results.html").read_text("utf-8")
    capsys.readouterr()
    assert theme(site) == 0
    assert f"* {TEMPLATE}\n" in capsys.readouterr().out


def test_what_the_village_changed_is_never_copied_over(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    theme(site, TEMPLATE)
    copy = site / "themes" / "honor-red" / TEMPLATE
    copy.write_text("我们的", "utf-8")
    assert theme(site, TEMPLATE) == 2
    assert copy.read_text("utf-8") == "我们的"
    assert str(copy) in capsys.readouterr().err


@pytest.mark.parametrize(("name", "said"), [("templates/result.html", TEMPLATE), ("../../content/site.yaml", "site-builder theme"), ("theme.yaml", "")])
def test_only_files_of_the_theme_are_copied(site: Path, name: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert theme(site, name) == 2
    assert said in capsys.readouterr().err
    assert not (site / "themes").exists()


def test_the_files_are_those_of_the_theme_that_the_site_names(site: Path) -> None:
    settings = site / "content" / "site.yaml"
    settings.write_text(settings.read_text("utf-8").replace("theme: honor-red", "theme: ink"), "utf-8")
    assert theme(site, "tokens.css") == 0
    assert (site / "themes" / "ink" / "tokens.css").read_bytes() == (ROOT / "themes" / "ink" / "tokens.css").read_bytes()
    assert theme(site, TEMPLATE) == 0


def test_without_readable_settings_nothing_is_copied(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content" / "site.yaml").write_text("village: [", "utf-8")
    assert theme(site, TEMPLATE) == 2
    assert "site-builder check" in capsys.readouterr().err
