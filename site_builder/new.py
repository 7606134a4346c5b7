"""`site-builder new`: a site folder to start from."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from site_builder.problems import N_, Refused

STARTERS = Path(__file__).parent / "starters"
_VILLAGE = re.compile("[\u4e00-\u9fff]{1,20}(村|社区|屯|寨|庄)")
"""The name of a folder that is the name of a village."""
_STAND_IN = "我们村"
"""What the settings of an empty village call it."""


class NewRefused(Refused):
    """The folder was not made; says why as an English template with its values."""


def new_site(directory: Path, *, blank: bool) -> None:
    """Make a site folder; it must not exist yet, or be empty."""
    if directory.is_symlink() or (directory.exists() and (not directory.is_dir() or any(directory.iterdir()))):
        raise NewRefused(N_("{directory} is there already and not empty. Choose another name."), directory=directory)
    shutil.copytree(STARTERS / ("blank" if blank else "village"), directory, dirs_exist_ok=True)
    if blank and _VILLAGE.fullmatch(directory.resolve().name):
        settings = directory / "content" / "site.yaml"
        text = settings.read_text("utf-8").replace(_STAND_IN, directory.resolve().name, 1)
        settings.write_text(text, "utf-8", newline="\n")
    for folder in ("output", "themes"):
        (directory / folder).mkdir(exist_ok=True)
