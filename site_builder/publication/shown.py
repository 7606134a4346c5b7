"""What the assembling modules share: the ledger, and how people, texts and pictures may be shown."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache, cached_property

from site_builder.ledger.amounts import to_decimal
from site_builder.ledger.book import Ledger
from site_builder.problems import Place, Problems
from site_builder.publication import model
from site_builder.publication.names import Channel, Names
from site_builder.publication.prose import Prose
from site_builder.publication.screen import Screen
from site_builder.village.binding import Source
from site_builder.village.model import Told, Village
from site_builder.village.roster import Household, Person
from site_builder.village.settings import Scale
from site_builder.village.who import Directory

WIDTHS = (480, 720, 1080)
"""Widths of the copies of a picture, in dots. A picture is never blown up."""


def screen_of(village: Village, channel: Channel, problems: Problems) -> Screen:
    """What searches texts for the names that may not be shown on a channel."""
    names = Names(village, channel)
    return Screen(names.hidden(), names.open() | set(village.settings.not_names), problems)


def cover_of(village: Village, channel: Channel) -> Callable[[str], str]:
    """What masks names in messages: hidden ones, and those of roster entries that were refused, which may be anybody's."""

    @cache
    def screen() -> Screen:
        # Made when there is something to say, which is seldom.
        names = Names(village, channel)
        refused = village.roster.written.names("members") - names.open()
        return Screen(names.hidden() | refused, names.open() | set(village.settings.not_names), Problems())

    return lambda text: screen().cover(text)


class Shown:
    """Turns what is private into what may be shown on one channel."""

    def __init__(self, ledger: Ledger, channel: Channel, person_pages: set[str], problems: Problems) -> None:
        """`person_pages`: ids of the persons who have a page of their own."""
        self.ledger = ledger
        self.village: Village = ledger.village
        self.problems = problems
        self.directory = Directory(self.village.roster)
        self.names = Names(self.village, channel)
        self.screen = screen_of(self.village, channel, problems)
        self.prose = Prose(self.screen, self.picture, problems)
        self._person_pages = person_pages
        self._decimals = {scale.id: scale.decimals for scale in self.village.settings.scales}
        self._points: dict[tuple[int, str], Decimal] = {}
        self._pictures: dict[str, model.PictureSource] = {}
        self._people: dict[str, model.Who] = {}

    # --- people -----------------------------------------------------------------------

    def who(self, of: Household | Person) -> model.Who:
        """A household or person as it may be named."""
        found = self._people.get(of.id)
        if found is None:
            found = self._people[of.id] = self._household(of) if isinstance(of, Household) else self._person(of)
        return found

    def _household(self, household: Household) -> model.Who:
        name = self.names.shown(household.head)
        return model.Who("household", household.id, name, self.group(household), f"households/{household.id}.html")

    def _person(self, person: Person) -> model.Who:
        href = f"persons/{person.id}.html" if person.id in self._person_pages else ""
        return model.Who("person", person.id, self.names.shown(person), self.group(person.household), href)

    def group(self, household: Household) -> str:
        """The name of a household's group as it may be shown."""
        return self.text(household.group.name, household.group.source, "name")

    # --- texts ------------------------------------------------------------------------

    def text(self, text: str, source: Source, field: str, item: int | None = None) -> str:
        """A text with hidden names masked; the warning names the field's line."""
        # Finding a place is dear, and few texts need one.
        if not text or self.screen.is_clean(text):
            return text
        return self.screen.text(text, source.place(field, item))

    def texts(self, texts: tuple[str, ...], source: Source, field: str) -> tuple[str, ...]:
        """A list of texts with hidden names masked."""
        return tuple(self.text(text, source, field, item) for item, text in enumerate(texts))

    def body(self, told: Told) -> tuple[str, str]:
        """The body of a file as safe HTML, and its beginning as text."""
        return self.prose.render(told.body, told.file, told.body_line)

    def check_body(self, told: Told) -> None:
        """Report what is wrong with a body, and publish nothing of it."""

        def check(path: str, place: Place, _alt: str) -> None:
            self.village.pictures.check(path, place, self.problems)

        Prose(self.screen, check, self.problems).render(told.body, told.file, told.body_line)

    # --- pictures ---------------------------------------------------------------------

    def picture(self, path: str, place: Place, alt: str) -> model.Picture | None:
        """The published copies of a picture, or None with the problem reported."""
        self.village.pictures.check(path, place, self.problems)
        found = self.village.pictures.get(path)
        if found is None:
            return None
        widths = tuple(width for width in WIDTHS if width < found.width)
        if found.width <= WIDTHS[-1]:
            widths += (found.width,)
        picture = model.Picture(f"pictures/{found.digest}", widths, found.width, found.height, self.screen.text(alt, place))
        self._pictures.setdefault(picture.stem, model.PictureSource(picture, found.file))
        return picture

    @property
    def pictures(self) -> tuple[model.PictureSource, ...]:
        """Every picture shown so far, in the order of their names."""
        return tuple(source for _, source in sorted(self._pictures.items()))

    # --- figures ----------------------------------------------------------------------

    @cached_property
    def scales(self) -> dict[str, model.Scale]:
        """The scales as explained to a reader."""
        return {id: self._scale(scale) for id, scale in self.village.scales.items()}

    def points(self, units: int, scale: str) -> Decimal:
        """Points of the smallest unit with the digits of their scale."""
        found = self._points.get((units, scale))
        if found is None:
            found = self._points[(units, scale)] = to_decimal(units, self._decimals[scale])
        return found

    def _scale(self, scale: Scale) -> model.Scale:
        rising = sorted(scale.levels, key=lambda level: level.threshold.value)
        levels = [
            model.Level(self.text(level.name, level.source, "name"), level.threshold.value, stars)
            for stars, level in enumerate(rising, start=1)
        ]
        month, day = scale.expires_on or self._last_day_of_year()
        return model.Scale(
            scale.id, self.text(scale.name, scale.source, "name"), scale.account,
            scale.decimals, scale.redeemable, scale.base.value, scale.base_per, scale.unspent,
            "" if scale.unspent == "carry" else f"{month:02}-{day:02}",
            scale.point_value.value if scale.point_value else None, tuple(reversed(levels)),
        )

    def _last_day_of_year(self) -> tuple[int, int]:
        last = self.ledger.calendar.period("year", self.ledger.as_of).last
        return last.month, last.day
