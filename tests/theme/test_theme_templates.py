"""Every template with everything, and with nothing."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

import pytest
import sample
import sample_pages
from lxml import html
from sample import replace

from site_builder.problems import Problems
from site_builder.publication.model import Publication
from site_builder.theme import Theme, load_theme

FULL = list(sample_pages.pages(sample.publication()))
BARE = list(sample_pages.pages(sample.empty()))
TEMPLATES = {
    "index.html", "404.html", "boards/board.html", "households/index.html", "households/household.html",
    "persons/person.html", "activities/index.html", "activities/activity.html", "stories/index.html",
    "stories/story.html", "rewards/index.html", "rewards/event.html", "matters/index.html", "results.html",
    "rules.html", "organization.html", "reconciliation.html", "notice/index.html", "notice/edition.html",
    "search.html", "data/index.html", "verify.html", "privacy.html", "page.html",
}  # fmt: skip


def rendered(theme: Theme, pages: list) -> dict[str, str]:
    return {path: theme.render(template, context) for path, template, context in pages}


@pytest.fixture(scope="module")
def full(tmp_path_factory) -> dict[str, str]:
    problems = Problems()
    theme = load_theme("honor-red", tmp_path_factory.mktemp("site"), "zh-CN", problems)
    pages = rendered(theme, FULL)
    assert problems.sorted() == []
    return pages


def test_the_sample_uses_every_template():
    assert {template for _, template, _ in FULL} == TEMPLATES


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
def test_every_page_renders_in_every_language(tmp_path, language):
    problems = Problems()
    theme = load_theme("honor-red", tmp_path, language, problems)
    for pages in (FULL, BARE):
        assert all(rendered(theme, pages).values())
    assert problems.sorted() == []


def test_a_page_has_one_heading_a_skip_link_a_date_and_no_style_or_handler(full):
    for path, text in full.items():
        page = html.document_fromstring(text)
        assert len(page.xpath("//h1")) == 1, path
        assert page.xpath("//body/a[1]/@href") == ["#_main"], path
        assert "截至" in text, path
        assert not page.xpath("//@style | //@*[starts-with(name(), 'on')]"), path
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path


def test_titles_and_descriptions_tell_pages_apart(full):
    titles = [html.document_fromstring(text).findtext(".//title") for text in full.values()]
    assert len(set(titles)) == len(titles)
    assert all('<meta name="description" content="' in text for text in full.values())


def test_headings_do_not_skip_a_level(full):
    for path, text in full.items():
        levels = [int(tag.tag[1]) for tag in html.document_fromstring(text).xpath("//h1|//h2|//h3|//h4")]
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), (path, levels)


def test_links_lead_to_pages_and_anchors_of_the_site(full):
    known = {*full, "feed.xml", "search-index.js", "static/share.png", *(f"data/{path}" for path, _ in sample_pages.FILES)}
    known |= {"data/verify.py", *(seal.href for seal in sample.seals())}
    for path, text in full.items():
        page = html.document_fromstring(text, base_url=f"http://x/{path}")
        page.make_links_absolute()
        for element, name, url, _ in page.iterlinks():
            if name == "href" and element.tag == "a" and url.startswith("http://x/"):
                target, _, anchor = url.removeprefix("http://x/").partition("#")
                if re.match(r"(households/H|persons/P|boards/\w+/2|boards/\w+/all)", target):
                    continue
                assert target in known, (path, url)
                if anchor and target in full:
                    assert f'id="{anchor}"' in full[target], (path, url)


def test_a_total_leads_to_the_entries_behind_it(full):
    page = html.document_fromstring(full["households/H001.html"])
    anchors = set(page.xpath("//@id"))
    totals = page.xpath("//dd/a/@href | //p[@class='big']/a/@href")
    assert totals
    assert all(href[1:] in anchors for href in totals)


def test_an_entry_tells_how_it_became_points(full):
    text = full["households/H001.html"]
    for said in ("照细则 +9 分；每户每月最多记 60 分（“积分+社区治理”一类合计）", "公示中，还有 4 天", "李会计记", "村务监督委员会审",
                 "签到表", "方案未全部采纳", "没有看到他来", "一票否决", "rule-labor", "notice/2024-02-02.html", "pictures/b-360.webp"):  # fmt: skip
        assert said in text, said


def test_what_counts_only_in_sum_stands_in_one_line(full):
    assert "未逐条列出" in full["households/H003.html"]
    assert "−5" in full["households/H003.html"]
    assert "未逐条列出" not in full["households/H002.html"]


def test_the_contact_stands_on_notice_pages_only(full):
    having = {path for path, text in full.items() if "0728-0000000" in text}
    assert having == {path for path in full if path.startswith("notice/")}


def test_pages_of_people_ask_search_engines_to_stay_away(full):
    assert '<meta name="robots" content="noindex">' in full["households/H001.html"]
    assert "noindex" not in full["index.html"]
    assert '<link rel="canonical" href="https://example.org/machang/index.html">' in full["index.html"]


def test_the_page_that_is_not_found_has_no_relative_link(full, theme):
    assert re.findall(r'<a [^>]*href="([^"]*)"', full["404.html"])[1:] == [
        "https://example.org/machang/index.html",
        "https://example.org/machang/households/index.html",
    ]
    bare = rendered(theme, BARE)["404.html"]
    assert re.findall(r'<a [^>]*href="([^"]*)"', bare) == ["#_main"]


def test_scripts_are_few_and_short_and_the_same_on_all_pages(full):
    scripts = {path: re.findall(r"<script>(.*?)</script>", text, re.DOTALL) for path, text in full.items()}
    large, save = scripts["activities/lu-ji.html"]
    assert len(large + save) < 1024
    assert scripts.pop("404.html") == []
    assert scripts.pop("search.html")[0] == scripts.pop("verify.html")[0] == large
    assert all(own in ([large], [large, save]) for own in scripts.values())
    with_pictures = {path for path in scripts if "<img" in full[path]}
    assert {path for path in with_pictures if scripts[path] == [large]} == {"households/H001.html"}, "evidence is not what is kept of a household"


def test_the_search_is_short(full):
    assert len(re.findall(r"<script>(.*?)</script>", full["search.html"], re.DOTALL)[1]) < 1600


def test_the_policy_lets_in_the_sheet_of_the_page_and_nothing_else(full):
    from site_builder.theme.styles import hashed

    for path, text in full.items():
        sheet = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
        assert sheet, path
        assert policy, path
        assert hashed(sheet[1]) in policy[1], path
        assert policy[1].startswith("default-src 'none';img-src 'self' data:;"), path
        assert "unsafe" not in policy[1], path
        assert ("script-src 'self'" in policy[1]) == (path in ("search.html", "verify.html"))


def test_whatever_people_typed_is_escaped(theme, problems):
    evil = "<script>alert('x')</script>"
    full = sample.publication()
    who = sample.household(1)._replace(name=evil, group=evil)
    entry = sample.entry(1, account=who, note=evil, subject=evil, recorded_by=evil, reviewed_by=(evil,), evidence=evil)
    limited = sample.all_kinds()[3]
    limited = replace(limited, limit=limited.limit._replace(category=evil))
    household = replace(full.households[0].make(), who=who, statements=(sample.statement((entry, limited)),))
    row = sample.rows(1)[0]._replace(name=evil, group=evil)
    posted = full.posted[0].make()
    posted = posted._replace(batches=(posted.batches[0]._replace(recorded_by=evil, entries=(entry,)),))
    village = replace(
        full,
        site=sample.site(village=evil),
        households=(sample.deferred(household, "households/H001.html"),),
        boards=(sample.board(title=evil, rows=(row, *sample.rows(9)), categories=(evil,)),),
        editions=full.editions[:1],
        posted=(sample.deferred(posted, full.editions[0].href),),
        stories=(replace(full.stories[0], title=evil, author=evil, tags=(evil,), people=(who,)),),
    )
    for path, text in rendered(theme, list(sample_pages.pages(village))).items():
        assert text.count("<script") == len(re.findall(r"<script>[^<]|<script src=", text)), path
        assert "<script>alert" not in text, path
    assert problems.sorted() == []


def test_a_tie_too_wide_for_the_podium_stays_in_the_rows(full):
    assert 'class="podium many"' in full["boards/households/2024-02.html"]
    assert "podium" not in html.document_fromstring(full["boards/households/2024-01.html"]).xpath("string(//main)")
    assert full["boards/households/2024-01.html"].count("<b>") >= 9


def test_empty_pages_say_what_will_stand_there(theme):
    pages = rendered(theme, BARE)
    for path in ("index.html", "households/index.html", "activities/index.html", "rules.html", "notice/index.html", "results.html"):
        assert 'class="empty"' in pages[path], path


def test_early_in_a_year_the_results_of_the_year_before_still_stand_on_the_first_page(theme):
    full = sample.publication()
    latest = max(year for measure in full.home.measures for year, _ in measure.by_year)
    later = replace(full, home=replace(full.home, year_name=str(int(latest) + 1)))
    for village in (full, later):
        page = html.document_fromstring(rendered(theme, list(sample_pages.pages(village)))["index.html"])
        (section,) = page.xpath("//section[h2[contains(., '干成的事')]]")
        assert section.findtext("h2") == f"{latest}年干成的事"
        assert section.xpath(".//dd")


def test_names_too_long_to_be_written_downwards_stand_below_each_other(theme):
    full = sample.publication()
    rows = sample.rows(3)
    for name, figure, stands in (("欧阳建国", 5, "podium"), ("买买提吐尔逊·库尔班", 5, "podium long"), ("张三", 123456, "podium long")):
        board = sample.board(rows=(rows[0]._replace(name=name, points=Decimal(figure)), *rows[1:]))
        text = rendered(theme, list(sample_pages.pages(replace(full, boards=(board,)))))[board.period.href]
        assert html.document_fromstring(text).xpath("//ol[contains(@class, 'podium')]/@class") == [stands]


def test_only_what_was_done_is_thanked_for(theme):
    full = sample.publication()
    done, lost = sample.entry(1, points=Decimal(3)), sample.entry(2, points=Decimal(-5))
    for entries, thanks in (((done, lost), "感谢您家为村里做的 1 件事。"), ((lost,), "您家为村里做的")):
        household = replace(full.households[0].make(), statements=(sample.statement(entries),))
        village = replace(full, households=(sample.deferred(household, "households/H001.html"),))
        assert thanks in rendered(theme, list(sample_pages.pages(village)))["households/H001.html"]


def test_pages_stay_light(full):
    import gzip

    def weight(text: str) -> int:
        return len(gzip.compress(text.encode(), 9))

    household = full["households/H002.html"]
    code = re.search(r'<svg class="qr".*?</svg>', household)
    assert code is not None
    assert weight(household.replace(code[0], "")) <= 4300
    assert weight(household) - weight(household.replace(code[0], "")) <= 480
    assert weight(full["stories/huang-tang.html"]) <= 4096
    assert all(weight(text) <= 14336 for text in full.values())


def test_a_board_of_two_hundred_stays_within_its_budget(theme):
    import gzip

    full = sample.publication()
    big: Publication = replace(full, boards=(sample.board(200),))
    text = rendered(theme, list(sample_pages.pages(big)))["boards/households/2024-Q1.html"]
    assert text.count("</li>") >= 200
    assert len(gzip.compress(text.encode(), 9)) <= 6144
