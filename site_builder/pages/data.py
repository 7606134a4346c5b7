"""The data files: every figure of the site, for whoever wants to recompute it (section 10)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from json.encoder import encode_basestring

from site_builder.publication.model import Board, Publication

FORMAT = 1
RECORD_COLUMNS = ("record", "date", "scale", "account", "person", "rule", "category", "award", "status", "limited")
REDEMPTION_COLUMNS = ("date", "event", "scale", "account", "item", "qty", "points", "cancelled")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_MARKUP = re.compile("<(?=[A-Za-z/!?])|[\u2028\u2029]")
"""What a browser that takes JSON for a page or a script would not take for text; it only ever stands in strings."""
_QUOTED = re.compile('[,"\r\n]')
_SIGNS = '"\r=+@\t'
"""A joined table with any of these is looked at cell by cell."""
_NO_NUMBER = tuple(re.compile(rf"{before}-(?![0-9]+(?:\.[0-9]+)?[,\n])") for before in (",", "\n"))
"""The beginning of a cell with a minus that `_harmless` would change. Two patterns, since each begins with fixed characters."""


def data_pages(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every data file."""
    yield "data/site.json", json_bytes(_site(publication))
    yield "data/accounts.json", json_bytes([row._asdict() for row in publication.figures.accounts])
    for board in publication.boards:
        if board.periods:
            yield f"data/boards/{board.id}/{board.period.id}.json", json_bytes(_board(board))
    yield "data/records.csv", table_bytes(RECORD_COLUMNS, publication.figures.records())
    yield "data/redemptions.csv", table_bytes(REDEMPTION_COLUMNS, _redemptions(publication))
    yield "data/measures.json", json_bytes(_measures(publication))
    yield "data/matters.json", json_bytes(_matters(publication))


def _site(publication: Publication) -> dict[str, object]:
    site = publication.site
    return {
        "format": FORMAT,
        "village": site.village,
        "town": site.town,
        "county": site.county,
        "as_of": site.as_of.isoformat(),
        "scales": [
            {
                "id": totals.scale.id,
                "issued": totals.issued,
                "deducted": totals.deducted,
                "corrected": totals.corrected,
                "redeemed": totals.redeemed,
                "expired": totals.expired,
                "outstanding": totals.outstanding,
            }
            for totals in publication.reconciliation
        ],
        # What follows says how the figures come about, so that they can be computed again.
        "deductions": site.deductions,
        "base": {totals.scale.id: [totals.scale.base, totals.scale.base_per] for totals in publication.reconciliation},
        "unlisted": {totals.scale.id: totals.unlisted for totals in publication.reconciliation},
        "year_starts": publication.figures.year_starts,
        "vetoes": dict(publication.figures.vetoes),
        "boards": [rule._asdict() for rule in publication.figures.boards],
        "seals": [{"period": seal.period, "digest": seal.digest} for seal in publication.seals],
    }


def _board(board: Board) -> dict[str, object]:
    with_level = board.measure == "standing"
    rows = [
        {"rank": row.rank, "id": row.id, "name": row.name, "points": row.points}
        | ({"level": row.level.name if row.level else None} if with_level else {})
        for row in board.rows
    ]
    return {"board": board.id, "period": board.period.id, "rows": rows}


def _redemptions(publication: Publication) -> Iterator[tuple[str, ...]]:
    for row in publication.figures.redemptions:
        cancelled = row.cancelled.isoformat() if row.cancelled else ""
        day = row.date.isoformat()
        yield day, row.event, row.scale, row.account, row.item, str(row.qty), str(row.points), cancelled


def _measures(publication: Publication) -> list[dict[str, object]]:
    return [
        {
            "measure": measure.id,
            "name": measure.name,
            "unit": measure.unit,
            "total": measure.total,
            "by_year": dict(measure.by_year),
        }
        for measure in publication.measures
    ]


def _matters(publication: Publication) -> dict[str, object]:
    disputes = [
        {"quarter": count.quarter, "type": count.type, "count": f"<{publication.privacy.small_count}" if count.count is None else count.count}
        for count in publication.matters.disputes
    ]
    return {"kinds": publication.figures.matter_counts, "disputes": disputes}


def table_bytes(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    """A table with its header. Most tables are of ids and figures alone, and long; those are joined at one go."""
    table = [columns, *rows]
    text = "\n".join(map(",".join, table)) + "\n"
    return (text if _is_plain(text, len(columns), len(table)) else _quoted(table)).encode()


def _is_plain(text: str, columns: int, lines: int) -> bool:
    """Whether no cell of a joined table has to be quoted or made harmless."""
    in_shape = text.count(",") == lines * (columns - 1) and text.count("\n") == lines
    has_signs = any(sign in text for sign in _SIGNS) or any(pattern.search(text) for pattern in _NO_NUMBER)
    return in_shape and not has_signs


def _quoted(table: list[tuple[str, ...]]) -> str:
    """Any table, cell by cell (RFC 4180). The standard library leaves a lone CR bare, which ends a line elsewhere."""
    return "".join(",".join(map(_cell, row)) + "\n" for row in table)


def _cell(text: str) -> str:
    text = _harmless(text)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not _NUMBER.fullmatch(cell) else cell


def json_bytes(value: object) -> bytes:
    """The bytes of a JSON file."""
    return (_MARKUP.sub(_escaped, _written(value, "")) + "\n").encode()


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _written(value: object, indent: str) -> str:
    """JSON with exact decimals: the standard library would go through floats."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    deeper = indent + " "
    if isinstance(value, dict):
        parts = [f"{encode_basestring(key)}: {_written(item, deeper)}" for key, item in value.items()]
        return "{" + ", ".join(parts) + "}"
    if isinstance(value, (list, tuple)):
        if not value:
            return "[]"
        return "[\n" + ",\n".join([deeper + _written(item, deeper) for item in value]) + "\n" + indent + "]"
    return json.dumps(value)
