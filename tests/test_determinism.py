"""Same content, same bytes: on any machine, in any folder, time zone, locale and hash order."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLE_DAY

STARTER = ROOT / "site_builder" / "starters" / "village"


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder with the digest of its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def build_elsewhere(site: Path, *options: str, **environment: str) -> dict[str, str]:
    """Build in a process of its own; the digests of the output."""
    command = [sys.executable, "-m", "site_builder", "build", "--as-of", SAMPLE_DAY.isoformat(), *options]
    settings = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    subprocess.run(command, check=True, cwd=site, env=settings, capture_output=True)
    return tree(site / "output")


@pytest.mark.parametrize("village", [STARTER, ROOT / "tests" / "sites" / "luoyu"], ids=["starter", "luoyu"])
def test_folder_time_zone_locale_and_hash_order_change_nothing(tmp_path: Path, village: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "另一个 文件夹" / "deep"
    for site in (here, there):
        shutil.copytree(village / "content", site / "content")
    first = build_elsewhere(here, TZ="Asia/Shanghai", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    second = build_elsewhere(there, "--jobs", "2", TZ="America/Los_Angeles", LC_ALL="C", PYTHONHASHSEED="77", LANG="tr_TR")
    assert len(first) > 60
    assert first == second


def test_a_warm_a_cold_a_spoiled_and_an_unused_cache_give_the_same(tmp_path: Path) -> None:
    shutil.copytree(STARTER / "content", tmp_path / "content")
    cold = build_elsewhere(tmp_path)
    assert any(name.endswith(".webp") for name in cold)
    assert build_elsewhere(tmp_path) == cold
    for kept in sorted((tmp_path / ".cache").rglob("*")):
        if kept.is_file():
            data = bytearray(kept.read_bytes())
            data[len(data) // 2] ^= 0xFF
            kept.write_bytes(data)
    shutil.rmtree(tmp_path / "output")
    assert build_elsewhere(tmp_path) == cold
    shutil.rmtree(tmp_path / "output")
    shutil.rmtree(tmp_path / ".cache")
    assert build_elsewhere(tmp_path, "--no-cache") == cold
    assert not (tmp_path / ".cache").exists()


def test_how_records_are_spread_over_files_changes_nothing(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for site in (one, two):
        shutil.copytree(STARTER / "content", site / "content")
    points = sorted((two / "content" / "points").glob("*.yaml"))
    (two / "content" / "points" / "deep").mkdir()
    for number, file in enumerate(points):
        file.rename(two / "content" / "points" / "deep" / f"{9 - number}.yaml")
    assert build_elsewhere(one) == build_elsewhere(two)
