"""A village's own templates, colours and files; and what happens when they are wrong."""

from __future__ import annotations

import pytest
import sample
import sample_pages

from site_builder.theme import load_theme

PAGE = {"site": sample.site(), "page": sample_pages.Page("results.html", "")}


def test_one_template_can_be_replaced(site, problems):
    theme = site(problems, **{"honor-red/templates/results.html": "{{ site.village }}: {{ _('Home') }}"})
    assert theme.render("results.html", {**PAGE, "measures": ()}) == "马场村: 首页"
    assert "红榜" in theme.render("rules.html", {**PAGE, "categories": ()})


def test_one_piece_of_all_pages_can_be_replaced(site, problems):
    theme = site(problems, **{"honor-red/templates/_contact.html": "{% macro contact_(c) %}CALL{% endmacro %}"})
    context = {**PAGE, "editions": (), "contact": None}
    assert "CALL" in theme.render("notice/index.html", context)


def test_tokens_can_be_replaced(site, problems):
    theme = site(problems, **{"honor-red/tokens.css": ":root { --paper: #123456 }"})
    assert "#123456" in theme.render("rules.html", {**PAGE, "categories": ()})


def test_static_files_are_added_and_replaced(site, problems, tmp_path):
    theme = site(problems, **{"honor-red/static/share.png": "mine", "honor-red/static/a/b.txt": "b", "honor-red/static/.x": "no"})
    files = theme.static_files()
    assert files["static/share.png"] == b"mine"
    assert files["static/a/b.txt"] == b"b"
    assert "static/.x" not in files


def test_a_new_theme_builds_on_another(site, problems):
    theme = site(
        problems,
        "own",
        **{
            "own/theme.yaml": "name: own\nextends: honor-red\n",
            "own/tokens.css": ":root { --paper: #abcdef }",
        },
    )
    assert "#abcdef" in theme.render("rules.html", {**PAGE, "categories": ()})
    assert problems.sorted() == []


def test_dicts_can_be_read_with_dots_in_a_village_template(site, problems):
    theme = site(problems, **{"honor-red/templates/results.html": "{{ some.key }}"})
    assert theme.render("results.html", {"some": {"key": "value"}}) == "value"


def test_an_unknown_theme_is_told_with_the_nearest(tmp_path, problems):
    assert load_theme("honor_red", tmp_path, "zh-CN", problems) is None
    [problem] = problems.sorted()
    assert (problem.place.file, problem.code, problem.values["near"]) == ("content/site.yaml", "unknown-theme", "honor-red")


@pytest.mark.parametrize("name", ["../honor-red", "", ".", "a/b", "honor-red/"])
def test_a_theme_name_is_no_path(tmp_path, problems, name):
    assert load_theme(name, tmp_path, "zh-CN", problems) is None
    assert problems.has_errors


def test_themes_in_a_circle_are_told(site, problems):
    files = {"a/theme.yaml": "extends: b", "b/theme.yaml": "extends: a"}
    assert site(problems, "a", **files) is None
    assert problems.sorted()[0].place.file == "themes/a/theme.yaml"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\n{{ nothing.at_all }}", 2),
        ("{# #}\n\n{{ site.nothing }}", 3),
        ("a\nb\n{% if %}", 3),
        ("a\n{{ 1 // 0 }}", 2),
        ("a\n{% include 'absent.html' %}", 2),
        ("{% extends 'base.html' %}\n{% set parts = ('absent',) %}", 1),
        ("a\n{{ points('x' * 3).nothing() }}", 2),
    ],
)
def test_a_failing_template_is_told_at_its_own_line(site, problems, text, line):
    theme = site(problems, **{"honor-red/templates/results.html": text})
    assert theme.render("results.html", PAGE) == ""
    [problem] = problems.sorted()
    assert (problem.code, problem.severity) == ("template", "error")
    if "extends" not in text:
        assert (problem.place.file, problem.place.line) == ("themes/honor-red/templates/results.html", line)


def test_the_same_failure_on_many_pages_is_one_problem(site, problems):
    theme = site(problems, **{"honor-red/templates/results.html": "{{ site.nothing }}"})
    for _ in range(3):
        theme.render("results.html", PAGE)
    assert len(problems.sorted()) == 1


def test_a_missing_value_of_a_built_in_template_is_told_too(theme, problems):
    assert theme.render("results.html", PAGE) == ""
    [problem] = problems.sorted()
    assert problem.place.file == "themes/honor-red/templates/results.html"
    assert problem.place.line > 1
