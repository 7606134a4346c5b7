"""Boards: who could rank, which periods exist, rows, ranks and cuts (sections 1 and 9)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .ledger import ZERO, Entry, Ledger
from .model import Board, Household, Person, Scale
from .periods import Period, period_of
from .publish import web_name


class BoardFigures:
    """One board, worked out for every period that it has."""

    def __init__(self, ledger: Ledger, board: Board) -> None:
        self.ledger = ledger
        self.model = ledger.model
        self.board = board
        self.scale: Scale = self.model.scale(board.scale)
        self.population = self.who_could_rank()
        self.entries = [entry for entry in ledger.entries if self.counts(entry)]

    # -- who and what ---------------------------------------------------------------------

    def who(self, one: str) -> Person | Household:
        """A person or household by the id in a row."""
        persons = self.board.rank == "person" or self.scale.account == "person"
        return self.model.persons[one] if persons else self.model.households[one]

    def who_could_rank(self) -> list[str]:
        """The ids that could stand on the board, whether they have points or not.

        Ambiguity: on a person board of a household scale these are the members of the
        households that have an account.
        """
        if self.board.rank == "group":
            return sorted(self.model.groups)
        ids = self.ledger.accounts(self.scale)
        if self.board.rank == "person" and self.scale.account == "household":
            ids = [member.id for one in ids for member in self.model.households[one].members]
        return sorted(one for one in ids if self.chosen(one))

    def chosen(self, one: str) -> bool:
        """The board's ``roles`` and ``group``, as of as_of."""
        who = self.who(one)
        group = who.household.group if isinstance(who, Person) else who.group
        if self.board.group is not None and group != self.board.group:
            return False
        roles = self.board.roles
        return not roles or any(who.has_role(role, self.ledger.as_of) for role in roles)

    def ranked_as(self, entry: Entry) -> str | None:
        """The row to which an entry belongs."""
        if self.board.rank == "person":
            return entry.person
        if self.board.rank == "account":
            return entry.account
        who = entry.record.who
        return who.household.group if isinstance(who, Person) else who.group

    def counts(self, entry: Entry) -> bool:
        """Whether an award or correction counts on the board, in whatever period."""
        rule = entry.record.rule
        if entry.scale != self.scale.id:
            return False
        if self.board.categories and rule.category not in self.board.categories:
            return False
        if self.board.rules and rule.id not in self.board.rules:
            return False
        return self.ranked_as(entry) in self.population

    def periods(self) -> list[Period]:
        """Each period that holds something that counts, of somebody who could rank."""
        starts = self.model.year_starts
        found: dict[str, Period] = {}
        for kind in self.board.periods:
            for entry in self.entries:
                period = period_of(kind, entry.date, starts)
                found[period.name] = period
        return list(found.values())

    # -- values ---------------------------------------------------------------------------

    def points(self, one: str, period: Period) -> Fraction:
        mine = [e.points for e in self.entries if self.ranked_as(e) == one and period.holds(e.date)]
        return sum(mine, ZERO)

    def value(self, one: str, period: Period) -> Fraction:
        """What the row is ranked by, exactly."""
        points = self.points(one, period)
        if self.board.measure == "standing":
            return self.scale.base + points
        if self.board.measure == "total":
            return points
        heads = self.heads(one)
        return points / heads if heads else ZERO

    def heads(self, one: str) -> int:
        """Households or members whose from/until hold as_of."""
        as_of = self.ledger.as_of
        if self.board.rank == "group":
            houses = [h for h in self.model.households.values() if h.group == one]
        else:
            houses = [self.model.households[one]]
        if self.board.measure == "per_household":
            return sum(house.of_village(as_of) for house in houses)
        return sum(member.of_village(as_of) for house in houses for member in house.members)

    # -- rows -----------------------------------------------------------------------------

    def listed(self, one: str, period: Period, value: Fraction) -> bool:
        if self.board.rank == "group":
            return True
        if period.name != "all" and self.vetoed(one, period):
            return False
        if self.board.measure == "standing":
            return self.stands(one, period)
        return value > 0

    def vetoed(self, one: str, period: Period) -> bool:
        """The account, and on person boards its members, in the rule's scale."""
        who = self.who(one)
        account = self.model.account_of(who, self.scale)
        return self.ledger.vetoed_in(account, self.scale, period)

    def stands(self, one: str, period: Period) -> bool:
        """On a board of standings: of the village with the role, or with a confirmed record."""
        who = self.who(one)
        when = min(period.last, self.ledger.as_of)
        role = self.scale.role
        if who.of_village(when) and (role is None or who.has_role(role, when)):
            return True
        return any(
            entry.kind == "award" and self.ranked_as(entry) == one and period.holds(entry.date)
            for entry in self.entries
        )

    def keep(self) -> int:
        """How far down the ranks go."""
        if self.board.top is not None:
            return self.board.top
        if self.board.top_percent is not None:
            exact = self.board.top_percent * len(self.population) / 100
            return -((-exact.numerator) // exact.denominator)
        return len(self.population)

    def rows(self, period: Period) -> list[dict[str, Any]]:
        values = {one: self.value(one, period) for one in self.population}
        listed = [one for one in self.population if self.listed(one, period, values[one])]
        listed.sort(key=lambda one: (-values[one], one))
        rows = []
        for one in listed:
            rank = 1 + sum(values[other] > values[one] for other in listed)
            if rank <= self.keep():
                rows.append(self.row(rank, one, values[one]))
        return rows

    def row(self, rank: int, one: str, value: Fraction) -> dict[str, Any]:
        quotient = self.board.measure in ("per_household", "per_member")
        row: dict[str, Any] = {
            "rank": rank,
            "id": one,
            "name": self.name(one),
            "points": two_decimals(value) if quotient else value,
        }
        if self.board.measure == "standing":
            row["level"] = self.ledger.level(value, self.scale)
        return row

    def name(self, one: str) -> str:
        if self.board.rank == "group":
            return self.model.groups[one]
        return web_name(self.model, self.who(one))

    def decimals(self) -> int:
        quotient = self.board.measure in ("per_household", "per_member")
        return 2 if quotient else self.scale.decimals


def two_decimals(value: Fraction) -> Fraction:
    """Half away from zero."""
    cents = int(abs(value) * 100 + Fraction(1, 2))
    return Fraction(cents if value > 0 else -cents, 100)
