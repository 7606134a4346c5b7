"""The published data files as typed rows; whatever is not as it should be is one `Unreadable`."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class Unreadable(Exception):
    """A file is not in the shape that its format has."""


class Scale(NamedTuple):
    """The totals of a scale, and how many decimals its points have."""

    id: str
    decimals: int
    issued: Decimal
    deducted: Decimal
    corrected: Decimal
    redeemed: Decimal
    expired: Decimal
    outstanding: Decimal

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
    redeemed: Decimal
    expired: Decimal
    balance: Decimal


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


_MOST_DIGITS = 30
"""More digits has no figure of a village."""


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise TypeError(value)
    return _figure(Decimal(value))


def _figure(number: Decimal) -> Decimal:
    """A number that can be reckoned with."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or max(number.adjusted(), -exponent) > _MOST_DIGITS:
        raise ValueError(number)
    return number


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(map(_text, value))


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def parse(data: bytes, shape: Callable[[Any], T]) -> T:
    """A JSON file in a shape."""
    try:
        return shape(json.loads(data.decode("utf-8"), parse_float=Decimal, parse_constant=_refuse))
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError) as error:
        raise Unreadable from error


def site(value: Any) -> Site:
    """The shape of site.json."""
    month, day = map(int, _text(value["year_starts"]).split("-"))
    datetime.date(2001, month, day)  # 02-29 starts no year
    scales = [_scale(scale) for scale in value["scales"]]
    boards = tuple(
        Board(
            _text(b["id"]), _text(b["scale"]), _text(b["rank"]), _text(b["measure"]),
            _texts(b["category"]), _texts(b["rule"]),
        )
        for b in value["boards"]
    )
    return Site(
        datetime.date.fromisoformat(value["as_of"]),
        {scale.id: scale for scale in scales},
        _text(value["deductions"]),
        (month, day),
        boards,
        tuple(Listed(_text(seal["period"]), _text(seal["digest"])) for seal in value["seals"]),
    )


def _scale(value: Any) -> Scale:
    names = ("issued", "deducted", "corrected", "redeemed", "expired", "outstanding")
    figures = [_number(value[name]) for name in names]
    exponent = figures[0].as_tuple().exponent
    if not isinstance(exponent, int) or not -2 <= exponent <= 0:
        raise ValueError(exponent)
    return Scale(_text(value["id"]), -exponent, *figures)


def accounts(value: Any) -> list[Account]:
    """The shape of accounts.json."""
    names = ("honor", "year", "redeemed", "expired", "balance")
    return [
        Account(
            _text(row["scale"]), _text(row["account"]), _text(row["name"]), _text(row["group"]),
            *(_number(row[name]) for name in names),
        )
        for row in value
    ]


def places(value: Any) -> tuple[str, str, list[Place]]:
    """The shape of a board's file: board, period, rows."""
    rows = [Place(int(_number(r["rank"])), _text(r["id"]), _text(r["name"]), _number(r["points"])) for r in value["rows"]]
    return _text(value["board"]), _text(value["period"]), rows


def records(data: bytes) -> list[Row]:
    """The rows of records.csv."""
    return _table(
        data,
        lambda r: Row(
            r["record"], r["date"], r["scale"], r["account"], r["person"], r["rule"], r["category"],
            _award(r["award"], r["status"]), r["status"],
        ),
    )


def _award(cell: str, status: str) -> Decimal:
    """The points of a row; 0 where it has none since it does not count."""
    if not cell and status not in ("confirmed", "correction", "on_notice"):
        return Decimal(0)
    return _figure(Decimal(cell))


def redemptions(data: bytes) -> list[Redemption]:
    """The rows of redemptions.csv."""
    return _table(
        data,
        lambda r: Redemption(
            r["date"], r["scale"], r["account"], r["item"], int(r["qty"]), _figure(Decimal(r["points"])), r["cancelled"]
        ),
    )


def _table(data: bytes, shape: Callable[[dict[str, Any]], T]) -> list[T]:
    try:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
        return [shape(_whole(row)) for row in reader]
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, csv.Error) as error:
        raise Unreadable from error


def _whole(row: dict[Any, Any]) -> dict[str, Any]:
    """A row with exactly as many cells as there are columns."""
    if None in row or None in row.values():
        raise ValueError(row)
    return row
