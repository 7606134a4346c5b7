"""The roster: groups, households with their members, the organization, and who looks after whom."""

from __future__ import annotations

import datetime
import unicodedata
from dataclasses import dataclass, field

from site_builder.village.binding import Record, Source, source, spec
from site_builder.village.compound_shapes import EitherOf, ListOf, OneOrMany
from site_builder.village.shapes import Boolean, Choice, Date, Identifier, Text
from site_builder.village.written import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A hamlet group."""

    id: str = spec(Identifier(), "Id of the group.", required=True)
    name: str = spec(Text(), "Name of the group.", required=True)
    party_group: str = spec(Text(), "Its party group.", default="")
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role that somebody has, for ever or within days."""

    role: str = spec(Text(), "The role; a free word, some with a meaning.", required=True)
    first: datetime.date | None = spec(Date(), "First day.", name="from")
    last: datetime.date | None = spec(Date(), "Last day.", name="until")
    source: Source = source()

    def holds(self, day: datetime.date) -> bool:
        """Whether the role holds on a day; both ends belong to it."""
        return within(day, self.first, self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person as written under its household."""

    id: str = spec(Identifier(), "Id of the person.", required=True)
    name: str = spec(Text(), "Full name.", required=True)
    head: bool = spec(Boolean(), "Head of the household.", default=False)
    roles: tuple[Role, ...] = spec(
        ListOf(EitherOf(Text(), Record(Role), lambda role: Role(role=role))), "Roles.", default=()
    )
    consent: tuple[str, ...] = spec(
        ListOf(Choice(("web", "print"))), "Where the full name may appear.", default=()
    )
    minor: bool = spec(Boolean(), "Masked everywhere, whatever else is said.", default=False)
    first: datetime.date | None = spec(Date(), "First day of records.", name="from")
    last: datetime.date | None = spec(Date(), "Last day of records.", name="until")
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdEntry:
    """A household as written."""

    id: str = spec(Identifier(), "Id of the household; part of its address.", required=True)
    group: str = spec(Text(), "Its group: the id, or the name where only one has it.", required=True)
    members: tuple[Member, ...] = spec(ListOf(Record(Member), filled=True), "Who belongs to it.", required=True)
    first: datetime.date | None = spec(Date(), "First day of records.", name="from")
    last: datetime.date | None = spec(Date(), "Last day of records.", name="until")
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of the five-tier organization."""

    id: str = spec(Identifier(), "Id of the unit.", required=True)
    name: str = spec(Text(), "Name of the unit.", required=True)
    under: str = spec(Identifier(), "The unit above.", default="")
    group: str = spec(Text(), "The hamlet group that it stands for.", default="")
    leader: str = spec(Text(), "Who leads it: a person, or a plain name.", default="")
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkEntry:
    """Who looks after whom, as written."""

    helper: str = spec(Text(), "A person, or a plain name for somebody from outside.", required=True, name="from")
    role: str = spec(Text(), "In which role.", required=True)
    households: tuple[str, ...] = spec(OneOrMany(Identifier(), filled=True), "The households looked after.", required=True)
    first: datetime.date | None = spec(Date(), "First record date for which it holds.", name="since")
    last: datetime.date | None = spec(Date(), "Last record date for which it holds.", name="until")
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterFile:
    """A file of content/roster/."""

    groups: tuple[Group, ...] = spec(ListOf(Record(Group)), "Hamlet groups.", default=())
    households: tuple[HouseholdEntry, ...] = spec(ListOf(Record(HouseholdEntry)), "Households.", default=())
    organization: tuple[Unit, ...] = spec(ListOf(Record(Unit)), "The five tiers.", default=())
    links: tuple[LinkEntry, ...] = spec(ListOf(Record(LinkEntry)), "Who looks after whom.", default=())
    source: Source = source()


def within(day: datetime.date, first: datetime.date | None, last: datetime.date | None) -> bool:
    """Whether a day lies between two days, both included; a missing end is open."""
    return (first is None or first <= day) and (last is None or day <= last)


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """Somebody of the village."""

    id: str
    name: str
    household: Household
    minor: bool
    consent: tuple[str, ...]
    roles: tuple[Role, ...]
    first: datetime.date | None
    last: datetime.date | None
    source: Source

    def present(self, day: datetime.date) -> bool:
        """Whether the person, and its household, was of the village on a day."""
        return within(day, self.first, self.last) and self.household.present(day)

    def has_role(self, role: str, day: datetime.date) -> bool:
        """Whether the person has the role on a day, still of the village or not."""
        return any(own.role == role and own.holds(day) for own in self.roles)


@dataclass(frozen=True, slots=True, eq=False)
class Household:
    """A household; `members` are filled in as the roster is read."""

    id: str
    group: Group
    members: list[Person]
    first: datetime.date | None
    last: datetime.date | None
    source: Source
    head_index: int = 0

    @property
    def head(self) -> Person:
        """Whose name the household bears."""
        return self.members[self.head_index]

    def present(self, day: datetime.date) -> bool:
        """Whether the household was of the village on a day."""
        return within(day, self.first, self.last)

    def has_role(self, role: str, day: datetime.date) -> bool:
        """Whether any member has the role on a day, still of the village or not."""
        return any(member.has_role(role, day) for member in self.members)


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """One helper and one household."""

    helper: Person | None
    """None for somebody from outside."""
    name: str
    """The plain name of somebody from outside."""
    role: str
    household: Household
    first: datetime.date | None
    last: datetime.date | None
    source: Source

    def holds(self, day: datetime.date) -> bool:
        """Whether the link holds for a record of that day."""
        return within(day, self.first, self.last)


def groups_named(text: str, groups: dict[str, Group]) -> list[Group]:
    """The group of an id; where there is none, all of a name."""
    if text in groups:
        return [groups[text]]
    wanted = unicodedata.normalize("NFC", text)
    return [group for group in groups.values() if unicodedata.normalize("NFC", group.name) == wanted]


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody and everything of the village, by id, in the order of ids."""

    groups: dict[str, Group]
    households: dict[str, Household]
    persons: dict[str, Person]
    units: dict[str, Unit]
    links: tuple[Link, ...]
    links_by_household: dict[str, list[Link]] = field(default_factory=dict)
    written: Written = field(default_factory=lambda: Written(()))
    """Ids and names that the files of the roster give, also to what was refused."""

    def group_named(self, text: str) -> Group | None:
        """The group of an id, or of a name that only one group has."""
        found = groups_named(text, self.groups)
        return found[0] if len(found) == 1 else None

    def links_of(self, household: str) -> list[Link]:
        """Who looks after a household."""
        return self.links_by_household.get(household, [])
