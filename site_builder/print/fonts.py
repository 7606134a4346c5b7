"""The fonts of paper: two that install with pip and are pinned by digest, and those that a theme brings.

The system's fonts are never used: the same content gives the same bytes on every machine.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from site_builder.print.refused import INSTALL, PrintRefused
from site_builder.problems import N_, Place, Problems
from site_builder.theme.cmap import NotAFont, characters, family_of

ROLES = ("text", "song", "brush")
"""What a face is for: what is read, headings, and what looks written."""
FACES = "faces.json"
"""Says which family a theme sets a role in, by language."""


class Pinned(NamedTuple):
    """A font of a package: the bytes that this program was tried with."""

    package: str
    file: str
    sha256: str
    families: tuple[str, ...]


PINNED = (
    Pinned(
        "manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc",
        "d3d8256cdec8dbcb3552284bc6b20c734dd60c2ee9df83b5758e34807c4bac32", ("Noto Sans CJK SC", "Noto Sans CJK TC"),
    ),
    Pinned(
        "pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf",
        "e8f396decc1f0963a016a989c3d8852e863d1350996f573860a80767c83a1cd3", ("Noto Serif SC",),
    ),
)


UNREADABLE = (N_("this file is no font that can be read"), N_("replace it by a TrueType or OpenType file."))


class Font(NamedTuple):
    """A face that may be used, and the file that has it."""

    family: str
    file: Path
    face: str
    """The family's name where the file has several; "" where it has one."""


class FontShelf:
    """The fonts of a theme in one language."""

    def __init__(self, theme_folders: tuple[Path, ...], language: str, problems: Problems) -> None:
        """Refuses where a pinned font is missing or another; a theme's file that is no font is a problem."""
        self._pinned = dict(_pinned_fonts())
        self._brought = dict(_brought_fonts(theme_folders, problems))
        self._known: dict[str, frozenset[int]] = {}
        self.roles = _roles(theme_folders, language, {**self._pinned, **self._brought}, problems)

    @property
    def folders(self) -> list[Path]:
        """Where the fonts lie."""
        return sorted({font.file.parent for font in (*self._pinned.values(), *self._brought.values())})

    @cached_property
    def stack(self) -> tuple[str, ...]:
        """Every family that may help out with a rare character, the text's own first."""
        others = [*self._brought, self.roles["song"]]
        return tuple(dict.fromkeys([self.roles["text"], *(family for family in others if family != self.roles["brush"]), self.roles["brush"]]))

    def has_all(self, family: str, text: str) -> bool:
        """Whether the family has every character of a text."""
        return self._characters(family).issuperset(map(ord, text))

    def check_known(self, families: set[str], problems: Problems) -> None:
        """Report the files of a theme that are fonts, but none that the engine can use."""
        for family, font in self._brought.items():
            if family not in families:
                problems.error(_place_of(font.file), "broken-font", *UNREADABLE)

    def _characters(self, family: str) -> frozenset[int]:
        if family not in self._known:
            font = self._brought.get(family) or self._pinned[family]
            self._known[family] = characters(font.file, font.face)
        return self._known[family]


def _pinned_fonts() -> Iterator[tuple[str, Font]]:
    for pinned in PINNED:
        spec = importlib.util.find_spec(pinned.package)
        if spec is None or spec.origin is None:
            raise PrintRefused(N_("The fonts for printing are not installed. Install them with: {command}"), command=INSTALL)
        file = Path(spec.origin).parent / pinned.file
        if not file.is_file() or sha256(file.read_bytes()).hexdigest() != pinned.sha256:
            raise PrintRefused(N_("The font {file} is not the one that this program was made with. Mend it with: {command}"), file=pinned.file, command=INSTALL)
        for family in pinned.families:
            yield family, Font(family, file, family if len(pinned.families) > 1 else "")


def _brought_fonts(theme_folders: tuple[Path, ...], problems: Problems) -> Iterator[tuple[str, Font]]:
    """The fonts in `print/fonts/` of a theme's folders."""
    for folder in theme_folders:
        for file in sorted((folder / "print" / "fonts").glob("*.[ot]tf")):
            try:
                name = family_of(file)
            except NotAFont:
                problems.error(_place_of(file), "broken-font", *UNREADABLE)
                continue
            yield name, Font(name, file, "")


def _place_of(file: Path) -> Place:
    return Place(f"themes/{file.parents[2].name}/print/fonts/{file.name}")


def _roles(theme_folders: tuple[Path, ...], language: str, fonts: Mapping[str, Font], problems: Problems) -> dict[str, str]:
    """The family of each role, from the first folder that has a `print/faces.json`."""
    folder = next(folder for folder in theme_folders if (folder / "print" / FACES).is_file())
    place = Place(f"themes/{folder.name}/print/{FACES}")
    try:
        named = json.loads((folder / "print" / FACES).read_text("utf-8"))
        chosen = {role: str(named[role].get(language, named[role]["zh-CN"])) for role in ROLES}
    except (ValueError, LookupError, AttributeError):
        problems.error(place, "broken-faces", N_("this file has to name a family for text, song and brush"), N_("compare it with the built-in one, or delete it."))
        return dict.fromkeys(ROLES, PINNED[0].families[0])
    for role, family in chosen.items():
        if family not in fonts:
            problems.error(
                place, "broken-faces", N_("there is no font “{family}” for {role}"),
                N_("put its file into print/fonts/ of the theme, or name another."), family=family, role=role,
            )
            chosen[role] = PINNED[0].families[0]
    return chosen
