"""Every page is safe by itself: a policy that lets nothing in, no other host, and data that no program takes for anything else."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from site_builder.pages.data import json_bytes, table_bytes
from tests.conftest import ROOT
from tests.leaks.sites import run

FOREIGN_IN_TEXT = re.compile(r"(?:https?:)?//(?=[a-z0-9])(?!www\.w3\.org/2000/svg)", re.IGNORECASE)
DIRECTIVES = {"default-src", "img-src", "style-src", "script-src", "connect-src", "base-uri", "form-action"}
SOURCE = re.compile(r"'(?:none|self|sha256-[A-Za-z0-9+/]{43}=)'|data:")
LOADING = ("src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest", "archive", "codebase", "cite", "longdesc", "usemap")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, html.HtmlElement]:
    """The pages of a whole village, with its pictures, seals and stories."""
    output = tmp_path_factory.mktemp("pages") / "output"
    built = run("build", "--site", str(ROOT / "tests/sites/luoyu"), "--as-of", "2026-03-01", "--output", str(output), "--no-cache")
    assert built.status == 0, built.err
    found = {path.relative_to(output).as_posix(): html.document_fromstring(path.read_bytes()) for path in output.rglob("*.html")}
    assert len(found) > 40
    return found


def policy_of(page: html.HtmlElement) -> dict[str, list[str]]:
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = [rule.split() for rule in policy.split(";")]
    assert len({rule[0] for rule in rules}) == len(rules), "a browser takes the first of two"
    return {rule[0]: rule[1:] for rule in rules}


def hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_policy_lets_in_what_the_page_is_made_of_and_nothing_else(pages: dict[str, html.HtmlElement]) -> None:
    for path, page in pages.items():
        policy = policy_of(page)
        assert policy["default-src"] == ["'none'"], path
        assert policy["base-uri"] == policy["form-action"] == ["'none'"], path
        assert set(policy) <= DIRECTIVES, path
        assert all(SOURCE.fullmatch(source) for sources in policy.values() for source in sources), path
        assert policy["style-src"] == [hash_of(style.text) for style in page.xpath("//style")], path
        inline = [hash_of(script.text) for script in page.xpath("//script[not(@src)]")]
        # A verify.html without a seal has nothing to run, and may what one with seals does.
        assert set(inline) <= set(policy.get("script-src", [])), path
        assert ("'self'" in policy["script-src"]) == (path in ("search.html", "verify.html")), path
        assert page.xpath("//*[@style]") == page.xpath("//*[@*[starts-with(name(), 'on')]]") == [], path
        assert page.xpath("//head/*[1]/@charset") == ["utf-8"], "so that no text is read otherwise"
        assert page.xpath("//head/*[2]/@http-equiv") == ["Content-Security-Policy"], "it holds for what follows"


def test_no_page_loads_or_names_another_host(pages: dict[str, html.HtmlElement]) -> None:
    for path, page in pages.items():
        for element in page.iter(html.etree.Element):
            for name, value in element.attrib.items():
                is_own_link = element.tag == "a" and name == "href"
                says_own_address = name == "content" or (element.tag == "link" and element.get("rel") == "canonical")
                if name in LOADING or (name == "href" and not is_own_link and not says_own_address):
                    assert not re.match(r"[a-z+.-]+:(?!image/svg\+xml,%3Csvg)|//", value, re.IGNORECASE), f"{path}: {element.tag} {name}={value[:60]}"
        for code in (*page.xpath("//style/text()"), *page.xpath("//script/text()")):
            assert not FOREIGN_IN_TEXT.search(code), path
            assert not re.search(r"url\((?![\"']?data:)", code), path
            assert "@import" not in code, path


CELLS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(["=1+1", "+x", "-x", "@x", "\tx", "\rx", "-1", "-1.50", "-1-1", "+1", "=", '"=1', ",=1", "\n=1", "a\n=1", "-1\n", "'=1"])


@given(table=st.lists(st.lists(CELLS, min_size=3, max_size=3).map(tuple), max_size=5))
def test_no_cell_of_a_table_is_a_formula_and_none_is_lost(table: list[tuple[str, ...]]) -> None:
    rows = list(csv.reader(io.StringIO(table_bytes(("a", "b", "c"), table).decode(), newline="")))
    assert [len(row) for row in rows] == [3] * (1 + len(table))
    for read, written in zip((cell for row in rows[1:] for cell in row), (cell for row in table for cell in row), strict=True):
        assert not re.match(r"[=+\-@\t\r]", read) or re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", read), repr(written)
        assert read in (written, f"'{written}")


@given(value=st.recursive(CELLS | st.sampled_from(["</script><script>x</script>", "<!--", "<b>", "<?x", "<3", "\u2028\u2029"]), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(CELLS, inner, max_size=3)))
def test_json_is_whole_and_holds_no_markup(value: object) -> None:
    text = json_bytes(value).decode()
    assert json.loads(text) == value
    assert not re.search("<[A-Za-z/!?]|[\u2028\u2029]", text)


def test_a_small_count_stays_as_it_is_written() -> None:
    assert json_bytes({"count": "<3"}) == b'{"count": "<3"}\n'


def test_scripts_with_data_end_nothing_and_are_ascii_or_escaped(tmp_path: Path) -> None:
    """What a script says is never taken for the end of it, by any browser."""
    from site_builder.pages.seals import _script
    from site_builder.publication.model import Seal

    data = "</script>\u2028<!--".encode()
    script = _script(Seal("2024-Q1", "0" * 64, 0, (), "data/seals/2024-Q1.jsonl", data)).decode()
    assert script.isascii()
    assert json.loads(script.partition("=")[2].rstrip(";\n")).encode() == data
