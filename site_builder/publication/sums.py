"""The pages that add up: reconciliation, goods, achievements; and the figures of the data files."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from operator import attrgetter

from site_builder.ledger.book import Settled
from site_builder.ledger.entries import EntryKind, column_of
from site_builder.ledger.totals import ScaleTotals, goods_totals, measure_totals, scale_totals
from site_builder.publication import model
from site_builder.publication.entries import Entries
from site_builder.publication.shown import Shown
from site_builder.publication.told import show_result

COLUMNS = ("issued", "deducted", "corrected", "redeemed", "expired")


def show_reconciliation(shown: Shown, entries: Entries) -> tuple[model.ScaleReconciliation, ...]:
    """The equation of each scale, with the months in which it moved."""
    months = _months(shown, entries)
    unlisted = _unlisted(shown, entries)
    return tuple(
        _reconciliation(totals, months.get(totals.scale, {}), unlisted.get(totals.scale, (0, 0)), shown)
        for totals in scale_totals(shown.ledger)
    )


def _reconciliation(
    totals: ScaleTotals, months: dict[str, Counter[str]], unlisted: tuple[int, int], shown: Shown
) -> model.ScaleReconciliation:
    def points(units: int) -> Decimal:
        return shown.points(units, totals.scale)

    return model.ScaleReconciliation(
        scale=shown.scales[totals.scale],
        issued=points(totals.issued),
        deducted=points(totals.deducted),
        corrected=points(totals.corrected),
        redeemed=points(totals.redeemed),
        expired=points(totals.expired),
        outstanding=points(totals.outstanding),
        accounts=sum(account.scale.id == totals.scale for account in shown.ledger.accounts),
        months=tuple(
            model.MonthSums(month, *(points(sums[column]) for column in COLUMNS))
            for month, sums in sorted(months.items(), key=lambda pair: (not pair[0], pair[0]))
        ),
        unlisted=(points(unlisted[0]), points(unlisted[1])),
    )


def _unlisted(shown: Shown, entries: Entries) -> dict[str, tuple[int, int]]:
    """What hidden entries took away and gave, by scale: so the listed ones can still be added up."""
    sums: dict[str, tuple[int, int]] = {}
    if shown.village.settings.deductions == "hidden":
        for entry in shown.ledger.entries:
            if entry.record is not None and entries.openness(entry.record) == "hidden":
                less, more = sums.get(entry.scale, (0, 0))
                sums[entry.scale] = (less + min(entry.points, 0), more + max(entry.points, 0))
    return sums


def _months(shown: Shown, entries: Entries) -> dict[str, dict[str, Counter[str]]]:
    """What moved, by scale and month; under "" what is not listed, since the month would tell of it."""
    by_day: defaultdict[tuple[str, datetime.date | None, EntryKind, bool], int] = defaultdict(int)
    for date, kind, scale, _, points, record, _, _ in shown.ledger.entries:
        day = date if record is None or entries.is_listed(record) else None
        by_day[scale, day, kind, points > 0] += points
    months: dict[str, dict[str, Counter[str]]] = {}
    for (scale, day, kind, _), points in by_day.items():
        column, amount = column_of(kind, points)
        months.setdefault(scale, {}).setdefault(day.isoformat()[:7] if day else "", Counter())[column] += amount
    return months


def show_goods(shown: Shown) -> tuple[model.GoodsReconciliation, ...]:
    """Stocked = handed out + left, for each item."""
    items = shown.village.items
    return tuple(
        model.GoodsReconciliation(
            shown.text(items[t.item].name, items[t.item].source, "name"), t.stocked, t.handed_out, t.left
        )
        for t in goods_totals(shown.ledger)
    )


def show_measures(shown: Shown, links: dict[str, model.Link]) -> tuple[model.Measure, ...]:
    """What the village achieved, with the activities behind each figure."""
    measures = {measure.id: measure for measure in shown.village.settings.measures}
    shown_measures = []
    for totals in measure_totals(shown.ledger):
        measure = measures[totals.measure]
        results = [show_result(result, entry, shown, links[entry.source.file]) for entry, result in totals.results]
        shown_measures.append(
            model.Measure(
                id=measure.id,
                name=shown.text(measure.name, measure.source, "name"),
                unit=shown.text(measure.unit, measure.source, "unit"),
                total=totals.total,
                by_year=tuple(totals.by_year.items()),
                results=tuple(sorted(results, key=lambda r: (-r.date.toordinal(), r.activity.href))),
            )
        )
    return tuple(shown_measures)


def account_rows(shown: Shown) -> tuple[model.AccountRow, ...]:
    """The lines of data/accounts.json."""
    rows = []
    for account in shown.ledger.accounts:
        figures = (account.honor, account.year, account.standing, account.redeemed, account.expired, account.balance)
        honor, year, standing, redeemed, expired, balance = (shown.points(units, account.scale.id) for units in figures)
        level = shown.text(account.level.name, account.level.source, "name") if account.level else None
        who = shown.who(account.holder)
        group = account.household.group.id
        rows.append(
            model.AccountRow(
                account.scale.id, account.id, who.name, group, honor, year, standing, level, redeemed, expired, balance
            )
        )
    return tuple(rows)


def board_rules(shown: Shown) -> tuple[model.BoardRule, ...]:
    """What each board counts, and who may stand on it."""
    groups = [shown.village.roster.group_named(board.group) for board in shown.village.settings.boards]
    return tuple(
        model.BoardRule(
            board.id, board.scale, board.rank, board.measure, board.categories, board.rules, shown.texts(board.roles, board.source, "roles"),
            (group.id,) if group else (), board.top, board.top_percent.value if board.top_percent else None,
        )
        for board, group in zip(shown.village.settings.boards, groups, strict=True)
    )


def veto_rules(shown: Shown) -> tuple[tuple[str, int], ...]:
    """Each rule that is a veto, with the most years that any of its versions takes."""
    years = {
        id: max(version.veto.years if version.veto else 0 for version in versions)
        for id, versions in shown.village.rulebook.rules.items()
    }
    return tuple((id, most) for id, most in sorted(years.items()) if most)


def year_starts(shown: Shown) -> str:
    """The first day of the scoring year, MM-DD."""
    month, day = shown.village.settings.year_starts
    return f"{month:02}-{day:02}"


def record_rows(shown: Shown, entries: Entries) -> tuple[model.RecordRow, ...]:
    """The lines of data/records.csv: itemised ones by date and record id, then the rest by their own text."""
    rows = list(_itemised(shown, entries))
    # Those without an id by their own text; the others come with their corrections after them already.
    nameless = sorted((row for row in rows if not row.record), key=lambda row: (row.status == "correction", _own_text(row)))
    itemised = sorted([*nameless, *(row for row in rows if row.record)], key=attrgetter("date", "record"))
    rest = sorted(_not_itemised(shown, entries), key=_own_text)
    return (*itemised, *rest)


def _itemised(shown: Shown, entries: Entries) -> Iterator[model.RecordRow]:
    for settled in entries.open:
        record = settled.record
        id, scale = entries.record_id(record), record.rule.scale
        names = (scale, record.account, record.person.id if record.person else "", record.rule.id, record.category.id)
        yield model.RecordRow(id, _iso(record.date), *names, *_award(settled, shown))
        for correction, _, units in entries.corrections_of(record):
            yield model.RecordRow(id, _iso(correction.date), *names, *_corrected(units, scale, shown))


def _not_itemised(shown: Shown, entries: Entries) -> Iterator[model.RecordRow]:
    for settled in entries.unnamed:
        record = settled.record
        scale, is_anonymous = record.rule.scale, entries.openness(record) == "anonymous"
        names = (scale, "", "", record.rule.id if is_anonymous else "", record.category.id)
        yield model.RecordRow("", record.date.isoformat()[:7], *names, *_award(settled, shown))
        for correction, _, units in entries.corrections_of(record):
            yield model.RecordRow("", correction.date.isoformat()[:7], *names, *_corrected(units, scale, shown))


def _award(settled: Settled, shown: Shown) -> tuple[str, str, str]:
    """Award, status and whether a limit bit."""
    award = settled.award
    if award is None:
        return "", settled.status, "false"
    return str(shown.points(award.units, settled.record.rule.scale)), settled.status, "true" if award.hit else "false"


def _corrected(units: int, scale: str, shown: Shown) -> tuple[str, str, str]:
    return str(shown.points(units, scale)), "correction", "false"


@cache
def _iso(day: datetime.date) -> str:
    return day.isoformat()


def _own_text(row: model.RecordRow) -> str:
    return ",".join(row)
