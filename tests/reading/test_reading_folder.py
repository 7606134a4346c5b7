"""The walk through content/: everything that lies there is read, kept, left alone or reported."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from conftest import Write
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_seen import codes, shown, spots

from site_builder.problems import Problems
from site_builder.reading import folder as folder_module
from site_builder.reading.folder import read_folder, report_unread

MOBILE = "13800138000"


@pytest.fixture(autouse=True)
def _site_file(write: Write) -> None:
    """Every site has its site.yaml."""
    write("site.yaml", "village: 马场村\n")


def warnings(tmp_path: Path, used: set[str] | None = None) -> str:
    """What is said of the files that nothing reads."""
    problems = Problems()
    report_unread(read_folder(tmp_path, problems), used or set(), problems)
    return shown(problems)


def test_the_files_of_the_format_are_read_in_code_point_order(tmp_path: Path, write: Write, problems: Problems) -> None:
    sources = ["roster/a.yaml", "rules/b/c.yaml", "points/2024/03.yaml", "points/Z.yaml", "points/a.yaml", "points/村.yaml",
               "matters/m.yaml", "rewards/r.yaml", "activities/a.md", "stories/x/y.md", "pages/p.md"]  # fmt: skip
    for source in sources:
        write(source, f"# {source}\r\n")
    folder = read_folder(tmp_path, problems)
    assert list(folder.texts) == sorted([*sources, "site.yaml"])
    assert folder.texts["points/村.yaml"] == "# points/村.yaml\n"
    assert folder.others == {}
    assert codes(problems) == []


def test_everything_else_is_kept_for_whoever_names_it(tmp_path: Path, write: Write, problems: Problems) -> None:
    paths = {
        source: write(source, b"\xff")
        for source in ("photos/a.jpg", "points/a.yml", "point/a.yaml", "seals/2024.txt", "x.md")
    }
    folder = read_folder(tmp_path, problems)
    assert folder.others == paths
    assert list(folder.texts) == ["site.yaml"]
    assert codes(problems) == []


@pytest.mark.parametrize("source", [".git/config", "~$a.xlsx", ".DS_Store", "Thumbs.db", "photos/desktop.ini", "a.yaml.bak", "points/.a.yaml",
                                    "old.bak/a.yaml", "~tmp/a.md", "THUMBS.DB"])  # fmt: skip
def test_some_names_are_left_alone(tmp_path: Path, write: Write, problems: Problems, source: str) -> None:
    write(source, b"\xff\0" + MOBILE.encode())
    folder = read_folder(tmp_path, problems)
    assert folder.others == {}
    assert codes(problems) == []


def test_a_link_that_is_left_alone_by_name_is_no_error(tmp_path: Path, problems: Problems) -> None:
    (tmp_path / "content" / ".#lock").symlink_to("nowhere")
    read_folder(tmp_path, problems)
    assert codes(problems) == []


@pytest.mark.parametrize("site", ["empty", "missing", "file"])
def test_a_folder_without_content_is_no_site(tmp_path: Path, problems: Problems, site: str) -> None:
    path = tmp_path / site
    if site == "empty":
        path.mkdir()
    if site == "file":
        path.write_bytes(b"")
    folder = read_folder(path, problems)
    assert (folder.texts, folder.others) == ({}, {})
    assert codes(problems) == ["no-site"]


@pytest.mark.parametrize("instead", ["nothing", "a folder"])
def test_content_without_its_site_file_is_no_site(tmp_path: Path, problems: Problems, instead: str) -> None:
    (tmp_path / "content" / "site.yaml").unlink()
    if instead == "a folder":
        (tmp_path / "content" / "site.yaml").mkdir()
    read_folder(tmp_path, problems)
    assert [(p.code, p.place.file) for p in problems.sorted()] == [("no-site", "content/site.yaml")]


def test_gb18030_is_an_error_with_the_command_that_mends_it(tmp_path: Path, write: Write, problems: Problems) -> None:
    write("points/三月 a.yaml", "who: 张建国".encode("gb18030"))
    folder = read_folder(tmp_path, problems)
    assert spots(problems) == [("not-utf8", 1, 1)]
    assert 'site-builder convert "content/points/三月 a.yaml"' in shown(problems)
    assert list(folder.texts) == ["site.yaml"]


@pytest.mark.parametrize("raw", ["村".encode("utf-16"), b"a\0", b"\xff"])
def test_what_is_no_text_at_all_is_an_error(tmp_path: Path, write: Write, problems: Problems, raw: bytes) -> None:
    write("points/a.yaml", raw)
    read_folder(tmp_path, problems)
    assert codes(problems) == ["not-utf8"]
    assert "convert" not in shown(problems)


def test_a_large_file_is_refused_by_its_size_without_being_read(
    tmp_path: Path, write: Write, problems: Problems
) -> None:
    with write("points/a.yaml", b"").open("r+b") as file:
        file.truncate(folder_module.LARGEST_FILE_MB * 1024 * 1024 + 1)  # a file of holes
    read_folder(tmp_path, problems)
    assert codes(problems) == ["file-too-large"]


def test_a_large_file_is_refused_whether_anything_reads_it_or_not(
    tmp_path: Path, write: Write, problems: Problems
) -> None:
    for source in ("photos/a.jpg", "photos/b.jpg"):
        with write(source, b"").open("r+b") as file:
            file.truncate(folder_module.LARGEST_FILE + (source == "photos/a.jpg"))
    report_unread(read_folder(tmp_path, problems), set(), problems)
    assert [(p.place.file, p.code) for p in problems.sorted() if p.severity == "error"] == [
        ("content/photos/a.jpg", "file-too-large")
    ]


def test_links_are_not_followed(tmp_path: Path, write: Write, problems: Problems) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.yaml").write_text("a: 1")
    (tmp_path / "content" / "points").symlink_to(outside)
    write("roster/x.yaml", "")
    (tmp_path / "content" / "roster" / "a.yaml").symlink_to(outside / "a.yaml")
    (tmp_path / "content" / "roster" / "b.jpg").symlink_to("nowhere")
    (tmp_path / "content" / "roster" / "up").symlink_to("..")
    folder = read_folder(tmp_path, problems)
    assert codes(problems) == ["symbolic-link"] * 4
    assert list(folder.texts) == ["roster/x.yaml", "site.yaml"]
    assert folder.others == {}


def test_pipes_and_sockets_are_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problems: Problems
) -> None:
    (tmp_path / "content" / "points").mkdir()
    os.mkfifo(tmp_path / "content" / "points" / "a.yaml")
    monkeypatch.chdir(tmp_path / "content")  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("b.jpg")
        folder = read_folder(tmp_path, problems)
    assert codes(problems) == ["not-a-plain-file", "not-a-plain-file"]
    assert folder.others == {}


def test_a_file_that_cannot_be_read_is_an_error(
    tmp_path: Path, write: Write, problems: Problems, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("points/a.yaml", "")

    def refuse(path: Path, mode: str = "r") -> None:
        raise PermissionError(13, mode, str(path))

    monkeypatch.setattr(Path, "open", refuse)
    read_folder(tmp_path, problems)
    assert codes(problems) == ["unreadable", "unreadable"]


def test_a_folder_that_cannot_be_read_is_an_error(
    tmp_path: Path, write: Write, problems: Problems, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("points/a.yaml", "")
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "points":
            raise PermissionError
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    read_folder(tmp_path, problems)
    assert [(p.code, p.place.file) for p in problems.sorted()] == [("unreadable", "content/points")]


@pytest.mark.parametrize(
    "text",
    [f"# {MOBILE}\n", f"{MOBILE}: 1\n", "a: '138 0013 8000'\n", "a: １３８００１３８０００\n", "b: +86-13800138000"],
)
def test_private_numbers_in_keys_values_and_comments_are_errors(
    tmp_path: Path, write: Write, problems: Problems, text: str
) -> None:
    write("points/a.yaml", text)
    read_folder(tmp_path, problems)
    assert codes(problems) == ["private-number"]


@pytest.mark.parametrize("contact", [
    f"contact: {{name: 委员会, phone: {MOBILE}}}\n", f"contact:\n  name: 委员会\n  phone: {MOBILE}\n",
    f"contact:\n  # 说明\n\n  phone: '{MOBILE}'\nvillage2: x\n", f"contact: {{name: a,\n  phone: {MOBILE}}}\n", f'"contact": {{phone: "{MOBILE}"}}\n',
])  # fmt: skip
def test_the_contact_may_have_a_telephone(tmp_path: Path, write: Write, problems: Problems, contact: str) -> None:
    write("site.yaml", f"village: x\n{contact}town: y\n")
    read_folder(tmp_path, problems)
    assert codes(problems) == []


def test_what_stands_around_the_contact_may_not(tmp_path: Path, write: Write, problems: Problems) -> None:
    write("site.yaml", f"a: {MOBILE}\ncontact: {{phone: {MOBILE}}}  # {MOBILE}\n# {MOBILE}\nb: {MOBILE}\n")
    write("rules/site.yaml", f"contact: {MOBILE}\n")
    read_folder(tmp_path, problems)
    lines = [(p.place.file, p.place.line) for p in problems.sorted()]
    assert lines == [("content/rules/site.yaml", 1), *[("content/site.yaml", line) for line in (1, 2, 3, 4)]]


def test_the_contact_is_exempt_though_the_file_is_broken(tmp_path: Path, write: Write, problems: Problems) -> None:
    write("site.yaml", f"village: [\ncontact: {{phone: {MOBILE}}}\n")
    read_folder(tmp_path, problems)
    assert codes(problems) == []


def test_a_private_number_in_a_name_is_an_error_and_shown_nowhere(
    tmp_path: Path, write: Write, problems: Problems
) -> None:
    write(f"points/{MOBILE}.yaml", f"a: [\n# {MOBILE}")
    write(f"photos/{MOBILE}.jpg", b"")
    write(f"pages/{MOBILE}/a.jpg", b"")
    write(f"{MOBILE}.yml", b"")
    folder = read_folder(tmp_path, problems)
    report_unread(folder, set(), problems)
    assert codes(problems) == ["private-number"] * 5
    assert "138" not in shown(problems) + "".join(folder.texts) + "".join(folder.others)
    assert folder.texts["points/***********.yaml"].startswith("a: [")


@pytest.mark.parametrize(("raw", "wanted"), [
    (f"a\n电话 {MOBILE}\n".encode(), [("content/points/old.csv", 2, 4)]), (f"电话,{MOBILE}\r\n".encode("gb18030"), [("content/points/old.csv", 1, 4)]),
    (b"%PDF-1.7\0 " + MOBILE.encode(), []), (b"\xff\xd8\xff\xe0 " + MOBILE.encode(), []), (b"", []),
])  # fmt: skip
def test_a_private_number_in_a_text_that_nothing_reads_is_an_error(
    tmp_path: Path, write: Write, problems: Problems, raw: bytes, wanted: list[tuple[str, int, int]]
) -> None:
    write("points/old.csv", raw)
    report_unread(read_folder(tmp_path, problems), set(), problems)
    found = [p.place for p in problems.sorted() if p.code == "private-number"]
    assert [(place.file, place.line, place.column) for place in found] == wanted
    assert MOBILE not in shown(problems)


@pytest.mark.parametrize(
    "name", ["a\u200b.yaml", "a\nb.yaml", "a\u202e.jpg", b"\xff.yaml".decode(errors="surrogateescape")]
)
def test_a_name_with_invisible_or_broken_characters_is_an_error(
    tmp_path: Path, write: Write, problems: Problems, name: str
) -> None:
    write(f"points/{name}", "")
    folder = read_folder(tmp_path, problems)
    assert codes(problems) == ["file-name-character"]
    assert "\n" not in shown(problems)
    shown(problems).encode()
    assert folder.others == {}


def test_ordinary_chinese_names_are_no_error(tmp_path: Path, write: Write, problems: Problems) -> None:
    write("photos/塆台夜话　（一）.jpg", b"")
    assert list(read_folder(tmp_path, problems).others) == ["photos/塆台夜话　（一）.jpg"]
    assert codes(problems) == []


@pytest.mark.parametrize(("source", "words"), [
    ("points/a.yml", "rename it to “a.yaml”"), ("points/a.YAML", "rename it to “a.yaml”"), ("pages/a.yaml", "rename it to “a.md”"),
    ("points/a.xlsx", "write what it says in a .yaml file"), ("point/a.yaml", "did you mean “points”?"), ("Points/a.yaml", "“points”"),
    ("story/a.md", "“stories”"), ("photos/a.jpg", "nothing names this picture"), ("site.yml", "rename it to “site.yaml”"),
    ("a.yaml", "roster, rules, points"), ("images/a.md", "roster, rules, points"), ("a.zip", "take it away"),
])  # fmt: skip
def test_what_nothing_reads_is_a_warning_that_says_why(tmp_path: Path, write: Write, source: str, words: str) -> None:
    write(source, b"")
    said = warnings(tmp_path)
    assert said.startswith(f"content/{source}: ")
    assert words in said


def test_what_is_used_is_no_warning(tmp_path: Path, write: Write) -> None:
    write("photos/a.jpg", b"")
    write("photos/b.jpg", b"")
    assert "a.jpg" not in warnings(tmp_path, {"photos/a.jpg"})
    assert "b.jpg" in warnings(tmp_path, {"photos/a.jpg"})


def test_warnings_do_not_forbid_publishing(tmp_path: Path, write: Write, problems: Problems) -> None:
    write("points/a.yml", b"")
    report_unread(read_folder(tmp_path, problems), set(), problems)
    assert codes(problems) == ["unread-file"]
    assert not problems.has_errors


@pytest.mark.parametrize(
    ("name", "wanted"), [("point", ["unread-folder"]), ("points", []), ("photos", []), ("seals", [])]
)
def test_an_empty_folder_is_a_warning_only_if_its_name_looks_misspelt(
    tmp_path: Path, problems: Problems, name: str, wanted: list[str]
) -> None:
    (tmp_path / "content" / name).mkdir()
    read_folder(tmp_path, problems)
    assert codes(problems) == wanted


def test_each_file_is_read_once(
    tmp_path: Path, write: Write, problems: Problems, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("points/a.yaml", "a: 1")
    write("photos/a.jpg", b"")
    opened: list[str] = []
    real_open = Path.open

    def count(path: Path, mode: str = "r") -> object:
        opened.append(path.name)
        return real_open(path, mode)

    monkeypatch.setattr(Path, "open", count)
    read_folder(tmp_path, problems)
    assert sorted(opened) == ["a.yaml", "site.yaml"]


@settings(max_examples=50)
@given(raw=st.binary(max_size=200))
def test_no_bytes_get_a_traceback(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    site = tmp_path_factory.mktemp("site")
    (site / "content").mkdir()
    (site / "content" / "site.yaml").write_bytes(raw)
    problems = Problems()
    folder = read_folder(site, problems)
    assert folder.texts or problems.has_errors


def test_a_file_that_vanishes_during_the_walk_is_an_error(
    tmp_path: Path, write: Write, problems: Problems, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = write("points/a.yaml", "")
    entries = folder_module._entries

    def remove_it(walk: folder_module._Walk, folder: str) -> list[os.DirEntry[str]]:
        found = entries(walk, folder)
        if folder == "points":
            gone.unlink()
        return found

    monkeypatch.setattr(folder_module, "_entries", remove_it)
    read_folder(tmp_path, problems)
    assert [(p.code, p.place.file) for p in problems.sorted()] == [("unreadable", "content/points/a.yaml")]
