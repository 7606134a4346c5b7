"""What is added to a page, and what its policy then allows."""

from __future__ import annotations

import pytest

from site_builder.preview.live import State
from site_builder.preview.overlay import allow, empty_page, with_overlay

GOOD = State("v-1", True, ())
BAD = State("v-1", False, ('a.yaml:1:1: error[x]: <script>alert("1")</script> & “é”', "b"))


def directives(policy: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in policy.split(";"))}


def test_a_strict_policy_gains_our_hashes_and_nothing_else() -> None:
    allowed = directives(allow("default-src 'none'; script-src 'sha256-abc='; base-uri 'none'; script-src *"))
    assert allowed["default-src"] == ["'none'"]
    assert allowed["base-uri"] == ["'none'"]
    assert allowed["script-src"][0] == "'sha256-abc='"
    assert allowed["script-src"][1].startswith("'sha256-")
    assert len(allowed["script-src"]) == 2
    assert [source[:8] for source in allowed["style-src"]] == ["'sha256-"]
    assert allowed["connect-src"] == ["'self'"]
    assert set(allowed) == {"default-src", "base-uri", "script-src", "style-src", "connect-src"}


def test_what_is_open_stays_open() -> None:
    assert allow("img-src 'self'") == "img-src 'self'"
    assert directives(allow("style-src 'unsafe-inline'"))["style-src"] == ["'unsafe-inline'"]
    assert len(directives(allow("style-src 'unsafe-inline' 'nonce-x'"))["style-src"]) == 3
    assert len(directives(allow("script-src-elem 'none'"))["script-src-elem"]) == 1
    assert directives(allow("DEFAULT-SRC 'self'"))["script-src"][0] == "'self'"
    assert allow("") == ""


@pytest.mark.parametrize(
    "meta",
    [
        b'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">',
        b'<META content="default-src &#39;none&#39;" http-equiv=content-security-policy />',
    ],
)
def test_the_policy_is_found_however_it_is_written(meta: bytes) -> None:
    page = with_overlay(b"<html><head>" + meta + b"</head><body></body></html>", GOOD)
    assert b"connect-src &#x27;self&#x27;" in page


def test_other_metas_are_left_alone() -> None:
    meta = b'<meta name="description" content="default-src">'
    assert meta in with_overlay(meta, GOOD)


def test_it_stands_before_the_last_end_of_the_body() -> None:
    page = with_overlay(b"<body><pre>&lt;/body></body></pre>x</BODY ></html>", GOOD)
    assert page.startswith(b"<body><pre>&lt;/body></body></pre>x<style>")
    assert page.endswith(b"</script></BODY ></html>")
    assert with_overlay(b"no end", GOOD).startswith(b"no end<style>")


def test_bytes_that_are_no_text_pass_unharmed() -> None:
    assert with_overlay(b"\xff\xfe</body>", GOOD).startswith(b"\xff\xfe<style>")


def test_problems_are_shown_as_text() -> None:
    page = with_overlay(b"<body></body>", BAD).decode()
    assert "error[x]: &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; “é”\nb</pre>" in page
    assert ' class="failed"' in page
    assert "<details open>" in page
    assert '" hidden>' not in page
    assert '" hidden>' in with_overlay(b"", GOOD).decode()


def test_without_a_site_the_page_says_so() -> None:
    assert "Building the site" in empty_page(GOOD).decode()
    assert "Building the site" not in empty_page(BAD).decode()
    assert "error[x]" in empty_page(BAD).decode()
