"""Writes docs/fields.md, docs/schemas/*.json and docs/models.md from the types, the one place that knows the fields."""

from __future__ import annotations

import ast
import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

from site_builder.publication import model
from site_builder.village.binding import Record, Spec, fields_of
from site_builder.village.matters import MattersFile
from site_builder.village.points import PointsFile
from site_builder.village.prose import ActivityEntry, PageEntry, StoryEntry
from site_builder.village.rewards import RewardsFile
from site_builder.village.roster import RosterFile
from site_builder.village.rules import RulesFile
from site_builder.village.settings import Settings
from site_builder.village.shapes import Shape

DOCS = Path(__file__).resolve().parent.parent / "docs"

FILES: dict[str, tuple[str, type]] = {
    "site": ("content/site.yaml", Settings),
    "roster": ("content/roster/**/*.yaml", RosterFile),
    "rules": ("content/rules/**/*.yaml", RulesFile),
    "points": ("content/points/**/*.yaml", PointsFile),
    "activity": ("content/activities/**/*.md (front matter)", ActivityEntry),
    "matters": ("content/matters/**/*.yaml", MattersFile),
    "rewards": ("content/rewards/**/*.yaml", RewardsFile),
    "story": ("content/stories/**/*.md (front matter)", StoryEntry),
    "page": ("content/pages/**/*.md (front matter)", PageEntry),
}


def schemas() -> dict[str, str]:
    """The JSON Schema of each kind of file, by file name below docs/schemas/."""
    return {f"{name}.schema.json": _schema(where, record) for name, (where, record) in FILES.items()}


def _schema(where: str, record: type) -> str:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": where}
    return json.dumps({**head, **Record(record).schema()}, ensure_ascii=False, indent=1) + "\n"


def field_reference() -> str:
    """docs/fields.md."""
    lines = [
        "# Fields of the content files",
        "",
        "Generated from the record types by `python3 make.py docs`. A field in **bold** is required.",
        "Editors complete and check fields with the schemas in `docs/schemas/`.",
    ]
    for where, record in FILES.values():
        lines += ["", f"## `{where}`", *_tables(record, set())]
    return "\n".join(lines) + "\n"


def _tables(record: type, done: set[type]) -> Iterator[str]:
    """The table of a record type, then those of the types in it, each once."""
    done.add(record)
    yield ""
    yield f"{(record.__doc__ or '').splitlines()[0]}"
    yield ""
    yield "| field | value | meaning |"
    yield "|---|---|---|"
    nested = []
    for name, (_, spec, default) in fields_of(record).items():
        shown = f"**`{name}`**" if spec.required else f"`{name}`"
        yield f"| {shown} | {describe(spec.shape)} | {spec.doc}{_default(spec, default)} |"
        nested += [inner for inner in _records_in(spec.shape) if inner not in done]
    for inner in dict.fromkeys(nested):
        if inner not in done:
            yield ""
            yield f"### {inner.__name__.removesuffix('Entry')}"
            yield from _tables(inner, done)


def _default(spec: Spec, default: object) -> str:
    if spec.required or default in (None, "", (), False):
        return ""
    return f" Default: `{getattr(default, 'text', default)}`." if isinstance(default, (str, int)) else ""


def _records_in(shape: Shape) -> list[type]:
    if isinstance(shape, Record):
        return [shape.type]
    inner = [getattr(shape, name) for name in ("item", "short", "long") if hasattr(shape, name)]
    return [record for part in inner for record in _records_in(part)]


def describe(shape: Shape) -> str:
    """A shape in a few words."""
    name = type(shape).__name__
    if isinstance(shape, Record):
        return f"[{shape.type.__name__.removesuffix('Entry')}](#{shape.type.__name__.removesuffix('Entry').lower()})"
    parts = {field.name: getattr(shape, field.name) for field in dataclasses.fields(shape)}  # type: ignore[arg-type]
    if name == "Choice":
        return " \\| ".join(f"`{word}`" for word in parts["words"])
    if name == "EitherOf":
        return f"{describe(parts['short'])} or {describe(parts['long'])}"
    if "item" in parts:
        words = {"ListOf": "list of {}", "OneOrMany": "{} or a list of them", "Pair": "[{0}, {0}]", "Table": "name: {}"}
        return words[name].format(describe(parts["item"]))
    return WORDS[name]


WORDS = {
    "Text": "text",
    "Identifier": "id",
    "Slug": "address (`a-z0-9-`)",
    "Date": "date `2024-03-12`",
    "MonthDay": "`MM-DD`",
    "Amount": "number",
    "WholeNumber": "whole number",
    "Boolean": "`true` or `false`",
    "VetoShape": "`true`, or `{years, redeem}`",
}


def model_reference() -> str:
    """docs/models.md: what templates get, from the sources of publication/model/."""
    lines = [
        "# What templates get",
        "",
        "Generated from `site_builder/publication/model/` by `python3 make.py docs`.",
    ]
    for file in sorted(Path(model.__path__[0]).glob("[a-z]*.py")):
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                lines += ["", f"## {node.name}", "", ast.get_docstring(node) or "", ""]
                lines += ["| field | type | meaning |", "|---|---|---|", *_model_fields(node.body)]
    return "\n".join(lines) + "\n"


def _model_fields(body: list[ast.stmt]) -> Iterator[str]:
    for statement, following in zip(body, [*body[1:], None], strict=True):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            type_ = ast.unparse(statement.annotation).replace("|", "\\|")
            yield f"| `{statement.target.id}` | `{type_}` | {_string(following)} |"


def _string(statement: ast.stmt | None) -> str:
    """The text that stands under a field, on one line."""
    is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return " ".join(str(statement.value.value).split()).replace("|", "\\|") if is_text else ""


def main() -> None:
    """Write everything."""
    (DOCS / "schemas").mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (DOCS / "schemas" / name).write_text(text, encoding="utf-8")
    (DOCS / "fields.md").write_text(field_reference(), encoding="utf-8")
    (DOCS / "models.md").write_text(model_reference(), encoding="utf-8")


if __name__ == "__main__":
    main()
