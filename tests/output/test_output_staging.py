"""Publishing: what changes, what stays the very same file, and what belongs to others."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.output import MARKER, FileRecord, OutputRefused, Summary, check_target, read_manifest, stage
from site_builder.output.manifest import parse, record_of, render

FILES = {"index.html": b"home", "boards/b/all.html": b"board", "data/site.json": b"{}"}


def digest(data: bytes) -> str:
    return record_of(data).sha256


def publish(site: Path, files: dict[str, bytes], target: Path | None = None) -> Summary:
    with stage(target or site / "output", site) as staging:
        for path, data in files.items():
            staging.write(path, data)
        return staging.publish()


def snapshot(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def without_marker(folder: Path) -> dict[str, bytes]:
    return {path: data for path, data in snapshot(folder).items() if path != MARKER}


def age(path: Path) -> os.stat_result:
    os.utime(path, ns=(10**18, 10**18))
    return path.stat()


def test_a_first_site_is_published_and_nothing_else_is_left(site: Path) -> None:
    summary = publish(site, FILES)
    assert summary == Summary(files=3, pages=2, changed=3, unchanged=0, removed=0, foreign=[])
    assert without_marker(site / "output") == FILES
    assert sorted(os.listdir(site)) == ["content", "output", "themes"]


def test_the_manifest_lists_every_file(site: Path) -> None:
    publish(site, FILES)
    assert read_manifest(site / "output") == {path: record_of(data) for path, data in FILES.items()}
    assert read_manifest(site / "content") is None
    assert record_of(b"{}") == FileRecord(2, "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")


def test_the_same_files_give_the_same_bytes_anywhere(site: Path) -> None:
    publish(site, FILES)
    publish(site, dict(reversed(FILES.items())), site.parent / "elsewhere" / "deep")
    assert snapshot(site / "output") == snapshot(site.parent / "elsewhere" / "deep")
    old = (site / "output" / MARKER).read_bytes()
    publish(site, {**FILES, "more.html": b"1"})
    publish(site, FILES)
    assert (site / "output" / MARKER).read_bytes() == old


@settings(max_examples=50)
@given(
    st.dictionaries(
        st.text(), st.builds(FileRecord, st.integers(min_value=0), st.text("0123456789abcdef", min_size=64))
    )
)
def test_a_manifest_reads_back_as_written(records: dict[str, FileRecord]) -> None:
    encodable = {p: r for p, r in records.items() if p.isprintable()}
    assert parse(render(encodable)) == encodable
    assert list(parse(render(encodable)) or {}) == sorted(encodable)


def test_modes_do_not_depend_on_the_umask(site: Path) -> None:
    old = os.umask(0o077)
    try:
        publish(site, FILES)
    finally:
        os.umask(old)
    for path in [site / "output", *(site / "output").rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644)


def test_an_unchanged_file_stays_the_very_file(site: Path) -> None:
    publish(site, FILES)
    before = age(site / "output" / "index.html")
    summary = publish(site, {**FILES, "data/site.json": b"{1}"})
    after = (site / "output" / "index.html").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert summary == Summary(files=3, pages=2, changed=1, unchanged=2, removed=0, foreign=[])


def test_an_unchanged_file_keeps_its_time_on_disks_without_links(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site, FILES)
    before = age(site / "output" / "index.html")
    monkeypatch.setattr(os, "link", refuse_links)
    publish(site, {**FILES, "data/site.json": b"{1}"})
    after = (site / "output" / "index.html").stat()
    assert after.st_mtime_ns == before.st_mtime_ns
    assert stat.S_IMODE(after.st_mode) == 0o644
    assert (site / "output" / "index.html").read_bytes() == b"home"


def refuse_links(*_args: object, **_options: object) -> None:
    raise OSError(errno.EPERM, "no hard links here")


def test_copies_reach_the_disk_as_new_files_do(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site, FILES)
    opened: list[str] = []
    real = os.open
    monkeypatch.setattr(os, "link", refuse_links)

    def noted(path: str, *rest: int) -> int:
        opened.append(path)
        return real(path, *rest)

    monkeypatch.setattr(os, "open", noted)
    publish(site, {**FILES, "data/site.json": b"{1}"})
    assert sum(path.endswith("partial/index.html") for path in opened) == 1


def test_a_name_that_the_disk_takes_for_another_overwrites_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site, FILES)
    (site / "output" / "INDEX.html").write_text("mine")

    def taken(_old: str, new: str) -> None:
        raise FileExistsError(errno.EEXIST, "File exists", new)

    monkeypatch.setattr(os, "link", taken)
    with pytest.raises(OutputRefused, match="File exists"):
        publish(site, {"index.html": b"new"})
    assert without_marker(site / "output") == {**FILES, "INDEX.html": b"mine"}


def test_a_site_without_changes_is_left_alone(site: Path) -> None:
    publish(site, FILES)

    def looks() -> list[tuple[int, int]]:
        # Not when it was read last, which any reader changes.
        return [(found.st_ino, found.st_mtime_ns) for found in ((site / "output").stat(), (site / "output" / MARKER).stat())]

    before = looks()
    assert publish(site, FILES).changed == 0
    assert looks() == before
    assert sorted(os.listdir(site)) == ["content", "output", "themes"]


def test_a_page_edited_or_deleted_by_hand_comes_back(site: Path) -> None:
    publish(site, FILES)
    (site / "output" / "index.html").write_bytes(b"hack")
    (site / "output" / "data" / "site.json").unlink()
    (site / "output" / "boards" / "b" / "all.html").chmod(0o600)
    assert publish(site, FILES).changed == 3
    assert without_marker(site / "output") == FILES
    assert stat.S_IMODE((site / "output" / "boards" / "b" / "all.html").stat().st_mode) == 0o644


def test_a_page_replaced_by_a_link_comes_back_and_what_it_led_to_stays(site: Path) -> None:
    publish(site, FILES)
    outside = site.parent / "outside"
    outside.mkdir()
    (outside / "all.html").write_bytes(b"board")
    shutil.rmtree(site / "output" / "boards" / "b")
    (site / "output" / "index.html").unlink()
    (site / "output" / "index.html").symlink_to(outside / "all.html")
    publish(site, FILES)
    assert without_marker(site / "output") == FILES
    assert not (site / "output" / "index.html").is_symlink()
    assert (outside / "all.html").read_bytes() == b"board"


def test_what_is_no_longer_planned_goes(site: Path) -> None:
    publish(site, FILES)
    assert publish(site, {"index.html": b"home"}).removed == 2
    assert without_marker(site / "output") == {"index.html": b"home"}
    assert not (site / "output" / "boards").exists()


def test_keep_takes_the_old_file_and_says_when_there_is_none(site: Path) -> None:
    publish(site, FILES)
    before = age(site / "output" / "index.html")
    (site / "output" / "data" / "site.json").write_bytes(b"longer")
    with stage(site / "output", site) as staging:
        assert staging.keep("index.html", digest(FILES["index.html"]))
        assert staging.digest("index.html") == digest(FILES["index.html"])
        assert not staging.keep("never.html", digest(b""))
        assert not staging.keep("data/site.json", digest(FILES["data/site.json"]))
        summary = staging.publish()
    assert summary == Summary(files=1, pages=1, changed=0, unchanged=1, removed=2, foreign=[])
    assert (site / "output" / "index.html").stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize("spoil", [lambda data: data, lambda data: data[::-1]])
def test_keep_takes_only_the_bytes_that_it_is_told(site: Path, spoil: Callable[[bytes], bytes]) -> None:
    publish(site, FILES)
    spoiled = spoil(FILES["index.html"])
    (site / "output" / "index.html").write_bytes(spoiled)
    with stage(site / "output", site) as staging:
        assert not staging.keep("index.html", digest(b"other"))
        assert staging.keep("index.html", digest(FILES["index.html"])) == (spoiled == FILES["index.html"])


def test_a_disk_without_room_for_kept_files_is_one_sentence(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site, FILES)

    def full(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "link", full)
    monkeypatch.setattr(shutil, "copyfile", full)
    with (
        pytest.raises(OutputRefused, match=r"no room left on the disk for .*output"),
        stage(site / "output", site) as staging,
    ):
        staging.keep("index.html", digest(FILES["index.html"]))
    assert without_marker(site / "output") == FILES


def test_files_of_others_are_kept_and_reported(site: Path) -> None:
    publish(site, FILES)
    output = site / "output"
    (output / "CNAME").write_text("example.org")
    (output / "boards" / "note.txt").write_text("mine")
    (output / ".git" / "objects").mkdir(parents=True)
    (output / ".git" / "objects" / "1").write_text("one")
    (output / ".git" / "HEAD").write_text("ref")
    (output / ".gitignore").write_text("*")
    (output / "link").symlink_to("nowhere")
    os.mkfifo(output / "pipe")
    for files in ({**FILES, "index.html": b"new"}, {"index.html": b"newer"}):
        summary = publish(site, files)
        notes = "boards/note.txt" if "boards/b/all.html" in files else "boards/"
        assert summary.foreign == [".git/", "CNAME", notes, "link", "pipe"]
    assert (output / "CNAME").read_text() == "example.org"
    assert (output / "boards" / "note.txt").read_text() == "mine"
    assert (output / ".git" / "objects" / "1").read_text() == "one"
    assert (output / ".gitignore").read_text() == "*"
    assert os.readlink(output / "link") == "nowhere"
    assert stat.S_ISFIFO((output / "pipe").lstat().st_mode)
    assert not (output / "data").exists()


def test_files_of_others_are_kept_where_there_are_no_links(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site, FILES)
    (site / "output" / "CNAME").write_text("example.org")
    monkeypatch.setattr(os, "link", refuse_links)
    assert publish(site, {"index.html": b"new"}).foreign == ["CNAME"]
    assert (site / "output" / "CNAME").read_text() == "example.org"


def test_a_file_put_there_during_the_exchange_is_not_lost(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site, FILES)
    output = site / "output"
    (output / "notes.txt").write_text("first")
    rename = os.rename

    def busy(old: str, new: str) -> None:
        (output / "late").mkdir()
        (output / "late" / "upload.txt").write_text("late")
        (output / "notes.new").write_text("second")
        os.utime(output / "notes.new", ns=(2 * 10**18, 2 * 10**18))
        os.replace(output / "notes.new", output / "notes.txt")
        rename(old, new)

    monkeypatch.setattr(os, "rename", busy)
    publish(site, {"index.html": b"new"})
    assert (output / "late" / "upload.txt").read_text() == "late"
    assert (output / "notes.txt").read_text() == "second"


def test_a_folder_with_only_git_files_keeps_them(site: Path) -> None:
    (site / "output").mkdir()
    (site / "output" / ".gitignore").write_text("*")
    assert publish(site, FILES).foreign == []
    assert without_marker(site / "output") == {**FILES, ".gitignore": b"*"}


@pytest.mark.parametrize("path", ["rules.html", "rules", "index.html/x", "data/rules/deep"])
def test_a_foreign_file_in_the_place_of_a_page_is_refused(site: Path, path: str) -> None:
    publish(site, {"a.html": b"a"})
    (site / "output" / path).parent.mkdir(parents=True, exist_ok=True)
    (site / "output" / path).write_text("mine")
    before = snapshot(site / "output")
    with pytest.raises(OutputRefused, match="stands where a page belongs"):
        publish(site, {"rules.html": b"ours", "rules/x.html": b"ours", "index.html": b"ours", "data/rules": b"ours"})
    assert snapshot(site / "output") == before
    assert sorted(os.listdir(site)) == ["content", "output", "themes"]


def test_a_copy_of_the_very_page_is_adopted(site: Path) -> None:
    publish(site, {"a.html": b"a"})
    (site / "output" / "rules.html").write_text("ours")
    assert publish(site, {"rules.html": b"ours"}).foreign == []
    assert "rules.html" in (read_manifest(site / "output") or {})


@pytest.mark.parametrize("path", ["", "/etc/x", "../x", "a/../x", "a//b", "a/", "./a", "a\\b", "c:x", "a\0b", MARKER])
def test_a_path_that_escapes_is_a_mistake_in_the_program(site: Path, path: str) -> None:
    with stage(site / "output", site) as staging:
        with pytest.raises(ValueError, match=r"planned twice|not a path"):
            staging.write(path, b"")
        with pytest.raises(ValueError, match=r"planned twice|not a path"):
            staging.keep(path, digest(b""))


def test_a_path_planned_twice_is_a_mistake_in_the_program(site: Path) -> None:
    with stage(site / "output", site) as staging:
        staging.write("a", b"")
        with pytest.raises(ValueError, match="planned twice"):
            staging.write("a", b"")


def test_without_publishing_nothing_happens(site: Path) -> None:
    publish(site, FILES)
    before = snapshot(site / "output")
    with pytest.raises(ZeroDivisionError), stage(site / "output", site) as staging:
        staging.write("index.html", b"new")
        raise ZeroDivisionError
    assert snapshot(site / "output") == before
    assert sorted(os.listdir(site)) == ["content", "output", "themes"]


def test_a_page_lost_from_the_stage_is_noticed(site: Path) -> None:
    publish(site, FILES)
    for spoil in (Path.unlink, lambda path: path.write_bytes(b"ne")):
        with pytest.raises(OutputRefused, match="vanished"), stage(site / "output", site) as staging:
            staging.write("index.html", b"new")
            (found,) = (site / ".output.site-builder").rglob("index.html")
            spoil(found)
            staging.publish()
    assert without_marker(site / "output") == FILES


def test_a_stranger_by_the_name_of_the_work_folder_is_left_alone(site: Path) -> None:
    work = site / ".output.site-builder"
    (work / "partial").mkdir(parents=True)
    (work / "partial" / "mine").write_text("mine")
    with pytest.raises(OutputRefused, match="in the way"):
        publish(site, FILES)
    assert snapshot(work) == {"partial/mine": b"mine"}


def test_a_target_taken_by_somebody_in_the_meantime_is_refused(site: Path) -> None:
    with pytest.raises(OutputRefused, match="not made by"), stage(site / "output", site) as staging:
        staging.write("index.html", b"new")
        (site / "output").mkdir()
        (site / "output" / "mine").write_text("mine")
        staging.publish()
    assert snapshot(site / "output") == {"mine": b"mine"}


def test_a_folder_that_may_not_be_written_is_one_sentence(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: str, *_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(os, "mkdir", forbidden)
    with pytest.raises(OutputRefused) as caught:
        publish(site, FILES)
    assert "may not be written (Permission denied)" in str(caught.value)
    assert caught.value.message.format_map(caught.value.values) == str(caught.value)


def test_the_checks_hold_for_staging_too(site: Path) -> None:
    with pytest.raises(OutputRefused):
        publish(site, FILES, site / "content")
    check_target(site / "output", site)
