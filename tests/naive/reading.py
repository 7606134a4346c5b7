"""Reading content/: YAML 1.2 core scalars, front matter, files by source path."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?\Z")
YAML_PLACES = ("site.yaml", "roster", "rules", "points", "matters", "rewards")
Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Num(str):
    """A plain scalar that is a number; the characters stay as they were typed."""

    __slots__ = ()


def scalar(text: str, plain: bool) -> Any:
    """Section 0: what a scalar means."""
    if not plain:
        return text
    if NUMBER.match(text):
        return Num(text)
    if text in ("true", "false"):
        return text == "true"
    if text in ("", "~", "null"):
        return None
    return text


def build(node: yaml.Node) -> Any:
    """The tree under a YAML node. Empty text and null count as absent."""
    if isinstance(node, yaml.ScalarNode):
        return scalar(node.value, not node.style)
    if isinstance(node, yaml.SequenceNode):
        return [build(child) for child in node.value]
    assert isinstance(node, yaml.MappingNode)
    pairs = [(str(key.value), build(value)) for key, value in node.value]
    assert len({key for key, _ in pairs}) == len(pairs), "duplicate key"
    return {key: value for key, value in pairs if value is not None and value != ""}


def load_yaml(text: str) -> Any:
    """One YAML document; an empty one is an empty mapping."""
    node = yaml.compose(text.removeprefix("\ufeff").replace("\r\n", "\n"), Loader=Loader)
    tree = build(node) if node is not None else {}
    return {} if tree is None else tree


def load_front_matter(text: str) -> Any:
    """What stands between the two lines of three dashes."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    assert lines[0] == "---", "no front matter"
    end = lines.index("---", 1)
    return load_yaml("\n".join(lines[1:end]) + "\n")


def load_texts(texts: Mapping[str, str]) -> dict[str, Any]:
    """Source path (relative to content/) to tree, for the files that carry figures."""
    docs: dict[str, Any] = {}
    for path, text in texts.items():
        top = path.split("/")[0]
        if top in YAML_PLACES and path.endswith(".yaml"):
            docs[path] = load_yaml(text)
        elif top == "activities" and path.endswith(".md"):
            docs[path] = load_front_matter(text)
    return docs


def read_site(site: Path) -> dict[str, Any]:
    """The trees of a site folder."""
    content = site / "content"
    texts = {
        path.relative_to(content).as_posix(): path.read_bytes().decode("utf-8")
        for path in sorted(content.rglob("*"))
        if path.is_file() and path.suffix in (".yaml", ".md")
    }
    return load_texts(texts)


def number(value: Any) -> Fraction:
    """A number field, exactly."""
    assert isinstance(value, Num), f"not a number: {value!r}"
    return Fraction(value)


def day(value: Any) -> date:
    """A date field."""
    assert isinstance(value, str), f"not a date: {value!r}"
    return date.fromisoformat(value)


def optional_day(value: Any) -> date | None:
    """A date field that may be absent."""
    return None if value is None else day(value)


def as_list(value: Any) -> list[Any]:
    """One or a list, or nothing, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
