"""Every place of a site folder into which somebody can write, found by walking a village along its record types.

A slot puts one text into one place of a village and leaves the rest as it is. A field that is added
to a record type is a slot without anybody saying so.
"""

from __future__ import annotations

import copy
import io
import json
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import polib
from PIL import Image, PngImagePlugin

from site_builder.village.binding import Record, fields_of
from site_builder.village.compound_shapes import EitherOf
from site_builder.village.matters import MattersFile
from site_builder.village.points import PointsFile
from site_builder.village.prose import ActivityEntry, PageEntry, StoryEntry
from site_builder.village.rewards import RewardsFile
from site_builder.village.roster import RosterFile
from site_builder.village.rules import RulesFile, Veto, VetoShape
from site_builder.village.settings import Settings
from tests.leaks.sites import Files

FILE_TYPES: dict[str, type] = {
    "site.yaml": Settings, "roster/a.yaml": RosterFile, "rules/a.yaml": RulesFile, "points/a.yaml": PointsFile, "matters/a.yaml": MattersFile,
    "rewards/a.yaml": RewardsFile, "activities/a.md": ActivityEntry, "stories/a.md": StoryEntry, "pages/a.md": PageEntry,
}
Path = tuple[str | int, ...]
Apply = Callable[[Files, str], None]


class Slot(NamedTuple):
    """A place, by a name for people, and what writes a text there."""

    name: str
    apply: Apply

    def filled(self, village: Files, text: str) -> Files:
        """The village with the text in the slot."""
        files = copy.deepcopy(village)
        self.apply(files, text)
        return files


def slots(village: Files) -> list[Slot]:
    """Every slot of a village."""
    found = [*_fields(village), *_comments(), *_bodies(), *_names(), *_pictures(), *_theme()]
    if "seals/2024-Q1.jsonl" in village:
        found += _seals()
    assert len({slot.name for slot in found}) == len(found)
    return found


# --- fields, from the record types ----------------------------------------------------------------


def _fields(village: Files) -> Iterator[Slot]:
    seen: set[str] = set()
    for file, type_ in FILE_TYPES.items():
        fields = village[file][0] if isinstance(village[file], tuple) else village[file]
        for slot in _walk(file, Record(type_), fields, ()):
            if slot.name not in seen:
                seen.add(slot.name)
                yield slot


def _walk(file: str, shape: Any, value: Any, path: Path) -> Iterator[Slot]:
    """A slot for each field of each record, there or not, for an item of each list and for a key of each mapping."""
    if isinstance(shape, EitherOf):
        shape = shape.long
    if isinstance(shape, VetoShape):
        shape = Record(Veto)
    item = getattr(shape, "item", None)
    if isinstance(value, list) and item is not None:
        for number, one in enumerate(value):
            yield from _walk(file, item, one, (*path, number))
    elif isinstance(value, dict) and isinstance(shape, Record):
        kind = shape.type.__name__
        yield Slot(f"{kind}: an unknown field", _setter(file, path, key=True))
        for name, (_, spec, _) in fields_of(shape.type).items():
            yield Slot(f"{kind}.{name}", _setter(file, (*path, name)))
            if not isinstance(value.get(name), str):
                yield Slot(f"{kind}.{name}, in a list", _setter(file, (*path, name), inside=lambda text: [text]))
                yield Slot(f"{kind}.{name}, in a table", _setter(file, (*path, name), inside=lambda text: {text: text}))
            if name in value:
                yield from _walk(file, spec.shape, value[name], (*path, name))


def _setter(file: str, path: Path, *, key: bool = False, inside: Callable[[str], Any] = str) -> Apply:
    def apply(files: Files, text: str) -> None:
        target = files[file][0] if isinstance(files[file], tuple) else files[file]
        for step in path if key else path[:-1]:
            target = target[step]
        if key:
            target[text] = 1
        else:
            # `str` would make a plain text of one that says how it wants to be written.
            target[path[-1]] = text if inside is str else inside(text)

    return apply


# --- what is no field ---------------------------------------------------------------------------


def _comments() -> Iterator[Slot]:
    from tests.leaks.sites import source

    for file in FILE_TYPES:

        def before(files: Files, text: str, file: str = file) -> None:
            mark = "---\n" if file.endswith(".md") else ""
            files[file] = mark + f"# {text}\n" + source(files[file]).removeprefix(mark)

        def beside(files: Files, text: str, file: str = file) -> None:
            first, _, rest = source(files[file]).partition("\n")
            second, _, rest = rest.partition("\n")
            files[file] = f"{first}\n{second}   # {text}\n{rest}" if file.endswith(".md") else f"{first}   # {text}\n{second}\n{rest}"

        yield Slot(f"{file}: a comment", before)
        yield Slot(f"{file}: a comment beside a field", beside)


BODIES = {
    "text": "{}", "heading": "## {}", "first heading": "# {}", "bold": "**{}**", "link": "[{}](https://a.example/)", "title of a link": '[t](https://a.example/ "{}")',
    "address of a link": "[t](https://a.example/{})", "query of a link": "[t](https://a.example/?q={})", "mail": "[t](mailto:{}@a.example)", "telephone": "[t](tel:{})",
    "relative link": "[t](../{}.html)", "bad link": "[t](foo:{})", "reference": "[t][{}]\n\n[{}]: https://a.example/", "title of a reference": '[t][x]\n\n[x]: https://a.example/ "{}"',
    "autolink": "<https://a.example/{}>", "alt": "![{}](photos/a.jpg)", "title of a picture": '![a](photos/a.jpg "{}")', "picture": "![a](photos/{}.jpg)", "foreign picture": "![a](https://a.example/{}.jpg)",
    "code": "`{}`", "code block": "    {}", "fence": "```\n{}\n```", "language of a fence": "```{}\nx\n```", "quote": "> {}", "list": "- {}", "numbered list": "1. {}", "table": "| {} | b |\n|---|---|\n| c | {} |",
    "comment": "<!-- {} -->", "tag": "<b>{}</b>", "name of a tag": "<{}>x</{}>", "attribute": '<b title="{}">x</b>', "name of an attribute": '<b {}="x">x</b>', "start of a list": '<ol start="{}"><li>x</li></ol>',
    "script": "<script>'{}'</script>", "style": "<style>.x{{content:'{}'}}</style>", "details": "<details><summary>{}</summary></details>", "title of a frame": '<iframe title="{}"></iframe>',
    "instruction": "<?{}?>", "declaration": "<!{}>", "definition": "{}\n:   {}", "footnote": "x[^1]\n\n[^1]: {}", "hard line end": "{}  \nx", "rule": "{}\n---\n", "underlined": "{}\n===\n",
}
"""Where a text can stand in a body."""


def _bodies() -> Iterator[Slot]:
    for file in ("activities/a.md", "stories/a.md", "pages/a.md"):
        for name, form in BODIES.items():

            def apply(files: Files, text: str, file: str = file, form: str = form) -> None:
                files[file] = (files[file][0], "\n" + form.format(*[text] * form.count("{}")) + "\n")

            yield Slot(f"{file}: {name}", apply)


NAMES = (
    "{}.md", "stories/{}.md", "stories/{}/b.md", "activities/{}.md", "pages/{}.md", "points/{}.yaml", "points/{}/b.yaml", "roster/{}.yaml", "rules/{}.yaml", "matters/{}.yaml", "rewards/{}.yaml",
    "photos/{}.jpg", "photos/{}/b.jpg", "{}/b.yaml", "{}.xlsx", "points/{}.yml", "points/{}.bak", "~{}", ".{}", "seals/{}.yaml", "seals/{}.jsonl", "../themes/{}/theme.yaml",
)


def _names() -> Iterator[Slot]:
    for form in NAMES:

        def apply(files: Files, text: str, form: str = form) -> None:
            content: Any = "records: []\n" if "points" in form else "{}\n"
            if form.endswith(".md"):
                content = "---\ntitle: t\ndate: 2024-01-01\n---\nx\n"
            files[form.format(text.replace("/", "_").replace("\0", ""))] = files["photos/a.jpg"] if form.endswith(".jpg") else content

        yield Slot(f"the name {form}", apply)
    for form in ("points/~b.yaml", "points/b.bak", ".b", "b.xlsx", "b.txt"):

        def inside(files: Files, text: str, form: str = form) -> None:
            files[form] = text

        yield Slot(f"inside of {form}", inside)


# --- pictures --------------------------------------------------------------------------------------


def picture_with(kind: str, text: str) -> bytes:
    """A picture that has the text beside its pixels."""
    image, out, data = Image.new("RGB", (320, 200), (20, 120, 20)), io.BytesIO(), text.encode()
    exif = Image.Exif()
    exif[0x010E] = exif[0x9286] = text
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + data + b"</x:xmpmeta>"
    if kind == "png":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("Title", text)
        info.add_itxt("Author", text, zip=True)
        info.add_text("Comment", text, zip=True)
        image.save(out, "PNG", pnginfo=info, exif=exif, icc_profile=data)
        return _with_chunk(out.getvalue(), b"zzZz", data)
    if kind == "webp":
        image.save(out, "WEBP", exif=exif.tobytes(), xmp=xmp, icc_profile=data)
        return out.getvalue()
    image.save(out, "JPEG", exif=exif, comment=data, xmp=xmp, icc_profile=data)
    return out.getvalue() + data


def _with_chunk(png: bytes, kind: bytes, data: bytes) -> bytes:
    """A PNG with one more chunk before its end."""
    chunk = struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return png[:-12] + chunk + png[-12:]


def _pictures() -> Iterator[Slot]:
    for kind in ("jpg", "png", "webp"):

        def apply(files: Files, text: str, kind: str = kind) -> None:
            files["photos/a.jpg"] = picture_with(kind, text)

        yield Slot(f"beside the pixels of a {kind}", apply)


# --- the village's own theme and its seals -----------------------------------------------------------

THEME = "../themes/honor-red"


def catalogue(text: str) -> bytes:
    """A theme's words in which one has become the text."""
    words = polib.POFile()
    words.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    words.append(polib.POEntry(msgid="Boards", msgstr=text))
    return words.to_binary()


def _theme() -> Iterator[Slot]:
    texts = {
        "templates/404.html": "{{% extends 'base.html' %}}{{% set parts = () %}}{{% set title = 't' %}}{{% set about = 't' %}}{{% block main %}}{}{{% endblock %}}", "styles/base.css": "/* {} */ b{{content:'{}'}}",
        "tokens.css": ":root{{--x:'{}'}}", "scripts/search.js": "var x = '{}';", "static/words.txt": "{}", "static/drawing.svg": "<svg xmlns='http://www.w3.org/2000/svg'><title>{}</title></svg>",
        "theme.yaml": "name: {}\n", "locale/zh_CN/LC_MESSAGES/theme.po": 'msgid "Boards"\nmsgstr "{}"\n',
    }
    for path, form in texts.items():

        def apply(files: Files, text: str, path: str = path, form: str = form) -> None:
            files[f"{THEME}/{path}"] = form.replace("{}", text).replace("{{", "{").replace("}}", "}")

        yield Slot(f"theme: {path}", apply)

    def words(files: Files, text: str) -> None:
        files[f"{THEME}/locale/zh_CN/LC_MESSAGES/theme.mo"] = catalogue(text)

    def name(files: Files, text: str) -> None:
        files[f"{THEME}/static/{text.replace('/', '_')}.txt"] = "x"

    yield Slot("theme: a compiled catalogue", words)
    yield Slot("theme: the name of a published file", name)
    for kind in ("jpg", "png", "webp"):

        def picture(files: Files, text: str, kind: str = kind) -> None:
            files[f"{THEME}/static/a.{kind}"] = picture_with(kind, text)

        yield Slot(f"theme: beside the pixels of a {kind}", picture)


def _seals() -> Iterator[Slot]:
    def full(line: int, field: str) -> Apply:
        def apply(files: Files, text: str) -> None:
            lines = files["seals/2024-Q1.jsonl"].splitlines()
            lines[line] = json.dumps({**json.loads(lines[line]), field: text}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            files["seals/2024-Q1.jsonl"] = "\n".join(lines) + "\n"

        return apply

    for field in ("village", "period", "previous", "more"):
        yield Slot(f"seal: {field} of the first line", full(0, field))
    for field in ("account", "person", "record", "rule", "date", "kind", "points", "more"):
        yield Slot(f"seal: {field} of an entry", full(1, field))
    for field in ("period", "closed", "previous", "digest", "full_digest", "more"):

        def apply(files: Files, text: str, field: str = field) -> None:
            kept = [line for line in files["seals/2024-Q1.yaml"].splitlines() if not line.startswith(f"{field}:")]
            files["seals/2024-Q1.yaml"] = "\n".join([f'{field}: "{text}"', *kept]) + "\n"

        yield Slot(f"seal: {field} of its YAML", apply)
