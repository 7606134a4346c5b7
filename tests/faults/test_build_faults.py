"""Whatever befalls a build at any file operation, the site is the old or the new one, and the next build mends the rest.

A build in a process of its own is counted first; then it is run again for every operation, which
fails (no room, no right, a broken disk), finds the disk full from then on, or is the last that the
process lives to see. The suite tries a few points. `FAULTS=1` tries every one, which takes hours,
`FAULTS=5` every fifth; what was tried is printed:

    FAULTS=5 pytest tests/faults -s --basetemp /dev/shm/faults
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.errors.cases import BASE
from tests.faults.campaign import STRIDE, Command, Files, Point, chosen, files_in, says_one_thing
from tests.faults.launching import Launcher

BUILD = ("build", "--as-of", "2026-05-10")
FOREIGN = {"own/notes.txt": b"mine", "boards/own.txt": b"mine too"}


def make_site(site: Path) -> None:
    """A village with a story and a picture, and one to take out again."""
    shutil.copytree(BASE / "content", site / "content")
    stories = site / "content" / "stories"
    stories.mkdir()
    (site / "content" / "photos").mkdir()
    Image.new("RGB", (900, 60), "green").save(site / "content" / "photos" / "a.png")
    (stories / "a.md").write_text("---\ntitle: 修路\ndate: 2024-03-01\n---\n路修好了。\n", "utf-8")
    (stories / "b.md").write_text("---\ntitle: 挖塘\ndate: 2024-03-02\ncover: photos/a.png\n---\n塘挖好了。\n", "utf-8")


def change(site: Path) -> None:
    """Another level in one record."""
    file = site / "content" / "points" / "2024-03.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("county", "province"), "utf-8")
    assert file.read_text("utf-8") != text


def take_out(site: Path) -> None:
    """A story and its picture less."""
    (site / "content" / "stories" / "b.md").unlink()
    (site / "content" / "photos" / "a.png").unlink()


def leave(_site: Path) -> None:
    """Nothing changed."""


CHANGES: dict[str, Callable[[Path], None]] = {"changed": change, "taken-out": take_out, "same": leave}


class Case:
    """A site before a build, and what its output may be after one."""

    def __init__(self, launcher: Launcher, base: Path, name: str) -> None:
        self.prepared = base / "prepared"
        make_site(self.prepared)
        self.old: Files | None = None
        foreign: Files = {}
        if name != "cold":
            self._build(launcher, self.prepared)
            foreign = FOREIGN
            for path, data in FOREIGN.items():
                (self.prepared / "output" / path).parent.mkdir(exist_ok=True)
                (self.prepared / "output" / path).write_bytes(data)
            self.old = files_in(self.prepared / "output")
            CHANGES[name](self.prepared)
        self.may_be_nameless = False
        clean = base / "clean"
        shutil.copytree(self.prepared / "content", clean / "content")
        self._build(launcher, clean)
        self.new: Files = {**(files_in(clean / "output") or {}), **foreign}
        assert name in {"cold", "same"} or self.old != self.new

    def die_at_the_swap(self, command: Command, site: Path) -> None:
        """Go on from where a build was killed when it had just taken the old site away, or exchanged it."""
        *_, point = [point for point in command.points() if point.kind == "kill-after" and _gives_up_the_old(point.operation)]
        command.disturbed(point)
        shutil.rmtree(self.prepared)
        site.rename(self.prepared)
        found = files_in(self.prepared / "output")
        self.may_be_nameless = found is None
        self.old = self.old if self.may_be_nameless else found
        assert self.may_be_nameless or found == self.new

    @staticmethod
    def _build(launcher: Launcher, site: Path) -> None:
        ran = launcher.run(site, *BUILD)
        assert ran.status == 0, ran.err


def _gives_up_the_old(operation: str) -> bool:
    return operation.endswith("/output") if operation.startswith("rename ") else operation.startswith("renameat2 ")


def check_point(command: Command, case: Case, site: Path, point: Point) -> bool:
    """Whether the output had no name for a moment, which happens where names cannot be exchanged."""
    ran = command.disturbed(point)
    found = files_in(site / "output")
    nameless = found is None and case.old is not None
    if nameless:
        assert ran.status == -9 or (ran.status == 2 and case.may_be_nameless and says_one_thing(ran)), (point, ran)
    elif ran.status == 0:
        assert found == case.new, point
    elif ran.status == 2:
        assert found == case.old, point
        assert says_one_thing(ran), (point, ran)
    else:
        assert found in (case.old, case.new), point
    again = command.again()
    assert (again.status, again.err.count("Traceback")) == (0, 0), (point, again)
    assert files_in(site / "output") == case.new, point
    assert sorted(os.listdir(site)) == [".cache", "content", "output"], point
    assert set(os.listdir(site / ".cache")) <= {"last-build", "pages", "parsed", "pictures"}, point
    return nameless


FEW = [("changed", False)]
ALL = [*FEW, ("taken-out-killed", True), ("cold", False), ("changed", True), ("taken-out", False), ("taken-out", True), ("same", False), ("changed-killed", False)]


@pytest.mark.parametrize(("name", "without_exchange"), ALL if STRIDE else FEW)
def test_a_build_disturbed_anywhere(name: str, without_exchange: bool, launcher: Launcher, tmp_path: Path) -> None:
    case = Case(launcher, tmp_path, name.removesuffix("-killed"))
    site = tmp_path / "site"
    command = Command(launcher, case.prepared, site, *BUILD, without_exchange=without_exchange)
    if name.endswith("-killed"):
        case.die_at_the_swap(command, site)
    points = command.points()
    wrong, nameless = [], 0
    for point in chosen(points):
        try:
            nameless += check_point(command, case, site, point)
        except AssertionError as error:
            wrong.append(str(error)[:1000])
    print(f"\n{name}{' aside' if without_exchange else ''}: {len({p.at for p in points})} operations, {len(points)} points, tried {dict(command.tried)}, without a name for a moment: {nameless}, wrong: {len(wrong)}")
    assert wrong == []
    assert without_exchange or not nameless, "on Linux names are exchanged in one step"
