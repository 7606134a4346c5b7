"""Trees to YAML text, in many valid ways (the inverse of ``reading``)."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any

from .reading import NUMBER, Num

BARE = re.compile(r"[0-9A-Za-z_\u4e00-\u9fff](?:[0-9A-Za-z_\u4e00-\u9fff./@-]|:(?=\S))*\Z")


def scalar_text(value: Any, luck: Random) -> str:
    """One scalar: bare where that is allowed and means the same."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Num):
        return str(value)
    text = str(value)
    special = NUMBER.match(text) or text in ("true", "false", "null")
    if BARE.match(text) and not special and luck.random() < 0.8:
        return text
    if luck.random() < 0.5 and "\\" not in text:
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)


def pairs(tree: dict[str, Any], luck: Random) -> list[tuple[str, Any]]:
    items = list(tree.items())
    if luck.random() < 0.5:
        luck.shuffle(items)
    return items


def flow(tree: Any, luck: Random) -> str:
    """In one line."""
    if isinstance(tree, dict):
        inner = ", ".join(f"{key_text(k, luck)}: {flow(v, luck)}" for k, v in pairs(tree, luck))
        return "{" + inner + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(flow(one, luck) for one in tree) + "]"
    return scalar_text(tree, luck)


def key_text(key: str, luck: Random) -> str:
    return json.dumps(key, ensure_ascii=False) if luck.random() < 0.05 else key


def block(tree: Any, indent: int, luck: Random) -> list[str]:
    """Over several lines; each begins at the indent."""
    pad = " " * indent
    lines: list[str] = []
    if isinstance(tree, dict):
        for key, value in pairs(tree, luck):
            if isinstance(value, dict | list) and value and luck.random() < 0.6:
                lines.append(f"{pad}{key_text(key, luck)}:")
                lines += block(value, indent + 2, luck)
            else:
                lines.append(f"{pad}{key_text(key, luck)}: {flow(value, luck)}")
        return lines
    assert isinstance(tree, list)
    for one in tree:
        if isinstance(one, dict) and one and luck.random() < 0.5:
            inner = block(one, indent + 2, luck)
            lines.append(f"{pad}- {inner[0][indent + 2 :]}")
            lines += inner[1:]
        else:
            lines.append(f"{pad}- {flow(one, luck)}")
    return lines


def dump(tree: dict[str, Any], style: int) -> str:
    """A file; style 0 is the plainest."""
    luck = Random(style)
    lines = block(tree, 0, luck)
    if style % 5 == 1:
        lines.insert(0, "# 村里自己写的")
    if style % 7 == 1:
        lines = [line + "   # 注" if line.endswith("}") else line for line in lines]
    text = "\n".join(lines) + "\n"
    if style % 11 == 1:
        text = text.replace("\n", "\r\n")
    return "\ufeff" + text if style % 13 == 1 else text


def dump_front_matter(tree: dict[str, Any], style: int) -> str:
    """A Markdown file with front matter."""
    head = "---\n" + dump(tree, style).removeprefix("\ufeff").replace("\r\n", "\n") + "---\n"
    text = head + "\n大家一起动手。\n"
    return text.replace("\n", "\r\n") if style % 11 == 1 else text
