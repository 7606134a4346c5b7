"""YAML texts become nodes with their places; what the format leaves out of YAML is reported."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from reading_seen import codes, shown, spots

from site_builder.problems import Problems
from site_builder.reading import yaml_parser
from site_builder.reading.nodes import Mapping, Node, Scalar, Sequence
from site_builder.reading.yaml_nodes import MAX_NESTING, parse_yaml


def plain(node: Node | None) -> object:
    """Nodes as ordinary values, to compare them by."""
    if isinstance(node, Mapping):
        return {name: plain(value) for name, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.text if isinstance(node, Scalar) else node


def read(text: str) -> tuple[Mapping | None, Problems]:
    """Read a text and return what was found."""
    problems = Problems()
    return parse_yaml(text, "content/a.yaml", problems), problems


@pytest.fixture(params=["C", "Python"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test with each of the two parsers."""
    if request.param == "Python":
        monkeypatch.setattr(yaml_parser, "cyaml", None)


BOTH = pytest.mark.usefixtures("_parser")


@BOTH
def test_values_are_text_and_know_whether_they_were_quoted() -> None:
    top, problems = read("a: 010\nb: 'no'\nc: \"x\"\nd: |\n  y\ne:\n<<: ~\n")
    assert codes(problems) == []
    assert top is not None
    seen = {name: (node.text, node.plain) for name, node in top.entries.items() if isinstance(node, Scalar)}
    assert seen == {
        "a": ("010", True), "b": ("no", False), "c": ("x", False), "d": ("y\n", False), "e": ("", True), "<<": ("~", True),
    }  # fmt: skip


@BOTH
def test_places_count_characters_from_one() -> None:
    top, _ = read('# 😀\n"😀": "😀"\nrecords:\n  - {who: 张三, 天数: [1]}\n')
    assert top is not None
    assert top.keys["😀"] == Scalar("😀", False, 2, 1)
    assert top.entries["😀"] == Scalar("😀", False, 2, 6)
    records = top.entries["records"]
    assert isinstance(records, Sequence)
    assert (records.line, records.column) == (4, 3)
    record = records.items[0]
    assert isinstance(record, Mapping)
    assert (record.line, record.column) == (4, 5)
    assert record.keys["天数"] == Scalar("天数", True, 4, 15)
    assert record.entries["天数"] == Sequence([Scalar("1", True, 4, 20)], 4, 19)


@BOTH
def test_lines_are_counted_from_the_first_line_given(problems: Problems) -> None:
    top = parse_yaml("a: 1\na: 2\nb: [", "f", problems, first_line=10)
    assert top is None
    assert spots(problems) == [("duplicate-key", 11, 1), ("yaml-syntax", 12, 4)]


@BOTH
@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n", "---\n# x\n...\n"])
def test_an_empty_file_is_an_empty_mapping(text: str) -> None:
    top, problems = read(text)
    assert top == Mapping(1, 1)
    assert codes(problems) == []


@BOTH
@pytest.mark.parametrize("text", ["b: 1\n \n\na:\n# x\n", "b: 1\n\n\n? a\n", "b: 1\n\n\na: # x\n"])
def test_a_value_that_is_not_there_stands_at_its_name(text: str) -> None:
    top, _ = read(text)
    assert top is not None
    assert top.entries["a"] == Scalar("", True, 4, top.keys["a"].column)


@BOTH
def test_quoted_names_and_values_are_text_whatever_they_say() -> None:
    top, problems = read("'~': 1\na: ''\n")
    assert codes(problems) == []
    assert top is not None
    assert top.entries == {"~": Scalar("1", True, 1, 6), "a": Scalar("", False, 2, 4)}


@BOTH
def test_a_line_of_hyphens_may_begin_the_file() -> None:
    top, problems = read("---\na: 1\n...\n")
    assert plain(top) == {"a": "1"}
    assert codes(problems) == []


@BOTH
@pytest.mark.parametrize("text", ["a: 1\t# note\n", "a:\t1\n", "a: [1,\t2]\n", "a: b\tc\t\n d\n", "a\tb: c\n"])
def test_a_tab_between_two_things_is_no_mistake(text: str) -> None:
    assert codes(read(text)[1]) == []


@BOTH
def test_a_name_twice_is_an_error_that_names_both_lines() -> None:
    top, problems = read("a: 1\nb: {c: 1, c: 2}\na: 3\n")
    assert spots(problems) == [("duplicate-key", 2, 11), ("duplicate-key", 3, 1)]
    assert "“a” in line 3 stands already in line 1" in shown(problems)
    assert plain(top) == {"a": "1", "b": {"c": "1"}}


def test_a_private_number_as_a_name_twice_is_not_shown() -> None:
    assert "138" not in shown(read("13800138000: 1\n13800138000: 2\n")[1])


@BOTH
@pytest.mark.parametrize(("text", "code", "line", "column"), [
    ("a: &x 1\n", "yaml-anchor", 1, 4), ("a: &x [1]\n", "yaml-anchor", 1, 4), ("b: 1\na: *x\n", "yaml-alias", 2, 4),
    ("a: !!str 1\n", "yaml-tag", 1, 4), ("a: !x {b: 1}\n", "yaml-tag", 1, 4), ("a: ! b\n", "yaml-tag", 1, 4),
    ("a: 1\n---\nb: 2\n", "several-documents", 2, 1), ("---\n---\na: 1\n", "several-documents", 2, 1),
    ("%YAML 1.2\n---\na: 1\n", "yaml-directive", 1, 1), ("# x\n\n%FOO bar\n---\na: 1\n", "yaml-directive", 3, 1), ("[1]: 2\n", "yaml-key", 1, 1), ("? {a: 1}\n: 2\n", "yaml-key", 1, 3),
    ("~: 2\n", "yaml-key", 1, 1), ("a: {'': 2}\n", "yaml-key", 1, 5), ("- a\n", "yaml-top-level", 1, 1), ("abc\n", "yaml-top-level", 1, 1),
    ("village：马场村\n", "yaml-top-level", 1, 1), ("a: \x07\n", "yaml-character", 1, 4), ("a: b\u2028c\n", "yaml-character", 1, 5),
    ("a: 1\nb: '\ufeff'\n", "yaml-character", 2, 5), ("a: b\x85c\n", "yaml-character", 1, 5), ("a: \ud800\n", "yaml-character", 1, 4),
    ("a: \x7f\n", "yaml-character", 1, 4), ("a: 1\r", "yaml-character", 1, 5), ("a: \ufffe\n", "yaml-character", 1, 4),
])  # fmt: skip
def test_what_the_format_leaves_out_of_yaml(text: str, code: str, line: int, column: int) -> None:
    assert spots(read(text)[1]) == [(code, line, column)]


@BOTH
def test_an_alias_is_taken_as_the_text_that_was_meant() -> None:
    assert plain(read("a: *x\nb: 1\n")[0]) == {"a": "*x", "b": "1"}


@BOTH
@pytest.mark.parametrize("deep", [MAX_NESTING, MAX_NESTING + 1, 100_000])
def test_nesting_has_an_end(deep: int) -> None:
    top, problems = read("a: " + "[" * (deep - 1) + "]" * (deep - 1))
    assert codes(problems) == ([] if deep <= MAX_NESTING else ["nesting-too-deep"])
    assert (top is None) == (deep > MAX_NESTING)


MISTAKES = {
    "a tab": ("a:\n  - x: 1\n\ty: 2\n", 3, 1, "begins with a tab"),
    "a tab at once": ("a: 1\n\tb: 2\n", 2, 1, "begins with a tab"),
    "no space after the colon": ("town: x\nvillage:马场村\n", 2, 8, "space is missing after the colon"),
    "no space in the first line": ("village:x\ntown: y\n", 1, 8, "space is missing after the colon"),
    "no space between braces": ("a: {who:P0001, rule: x}\n", 1, 8, "space is missing after the colon"),
    "no space after the hyphen": ("a:\n-b\n-c\nd: 1\n", 2, 1, "space is missing after the hyphen"),
    "full-width colon": ("town: x\nvillage：马场村\n", 2, 8, "full-width colon"),
    "full-width colon in the first line": ("village：马场村\ntown: x\n", 1, 8, "full-width colon"),
    "full-width colon in a list": ("records:\n  - date: 2024-03-12\n    who：张三\n    rule: x\n", 3, 8, "full-width colon"),
    "full-width colon between braces": ("a: {who：张三, rule: x}\n", 1, 8, "full-width colon"),
    "full-width colon before a list": ("a: 1\nrecords：\n  - b: 1\n", 2, 8, "full-width colon"),
    "full-width comma": ("a: {who: 张三，rule: x}\n", 1, 12, "full-width comma"),
    "full-width comma and space": ('a: {who: "张三"， rule: x}\n', 1, 14, "full-width comma"),
    "quotation mark not closed": ('a: 1\nb: "abc\nc: 1\n', 2, 4, "quotation mark opens here"),
    "single mark not closed": ("a: 1\nb: 'abc\nc: 1\n", 2, 4, "quotation mark opens here"),
    "a later mark closes it": ('a: "abc\nb: "x"\n', 1, 4, "quotation mark opens here"),
    "marks in marks": ('a: "他说"好""\n', 1, 8, "follows after the closing quotation mark"),
    "bracket not closed": ("a: [1, 2\nb: 3\n", 1, 4, "bracket opens here"),
    "brace not closed": ("a: {x: 1, y: 2\nb: 3\n", 1, 4, "bracket opens here"),
    "comma missing": ("a: {x: 1 y: 2}\n", 1, 11, "comma or the closing bracket"),
    "backslash": ('a: "C:\\qq"\n', 1, None, "backslash"),
    "colon in a text": ("a: b: c\n", 1, 5, "second colon"),
    "no colon": ("a: 1\nb\nc: 2\n", 2, 1, "colon is missing"),
    "at sign": ("a: @b\n", 1, 4, "cannot begin with this character"),
    "asterisks": ("a: **重要**\n", 1, 4, "cannot begin with this character"),
    "percent": ("a: 1\n%x: 2\n", 2, None, "line begins with %"),
    "moved in too far": ("a: 1\n  b: 2\n", 2, 4, "does not fit"),
    "moved in too little": ("a:\n  b: 1\n c: 2\n", 3, 2, "does not fit"),
}  # fmt: skip


@BOTH
@pytest.mark.parametrize("name", MISTAKES)
def test_common_mistakes_are_named_where_they_were_made(name: str) -> None:
    text, line, column, words = MISTAKES[name]
    _, problems = read(text)
    first = problems.sorted()[0]
    assert first.code == "yaml-syntax"
    assert words in first.message
    assert first.place.line == line
    assert column in (None, first.place.column)
    assert first.hint.endswith(".")


def test_a_full_width_comma_in_a_text_is_not_blamed_for_another_mistake() -> None:
    assert "comma or the closing bracket is missing" in shown(read("a: {note: 挖沟，修路 很好 b: 1}\n")[1])


@given(st.text())
def test_no_text_gets_a_traceback(text: str) -> None:
    top, problems = read(text)
    assert top is not None or problems.has_errors


PIECES = ["a", "b", "1", ": ", ":", ", ", ",", "\n", "\n  ", "- ", "-", "[", "]", "{", "}", '"', "'", "\t", " ", "#", " #", "? ", "|\n",
          ">-\n", "&x ", "*x", "!t ", "%", "---\n", "\n...\n", "@", "中", "：", "，", "\\", "~", "<<: ", "\n- ", "\r", "\x85", "\ufeff"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_scraps_of_yaml_get_a_traceback(text: str) -> None:
    top, problems = read(text)
    assert top is not None or problems.has_errors
    for problem in problems.sorted():
        assert 1 <= problem.place.line <= text.count("\n") + 1
        assert problem.place.column >= 1
        (problem.message + problem.hint).format(**problem.values)


# They differ on when a tab may begin a line, and on what may follow the signs of a block text.
ALIKE = [piece for piece in PIECES if piece not in ("|\n", ">-\n")]


@given(st.lists(st.sampled_from(ALIKE), max_size=10).map("".join))
def test_both_parsers_give_the_same_nodes(text: str) -> None:
    assume(re.search(r"^ *\t", text, re.MULTILINE) is None)
    in_c = parse_yaml(text, "f", Problems())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_parser, "cyaml", None)
        in_python = parse_yaml(text, "f", Problems())
    assert in_python == in_c


def test_many_records_are_read_in_order() -> None:
    rows = [str(random.Random(7).random()) for _ in range(2000)]
    top, _ = read("rows:\n" + "".join(f"  - {{value: {row}}}\n" for row in rows))
    assert plain(top) == {"rows": [{"value": row} for row in rows]}
