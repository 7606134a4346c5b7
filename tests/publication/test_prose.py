"""Markdown of the village, made safe for publication."""

from __future__ import annotations

import pytest

from site_builder.problems import Place, Problems
from site_builder.publication.model import Picture
from site_builder.publication.prose import Body, Prose
from site_builder.publication.screen import Screen

PHOTO = Picture("pictures/abc", (360, 720), 1200, 800, "")


def render(text: str, hidden: list[str] | None = None) -> tuple[Body, list[str]]:
    problems = Problems()

    def find(path: str, place: Place, alt: str) -> Picture | None:
        if path == "photos/a.jpg":
            return PHOTO._replace(alt=alt)
        problems.error(place, "missing-picture", "missing")
        return None

    body = Prose(Screen(hidden or [], [], problems), find, problems).render(text, "content/a.md", 10)
    return body, [f"{p.place.line}:{p.place.column}:{p.severity}:{p.code}" for p in problems.sorted()]


def test_ordinary_markdown_is_rendered_without_complaint() -> None:
    body, problems = render("# 标题\n\n第一段，**重点**。\n\n- 一\n- 二\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n")
    assert problems == []
    assert "<h2>标题</h2>" in body.html
    assert "<strong>重点</strong>" in body.html
    assert "<td>1</td>" in body.html


def test_a_line_break_between_chinese_characters_is_no_space() -> None:
    assert render("路基\n回填")[0].html == "<p>路基回填</p>"


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        ("<script>alert(1)</script>", "alert"),
        ("前 <img src=x onerror=alert(1)> 后", "onerror"),
        ("<iframe src='https://a.example'></iframe>", "iframe"),
        ("<a href='https://a.example' onclick='x()'>好</a>", "onclick"),
        ("<p style='position:fixed'>好</p>", "style"),
        ("<!-- <b>秘密</b> -->", "秘密"),
        ("<svg><a xlink:href='javascript:alert(1)'>x</a></svg>", "javascript"),
        ("<form action='https://a.example'><button>按</button></form>", "form"),
        ("<style>body{display:none}</style>", "display"),
        ("<base href='https://a.example'>", "base"),
    ],
)
def test_what_could_run_or_load_from_elsewhere_is_dropped_with_a_warning(text: str, forbidden: str) -> None:
    body, problems = render(text)
    assert forbidden not in body.html
    assert any("unsafe-html" in problem for problem in problems)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//a.example/x", "/root.html",
        "file:///etc/passwd", "&#106;avascript:alert(1)", "java\tscript:alert(1)", "\\\\a.example",
    ],
)
def test_a_link_that_is_not_web_mail_phone_or_relative_is_an_error(target: str) -> None:
    _, problems = render(f"第一行\n\n<a href='{target}'>点</a>\n")
    assert any(":error:bad-link" in problem for problem in problems)


def test_the_line_and_column_of_a_bad_link_are_named() -> None:
    assert render("好\n\n看[这里](javascript:alert(1))")[1] == ["12:7:error:bad-link"]


@pytest.mark.parametrize("target", ["https://a.example/x", "mailto:a@b.example", "tel:0728-0000000", "../rules.html#a"])
def test_the_links_that_are_allowed_stay(target: str) -> None:
    body, problems = render(f"[好]({target})")
    assert problems == []
    assert f'href="{target}"' in body.html


def test_a_picture_from_elsewhere_is_an_error() -> None:
    assert render("![x](https://a.example/x.jpg)")[1] == ["10:6:error:foreign-picture"]


def test_a_picture_of_the_village_is_published_in_several_widths() -> None:
    body, problems = render("![夜话](photos/a.jpg)")
    assert problems == []
    assert 'srcset="../pictures/abc-360.webp 360w, ../pictures/abc-720.webp 720w"' in body.html
    assert 'width="1200" height="800" alt="夜话"' in body.html


@pytest.mark.parametrize(
    "text",
    ["见张建国", "见张**建国**", "见张&#24314;国", "见<b>张</b>建国", "见张\n建国", "见张<!-- x -->建国", "见张\u200b建国", "见`张`建国"],
)
def test_a_hidden_name_is_masked_across_markup_entities_and_breaks(text: str) -> None:
    body, problems = render(text, ["张建国"])
    assert "建" not in body.html
    assert "建" not in body.excerpt
    assert any(problem.endswith(":warning:name-masked") for problem in problems)


def test_the_warning_stands_at_the_line_of_the_name() -> None:
    assert render("第一\n\n第二张**建国**\n", ["张建国"])[1] == ["12:3:warning:name-masked"]


def test_names_in_alternative_texts_and_titles_are_masked() -> None:
    body, _ = render('![张建国](photos/a.jpg) [看](https://a.example "张建国")', ["张建国"])
    assert "建" not in body.html
    assert 'alt="张*国"' in body.html


def test_a_hidden_name_in_a_link_is_an_error() -> None:
    assert render("[看](../stories/%E5%BC%A0%E5%BB%BA%E5%9B%BD.html)", ["张建国"])[1] == ["10:5:error:name-in-address"]


def test_text_is_escaped() -> None:
    assert render('1 &lt; 2 & 3 "')[0].html == '<p>1 &lt; 2 &amp; 3 "</p>'


def test_the_excerpt_is_plain_text_of_the_beginning() -> None:
    body, _ = render("# 题\n\n" + "好" * 200)
    assert body.excerpt.startswith("题 好好")
    assert len(body.excerpt) == 90
    assert body.excerpt.endswith("…")


def test_each_of_several_places_is_named() -> None:
    text = "张建国来了。\n\n[一](javascript:x)\n\n张建国又来了。\n\n[二](javascript:x)\n"
    assert render(text, ["张建国"])[1] == [
        "10:1:warning:name-masked", "12:5:error:bad-link", "14:1:warning:name-masked", "16:5:error:bad-link",
    ]


def test_what_stands_in_a_comment_is_not_taken_for_the_place() -> None:
    assert "12:1:warning:name-masked" in render("<!-- 张建国 -->\n\n张建国来了。\n", ["张建国"])[1]
