"""Nobody who did not consent to print is named on paper, whatever the document and wherever in it."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from site_builder.cli import run_command
from tests.print.village import CANARIES, MASKED, make_site, opened, run, text_of
from tests.seals.sites import edit


@pytest.fixture(scope="module")
def everything(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every document of the quarter with its pictures."""
    out = tmp_path_factory.mktemp("all")
    assert run(site, "all", "2025-Q2", "--out", str(out), "--png") == 0
    return out


def unpacked(pdf: bytes) -> bytes:
    """Every byte of a document, its streams unpacked, and every string of it as UTF-8."""
    with opened(pdf) as document:
        streams = [o.read_bytes() for o in document.objects if isinstance(o, pikepdf.Stream)]
        strings = re.findall(r'"((?:[^"\\]|\\.)*)"', "\n".join(repr(o) for o in document.objects))
        return b"\n".join([pdf, *streams, "\n".join(strings).encode()])


def test_no_document_holds_a_name_without_consent_for_print(everything: Path) -> None:
    made = sorted(everything.glob("*.pdf"))
    assert len(made) >= 9
    for file in made:
        pdf = file.read_bytes()
        text, data = text_of(pdf), unpacked(pdf)
        for name in CANARIES.values():
            assert name not in text, file.name
            assert name[1:] not in text, file.name
            for encoding in ("utf-8", "utf-16-be", "utf-16-le", "gb18030"):
                assert name.encode(encoding) not in data, file.name


def test_they_stand_there_masked(everything: Path) -> None:
    board = text_of((everything / "board-households-2025-Q2-A3.pdf").read_bytes())
    for name in MASKED.values():
        assert name in board
    bulletin = text_of(next(everything.glob("bulletin-2025-05-20-A4.pdf")).read_bytes())
    assert f"帮{MASKED['H9']}和{MASKED['H10']}家" in bulletin


def test_not_even_a_glyph_is_there_that_only_their_names_need(everything: Path) -> None:
    # Of these, each stands in the hidden middle of a name and nowhere else in the village.
    hidden = set("隐阳葛成未")
    for file in everything.glob("*.pdf"):
        with opened(file.read_bytes()) as document:
            maps = b"".join(o.read_bytes() for o in document.objects if isinstance(o, pikepdf.Stream) and b"beginbfchar" in o.read_bytes())
        for character in hidden:
            assert f"<{ord(character):04X}>".encode() not in maps.upper().replace(b" ", b""), (file.name, character)


def test_pictures_hold_nothing_but_the_page(everything: Path) -> None:
    pictures = sorted(everything.glob("*.png"))
    for document in everything.glob("c*.pdf"):
        pages = len(pypdfium2.PdfDocument(document.read_bytes()))
        assert len(list(everything.glob(f"{document.stem}-[0-9]*.png"))) == pages > 1
    for picture in pictures:
        data = picture.read_bytes()
        chunks = set()
        at = 8
        while at < len(data):
            length = int.from_bytes(data[at : at + 4], "big")
            chunks.add(data[at + 4 : at + 8])
            at += 12 + length
        assert chunks <= {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"pHYs", b"sRGB", b"gAMA", b"cHRM"}, (picture.name, chunks)


def test_a_picture_shows_the_page_that_it_stands_beside(everything: Path) -> None:
    from PIL import Image, ImageChops, ImageStat

    name = "board-households-2025-Q2-A3"
    with Image.open(everything / f"{name}.png") as picture:
        shown = picture.convert("RGB").resize((200, 283))
    page = pypdfium2.PdfDocument((everything / f"{name}.pdf").read_bytes())[0].render(scale=1).to_pil().convert("RGB").resize((200, 283))
    difference = ImageChops.difference(shown, page).convert("L")
    assert ImageStat.Stat(difference).mean[0] < 6


def test_a_mask_for_print_holds_where_the_web_may_name(site: Path, everything: Path) -> None:
    # H10 consented to the web alone.
    cards = text_of((everything / "cards-A4.pdf").read_bytes())
    assert MASKED["H10"] in cards
    assert CANARIES["H10"] not in cards


def test_a_slug_that_the_web_may_name_keeps_nothing_from_being_printed_but_an_id_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = make_site(tmp_path)
    edit(site, "roster/roster.yaml", CANARIES["H10"], "Anna Wang")
    story = site / "content" / "stories" / "anna-wang.md"
    story.parent.mkdir()
    story.write_text("---\ntitle: 一件小事\ndate: 2025-05-01\n---\n谢谢。\n", "utf-8")
    assert run_command(["check", "--site", str(site)]) == 0
    assert run(site, "cards") == 0
    # An id stands on the card itself.
    edit(site, "roster/roster.yaml", "id: H10,", "id: anna-wang,")
    capsys.readouterr()
    assert run_command(["check", "--site", str(site)]) == 0
    assert run(site, "cards") == 1
    assert "error[name-in-address]" in capsys.readouterr().err
