"""A text that was read before is not parsed again, and says the same; whatever is wrong with the notes, it is parsed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.problems import Problems
from site_builder.reading import parsed
from site_builder.reading.nodes import Mapping
from site_builder.reading.parsed import ParsedFiles
from site_builder.reading.yaml_nodes import parse_yaml
from tests.conftest import ROOT

TEXT = """# 莲湾村
village: 莲湾村
"empty": ""
nothing:
  - {date: 2024-03-12, who: [P0001, '张建国'], note: "路基，回填"}
  - []
  - {}
deep: {a: {b: [1, [2, {c: 3}]]}}
"""
FOLDED = "note: >\n  第一行\n  第二行\n"
PROBLEM = "a: 1\na: 2\n"


def read(text: str, reader: ParsedFiles, first_line: int = 1) -> Mapping | None:
    return reader(text, "f.yaml", Problems(), first_line)


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were really parsed."""
    seen: list[str] = []

    def noting(text: str, file: str, problems: Problems, first_line: int = 1) -> Mapping | None:
        seen.append(text)
        return parse_yaml(text, file, problems, first_line)

    monkeypatch.setattr(parsed, "parse_yaml", noting)
    return seen


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Notes of one text."""
    first = ParsedFiles(tmp_path / ".cache" / "parsed")
    assert read(TEXT, first) is not None
    first.write()
    return tmp_path / ".cache" / "parsed"


def test_a_known_text_is_not_parsed_and_says_the_same(file: Path, parses: list[str]) -> None:
    assert read(TEXT, ParsedFiles(file)) == parse_yaml(TEXT, "f.yaml", Problems())
    assert parses == []


def test_the_same_text_further_down_a_file_has_its_own_lines(file: Path, parses: list[str]) -> None:
    assert read(TEXT, ParsedFiles(file), 5) == parse_yaml(TEXT, "f.yaml", Problems(), 5)
    assert parses == [TEXT]


def test_a_changed_text_is_parsed(file: Path, parses: list[str]) -> None:
    changed = TEXT.replace("莲", "荷")
    assert read(changed, ParsedFiles(file)) == parse_yaml(changed, "f.yaml", Problems())
    assert parses == [changed]


def test_every_damaged_byte_makes_the_notes_worthless(file: Path, parses: list[str]) -> None:
    whole = file.read_bytes()
    for at in range(0, len(whole), 7):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert read(TEXT, ParsedFiles(file)) == parse_yaml(TEXT, "f.yaml", Problems())
        file.write_bytes(whole[:at])
        assert read(TEXT, ParsedFiles(file)) is not None
    assert len(parses) == 2 * len(range(0, len(whole), 7))


def test_notes_of_another_program_are_worthless(file: Path, parses: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsed.yaml, "__version__", "0")
    read(TEXT, ParsedFiles(file))
    assert parses == [TEXT]


def test_what_is_wrong_with_a_text_is_told_every_time(tmp_path: Path) -> None:
    for _ in range(2):
        problems, reader = Problems(), ParsedFiles(tmp_path / "parsed")
        reader(PROBLEM, "f.yaml", problems)
        assert [problem.code for problem in problems.sorted()] == ["duplicate-key"]
        reader.write()


def test_values_that_do_not_stand_in_the_text_letter_for_letter_are_parsed_every_time(tmp_path: Path, parses: list[str]) -> None:
    for _ in range(2):
        reader = ParsedFiles(tmp_path / "parsed")
        assert read(FOLDED, reader) == parse_yaml(FOLDED, "f.yaml", Problems())
        reader.write()
    assert parses == [FOLDED, FOLDED]


def test_the_notes_hold_nothing_that_was_written(file: Path) -> None:
    kept = file.read_bytes()
    for word in ("张建国", "P0001", "village", "路基"):
        for encoding in ("utf-8", "utf-16-le", "utf-32-le", "utf-32-be"):
            assert word.encode(encoding) not in kept


def test_texts_that_are_gone_are_forgotten(file: Path) -> None:
    reader = ParsedFiles(file)
    read("a: 1\n", reader)
    reader.write()
    assert len(file.read_bytes()) < 200


def test_notes_that_cannot_be_written_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "parsed").mkdir()
    reader = ParsedFiles(tmp_path / "parsed")
    assert read(TEXT, reader) is not None
    reader.write()


@pytest.mark.parametrize("folder", ["content", "site_builder/starters"])
def test_every_file_of_the_sample_villages_says_the_same(folder: str, tmp_path: Path) -> None:
    texts = [file.read_text("utf-8") for file in sorted((ROOT / folder).rglob("*.yaml"))]
    first = ParsedFiles(tmp_path / "parsed")
    for text in texts:
        read(text, first)
    first.write()
    again = ParsedFiles(tmp_path / "parsed")
    assert [read(text, again) for text in texts] == [parse_yaml(text, "f.yaml", Problems()) for text in texts]


PIECES = st.sampled_from([
    "a", "b", "路", ": ", ":", "\n", "\n  ", "\n- ", "- ", "{", "}", "[", "]", ", ", '"', "'", "\\n", "''", "# 注", "|", ">", "|\n  x\n", "~", "𬭎", "\t", "null",
    "a: ", "b: ", "c: 'x'", '"路": 1', "? ", "---\n",
])


@settings(max_examples=int(os.environ.get("TEXTS", "300")), deadline=None)
@given(text=st.lists(PIECES, max_size=14).map("".join), first_line=st.integers(1, 3))
@example(text='a: "路\\n"', first_line=1)
@example(text='a: "路\\\n  "\n', first_line=1)
def test_whatever_is_written_notes_say_what_parsing_says(text: str, first_line: int) -> None:
    reader = ParsedFiles(None)
    parsed_now = read(text, reader, first_line)
    reader._before = reader._now
    assert read(text, reader, first_line) == parsed_now == parse_yaml(text, "f.yaml", Problems(), first_line)
