"""Writes docs/errors.md, the reference of all problems, from the cases: `python tests/errors/reference.py`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.errors import cases

FILE = cases.ROOT / "docs" / "errors.md"
HEAD = """# 出错信息一览

`site-builder check` 和 `site-builder build` 报出来的每一种毛病都在这里：什么意思，错在哪几行，屏幕上怎么说。
一行一个：`文件:行:列: error[代号]: 什么不对，怎么改`。按方括号里的代号查。
`error` 是错误，不改好就不能发布，已经发布的网站原样不动；`warning` 是提醒，照样发布，但请看一眼。

各例都叠在同一个小村子（`tests/errors/BASE`）上，只列出有毛病的那几行。本页由 `python tests/errors/reference.py` 生成，不要手改。
"""
_LINE = re.compile(r"(.+?):(\d+):\d+: (error|warning)\[([a-z0-9-]+)\]: .+")
_MOST_LINES = 3
_LONGEST = 160


def page() -> str:
    """The whole reference, by code."""
    return HEAD + "".join(_section(code) for code in sorted({code for name in cases.NAMES for code in _codes(name)}))


def _codes(name: str) -> list[str]:
    return [match[4] for match in map(_LINE.fullmatch, cases.expected(name).splitlines()) if match]


def _section(code: str) -> str:
    name = min((name for name in cases.NAMES if code in _codes(name)), key=lambda name: _fitness(name, code))
    lines = [line for line in cases.expected(name).splitlines() if f"[{code}]" in line][:_MOST_LINES]
    places = [match for match in map(_LINE.fullmatch, lines) if match]
    parts = [f"\n## {code}\n", cases.about(name) if name.startswith(code) else f"（见“{name}”一例）{cases.about(name)}"]
    example = list(_example(name, places))
    if example:
        parts.append("\n```text\n" + "\n".join(example) + "\n```")
    parts.append("\n屏幕上说：\n\n```text\n" + "\n".join(lines) + "\n```")
    return "\n".join(parts) + "\n"


def _fitness(name: str, code: str) -> tuple[bool, bool, int, str]:
    """The case named after the code comes first, then the one that shows little else."""
    return name != code, not name.startswith(code), len(set(_codes(name))), name


def _example(name: str, places: list[re.Match[str]]) -> Iterator[str]:
    """The lines of the case's files at which something is wrong, each once, under the file's name."""
    shown: dict[str, list[int]] = {}
    for match in places:
        numbers = shown.setdefault(match[1], [])
        if int(match[2]) not in numbers:
            numbers.append(int(match[2]))
    for file, numbers in shown.items():
        lines = _lines(name, file)
        wrong = [lines[number - 1] for number in numbers if number <= len(lines) and lines[number - 1].strip()]
        if wrong:
            yield f"# {file}"
            yield from (line if len(line) <= _LONGEST else line[:_LONGEST] + "…" for line in wrong)


def _lines(name: str, file: str) -> list[str]:
    """A file of the case, or of the base; none where it was made by hand."""
    found = next((path for folder in (name, "BASE") if (path := cases.HERE / folder / file).is_file()), None)
    return found.read_text("utf-8").splitlines() if found and found.suffix != ".mo" else []


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(page(), "utf-8")
