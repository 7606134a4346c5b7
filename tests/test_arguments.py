"""What the command line says of itself, in the site's language."""

from __future__ import annotations

import os
import re
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from site_builder.arguments import COMMANDS, SHEETS, parse
from site_builder.cli import run_command
from site_builder.messages import Messages

ENGLISH = re.compile(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}")


def said(line: str, language: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """How a command line that leads nowhere ends, and what is printed."""
    with pytest.raises(SystemExit) as ended:
        parse(line.split(" "), lambda _site: language)
    out, err = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, out + err


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
def test_help_names_every_command_in_the_language(language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for line, texts in (("--help", COMMANDS), ("print --help", SHEETS)):
        status, text = said(line, language, capsys)
        assert status == 0
        whole = re.sub(r"\s+", "", text)
        for name, about in texts.items():
            assert re.sub(r"\s+", "", f"{name}{Messages(language).say(about)}") in whole
        assert max(sum(1 + (east_asian_width(c) in "WF") for c in row) for row in text.splitlines()) <= 80


@pytest.mark.parametrize("name", [*COMMANDS, *(f"print {sheet}" for sheet in SHEETS)])
def test_help_in_chinese_leaves_nothing_english(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, text = said(f"{name} --help", "zh-CN", capsys)
    assert status == 0
    assert text.startswith(f"用法：site-builder {name} [")
    assert ENGLISH.search(text.replace(f"site-builder {name}", "")) is None
    assert not re.search(r"\b(usage|options|positional|default|show)\b", text)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("check 13800138000", "看不懂 ***********"),
        ("close", "还少写了 哪一期"),
        ("print board --pa=A3 --p=all b", "选项 --p=all 没写全，可能是 --paper, --png, --period"),
        ("nonsense", "COMMAND：没有 'nonsense'，可以写的有 'check', 'build'"),
        ("build --no-cache=1", "--no-cache：后面不能写 '1'"),
        ("check --format", "--format：后面要写一个值"),
        ("build --as-of 2026-02-30", "--as-of：“2026-02-30”不是日期，要写成 2024-03-12 这样"),
        ("build --jobs 0", "--jobs：“0”不是 1 到 256 的数"),
        ("serve --port 99999", "--port：“99999”不是端口"),
        ("print board --paper B4 x", "--paper：“B4”不是纸张"),
        ("print bulletin 昨天", "POSTED：“昨天”不是日期"),
    ],
)
def test_a_line_that_cannot_be_understood_is_told_in_chinese(line: str, complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, text = said(line, "zh-CN", capsys)
    assert status == 2
    last = text.splitlines()[-1]
    assert complaint in last
    assert last.startswith("site-builder")


def test_it_speaks_the_language_of_the_site_that_is_named() -> None:
    asked: list[Path] = []

    def language_of(site: Path) -> str:
        asked.append(site)
        return "en"

    for line in ("check", "check --site a", "--site=b check", "--site c check --format json"):
        assert parse(line.split(), language_of).command == "check"
    assert asked == [Path(), Path("a"), Path("b"), Path("c")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("strange", ["a pipe", "a link"])
def test_what_is_no_plain_file_is_not_waited_for(tmp_path: Path, strange: str, capsys: pytest.CaptureFixture[str]) -> None:
    settings = tmp_path / "content" / "site.yaml"
    settings.parent.mkdir()
    if strange == "a pipe":
        os.mkfifo(settings)
    else:
        settings.symlink_to("/dev/zero")
    assert run_command(["check", "--site", str(tmp_path)]) == 1
    assert "error[" in capsys.readouterr().err
