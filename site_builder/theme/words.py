"""Everything that templates say in the village's language: texts, dates, periods, limits.

The language is fixed when the theme is loaded, so a word is looked up once and then only read.
"""

from __future__ import annotations

import datetime
import gettext
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from markupsafe import Markup

from site_builder.problems import N_
from site_builder.publication.model import Limit
from site_builder.theme.numbers import points
from site_builder.theme.vocabulary import LIMITS, MONTHS, QUARTERS, WORDS

DOMAIN = "theme"


def find_catalogues(folders: tuple[Path, ...], language: str) -> list[Path]:
    """The compiled catalogues of a language in the folders of a theme."""
    inside = Path("locale", language.replace("-", "_"), "LC_MESSAGES", f"{DOMAIN}.mo")
    return [folder / inside for folder in folders if (folder / inside).is_file()]


def load_translations(catalogues: list[Path], refuse: Callable[[Path], None]) -> gettext.NullTranslations:
    """The words of all catalogues; one that the first lacks is looked up in the next.

    `refuse` is told of each file that is no catalogue.
    """
    chain = gettext.NullTranslations()
    for file in reversed(catalogues):
        try:
            with file.open("rb") as stream:
                catalogue = gettext.GNUTranslations(stream)
        except (OSError, ValueError, LookupError, SyntaxError, struct.error):
            # The standard library's reader raises any of these on a broken file.
            refuse(file)
            continue
        catalogue.add_fallback(chain)
        chain = catalogue
    return chain


class Words:
    """The words of one language, as functions for templates."""

    def __init__(self, translations: gettext.NullTranslations) -> None:
        self.gettext = translations.gettext
        self.ngettext = translations.ngettext
        self._words = {group: {key: self.gettext(word) for key, word in words.items()} for group, words in WORDS.items()}
        self._months = [self.gettext(month) for month in MONTHS]
        self._day = self.gettext(N_("{day} {month}"))
        self._date = self.gettext(N_("{day} {month} {year}"))
        self._dates: dict[datetime.date, Markup] = {}
        self._lists: dict[tuple[str, ...], str] = {}
        self._plain: dict[datetime.date, str] = {}
        self._days: dict[datetime.date, Markup] = {}

    def word(self, group: str, key: str) -> str:
        """The word for a key of the content; a village's own word stays as it is."""
        return self._words[group].get(key, key)

    def date(self, value: datetime.date) -> Markup:
        """A date with its year, readable for machines too."""
        if value not in self._dates:
            self._dates[value] = self._time(value, self._date)
        return self._dates[value]

    def day(self, value: datetime.date) -> Markup:
        """A date without its year, where the year is plain."""
        if value not in self._days:
            self._days[value] = self._time(value, self._day)
        return self._days[value]

    def iso(self, text: str) -> str:
        """A date that comes as YYYY-MM-DD, bare; any other text stays as it is."""
        try:
            return self.plain_date(datetime.date.fromisoformat(text))
        except ValueError:
            return text

    def plain_date(self, value: datetime.date) -> str:
        """A date as bare text, for titles and for long lists, whose links name the day for machines."""
        if value not in self._plain:
            self._plain[value] = self._fill(value, self._date)
        return self._plain[value]

    def listed(self, names: tuple[str, ...]) -> str:
        """Several names in a row."""
        if names not in self._lists:
            self._lists[names] = self.gettext(N_(", ")).join(names)
        return self._lists[names]

    def _time(self, value: datetime.date, form: str) -> Markup:
        return Markup('<time datetime="%s">%s</time>') % (value.isoformat(), self._fill(value, form))

    def _fill(self, value: datetime.date, form: str) -> str:
        return form.format(year=value.year, month=self._months[value.month - 1], day=value.day)

    def month(self, value: str) -> str:
        """A month given as YYYY-MM."""
        form = self.gettext(N_("{month} {year}"))
        return form.format(year=value[:4], month=self._months[int(value[5:7]) - 1])

    def month_labels(self, values: list[str]) -> dict[str, str]:
        """Months in a row: the year stands only with the first of each."""
        before = ["", *values]
        return {
            value: self.month(value) if value[:4] != last[:4] else self._months[int(value[5:7]) - 1]
            for last, value in zip(before, values, strict=False)
        }

    def period(self, value: str) -> str:
        """The name of a period: 2024-03, 2024-Q1, 2024 or all."""
        if value == "all":
            return self.gettext(N_("All years"))
        if "Q" in value:
            return self.gettext(QUARTERS[int(value[-1]) - 1]).format(year=value[:4])
        return self.month(value) if "-" in value else self.gettext(N_("Year {year}")).format(year=value)

    def month_day(self, value: str) -> str:
        """A day of every year given as MM-DD."""
        return self._day.format(month=self._months[int(value[:2]) - 1], day=int(value[3:]))

    def limit(self, limit: Limit, account: Literal["household", "person"] = "household") -> str:
        """A limit in words, without the category that it may belong to."""
        of = "person" if limit.of == "account" and account == "person" else limit.of
        least = N_("no more than {points} points lost {of}")
        most = N_("at most {points} points {of}")
        form = self.gettext(least if limit.points < 0 else most)
        return form.format(points=points(abs(limit.points)), of=self.gettext(LIMITS[of, limit.per]))
