"""Lines of a seal: movements of accounts in ids, days and integers only, as compact JSON with sorted keys.

Names of people, rules and items may change after a period was closed; nothing here does.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable
from typing import Any

from site_builder.ledger.entries import Entry, column_of

Line = dict[str, Any]
Totals = dict[str, dict[str, int]]
"""By scale: issued, deducted, corrected, redeemed, expired, in its smallest unit."""
COLUMNS = ("corrected", "deducted", "expired", "issued", "redeemed")

compact: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
"""The text of a line."""


def day_of(entry: Entry) -> datetime.date:
    """The day by which a movement belongs to a period: of the record for awards, the own one for the rest."""
    return entry.record.date if entry.kind == "award" and entry.record is not None else entry.date


def line_of(entry: Entry) -> str:
    """A movement in full. Ids and days hold nothing that JSON would escape, and there are many of them."""
    points, scale = entry.points, entry.scale
    begin = f'{{"account":"{entry.account}",'
    if entry.record is not None:
        record = entry.record
        person = f'"person":"{record.person.id}",' if record.person is not None else ""
        end = f'{person}"points":{points},"record":"{record.id}","rule":"{record.rule.id}","scale":"{scale}"}}'
        if entry.kind == "award":
            return f'{begin}"confirmed":"{entry.date}","date":"{record.date}","kind":"award",{end}'
        lifts = '"lifts_veto":true,' if entry.correction is not None and entry.correction.lifts_veto else ""
        return f'{begin}"date":"{entry.date}","kind":"correction",{lifts}{end}'
    if entry.redemption is not None:
        item, qty = entry.redemption.item.id, entry.redemption.qty
        return (
            f'{begin}"date":"{entry.date}","item":"{item}","kind":"{entry.kind}",'
            f'"points":{points},"qty":{qty},"scale":"{scale}"}}'
        )
    return f'{begin}"date":"{entry.date}","kind":"expiry","points":{points},"scale":"{scale}"}}'


def totals_of(lines: Iterable[Line], scales: Iterable[str]) -> Totals:
    """What lines sum up to in each of the scales. Expired and corrected are signed; returns are taken off."""
    totals = {scale: dict.fromkeys(COLUMNS, 0) for scale in sorted(scales)}
    for line in lines:
        column, amount = column_of(line["kind"], line["points"])
        totals[line["scale"]][column] += amount
    return totals
