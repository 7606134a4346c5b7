"""The folder beside the target in which the next site grows, and what a killed build left there.

Each name in it says how far things had come, so that whoever finds it knows
what to do: `partial` is a site being written and worth nothing; `whole` is a
complete one, either about to be published or just replaced; `aside` is the old
site while its place is empty. The folder has a fixed name: whoever holds the
target's lock owns it, so everything found in it is a dead build's.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Container
from pathlib import Path

from site_builder.beside import work_folder
from site_builder.output.exchange import restore
from site_builder.output.manifest import MARKER, read_manifest
from site_builder.output.refusal import OutputRefused
from site_builder.output.tree import create, is_folder, make_folder, take_down
from site_builder.problems import N_

_SIGN = "made-by-site-builder"


class Work:
    """The work folder of one target."""

    def __init__(self, target: Path) -> None:
        self.target = str(target)
        self.folder = work_folder(str(target))
        self.partial = os.path.join(self.folder, "partial")
        self.whole = os.path.join(self.folder, "whole")
        self.aside = os.path.join(self.folder, "aside")
        self._sign = os.path.join(self.folder, _SIGN)

    def restore(self) -> None:
        """Bring back the old site if a build died while its place was empty."""
        if self._is_ours():
            restore(self.target, self.aside)

    def begin(self) -> None:
        """An empty `partial` to write into."""
        try:
            os.mkdir(self.folder)
        except FileExistsError:
            raise OutputRefused(
                N_("{path} is in the way and was not made by site-builder. Move it away."),
                path=self.folder,
            ) from None
        create(self._sign, b"")
        make_folder(self.partial)

    def finish(self) -> None:
        """From now on the site is complete."""
        os.rename(self.partial, self.whole)

    def sweep(self, ours: Container[str] | None = None) -> None:
        """Take away everything that is left of a build, keeping what belongs to somebody else.

        `ours` are the files of the old and the new site, where they are known already.
        """
        if self._is_ours():
            self.restore()
            if is_folder(self.partial):
                shutil.rmtree(self.partial)
            for old in (self.whole, self.aside):
                self._take_down(old, ours)
            os.unlink(self._sign)
        if is_folder(self.folder) and not os.listdir(self.folder):
            os.rmdir(self.folder)

    def _take_down(self, old: str, ours: Container[str] | None) -> None:
        if not is_folder(old):
            return
        if not is_folder(self.target):  # never published: what is foreign in it is a second name or a copy
            shutil.rmtree(old)
            return
        if ours is None:
            ours = {**(read_manifest(old) or {}), **(read_manifest(self.target) or {})}
        take_down(old, self.target, ours, last=MARKER)

    def _is_ours(self) -> bool:
        return is_folder(self.folder) and os.path.lexists(self._sign)
