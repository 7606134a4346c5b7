"""Takes pictures of every kind of page of the sample village: `python tools/contact_sheet.py [FOLDER]`.

Writes docs/contact-sheet-phone.webp and docs/contact-sheet-desk.webp: each kind of page at 360 px (light,
dark, large print) and at 1280 px (light, dark), from its top; and docs/front.webp, three of them beside the
board for the wall. With a FOLDER the whole pages are put there
too, one PNG each, to be looked at closely. Needs the extra `[test]` and a Chromium.
"""

from __future__ import annotations

import sys
import tempfile
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402 - the path above leads to what follows
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from site_builder.cli import run_command  # noqa: E402
from tests.conftest import SAMPLE_DAY, launched  # noqa: E402
from tests.test_pages_browser import KINDS, find  # noqa: E402

PHONE, DESK = (360, 740), (1280, 900)
LOOKS = {"light": ("light", False), "dark": ("dark", False), "large": ("light", True)}
MOST_HIGH = 20_000
PALE = "#8a8a8a"
FRONT = ("home", "household", "activity")
Tiles = list[Image.Image]


def main(folder: Path | None) -> None:
    """Build the sample, take the pictures, put the sheets together."""
    with tempfile.TemporaryDirectory() as out, sync_playwright() as playwright:
        site = Path(out) / "output"
        if run_command(["build", "--site", str(ROOT), "--as-of", SAMPLE_DAY.isoformat(), "--output", str(site)]):
            sys.exit(1)
        browser = launched(playwright)
        phone = taken(browser, site, PHONE, ("light", "dark", "large"), folder)
        desk = taken(browser, site, DESK, ("light", "dark"), folder)
        browser.close()
    front([phone[list(KINDS).index(kind)] for kind in FRONT]).save(ROOT / "docs" / "front.webp", quality=70, method=6)
    sheet(phone, (150, 308), 9).save(ROOT / "docs" / "contact-sheet-phone.webp", quality=55, method=6)
    sheet(desk, (232, 163), 9).save(ROOT / "docs" / "contact-sheet-desk.webp", quality=50, method=6)


def taken(browser: Browser, site: Path, size: tuple[int, int], looks: tuple[str, ...], folder: Path | None) -> Tiles:
    """Every kind of page at one size of screen, look by look."""
    tiles: Tiles = []
    for look in looks:
        scheme, large = LOOKS[look]
        page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
        for kind in KINDS:
            page.goto(find(site, kind).as_uri())
            if large and page.locator("#_l").count() and not page.is_checked("#_l"):
                page.click("label[for=_l]")
            page.evaluate("for (const one of document.images) one.loading = 'eager'")
            page.wait_for_load_state("networkidle")
            page.evaluate("scrollTo(0, 0)")
            tiles.append(Image.open(BytesIO(page.screenshot())).convert("RGB"))
            if folder:
                high = min(MOST_HIGH, page.evaluate("document.documentElement.scrollHeight"))
                whole = {"x": 0, "y": 0, "width": size[0], "height": high}
                page.screenshot(path=folder / f"{size[0]}-{look}-{kind.replace(' ', '-')}.png", clip=whole, full_page=True)
        page.close()
    return tiles


def board() -> Image.Image:
    """The board for the wall, as it is printed."""
    with tempfile.TemporaryDirectory() as out:
        options = ["--site", str(ROOT), "--as-of", SAMPLE_DAY.isoformat(), "--out", str(Path(out) / "board.pdf"), "--png"]
        if run_command(["print", "board", "households", "--period", "2026-Q3", "--paper", "A3", *options]):
            sys.exit(1)
        (picture,) = Path(out).rglob("*.png")
        return Image.open(picture).convert("RGB")


def front(phones: Tiles) -> Image.Image:
    """Pages on phones beside the board for the wall, all of one height."""
    pictures = [*phones, board()]
    high, gap = 560, 14
    shown = [one.resize((round(one.width * high / one.height), high), Image.Resampling.LANCZOS) for one in pictures]
    whole = Image.new("RGB", (sum(one.width + gap for one in shown) + gap, high + 2 * gap), PALE)
    left = gap
    for one in shown:
        whole.paste(one, (left, gap))
        left += one.width + gap
    return whole


def sheet(tiles: Tiles, size: tuple[int, int], across: int) -> Image.Image:
    """All of them in rows, in the order in which they were taken."""
    gap = 6
    down = -(-len(tiles) // across)
    whole = Image.new("RGB", (across * (size[0] + gap) + gap, down * (size[1] + gap) + gap), PALE)
    for number, tile in enumerate(tiles):
        x, y = number % across, number // across
        whole.paste(tile.resize(size, Image.Resampling.LANCZOS), (gap + x * (size[0] + gap), gap + y * (size[1] + gap)))
    return whole


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if chosen:
        chosen.mkdir(parents=True, exist_ok=True)
    main(chosen)
