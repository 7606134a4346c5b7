"""A build where the machine itself stands in its way: a full disk, no rights, another disk, another build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.campaign import STRIDE, Files, files_in, says_one_thing
from tests.faults.launching import ROOT, Launcher, Ran
from tests.faults.test_build_faults import BUILD, change, make_site

IS_ROOT = os.name != "nt" and os.geteuid() == 0


@pytest.fixture(scope="module")
def prepared(launcher: Launcher, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built village whose record was changed since."""
    site = tmp_path_factory.mktemp("prepared")
    make_site(site)
    assert launcher.run(site, *BUILD).status == 0
    change(site)
    return site


@pytest.fixture
def site(prepared: Path, tmp_path: Path) -> Iterator[Path]:
    """Such a village to do something with."""
    site = shutil.copytree(prepared, tmp_path / "site")
    yield site
    subprocess.run(["chmod", "-R", "u+rwX", str(site)], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of four megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = IS_ROOT and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], check=False).returncode == 0
    if not mounted:
        pytest.skip("only the administrator may mount a disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def output_of(site: Path) -> Files:
    found = files_in(site / "output")
    assert found is not None
    return found


def check_refused_and_recovers(launcher: Launcher, site: Path, ran: Ran, before: Files, mend: Callable[[], object]) -> None:
    assert (ran.status, says_one_thing(ran)) == (2, True), ran
    assert output_of(site) == before
    mend()
    again = launcher.run(site, *BUILD)
    assert (again.status, again.err) == (0, "")
    assert output_of(site) != before
    assert sorted(os.listdir(site)) == [".cache", "content", "output"]
    check_equals_a_clean_build(launcher, site)


def test_a_full_disk(launcher: Launcher, site: Path, disk: Path) -> None:
    here = disk / "site"
    shutil.copytree(site, here)
    before = output_of(here)
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
        while True:
            file.write(b"\0" * 4096)
    ran = launcher.run(here, *BUILD)
    assert ran.err.count("output") == 1
    check_refused_and_recovers(launcher, here, ran, before, filler.unlink)


def test_a_disk_that_became_read_only(launcher: Launcher, site: Path, disk: Path) -> None:
    here = disk / "site"
    shutil.copytree(site, here)
    before = output_of(here)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    ran = launcher.run(here, *BUILD)
    check_refused_and_recovers(
        launcher, here, ran, before, lambda: subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    )


@pytest.mark.parametrize("most", [1000, 3000] if STRIDE else [1000])
def test_files_may_not_grow_over_a_limit(launcher: Launcher, site: Path, most: int) -> None:
    before = output_of(site)
    check_refused_and_recovers(launcher, site, launcher.run(site, *BUILD, limits={"RLIMIT_FSIZE": most}), before, lambda: None)


@pytest.mark.parametrize("closed", [".", "output", "output/data", "output/.site-builder.json"] if STRIDE else ["output/.site-builder.json"])
def test_without_the_right_the_build_is_refused(launcher: Launcher, site: Path, closed: str) -> None:
    before = output_of(site)
    mode = (site / closed).stat().st_mode
    (site / closed).chmod(0o555 if closed == "." else 0)
    ran = launcher.run(site, *BUILD, powerless=IS_ROOT)
    (site / closed).chmod(mode)
    check_refused_and_recovers(launcher, site, ran, before, lambda: None)


def test_a_page_that_nobody_may_read_is_made_anew(launcher: Launcher, site: Path) -> None:
    (site / "output" / "index.html").chmod(0)
    ran = launcher.run(site, *BUILD, powerless=IS_ROOT)
    assert (ran.status, ran.err) == (0, "")
    check_equals_a_clean_build(launcher, site)


def check_equals_a_clean_build(launcher: Launcher, site: Path) -> None:
    assert launcher.run(site, *BUILD, "--output", "clean", "--no-cache").status == 0
    assert output_of(site) == files_in(site / "clean")


@pytest.mark.parametrize("closed", [".cache", ".cache/pages", ".cache/parsed", ".cache/last-build", ".cache/pictures"] if STRIDE else [".cache"])
def test_a_cache_without_the_right_only_costs_time(launcher: Launcher, site: Path, closed: str) -> None:
    (site / closed).chmod(0)
    ran = launcher.run(site, *BUILD, powerless=IS_ROOT)
    assert (ran.status, ran.err) == (0, "")
    check_equals_a_clean_build(launcher, site)


def test_content_without_the_right_is_an_error_of_the_content(launcher: Launcher, site: Path) -> None:
    before = output_of(site)
    for closed in ("points/2024-03.yaml", "stories"):
        (site / "content" / closed).chmod(0)
    ran = launcher.run(site, *BUILD, powerless=IS_ROOT)
    assert (ran.status, ran.err.count("error[unreadable]")) == (1, 2)
    assert output_of(site) == before


def test_output_on_another_disk(launcher: Launcher, site: Path, disk: Path) -> None:
    elsewhere = disk / "web" / "site"
    assert launcher.run(site, *BUILD, "--output", str(elsewhere)).status == 0
    assert launcher.run(site, *BUILD).status == 0
    assert files_in(elsewhere) == output_of(site)
    assert os.listdir(disk / "web") == ["site"]


def test_builds_at_once_wait_for_each_other(launcher: Launcher, site: Path) -> None:
    command = [sys.executable, "-m", "site_builder", *BUILD]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    builds = [subprocess.Popen(command, cwd=site, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [(build.communicate()[1], build.returncode) for build in builds] == [("", 0)] * 3
    assert sorted(os.listdir(site)) == [".cache", "content", "output"]
    check_equals_a_clean_build(launcher, site)
