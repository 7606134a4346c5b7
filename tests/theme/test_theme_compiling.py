"""Quick templates say the same as slow ones."""

from __future__ import annotations

from decimal import Decimal

import sample
import sample_pages
from jinja2 import FileSystemLoader
from markupsafe import Markup

from site_builder.problems import Problems
from site_builder.theme import load_theme
from site_builder.theme.compiled import CompiledTemplates
from site_builder.theme.compiling import Escaped, ThemeEnvironment
from site_builder.theme.folders import builtin_root
from site_builder.theme.styles import minify


def test_plain_text_and_markup_of_the_same_letters_are_kept_apart():
    escaped = Escaped()
    assert escaped.output(Markup("<b>")) == "<b>"
    assert escaped.output("<b>") == "&lt;b&gt;"
    assert escaped.output(Markup("<b>")) == "<b>"
    assert [escaped.output(value) for value in (1, True, Decimal("1.0"), Decimal(1))] == ["1", "True", "1.0", "1"]


def test_a_field_is_looked_up_by_its_letters_and_a_figure_by_none():
    escaped = Escaped()
    values = ("<1>", "1", 1, True, Decimal("1.0"), Decimal(1), 1)
    assert [escaped[value] for value in values] == ["&lt;1&gt;", "1", "1", "True", "1.0", "1", "1"]


def test_what_a_village_names_like_a_function_changes_no_other_template(site, problems):
    own = "{% extends 'base.html' %}{% set parts = () %}{% set title = 'T' %}{% set about = 'A' %}{% set date = 'mine' %}{% block main %}{{ date }}{% endblock %}"
    theme = site(problems, **{"honor-red/templates/results.html": own})
    page = theme.render("results.html", {"site": sample.site(), "page": sample_pages.Page("results.html", "")})
    assert problems.sorted() == []
    assert "mine" in page
    assert f'<time datetime="{sample.site().as_of}">' in page


def test_a_missing_field_of_a_built_in_template_fails_at_its_line(site, problems):
    theme = site(problems)
    assert theme.render("results.html", {"site": sample.site(), "page": sample_pages.Page("results.html", ""), "measures": ("no measure",)}) == ""  # fmt: skip
    (problem,) = problems.sorted()
    template = (builtin_root() / "honor-red/templates/results.html").read_text()
    assert "m.id" in template.splitlines()[problem.place.line - 1]


def test_a_translated_text_with_values_is_escaped_once(site, problems):
    theme = site(problems, **{"honor-red/templates/results.html": "{% set x = _('Evidence: %(what)s', what=a) %}{{ x }}|{{ _('Evidence: %(what)s', what=a) }}|{{ _('The first %(n)s percent are listed, and whoever is tied with them.', n=5) }}"})  # fmt: skip
    assert theme.render("results.html", {"a": "<&>"}) == "凭证：&lt;&amp;&gt;|凭证：&lt;&amp;&gt;|列出前 5%，并列的都在内。"


def test_what_is_kept_compiled_changes_nothing_however_spoilt(tmp_path):
    pages = list(sample_pages.pages(sample.publication()))

    def build() -> list[str]:
        theme = load_theme("honor-red", tmp_path, "zh-CN", Problems(), compiled=tmp_path / "kept")
        return [theme.render(template, context) for _, template, context in pages]

    cold = build()
    kept = sorted((tmp_path / "kept").iterdir())
    assert len(kept) > 20
    assert build() == cold
    for number, file in enumerate(kept):
        data = file.read_bytes()
        file.write_bytes((b"", b"x" * 40, data[:-7], data[:50] + b"?" + data[51:])[number % 4])
    assert build() == cold


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path):
    (tmp_path / "file").write_text("")
    problems = Problems()
    theme = load_theme("honor-red", tmp_path, "zh-CN", problems, compiled=tmp_path / "file" / "kept")
    assert theme.render("rules.html", {"site": sample.site(), "page": sample_pages.Page("rules.html", ""), "categories": ()})
    assert problems.sorted() == []


def test_a_template_of_the_village_is_never_kept(site, problems, tmp_path):
    site(problems, **{"honor-red/templates/results.html": "{% import '_parts.html' as parts %}mine"})
    theme = load_theme("honor-red", tmp_path, "zh-CN", problems, compiled=tmp_path / "kept")
    assert theme.render("results.html", {}) == "mine"
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_an_edited_template_takes_the_place_of_the_old_one(tmp_path):
    for text in ("1", "2", "2"):
        (tmp_path / "t.html").write_text(text)
        kept = CompiledTemplates("en", b"", tmp_path)
        environment = ThemeEnvironment(tmp_path, str, {}, bytecode_cache=kept, loader=FileSystemLoader(tmp_path))
        assert environment.get_template("t.html").render() == text
        assert len(list(tmp_path.glob("*.template"))) == 1


def test_compiled_templates_of_other_texts_are_not_taken(tmp_path):
    one, other = CompiledTemplates("en", b"a", tmp_path), CompiledTemplates("en", b"b", tmp_path)
    assert one.get_source_checksum("x") != other.get_source_checksum("x")


def test_a_sheet_is_made_small_without_touching_quoted_text():
    css = '/* c */ :root { --paper : #fff }\n a  >  b , i { content: "a ; b /* x */"; width: calc( 1px + 2px ) ; color: var(--paper) }'
    assert minify(css) == ':root{--a :#fff}a>b,i{content:"a ; b /* x */";width:calc( 1px + 2px );color:var(--a)}'


def test_a_folder_that_only_begins_like_ours_is_not_ours(tmp_path):
    environment = ThemeEnvironment(tmp_path / "themes", str, {})
    assert environment.is_builtin(str(tmp_path / "themes" / "a.html"))
    assert not environment.is_builtin(str(tmp_path / "themes-village" / "a.html"))
