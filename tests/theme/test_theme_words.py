"""Words, figures, dates; and catalogues that lack nothing."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

import polib
import pytest
import update_catalogues as catalogues

from site_builder.publication.model import Limit
from site_builder.theme.folders import builtin_root
from site_builder.theme.numbers import amount, points
from site_builder.theme.words import Words, find_catalogues, load_translations


def words(language: str) -> Words:
    return Words(load_translations(find_catalogues((builtin_root() / "honor-red",), language), lambda file: pytest.fail(str(file))))


@pytest.mark.parametrize(
    ("value", "plain", "signed"),
    [("12", "12", "+12"), ("-3", "−3", "−3"), ("0", "0", "0"), ("-0", "0", "0"), ("0.0", "0.0", "0.0"), ("-1.50", "−1.50", "−1.50"), ("1E+3", "1000", "+1000")],
)  # fmt: skip
def test_points_have_a_real_minus_and_their_own_digits(value, plain, signed):
    assert points(Decimal(value)) == plain
    assert points(Decimal(value), True) == signed


def test_amounts_are_set_apart_by_thousands():
    assert amount(Decimal("4000000.50")) == "4,000,000.50"
    assert amount(-1200) == "−1,200"


def test_dates_and_periods_are_said_as_in_the_village():
    w = words("zh-CN")
    assert w.date(datetime.date(2024, 3, 12)) == '<time datetime="2024-03-12">2024年3月12日</time>'
    assert w.day(datetime.date(2024, 3, 2)) == '<time datetime="2024-03-02">3月2日</time>'
    assert [w.period(p) for p in ("2024-03", "2024-Q1", "2024", "all")] == ["2024年3月", "2024年第一季度", "2024年度", "历年累计"]
    assert w.iso("2024-04-02") == "2024年4月2日"
    assert w.iso("春分") == "春分"
    assert w.month_day("01-10") == "1月10日"
    assert words("en").plain_date(datetime.date(2024, 3, 12)) == "12 March 2024"
    assert words("zh-TW").period("2024-Q4") == "2024年第四季度"


def test_limits_are_said_in_words():
    w = words("zh-CN")
    assert w.limit(Limit(Decimal(60), "month", "account", "", Decimal(0))) == "每户每月最多记 60 分"
    assert w.limit(Limit(Decimal(8), "ever", "account", "", Decimal(0)), "person") == "每人总共最多记 8 分"
    assert w.limit(Limit(Decimal(-10), "year", "village", "", Decimal(0))) == "全村每年最多扣 10 分"


def test_the_villages_own_words_stay():
    w = words("zh-CN")
    assert w.word("role", "party_member") == "党员"
    assert w.word("role", "种粮大户") == "种粮大户"
    assert w.word("activity", "night_talk") == "塆台夜话"


@pytest.mark.parametrize("locale", catalogues.LOCALES)
def test_no_text_is_untranslated_and_the_compiled_catalogue_is_current(locale):
    po = polib.pofile(str(catalogues.catalogue(locale)))
    mo = polib.mofile(str(catalogues.catalogue(locale).with_suffix(".mo")))
    assert [(entry.msgid, entry.msgid_plural) for entry in po] == catalogues.extract()
    for entry in po:
        texts = [entry.msgstr] if not entry.msgid_plural else list(entry.msgstr_plural.values())
        assert all(texts), entry.msgid
        compiled = mo.find(entry.msgid, msgctxt=False)
        assert (compiled.msgstr, compiled.msgstr_plural) == (entry.msgstr, entry.msgstr_plural), entry.msgid


def holes(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s|\{\w+\}", text)) - {"%(num)s"}


@pytest.mark.parametrize("locale", catalogues.LOCALES)
def test_translations_keep_the_values_of_their_texts(locale):
    for entry in polib.pofile(str(catalogues.catalogue(locale))):
        texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        assert all(holes(text) == holes(entry.msgid) for text in texts), entry.msgid


def test_templates_hold_no_literal_text():
    for file in sorted((builtin_root() / "honor-red" / "templates").rglob("*.html")):
        bare = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "", file.read_text("utf-8"), flags=re.DOTALL)
        text = re.sub(r"<[^>]*>", "", bare)
        assert not re.search(r"[A-Za-z\u4e00-\u9fff]", text), (file.name, re.search(r".*[A-Za-z\u4e00-\u9fff].*", text))
