"""What stands open on the page of matters and what is folded."""

from __future__ import annotations

import datetime
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from sample import publication

from site_builder.theme.arranging import FEW_MATTERS, FEW_SETTLED, WAITING, folded

ONE = publication().matters.requests[0]
MATTERS = st.lists(
    st.builds(
        lambda number, status, opened: ONE._replace(id=f"m-{number}", status=status, opened=opened),
        st.integers(), st.sampled_from(["open", "claimed", "resolved", "adopted", "declined"]),
        st.dates(datetime.date(2020, 1, 1), datetime.date(2026, 12, 31)),
    ),
    max_size=40,
)  # fmt: skip


@given(MATTERS)
def test_no_matter_is_lost_and_none_that_waits_is_folded(matters):
    shown, years = folded(matters)
    away = [matter for _, some in years for matter in some]
    assert Counter([*shown, *away]) == Counter(matters)
    assert not [matter for matter in away if matter.status in WAITING]
    assert [year for year, _ in years] == sorted({matter.opened.year for matter in away}, reverse=True)
    assert all(matter.opened.year == year for year, some in years for matter in some)


@given(MATTERS)
def test_a_few_settled_ones_stand_open_and_they_are_the_newest(matters):
    shown, years = folded(matters)
    settled = [matter.opened for matter in shown if matter.status not in WAITING]
    away = [matter.opened for _, some in years for matter in some]
    assert len(away) != 1, "a fold for one line is longer than the line"
    assert not away or min(settled) >= max(away)
    assert not away or (len(settled) >= FEW_SETTLED and len(shown) >= FEW_MATTERS)
