"""Turns whatever a template does wrong into one problem at its own file and line, never a traceback."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from traceback import walk_tb

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from site_builder.problems import N_, Place, Problems
from site_builder.theme.deadline import MOST_SECONDS, NeverEnds

_UNKNOWN = re.compile(r"has no attribute '([^']+)'|^'([^']+)' is undefined")


class FailurePlaces:
    """Knows how to name a template file in a problem: as its owner finds it."""

    def __init__(self, site_dir: Path, folders: tuple[Path, ...]) -> None:
        self._site_dir = site_dir
        self._folders = folders

    def report(self, error: Exception, template: str, problems: Problems) -> None:
        """Add `error[template]` for a template that failed."""
        file, line = self._spot(error, template)
        place = Place(self._name(file), max(line, 1))
        hint = N_("mend the line, or delete the file to use the built-in template again.")
        if isinstance(error, NeverEnds):
            problems.error(
                place, "template", N_("the template does not come to an end within {most} seconds"), hint, most=int(MOST_SECONDS)
            )
            return
        unknown = _UNKNOWN.search(str(error)) if isinstance(error, UndefinedError) else None
        if unknown:
            name = unknown[1] or unknown[2]
            problems.error(place, "template", N_("the template uses “{name}”, which is not there"), hint, name=name)
        else:
            reason = " ".join(_reason(error).split())
            problems.error(place, "template", N_("the template failed: {reason}"), hint, reason=reason)

    def refuser(self, problems: Problems) -> Callable[[Path], None]:
        """Reports a file of words that cannot be read."""

        def refuse(file: Path) -> None:
            problems.error(
                Place(self._name(str(file))), "broken-catalogue", N_("this file of words cannot be read"),
                N_("compile it anew from its .po file, or delete it to use the built-in words."),
            )

        return refuse

    def _spot(self, error: Exception, template: str) -> tuple[str, int]:
        """File and line of the innermost template at work when it failed."""
        if isinstance(error, TemplateSyntaxError) and error.filename:
            return error.filename, error.lineno
        frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
        inside = [frame for frame in frames if self._is_template(frame[0])]
        return inside[-1] if inside else (self._first(template), 1)

    def _is_template(self, file: str) -> bool:
        """Whether a file lies in the templates of one of the theme's folders."""
        return any(Path(file).is_relative_to(folder / "templates") for folder in self._folders)

    def _first(self, template: str) -> str:
        """The file that a template name stands for, or would stand for."""
        files = [folder / "templates" / template for folder in self._folders]
        return str(next((file for file in files if file.is_file()), files[0]))

    def _name(self, file: str) -> str:
        """A file's path from the site folder, or from the folder of the built-in themes."""
        path = Path(file)
        for root in (self._site_dir, *(folder.parent.parent for folder in self._folders)):
            if path.is_relative_to(root):
                return path.relative_to(root).as_posix()
        return path.name


def _reason(error: Exception) -> str:
    """What went wrong in a line."""
    if isinstance(error, TemplateNotFound):
        return f"no template “{error.name}”"
    return str(error) or type(error).__name__
