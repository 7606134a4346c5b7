"""The wheel: carries the default theme, the starters and the words, and works outside the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--quiet", "--disable-pip-version-check", "--wheel-dir", folder]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *map(str, options), str(ROOT)], check=True)
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_holds_what_the_program_needs(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "site_builder/themes/honor-red/templates/base.html" in names
    assert "site_builder/themes/honor-red/print/board.typ" in names
    assert "site_builder/themes/honor-red/print/fonts/MaShanZheng-Regular.ttf" in names
    assert "site_builder/themes/honor-red/print/fonts/OFL.txt" in names
    assert "site_builder/themes/honor-red/locale/zh_CN/LC_MESSAGES/theme.mo" in names
    assert "site_builder/locale/zh_CN/LC_MESSAGES/messages.mo" in names
    assert "site_builder/starters/village/content/site.yaml" in names
    assert "site_builder/starters/blank/content/site.yaml" in names
    assert not [name for name in names if name.startswith(("tests/", "content/", "benchmarks/"))]


def test_new_and_build_work_outside_the_repository(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment["PYTHONPATH"] = str(installed)

    def site_builder(*arguments: str, cwd: Path) -> None:
        # -P: the folder one stands in is not looked at for modules.
        subprocess.run([sys.executable, "-P", "-m", "site_builder", *arguments], check=True, cwd=cwd, env=environment)

    site_builder("new", "x", cwd=tmp_path)
    site_builder("build", cwd=tmp_path / "x")
    page = (tmp_path / "x" / "output" / "index.html").read_text("utf-8")
    assert "示范村" in page
    assert "<style>" in page
