"""Brings the program's message catalogues up to date: `python tools/messages.py`.

The English texts marked `N_("…")` in the program are the keys. zh_CN is written by hand and kept;
zh_TW follows from it by OpenCC and the table below; en is the text itself unless somebody wrote a
better one. What zh_CN still lacks is printed, and texts that are gone are dropped. The same texts
give the same bytes.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path

import polib
from babel.messages.extract import extract_from_dir
from opencc import OpenCC

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "site_builder" / "locale"
LANGUAGES = ("zh_CN", "zh_TW", "en")
OF_PAGES = ("theme/vocabulary.py", "theme/words.py", "print/titles.py")
"""Words of the pages: they are in the theme's own catalogues."""
_TAIWAN = {
    "“": "「",
    "”": "」",
    "` 里": "` 裡",
    "上覆制": "上複製",
    "畫圖": "小畫家",
    "畫素": "像素",
    "對不平": "對不起來",
    "檢查透過": "檢查通過",
    "聯絡": "聯繫",
    "埠 {port}": "連接埠 {port}",
    "身份證號": "身分證字號",
    "身份": "身分",
    "手機號": "手機號碼",
    "許可權": "權限",
    "記事本里": "記事本裡",
    "賬": "帳",
    "這臺": "這台",
}
"""What OpenCC leaves as it is, or does not get right for Taiwan."""


def extract() -> list[str]:
    """Every marked text of the program, in order."""
    found = extract_from_dir(ROOT / "site_builder", [("**.py", "python")], keywords={"N_": None})
    return sorted({str(message) for file, _, message, _, _ in found if Path(file).as_posix() not in OF_PAGES})


def catalogues() -> dict[str, polib.POFile]:
    """The catalogue of each language for the texts that the program has now."""
    texts = extract()
    chinese, english = kept("zh_CN"), kept("en")
    taiwan = to_taiwan()
    return {
        "zh_CN": _catalogue("zh_CN", texts, lambda text: chinese.get(text, "")),
        "zh_TW": _catalogue("zh_TW", texts, lambda text: taiwan(chinese.get(text, ""))),
        "en": _catalogue("en", texts, lambda text: english.get(text, "") or text),
    }


def path_of(language: str) -> Path:
    """The text catalogue of a language; the compiled one stands beside it."""
    return LOCALES / language / "LC_MESSAGES" / "messages.po"


def kept(language: str) -> dict[str, str]:
    """The translations that are there."""
    path = path_of(language)
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))} if path.is_file() else {}


def to_taiwan() -> Callable[[str], str]:
    """Turns simplified into Taiwan's traditional words."""
    convert = OpenCC("s2twp").convert
    return lambda text: functools.reduce(lambda result, pair: result.replace(*pair), _TAIWAN.items(), convert(text))


def _catalogue(language: str, texts: list[str], translate: Callable[[str], str]) -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for text in texts:
        flags = ["python-brace-format"] if "{" in text else []
        catalogue.append(polib.POEntry(msgid=text, msgstr=translate(text), flags=flags))
    return catalogue


def main() -> int:
    """Write the catalogues; gives 1 where a translation is missing."""
    made = catalogues()
    for language, catalogue in made.items():
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(path))
        catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    missing = made["zh_CN"].untranslated_entries()
    for entry in missing:
        print(entry.msgid)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
