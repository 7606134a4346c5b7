"""Messages name nobody who may not be named, also where the roster itself has mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.leaks.sites import Files, build, write

FILES: Files = {
    "site.yaml": "village: v\nnotice_days: 0\n",
    "rules/a.yaml": "categories: [{id: a, name: a}]\nrules: [{id: work, name: w, category: a, points: 1}]\n",
}


@pytest.mark.parametrize("group", ["g1", "g2"])
def test_a_message_shows_a_name_as_a_page_would(tmp_path: Path, group: str) -> None:
    """With g2 the whole household is refused, so that nobody knows its members but from the text."""
    outcome = build(write(tmp_path, {
        **FILES,
        "roster/a.yaml": f"groups: [{{id: g1, name: g}}]\nhouseholds: [{{id: H1, group: {group}, members: [{{id: P1, name: 欧阳秘密}}, {{id: P2, name: 赵公开, consent: [web]}}]}}]\n",
        "points/a.yaml": "records:\n  - {date: 2024-03-01, who: 欧阳秘密, rule: 欧阳秘密}\n  - {date: 2024-03-01, who: P1, rule: work, 欧阳秘密: 1}\n  - {date: 2024-03-01, who: 欧阳秘蜜, rule: work}\n",
    }))
    assert outcome.status == 1
    assert "欧阳秘密" not in outcome.err
    assert outcome.err.count("欧**密") >= 2
    assert outcome.err.count("P1") == (1 if group == "g1" else 0), "whoever is meant is told by id"


def test_a_message_names_who_consented(tmp_path: Path) -> None:
    outcome = build(write(tmp_path, {
        **FILES, "roster/a.yaml": "groups: [{id: g1, name: g}]\nhouseholds: [{id: H1, group: g1, members: [{id: P2, name: 赵公开, consent: [web]}]}]\n",
        "points/a.yaml": "records:\n  - {date: 2024-03-01, who: 赵公天, rule: work}\n",
    }))
    assert "赵公开 (P2)" in outcome.err
