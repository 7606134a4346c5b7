"""Resolves points records: who, which rule, which version, and whether they fit together."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from site_builder.problems import N_, Place, Problems
from site_builder.reading.nearest import nearest
from site_builder.village.binding import bind
from site_builder.village.books import Books, account_id, is_picture_path, notice_days
from site_builder.village.canonical import CanonicalPart, LineSource
from site_builder.village.load_rules import report_unknown_rule
from site_builder.village.model import Batch, PointsRecord, record_id
from site_builder.village.numbers import check_decimals
from site_builder.village.points import PointsFile, RecordEntry
from site_builder.village.prose import ActivityEntry
from site_builder.village.quick_records import QuickResolver
from site_builder.village.roster import Household, Person
from site_builder.village.rules import Category, Rule
from site_builder.village.settings import Scale
from site_builder.village.shapes import Number, Reader
from site_builder.village.triggers import triggered_by


def load_batch(
    file: PointsFile | ActivityEntry, part: CanonicalPart | None, books: Books, quick: QuickResolver
) -> Batch:
    """The batch of a file with its records resolved. `part`: those of them that were taken by their pattern."""
    activity = file if isinstance(file, ActivityEntry) else None
    batch = Batch(file.source.file, file.posted, file.recorded_by, file.reviewed_by, activity, file.source)
    _check_posted(file, books)
    if file.recorded_by and set(file.reviewed_by) == {file.recorded_by}:
        books.problems.warning(
            file.source.place("reviewed_by"), "reviewed-by-recorder",
            N_("“{name}” wrote these records and is the only one who checked them"),
            N_("let somebody else check them too."), name=file.recorded_by,
        )
    if part is not None:
        _load_canonical(part, batch, books, quick)
    for entry in file.records:
        batch.records.extend(_resolve(entry, batch, books))
    return batch


def _load_canonical(part: CanonicalPart, batch: Batch, books: Books, quick: QuickResolver) -> None:
    for number, said in part.records:
        source = LineSource(batch.file, number, part.lines)
        records = quick.resolve(said, source, batch)
        if records is None:
            entry = bind(RecordEntry, source.node, Reader(batch.file, books.problems))
            batch.records.extend(_resolve(entry, batch, books) if entry is not None else ())
            continue
        for record in records:
            batch.records.append(record)
            if record.rule.triggers is not None:
                batch.records.extend(triggered_by(record, books.roster, books.rulebook, books.settings, books.problems))


def _check_posted(file: PointsFile | ActivityEntry, books: Books) -> None:
    if file.posted is not None and notice_days(books.settings, file.posted) is None:
        books.problems.error(
            file.source.place("posted"), "no-notice-days", N_("no notice days hold on {posted}"),
            N_("let the first `from` of `notice_days` in site.yaml begin earlier."), posted=file.posted,
        )


def _resolve(entry: RecordEntry, batch: Batch, books: Books) -> Iterator[PointsRecord]:
    date = entry.date or (batch.activity.date if batch.activity else None)
    people = _people(entry, books)
    if entry.rule not in books.rulebook.rules:
        report_unknown_rule(entry.rule, entry.source, books.rulebook, books.problems)
    if date is None:
        if not entry.source.has("date"):  # one that could not be read has been reported
            books.problems.error(entry.source.place(), "missing-field", N_("“{field}” is missing"), N_("fill it in."), field="date")
        return
    _check_days(entry, date, batch, books.problems)
    version = _version(entry, date, books)
    if version is None:
        return
    _check_values(entry, version[0], books)
    if batch.posted is not None and date > batch.posted:  # reported; nothing may count before it happened
        return
    for item, who in people:
        yield from _records(entry, item, who, date, version, batch, books)


def _people(entry: RecordEntry, books: Books) -> list[tuple[int, Household | Person]]:
    """Whom the entry names, each with its number in the list."""
    found = (
        (item, books.directory.find(who, entry.source.place("who", item), books.problems))
        for item, who in enumerate(entry.who)
    )
    return [(item, who) for item, who in found if who is not None]


def _check_days(entry: RecordEntry, date: datetime.date, batch: Batch, problems: Problems) -> None:
    if batch.posted is not None and date > batch.posted:
        problems.error(
            entry.source.place("date"), "record-after-posted", N_("the record is dated {date}, after it was posted on {posted}"),
            N_("mend the date, or move the record to a later batch."), date=date, posted=batch.posted,
        )
    if entry.happened is not None and entry.happened > date:
        problems.error(
            entry.source.place("happened"), "reversed-dates", N_("`happened` ({happened}) is after `date` ({date})"),
            N_("`happened` is the real, earlier day."), happened=entry.happened, date=date,
        )


def _version(entry: RecordEntry, date: datetime.date, books: Books) -> tuple[Rule, Category] | None:
    """The versions of rule and category on the day, or None with the problem reported."""
    if entry.rule not in books.rulebook.rules:
        return None
    rule = books.rulebook.rule_on(entry.rule, date)
    if rule is None:
        books.problems.error(
            entry.source.place("rule"), "rule-not-in-force", N_("the rule “{rule}” is not in force on {date}"),
            N_("check the date, or the `from` and `until` of the rule."), rule=entry.rule, date=date,
        )
        return None
    category = books.rulebook.category_on(rule.category, date)
    if category is None and rule.category in books.rulebook.categories:
        books.problems.error(
            entry.source.place("rule"), "category-not-in-force",
            N_("the category “{category}” is not in force on {date}"),
            N_("check the date, or the `from` and `until` of the category."), category=rule.category, date=date,
        )
    return None if category is None or books.scale(rule.scale) is None else (rule, category)


def _check_values(entry: RecordEntry, rule: Rule, books: Books) -> None:
    problems, has = books.problems, entry.source.has
    mistakes = (
        ("qty", has("qty") and not rule.unit, N_("the rule “{rule}” takes no `qty`")),
        ("points", has("points") and rule.range is None, N_("the rule “{rule}” takes no `points`")),
        ("level", has("level") and rule.by_level is None, N_("the rule “{rule}” takes no `level`")),
    )
    for field, wrong, message in mistakes:
        if wrong:
            problems.error(
                entry.source.place(field), "field-not-taken", message, N_("delete it, or name another rule."), rule=rule.id
            )
    needs = (
        ("points", rule.range is not None, N_("the rule “{rule}” needs `points`")),
        ("level", rule.by_level is not None, N_("the rule “{rule}” needs `level`")),
        ("subject", rule.cumulative, N_("the rule “{rule}” needs `subject`")),
    )
    for field, needed, message in needs:
        if needed and not has(field):
            problems.error(entry.source.place(), "missing-field", message, N_("fill it in."), rule=rule.id)
    _check_stated(entry, rule, books)
    _check_evidence(entry, rule, books)


def _check_stated(entry: RecordEntry, rule: Rule, books: Books) -> None:
    scale = books.scale(rule.scale)
    if entry.points is not None and rule.range is not None and scale is not None:
        place = entry.source.place("points")
        check_decimals(entry.points, scale, place, books.problems)
        low, high = rule.range
        if not low.value <= entry.points.value <= high.value:
            books.problems.error(
                place, "points-out-of-range", N_("{points} points do not lie between {low} and {high}"),
                N_("the rule “{rule}” allows no others."),
                points=entry.points.text, low=low.text, high=high.text, rule=rule.id,
            )
    if entry.level and rule.by_level is not None and entry.level not in rule.by_level:
        near = nearest(entry.level, rule.by_level)
        books.problems.error(
            entry.source.place("level"), "unknown-level", N_("the rule “{rule}” has no level “{level}”"),
            N_("did you mean “{near}”?") if near else N_("possible are: {levels}."),
            rule=rule.id, level=entry.level, near=near, levels=", ".join(rule.by_level),
        )


def _check_evidence(entry: RecordEntry, rule: Rule, books: Books) -> None:
    if rule.evidence and not entry.evidence:
        books.problems.warning(
            entry.source.place(), "missing-evidence", N_("the rule “{rule}” asks for `evidence`, and there is none"),
            N_("name the picture, or where the paper is kept."), rule=rule.id,
        )
    if entry.evidence and (rule.evidence == "photo" or is_picture_path(entry.evidence)):
        books.pictures.check(entry.evidence, entry.source.place("evidence"), books.problems)


def _records(
    entry: RecordEntry,
    item: int,
    who: Household | Person,
    date: datetime.date,
    version: tuple[Rule, Category],
    batch: Batch,
    books: Books,
) -> Iterator[PointsRecord]:
    rule, category = version
    place = entry.source.place("who", item)
    household, person = (who, None) if isinstance(who, Household) else (who.household, who)
    scale = books.scale(rule.scale)
    if scale is None or not _may_have(who, rule, scale, date, place, books.problems):
        return
    record = PointsRecord(
        record_id(date, who.id, rule.id, entry.qty, entry.points, entry.level, entry.subject, entry.note),
        date, household, person, rule, category, account_id(household, person, scale),
        entry.qty, entry.points, entry.level, entry.subject, entry.note, entry.evidence, entry.happened,
        batch, None, entry.source, item,
    )
    yield record
    yield from triggered_by(record, books.roster, books.rulebook, books.settings, books.problems)


def _may_have(
    who: Household | Person, rule: Rule, scale: Scale, date: datetime.date, place: Place, problems: Problems
) -> bool:
    if isinstance(who, Household) and scale.account == "person":
        problems.error(
            place, "household-in-person-scale", N_("the scale “{scale}” belongs to persons, and {who} is a household"),
            N_("name the person."), scale=scale.name, who=who.id,
        )
        return False
    if not who.present(date):
        problems.error(
            place, "not-of-the-village", N_("{who} is not of the village on {date}"),
            N_("check the date, or `from` and `until` in the roster."), who=who.id, date=date,
        )
    for role in sorted({role for role in (rule.role, scale.role) if role}):
        if not who.has_role(role, date):
            problems.error(
                place, "lacks-role", N_("{who} does not have the role “{role}” on {date}, which this needs"),
                N_("check who is meant, or the roles in the roster."), who=who.id, role=role, date=date,
            )
    return True


def index_records(batches: Iterable[Batch], problems: Problems) -> dict[str, PointsRecord]:
    """Every record by id. One that stands twice is an error at the second place."""
    everything = [record for batch in batches for record in batch.records]
    records = {record.id: record for record in everything}
    if len(records) < len(everything):
        firsts = _firsts(everything, problems)
        records = {record.id: record for record in everything if firsts[record.id] is record}
    _warn_equal_numbers(everything, problems)
    return records


def _by_place(records: Iterable[PointsRecord]) -> list[PointsRecord]:
    return sorted(records, key=lambda r: (r.source.file, r.source.line, r.source.column, r.item))


def _firsts(everything: list[PointsRecord], problems: Problems) -> dict[str, PointsRecord]:
    """The first record of each id, by place; the others are reported."""
    firsts: dict[str, PointsRecord] = {}
    for record in _by_place(everything):
        first = firsts.setdefault(record.id, record)
        if first is not record and _is_whole(record) and _is_whole(first):
            _report_twice(record, first, problems)
    return firsts


def _report_twice(record: PointsRecord, first: PointsRecord, problems: Problems) -> None:
    place = first.place
    same = _array(record) == _array(first)
    problems.error(
        record.place,
        "recorded-twice" if same else "same-record-id",
        N_("this record already stands in {file}, line {line}")
        if same
        else N_("this record has by chance the same id as the one in {file}, line {line}"),
        N_("delete one; if it really happened twice, say so in `note`.") if same else N_("add a few words to `note`."),
        file=place.file, line=place.line,
    )


def _is_whole(record: PointsRecord) -> bool:
    """Whether all that was written of it could be read; otherwise it may differ from what it seems to be."""
    values = {"qty": record.qty, "points": record.points, "level": record.level, "subject": record.subject, "note": record.note}
    return all(value or not record.source.has(field) for field, value in values.items())


def _array(record: PointsRecord) -> tuple[object, ...]:
    numbers = (record.qty.text if record.qty else None, record.points.text if record.points else None)
    return (record.date, record.who.id, record.rule.id, *numbers, record.level, record.subject, record.note)


def _warn_equal_numbers(everything: list[PointsRecord], problems: Problems) -> None:
    """Warn of records that differ only in how an equal number was typed."""
    typed = _typed_differently(everything)
    if not typed:
        return
    seen: dict[tuple[object, ...], PointsRecord] = {}
    for record in _by_place(r for r in everything if r.qty in typed or r.points in typed):
        values = (record.qty.value if record.qty else None, record.points.value if record.points else None)
        key = (record.date, record.who.id, record.rule.id, *values, record.level, record.subject, record.note)
        first = seen.setdefault(key, record)
        if first.id != record.id:
            place = first.place
            problems.warning(
                record.place, "maybe-recorded-twice",
                N_("this record differs from the one in {file}, line {line}, only in how a number is typed"),
                N_("delete one; if it really happened twice, say so in `note`."), file=place.file, line=place.line,
            )


def _typed_differently(records: Iterable[PointsRecord]) -> set[Number | None]:
    """The numbers of records that stand somewhere with other characters too, such as 2 and 2.0."""
    numbers = {number.text: number for record in records for number in (record.qty, record.points) if number is not None}
    typed: defaultdict[Decimal, list[Number]] = defaultdict(list)
    for number in numbers.values():
        typed[number.value].append(number)
    return {number for same in typed.values() if len(same) > 1 for number in same}
