"""Who is meant: a household id, a person id, a name that only one person has, or 姓名@组."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

from site_builder.problems import N_, Place, Problems
from site_builder.reading.nearest import nearest
from site_builder.village.roster import Group, Household, Person, Roster

Found = Household | Person
_LIKE_AN_ID = re.compile(r"[A-Za-z]{1,3}[0-9]{2,}")


class Directory:
    """Finds households and persons by what a clerk writes."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._named: defaultdict[str, list[Person]] = defaultdict(list)
        for person in sorted(roster.persons.values(), key=lambda person: person.id):
            self._named[_same(person.name)].append(person)

    def find(self, who: str, place: Place, problems: Problems) -> Found | None:
        """Whom the text means; an unknown or ambiguous one is an error."""
        candidates = self._candidates(who)
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            self._report_ambiguous(who, candidates, place, problems)
        elif not self._was_refused(who):
            self._report_unknown(who, place, problems)
        return None

    def find_or_outsider(self, who: str, place: Place, problems: Problems) -> Found | None:
        """Whom the text means, or None for somebody from outside; an ambiguous name is an error."""
        candidates = self._candidates(who) if who else []
        if len(candidates) > 1:
            self._report_ambiguous(who, candidates, place, problems)
        if not candidates and _LIKE_AN_ID.fullmatch(who) and not self._was_refused(who):
            problems.warning(
                place, "unknown-id", N_("“{who}” looks like an id, but nobody on the roster has it"),
                N_("check it; it is shown as the name of somebody from outside."), who=who,
            )
        return candidates[0] if len(candidates) == 1 else None

    def _candidates(self, who: str) -> list[Found]:
        """Tried in the order of section 2 of the format; the first that fits at all decides."""
        if who in self._roster.households:
            return [self._roster.households[who]]
        if who in self._roster.persons:
            return [self._roster.persons[who]]
        named = self._named.get(_same(who))
        if named:
            return list(named)
        name, at, group = who.rpartition("@")
        return [p for p in self._named.get(_same(name), ()) if _in_group(p, group)] if at else []

    def _was_refused(self, who: str) -> bool:
        """Whether the text means somebody whose own entry is wrong, which has been reported."""
        written = self._roster.written
        name = _same(who.rpartition("@")[0] or who)
        named = written.has_name("members", name) and name not in self._named
        return named or written.has_id("households", who) or written.has_id("members", who)

    def _report_ambiguous(self, who: str, candidates: list[Found], place: Place, problems: Problems) -> None:
        problems.error(
            place, "ambiguous-name", N_("“{who}” may be several persons: {candidates}"),
            N_("write the id, or name@group."),
            who=who, candidates=", ".join(f"{person.id} ({_group_of(person).name})" for person in candidates),
        )

    def _report_unknown(self, who: str, place: Place, problems: Problems) -> None:
        known = [*self._roster.households, *self._roster.persons, *self._named]
        near = nearest(who, known)
        hint = N_("did you mean “{near}”?") if near else N_("write a name or an id of the roster.")
        if any(mark in who for mark in "，、"):
            hint = N_("separate several names with the comma of the English keyboard ( , ).")
        # The name may come out masked, the id says for certain who is meant.
        ids = ", ".join(person.id for person in self._named.get(near or "", ()))
        near = f"{near} ({ids})" if ids else near
        problems.error(place, "unknown-who", N_("nobody on the roster is “{who}”"), hint, who=who, near=near)


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _group_of(found: Found) -> Group:
    household = found if isinstance(found, Household) else found.household
    return household.group


def _in_group(person: Person, group: str) -> bool:
    own = person.household.group
    return group == own.id or _same(group) == _same(own.name)
