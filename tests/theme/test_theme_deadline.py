"""A template without end is ended and named; what ends in time is left alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from site_builder.problems import Problems
from site_builder.theme import environment, load_theme
from site_builder.theme.deadline import NeverEnds, deadline


def test_what_is_in_time_is_left_alone() -> None:
    with deadline(0.05):
        done = True
    time.sleep(0.1)
    assert done


def test_what_never_ends_is_ended() -> None:
    with pytest.raises(NeverEnds), deadline(0.05):
        while True:
            pass


def test_a_loop_in_a_template_is_named_at_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "MOST_SECONDS", 0.5)
    own = tmp_path / "themes" / "honor-red" / "templates"
    own.mkdir(parents=True)
    (own / "own.html").write_text("一\n{% for a in range(99999) %}\n{% for b in range(99999) %}{% endfor %}{% endfor %}", "utf-8")
    problems = Problems()
    theme = load_theme("honor-red", tmp_path, "zh-CN", problems)
    assert theme is not None
    assert theme.render("own.html", {}) == ""
    (problem,) = problems.sorted()
    assert (problem.code, problem.place.file) == ("template", "themes/honor-red/templates/own.html")
    assert problem.place.line in (2, 3)
    assert "come to an end" in problem.message
