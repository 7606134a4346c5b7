"""The mistakes that no text file can show: bytes, links, huge files. One function for each case.

Each gets the site folder, into which the case has been laid already, and pytest's monkeypatch.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from PIL import Image

from site_builder.ledger.totals import ScaleTotals
from tests.errors.sealed import SEALED

Make = Callable[[Path, pytest.MonkeyPatch], None]

BATCH = "posted: 2024-03-20\nrecorded_by: 李会计\n"
TEST_ID = "110101199003070628"[:17]
"""A resident id of nobody, without its check character, so that no real-looking one stands in a file."""


def _write(file: Path, data: bytes | str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)


def _batch(data: bytes | str) -> Make:
    return lambda site, _: _write(site / "content" / "points" / "case.yaml", data)


def resident_id() -> str:
    """The id with its check character."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return TEST_ID + "10X98765432"[sum(int(d) * w for d, w in zip(TEST_ID, weights, strict=True)) % 11]


MOBILE = "138" + "0013" + "8000"
CARD = "6222" + "0200" + "0000" + "0000"
"""Without its check digit."""


def card() -> str:
    """The card number with its check digit."""
    for digit in "0123456789":
        number = CARD + digit
        doubled = [int(d) for d in number[-2::-2].translate(str.maketrans("0123456789", "0246813579"))]
        if (sum(doubled) + sum(map(int, number[::-2]))) % 10 == 0:
            return number
    raise AssertionError


def _gb18030(site: Path, _: pytest.MonkeyPatch) -> None:
    _write(site / "content" / "points" / "2024 年 4 月.yaml", BATCH.encode("gb18030"))


def _rules_in_gb18030(site: Path, _: pytest.MonkeyPatch) -> None:
    file = site / "content" / "rules" / "rules.yaml"
    file.write_bytes(file.read_text("utf-8").encode("gb18030"))


def _file_name(site: Path, _: pytest.MonkeyPatch) -> None:
    _write(site / "content" / "points" / "case\u200b.yaml", BATCH)


def _too_large(site: Path, _: pytest.MonkeyPatch) -> None:
    with (site / "content" / "points" / "case.yaml").open("wb") as file:
        file.truncate(33 * 1024 * 1024)  # sparse: takes no room on the disk


def _long_body(site: Path, _: pytest.MonkeyPatch) -> None:
    _write(site / "content" / "stories" / "case.md", "---\ntitle: 长篇\n---\n" + "一湾的事。\n" * 20_000)


def _link(site: Path, _: pytest.MonkeyPatch) -> None:
    (site / "content" / "points" / "case.yaml").symlink_to("2024-03.yaml")


def _folder_link(site: Path, _: pytest.MonkeyPatch) -> None:
    (site / "content" / "stories").symlink_to("points")


def _pipe(site: Path, _: pytest.MonkeyPatch) -> None:
    os.mkfifo(site / "content" / "points" / "case.yaml")


def _unreadable(site: Path, patch: pytest.MonkeyPatch) -> None:
    _batch(BATCH)(site, patch)
    _forbid(patch, "open", "case.yaml")


def _unreadable_picture(site: Path, patch: pytest.MonkeyPatch) -> None:
    _picture(site / "content" / "photos" / "a.png")
    _forbid(patch, "read_bytes", "a.png")


def _forbid(patch: pytest.MonkeyPatch, method: str, name: str) -> None:
    """Refuse one file, as the system does to everybody but root."""
    real = getattr(Path, method)

    def guarded(path: Path, *arguments: object, **options: object) -> object:
        if path.name == name:
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments, **options)

    patch.setattr(Path, method, guarded)


def _two_cases(site: Path, _: pytest.MonkeyPatch) -> None:
    for name in ("Story.md", "story.md"):
        _write(site / "content" / "stories" / name, "---\ntitle: 一件小事\n---\n")


def _empty_folder(site: Path, _: pytest.MonkeyPatch) -> None:
    (site / "content" / "storys").mkdir()


def _picture(file: Path, form: str = "PNG") -> bytes:
    file.parent.mkdir(exist_ok=True)
    Image.new("RGB", (40, 40), "red").save(file, form)
    return file.read_bytes()


def _case_of_disk(site: Path, _: pytest.MonkeyPatch) -> None:
    _picture(site / "content" / "photos" / "a.jpg", "JPEG")


def _no_pictures(site: Path, _: pytest.MonkeyPatch) -> None:
    photos = site / "content" / "photos"
    _picture(photos / "moving.gif", "GIF")
    whole = _picture(photos / "half.png")
    (photos / "half.png").write_bytes(whole[: len(whole) // 2])


def _poster(site: Path, _: pytest.MonkeyPatch) -> None:
    """A picture of 10 000 × 5 001 dots: its head alone, which is all that has to be looked at."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 10_000, 5_001, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(head) - 4) + head + struct.pack(">I", zlib.crc32(head))
    end = struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
    _write(site / "content" / "photos" / "poster.png", b"\x89PNG\r\n\x1a\n" + chunk + end)


def _numbers(site: Path, patch: pytest.MonkeyPatch) -> None:
    _batch(
        f"posted: 2024-03-20   # 张建国 {resident_id()}\nrecorded_by: 李会计{MOBILE}\n{MOBILE}: 电话\nrecords:\n"
        f"  - {{date: 2024-03-18, who: 张建国, rule: labor, note: 打到农行卡{card()}}}\n"
    )(site, patch)


def _spaced(site: Path, patch: pytest.MonkeyPatch) -> None:
    wide = MOBILE.translate({ord(digit): ord(digit) - ord("0") + ord("０") for digit in "0123456789"})
    lines = [f"{MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}", f"{MOBILE[:3]}-{MOBILE[3:7]}-{MOBILE[7:]}", f"+86{MOBILE}", wide]
    lines += [f"{resident_id()[:6]} {resident_id()[6:14]} {resident_id()[14:]}"]
    _batch("posted: 2024-03-20\n" + "".join(f"# {line}\n" for line in lines))(site, patch)


def _contact(site: Path, _: pytest.MonkeyPatch) -> None:
    _write(
        site / "content" / "site.yaml",
        f"village: 马场村\ncontact: {{name: 村务监督委员会, phone: {MOBILE}}}\nnotice_days: 7   # 有事打{MOBILE}\n",
    )


def _number_in_name(site: Path, _: pytest.MonkeyPatch) -> None:
    _write(site / "content" / "points" / f"{MOBILE}.yaml", "posted: 三月\n")


def _no_content(site: Path, _: pytest.MonkeyPatch) -> None:
    (site / "content").rename(site / "contents")


def _no_site_file(site: Path, _: pytest.MonkeyPatch) -> None:
    (site / "content" / "site.yaml").unlink()


def _not_adding_up(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(ScaleTotals, "balances", property(lambda _: False))


def _beside(*names: str) -> Make:
    """Empty files beside content/."""

    def make(site: Path, _: pytest.MonkeyPatch) -> None:
        for name in names:
            _write(site / name, "")

    return make


def _theme_of_its_own(site: Path, _: pytest.MonkeyPatch) -> None:
    theme = site / "themes" / "honor-red"
    _write(theme / "static" / "说明.txt", f"本站\n由王大明看管，电话{MOBILE}\n")
    _write(theme / "static" / "王大明.txt", "")
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.append(polib.POEntry(msgid="Boards", msgstr="王大明的榜"))
    words = theme / "locale" / "zh_CN" / "LC_MESSAGES" / "theme.mo"
    words.parent.mkdir(parents=True)
    words.write_bytes(catalogue.to_binary())


def _picture_with_author(site: Path, _: pytest.MonkeyPatch) -> None:
    static = site / "themes" / "honor-red" / "static"
    static.mkdir(parents=True)
    exif = Image.Exif()
    exif[0x013B] = "李会计"
    Image.new("RGB", (20, 20)).save(static / "logo.jpg", exif=exif)
    Image.new("RGB", (20, 20)).save(static / "clean.png")


def _tangled(site: Path, _: pytest.MonkeyPatch) -> None:
    bodies = {
        "brackets": "好的。\n\n" + "[" * 101, "lines": "一行\n" * 3001, "underlines": "一行\n=\n" * 101,
        "deep": "> " * 17 + "太深\n", "tags": ("<x " * 7 + "\n\n") * 3,
    }
    for name, body in bodies.items():
        _write(site / "content" / "stories" / f"{name}.md", f"---\ntitle: {name}\n---\n\n{body}\n")


MADE: dict[str, Make] = {
    "too-tangled": _tangled,
    "not-utf8": _gb18030,
    "not-utf8-utf16": _batch(BATCH.encode("utf-16")),
    "not-utf8-nul": _batch(b"posted: 2024-03-20\0\n"),
    "not-utf8-broken": _batch(b"recorded_by: \xff\xff\xe6\n"),
    "bom-and-crlf": _batch(b"\xef\xbb\xbfposted: 2024-03-20\r\nrecorded_by: \xe6\x9d\x8e\r\nrecord: []\r\n"),
    "broken-rules-file": _rules_in_gb18030,
    "file-name-character": _file_name,
    "yaml-character": _batch("posted: 2024-03-20\nrecorded_by: 李\ufeff会计\n"),
    "file-too-large": _too_large,
    "body-too-large": _long_body,
    "nesting-huge": _batch("posted: " + "[" * 100_000 + "\n"),
    "symbolic-link": _link,
    "symbolic-link-folder": _folder_link,
    "not-a-plain-file": _pipe,
    "unreadable": _unreadable,
    "unreadable-picture": _unreadable_picture,
    "case-differing-file-names": _two_cases,
    "unread-folder": _empty_folder,
    "picture-case": _case_of_disk,
    "not-a-picture": _no_pictures,
    "picture-too-large": _poster,
    "private-number": _numbers,
    "private-number-spaced": _spaced,
    "private-number-contact": _contact,
    "private-number-file-name": _number_in_name,
    "no-site": _no_content,
    "no-site-file": _no_site_file,
    "does-not-reconcile": _not_adding_up,
    "name-in-theme": _theme_of_its_own,
    "picture-metadata": _picture_with_author,
    "site-in-output": _beside(".site-builder.json"),
    "site-in-web-root": _beside(".nojekyll"),
    "site-in-content": _beside("content/dist/.site-builder.json"),
    "exposed-file": _beside("output/2024台账.xlsx", "output/data/points.yaml", "output/.git/HEAD", "output/.git/config", "output/~$a.docx", "output/CNAME"),
    "stray-file": _beside(".cache/2024台账.xlsx", ".cache/pages"),
    **SEALED,
}
