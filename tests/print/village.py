"""A village whose names and notes are hard to print, and readers of what was printed."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp

from site_builder.cli import run_command

AS_OF = "2025-06-01"
BASE = "https://lianwan.example.org/"
SEEN = ("张建国", "李镕基", "孙喆", "周堃", "吴𬭎", "郑㛃", "王䶮", "冯𫖯")
"""Names with consent for print: those of the heads H1…H8."""
CANARIES = {"H9": "欧阳隐藏", "H10": "诸葛只网", "H11": "司马未成年"}
"""Heads that may not be named in print: no consent at all, consent for the web alone, a minor with all consents."""
MASKED = {"H9": "欧**藏", "H10": "诸**网", "H11": "司***年"}
CONSENTS = {"H9": "", "H10": ", consent: [web]", "H11": ", minor: true, consent: [web, print]"}
NOTE = '#panic("x") *粗* $x$ \\ @y _斜_ `码` <标> // 注 {date}'
"""What would be markup or code, if it were not only data."""

SITE = f"""village: 马场村
town: 熊口镇
county: 潜江市
language: zh-CN
base_url: {BASE}
notice_days: 7
contact: {{name: 村务监督委员会, phone: 0728-0000000}}
scales:
  - {{id: points, name: 积分, decimals: 1}}
  - {{id: party, name: 党员积分, account: person, for: party_member, base: 60, redeemable: false, levels: [{{name: 五星, from: 62}}]}}
boards:
  - {{id: households, title: 积分红榜, scale: points, periods: [month, quarter, year, all]}}
  - {{id: people, title: 个人榜, scale: points, rank: person, periods: [quarter]}}
  - {{id: teams, title: 湾组榜, scale: points, rank: group, measure: per_household, periods: [quarter]}}
  - {{id: stars, title: 党员榜, scale: party, measure: standing, periods: [year]}}
"""
RULES = """categories:
  - {id: work, name: 出力}
  - {id: order, name: 治理, limits: [{max: 20, per: month}]}
rules:
  - {id: labor, name: 出工, category: work, points: 3, unit: 工日}
  - {id: advice, name: 建言, category: order, range: [1, 15]}
  - {id: litter, name: 乱倒垃圾, category: order, points: -5}
  - {id: talk, name: 夜话, category: work, scale: party, points: 2}
  - {id: report, name: 上报纠纷, category: order, points: 4, confidential: true}
"""


def heads() -> dict[str, str]:
    """The name of each household's head."""
    return {f"H{number}": name for number, name in enumerate(SEEN, start=1)} | CANARIES


def _roster() -> str:
    lines = ["groups: [{id: g1, name: 一湾}, {id: g2, name: 二湾}]", "households:"]
    for number, (id, name) in enumerate(heads().items()):
        consent = CONSENTS.get(id, ", consent: [print]")
        lines.append(
            f"  - {{id: {id}, group: g{number % 2 + 1}, members: "
            f"[{{id: P{id[1:]}, name: {name}, head: true, roles: [party_member]{consent}}}]}}"
        )
    return "\n".join(lines) + "\n"


def _points() -> str:
    lines = ["posted: 2025-05-20", "recorded_by: 李会计", "reviewed_by: [村务监督委员会]", "records:"]
    for number, id in enumerate(heads()):
        lines.append(f"  - {{date: 2025-04-{number + 1:02}, who: P{id[1:]}, rule: labor, qty: {20 - number}}}")
    lines += [
        f"  - {{date: 2025-05-02, who: H1, rule: advice, points: 15, note: '{NOTE}'}}",
        "  - {date: 2025-05-03, who: H1, rule: advice, points: 9, note: 上限}",
        "  - {date: 2025-05-04, who: H2, rule: litter}",
        "  - {date: 2025-05-05, who: H3, rule: report}",
        f"  - {{date: 2025-05-06, who: H4, rule: advice, points: 2, note: 帮{CANARIES['H9']}和{CANARIES['H10']}家}}",
        "  - {date: 2025-05-07, who: P1, rule: talk}",
    ]
    return "\n".join(lines) + "\n"


def make_site(site: Path) -> Path:
    """Write the village."""
    files = {"site.yaml": SITE, "rules/rules.yaml": RULES, "roster/roster.yaml": _roster(), "points/2025-05.yaml": _points()}
    for path, text in files.items():
        file = site / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return site


def run(site: Path, *arguments: str) -> int:
    """`site-builder print …` in that site, for the day of the tests."""
    return run_command(["print", *arguments, "--as-of", AS_OF, "--site", str(site)])


def printed(site: Path, *arguments: str) -> bytes:
    """The document that a command makes."""
    out = site / "print" / "made.pdf"
    assert run(site, *arguments, "--out", str(out)) == 0
    return out.read_bytes()


# --- reading what was printed ---------------------------------------------------------------


class Glyph(NamedTuple):
    """A character on a page, with the box of its ink in millimetres from the top left."""

    character: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    """Of its font, in points."""


MM = 25.4 / 72


def text_of(pdf: bytes) -> str:
    """All text in the order of the document, without white space."""
    return re.sub(r"\s+", "", "".join(texts_of(pdf)))


def texts_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def glyphs_of(pdf: bytes, page: int = 0) -> list[Glyph]:
    """Every character with ink on a page."""
    drawn = pypdfium2.PdfDocument(pdf)[page]
    height = drawn.get_height()
    texts = drawn.get_textpage()
    found = []
    high = 0
    for index in range(texts.count_chars()):
        left, bottom, right, top = texts.get_charbox(index)
        point, size = pdfium.FPDFText_GetUnicode(texts, index), pdfium.FPDFText_GetFontSize(texts, index)
        if 0xD800 <= point < 0xDC00:
            high = point
            continue
        if 0xDC00 <= point < 0xE000:
            point = 0x10000 + ((high - 0xD800) << 10) + point - 0xDC00
        if right > left and point > 32:
            found.append(Glyph(chr(point), left * MM, (height - top) * MM, right * MM, (height - bottom) * MM, size))
    return found


def codes_of(pdf: bytes, page: int = 0, dpi: int = 100) -> dict[str, tuple[float, float]]:
    """The address of every QR code on a page as it is rasterised, and where its middle is, in millimetres."""
    picture = pypdfium2.PdfDocument(pdf)[page].render(scale=dpi / 72).to_pil()
    found = {}
    for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode):
        at = code.position
        middle = (at.top_left.x + at.bottom_right.x) / 2, (at.top_left.y + at.bottom_right.y) / 2
        found[code.text] = (middle[0] * 25.4 / dpi, middle[1] * 25.4 / dpi)
    return found


def opened(pdf: bytes) -> pikepdf.Pdf:
    """The document as objects."""
    return pikepdf.open(io.BytesIO(pdf))


