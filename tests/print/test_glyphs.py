"""Characters that are hard to print: set in one face as a whole, or named with what to do; never a box."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from site_builder.print.faces import Text, missing_glyphs, other_faces, shown_texts
from site_builder.print.fonts import FontShelf
from site_builder.problems import Problems
from tests.print.test_fonts import THEME, draw_font
from tests.print.village import glyphs_of, make_site, opened, printed, run, text_of
from tests.seals.sites import edit

RARE = "镕喆堃𬭎㛃䶮𫖯"
PRIVATE_USE, EMOJI, ABSENT = "\ue5e5", "😀", "𪚥"
"""An old GBK code, a picture, and an ideograph of four dragons that none of the fonts has."""


@pytest.fixture(scope="module")
def shelf() -> FontShelf:
    return FontShelf((THEME,), "zh-CN", Problems())


@pytest.mark.parametrize("character", RARE)
def test_a_rare_character_is_drawn_in_one_face_with_the_rest_of_the_name(shelf: FontShelf, character: str) -> None:
    name = f"王{character}"
    assert missing_glyphs([Text("name", "H1", name)], shelf) == []
    faces = other_faces([Text("name", "H1", name)], shelf)
    assert faces == {"brush": {name: "Noto Serif SC"}}


@pytest.mark.parametrize("character", [PRIVATE_USE, EMOJI, ABSENT])
def test_a_character_without_a_font_is_named_with_whose_name_it_is_in(shelf: FontShelf, character: str) -> None:
    texts = list(shown_texts({"rows": [{"who": "H7", "name": f"王{character}"}], "_path": character}))
    assert [(found.who, found.text, found.character) for found in missing_glyphs(texts, shelf)] == [("H7", f"王{character}", character)]


def test_a_name_of_which_no_font_has_all_is_refused_though_each_character_has_one(tmp_path: Path) -> None:
    draw_font(tmp_path / "print" / "fonts" / "rare.ttf", "Our Rare", ABSENT)
    shelf = FontShelf((tmp_path, THEME), "zh-CN", Problems())
    name = f"王{ABSENT}"
    assert [found.character for found in missing_glyphs([Text("name", "H1", name)], shelf)] == [ABSENT]
    assert missing_glyphs([Text("note", "H1", name)], shelf) == [], "a note may be set in several fonts"


def test_every_rare_character_of_the_village_is_printed_with_ink(site: Path) -> None:
    pdf = printed(site, "board", "households", "--period", "2025-Q2")
    drawn = {glyph.character for glyph in glyphs_of(pdf) if glyph.bottom > glyph.top}
    assert set(RARE) <= drawn
    document = pypdfium2.PdfDocument(pdf)
    texts = document[0].get_textpage()
    assert not any(pdfium.FPDFText_HasUnicodeMapError(texts, index) for index in range(texts.count_chars()))
    assert "\ufffd" not in text_of(pdf)


@pytest.mark.parametrize(("character", "code"), [(PRIVATE_USE, "U+E5E5"), (EMOJI, "U+1F600"), (ABSENT, "U+2A6A5")])
def test_the_clerk_is_told_file_line_household_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], character: str, code: str
) -> None:
    site = make_site(tmp_path)
    edit(site, "roster/roster.yaml", "张建国", f"张{character}国")
    edit(site, "points/2025-05.yaml", "note: 上限", f"note: 上限{character}")
    for command in (["board", "households", "--period", "2025-Q2"], ["bulletin"], ["cards"]):
        assert run(site, *command) == 1
        said = [line for line in capsys.readouterr().err.splitlines() if "error" in line]
        assert any(line.startswith("content/roster/roster.yaml:3:") and code in line and "H1" in line and "themes/honor-red/print/fonts/" in line for line in said)
    assert not (site / "print").exists(), "nothing is written"


def test_with_a_font_of_the_village_the_character_is_printed(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    edit(site, "roster/roster.yaml", "张建国", f"张{ABSENT}国")
    draw_font(site / "themes" / "honor-red" / "print" / "fonts" / "ours.ttf", "Ours", f"张国{ABSENT}")
    pdf = printed(site, "board", "households", "--period", "2025-Q2")
    assert f"张{ABSENT}国" in text_of(pdf)
    with opened(pdf) as document:
        fonts = {str(o.FontName).partition("+")[2] for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o}
    assert "Ours" in fonts
    shutil.rmtree(site / "themes")
    assert run(site, "board", "households") == 1
