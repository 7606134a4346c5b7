"""Fonts: what they have, and that they are the ones that were pinned."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from site_builder.print import fonts
from site_builder.print.engine import Engine
from site_builder.print.fonts import PINNED, FontShelf
from site_builder.print.refused import PrintRefused
from site_builder.problems import Problems
from site_builder.theme.cmap import NotAFont, characters, family_of
from site_builder.theme.folders import builtin_root

THEME = builtin_root() / "honor-red"
BRUSH = THEME / "print" / "fonts" / "MaShanZheng-Regular.ttf"
RARE = "镕喆堃𬭎㛃䶮𫖯"


def path_of(pinned: fonts.Pinned) -> Path:
    module = __import__(pinned.package)
    return Path(str(module.__file__)).parent / pinned.file


def draw_font(file: Path, name: str, text: str, *, named: bool = True) -> Path:
    """A real font with a square for each character. Without its PostScript name the engine does not know it."""
    builder = FontBuilder(1000, isTTF=True)
    glyphs = {".notdef": None, **{f"u{ord(character):X}": ord(character) for character in text}}
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({code: glyph for glyph, code in glyphs.items() if code})
    pen = TTGlyphPen(None)
    for number, point in enumerate(((100, 0), (100, 800), (900, 800), (900, 0))):
        (pen.lineTo if number else pen.moveTo)(point)
    pen.closePath()
    square = pen.glyph()
    builder.setupGlyf(dict.fromkeys(glyphs, square))
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    names = {"familyName": name, "styleName": "Regular", "psName": name.replace(" ", "")}
    builder.setupNameTable({key: value for key, value in names.items() if value and (named or key != "psName")})
    builder.setupOS2()
    builder.setupPost()
    file.parent.mkdir(parents=True, exist_ok=True)
    builder.save(file)
    return file


def test_characters_of_a_collection_are_those_of_the_face_that_is_named() -> None:
    file = path_of(PINNED[0])
    with TTCollection(file, lazy=True) as collection:
        expected = {str(face["name"].getDebugName(1)): set(face.getBestCmap()) for face in collection.fonts}
    for name in PINNED[0].families:
        assert characters(file, name) == expected[name]


@pytest.mark.parametrize("file", [path_of(PINNED[1]), BRUSH], ids=["cmap 12", "cmap 4"])
def test_characters_of_a_font_are_those_that_another_reader_finds(file: Path) -> None:
    with TTFont(file, lazy=True) as font:
        assert characters(file) == set(font.getBestCmap())


def test_the_rare_characters_of_names_are_in_the_fonts_for_text() -> None:
    for pinned in PINNED:
        for name in pinned.families:
            assert characters(path_of(pinned), name if len(pinned.families) > 1 else "").issuperset(map(ord, RARE))


def test_the_family_of_a_font_is_its_english_name() -> None:
    assert family_of(BRUSH) == "Ma Shan Zheng"


@pytest.mark.parametrize("data", [b"", b"no font", b"\0\1\0\0\0\x09", b"ttcf\0\1\0\0\xff\xff\xff\xff"])
def test_a_file_that_is_no_font_is_told_apart(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "broken.ttf"
    file.write_bytes(data)
    with pytest.raises(NotAFont):
        characters(file)
    with pytest.raises(NotAFont):
        family_of(file)


def test_a_font_of_another_release_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "PINNED", (PINNED[0]._replace(sha256="0" * 64), PINNED[1]))
    with pytest.raises(PrintRefused) as refused:
        FontShelf((THEME,), "zh-CN", Problems())
    assert refused.value.values["file"] == PINNED[0].file
    assert "pip install" in str(refused.value.values["command"])


def test_a_font_that_is_not_installed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "PINNED", (PINNED[0]._replace(package="no_such_package"),))
    with pytest.raises(PrintRefused, match="not installed"):
        FontShelf((THEME,), "zh-CN", Problems())


def test_a_village_may_bring_a_font_for_a_character_that_no_other_has(tmp_path: Path) -> None:
    draw_font(tmp_path / "print" / "fonts" / "rare.ttf", "Our Rare", "张\ue5e5")
    shelf = FontShelf((tmp_path, THEME), "zh-CN", Problems())
    assert "Our Rare" in shelf.stack
    assert shelf.has_all("Our Rare", "张\ue5e5")
    assert not shelf.has_all("Our Rare", "张三")


def test_a_font_that_the_engine_would_leave_out_is_named_at_its_file(tmp_path: Path) -> None:
    draw_font(tmp_path / "ours" / "print" / "fonts" / "half.ttf", "Half", "张", named=False)
    problems = Problems()
    Engine((tmp_path / "ours", THEME), "zh-CN", str, problems)
    assert [(problem.code, problem.place.file) for problem in problems.sorted()] == [("broken-font", "themes/ours/print/fonts/half.ttf")]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("fonts/x.ttf", "no font", "broken-font"),
        ("faces.json", "{", "broken-faces"),
        ("faces.json", '{"text": {"zh-CN": "No Such"}, "song": {"zh-CN": "Noto Serif SC"}, "brush": {"zh-CN": "Ma Shan Zheng"}}', "broken-faces"),
    ],
)
def test_what_is_wrong_with_the_fonts_of_a_theme_is_named_at_its_file(tmp_path: Path, name: str, text: str, code: str) -> None:
    file = tmp_path / "ours" / "print" / name
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    problems = Problems()
    FontShelf((tmp_path / "ours", THEME), "zh-CN", problems)
    assert [(problem.code, problem.place.file) for problem in problems.sorted()] == [(code, f"themes/ours/print/{name}")]
