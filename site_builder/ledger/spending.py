"""What may be spent: no redemption above the balance or the stock of its day."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from site_builder.ledger.amounts import to_decimal
from site_builder.ledger.entries import Entry
from site_builder.ledger.vetoes import Vetoes
from site_builder.problems import N_, Place, Problems
from site_builder.village.binding import NOWHERE
from site_builder.village.model import Redemption, Village


def check_balance(entries: Iterable[Entry], problems: Problems) -> None:
    """Report each redemption above what its account could spend. `entries`: the account's, in order."""
    balance = 0
    for entry in entries:
        if entry.kind == "redemption" and entry.redemption is not None and -entry.points > balance:
            _report_over_redemption(entry.redemption, -entry.points, balance, problems)
        balance += entry.points


def _report_over_redemption(redemption: Redemption, cost: int, balance: int, problems: Problems) -> None:
    decimals = redemption.scale.decimals
    problems.error(
        redemption.source.place("who"), "over-redemption",
        N_("{account} redeems {cost} points on {date}, but can spend only {balance}"),
        N_("check quantity, item and date; points count from the day on which they are confirmed."),
        account=redemption.account, cost=to_decimal(cost, decimals), date=redemption.date,
        balance=to_decimal(balance, decimals),
    )


class _Move(NamedTuple):
    """Goods that come in (0), come back (1) or go out (2)."""

    date: datetime.date
    order: int
    item: str
    account: str
    place: Place
    qty: int
    redemption: Redemption | None = None


def check_stock(village: Village, problems: Problems) -> None:
    """Report each redemption above what was left of its item. Goods come in, come back, then go out."""
    moves = [
        _Move(stocking.date, 0, item.id, "", NOWHERE.place(), stocking.qty)
        for item in village.items.values()
        for stocking in item.stock
    ]
    for r in village.redemptions:
        moves.append(_Move(r.date, 2, r.item.id, r.account, r.source.place(), -r.qty, r))
        if r.cancelled is not None:
            moves.append(_Move(r.cancelled, 1, r.item.id, r.account, r.source.place(), r.qty))
    left: defaultdict[str, int] = defaultdict(int)
    for move in sorted(moves, key=lambda move: move[:5]):
        if move.redemption is not None and left[move.item] + move.qty < 0:
            _report_over_stock(move.redemption, max(0, left[move.item]), problems)
        left[move.item] += move.qty


def _report_over_stock(redemption: Redemption, left: int, problems: Problems) -> None:
    problems.error(
        redemption.source.place("item"), "over-stock",
        N_("{qty} of “{item}” are handed out on {date}, but only {left} are in stock"),
        N_("check the quantity, or add what came in under `stock`."),
        qty=redemption.qty, item=redemption.item.name, date=redemption.date, left=left,
    )


def check_vetoed(village: Village, vetoes: Vetoes, problems: Problems) -> None:
    """Report each redemption of an account that a veto keeps from redeeming."""
    for redemption in village.redemptions:
        veto = vetoes.forbids(redemption)
        if veto is not None:
            problems.error(
                redemption.source.place("who"), "vetoed-redemption",
                N_("{account} may not redeem on {date}: the rule “{rule}” forbids it until {last}"),
                N_("only a correction with `lifts_veto: true` ends that."),
                account=redemption.account, date=redemption.date, rule=veto.record.rule.name, last=veto.span.last,
            )
