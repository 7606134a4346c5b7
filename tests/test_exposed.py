"""What would become public by mistake is told, and left where it is."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from tests.leaks.sites import Files, build, run, write
from tests.leaks.slots import THEME, catalogue, picture_with

FILES: Files = {
    "site.yaml": "village: v\nnotice_days: 0\n",
    "roster/a.yaml": "groups: [{id: g1, name: g}]\nhouseholds: [{id: H1, group: g1, members: [{id: P1, name: 欧阳秘密}, {id: P2, name: 赵公开, consent: [web]}]}]\n",
    "rules/a.yaml": "categories: [{id: a, name: a}]\nrules: [{id: work, name: w, category: a, points: 1}]\n",
    "points/a.yaml": "posted: 2024-03-02\nrecords: [{date: 2024-03-01, who: P2, rule: work}]\n",
}


def told(said: str) -> set[tuple[str, str]]:
    return set(re.findall(r"^(.+?):\d+:\d+: \w+\[([a-z-]+)\]", said, re.MULTILINE))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write(tmp_path / "site", FILES)


def check(site: Path) -> set[tuple[str, str]]:
    return told(run("check", "--site", str(site)).err)


def test_a_site_without_anything_strange_is_told_nothing_of(site: Path) -> None:
    assert build(site).err == ""
    assert (site / "output/data/records.csv").is_file(), "of the site, though it ends like a private file"
    assert check(site) == set()
    (site / "output/CNAME").write_text("a.example")
    (site / "output/.nojekyll").touch()
    (site / "output/.gitignore").touch()
    assert check(site) == set()


@pytest.mark.parametrize("name", [
    "台账.xlsx", "a.zip", "b/index.html.bak", "index.html~", "Thumbs.db", "points.yaml", "data/records.csv.old", "~$a.docx", ".env", "roster/a.md", ".DS_Store", "notes.LOG", "data/mine.jsonl",
])
def test_a_private_file_beside_the_pages_is_told_and_kept(site: Path, name: str) -> None:
    assert build(site).status == 0
    file = site / "output" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("张三")
    assert check(site) == {(f"output/{name}", "exposed-file")}
    outcome = build(site)
    assert outcome.status == 0
    assert (f"output/{name}", "exposed-file") in told(outcome.err)
    assert file.read_text() == "张三"


def test_a_repository_is_told_once(site: Path) -> None:
    assert build(site).status == 0
    for name in ("HEAD", "config", "objects/aa/b"):
        file = site / "output/.git" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    assert check(site) == {("output/.git", "exposed-file")}


def test_an_output_elsewhere_is_looked_through_as_well(site: Path, tmp_path: Path) -> None:
    output = tmp_path / "www"
    assert build(site, "--output", str(output)).status == 0
    (output / "台账.xlsx").touch()
    assert ((output / "台账.xlsx").as_posix(), "exposed-file") in told(build(site, "--output", str(output)).err)


def test_a_hidden_name_in_the_name_of_such_a_file_is_masked(site: Path) -> None:
    assert build(site).status == 0
    (site / "output/欧阳秘密.xlsx").touch()
    assert check(site) == {("output/欧**密.xlsx", "exposed-file")}


def test_a_site_folder_inside_a_published_site_is_refused(site: Path, tmp_path: Path) -> None:
    output = tmp_path / "published"
    assert build(site, "--output", str(output)).status == 0
    inner = write(output / "deep/site", FILES)
    assert check(inner) == {("content", "site-in-output")}
    assert build(inner).status == 1
    assert not (inner / "output").exists()


@pytest.mark.parametrize("where", ["public_html", "WWWROOT/x", "htdocs"])
def test_a_site_folder_in_a_web_root_is_warned_of(tmp_path: Path, where: str) -> None:
    assert check(write(tmp_path / where, FILES)) == {("content", "site-in-web-root")}


def test_a_published_site_inside_of_content_is_warned_of(site: Path) -> None:
    assert build(site).status == 0
    (site / "output").rename(site / "content/output")
    assert ("content", "site-in-content") in check(site)


def test_own_files_in_the_cache_are_warned_of(site: Path) -> None:
    assert build(site).status == 0
    assert check(site) == set()
    (site / ".cache/pictures").mkdir(exist_ok=True)
    (site / ".cache/pictures/台账.xlsx").touch()
    assert check(site) == {(".cache/pictures/台账.xlsx", "stray-file")}


# --- the village's own theme --------------------------------------------------------------------------


def plain_picture(kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, kind, **more)
    return out.getvalue()


def test_a_theme_of_ones_own_that_says_nothing_private_is_fine(site: Path) -> None:
    write(site, {
        f"{THEME}/static/a.txt": "赵公开", f"{THEME}/static/font.woff2": b"wOF2\xff\xfe13800138000", f"{THEME}/locale/zh_CN/LC_MESSAGES/theme.mo": catalogue("积分榜"),
        f"{THEME}/static/a.png": plain_picture("PNG", dpi=(72, 72)), f"{THEME}/static/a.jpg": plain_picture("JPEG", dpi=(72, 72), progressive=True), f"{THEME}/static/a.webp": plain_picture("WEBP"), f"{THEME}/static/a.gif": plain_picture("GIF"),
    })
    outcome = build(site)
    assert (outcome.status, outcome.err) == (0, "")


THEME_FILES: Files = {
    "static/a.txt": "找欧阳秘密", "static/欧阳秘密.css": "x", "templates/404.html": "欧<b>阳</b>秘密", "locale/zh_CN/LC_MESSAGES/theme.mo": catalogue("欧阳秘密的榜"), "static/b.txt": "13800138000", "static/13800138000/x.txt": "x",
}


@pytest.mark.parametrize("path", THEME_FILES)
def test_a_name_or_number_in_a_theme_is_refused_and_not_said(site: Path, path: str) -> None:
    outcome = build(write(site, {f"{THEME}/{path}": THEME_FILES[path]}))
    assert outcome.status == 1
    assert {code for _, code in told(outcome.err)} <= {"name-in-theme", "name-in-address", "private-number"}
    assert "欧阳秘密" not in outcome.err
    assert "13800138000" not in outcome.err


PICTURES = {
    "author.jpg": picture_with("jpg", "作者"), "author.png": picture_with("png", "作者"), "author.webp": picture_with("webp", "作者"), "comment.gif": plain_picture("GIF", comment=b"x"), "chunk.png": plain_picture("PNG")[:-12] + b"\0\0\0\1zzZzx\0\0\0\0" + plain_picture("PNG")[-12:],
    "after.png": plain_picture("PNG") + b"x", "after.jpg": plain_picture("JPEG") + b"x", "after.webp": plain_picture("WEBP") + b"x", "broken.png": b"x", "cut.png": plain_picture("PNG")[:60], "icc.png": plain_picture("PNG", icc_profile=b"x"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of_a_theme_that_says_more_than_it_shows_is_refused(site: Path, name: str) -> None:
    file = f"{THEME}/static/{name}"
    outcome = build(write(site, {file: PICTURES[name]}))
    assert told(outcome.err) == {(file.removeprefix("../"), "picture-metadata")}
    assert not (site / "output").exists()


def test_a_folder_of_which_nobody_knows_whose_files_are_whose_is_left_to_the_build(site: Path) -> None:
    assert build(site).status == 0
    (site / "output/.site-builder.json").write_text("{")
    assert check(site) == set()
