"""Brings the program's message catalogues up to date: `python tools/messages.py`.

The English texts marked `N_("…")` in the program are the keys. Translations are kept; those of texts
that are gone are dropped; what is still missing is printed. The compiled catalogues are written too.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polib
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "site_builder" / "locale"
LANGUAGES = ("zh_CN", "zh_TW", "en")
THEME = "theme"
"""The theme's own words are in catalogues of their own."""


def extract() -> list[str]:
    """Every marked text of the program, in order."""
    found = extract_from_dir(ROOT / "site_builder", [("**.py", "python")], keywords={"N_": None})
    return sorted({str(message) for file, _, message, _, _ in found if Path(file).parts[0] != THEME or _is_problem(file)})


def _is_problem(file: str) -> bool:
    """Whether a file of the theme package speaks to the clerk, not to the reader of a page."""
    return Path(file).name in ("failures.py", "folders.py")


def catalogue(language: str) -> polib.POFile:
    """The catalogue of a language with all texts that the program has now."""
    path = LOCALES / language / "LC_MESSAGES" / "messages.po"
    kept = {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))} if path.is_file() else {}
    new = polib.POFile(wrapwidth=110)
    new.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit", "Language": language}
    for text in extract():
        new.append(polib.POEntry(msgid=text, msgstr=kept.get(text, "") or (text if language == "en" else "")))
    return new


def main() -> int:
    """Write the catalogues; gives 1 where a translation is missing."""
    missing = 0
    for language in LANGUAGES:
        folder = LOCALES / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        texts = catalogue(language)
        texts.save(str(folder / "messages.po"))
        texts.save_as_mofile(str(folder / "messages.mo"))
        for entry in texts.untranslated_entries():
            print(f"{language}: {entry.msgid}")
            missing += 1
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
