"""Sets sheets with Typst: page model in, PDF and pictures out, nothing read but the theme's templates and fonts.

The PDF is tagged (PDF/UA-1) and fit for archives (PDF/A-2a); its dates are the day for which it holds.
"""

from __future__ import annotations

import datetime
import json
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from site_builder.print.faces import Missing, missing_glyphs, other_faces, shown_texts
from site_builder.print.fonts import FontShelf
from site_builder.print.papers import Paper
from site_builder.print.refused import INSTALL, PrintRefused
from site_builder.print.templates import read_templates, read_tokens, translated_words
from site_builder.problems import N_, Place, Problems

_SPOT = re.compile(r"┌─ (.+):(\d+):(\d+)")
STANDARDS = ["a-2a", "ua-1"]
PICTURE_WIDTH = 1600
"""Dots across a PNG: sharp on a phone, small enough for a chat."""
MM_PER_INCH = 25.4
PLAIN_BLEED = 0.001
"""Millimetres. Typst writes a TrimBox only where there is a bleed."""
MARKED_BLEED = 10.0
"""Millimetres around the paper when crop marks are asked for: three of ground, the rest for the marks."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document, ready to be set."""

    template: str
    """Name of the template without its ending."""
    stem: str
    """Name of its file without the ending."""
    title: str
    paper: Paper
    model: dict[str, Any]
    """Plain data. What stands under a name that begins with `_` is not drawn as text."""


class Engine:
    """Typst with the templates, fonts, words and colours of one theme in one language."""

    def __init__(
        self, theme_folders: tuple[Path, ...], language: str, gettext: Callable[[str], str], problems: Problems
    ) -> None:
        self._typst = require_engine()
        self._shelf = FontShelf(theme_folders, language, problems)
        self._templates = read_templates(theme_folders)
        self._problems = problems
        self._language = language
        self._words = translated_words(self._templates, gettext)
        self._tokens = read_tokens(theme_folders)
        self._fonts = self._typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in self._shelf.folders]
        )

        # Typst would leave out, without a word, whatever is set in a font that it cannot read.
        self._shelf.check_known(set(self._fonts.families()), problems)

    def missing(self, sheet: Sheet) -> list[Missing]:
        """The characters of a sheet that cannot be printed."""
        return missing_glyphs([*shown_texts(sheet.model), *shown_texts(self._words)], self._shelf)

    def pdf(self, sheet: Sheet, as_of: datetime.date, *, marks: bool = False) -> bytes | None:
        """The document; None and an `error[template]` where a template fails."""
        made = self._set(sheet, as_of, marks=marks, format="pdf")
        return made[0] if made else None

    def pictures(self, sheet: Sheet, as_of: datetime.date) -> list[bytes]:
        """Each page as PNG; none where a template fails."""
        return self._set(sheet, as_of, marks=False, format="png")

    def _set(self, sheet: Sheet, as_of: datetime.date, *, marks: bool, format: str) -> list[bytes]:
        bleed = MARKED_BLEED if marks else PLAIN_BLEED if format == "pdf" else 0.0
        data = json.dumps(self._data(sheet, as_of, bleed), ensure_ascii=False, separators=(",", ":"))
        day = datetime.datetime.combine(as_of, datetime.time(), datetime.UTC)
        with tempfile.TemporaryDirectory(prefix="site-builder-print-") as folder:
            for name, file in self._templates.items():
                shutil.copyfile(file, Path(folder, name))
            try:
                compiler = self._typst.Compiler(
                    Path(folder, f"{sheet.template}.typ"), root=folder, font_paths=self._fonts, ignore_system_fonts=True,
                    sys_inputs={"data": data}, package_path=folder, package_cache_path=folder,
                )
                if format == "png":
                    ppi = PICTURE_WIDTH * MM_PER_INCH / sheet.paper.width
                    made, warnings = compiler.compile_with_warnings(format="png", ppi=ppi, timestamp=day)
                else:
                    made, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS, timestamp=day)
            except self._typst.TypstError as error:
                self._report(error.diagnostic or error.message)
                return []
        for warning in warnings:
            # An unknown family, for one: what is set in it would not be there.
            self._report(warning.diagnostic)
        return made if isinstance(made, list) else [made]

    def _data(self, sheet: Sheet, as_of: datetime.date, bleed: float) -> dict[str, Any]:
        texts = [*shown_texts(sheet.model), *(text._replace(field="title") for text in shown_texts(self._words))]
        paper = sheet.paper
        return {
            "model": sheet.model,
            "title": sheet.title,
            "date": [as_of.year, as_of.month, as_of.day],
            "paper": {"name": paper.name, "width": paper.width, "height": paper.height, "scale": paper.scale, "bleed": bleed},
            "lang": self._language.split("-")[0],
            "region": self._language.partition("-")[2].lower(),
            "roles": self._shelf.roles,
            "stack": list(self._shelf.stack),
            "faces": other_faces(texts, self._shelf),
            "words": self._words,
            "tokens": self._tokens,
        }

    def name_of(self, sheet: Sheet) -> str:
        """The template of a sheet, as its owner finds it."""
        file = self._templates[f"{sheet.template}.typ"]
        return f"themes/{file.parent.parent.name}/print/{file.name}"

    def _report(self, diagnostic: str) -> None:
        """A problem at the line of the template that failed."""
        spot = _SPOT.search(diagnostic)
        file = self._templates.get(Path(spot[1]).name) if spot else None
        theme = file.parent.parent.name if file else ""
        place = Place(f"themes/{theme}/print/{file.name}", int(spot[2]), int(spot[3])) if file and spot else Place("themes")
        reason = " ".join(diagnostic.partition("\n")[0].removeprefix("error: ").removeprefix("warning: ").split())
        self._problems.error(
            place, "template", N_("the template failed: {reason}"),
            N_("mend the line, or delete the file to use the built-in template again."), reason=reason,
        )


def require_engine() -> ModuleType:
    """Typst; refuses with the one command that installs it."""
    try:
        import typst
    except ImportError as error:
        raise PrintRefused(
            N_("Printing needs an engine and fonts that are not installed. Install them with: {command} (until then, print the pages of the site from the browser)"), command=INSTALL
        ) from error
    return typst
