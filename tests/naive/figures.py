"""All figure files of section 10, as plain Python data with exact numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from .boards import BoardFigures
from .ledger import ZERO, Ledger, Line, wrong_redemptions
from .model import Model, Scale
from .periods import period_of
from .publish import how_listed, web_name
from .reading import day, number, read_site

FAR = date(2100, 1, 1)
RECORD_COLUMNS = ["record", "date", "scale", "account", "person"]
RECORD_COLUMNS += ["rule", "category", "award", "status", "limited"]
REDEMPTION_COLUMNS = ["date", "event", "scale", "account", "item", "qty", "points", "cancelled"]
Row = dict[str, Any]


@dataclass
class Figures:
    """File below output/data to its contents; how many decimals its numbers may have."""

    files: dict[str, Any] = field(default_factory=dict)
    board_decimals: dict[str, int] = field(default_factory=dict)  # by board
    scale_decimals: dict[str, int] = field(default_factory=dict)  # by scale
    problems: list[str] = field(default_factory=list)  # redemptions that are errors


def figures(site: Path, as_of: date) -> Figures:
    """Every figure of a site folder, as it stands on a date."""
    return compute(read_site(site), as_of)


def compute(docs: dict[str, Any], as_of: date) -> Figures:
    """The same from trees already read (source path to tree)."""
    model = Model(docs)
    ledger = Ledger(model, as_of)
    result = Figures(problems=redemption_problems(model))
    result.scale_decimals = {scale.id: scale.decimals for scale in model.scales}
    result.files["site.json"] = site_json(ledger)
    result.files["accounts.json"] = accounts_json(ledger)
    result.files["records.csv"] = records_csv(ledger)
    result.files["redemptions.csv"] = redemptions_csv(ledger)
    result.files["measures.json"] = measures_json(model, as_of)
    result.files["matters.json"] = matters_json(model, as_of)
    for board in model.boards:
        worked = BoardFigures(ledger, board)
        result.board_decimals[board.id] = worked.decimals()
        for period in worked.periods():
            path = f"boards/{board.id}/{period.name}.json"
            rows = worked.rows(period)
            result.files[path] = {"board": board.id, "period": period.name, "rows": rows}
    return result


def redemption_problems(model: Model) -> list[str]:
    """A later redemption is checked too: with everything that is dated by its day."""
    return wrong_redemptions(Ledger(model, FAR), model.redemptions)


# -- site.json and accounts.json ------------------------------------------------------------


def site_json(ledger: Ledger) -> Row:
    return {
        "format": 1,
        "village": str(ledger.model.site["village"]),
        "as_of": ledger.as_of.isoformat(),
        "scales": [reconciliation(ledger, scale) for scale in ledger.model.scales],
    }


def reconciliation(ledger: Ledger, scale: Scale) -> Row:
    """issued - deducted + corrected = redeemed + expired + outstanding."""
    mine = [entry for entry in ledger.entries if entry.scale == scale.id]
    awards = [entry.points for entry in mine if entry.kind == "award"]
    accounts = ledger.accounts(scale)
    row: Row = {
        "id": scale.id,
        "issued": sum((points for points in awards if points > 0), ZERO),
        "deducted": -sum((points for points in awards if points < 0), ZERO),
        "corrected": sum((e.points for e in mine if e.kind == "correction"), ZERO),
        "redeemed": sum((ledger.spent(one, scale, ledger.as_of) for one in accounts), ZERO),
        "expired": sum((ledger.expired(one, scale, ledger.as_of) for one in accounts), ZERO),
        "outstanding": sum((ledger.balance(one, scale, ledger.as_of) for one in accounts), ZERO),
    }
    assert row["issued"] - row["deducted"] + row["corrected"] == (
        row["redeemed"] + row["expired"] + row["outstanding"]
    ), "the reconciliation does not hold"
    return row


def accounts_json(ledger: Ledger) -> list[Row]:
    rows = []
    for scale in ledger.model.scales:
        for account in ledger.accounts(scale):
            rows.append(account_row(ledger, scale, account))
    return rows


def account_row(ledger: Ledger, scale: Scale, account: str) -> Row:
    model, as_of, starts = ledger.model, ledger.as_of, ledger.model.year_starts
    year = period_of("year", as_of, starts)
    base_period = period_of(scale.base_per, as_of, starts)
    standing = scale.base + ledger.total(account, scale, base_period)
    # Ambiguity: "no level in the scoring year": in the one that holds as_of, even where the
    # base period (a month or quarter) reaches into another.
    vetoed = any(span.holds(as_of) for span, _ in ledger.vetoes(account, scale))
    if scale.account == "person":
        person = model.persons[account]
        name, group = web_name(model, person), person.household.group
    else:
        house = model.households[account]
        name, group = web_name(model, house), house.group
    return {
        "scale": scale.id,
        "account": account,
        "name": name,
        "group": group,
        "honor": ledger.total(account, scale, period_of("all", as_of, starts)),
        "year": ledger.total(account, scale, year),
        "standing": standing,
        "level": None if vetoed else ledger.level(standing, scale),
        "redeemed": ledger.spent(account, scale, as_of),
        "expired": ledger.expired(account, scale, as_of),
        "balance": ledger.balance(account, scale, as_of),
    }


# -- records.csv and redemptions.csv --------------------------------------------------------


def records_csv(ledger: Ledger) -> list[Row]:
    """By date, then record id; the anonymous and confidential ones last, by their own text."""
    named, last = [], []
    for line in ledger.lines:
        how = how_listed(ledger, line.record)
        if how == "hidden":
            continue
        for row in rows_of(ledger, line):
            if how == "full":
                named.append(row)
            else:
                last.append(without_who(row, how))
    # A correction on its record's own date: after the record (section 9, within a day).
    named.sort(key=lambda row: (row["date"], row["record"], row["status"] == "correction"))
    last.sort(key=lambda row: ",".join(cell_text(row[column]) for column in RECORD_COLUMNS))
    return named + last


def decimal_text(value: Fraction) -> str:
    """1.5, -0.25, 3: as few digits as there are."""
    digits = next(n for n in range(20) if (value * 10**n).denominator == 1)
    whole = str(abs(int(value * 10**digits))).rjust(digits + 1, "0")
    text = f"{whole[:-digits]}.{whole[-digits:]}" if digits else whole
    return f"-{text}" if value < 0 else text


def cell_text(value: Any) -> str:
    """A CSV cell."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        return decimal_text(value)
    return "" if value is None else str(value)


def rows_of(ledger: Ledger, line: Line) -> list[Row]:
    """The record's row and those of its corrections."""
    record = line.record
    row: Row = {
        "record": record.id,
        "date": record.date.isoformat(),
        "scale": record.rule.scale,
        "account": ledger.account(record),
        "person": record.person.id if record.person else "",
        "rule": record.rule.id,
        "category": record.rule.category,
        "award": line.award,
        "status": line.status,
        "limited": line.award is not None and line.award != line.wanted,
    }
    rows = [row]
    for entry in ledger.entries:
        if entry.kind == "correction" and entry.record is record:
            when = entry.date.isoformat()
            changed: Row = {"date": when, "award": entry.points, "status": "correction"}
            rows.append({**row, **changed, "limited": False})
    return rows


def without_who(row: Row, how: str) -> Row:
    less = {**row, "date": row["date"][:7], "record": "", "account": "", "person": ""}
    return {**less, "rule": ""} if how == "confidential" else less


def redemptions_csv(ledger: Ledger) -> list[Row]:
    rows = []
    for one in ledger.redemptions:
        there = one.cancelled is not None and one.cancelled <= ledger.as_of
        rows.append(
            {
                "date": one.date.isoformat(),
                "event": one.event,
                "scale": one.scale,
                "account": one.account,
                "item": one.item,
                "qty": one.qty,
                "points": one.points,
                "cancelled": one.cancelled.isoformat() if there and one.cancelled else "",
            }
        )
    return sorted(rows, key=lambda row: (row["date"], row["account"], row["item"], str(row)))


# -- measures.json and matters.json ---------------------------------------------------------


def measures_json(model: Model, as_of: date) -> list[Row]:
    rows = []
    for measure in model.site.get("measures", []):
        by_year: dict[str, Fraction] = {}
        for activity in model.activities:
            when = day(activity["date"])
            for result in activity.get("results", []):
                if result["measure"] == measure["id"] and when <= as_of:
                    year = period_of("year", when, model.year_starts).name
                    by_year[year] = by_year.get(year, ZERO) + number(result["value"])
        rows.append(
            {
                "measure": str(measure["id"]),
                "name": str(measure["name"]),
                "unit": str(measure.get("unit", "")),
                "total": sum(by_year.values(), ZERO),
                "by_year": by_year,
            }
        )
    return rows


def matters_json(model: Model, as_of: date) -> Row:
    """Counts only; disputes apart, by quarter and type."""
    kinds: dict[str, dict[str, int]] = {}
    disputes: dict[tuple[str, str], int] = {}
    for matter in model.matters:
        opened = day(matter["opened"])
        if opened > as_of:
            continue
        if matter["kind"] == "dispute":
            quarter = period_of("quarter", opened, model.year_starts).name
            key = quarter, str(matter.get("type", "other"))
            disputes[key] = disputes.get(key, 0) + 1
            continue
        status = matter.get("status", "open")
        if "closed" in matter and day(matter["closed"]) > as_of:
            status = "open"
        counts = kinds.setdefault(matter["kind"], {})
        counts[status] = counts.get(status, 0) + 1
    rows = [
        {"quarter": quarter, "type": kind, "count": count if count >= 3 else "<3"}
        for (quarter, kind), count in sorted(disputes.items())
    ]
    return {"kinds": kinds, "disputes": rows}
