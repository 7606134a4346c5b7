"""Names of people who did not consent, found and masked in texts."""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.problems import Place, Problems
from site_builder.publication.names import mask
from site_builder.publication.screen import Screen, mask_at

HERE = Place("content/a.md", 3, 5)


def screened(text: str, hidden: list[str], allowed: list[str] | None = None) -> tuple[str, list[str]]:
    problems = Problems()
    masked = Screen(hidden, allowed or [], problems).text(text, HERE)
    return masked, [f"{p.place.line}:{p.severity}:{p.code}:{p.values['name']}" for p in problems.sorted()]


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张建国", "张*国"), ("张三", "张*"), ("欧阳建国", "欧**国"), ("买买提·艾力", "买****力"), ("张", "*")],
)
def test_a_masked_name_keeps_its_first_and_last_character(name: str, masked: str) -> None:
    assert mask(name) == masked


def test_a_hidden_name_is_masked_and_the_line_is_named() -> None:
    assert screened("昨天张建国来了", ["张建国"]) == ("昨天张*国来了", ["3:warning:name-masked:张*国"])


@pytest.mark.parametrize("between", ["\n", "\u200b", "\u3000", " ", "\u00ad", "\u2060"])
def test_line_breaks_spaces_and_invisible_characters_hide_nothing(between: str) -> None:
    assert screened(f"见张{between}建国", ["张建国"])[0] == f"见张{between}*国"


def test_a_longer_name_that_may_be_shown_is_not_taken_for_the_shorter_hidden_one() -> None:
    assert screened("王小明和王小", ["王小"], ["王小明"])[0] == "王小明和王*"


def test_the_longest_of_two_hidden_names_is_masked() -> None:
    assert screened("王小明", ["王小", "王小明"])[0] == "王*明"


def test_a_word_that_only_looks_like_a_name_stays() -> None:
    assert screened("大家都很高兴", ["高兴"], ["高兴"]) == ("大家都很高兴", [])


def test_a_name_in_latin_letters_is_a_word_of_its_own() -> None:
    assert screened("Ann met Li Na and Annual met Alina", ["Ann", "Li Na"])[0] == "A*n met L* *a and Annual met Alina"


def test_a_decomposed_form_of_a_name_is_found() -> None:
    assert screened("Rene\u0301 kam", ["Ren\u00e9"])[0] == "R**e\u0301 kam" or screened("Rene\u0301 kam", ["Ren\u00e9"])[1]


def test_a_compatibility_ideograph_does_not_hide_a_name() -> None:
    # U+F9DC is the compatibility form of 隆, and NFC takes it for that.
    assert screened("李\uf9dc来了", ["李隆"])[0] == "李*来了"


def test_a_hidden_name_in_an_address_is_an_error() -> None:
    problems = Problems()
    Screen(["张建国"], [], problems).refuse("content/stories/张建国.md", HERE)
    assert [(p.severity, p.code) for p in problems.sorted()] == [("error", "name-in-address")]


@given(
    st.lists(st.text("张王李建国明 \n\u200b", min_size=1, max_size=12), min_size=1, max_size=4),
    st.sets(st.text("张王李建国明", min_size=2, max_size=4), min_size=1, max_size=4),
)
def test_no_hidden_name_survives(parts: list[str], hidden: set[str]) -> None:
    masked, _ = screened("、".join(parts), sorted(hidden))
    bare = "".join(c for c in masked if not c.isspace() and c != "\u200b")
    assert not any(name in bare for name in hidden)


@given(
    st.text("张王李建国明", min_size=1, max_size=12),
    st.sets(st.text("张王李建国明", min_size=2, max_size=4), min_size=1, max_size=4),
    st.sets(st.text("张王李建国明", min_size=2, max_size=5), max_size=4),
)
def test_a_hidden_name_survives_only_inside_a_name_that_may_be_shown(text: str, hidden: set[str], allowed: set[str]) -> None:
    masked, _ = screened(text, sorted(hidden - allowed), sorted(allowed))
    assert len(masked) == len(text)

    def places(names: set[str]) -> list[tuple[int, int]]:
        return [(at, at + len(n)) for n in names for at in range(len(masked)) if masked.startswith(n, at)]

    for start, end in places(hidden - allowed):
        assert any(first <= start and end <= last for first, last in places(allowed))


@pytest.mark.parametrize("written", ["&#24352;建国", "张&shy;建国", "<b>张</b>建国", "**张**建国", "张<!-- x -->建国", "a < 张建国 > b"])
def test_markup_and_entities_in_a_line_hide_nothing(written: str) -> None:
    masked, warned = screened(f"见{written}来", ["张建国"])
    assert "建" not in masked
    assert "国" in masked
    assert warned


def test_an_entity_is_masked_whole() -> None:
    assert screened("见张&#24314;国来", ["张建国"])[0] == "见张*国来"


def test_masking_changes_nothing_but_the_name() -> None:
    problems = Problems()
    screen = Screen(["张建国"], [], problems)
    text = "甲张 建国乙"
    assert "".join(mask_at(text, screen.find(text))) == "甲张 *国乙"


@pytest.mark.parametrize("name", ["김철수", "ئەلى", "がくと"])
def test_a_decomposed_name_of_any_script_is_masked(name: str) -> None:
    text = unicodedata.normalize("NFD", f"x {name} y")
    masked, warned = screened(text, [name])
    assert warned
    assert name not in unicodedata.normalize("NFC", masked)


@pytest.mark.parametrize("written", ["%E5%BC%A0%E5%BB%BA%E5%9B%BD", "%e5%bc%a0建国", "张%E5%BB%BA国"])
def test_a_name_in_the_escapes_of_an_address_is_masked(written: str) -> None:
    """People paste addresses into notes."""
    problems = Problems()
    shown = Screen({"张建国"}, (), problems).text(f"见 https://a.example/?q={written}&n=1%。", Place("f"))
    assert unquote(shown).startswith("见 https://a.example/?q=张*国&n=1%")
    assert [problem.code for problem in problems.sorted()] == ["name-masked"]


@pytest.mark.parametrize("written", ["<%E5%BC%A0建国>", '<b title="%E5%BC%A0建国">', "<&#24352;建国>", "<!-- %E5%BC%A0建国 -->"])
def test_a_name_in_escapes_in_what_may_be_no_tag_is_masked(written: str) -> None:
    masked, warned = screened(f"见{written}来", ["张建国"])
    assert "建" not in masked
    assert warned


def test_a_number_that_escapes_divide_is_refused() -> None:
    problems = Problems()
    Screen((), (), problems).text("https://a.example/?q=138%200013%208000", Place("f"))
    assert [problem.code for problem in problems.sorted()] == ["private-number"]
