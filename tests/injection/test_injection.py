"""Nothing that anybody writes into any field or body runs, loads from elsewhere or leads away, with the policy or without.

`XSS=all pytest tests/injection` tries every text of `strings.py` in every field and body, in real Chromium (some
minutes); without it a few.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.injection.browse import Seen, visit
from tests.injection.strings import armed, strings
from tests.leaks.sites import Files, build, run, write
from tests.leaks.village import FILLED, canary_village, picture

ALL = os.environ.get("XSS") == "all"
STRINGS = [armed(text, mark) for mark, text in enumerate(strings())]
GROUP = 40 if ALL else 10
GROUPS = [STRINGS[start : start + GROUP] for start in range(0, len(STRINGS), GROUP)] if ALL else [STRINGS[5 :: len(STRINGS) // GROUP]]
OURS = re.compile(r"<script\b.*?</script>|<noscript\b.*?</noscript>|<form\b[^>]*>", re.DOTALL)
"""What of a page may run: written in it as in a village that attacks nobody."""
FEW = ("index.html", "search.html", "rules.html", "households/index.html", "stories/story.html", "activities/act.html", "matters/index.html")
_NO_FIELD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def attacked(site: Path, texts: list[str]) -> tuple[Files, list[str]]:
    """A village with the texts in every field of text, and each alone in a body; and those of which no body may be made."""
    line = " § ".join(_NO_FIELD.sub(" ", text) for text in texts)
    people = {f"P{i:03}": f"人{i}{_NO_FIELD.sub(' ', text)}" for i, text in enumerate(texts)}
    files = canary_village(line, "无", people)
    files["site.yaml"]["names"] = "full"
    files["x"] = picture()  # the picture that many of the texts name
    bodies: dict[str, str] = {}
    for number, text in enumerate(texts):
        bodies |= {f"stories/b{number}.md": text, f"pages/b{number}.md": f"前 {text} 后"}
    for path, body in bodies.items():
        files[path] = ({"title": "t", "date": "2024-01-01", "slug": path[:-3].replace("/", "-")} if path.startswith("stories") else {"title": "t", "slug": path[:-3].replace("/", "-")}, body + "\n")
    said = run("check", "--site", str(write(site, files)))
    refused = sorted(set(re.findall(r"^content/((?:stories|pages)/b\d+\.md):.*error\[", said.err, re.MULTILINE)))
    assert said.err.count("error[") == sum(len(re.findall(rf"^content/{re.escape(path)}:.*error\[", said.err, re.MULTILINE)) for path in refused), "only bodies are refused"
    for path in refused:
        (site / "content" / path).unlink()
        del files[path]
    return files, refused


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Scripts and forms of the same village with nothing but plain words in it."""
    site = tmp_path_factory.mktemp("plain")
    attacked(site, ["甲", "乙", "丙"])
    assert build(site).status == 0
    found = {element for path in (site / "output").rglob("*.html") for element in OURS.findall(path.read_text("utf-8"))}
    return {element if element.startswith(("<script", "<noscript")) else f"{element}</form>" for element in found}


@pytest.mark.parametrize("group", range(len(GROUPS)))
def test_nothing_that_is_written_runs_loads_or_leads_away(group: int, tmp_path: Path, browser: Browser, ours: set[str]) -> None:
    texts = GROUPS[group]
    files, refused = attacked(tmp_path, texts)
    outcome = build(tmp_path)
    assert outcome.status == 0, outcome.err
    assert sum(path.startswith(("stories/b", "pages/b")) for path in files) == 2 * len(texts) - len(refused)
    assert ALL or len(refused) < len(texts), "some groups are nothing but links that are refused"
    output = tmp_path / "output"
    paths = sorted(path.relative_to(output).as_posix() for path in output.rglob("*.html"))
    # Of pages of one kind, which differ in whose they are, two are enough; every body has a page of its own.
    paths = [path for number, path in enumerate(paths) if "/" not in path or re.search(r"-b[0-9]+\.html$", path) or path.split("/")[:-1] != paths[number - 2].split("/")[:-1]]
    if not ALL:
        bodies = [path for path in paths if re.search(r"-b[0-9]+\.html$", path)]
        paths = [path for path in paths if path in FEW or path in bodies[::4]]
    stripped = visit(browser, output, paths, with_policy=False, ours=ours)
    held = visit(browser, output, paths if ALL else [path for path in paths if path in FEW], with_policy=True, ours=ours)
    print(f"group {group}: {len(texts)} texts, {len(FILLED)} fields, {len(refused)} bodies refused, {len(stripped.opened)} + {len(held.opened)} pages, {len(stripped.executions) + len(held.executions)} executions")
    for seen in (stripped, held):
        assert (seen.executions, seen.requests, seen.elements) == ([], [], [])
    assert len(stripped.opened) == len(paths)


def raw_pages(folder: Path, texts: list[str]) -> list[str]:
    """Each text as it is on a page of its own, and in an attribute and a script."""
    paths = []
    for number, text in enumerate(texts):
        for place, form in {"text": "<p>{}</p>", "attribute": '<p title="{}">x</p>', "single": "<p title='{}'>x</p>", "link": '<a href="{}">x</a>'}.items():
            path = f"{number}-{place}.html"
            (folder / path).write_text(f"<!doctype html><meta charset=utf-8><title>t</title><style></style><body>{form.replace('{}', text)}", "utf-8")
            paths.append(path)
    (folder / "x").write_bytes(b"no picture")
    return paths


def test_what_is_not_sanitised_is_noticed(tmp_path: Path, browser: Browser) -> None:
    texts = STRINGS[::3] if ALL else ["<img src=x onerror=top.struck(1)>", f"<img src={'https://evil.example'}/x.png>", "<script>top.struck(2)</script>"]
    seen: Seen = visit(browser, tmp_path, raw_pages(tmp_path, texts), with_policy=False, pause=0 if ALL else 100)
    ran = {mark.split(" on ")[0] for mark in seen.executions}
    print(f"control: {len(texts)} texts, {len(ran)} ran, {len(seen.executions)} executions, {len(seen.requests)} requests, {len(seen.elements)} elements")
    if ALL:
        assert len(ran) > 30
    else:
        assert ran == {"1", "2"}
        assert set(seen.requests) == {"https://evil.example/x.png"}
    assert any("img onerror" in found for found in seen.elements)
