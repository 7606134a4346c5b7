"""Writes all pages of the sample village: `python tests/theme/render_sample.py OUTDIR [LANGUAGE]`. For looking at them."""

from __future__ import annotations

import json
import sys
from io import BytesIO
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

import sample  # noqa: E402 - the path above leads to it
import sample_pages  # noqa: E402
from PIL import Image, ImageDraw  # noqa: E402

from site_builder.problems import Problems  # noqa: E402
from site_builder.publication.model import Publication  # noqa: E402
from site_builder.theme import load_theme  # noqa: E402
from site_builder.theme.pictures import encode  # noqa: E402

_COLOURS = {
    "a": ("#b9c9a5", "#7a5b3a"),
    "b": ("#cbd8de", "#6d7f4f"),
    "before": ("#9aa39a", "#4d4a3c"),
    "after": ("#bcd6e6", "#b03a2a"),
    "rice": ("#efe6d2", "#c8a24a"),
}


def main(out: Path, language: str = "zh-CN") -> None:
    """Write the full village, and the one that begins today into `empty/`."""
    write(sample.publication(), out, language)
    write(sample.empty(), out / "empty", language)


def write(publication: Publication, out: Path, language: str) -> None:
    """Render every page and print what fails."""
    problems = Problems()
    theme = load_theme("honor-red", out / "no-site", language, problems)
    assert theme is not None
    for path, template, context in sample_pages.pages(publication):
        _save(out / path, theme.render(template, context).encode())
    for path, data in theme.static_files().items():
        _save(out / path, data)
    for stem, colours in _COLOURS.items():
        for width in (360, 720):
            _save(out / f"pictures/{stem}-{width}.webp", encode(_drawn(*colours), width))
    rows = json.dumps([list(row) for row in publication.search], ensure_ascii=False)
    _save(out / "search-index.js", f"window.SEARCH={rows}".encode())
    for path, _ in sample_pages.FILES:
        _save(out / "data" / path, b"{}")
    _save(out / "feed.xml", b"<feed xmlns='http://www.w3.org/2005/Atom'/>")
    for problem in problems.sorted():
        print(problem.place, problem.message, problem.values)


def _drawn(sky: str, ground: str) -> bytes:
    """A picture of a sky, a field and a house."""
    picture = Image.new("RGB", (1200, 800), sky)
    draw = ImageDraw.Draw(picture)
    draw.polygon([(0, 420), (500, 330), (1200, 460), (1200, 800), (0, 800)], ground)
    draw.rectangle((640, 280, 930, 520), "#e9dfca")
    draw.polygon([(600, 290), (785, 170), (970, 290)], "#5a4a44")
    out = BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def _save(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
