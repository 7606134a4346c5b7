"""Which folders may be replaced by a site: every refusal of section 11, and what is let through."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from site_builder.output import MARKER, OutputRefused, check_target, stage


def refused(target: Path, site: Path) -> str:
    with pytest.raises(OutputRefused) as caught:
        check_target(target, site)
    return str(caught.value)


def test_a_missing_or_empty_folder_is_free(site: Path) -> None:
    check_target(site / "output", site)
    (site / "output").mkdir()
    check_target(site / "output", site)
    check_target(site / "deep" / "down", site)


@pytest.mark.parametrize("name", [".gitignore", ".gitkeep"])
def test_git_files_count_as_empty(site: Path, name: str) -> None:
    (site / "output").mkdir()
    (site / "output" / name).write_text("*\n")
    check_target(site / "output", site)


def test_a_folder_with_anything_else_is_not_ours(site: Path) -> None:
    (site / "output").mkdir()
    (site / "output" / "thesis.doc").write_text("precious")
    assert "not made by site-builder" in refused(site / "output", site)


@pytest.mark.parametrize(
    "text",
    ["", "{}", "<<<<<<< HEAD", "[" * 100_000, '{"generator":"site-builder","format":2,"files":{}}', "\udcff"],
)
def test_a_damaged_marker_is_named_and_nothing_goes(site: Path, text: str) -> None:
    output = site / "output"
    output.mkdir()
    (output / MARKER).write_bytes(text.encode("utf-8", "surrogateescape"))
    (output / "index.html").write_text("precious")
    assert "is damaged" in refused(output, site)
    with pytest.raises(OutputRefused), stage(output, site):
        pass
    assert (output / "index.html").read_text() == "precious"


def test_a_marker_that_is_a_link_is_none(site: Path) -> None:
    publish_one(site / "output", site)
    (site / "other").mkdir()
    (site / "other" / MARKER).symlink_to(site / "output" / MARKER)
    refused(site / "other", site)


def test_a_published_folder_may_be_replaced(site: Path) -> None:
    publish_one(site / "output", site)
    check_target(site / "output", site)
    check_target(site / "content" / ".." / "output", site)


def publish_one(target: Path, site: Path) -> None:
    with stage(target, site) as staging:
        staging.write("index.html", b"x")
        staging.publish()


def test_a_file_and_a_link_are_refused(site: Path) -> None:
    (site / "file").write_text("")
    assert "is a file" in refused(site / "file", site)
    (site / "real").mkdir()
    (site / "link").symlink_to("real")
    (site / "dangling").symlink_to("nowhere")
    (site / "loop").symlink_to("loop")
    for name in ("link", "dangling", "loop"):
        assert "is a link" in refused(site / name, site)
    os.mkfifo(site / "pipe")
    refused(site / "pipe", site)


@pytest.mark.parametrize(
    "path",
    [
        ".",
        "..",
        "content/..",
        "../..",
        "output/../.",
        "/",
        "content",
        "themes",
        "content/a",
        "themes/a/b",
        "content/../themes",
    ],
)
def test_the_site_and_its_sources_are_refused(site: Path, path: str) -> None:
    assert "not empty" not in refused(site / path, site)


def test_the_site_is_refused_by_a_relative_path_too(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    for path in (".", "content", "./content/x", "..", ""):
        refused(Path(path), Path())
    check_target(Path("output"), Path())


@pytest.mark.parametrize("name", ["Content", "THEMES", "ｔｈｅｍｅｓ", "Content/deep"])
def test_sources_are_refused_in_any_letter_case(site: Path, name: str) -> None:
    refused(site / name, site)


def test_sources_are_refused_before_they_exist(site: Path) -> None:
    (site / "themes").rmdir()
    refused(site / "themes", site)
    refused(site / "themes" / "x", site)


def test_a_folder_merely_named_like_a_source_is_free(site: Path) -> None:
    check_target(site / "output" / "content", site)
    check_target(site.parent / "content", site)


def test_links_on_the_way_are_seen_through(site: Path) -> None:
    (site.parent / "way").symlink_to(site)
    refused(site.parent / "way", site)
    refused(site.parent / "way" / "content", site)
    refused(site / "content", site.parent / "way")
    (site.parent / "inner").symlink_to(site / "content")
    refused(site.parent / "inner" / "pages", site)
    check_target(site.parent / "way" / "output", site)


def test_a_source_that_is_a_link_is_followed(site: Path) -> None:
    elsewhere = site.parent / "elsewhere"
    (elsewhere / "data").mkdir(parents=True)
    (site / "content").rmdir()
    (site / "content").symlink_to(elsewhere / "data")
    refused(elsewhere / "data", site)
    refused(elsewhere, site)
    refused(elsewhere / "data" / "x", site)


def test_what_the_system_refuses_is_one_sentence(site: Path) -> None:
    assert "could not be written" in refused(site / ("x" * 300), site)
    (site / "file").write_text("")
    with pytest.raises(OutputRefused), stage(site / "file" / "output", site):
        pass
