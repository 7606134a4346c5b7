"""`site-builder new`: a site folder to start from."""

from __future__ import annotations

import shutil
from pathlib import Path

from site_builder.problems import N_, Refused

STARTERS = Path(__file__).parent / "starters"


class NewRefused(Refused):
    """The folder was not made; says why as an English template with its values."""


def new_site(directory: Path, *, blank: bool) -> None:
    """Make a site folder; it must not exist yet, or be empty."""
    if directory.is_symlink() or (directory.exists() and (not directory.is_dir() or any(directory.iterdir()))):
        raise NewRefused(N_("{directory} is there already and not empty. Choose another name."), directory=directory)
    shutil.copytree(STARTERS / ("blank" if blank else "village"), directory, dirs_exist_ok=True)
    for folder in ("output", "themes"):
        (directory / folder).mkdir(exist_ok=True)
