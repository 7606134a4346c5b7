"""Brings the theme's catalogues up to date: `python tests/theme/update_catalogues.py`.

The English texts of the templates are the keys. zh_CN is written by hand and kept; zh_TW follows
from it by OpenCC and the table below; en is the text itself. Prints what zh_CN still lacks.
"""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract_from_file
from opencc import OpenCC

from site_builder.print.templates import words_of

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "themes" / "honor-red"
LOCALES = ("zh_CN", "zh_TW", "en")
_PLURALS = {
    "zh_CN": "nplurals=1; plural=0;",
    "zh_TW": "nplurals=1; plural=0;",
    "en": "nplurals=2; plural=(n != 1);",
}
_CODE = ("theme/vocabulary.py", "theme/words.py", "print/titles.py")
_TAIWAN = {
    "賬": "帳",
    "籤": "簽",
    "“": "「",
    "”": "」",
    "壪臺": "塆台",
    "聯絡": "聯繫",
    "型別": "類型",
    "手機號、": "手機號碼、",
    "幹成": "做成",
    "志願服務": "志工服務",
    "發布": "發佈",
}
"""What OpenCC does not get right for Taiwan."""

Key = tuple[str, str]


def extract() -> list[Key]:
    """Every text of templates and vocabulary with its plural ("" without), sorted."""
    found: set[Key] = set()
    for file in sorted((THEME / "templates").rglob("*.html")):
        found |= _texts(extract_from_file("jinja2.ext:babel_extract", file, {"_": None, "ngettext": (1, 2)}, options={"trimmed": "true"}))
    for file in sorted((THEME / "print").glob("*.typ")):
        found |= {(text, "") for text in words_of(file.read_text("utf-8"))}
    for name in _CODE:
        found |= _texts(extract_from_file("python", ROOT / "site_builder" / name, {"N_": None}))
    return sorted(found)


def _texts(messages: Any) -> set[Key]:
    """The keys among extracted messages."""
    texts = [message for _, message, *_ in messages]
    return {(text, "") if isinstance(text, str) else (text[0], text[1]) for text in texts}


def catalogue(locale: str) -> Path:
    """The text catalogue of a locale."""
    return THEME / "locale" / locale / "LC_MESSAGES" / "theme.po"


def update() -> list[str]:
    """Write all catalogues; the keys that zh_CN lacks."""
    keys = extract()
    chinese = _chinese(keys)
    taiwan = OpenCC("s2twp").convert
    _write("zh_CN", keys, lambda text: chinese.get(text, ""))
    _write("zh_TW", keys, lambda text: _in_taiwan(taiwan(chinese.get(text, ""))))
    _write("en", keys, None)
    return [text for text, _ in keys if not chinese.get(text)]


def _in_taiwan(text: str) -> str:
    return functools.reduce(lambda all_, pair: all_.replace(*pair), _TAIWAN.items(), text)


def _chinese(keys: list[Key]) -> dict[str, str]:
    """The translations that are there."""
    file = catalogue("zh_CN")
    entries = polib.pofile(str(file)) if file.is_file() else []
    return {entry.msgid: entry.msgstr or entry.msgstr_plural.get(0, "") for entry in entries}


def _write(locale: str, keys: list[Key], translate: Any) -> None:
    """A catalogue as .po and .mo; without a translation the text itself."""
    po = polib.POFile(wrapwidth=110)
    po.metadata = {
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _PLURALS[locale],
    }
    for text, plural in keys:
        po.append(_entry(text, plural, translate))
    file = catalogue(locale)
    file.parent.mkdir(parents=True, exist_ok=True)
    po.save(str(file))
    po.save_as_mofile(str(file.with_suffix(".mo")))


def _entry(text: str, plural: str, translate: Any) -> polib.POEntry:
    if not plural:
        return polib.POEntry(msgid=text, msgstr=translate(text) if translate else text, flags=_flags(text))
    forms = {0: translate(text)} if translate else {0: text, 1: plural}
    return polib.POEntry(msgid=text, msgid_plural=plural, msgstr_plural=forms, flags=_flags(text))


def _flags(text: str) -> list[str]:
    return ["python-format"] if "%(" in text else ["python-brace-format"] if "{" in text else []


if __name__ == "__main__":
    for missing in update():
        print(missing)
    sys.exit()
