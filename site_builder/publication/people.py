"""Households, persons, groups, the organization, and who looks after whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from site_builder.ledger.accounts import Account
from site_builder.ledger.book import Settled
from site_builder.publication import model
from site_builder.publication.entries import Entries
from site_builder.publication.shown import Shown
from site_builder.publication.statements import Statements, newest_first
from site_builder.village.binding import Source
from site_builder.village.roster import Group, Household, Link, Person, Unit


class People:
    """Makes the pages of households and persons, and what shows how they hang together."""

    def __init__(
        self, shown: Shown, statements: Statements, entries: Entries, standings: dict[str, list[model.Standing]]
    ) -> None:
        self._shown, self._statements, self._entries, self._standings = shown, statements, entries, standings
        self._accounts: defaultdict[str, list[Account]] = defaultdict(list)
        for account in shown.ledger.accounts:
            self._accounts[account.id].append(account)
        today = shown.ledger.as_of
        self._links = [link for link in shown.village.roster.links if link.holds(today)]
        self._ties = [self._lookout(link) for link in self._links]

    # --- households and persons --------------------------------------------------------

    def households(self) -> tuple[model.Deferred[model.Household], ...]:
        """The page of every household."""
        return tuple(self._household(household) for household in self._shown.village.roster.households.values())

    def _household(self, household: Household) -> model.Deferred[model.Household]:
        shown = self._shown
        members = {member.id for member in household.members}
        page = model.Household(
            who=shown.who(household),
            group=model.Link(shown.group(household), f"households/index.html#group-{household.group.id}"),
            members=tuple(self._member(member) for member in household.members),
            center=self._is_center(household),
            ended=household.last,
            statements=(),
            helped_by=tuple(t for t, link in zip(self._ties, self._links, strict=True) if link.household is household),
            helps=tuple(
                tie for tie, link in zip(self._ties, self._links, strict=True) if link.helper and link.helper.id in members
            ),
            standings=tuple(self._standings.get(household.id, ())),
        )
        state = model.state_of([repr(page), *self._states(household.id)])
        return model.Deferred(page.who.href, state, lambda: replace(page, statements=self._of(household.id)))

    def _member(self, member: Person) -> model.Member:
        return model.Member(
            self._shown.who(member), self._roles(member), member is member.household.head, member.last
        )

    def _roles(self, person: Person) -> tuple[str, ...]:
        today = self._shown.ledger.as_of
        roles = [(index, role) for index, role in enumerate(person.roles) if role.holds(today)]
        return tuple(self._shown.text(role.role, person.source, "roles", index) for index, role in roles)

    def _is_center(self, household: Household) -> bool:
        return household.has_role("center_household", self._shown.ledger.as_of)

    def _of(self, id: str) -> tuple[model.Statement, ...]:
        return tuple(self._statements.statement(account) for account in self._accounts.get(id, ()))

    def _states(self, id: str) -> list[str]:
        return [self._statements.state(account) for account in self._accounts.get(id, ())]

    def persons(self, ids: set[str], states: dict[str, str]) -> tuple[model.Deferred[model.Person], ...]:
        """The pages of the persons of these ids; `states`: those of all entries."""
        own: defaultdict[str, list[Settled]] = defaultdict(list)
        for settled in self._entries.open:
            record = settled.record
            if record.person is not None and record.person.id in ids and record.account == record.household.id:
                own[record.person.id].append(settled)
        roster = self._shown.village.roster.persons
        return tuple(self._person(roster[id], own[id], states) for id in sorted(ids))

    def _person(self, person: Person, own: list[Settled], states: dict[str, str]) -> model.Deferred[model.Person]:
        page = model.Person(
            who=self._shown.who(person),
            household=self._shown.who(person.household),
            roles=self._roles(person),
            ended=person.last or person.household.last,
            statements=(),
            own_entries=(),
            helps=tuple(t for t, link in zip(self._ties, self._links, strict=True) if link.helper is person),
            standings=tuple(self._standings.get(person.id, ())),
        )

        def make() -> model.Person:
            return replace(page, statements=self._of(person.id), own_entries=newest_first(self._entries, own))

        entries = (states[settled.record.id] for settled in own)
        state = model.state_of([repr(page), *self._states(person.id), *entries])
        return model.Deferred(page.who.href, state, make)

    def findable(self, ids: set[str]) -> Iterator[tuple[str, model.Who]]:
        """Whoever is found by name, with the page that tells of them: all members, and the persons of these ids."""
        shown, roster = self._shown, self._shown.village.roster
        for household in roster.households.values():
            for member in household.members:
                yield shown.who(member).name, shown.who(household)
        for id in sorted(ids):
            yield shown.who(roster.persons[id]).name, shown.who(roster.persons[id])

    # --- groups and organization ----------------------------------------------------------

    def groups(self) -> tuple[model.Group, ...]:
        """Every hamlet group with its households."""
        return tuple(self._group(group) for _, group in sorted(self._shown.village.roster.groups.items()))

    def _group(self, group: Group) -> model.Group:
        shown, today = self._shown, self._shown.ledger.as_of
        households = [h for h in shown.village.roster.households.values() if h.group is group]
        here = [household for household in households if household.present(today)]
        return model.Group(
            group.id,
            shown.text(group.name, group.source, "name"),
            shown.text(group.party_group, group.source, "party_group"),
            tuple(shown.who(household) for household in here),
            tuple(shown.who(household) for household in households if not household.present(today)),
            sum(member.present(today) for household in here for member in household.members),
        )

    def organization(self) -> tuple[model.Unit, ...]:
        """The tree of units, from the top."""
        below: defaultdict[str, list[Unit]] = defaultdict(list)
        for unit in self._shown.village.roster.units.values():
            below[unit.under].append(unit)
        return tuple(self._unit(unit, below) for unit in below[""])

    def _unit(self, unit: Unit, below: dict[str, list[Unit]]) -> model.Unit:
        group = self._shown.village.roster.group_named(unit.group)
        households = self._shown.village.roster.households.values() if group else ()
        return model.Unit(
            unit.id,
            self._shown.text(unit.name, unit.source, "name"),
            self.named(unit.leader, unit.source, "leader"),
            self._group(group) if group else None,
            tuple(self._shown.who(h) for h in households if h.group is group and self._is_center(h)),
            tuple(self._unit(child, below) for child in below.get(unit.id, ())),
        )

    def lookouts(self) -> tuple[model.Lookout, ...]:
        """Who looks after whom today."""
        return tuple(self._ties)

    def _lookout(self, link: Link) -> model.Lookout:
        helper = self._shown.who(link.helper) if link.helper else None
        name = helper.name if helper else self._shown.text(link.name, link.source, "from")
        role = self._shown.text(link.role, link.source, "role")
        return model.Lookout(helper, name, role, self._shown.who(link.household))

    def named(self, name: str, source: Source, field: str, item: int | None = None) -> model.Who | str:
        """Somebody whom a text names: of the roster, or from outside."""
        if not name:
            return ""
        found = self._shown.directory.find_or_outsider(name, source.place(field, item), self._shown.problems)
        return self._shown.who(found) if found is not None else self._shown.text(name, source, field, item)
