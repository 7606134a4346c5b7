"""Status, order, awards, balances: sections 3, 4, 7 and 9, each by brute force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .model import Limit, Model, Objection, Record, Redemption, Scale
from .periods import Day, Period, period_of, scoring_year_of

ZERO = Fraction(0)


def cut(value: Fraction, decimals: int) -> Fraction:
    """Toward zero, to so many decimals."""
    return Fraction(int(value * 10**decimals), 10**decimals)


@dataclass
class Line:
    """A record with what was worked out for it."""

    record: Record
    status: str
    confirmed: date
    wanted: Fraction | None = None  # the rule's points, cut, before limits
    award: Fraction | None = None


@dataclass(frozen=True)
class Entry:
    """Points that count: a confirmed award, or a correction of one."""

    kind: str
    record: Record
    date: Day  # the day by which it belongs to a period
    booked: Day  # the day on which it changes the balance
    points: Fraction
    account: str
    scale: str
    person: str | None


class Ledger:
    """The village's ledger as it stands on a date."""

    def __init__(self, model: Model, as_of: date) -> None:
        self.model = model
        self.as_of = as_of
        self.lines = [self.line(record) for record in model.records]
        self.lines = [line for line in self.lines if line.status != "draft"]
        self.work_out_awards()
        self.entries = self.all_entries()
        self.redemptions = [r for r in model.redemptions if r.date <= as_of]

    # -- status ---------------------------------------------------------------------------

    def objections_to(self, record: Record) -> list[Objection]:
        """Those that are there by now. One objects to the trigger."""
        return [
            objection
            for objection in self.model.objections
            if objection.record == record.root.id and objection.date <= self.as_of
        ]

    def line(self, record: Record) -> Line:
        if record.posted is None or record.posted > self.as_of:
            return Line(record, "draft", date.max)
        confirmed = self.model.notice_ends(record.posted)
        status = ""
        for objection in self.objections_to(record):
            closed = objection.closed
            if objection.outcome == "open" or closed is None or closed > self.as_of:
                status = status or "contested"
            elif objection.outcome == "upheld":
                status = "voided"
            else:
                confirmed = max(confirmed, closed)
        if not status:
            status = "confirmed" if confirmed <= self.as_of else "on_notice"
        return Line(record, status, confirmed)

    # -- awards ---------------------------------------------------------------------------

    def work_out_awards(self) -> None:
        """In the order of section 9: the confirmed ones, after them those on notice."""
        self.lines.sort(key=order)
        before: list[Line] = []
        for status in ("confirmed", "on_notice"):
            for line in self.lines:
                if line.status == status:
                    self.award(line, before)
                    before.append(line)
        for line in self.lines:
            if line.wanted is None:  # contested, voided: only to know whether it is a deduction
                line.wanted = self.wanted(line.record, [])

    def award(self, line: Line, before: list[Line]) -> None:
        wanted = self.wanted(line.record, before)
        line.wanted = wanted
        line.award = wanted
        if wanted == 0:
            return
        sign = 1 if wanted > 0 else -1
        lefts = self.what_is_left(line.record, sign, before)
        if lefts:
            decimals = self.model.scale(line.record.rule.scale).decimals
            least = cut(min(max(left * sign, ZERO) for left in lefts), decimals)
            line.award = sign * min(wanted * sign, least)

    def wanted(self, record: Record, before: list[Line]) -> Fraction:
        """The rule's points for the record, cut to the scale's decimals, before limits."""
        raw = record.rule.raw
        qty = Fraction(1) if record.qty is None else record.qty
        if "range" in raw:
            assert record.points is not None
            points = record.points
            assert Fraction(raw["range"][0]) <= points <= Fraction(raw["range"][1])
        elif "by_level" in raw:
            assert record.level is not None
            points = Fraction(raw["by_level"][record.level])
        elif "tiers" in raw:
            points = tier(raw["tiers"], qty)
            if raw.get("cumulative") is True:
                points = max(ZERO, points - self.awarded_already(record, before))
        else:
            points = Fraction(raw["points"])
            if "unit" in raw:
                points = points * qty / Fraction(raw.get("per", "1"))
        return cut(points, self.model.scale(record.rule.scale).decimals)

    def awarded_already(self, record: Record, before: list[Line]) -> Fraction:
        """Earlier awards of the same rule, resolved who and subject, after limits."""
        total = ZERO
        for line in before:
            other = line.record
            same = (other.rule.id, other.who.id) == (record.rule.id, record.who.id)
            if same and other.subject == record.subject:
                total += line.award or ZERO
        return total

    def what_is_left(self, record: Record, sign: int, before: list[Line]) -> list[Fraction]:
        """For each limit of that sign, of the rule and of its category, what is left."""
        category = self.model.category_on(record.rule.category, record.date)
        assert category is not None
        lefts = []
        for limit in record.rule.limits:
            if limit.sign == sign:
                same = [line for line in before if line.record.rule.id == record.rule.id]
                lefts.append(limit.amount - self.used(limit, record, same))
        for limit in category.limits:
            if limit.sign == sign:
                same = [line for line in before if line.record.rule.category == category.id]
                lefts.append(limit.amount - self.used(limit, record, same))
        return lefts

    def used(self, limit: Limit, record: Record, lines: list[Line]) -> Fraction:
        """Awards of the limit's sign, in the record's period, of the same account."""
        period = period_of(limit.per, record.date, self.model.year_starts)
        total = ZERO
        for line in lines:
            award = line.award or ZERO
            if (
                award * limit.sign > 0
                and line.record.rule.scale == record.rule.scale
                and period.holds(line.record.date)
                and self.share(limit, line.record) == self.share(limit, record)
            ):
                total += award
        return total

    def share(self, limit: Limit, record: Record) -> str:
        """Whose limit it is: the account's, the person's (or household's) or the village's."""
        if limit.of == "village":
            return ""
        if limit.of == "person":
            return record.who.id  # a record of the household counts as one more person
        return self.account(record)

    def account(self, record: Record) -> str:
        return self.model.account_of(record.who, self.model.scale(record.rule.scale))

    # -- entries --------------------------------------------------------------------------

    def all_entries(self) -> list[Entry]:
        entries = []
        for line in self.lines:
            if line.status == "confirmed":
                points = line.award or ZERO
                entries.append(self.entry("award", line, line.record.date, line.confirmed, points))
                for correction in self.model.corrections:
                    if correction.record == line.record.id and correction.date <= self.as_of:
                        when = correction.date
                        assert when >= line.confirmed, "a correction before the confirmation"
                        entries.append(self.entry("correction", line, when, when, correction.points))
        return entries

    def entry(self, kind: str, line: Line, when: date, booked: date, points: Fraction) -> Entry:
        record = line.record
        person = record.person.id if record.person else None
        account = self.account(record)
        return Entry(kind, record, when, booked, points, account, record.rule.scale, person)

    def total(self, account: str, scale: Scale, period: Period) -> Fraction:
        """Section 9: the total of a period of an account."""
        return sum(
            (
                entry.points
                for entry in self.entries
                if (entry.account, entry.scale) == (account, scale.id) and period.holds(entry.date)
            ),
            ZERO,
        )

    # -- veto -----------------------------------------------------------------------------

    def vetoes(self, account: str, scale: Scale) -> list[tuple[Period, Line]]:
        """The vetoes on an account that hold: confirmed, and not lifted by now."""
        found = []
        for line in self.lines:
            record = line.record
            span = self.model.veto_span(record)
            if span is None or line.status != "confirmed" or record.rule.scale != scale.id:
                continue
            if self.account(record) == account and self.lifted(record) > self.as_of:
                found.append((span, line))
        return found

    def lifted(self, record: Record) -> date:
        """The day from which a veto is lifted; never: the last day there is."""
        days = [c.date for c in self.model.corrections if c.lifts_veto and c.record == record.id]
        return min(days, default=date.max)

    def vetoed_in(self, account: str, scale: Scale, period: Period) -> bool:
        return any(span.overlaps(period) for span, _ in self.vetoes(account, scale))

    def level(self, standing: Fraction, scale: Scale) -> str | None:
        reached = [name for threshold, name in scale.levels if threshold <= standing]
        return reached[-1] if reached else None

    # -- balances -------------------------------------------------------------------------

    def accounts(self, scale: Scale) -> list[str]:
        """Whoever has the scale's role on as_of, still there or not, or a posted record.

        Ambiguity: somebody who is not there yet (`from` after as_of) has an account too.
        """
        pool = self.model.persons if scale.account == "person" else self.model.households
        found = []
        for who in pool.values():
            recorded = any(
                line.record.rule.scale == scale.id and self.account(line.record) == who.id for line in self.lines
            )
            if scale.role is None or who.has_role(scale.role, self.as_of) or recorded:
                found.append(who.id)
        return sorted(found)

    def earned(self, account: str, scale: Scale, by: date) -> Fraction:
        """Awards confirmed and corrections made by a date."""
        mine = [e for e in self.entries if (e.account, e.scale) == (account, scale.id)]
        return sum((entry.points for entry in mine if entry.booked <= by), ZERO)

    def spent(self, account: str, scale: Scale, by: date) -> Fraction:
        """Redemptions by a date, less what was returned by then."""
        total = ZERO
        for one in self.redemptions:
            if (one.account, one.scale) == (account, scale.id):
                if one.date <= by:
                    total += one.points
                if one.cancelled is not None and one.cancelled <= by:
                    total -= one.points
        return total

    def expiry_days(self, scale: Scale, by: date) -> list[date]:
        """Every day by a date on which what is unspent expires."""
        if scale.unspent == "carry":
            return []
        days = []
        for year in range(2000, by.year + 2):
            if scale.expires_on is None:
                when = scoring_year_of(date(year, 7, 1), self.model.year_starts).last
            else:
                when = date(year, int(scale.expires_on[:2]), int(scale.expires_on[3:]))
            days.append(when)
        return sorted(when for when in days if when <= by)

    def expired(self, account: str, scale: Scale, by: date) -> Fraction:
        """What expired by a date, after the other movements of each expiry day."""
        booked = [e.booked for e in self.entries if e.account == account]
        total = ZERO
        for when in self.expiry_days(scale, by):
            if booked and when >= min(booked):
                left = self.earned(account, scale, when) - self.spent(account, scale, when) - total
                if left > 0 or scale.unspent == "reset":
                    total += left
        return total

    def balance(self, account: str, scale: Scale, by: date) -> Fraction:
        """Section 9: spendable balance on a date, after all its movements."""
        return self.earned(account, scale, by) - self.spent(account, scale, by) - self.expired(account, scale, by)


def order(line: Line) -> tuple[date, date, str, bool, str]:
    """(confirmation date, record date, record id), a triggered record right after its trigger."""
    record = line.record
    triggered = record.trigger is not None
    return (
        line.confirmed,
        record.date,
        record.root.id,
        triggered,
        record.who.id if triggered else "",
    )


def tier(tiers: list[dict[str, str]], qty: Fraction) -> Fraction:
    """The highest tier whose ``from`` is not above ``qty``; below the lowest 0."""
    points = ZERO
    for one in tiers:
        if Fraction(one["from"]) <= qty:
            points = Fraction(one["points"])
    return points


def wrong_redemptions(ledger: Ledger, redemptions: list[Redemption]) -> list[str]:
    """Which redemptions the contract refuses: over the balance, over the stock, in a veto.

    ``ledger`` must stand on a date after everything; ``redemptions`` replace its own.
    """
    ledger.redemptions = redemptions
    wrong = []
    for one in redemptions:
        scale = ledger.model.scale(one.scale)
        before_expiry = ledger.balance(one.account, scale, one.date)
        if one.date in ledger.expiry_days(scale, one.date):
            yesterday = date.fromordinal(one.date.toordinal() - 1)
            before_expiry = (
                ledger.earned(one.account, scale, one.date)
                - ledger.spent(one.account, scale, one.date)
                - ledger.expired(one.account, scale, yesterday)
            )
        if before_expiry < 0:
            wrong.append(f"{one.date} {one.account} {one.item}: over the balance")
        if one.cancelled is not None and one.cancelled <= one.date:
            wrong.append(f"{one.date} {one.account} {one.item}: cancelled too early")
        if stock_left(ledger.model, redemptions, one.item, one.date) < 0:
            wrong.append(f"{one.date} {one.account} {one.item}: over the stock")
        if in_veto(ledger, one):
            wrong.append(f"{one.date} {one.account} {one.item}: veto")
    return wrong


def stock_left(model: Model, redemptions: list[Redemption], item: str, when: date) -> int:
    left = model.stocked(item, when)
    for one in redemptions:
        if one.item == item and one.date <= when:
            left -= one.qty
        if one.item == item and one.cancelled is not None and one.cancelled <= when:
            left += one.qty
    return left


def in_veto(ledger: Ledger, one: Redemption) -> bool:
    """A veto with redeem: false, from the confirmation on and until a lifting correction."""
    for line in ledger.lines:
        record = line.record
        span = ledger.model.veto_span(record)
        veto = record.rule.veto()
        if span is None or veto is None or veto[1] or line.status != "confirmed":
            continue
        same = (ledger.account(record), record.rule.scale) == (one.account, one.scale)
        if same and span.holds(one.date) and line.confirmed <= one.date < ledger.lifted(record):
            return True
    return False
