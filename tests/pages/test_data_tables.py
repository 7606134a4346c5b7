"""A table of plain words is written as the careful way would write it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.pages.data import _quoted, table_bytes

CELL = st.text(alphabet='aé1.-=+@,"\t\r\n ', max_size=4)


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=4))
@example([("H001", "-1.5", "x")])
@example([("H001", "-1.5.", "x")])
@example([("-", "", "=")])
@example([("a,b", "", "")])
def test_joined_and_quoted_tables_are_the_same(rows):
    columns = ("record", "date", "scale")
    assert table_bytes(columns, rows).decode() == _quoted([columns, *rows])


def test_a_formula_is_made_harmless():
    assert table_bytes(("a", "b"), [("=1", "-2"), ("+x", "-x")]) == b"a,b\n'=1,-2\n'+x,'-x\n"
