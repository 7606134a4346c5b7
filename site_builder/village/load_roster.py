"""Puts the roster together from its files and checks what refers to what."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from site_builder.problems import N_, Place, Problems
from site_builder.reading.nearest import nearest
from site_builder.reading.yaml_nodes import MAX_NESTING
from site_builder.village.binding import Source
from site_builder.village.ids import by_id
from site_builder.village.roster import (
    Group,
    Household,
    HouseholdEntry,
    Link,
    LinkEntry,
    Member,
    Person,
    Roster,
    RosterFile,
    Unit,
    groups_named,
)
from site_builder.village.who import Directory
from site_builder.village.written import Written


def build_roster(files: Iterable[RosterFile], problems: Problems) -> Roster:
    """The roster of all files. What is wrong is reported and left out."""
    files = tuple(files)
    written = Written(files, "content/roster/", problems)
    groups = by_id((group for file in files for group in file.groups), problems)
    households = _households([entry for file in files for entry in file.households], groups, written, problems)
    persons = {person.id: person for household in households.values() for person in household.members}
    units = by_id((unit for file in files for unit in file.organization), problems)
    roster = Roster(groups, households, persons, units, (), written=written)
    directory = Directory(roster)
    _check_units(roster, directory, problems)
    links = tuple(
        link for file in files for entry in file.links for link in _links(entry, directory, roster, problems)
    )
    by_household: dict[str, list[Link]] = {}
    for link in links:
        by_household.setdefault(link.household.id, []).append(link)
    return Roster(groups, households, dict(sorted(persons.items())), units, links, by_household, written)


def _households(
    entries: list[HouseholdEntry], groups: dict[str, Group], written: Written, problems: Problems
) -> dict[str, Household]:
    taken: dict[str, Source] = {}
    unique = by_id(entries, problems, taken)
    households = (_household(entry, groups, taken, written, problems) for _, entry in sorted(unique.items()))
    return {household.id: household for household in households if household is not None}


def _household(
    entry: HouseholdEntry, groups: dict[str, Group], taken: dict[str, Source], written: Written, problems: Problems
) -> Household | None:
    group = find_group(entry.group, groups, written, entry.source.place("group"), problems)
    check_range(entry.first, entry.last, entry.source, problems)
    members = list(by_id(entry.members, problems, taken).values())
    if group is None or not members:
        return None
    heads = [index for index, member in enumerate(members) if member.head]
    if len(heads) > 1:
        problems.error(
            members[heads[1]].source.place("head"), "two-heads", N_("household {id} has two heads"),
            N_("mark one only."), id=entry.id,
        )
    household = Household(
        entry.id, group, [], entry.first, entry.last, entry.source, head_index=heads[0] if heads else 0
    )
    household.members.extend(_person(member, household, problems) for member in members)
    return household


def _person(member: Member, household: Household, problems: Problems) -> Person:
    check_range(member.first, member.last, member.source, problems)
    for role in member.roles:
        check_range(role.first, role.last, role.source, problems)
    return Person(
        member.id, member.name, household, member.minor, member.consent, member.roles, member.first, member.last,
        member.source,
    )


def find_group(name: str, groups: dict[str, Group], written: Written, place: Place, problems: Problems) -> Group | None:
    """The group of an id, or of a name that only one group has."""
    named = groups_named(name, groups)
    if len(named) == 1:
        return named[0]
    if named:
        problems.error(
            place, "ambiguous-group", N_("several groups are called “{group}”: {candidates}"), N_("write the id."),
            group=name, candidates=", ".join(group.id for group in named),
        )
        return None
    if written.has_id("groups", name) or written.has_name("groups", unicodedata.normalize("NFC", name)):
        return None
    near = nearest(name, groups)
    problems.error(
        place, "unknown-group", N_("there is no group “{group}”"),
        N_("did you mean “{near}”?") if near else N_("declare it under `groups` in the roster."), group=name, near=near,
    )
    return None


def check_range(first: object, last: object, source: Source, problems: Problems) -> None:
    """Report a range of days that ends before it begins."""
    if first is not None and last is not None and first > last:  # type: ignore[operator]  # both are dates
        problems.error(
            source.place("until"), "reversed-dates", N_("this ends on {last}, before it begins on {first}"),
            N_("exchange or mend the two dates."), first=first, last=last,
        )


def _check_units(roster: Roster, directory: Directory, problems: Problems) -> None:
    for unit in roster.units.values():
        if unit.under and unit.under not in roster.units and not roster.written.has_id("organization", unit.under):
            near = nearest(unit.under, roster.units)
            problems.error(
                unit.source.place("under"), "unknown-unit", N_("there is no unit “{unit}”"),
                N_("did you mean “{near}”?") if near else N_("declare it under `organization`."),
                unit=unit.under, near=near,
            )
        if unit.group:
            find_group(unit.group, roster.groups, roster.written, unit.source.place("group"), problems)
        directory.find_or_outsider(unit.leader, unit.source.place("leader"), problems)
    _check_cycles(roster.units, problems)
    _cut_depths(roster.units, problems)


def _check_cycles(units: dict[str, Unit], problems: Problems) -> None:
    sound: set[str] = set()
    for unit in units.values():
        path: dict[str, None] = {}
        step: Unit | None = unit
        while step is not None and step.id not in sound and step.id not in path:
            path[step.id] = None
            step = units.get(step.under)
        if step is not None and step.id in path:
            problems.error(
                unit.source.place("under"), "cycle", N_("the unit “{unit}” stands under itself"),
                N_("mend `under` of one of these: {units}."), unit=unit.id, units=", ".join(path),
            )
        sound.update(path)


def _cut_depths(units: dict[str, Unit], problems: Problems) -> None:
    """Report units that stand too deep, and take them out: nobody should go down there."""
    below: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units.values():
        below[unit.under].append(unit)
    level = below[""]
    for _ in range(MAX_NESTING):
        level = [child for unit in level for child in below[unit.id]]
    for unit in level:
        problems.error(
            unit.source.place("under"), "nesting-too-deep", N_("the unit “{unit}” stands under more than {limit} others"),
            N_("put it higher up."), unit=unit.id, limit=MAX_NESTING - 1,
        )
        del units[unit.id]


def _links(
    entry: LinkEntry, directory: Directory, roster: Roster, problems: Problems
) -> list[Link]:
    if entry.first and entry.last and entry.first > entry.last:
        check_range(entry.first, entry.last, entry.source, problems)
    found = directory.find_or_outsider(entry.helper, entry.source.place("from"), problems)
    if isinstance(found, Household):
        problems.error(
            entry.source.place("from"), "helper-is-household", N_("“{who}” is a household, but persons look after households"),
            N_("name the person."), who=entry.helper,
        )
        return []
    helper, name = (found, "") if isinstance(found, Person) else (None, entry.helper)
    links = []
    for index, id in enumerate(entry.households):
        place = entry.source.place("households", index)
        if id in roster.households:
            links.append(Link(helper, name, entry.role, roster.households[id], entry.first, entry.last, entry.source))
        else:
            report_unknown_household(id, roster, place, problems)
    return links


def report_unknown_household(id: str, roster: Roster, place: Place, problems: Problems) -> None:
    """Say that no household has the id."""
    if roster.written.has_id("households", id):
        return
    near = nearest(id, roster.households)
    problems.error(
        place, "unknown-household", N_("there is no household “{household}”"),
        N_("did you mean “{near}”?") if near else N_("declare it in the roster."), household=id, near=near,
    )


