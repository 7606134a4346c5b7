"""What the village tells about its own privacy: settings and counts."""

from __future__ import annotations

from site_builder.publication import model
from site_builder.publication.matters import SMALL_COUNT
from site_builder.publication.names import Channel, Names
from site_builder.publication.shown import Shown


def show_privacy(shown: Shown, closed: int) -> model.Privacy:
    """How names are published, and of how many; `closed`: how many seals are published."""
    settings, people = shown.village.settings, shown.village.roster.persons.values()

    def in_full(channel: Channel) -> int:
        names = Names(shown.village, channel)
        return sum(names.shown(person) == person.name for person in people)

    return model.Privacy(
        names=settings.names,
        deductions=settings.deductions,
        index_people=settings.index_people,
        people=len(people),
        minors=sum(person.minor for person in people),
        full_on_web=in_full("web"),
        full_in_print=in_full("print"),
        small_count=SMALL_COUNT,
        closed=closed,
        has_contact=settings.contact is not None,
    )
