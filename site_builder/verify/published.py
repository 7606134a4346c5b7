"""The published data files as typed rows; whatever is not as it should be is one `Unreadable`."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from site_builder.ledger.periods import ORDER
from site_builder.pages.data import RECORD_COLUMNS, REDEMPTION_COLUMNS

T = TypeVar("T")
FORMAT = 1
"""Of site.json."""
LONGEST = 40
"""Signs of a number."""
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
LONGEST_VETO = 100
"""Scoring years."""


class Unreadable(Exception):
    """A file is not in the shape that its format has."""


class Scale(NamedTuple):
    """The totals of a scale, and how many decimals its points have."""

    id: str
    decimals: int
    base_per: str
    issued: Decimal
    deducted: Decimal
    corrected: Decimal
    redeemed: Decimal
    expired: Decimal
    outstanding: Decimal
    base: Decimal
    least: Decimal
    most: Decimal
    """What entries that are not listed took away and gave."""

    def points(self, units: int) -> Decimal:
        """Points of the smallest unit."""
        return Decimal(units).scaleb(-self.decimals)

    def units(self, points: Decimal) -> int:
        """Points in the smallest unit."""
        return int(points.scaleb(self.decimals))


class Board(NamedTuple):
    """What a board counts."""

    id: str
    scale: str
    rank: str
    measure: str
    category: tuple[str, ...]
    rule: tuple[str, ...]
    roles: tuple[str, ...]
    group: tuple[str, ...]
    top: int | None
    top_percent: Decimal | None


class Listed(NamedTuple):
    """A seal as site.json lists it."""

    period: str
    digest: str


class Site(NamedTuple):
    """data/site.json."""

    as_of: datetime.date
    scales: dict[str, Scale]
    deductions: str
    year_starts: tuple[int, int]
    vetoes: dict[str, int]
    """How many years each rule that is a veto keeps an account from boards."""
    boards: tuple[Board, ...]
    seals: tuple[Listed, ...]


class Account(NamedTuple):
    """A row of data/accounts.json."""

    scale: str
    account: str
    name: str
    group: str
    honor: Decimal
    year: Decimal
    standing: Decimal
    redeemed: Decimal
    expired: Decimal
    balance: Decimal


class Measure(NamedTuple):
    """A row of data/measures.json."""

    measure: str
    total: Decimal
    by_year: tuple[Decimal, ...]


class Row(NamedTuple):
    """A row of data/records.csv. `date` is a month where the entry is not itemised."""

    record: str
    date: str
    scale: str
    account: str
    person: str
    rule: str
    category: str
    award: Decimal
    status: str

    @property
    def itemised(self) -> bool:
        """Whether it says whose it is."""
        return self.account != ""

    @property
    def counts(self) -> bool:
        """Whether it moves points."""
        return self.status in ("confirmed", "correction")


class Redemption(NamedTuple):
    """A row of data/redemptions.csv."""

    date: str
    scale: str
    account: str
    item: str
    qty: int
    points: Decimal
    cancelled: str


class Place(NamedTuple):
    """A row of a board."""

    rank: int
    id: str
    name: str
    points: Decimal


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise TypeError(value)
    return Decimal(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(map(_text, value))


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _exact(text: str) -> Decimal:
    """A number as it is written: in few digits and without an exponent, which could ask for any amount of them."""
    if len(text) > LONGEST or not _NUMBER.fullmatch(text):
        raise ValueError(text[:LONGEST])
    return Decimal(text)


def _whole_number(text: str) -> int:
    return int(_exact(text))


def _day(text: str) -> str:
    """A day, or a month, of a year that a village has."""
    first = datetime.date.fromisoformat(text if len(text) == len("2024-03-12") else f"{text}-01")
    if not 1900 <= first.year < 2200 or not first.isoformat().startswith(text):
        raise ValueError(text)
    return text


def _with(value: Any, *names: str) -> Any:
    """An object that has exactly these fields."""
    if set(value) != set(names):
        raise ValueError(sorted(value))
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object that says nothing twice: readers differ in which of two they take."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(pairs)
    return found


def parse(data: bytes, shape: Callable[[Any], T]) -> T:
    """A JSON file in a shape."""
    try:
        text = data.decode("utf-8")
        return shape(json.loads(text, parse_float=_exact, parse_int=_whole_number, parse_constant=_refuse, object_pairs_hook=_once))
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError) as error:
        raise Unreadable from error


def site(value: Any) -> Site:
    """The shape of site.json."""
    _with(
        value, "format", "village", "town", "county", "as_of", "scales", "deductions", "base", "unlisted", "year_starts", "vetoes", "boards", "seals",
    )
    month, day = map(int, _text(value["year_starts"]).split("-"))
    datetime.date(2001, month, day)  # 02-29 starts no year
    if value["format"] != FORMAT or value["deductions"] not in ("anonymous", "named", "hidden"):
        raise ValueError(value["format"], value["deductions"])
    scales = [_scale(scale, value["base"], value["unlisted"]) for scale in value["scales"]]
    if not set(value["base"]) == set(value["unlisted"]) == {scale.id for scale in scales}:
        raise ValueError(value["base"], value["unlisted"])
    boards = tuple(
        Board(
            _text(b["id"]), _text(b["scale"]), _text(b["rank"]), _text(b["measure"]),
            _texts(b["category"]), _texts(b["rule"]), _texts(b["roles"]), _texts(b["group"]),
            None if b["top"] is None else int(_number(b["top"])), None if b["top_percent"] is None else _number(b["top_percent"]),
        )
        for b in (_with(board, *Board._fields) for board in value["boards"])
    )
    vetoes = {rule: int(_number(years)) for rule, years in value["vetoes"].items()}
    if not all(0 < years <= LONGEST_VETO for years in vetoes.values()):
        raise ValueError(vetoes)
    for ids in ([scale.id for scale in scales], [board.id for board in boards]):
        if len(set(ids)) != len(ids):
            raise ValueError(ids)
    return Site(
        datetime.date.fromisoformat(_day(value["as_of"])),
        {scale.id: scale for scale in scales},
        _text(value["deductions"]),
        (month, day),
        vetoes,
        boards,
        tuple(Listed(_text(seal["period"]), _text(seal["digest"])) for seal in (_with(seal, *Listed._fields) for seal in value["seals"])),
    )


def _scale(value: Any, bases: dict[str, Any], unlisted: dict[str, Any]) -> Scale:
    names = ("issued", "deducted", "corrected", "redeemed", "expired", "outstanding")
    _with(value, "id", *names)
    id = _text(value["id"])
    base, base_per = bases[id]
    figures = [_number(number) for number in (*(value[name] for name in names), base)]
    exponent = figures[0].as_tuple().exponent
    if not isinstance(exponent, int) or not -2 <= exponent <= 0:
        raise ValueError(exponent)
    scale = Scale(id, -exponent, _text(base_per), *figures, *map(_number, unlisted[id]))
    if scale.base_per not in ORDER or scale.least > 0 or scale.most < 0:
        raise ValueError(value)
    return scale


def accounts(value: Any) -> list[Account]:
    """The shape of accounts.json."""
    names = ("honor", "year", "standing", "redeemed", "expired", "balance")
    return [
        Account(
            _text(row["scale"]), _text(row["account"]), _text(row["name"]), _text(row["group"]),
            *(_number(row[name]) for name in names),
        )
        for row in (_with(row, "scale", "account", "name", "group", "level", *names) for row in value)
    ]


def measures(value: Any) -> list[Measure]:
    """The shape of measures.json."""
    return [
        Measure(_text(row["measure"]), _number(row["total"]), tuple(map(_number, row["by_year"].values())))
        for row in (_with(row, "measure", "name", "unit", "total", "by_year") for row in value)
    ]


def places(value: Any) -> tuple[str, str, list[Place]]:
    """The shape of a board's file: board, period, rows."""
    _with(value, "board", "period", "rows")
    rows = [
        Place(int(_number(r["rank"])), _text(r["id"]), _text(r["name"]), _number(r["points"]))
        for r in (_with(row, *Place._fields, *({"level"} & set(row))) for row in value["rows"])
    ]
    return _text(value["board"]), _text(value["period"]), rows


def records(data: bytes) -> list[Row]:
    """The rows of records.csv."""
    return _table(
        data,
        RECORD_COLUMNS,
        lambda r: Row(
            r["record"], _day(r["date"]), r["scale"], r["account"], r["person"], r["rule"], r["category"],
            _award(r["award"], r["status"]), r["status"],
        ),
    )


def _award(cell: str, status: str) -> Decimal:
    """The points of a row; 0 where it has none since it does not count."""
    if not cell and status not in ("confirmed", "correction", "on_notice"):
        return Decimal(0)
    return _exact(cell)


def redemptions(data: bytes) -> list[Redemption]:
    """The rows of redemptions.csv."""
    return _table(
        data,
        REDEMPTION_COLUMNS,
        lambda r: Redemption(
            _day(r["date"]), r["scale"], r["account"], r["item"], _whole_number(r["qty"]), _exact(r["points"]),
            r["cancelled"] and _day(r["cancelled"]),
        ),
    )


def _table(data: bytes, columns: tuple[str, ...], shape: Callable[[dict[str, Any]], T]) -> list[T]:
    try:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
        return [shape(_whole(row, columns)) for row in reader]
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, csv.Error) as error:
        raise Unreadable from error


def _whole(row: dict[Any, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    """A row with exactly these columns, and as many cells."""
    if tuple(row) != columns or None in row.values():
        raise ValueError(row)
    return row
