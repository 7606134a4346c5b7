"""The theme as the rest of the program knows it: render a template, list the static files.

Templates get publication types and the functions named here, nothing else. Whatever fails in
them becomes a problem at their own line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup

from site_builder.problems import Place, Problems
from site_builder.publication.model import Bar, Publication
from site_builder.theme.arranging import (
    by_helper,
    by_kind,
    champions,
    folded,
    gains,
    quarters_by_year,
    runs,
    upright,
    within_reach,
)
from site_builder.theme.cards import SHARE, card_path, card_titles, draw_card
from site_builder.theme.charts import bar_chart
from site_builder.theme.closure import Closure
from site_builder.theme.codes import Codes
from site_builder.theme.compiled import BESIDE_MODULES, CompiledTemplates
from site_builder.theme.compiling import ThemeEnvironment, Unindent
from site_builder.theme.deadline import MOST_SECONDS, deadline
from site_builder.theme.failures import FailurePlaces
from site_builder.theme.folders import SITE_FILE, builtin_root, find_folders
from site_builder.theme.numbers import amount, points
from site_builder.theme.picture_store import PictureStore
from site_builder.theme.static import read_static
from site_builder.theme.styles import Sheets
from site_builder.theme.words import Words, find_catalogues, load_translations


class Theme:
    """A theme in one language."""

    def __init__(
        self,
        site_dir: Path,
        folders: tuple[Path, ...],
        language: str,
        problems: Problems,
        compiled: Path = BESIDE_MODULES,
    ) -> None:
        """`compiled`: the folder in which the program's own templates are kept compiled."""
        self._folders = folders
        self._problems = problems
        self.has_own = not all(folder.is_relative_to(builtin_root()) for folder in folders)
        """Whether the village has files of a theme of its own; those of the program do not fail."""
        self._places = FailurePlaces(site_dir, folders)
        catalogues = find_catalogues(folders, language)
        kept = CompiledTemplates(language, b"".join(file.read_bytes() for file in catalogues), compiled)
        self._words = Words(load_translations(catalogues, self._places.refuser(problems)))
        self._environment = _environment(folders, self._words, Sheets(folders), kept)
        self._closure = Closure(folders, language, self._environment)

    def made_from(self, template: str) -> str:
        """Stands for all that a page of a template is made from beside what it shows: files, language, program.

        A file that no template makes has "".
        """
        return self._closure.digest(template)

    def render(self, template: str, context: dict[str, Any]) -> str:
        """The page; "" and an `error[template]` where the template fails."""
        try:
            if not self.has_own:
                return self._environment.get_template(template).render(context)
            with deadline(MOST_SECONDS):
                return self._environment.get_template(template).render(context)
        except Exception as error:  # noqa: BLE001 - a template is the village's own code: whatever it does, it is told
            self._places.report(error, template, self._problems)
            return ""

    def static_files(self) -> dict[str, bytes]:
        """Files to publish as they are, by path from the site's root."""
        return read_static(self._folders)

    def share_cards(self, publication: Publication, store: PictureStore) -> list[tuple[str, Callable[[], bytes]]]:
        """Path of the picture that a chat shows of each board, group and kind of story, and what makes it."""

        def drawn(path: str, title: str) -> bytes:
            return store.drawn(path, partial(draw_card, publication.site.village, title)) or self.static_files()[SHARE]

        return [(path, partial(drawn, path, title)) for path, title in card_titles(publication, self._words).items()]


def load_theme(
    name: str,
    site_dir: Path,
    language: str,
    problems: Problems,
    place: Place = SITE_FILE,
    compiled: Path = BESIDE_MODULES,
) -> Theme | None:
    """The theme of that name in a language; None and a problem where it is nowhere."""
    folders = find_folders(name, site_dir, problems, place)
    return Theme(site_dir, folders, language, problems, compiled) if folders else None


def _environment(
    folders: tuple[Path, ...], words: Words, sheets: Sheets, compiled: CompiledTemplates
) -> ThemeEnvironment:
    """Jinja2 with the theme's templates, words and styles."""
    environment = ThemeEnvironment(
        builtin_root(),
        words.gettext,
        _functions(words, sheets),
        loader=FileSystemLoader([folder / "templates" for folder in folders]),
        autoescape=True,
        # Looks for constant expressions to compute; there are none, and looking takes time.
        optimized=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled,
        extensions=["jinja2.ext.i18n", Unindent],
    )
    environment.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
    return environment


def _functions(words: Words, sheets: Sheets) -> dict[str, Any]:
    """What a template may call, beside Jinja's own."""
    codes = Codes("l")

    def chart(bars: Sequence[Bar], caption: str) -> Markup:
        return bar_chart(bars, caption, str)

    def month_chart(bars: Sequence[Bar], caption: str) -> Markup:
        return bar_chart(bars, caption, words.month_labels([bar.label for bar in bars]).__getitem__)

    return {
        "word": words.word,
        "date": words.date,
        "day": words.day,
        "iso": words.iso,
        "plain_date": words.plain_date,
        "month": words.month,
        "month_day": words.month_day,
        "period": words.period,
        "limit": words.limit,
        "points": points,
        "amount": amount,
        "by_helper": by_helper,
        "folded": folded,
        "gains": gains,
        "quarters_by_year": quarters_by_year,
        "by_kind": by_kind,
        "within_reach": within_reach,
        "runs": runs,
        "champions": champions,
        "upright": upright,
        "listed": words.listed,
        "chart": chart,
        "month_chart": month_chart,
        "style": sheets.style,
        "script": sheets.script,
        "policy": sheets.policy,
        "qr": codes.code,
        "share_card": card_path,
    }
