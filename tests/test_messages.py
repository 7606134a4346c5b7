"""The catalogues say everything that the program can say, in every language, and say it whole."""

from __future__ import annotations

import importlib.util
import re
import string
from pathlib import Path
from types import ModuleType

import polib
import pytest

from site_builder.messages import Messages
from site_builder.problems import Place, Problem
from tests.conftest import ROOT

CLOSING = ".?!。？！…"
INTO_ONE_LINE = "{message}; {hint}"
WITHOUT_WORDS = {INTO_ONE_LINE, "argument {argument}: {complaint}"}
"""What joins other texts, and says nothing itself in Chinese."""


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "tools" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = _tool()
TEXTS: list[str] = tool.extract()
UPDATE = "run python tools/messages.py, and translate what it prints"


@pytest.fixture(params=["zh_CN", "zh_TW", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


def said(language: str) -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(tool.path_of(language)))}


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def quoted(text: str) -> list[str]:
    """Field names and whatever else is to be typed as it stands."""
    return sorted(set(re.findall(r"`([^`]+)`", text)))


def test_the_source_was_read() -> None:
    assert len(TEXTS) > 300
    assert INTO_ONE_LINE in TEXTS
    assert "there is no rule “{rule}”" in TEXTS
    assert "January" not in TEXTS, "words of the pages are in the theme's catalogues"


def test_nothing_is_untranslated(language: str) -> None:
    texts = said(language)
    assert [text for text in TEXTS if not texts.get(text)] == [], UPDATE
    assert sorted(set(texts) - set(TEXTS)) == [], UPDATE


def test_the_catalogues_are_current(language: str) -> None:
    made = tool.catalogues()[language]
    file: Path = tool.path_of(language)
    assert file.read_text("utf-8") == str(made), UPDATE
    assert file.with_suffix(".mo").read_bytes() == made.to_binary(), UPDATE


def test_the_catalogues_tell_neither_day_nor_machine(language: str) -> None:
    metadata = polib.pofile(str(tool.path_of(language))).metadata
    assert set(metadata) == {"Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}


def test_every_language_puts_in_the_same_values(language: str) -> None:
    texts = said(language)
    assert [text for text in TEXTS if placeholders(text) != placeholders(texts[text])] == []


def test_what_is_to_be_typed_stays_as_it_is(language: str) -> None:
    """A translation may name a field that the English text does not, but leaves none out."""
    texts = said(language)
    assert [text for text in TEXTS if set(quoted(text)) - set(quoted(texts[text]))] == []


def test_every_message_formats(language: str) -> None:
    messages = Messages(language.replace("_", "-"))
    for text in TEXTS:
        values = {name: f"<{name}>" for name in placeholders(text)}
        shown = messages.say(text, values)
        assert all(value in shown for value in values.values()), text
        assert "{{" not in shown, text


def test_every_language_closes_a_sentence_where_english_does(language: str) -> None:
    """What goes before a hint is a clause; a hint and a whole message end by themselves."""
    texts = said(language)
    open_ended = [text for text in TEXTS if text[-1] in CLOSING and texts[text][-1] not in CLOSING]
    closed = [text for text in TEXTS if text[-1] not in CLOSING and texts[text][-1] in "。？！"]
    assert set(open_ended) <= {"{directory} is ready. Next: cd {directory}, then site-builder build"}
    assert closed == []


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_chinese_is_chinese(language: str) -> None:
    """No English sentence is left, quotes are the language's own and no half-width comma stands between characters."""
    quotes = "「」" if language == "zh_TW" else "“”"
    others = set("“”「」") - set(quotes)
    for text, shown in said(language).items():
        assert text in WITHOUT_WORDS or re.search(r"[\u4e00-\u9fff]", shown), text
        assert not others & set(shown), shown
        assert shown.count(quotes[0]) == shown.count(quotes[1]), shown
        assert not re.search(r"[\u4e00-\u9fff][,;:?!][\u4e00-\u9fff]", shown), shown


def test_taiwan_reads_its_own_characters_and_words() -> None:
    elsewhere = re.compile("[这们个对过说时会没写为发点开关规条区记录户数号设删应该请给让谁]|檔案夾|透過|許可權|畫素|` 里|本里|上覆制")
    assert [shown for shown in said("zh_TW").values() if elsewhere.search(shown)] == []


def test_english_is_readable() -> None:
    for text, shown in said("en").items():
        assert shown.isascii() or set(shown) - set("“”…：，") <= set(string.printable), text
        assert "  " not in shown, text
        assert not re.search(r"\b(\w+) \1\b", shown), text
        assert shown.count("`") % 2 == 0, text


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("zh-CN", "没有“labr”这条积分细则，是不是“labor”？"),
        ("zh-TW", "沒有「labr」這條積分細則，是不是「labor」？"),
        ("en", "there is no rule “labr”; did you mean “labor”?"),
    ],
)
def test_the_line_that_the_format_shows(language: str, line: str) -> None:
    problem = Problem(
        Place("content/points/2024-03.yaml", 14, 32), "error", "unknown-rule",
        "there is no rule “{rule}”", "did you mean “{near}”?", {"rule": "labr", "near": "labor"},
    )
    assert Messages(language).line(problem) == f"content/points/2024-03.yaml:14:32: error[unknown-rule]: {line}"
