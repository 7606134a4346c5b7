"""Published seals by brute force, from the words of section 8. No name may stand in a note."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from fractions import Fraction
from typing import Any

from .ledger import Ledger
from .model import Model, Record
from .periods import Period
from .publish import how_listed

ONE = {"award": 0, "correction": 1, "return": 2, "redemption": 3, "expiry": 4}
Line = dict[str, Any]


def seal(docs: dict[str, Any], as_of: date, period: Period, previous: str | None) -> tuple[str, bytes]:
    """Digest and bytes of the published file of a period that is closed on a day."""
    ledger = Ledger(Model(docs), as_of)
    opened, quiet, totals = [], [], {s.id: dict.fromkeys(("corrected", "deducted", "expired", "issued", "redeemed"), 0) for s in ledger.model.scales}
    for key, line, record in movements(ledger, period):
        add(totals[line["scale"]], line["kind"], line["points"])
        how = "full" if record is None else how_listed(ledger, record)
        if how == "full" or record is None:
            opened.append((key, line))
        else:
            less = {"kind": line["kind"], "month": line["date"][:7], "points": line["points"], "scale": line["scale"]}
            quiet.append({**less, "category": record.rule.category} if confidential(record) else {**less, "rule": record.rule.id})
    lines = [line for _, line in sorted(opened, key=lambda pair: (pair[0], text(pair[1])))] + sorted(quiet, key=text)
    header = {
        "entries": len(lines), "format": 1, "period": period.name, "previous": previous,
        "totals": totals, "village": str(ledger.model.site["village"]),
    }
    data = "".join(f"{text(line)}\n" for line in [header, *lines]).encode()
    return hashlib.sha256(data).hexdigest(), data


def confidential(record: Record) -> bool:
    """Published only as category, month and points, even where deductions are hidden besides."""
    return record.rule.confidential or record.root.rule.confidential


def text(line: Line) -> str:
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def add(sums: dict[str, int], kind: str, points: int) -> None:
    if kind == "award":
        sums["issued" if points > 0 else "deducted"] += abs(points)
    elif kind == "correction":
        sums["corrected"] += points
    else:
        sums["expired" if kind == "expiry" else "redeemed"] -= points


def movements(ledger: Ledger, period: Period) -> list[tuple[tuple[Any, ...], Line, Record | None]]:
    """Everything that belongs to a period, each with what it is sorted by, its line in full, and its record."""
    found: list[tuple[tuple[Any, ...], Line, Record | None]] = []

    def take(booked: date, line: Line, record: Record | None = None, within: tuple[str, ...] = ("", "", "")) -> None:
        ties = (line["account"], line.get("item", ""), line.get("record", ""), line["scale"])
        found.append(((booked, ONE[line["kind"]], within, ties), line, record))

    for entry in ledger.entries:
        if period.holds(entry.date):
            line: Line = {
                "account": entry.account, "date": entry.date.isoformat(), "kind": entry.kind,
                "points": units(ledger, entry.scale, entry.points), "rule": entry.record.rule.id, "scale": entry.scale,
            }
            if entry.person is not None:
                line["person"] = entry.person
            if entry.kind == "award":
                line["confirmed"] = entry.booked.isoformat()
            line["record"] = entry.record.id
            root = entry.record.root
            within = (entry.date.isoformat(), root.id, entry.record.who.id if entry.record is not root else "")
            take(entry.booked, line, entry.record, within if entry.kind == "award" else ("", "", ""))
    for one in ledger.redemptions:
        line = {"account": one.account, "item": one.item, "qty": one.qty, "scale": one.scale}
        points = units(ledger, one.scale, one.points)
        if period.holds(one.date):
            take(one.date, {**line, "date": one.date.isoformat(), "kind": "redemption", "points": -points})
        if one.cancelled is not None and period.holds(one.cancelled):
            take(one.cancelled, {**line, "date": one.cancelled.isoformat(), "kind": "return", "points": points})
    for scale in ledger.model.scales:
        for account in ledger.accounts(scale):
            before = Fraction(0)
            for when in ledger.expiry_days(scale, ledger.as_of):
                now = ledger.expired(account, scale, when)
                if now != before and period.holds(when):
                    line = {"account": account, "date": when.isoformat(), "kind": "expiry", "points": -units(ledger, scale.id, now - before), "scale": scale.id}
                    take(when, line)
                before = now
    return found


def units(ledger: Ledger, scale: str, points: Fraction) -> int:
    whole = points * 10 ** ledger.model.scale(scale).decimals
    assert whole.denominator == 1
    return int(whole)
