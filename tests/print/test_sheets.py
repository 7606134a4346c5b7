"""What stands on paper is what is published, whole and in order, on pages of the exact size."""

from __future__ import annotations

import datetime
import io
import os
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.misc.psCharStrings import T2WidthExtractor

from site_builder.print.board import board_sheet
from site_builder.print.bulletin import bulletin_sheet
from site_builder.print.cards import cards_sheet
from site_builder.print.certificates import certificates_sheet
from site_builder.print.engine import Sheet
from site_builder.print.origins import origins, shares
from site_builder.print.papers import INK, PAPERS, paper
from site_builder.publication.model import Board, Row, Who
from tests.print.conftest import Press
from tests.print.village import AS_OF, BASE, Glyph, codes_of, glyphs_of, opened, printed, text_of, texts_of
from tests.seals import sites as sealed

MM = 25.4 / 72
MISREAD = {"PDFA2A-TRUETYPE-GLYPH-WIDTH-001", "PDFUA1-FONT-GLYPH-WIDTH-001", "PDFA2A-STREAM-LENGTH-001"}
"""What this validator gets wrong, so that it is looked at below: widths in CFF fonts with two matrices, and the length of
streams whose last byte looks like the beginning of a line's end."""
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "伟芳娜敏静丽强磊军洋勇艳杰娟涛超"


def board_of(press: Press, id: str, period: str) -> Board:
    return next(board for board in press.context.boards(id) if board.period.id == period)


def long_board(press: Press, count: int) -> Board:
    """The board of households with as many rows as wanted, each with a name of its own."""
    board = board_of(press, "households", "2025-Q2")
    rows = []
    for number in range(count):
        name = SURNAMES[number % 16] + GIVEN[number // 16 % 16] + GIVEN[number // 256 % 16]
        rows.append(Row(number + 1, None, f"H{number}", name, "一二三四五六"[number % 6] + "湾", "", Decimal(9000 - number) / 10, None, None))
    return replace(board, rows=tuple(rows))


def boxes_of(pdf: bytes) -> list[list[float]]:
    """MediaBox and TrimBox of the first page, as they are written in it, in millimetres."""
    with opened(pdf) as document:
        page = document.pages[0].obj
        return [[float(edge) * MM for edge in page[name]] for name in ("/MediaBox", "/TrimBox")]


def height(glyph: Glyph) -> float:
    return glyph.bottom - glyph.top


# --- boards -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "landscape", "count"),
    [("A4", False, 500), ("A4", True, 5), ("A3", False, 120), ("A3", True, 500), ("A2", False, 30), ("A1", True, 240), ("A0", False, 500), ("A0", True, 8)],
)
def test_a_board_is_one_page_with_every_row_in_order(press: Press, size: str, landscape: bool, count: int) -> None:
    board, on = long_board(press, count), paper(size, landscape=landscape)
    pdf = press.pdf(board_sheet(press.context, board, on))
    assert len(texts_of(pdf)) == 1
    text = text_of(pdf)
    at = 0
    for row in board.rows[:3]:
        at = text.index(f"{row.rank}{row.name}{row.group}{row.points}分", at) + 1
    for row in board.rows[3:]:
        at = text.index(f"{row.rank}{row.name}{row.group}{row.points}", at) + 1
    listed = text[text.index("各组上榜情况") :]
    for share in shares(board):
        assert f"{share.group}{share.places}" in listed
    for box in boxes_of(pdf):
        assert abs(box[2] - box[0] - on.width) < 0.1
        assert abs(box[3] - box[1] - on.height) < 0.1
    glyphs = glyphs_of(pdf)
    assert all(glyph.left >= 0 and glyph.right <= on.width and glyph.top >= 0 and glyph.bottom <= on.height for glyph in glyphs)
    assert max(glyph.bottom for glyph in glyphs) < on.height - 4 * on.scale, "something stands on the frame"
    drawn = re.sub(r"\s+", "", "".join(glyph.character for glyph in glyphs))
    last = drawn.rindex(board.rows[-1].name)
    assert min(height(glyph) for glyph in glyphs[last : last + 3]) >= on.least * INK * 0.78, "the last row is too small"


@pytest.mark.parametrize("size", PAPERS)
def test_the_first_places_stand_out_as_high_as_was_promised(press: Press, size: str) -> None:
    board, on = long_board(press, 60), paper(size)
    glyphs = glyphs_of(press.pdf(board_sheet(press.context, board, on)))
    text = "".join(glyph.character for glyph in glyphs)
    at = text.index(board.rows[0].name)
    tallest = max(height(glyph) for glyph in glyphs[at : at + 3])
    assert tallest >= on.first * INK * 0.8
    others = text.index(board.rows[40].name)
    assert tallest > max(height(glyph) for glyph in glyphs[others : others + 3])


@pytest.mark.parametrize(("size", "landscape", "most"), [("A4", False, "9"), ("A4", True, "900.0"), ("A3", False, "900.0"), ("A0", False, "9"), ("A0", True, "9")])
def test_no_character_of_a_full_board_lies_on_another_and_each_row_is_one_line(press: Press, size: str, landscape: bool, most: str) -> None:
    board, on = long_board(press, 500), paper(size, landscape=landscape)
    if most == "9":
        board = replace(board, rows=tuple(row._replace(points=Decimal(9)) for row in board.rows))
    glyphs = glyphs_of(press.pdf(board_sheet(press.context, board, on)))
    text = "".join(glyph.character for glyph in glyphs)
    for row in board.rows[10::97]:
        at = text.index(f"{row.rank}{row.name}{row.group}{row.points}")
        line = glyphs[at : at + len(f"{row.rank}{row.name}{row.group}{row.points}")]
        assert max(glyph.bottom for glyph in line) - min(glyph.top for glyph in line) < max(map(height, line)) * 1.25
    begins, ends = text.index("名次"), text.index("这些分从哪里来")
    rows = sorted(glyphs[begins:ends], key=lambda glyph: glyph.left)
    assert len(rows) > 3000
    for number, glyph in enumerate(rows):
        for other in rows[number + 1 : number + 80]:
            if other.left >= glyph.right:
                break
            overlap = min(glyph.right, other.right) - other.left, min(glyph.bottom, other.bottom) - max(glyph.top, other.top)
            assert min(overlap) < 0.2 * on.scale, (glyph, other)


def test_a_very_long_name_stays_on_its_slip_and_on_its_certificate(press: Press) -> None:
    board = long_board(press, 5)
    long = "阿卜杜热合曼伊敏江买买提吐尔逊"
    board = replace(board, rows=(board.rows[0]._replace(name=long), *board.rows[1:]))
    for sheet in (board_sheet(press.context, board, paper("A4")), certificates_sheet(press.context, board, paper("A4", landscape=True))):
        glyphs = glyphs_of(press.pdf(sheet))
        at = "".join(glyph.character for glyph in glyphs).rindex(long)
        name = glyphs[at : at + len(long)]
        assert max(glyph.bottom for glyph in name) - min(glyph.top for glyph in name) < 20, "on one line"
        assert min(glyph.left for glyph in name) > 8
        assert max(glyph.right for glyph in name) < sheet.paper.width - 8


def test_a_board_of_groups_is_headed_as_one(press: Press) -> None:
    groups = replace(long_board(press, 6), rank="group")
    assert "名次组别积分" in text_of(press.pdf(board_sheet(press.context, groups, paper("A3"))))
    assert "名次姓名积分" in text_of(press.pdf(board_sheet(press.context, long_board(press, 6), paper("A3"))))


def test_thanks_fill_the_room_that_a_short_board_leaves(press: Press) -> None:
    short, full = (text_of(press.pdf(board_sheet(press.context, long_board(press, count), paper("A3")))) for count in (6, 60))
    assert "感谢每一户为村里出力" in short
    assert "感谢每一户为村里出力" not in full


def test_rows_of_a_short_board_grow_with_the_paper(press: Press) -> None:
    ems = {name: board_sheet(press.context, long_board(press, 20), paper(name)).model["_layout"]["grid"]["em"] for name in ("A3", "A1", "A0")}
    assert ems["A1"] / ems["A3"] == pytest.approx(2.0, rel=0.05)
    assert ems["A0"] / ems["A3"] == pytest.approx(2.83, rel=0.05)


def test_both_codes_of_a_board_lead_to_their_pages(press: Press) -> None:
    for size in ("A4", "A0"):
        board = board_of(press, "households", "2025-Q2")
        found = codes_of(press.pdf(board_sheet(press.context, board, paper(size))))
        assert set(found) == {BASE + board.period.href, BASE + "verify.html"}


def test_where_the_points_came_from_adds_up_to_the_points_on_the_board(press: Press) -> None:
    for board in press.context.publication.boards:
        found = origins(board, press.context.publication)
        if board.rank == "group":
            assert not found
            continue
        base = board.scale.base if board.measure == "standing" else 0
        assert sum(origin.points for origin in found) == sum(row.points - base for row in board.rows)
        assert sum(share.places for share in shares(board)) == len(board.rows)
    quarter = board_of(press, "households", "2025-Q2")
    by_category = {origin.category: origin.points for origin in origins(quarter, press.context.publication)}
    # 20 + 19 + … + 10 days of labour at 3 points, 15 + 5 (limited) + 2 points of advice, −5 and 4 not itemised.
    assert by_category == {"出力": Decimal(3 * sum(range(10, 21))), "治理": Decimal(22), "": Decimal(-1)}
    month = origins(board_of(press, "households", "2025-05"), press.context.publication)
    assert {origin.category: origin.points for origin in month} == {"治理": Decimal(22), "": Decimal(4)}
    text = text_of(press.pdf(board_sheet(press.context, quarter, paper("A3"))))
    assert "出力495.0" in text
    assert "不逐笔公布的−1.0" in text


def test_a_board_says_whose_it_is_until_when_and_where_one_objects(press: Press) -> None:
    text = text_of(press.pdf(board_sheet(press.context, board_of(press, "stars", "2025"), paper("A2", landscape=True))))
    for said in ("潜江市", "马场村", "党员榜", "2025年", "截至2025年6月1日", "这一期还没有结束", "村务监督委员会0728-0000000", "盖章处", "五星"):
        assert said in text, said


def test_a_board_of_a_closed_period_shows_the_digest_of_its_seal_and_what_moved_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = sealed.make_site(tmp_path)
    sealed.set_today(monkeypatch)
    sealed.close(site, "2024-Q1")
    digest = re.search(r'"([0-9a-f]{64})"', (site / "content" / "seals" / "2024-Q1.yaml").read_text("utf-8"))
    assert digest is not None
    text = text_of(printed(site, "board", "households", "--period", "2024-Q1"))
    assert digest[1] in text
    assert f"{digest[1][:4]}{digest[1][4:8]}" in text.replace(digest[1], "")
    assert "随2024年第一季度封账，共11笔" in text
    assert "积分：发46.5，扣5.0，更正0.0，兑换12.0，过期0.0" in text
    assert "盖章处" in text
    later = text_of(printed(site, "board", "households", "--period", "all"))
    assert "这一期还没有结束" in later
    assert "最近一次封账：2024年第一季度，共11笔" in later
    assert "积分：发46.5，扣5.0，更正0.0，兑换12.0，过期0.0" in later
    assert digest[1] in later
    assert f"{digest[1][:4]}{digest[1][4:8]}" not in later.replace(digest[1], ""), "a stamp on a board that is not closed"


@pytest.mark.parametrize(("size", "landscape"), [("A4", False), ("A4", True), ("A0", False)])
def test_however_much_there_is_to_say_nothing_leaves_its_place(press: Press, size: str, landscape: bool) -> None:
    on = paper(size, landscape=landscape)
    for count, closes in ((8, True), (8, False), (120, True), (120, False)):
        sheet = board_sheet(press.context, long_board(press, count), on)
        total = {"scale": "党员先锋积分", "issued": "123456.0", "deducted": "1234.0", "corrected": "−12.0", "redeemed": "99999.0", "expired": "0.0"}
        seal = {"closes": closes, "stamp": ["abcd", "ef01"], "digest": "ab" * 32, "period": "2025年第二季度", "entries": "1234", "totals": [total] * 5}
        origins_ = [{"category": f"积分+社区治理与建设{number}", "points": "123.0", "_share": 0.5} for number in range(14)]
        groups = [{"group": f"荷塘{number}湾", "count": "12", "points": "1234.5"} for number in range(24)]
        made = press.pdf(replace(sheet, model={**sheet.model, "seal": seal, "origins": origins_, "groups": groups}))
        glyphs = glyphs_of(made)
        assert max(glyph.bottom for glyph in glyphs) < on.height - 4 * on.scale
        by_line = sorted(glyphs, key=lambda glyph: glyph.top)
        for number, glyph in enumerate(by_line):
            for other in by_line[number + 1 : number + 200]:
                if other.top >= glyph.bottom:
                    break
                assert min(min(glyph.right, other.right) - max(glyph.left, other.left), glyph.bottom - other.top) < 0.4 * on.scale, (glyph, other)


# --- bulletins -----------------------------------------------------------------------------------


def bulletin(press: Press, *, large: bool) -> bytes:
    return press.pdf(bulletin_sheet(press.context, press.context.publication.editions[0], paper("A4"), large=large))


@pytest.mark.parametrize("large", [False, True])
def test_a_bulletin_holds_every_entry_in_order_with_its_sums(press: Press, large: bool) -> None:
    pdf = bulletin(press, large=large)
    text = text_of(pdf)
    posted = press.context.publication.posted[0].make()
    entries = [entry for batch in posted.batches for entry in batch.entries]
    assert len(entries) == 15
    at = 0
    for number, entry in enumerate(entries, start=1):
        at = text.index(f"{number}{entry.account.name}{entry.account.group}{entry.rule.text}", at)
        at = text.index(re.sub(r"\s+", "", entry.note), at)
        at = text.index(f"+{entry.points}", at)
    edition = press.context.publication.editions[0]
    assert f"积分+{edition.issued['points']}−{edition.deducted['points']}{edition.issued['points'] - edition.deducted['points']}" in text
    assert "照细则+9.0分" in text
    assert "共17笔" in text
    assert "有意见请在2025年5月26日前提出" in text or "公示到2025年5月26日为止" in text


@pytest.mark.parametrize(("large", "least"), [(False, 12.0), (True, 16.0)])
def test_nothing_in_a_bulletin_is_too_small_for_old_eyes(press: Press, large: bool, least: float) -> None:
    pdf = bulletin(press, large=large)
    for number in range(len(texts_of(pdf))):
        # Below and above stands what is said on every page.
        body = [glyph for glyph in glyphs_of(pdf, number) if (60 if number == 0 else 18) < glyph.top < 279]
        assert min(glyph.size for glyph in body) >= least - 0.01


def many_entries(press: Press, count: int) -> Sheet:
    """A bulletin with as many entries as wanted."""
    sheet = bulletin_sheet(press.context, press.context.publication.editions[0], paper("A4"), large=False)
    row = sheet.model["batches"][0]["rows"][3]
    rows = [{**row, "number": str(number), "name": SURNAMES[number % 16] + GIVEN[number // 16 % 16]} for number in range(1, count + 1)]
    return replace(sheet, model={**sheet.model, "batches": [{**sheet.model["batches"][0], "rows": rows}], "quiet": []})


@pytest.mark.parametrize("count", [1, 2, 12, 13, 14, 28, 29, 30, 31, 32])
def test_signatures_never_stand_alone_on_a_page(press: Press, count: int) -> None:
    pages = [re.sub(r"\s+", "", text) for text in texts_of(press.pdf(many_entries(press, count)))]
    assert "盖章处" in pages[-1]
    assert not any("盖章处" in text for text in pages[:-1])
    on_last = sum(f"{number}{SURNAMES[number % 16]}{GIVEN[number // 16 % 16]}" in pages[-1] for number in range(1, count + 1))
    assert on_last >= min(3, count)


def test_every_page_of_a_bulletin_repeats_its_head_and_says_which_it_is(press: Press) -> None:
    pages = [re.sub(r"\s+", "", text) for text in texts_of(press.pdf(many_entries(press, 60)))]
    assert len(pages) > 3
    for number, text in enumerate(pages, start=1):
        assert f"第{number}页，共{len(pages)}页" in text
        assert "序号所在户事由积分" in text


# --- certificates and cards ---------------------------------------------------------------------


def test_each_on_a_board_gets_a_certificate_with_name_place_and_points(press: Press) -> None:
    board = board_of(press, "households", "2025-Q2")
    pages = [re.sub(r"\s+", "", text) for text in texts_of(press.pdf(certificates_sheet(press.context, board, paper("A4", landscape=True))))]
    assert len(pages) == len(board.rows)
    for text, row, place in zip(pages, board.rows, ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"), strict=True):
        assert row.name in text
        assert f"第{place}名" in text
        assert f"{row.points}分" in text
        assert "“积分红榜”" in text


def test_a_name_is_written_with_the_brush_as_a_whole_or_not_at_all(press: Press) -> None:
    board = board_of(press, "households", "2025-Q2")
    pdf = press.pdf(certificates_sheet(press.context, board, paper("A4", landscape=True)))
    sizes = {}
    for number, row in enumerate(board.rows):
        glyphs = glyphs_of(pdf, number)
        text = "".join(glyph.character for glyph in glyphs)
        name = glyphs[text.index(row.name, 2) : text.index(row.name, 2) + len(row.name)]
        # Whatever the face, a whole name is set in one size.
        sizes[row.name] = {round(glyph.size, 1) for glyph in name}
    assert all(len(one) == 1 for one in sizes.values())
    model = press.engine._data(certificates_sheet(press.context, board, paper("A4")), datetime.date(2025, 6, 1), 0.0)
    plain = model["faces"]["brush"]
    assert plain["李镕基"] == plain["冯𫖯"] == "Noto Serif SC"
    assert "张建国" not in plain


def test_each_door_card_has_a_code_that_leads_to_the_household_beside_it(press: Press) -> None:
    pdf = press.pdf(cards_sheet(press.context, paper("A4")))
    households = [who for group in press.context.publication.groups for who in group.households]
    assert len(texts_of(pdf)) == 2
    for number in range(2):
        codes, glyphs = codes_of(pdf, number), glyphs_of(pdf, number)
        text = "".join(glyph.character for glyph in glyphs)
        here = households[number * 10 : number * 10 + 10]
        assert set(codes) == {f"{BASE}{who.href}" for who in here}
        for who in here:
            name, code = glyphs[text.index(who.name)], codes[BASE + who.href]
            assert 0 < code[0] - name.left < 80, "the name stands to the left of its code"
            assert abs(code[1] - name.top) < 27, "on the same card"
            assert (code[0] > 105) == (name.left > 105)


def test_every_card_of_a_large_village_reads_as_its_own_household(press: Press) -> None:
    count = int(os.environ.get("CARDS", "30"))
    group = press.context.publication.groups[0]
    homes = tuple(Who("household", f"H{n:04}", SURNAMES[n % 16] + GIVEN[n // 16 % 16] + GIVEN[n // 256 % 16], group.name, f"households/H{n:04}.html") for n in range(count))
    context = replace(press.context, publication=replace(press.context.publication, groups=(group._replace(households=homes),)))
    pdf = press.pdf(cards_sheet(context, paper("A4")))
    for number in range(-(-count // 10)):
        codes, glyphs = codes_of(pdf, number), glyphs_of(pdf, number)
        text = "".join(glyph.character for glyph in glyphs)
        for who in homes[number * 10 : number * 10 + 10]:
            name, code = glyphs[text.index(who.name)], codes[BASE + who.href]
            assert 0 < code[0] - name.left < 80
            assert abs(code[1] - name.top) < 27


def test_cut_marks_stand_at_every_corner_of_the_cards(press: Press) -> None:
    pdf = press.pdf(cards_sheet(press.context, paper("A4")))
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=300 / 72).to_pil().convert("L")

    def inked(x: float, y: float) -> bool:
        """Whether there is a thin line at that place, in millimetres."""
        dots = [picture.getpixel((round(x / 25.4 * 300) + dx, round(y / 25.4 * 300) + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        return min(dots) < 200

    columns, rows = [15, 105, 195], [13.5 + 54 * number for number in range(6)]
    for x in columns:
        assert inked(x, 13.5 - 5)
        assert inked(x, rows[-1] + 5)
    for y in rows:
        assert inked(15 - 5, y)
        assert inked(195 + 5, y)
        for x in columns:
            assert inked(x, y)
    assert not inked(15 - 5, 20), "a line goes through where there is none to cut"


# --- the files themselves -------------------------------------------------------------------------


def every_kind(press: Press) -> dict[str, Sheet]:
    board = board_of(press, "households", "2025-Q2")
    return {
        "board": board_sheet(press.context, board, paper("A2")),
        "teams": board_sheet(press.context, board_of(press, "teams", "2025-Q2"), paper("A4")),
        "bulletin": bulletin_sheet(press.context, press.context.publication.editions[0], paper("A4"), large=True),
        "certificates": certificates_sheet(press.context, board, paper("A4", landscape=True)),
        "cards": cards_sheet(press.context, paper("A4")),
    }


@pytest.mark.parametrize("kind", ["board", "teams", "bulletin", "certificates", "cards"])
def test_a_document_is_fit_for_archives_and_for_readers_aloud(press: Press, kind: str) -> None:
    sheet = every_kind(press)[kind]
    pdf = press.pdf(sheet)
    for profile in (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1):
        failed = {failure.rule_id for failure in page.validate_pdf_bytes(pdf, profile=profile).failures}
        assert failed <= MISREAD, failed
    for stream in re.finditer(rb"/Length (\d+)[^>]*>>\nstream\n", pdf):
        assert pdf[stream.end() + int(stream[1]) :].startswith(b"\nendstream")
    with opened(pdf) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang).startswith("zh")
        assert document.Root.ViewerPreferences.DisplayDocTitle
        metadata = document.Root.Metadata.read_bytes()
        assert b"<pdfaid:conformance>A<" in metadata
        assert b"<pdfuaid:part>1<" in metadata
        assert sheet.title in metadata.decode()
        assert f"{AS_OF}T00:00:00" in metadata.decode()
        elements = [o for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o and "/P" in o]
        kinds = [str(element.S) for element in elements]
        assert kinds.count("/H1") >= 1
        assert all("/Alt" in element for element in elements if element.S == "/Figure")
        rows = [element for element in elements if element.S == "/TR"]
        assert not rows or kinds.count("/TH") >= 2
        for font in (o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"):
            assert re.match(r"/[A-Z]{6}\+", str(font.FontName)), "not subset"
            assert "/FontFile2" in font or "/FontFile3" in font, "not embedded"


@pytest.mark.parametrize("theme", ["honor-red", "ink"])
@pytest.mark.parametrize("kind", ["board", "bulletin", "certificates", "cards"])
def test_every_character_stands_out_from_what_is_behind_it(theme: str, kind: str, request: pytest.FixtureRequest) -> None:
    press: Press = request.getfixturevalue("press" if theme == "honor-red" else "ink_press")
    pdf = press.pdf(every_kind(press)[kind])
    dpi = 150
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil().convert("L")
    for glyph in glyphs_of(pdf):
        box = [round(edge * dpi / 25.4) for edge in (glyph.left, glyph.top, glyph.right, glyph.bottom)]
        darkest, lightest = picture.crop((box[0] - 1, box[1] - 1, box[2] + 2, box[3] + 2)).getextrema()
        assert lightest - darkest > 90, glyph


def test_widths_of_glyphs_are_those_of_their_fonts(press: Press) -> None:
    compared = 0
    with opened(press.pdf(every_kind(press)["certificates"])) as document:
        for font in (o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Subtype") == "/CIDFontType0"):
            fonts = CFFFontSet()
            fonts.decompile(io.BytesIO(font.FontDescriptor.FontFile3.read_bytes()), None)
            top, said = fonts[0], widths_of(font)
            for cid, name in enumerate(top.charset):
                private = top.FDArray[top.FDSelect[cid]].Private
                extractor = T2WidthExtractor([], top.GlobalSubrs, private.nominalWidthX, private.defaultWidthX)
                extractor.execute(top.CharStrings[name])
                assert abs(extractor.width - said.get(cid, 1000)) <= 1
                compared += 1
    assert compared > 20


def widths_of(font: pikepdf.Dictionary) -> dict[int, float]:
    """The widths that a document says of a font's glyphs."""
    found: dict[int, float] = {}
    parts = list(font.get("/W", []))
    while parts:
        first, second = int(parts.pop(0)), parts.pop(0)
        if isinstance(second, pikepdf.Array):
            found.update({first + offset: float(width) for offset, width in enumerate(second)})
        else:
            found.update(dict.fromkeys(range(first, int(second) + 1), float(parts.pop(0))))
    return found


def test_the_same_sheet_gives_the_same_bytes(press: Press) -> None:
    kinds = every_kind(press)
    for sheet in kinds.values():
        assert press.pdf(sheet) == press.pdf(sheet)
    one, other = (press.engine.pictures(kinds["teams"], datetime.date(2025, 6, 1)) for _ in range(2))
    assert one == other


def test_bleed_and_crop_marks_go_around_the_paper(press: Press) -> None:
    sheet = board_sheet(press.context, board_of(press, "households", "2025-Q2"), paper("A3"))
    made = press.engine.pdf(sheet, datetime.date(2025, 6, 1), marks=True)
    assert made is not None
    media, trim = boxes_of(made)
    assert [round(trim[2] - trim[0], 1), round(trim[3] - trim[1], 1)] == [297.0, 420.0]
    assert [round(media[2] - media[0], 1), round(media[3] - media[1], 1)] == [317.0, 440.0]
    picture = pypdfium2.PdfDocument(made)[0].render(scale=2).to_pil().convert("RGB")
    at = {mm: picture.getpixel((round(mm / MM * 2), round(220 / MM * 2))) for mm in (5, 8.5)}
    assert at[5] == (255, 255, 255), "outside the bleed is nothing"
    assert at[8.5] == (0xA2, 0x17, 0x0D), "the ground goes on beyond the cut"
