"""What records and redemptions are resolved against."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from site_builder.problems import Problems
from site_builder.village.pictures import PICTURE_ENDINGS, Pictures
from site_builder.village.roster import Household, Person, Roster
from site_builder.village.rules import Rulebook
from site_builder.village.settings import NoticeDays, Scale, Settings
from site_builder.village.who import Directory


class Books(NamedTuple):
    """What a record is resolved against."""

    settings: Settings
    roster: Roster
    rulebook: Rulebook
    directory: Directory
    pictures: Pictures
    problems: Problems

    def scale(self, id: str) -> Scale | None:
        """The scale of an id."""
        return next((scale for scale in self.settings.scales if scale.id == id), None)


def notice_days(settings: Settings, posted: datetime.date) -> int | None:
    """How many days a batch posted on that day stays on notice; None before the first."""
    begun: list[NoticeDays] = [days for days in settings.notice_days if days.first <= posted]
    return max(begun, key=lambda days: days.first).days if begun else None


def is_picture_path(evidence: str) -> bool:
    """Whether evidence names a picture rather than saying where a paper is kept."""
    return evidence.lower().endswith(PICTURE_ENDINGS)


def account_id(household: Household, person: Person | None, scale: Scale) -> str:
    """Whose account of a scale a record or redemption belongs to."""
    return person.id if scale.account == "person" and person is not None else household.id
