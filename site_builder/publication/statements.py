"""The statement of an account: its figures, the entries behind them, and what they buy."""

from __future__ import annotations

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Iterable

from site_builder.ledger.accounts import Account, counted_day
from site_builder.ledger.amounts import to_units
from site_builder.ledger.book import Settled
from site_builder.ledger.entries import Entry, redemption_cost
from site_builder.ledger.periods import Period
from site_builder.ledger.totals import goods_totals
from site_builder.publication import model
from site_builder.publication.entries import Entries, shown_order
from site_builder.publication.shown import Shown
from site_builder.village.model import Redemption
from site_builder.village.settings import Level, Scale

MONTHS_SHOWN = 12


class Statements:
    """Makes the statements of all accounts."""

    def __init__(
        self, shown: Shown, entries: Entries, states: dict[str, str], event_links: dict[str, model.Link]
    ) -> None:
        """`states`: those of all entries. `event_links`: the page of each redemption day, by its slug."""
        self._shown = shown
        self._entries = entries
        self._events = event_links
        self._left = {goods.item: goods.left for goods in goods_totals(shown.ledger)}
        # What the bars of months and categories show beside sums of the entries.
        self._bars = repr([shown.ledger.as_of, *(category_name(shown, id) for id in shown.village.rulebook.categories)])
        self._open: defaultdict[tuple[str, str], list[Settled]] = defaultdict(list)
        own_states: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        # In the order in which the records lie in memory: asked account by account, this takes thrice as long.
        for settled in entries.open:
            account = settled.record.rule.scale, settled.record.account
            self._open[account].append(settled)
            own_states[account].append(states[settled.record.id])
        self._states = {account: model.state_of(own) for account, own in own_states.items()}
        self._quiet: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for settled in entries.closed:
            if settled.status == "confirmed" and settled.award is not None:
                moved = [settled.award.units, *(units for _, _, units in entries.corrections_of(settled.record))]
                self._quiet[settled.record.rule.scale, settled.record.account] += moved

    def statement(self, account: Account) -> model.Statement:
        """The statement of one account on the date of the site."""
        scale = account.scale
        itemised = [entry for entry in account.entries if not self._is_quiet(entry)]
        return dataclasses.replace(
            self._figures(account),
            entries=newest_first(self._entries, self._open.get((scale.id, account.id), ())),
            months=self.months(itemised, scale),
            categories=self.categories(itemised, scale),
        )

    def state(self, account: Account) -> str:
        """Another text whenever the statement would show another thing."""
        entries = self._states.get((account.scale.id, account.id), "")
        return model.state_of([repr(self._figures(account)), self._bars, entries])

    def _figures(self, account: Account) -> model.Statement:
        """The statement without entries and what is summed from them."""
        shown, scale = self._shown, account.scale
        ledger, figures = shown.ledger, shown.scales[scale.id]
        quiet = self._quiet.get((scale.id, account.id), ())
        return model.Statement(
            scale=figures,
            honor=shown.points(account.honor, scale.id),
            year=shown.points(account.year, scale.id),
            year_name=ledger.calendar.period("year", ledger.as_of).id,
            standing=shown.points(account.standing, scale.id),
            standing_period=ledger.calendar.period(scale.base_per, ledger.as_of).id,
            level=level_shown(account.level, figures),
            veto_until=self._veto_until(account),
            balance=shown.points(account.balance, scale.id),
            redeemed=shown.points(account.redeemed, scale.id),
            expired=shown.points(account.expired, scale.id),
            entries=(),
            quiet=shown.points(sum(quiet), scale.id),
            has_quiet=bool(quiet),
            redemptions=tuple(self.redemption(r) for r in self._redemptions(account)),
            expiries=tuple(
                model.Expiry(entry.date, shown.points(-entry.points, scale.id))
                for entry in account.entries
                if entry.kind == "expiry"
            ),
            affordable=self._affordable(account) if scale.redeemable else (),
            months=(),
            categories=(),
        )

    def _is_quiet(self, entry: Entry) -> bool:
        return entry.record is not None and not self._entries.is_open(entry.record)

    def _veto_until(self, account: Account) -> datetime.date | None:
        ledger = self._shown.ledger
        today = Period("", "all", ledger.as_of, ledger.as_of)
        vetoes = ledger.vetoes.on(account.scale.id, account.id, today, ledger.as_of)
        # One that is not itemised is told by the account's absence from boards alone.
        return max((veto.span.last for veto in vetoes if self._entries.is_open(veto.record)), default=None)

    def _redemptions(self, account: Account) -> list[Redemption]:
        found = [
            entry.redemption for entry in account.entries if entry.kind == "redemption" and entry.redemption is not None
        ]
        return found[::-1]

    def redemption(self, redemption: Redemption) -> model.RedemptionLine:
        """A redemption as it may be shown."""
        shown, scale, as_of = self._shown, redemption.scale, self._shown.ledger.as_of
        cancelled = redemption.cancelled
        holder = redemption.person if scale.account == "person" and redemption.person else redemption.household
        return model.RedemptionLine(
            redemption.date,
            shown.who(holder),
            shown.scales[scale.id],
            shown.text(redemption.item.name, redemption.item.source, "name"),
            redemption.qty,
            shown.points(redemption_cost(redemption), scale.id),
            cancelled if cancelled is not None and cancelled <= as_of else None,
            self._events.get(redemption.event),
        )

    def _affordable(self, account: Account) -> tuple[model.Affordable, ...]:
        """What the balance buys of what is there, at today's prices, the cheapest first."""
        shown, scale = self._shown, account.scale
        lines = []
        for item in shown.village.items.values():
            price, left = item.price_on(shown.ledger.as_of), self._left[item.id]
            if price is None or left <= 0:
                continue
            cost = to_units(price.points.value, scale.decimals)
            # What costs nothing is not limited by a balance; one is as many as anybody takes.
            count = min(left, max(0, account.balance) // cost if cost else 1)
            missing = max(0, cost - max(0, account.balance)) if not count else 0
            name = shown.text(item.name, item.source, "name")
            lines.append((cost, item.id, model.Affordable(
                name, f"rewards/index.html#item-{item.id}", shown.points(cost, scale.id), count,
                shown.points(missing, scale.id),
            )))
        return tuple(line for *_, line in sorted(lines))

    def months(self, entries: Iterable[Entry], scale: Scale) -> tuple[model.Bar, ...]:
        """The last 12 months of awards and corrections, by their own date."""
        last = self._shown.ledger.as_of
        sums = dict.fromkeys(last_months(last, MONTHS_SHOWN), 0)
        first = datetime.date.fromisoformat(f"{next(iter(sums))}-01")
        for entry in entries:
            # As in a period's total: what took effect before the first day counts on none of them.
            day = counted_day(entry) if entry.date >= first else None
            if day is not None and first <= day <= last:
                sums[day.isoformat()[:7]] += entry.points
        return tuple(model.Bar(month, self._shown.points(units, scale.id)) for month, units in sums.items())

    def categories(self, entries: Iterable[Entry], scale: Scale) -> tuple[model.Bar, ...]:
        """Awards and corrections by category, in the order of the rules; only categories that occur."""
        sums: dict[str, int] = dict.fromkeys(self._shown.village.rulebook.categories, 0)
        occurs = set()
        for entry in entries:
            if entry.record is not None and counted_day(entry) is not None:
                sums[entry.record.category.id] += entry.points
                occurs.add(entry.record.category.id)
        return tuple(
            model.Bar(category_name(self._shown, id), self._shown.points(units, scale.id))
            for id, units in sums.items()
            if id in occurs
        )


def category_name(shown: Shown, id: str) -> str:
    """The name of a category: that of its latest version."""
    latest = shown.village.rulebook.categories[id][-1]
    return shown.text(latest.name, latest.source, "name")


def newest_first(entries: Entries, opened: Iterable[Settled]) -> tuple[model.Entry, ...]:
    """Records that are published in full, newest first."""
    in_order = sorted((entries.entry(settled) for settled in opened), key=shown_order)
    return tuple(sorted(in_order, key=lambda entry: entry.date, reverse=True))


def last_months(day: datetime.date, count: int) -> list[str]:
    """The names of so many months up to that of a day, oldest first."""
    months = [day.year * 12 + day.month - 1 - back for back in range(count)]
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in reversed(months)]


def level_shown(level: Level | None, scale: model.Scale) -> model.Level | None:
    """A level as explained to a reader."""
    if level is None:
        return None
    return next((shown for shown in scale.levels if shown.threshold == level.threshold.value), None)

