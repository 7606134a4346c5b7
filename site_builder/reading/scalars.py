"""What a plain value is: the core of YAML 1.2, and the one way to write a date.

Everything that no rule here names is text: `010`, `no`, `12:30`, `1_000` and `1e3` too.
"""

from __future__ import annotations

import datetime
import re

from site_builder.reading.nodes import Scalar

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_DATE = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_OTHER_DATE = re.compile(r"([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2}) ?日?")
_NULLS = frozenset({"", "~", "null"})
_BOOLEANS = frozenset({"true", "false"})


def is_number(text: str) -> bool:
    """Whether these characters, unquoted, are a number."""
    return _NUMBER.fullmatch(text) is not None


def is_null(scalar: Scalar) -> bool:
    """Whether nothing was written: unquoted and empty, `~` or `null`."""
    return scalar.plain and scalar.text in _NULLS


def is_boolean(scalar: Scalar) -> bool:
    """Whether it is `true` or `false`, unquoted."""
    return scalar.plain and scalar.text in _BOOLEANS


def meant_date(text: str) -> datetime.date | None:
    """The day that was written in another way: 2024/3/12, 2024.3.12, 2024年3月12日, “2024-03-12”."""
    match = _OTHER_DATE.fullmatch(text.strip("“”‘’ \u3000"))
    return parse_date(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}") if match else None


def parse_date(text: str) -> datetime.date | None:
    """Return the day written exactly as 2024-03-12, if it exists and lies in the years 1900 to 2199."""
    # The pattern comes first: fromisoformat alone would also take 20240312 and 2024-W11-2.
    if _DATE.fullmatch(text) is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
