"""Lists records with their ids, for the clerk alone: an objection or correction has to name one.

Deductions without a name and confidential records have an id too, which no published page may show.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.village.model import PointsRecord, Village

COLUMNS = ("record", "date", "who", "name", "rule", "note", "place")


def list_records(village: Village, words: list[str]) -> Iterator[tuple[str, ...]]:
    """Id, date, household or person, name, rule, note and place of each record that holds all the words.

    In the order of the files; triggered records stand after what brought them about.
    """
    for record in village.records.values():
        line = _line(record)
        if all(any(word in cell for cell in line) for word in words):
            yield line


def _line(record: PointsRecord) -> tuple[str, ...]:
    person = record.person or record.household.head
    place = record.place
    note = record.note if record.trigger is None else f"← {record.trigger.id}"
    where = f"{place.file}:{place.line}"
    return (record.id, record.date.isoformat(), record.who.id, person.name, record.rule.id, note, where)
