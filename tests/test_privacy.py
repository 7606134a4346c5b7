"""An adversary's view: what is hidden cannot be read, rebuilt, joined together or run, whatever is written where.

Everything here goes through real builds. The villages are filled from the record types themselves, so
that a field that is added tomorrow holds a canary today.
"""

from __future__ import annotations

import csv
import io
import json
import re
import time
import unicodedata
import xml.dom.minidom
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest

from site_builder.cli import run_command
from site_builder.village.binding import Record, fields_of
from site_builder.village.matters import MattersFile
from site_builder.village.points import PointsFile
from site_builder.village.prose import ActivityEntry, PageEntry, StoryEntry
from site_builder.village.rewards import RewardsFile
from site_builder.village.roster import RosterFile
from site_builder.village.rules import RulesFile
from site_builder.village.settings import Settings
from site_builder.village.shapes import Text
from tests.leaks.sites import Files, Outcome, Seen, build, digits_of, files_of, look, published, write
from tests.leaks.village import FILLED, HIDDEN, OPEN, REFERENCES, canary_village, picture, record_id


class Built(NamedTuple):
    site: Path
    outcome: Outcome
    seen: Seen


@pytest.fixture(scope="module")
def canaries(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = write(tmp_path_factory.mktemp("canaries"), canary_village())
    outcome = build(site)
    assert outcome.status == 0, outcome.err
    return Built(site, outcome, look(site))


def test_every_kind_of_text_slot_holds_a_canary_or_points_to_something() -> None:
    """A new field of text is filled by `fill`; a new kind of record has to be put into the village."""
    reached: set[type] = set()

    def walk(shape: Any) -> None:
        for part in (getattr(shape, name, None) for name in ("item", "short", "long")):
            if part is not None:
                walk(part)
        if isinstance(shape, Record) and shape.type not in reached:
            reached.add(shape.type)
            for _, spec, _ in fields_of(shape.type).values():
                walk(spec.shape)

    for file in (RosterFile, RulesFile, PointsFile, ActivityEntry, MattersFile, RewardsFile, StoryEntry, PageEntry, Settings):
        walk(Record(file))
    FILLED.clear()
    canary_village()
    slots = {
        (type_.__name__, name)
        for type_ in reached
        for name, (_, spec, _) in fields_of(type_).items()
        if isinstance(getattr(spec.shape, "item", spec.shape), Text)
    }
    assert slots - FILLED - set(REFERENCES) == set()
    assert len(FILLED) > 40


@pytest.mark.parametrize("kind", HIDDEN)
def test_a_hidden_name_is_in_no_byte(canaries: Built, kind: str) -> None:
    name = HIDDEN[kind]
    assert canaries.seen.files_with(name) == []
    assert name not in canaries.outcome.out + canaries.outcome.err


def test_who_consented_is_named_and_the_masked_stand_where_the_names_stood(canaries: Built) -> None:
    assert len(canaries.seen.files_with("赵公开")) > 20
    assert len(canaries.seen.files_with("王小明")) > 1
    for masked in ("欧**密", "只**甲", "小**年", "钱*", "𠮷*家", "阿***汗", "买****力"):
        assert len(canaries.seen.files_with(masked)) > 30, masked


def test_every_line_with_a_hidden_name_is_warned_of(canaries: Built) -> None:
    warned = set(re.findall(r"^(content/[^:]+):(\d+):\d+: warning\[name-masked\]", canaries.outcome.err, re.MULTILINE))
    silent = [
        f"{path.name}:{number} {line[:60]}"
        for path in sorted((canaries.site / "content").rglob("*.*")) if path.suffix in (".yaml", ".md")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if "：" in line and HIDDEN["four"] in line and (path.relative_to(canaries.site).as_posix(), str(number)) not in warned
    ]
    assert silent == []


def test_pictures_carry_nothing_but_pixels(canaries: Built) -> None:
    copies = [file for path, file in files_of(canaries.site).items() if path.endswith(".webp")]
    assert copies
    for file in copies:
        assert not re.search(rb"CANARY|EXIF|ICCP|XMP ", file.read_bytes())


@pytest.mark.parametrize("mode", ["full", "masked"])
def test_the_modes_of_names(tmp_path: Path, mode: str) -> None:
    files = canary_village()
    files["site.yaml"]["names"] = mode
    site = write(tmp_path, files)
    assert build(site).status == 0
    seen = look(site)
    assert {kind for kind, name in HIDDEN.items() if seen.files_with(name)} == (set(HIDDEN) - {"minor"} if mode == "full" else set())
    assert bool(seen.files_with("赵公开")) == (mode == "full")


def test_a_withdrawn_consent_takes_the_name_out_of_site_and_cache(tmp_path: Path) -> None:
    site = write(tmp_path, canary_village())
    assert build(site).status == 0
    assert look(site).files_with("赵公开")
    roster = site / "content/roster/a.yaml"
    roster.write_text(roster.read_text("utf-8").replace('- "web"', '- "print"'), "utf-8")
    assert build(site).status == 0
    seen = look(site)
    assert [name for name in OPEN if seen.files_with(name)] == []


# --- disguises: one village, each disguise with people of its own -------------------------------------

Disguise = Callable[[str], str]


def between(mark: str) -> Disguise:
    return lambda name: name[0] + mark + name[1:]


def around(start: str, end: str) -> Disguise:
    return lambda name: f"{start}{name}{end}"


IN_BODIES: dict[str, Disguise] = {
    "as it is": str, "decomposed": lambda name: unicodedata.normalize("NFD", name), "wide spaces": "　".join, "no-break space": between("\xa0"),
    "decimal entity": lambda name: f"&#{ord(name[0])};{name[1:]}", "hex entity": lambda name: f"&#x{ord(name[0]):x};{name[1:]}", "soft hyphen": between("&shy;"),
    "zero-width entity": between("&#8203;"), "zero-width": "\u200b".join, "joiner": between("\u200d"), "direction": between("\u202e"), "variation": between("\ufe0f"),
    "ideographic variation": between("\U000e0100"), "control": between("\x01"), "line end": between("\n"), "hard line end": between("  \n"),
    "bold": lambda name: f"**{name[0]}**{name[1:]}", "tag": lambda name: f"<b>{name[0]}</b>{name[1:]}", "dropped tag": lambda name: f"<span>{name[0]}</span>{name[1:]}",
    "comment": between("<!-- x -->"), "br": between("<br>"), "wbr": between("<wbr>"), "code": lambda name: f"`{name[0]}`{name[1:]}", "quote": lambda name: f"\n\n> {name[0]}\n> {name[1:]}\n\n",
    "link": around("[", "](https://a.example/)"), "half a link": lambda name: f"[{name[0]}](https://a.example/){name[1:]}", "title of a link": around('[t](https://a.example/ "', '")'),
    "entity in a title": lambda name: f'[t](https://a.example/ "&#{ord(name[0])};{name[1:]}")', "alt": around("![", "](photos/a.jpg)"),
    "zero-width in alt": lambda name: f'<img src="photos/a.jpg" alt="{name[0]}&#8203;{name[1:]}">', "code block": around("\n\n    ", "\n\n"),
    "table": around("\n\n| ", " | x |\n|---|---|\n| y | z |\n\n"), "cells": lambda name: f"\n\n| {name[0]} | {name[1:]} |\n|---|---|\n| y | z |\n\n",
    "heading": around("\n\n## ", "\n\n"), "hidden comment": around("<!-- ", " -->"), "script": around("<script>'", "'</script>"), "attribute": around('<b id="', '">x</b>'),
    "dropped block": around("<details><summary>", "</summary>x</details>"), "textarea": around("<textarea>", "</textarea>"), "mixed": lambda name: f"**{name[0]}**\n<!-- a -->　&#8203;{name[1:]}",
    "before br": around("", "<br>Bob"), "list on one line": around("<ul><li>", "</li><li>Bob</li></ul>"), "cells on one line": around("<table><tr><td>", "</td><td>Bob</td></tr></table>"),
    "after hr": around("Bob<hr>", ""), "after code": around("Bob`b`", ""), "twice in a block": lambda name: f"<p>{name}</p><p>{name}</p>",
}
IN_LINES: dict[str, Disguise] = {
    key: IN_BODIES[key] for key in ("as it is", "decomposed", "wide spaces", "no-break space", "decimal entity", "hex entity", "soft hyphen", "zero-width entity", "tag", "bold", "comment")
}


class Alias(NamedTuple):
    """People for one disguise: nobody else in the village has their names."""

    chinese: str
    latin: str
    hangul: str


def aliases(number: int) -> Alias:
    letters = chr(ord("a") + number // 20) + chr(ord("a") + number % 20)
    return Alias("欧" + chr(0x9A6C + 2 * number) + chr(0x9A6D + 2 * number), f"Zoé{letters} Mär{letters}", "김" + chr(0xAC01 + 28 * number) + chr(0xB098 + 28 * number))


CASES = [("body", key) for key in IN_BODIES] + [("line", key) for key in IN_LINES]


@pytest.fixture(scope="module")
def disguised(tmp_path_factory: pytest.TempPathFactory) -> Built:
    people = [(f"Q{number:03}{i}", name) for number in range(len(CASES)) for i, name in enumerate(aliases(number))]
    files: Files = {
        "site.yaml": "village: v\nnotice_days: 0\n", "photos/a.jpg": picture(),
        "roster/a.yaml": {"groups": [{"id": "g1", "name": "g"}], "households": [{"id": "H1", "group": "g1", "members": [{"id": id, "name": name} for id, name in people]}]},
    }
    for number, (where, key) in enumerate(CASES):
        for i, name in enumerate(aliases(number)):
            text = (IN_BODIES if where == "body" else IN_LINES)[key](name)
            front = {"title": f"t {text} t" if where == "line" else "t", "date": "2024-01-01", "slug": f"s-{number}-{i}"}
            files[f"stories/s{number}-{i}.md"] = ({**front, "tags": [f"x {text}"]} if where == "line" else front, f"\nx {text} x\n" if where == "body" else "x")
    site = write(tmp_path_factory.mktemp("disguised"), files)
    outcome = build(site)
    assert outcome.status == 0, outcome.err
    return Built(site, outcome, look(site))


@pytest.mark.parametrize(("where", "key"), CASES)
def test_no_disguise_carries_a_name_onto_a_page(disguised: Built, where: str, key: str) -> None:
    people = aliases(CASES.index((where, key)))
    assert {name: paths for name in people if (paths := disguised.seen.files_with(name))} == {}


OVERLAPS = {
    "a shorter allowed one begins earlier": ("甲乙丙丁", ["甲乙"], ["乙丙丁"], "乙丙丁"), "an allowed one of equal length begins earlier": ("戊己庚辛", ["戊己庚"], ["己庚辛"], "己庚辛"),
    "two hidden ones overlap": ("子丑寅卯", [], ["子丑寅", "寅卯"], "寅卯"), "a hidden one in itself": ("辰巳巳巳", [], ["辰巳巳", "巳巳"], "巳巳"),
    "an excused word begins earlier": ("旧午未申", [], ["午未申"], "午未申"),
}


@pytest.mark.parametrize("case", OVERLAPS)
def test_a_hidden_name_is_masked_where_names_overlap(tmp_path: Path, case: str) -> None:
    text, allowed, hidden, gone = OVERLAPS[case]
    members = [{"id": f"P{i}", "name": name, **({"consent": ["web"]} if name in allowed else {})} for i, name in enumerate([*allowed, *hidden])]
    site = write(tmp_path, {
        "site.yaml": "village: v\nnotice_days: 0\nnot_names: [旧午]\n", "stories/s.md": ({"title": f"见{text}。"}, f"见{text}。\n"),
        "roster/a.yaml": {"groups": [{"id": "g1", "name": "g"}], "households": [{"id": "H1", "group": "g1", "members": members}]},
    })
    assert build(site).status == 0
    page = (site / "output/stories/s.html").read_text("utf-8")
    assert gone not in page
    assert gone not in (site / "output/search-index.js").read_text("utf-8")


def test_an_allowed_name_and_an_excused_word_protect_what_lies_inside_them(tmp_path: Path) -> None:
    site = write(tmp_path, {
        "site.yaml": "village: v\nnotice_days: 0\nnot_names: [不高兴]\n", "stories/s.md": ({"title": "t"}, "王小明不高兴，王小不知道。\n"),
        "roster/a.yaml": {"groups": [{"id": "g1", "name": "g"}], "households": [{"id": "H1", "group": "g1", "members": [
            {"id": "P1", "name": "王小"}, {"id": "P2", "name": "王小明", "consent": ["web"]}, {"id": "P3", "name": "高兴"}]}]},
    })
    assert build(site).status == 0
    assert "王小明不高兴，王*不知道。" in (site / "output/stories/s.html").read_text("utf-8")


STORY = "---\ntitle: t\n---\nx\n"
IN_ADDRESSES: dict[str, Files] = {
    "a story's file": {"stories/欧阳秘密.md": STORY}, "with a space": {"stories/欧阳　秘密.md": STORY}, "a picture": {"photos/欧阳秘密.jpg": picture()}, "a folder": {"photos/欧阳秘密/a.jpg": picture()},
    "what nobody reads": {"欧阳秘密.xlsx": b"x"}, "a points file": {"points/欧阳秘密.yaml": ""}, "a latin slug": {"stories/s.md": "---\ntitle: t\nslug: wang-wei\n---\nx\n"},
    "decomposed Hangul": {f"stories/{unicodedata.normalize('NFD', '김철수')}.md": "---\ntitle: t\nslug: x\n---\nx\n"}, "decomposed accent": {f"stories/{unicodedata.normalize('NFD', 'René')}.md": STORY},
    "a link": {"stories/s.md": f"---\ntitle: t\n---\n[x](https://a.example/{quote('欧阳秘密')})\n"}, "a mail address": {"stories/s.md": "---\ntitle: t\n---\n[x](mailto:欧阳秘密@a.example)\n"},
    "the site's address": {"site.yaml": "village: v\nnotice_days: 0\nbase_url: https://a.example/欧阳秘密/\n"}, "the site's address, escaped": {"site.yaml": f"village: v\nnotice_days: 0\nbase_url: https://a.example/{quote('欧阳秘密')}/\n"},
    "the id of a rule": {"rules/b.yaml": "categories: [{id: wang-wei, name: a}]\nrules: [{id: wang-wei, name: w, category: wang-wei, points: 1}]\n"},
    "the id of goods": {"rewards/b.yaml": "items: [{id: wang-wei, name: w, points: 1}]\n"},
    "an id": {"roster/b.yaml": {"households": [{"id": "Wang-Wei", "group": "g1", "members": [{"id": "P9", "name": "赵九"}]}]}},
}


@pytest.mark.parametrize("where", IN_ADDRESSES)
def test_a_hidden_name_in_an_address_stops_the_build(tmp_path: Path, where: str) -> None:
    names = ["欧阳秘密", "Wang Wei", "김철수", "René"]
    site = write(tmp_path, {
        "site.yaml": "village: v\nnotice_days: 0\n",
        "roster/a.yaml": {"groups": [{"id": "g1", "name": "g"}], "households": [{"id": "H1", "group": "g1", "members": [{"id": f"P{i}", "name": name} for i, name in enumerate(names)]}]},
        **IN_ADDRESSES[where],
    })
    outcome = build(site)
    assert outcome.status == 1
    assert "error[name-in-address]" in outcome.err
    assert not (site / "output").exists()


def test_what_is_left_alone_leaves_no_name_and_no_number_in_the_cache(tmp_path: Path) -> None:
    site = write(tmp_path, {
        "site.yaml": "village: v\nnotice_days: 0\n", "points/欧阳秘密.bak": "x", "~13800138000": "x",
        "roster/a.yaml": {"groups": [{"id": "g1", "name": "g"}], "households": [{"id": "H1", "group": "g1", "members": [{"id": "P1", "name": "欧阳秘密"}]}]},
    })
    assert build(site).status == 0
    seen = look(site)
    assert seen.files_with("欧阳秘密") + seen.files_with("13800138000") == []


def test_a_masked_name_cannot_be_rebuilt_by_trying_characters_against_a_record_id(tmp_path: Path) -> None:
    """An id is a digest of the note as it was typed: a page that shows it beside the masked note gives the name away."""
    note, day = "帮张建国家收稻子", "2024-03-01"
    site = write(tmp_path, bare_village(**{
        "roster/a.yaml": "groups: [{id: g1, name: g}]\nhouseholds: [{id: H1, group: g1, members: [{id: P1, name: 张建国}, {id: P2, name: 李四, consent: [web]}]}]\n",
        "points/a.yaml": f"posted: 2024-03-02\nrecords:\n  - {{date: {day}, who: P2, rule: work, note: {note}}}\n  - {{date: {day}, who: P2, rule: work, note: 收稻子}}\n",
    }))
    assert build(site).status == 0
    seen = look(site)
    assert seen.files_with("帮张*国家收稻子")
    assert seen.files_with(record_id(day, "P2", "work", note="收稻子")), "other records keep their id"
    assert seen.files_with(record_id(day, "P2", "work", note=note)) == []


def test_a_name_set_with_a_space_is_masked_like_any_other(tmp_path: Path) -> None:
    """White space inside a name makes no difference: neither in the length of the mask nor among namesakes."""
    members = "{id: P1, name: 张　三}, {id: P2, name: 李四}, {id: P3, name: 李　四, consent: [web]}, {id: P4, name: 赵　六, consent: [web]}"
    site = write(tmp_path, bare_village(**{
        "roster/a.yaml": f"groups: [{{id: g1, name: g}}]\nhouseholds: [{{id: H1, group: g1, members: [{members}]}}]\n",
        "stories/s.md": ({"title": "t"}, "张三、李四、赵六来了。\n"),
    }))
    assert build(site).status == 0
    seen = look(site)
    assert seen.files_with("张*、李*、赵六来了")
    assert [name for name in ("张*三", "李四", "zhang?san") if seen.files_with(name)] == []


@pytest.mark.parametrize("body", [
    '<ol start="张建国"><li>x</li></ol>', '<ol start="&#49;3800138000"><li>x</li></ol>', "看\u202e国建张\u202c来了", '[x](https://a.example/ "\u202e国建张")',
])
def test_no_attribute_and_no_turned_writing_carries_anything(tmp_path: Path, body: str) -> None:
    site = write(tmp_path, bare_village(**{
        "roster/a.yaml": "groups: [{id: g1, name: g}]\nhouseholds: [{id: H1, group: g1, members: [{id: P1, name: 张建国}]}]\n",
        "stories/s.md": ({"title": "t"}, f"{body}\n"),
    }))
    build(site)
    seen = look(site)
    assert [word for word in ("张建国", "13800138000") if seen.files_with(word)] == []
    assert not any("\u202e" in file.read_text("utf-8") for path, file in files_of(site).items() if path.endswith(("html", "xml")))


@pytest.mark.parametrize("written", ["&#24352建国", "&#0000000024352;建国", "张<b title='a>b'>建国", "张<!-- > -->建国", "张<b title=\"'>\">建国"])
def test_odd_markup_in_a_title_hides_no_name(tmp_path: Path, written: str) -> None:
    site = write(tmp_path, bare_village(**{
        "roster/a.yaml": "groups: [{id: g1, name: g}]\nhouseholds: [{id: H1, group: g1, members: [{id: P1, name: 张建国}]}]\n",
        "stories/s.md": ({"title": f"见{written}。"}, "x\n"),
    }))
    assert build(site).status == 0
    assert look(site).files_with("建国") == []


@pytest.mark.parametrize("text", ["张建国李四" * 20_000, "*" + "张建国李四" * 20_000, "<!--" * 60_000, "<" * 100_000, "&#" * 50_000, "王小明王小" * 20_000])
def test_masking_takes_no_longer_than_the_text_is_long(tmp_path: Path, text: str) -> None:
    site = write(tmp_path, bare_village(**{
        "roster/a.yaml": "groups: [{id: g1, name: g}]\nhouseholds: [{id: H1, group: g1, members: [{id: P1, name: 张建国}, {id: P2, name: 李四, consent: [web]}, {id: P3, name: 王小}, {id: P4, name: 王小明, consent: [web]}]}]\n",
        "stories/s.md": ({"title": text}, "x\n"),
    }))
    started = time.process_time()
    build(site)
    assert time.process_time() - started < 5


# --- numbers ---------------------------------------------------------------------------------

NUMBERS = {"resident id": ("11010519491231002X", ""), "mobile": ("13800138000", ""), "card": ("6222020200112233404", "银行卡 ")}
WRITTEN: dict[str, Disguise] = {
    "as it is": str, "spaced": lambda n: f"{n[:3]} {n[3:7]} {n[7:]}", "hyphened": lambda n: f"{n[:3]}-{n[3:7]}-{n[7:]}", "each": " ".join,
    "wide": lambda n: n.translate({48 + i: chr(0xFF10 + i) for i in range(10)}), "zero-width": lambda n: n[:5] + "\u200b" + n[5:],
    "wide space": lambda n: f"{n[:5]}　{n[5:]}", "en dash": lambda n: f"{n[:5]}–{n[5:]}",
    "groups with long dashes": lambda n: "—".join(re.findall(".{1,4}", n)), "groups far apart": lambda n: "  ".join(re.findall(".{1,4}", n)), "wide groups": lambda n: "−".join(re.findall(".{1,4}", n.translate({48 + i: chr(0xFF10 + i) for i in range(10)}))),
}
PLACES: dict[str, tuple[str, str]] = {
    "comment": ("yaml", "# W N\n"), "key": ("yaml", '"W N": 1\n'), "who": ("yaml", 'records:\n  - {date: 2024-03-01, who: "N", rule: work}   # W\n'),
    "rule": ("yaml", 'records:\n  - {date: 2024-03-01, who: H1, rule: "N"}   # W\n'), "date": ("yaml", 'posted: "N"   # W\n'), "record": ("yaml", 'corrections:\n  - {date: 2024-03-01, record: "N", reason: W}\n'),
    "field": ("yaml", 'records:\n  - {date: 2024-03-01, who: H1, rule: work, "N": 3}   # W\n'), "note": ("yaml", 'posted: 2024-03-10\nrecords:\n  - {date: 2024-03-01, who: H1, rule: work, note: "W N"}\n'),
    "twice": ("yaml", '"N": 1   # W\n"N": 2\n'), "broken": ("yaml", "records: [N: { W\n"), "body": ("md", "---\ntitle: t\n---\nx W N\n"), "front matter": ("md", '---\ntitle: "W N"\n---\nx\n'),
    "hidden comment": ("md", "---\ntitle: t\n---\n<!-- W N -->\n"), "picture": ("md", "---\ntitle: t\n---\nW ![](photos/N.jpg)\n"), "bad link": ("md", "---\ntitle: t\n---\nW [x](foo:N)\n"),
    "tag": ("md", "---\ntitle: t\n---\nW <b id-N=x>y</b>\n"), "kind": ("md", '---\ntitle: t\nkind: "N"   # W\n---\nx\n'),
}
NUMBER_CASES = [(kind, way, place) for kind in NUMBERS for way in WRITTEN for place in PLACES]
CARRIED = {
    "escape": 'title: "138\\u00300138000"', "hex escape": 'title: "\\x31\\x33800138000"', "continued line": 'title: "13800\\\n  138000"', "folded": "title: >\n  13800\n  138000",
    "entity": "&#49;3800138000", "bold": "138**0013**8000", "tag": "138<b>0013</b>8000", "comment": "138<!-- x -->00138000", "soft hyphen": "138&shy;0013&shy;8000", "percent": "[x](https://a.example/%31%33800138000)",
}


def bare_village(**more: Any) -> Files:
    return {
        "site.yaml": "village: v\nnotice_days: 0\n", "rules/a.yaml": "categories: [{id: a, name: a}]\nrules: [{id: work, name: w, category: a, points: 1}]\n",
        "roster/a.yaml": "groups: [{id: g1, name: g}]\nhouseholds: [{id: H1, group: g1, members: [{id: P1, name: 张三}]}]\n", **more,
    }


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], str, Path]:
    """Messages by file, all of them as JSON, and the site."""
    files = bare_village()
    for number, (kind, way, place) in enumerate(NUMBER_CASES):
        digits, word = NUMBERS[kind]
        ending, text = PLACES[place]
        folder = "points" if ending == "yaml" else "stories"
        files[f"{folder}/case-{number}.{ending}"] = text.replace("N", WRITTEN[way](digits)).replace("W", word.strip() or "号")
    site = write(tmp_path_factory.mktemp("numbered"), files)
    outcome, as_json = build(site), build(site, "--format", "json")
    assert outcome.status == as_json.status == 1
    by_file: dict[str, str] = {}
    for line in outcome.err.splitlines():
        file, _, rest = line.partition(":")
        by_file[file] = by_file.get(file, "") + re.sub(r"^\d+:\d+:", "", rest) + "\n"
    return by_file, "\n".join(p["file"] + p["message"] + p["hint"] for p in json.loads(as_json.out)) + as_json.err, site


@pytest.mark.parametrize("kind", NUMBERS)
@pytest.mark.parametrize("place", PLACES)
def test_a_number_is_refused_in_every_place_and_said_in_no_message(numbered: tuple[dict[str, str], str, Path], kind: str, place: str) -> None:
    by_file, _, _ = numbered
    digits = NUMBERS[kind][0].rstrip("X")
    accepted, told = [], []
    for number, (kind_, way, place_) in enumerate(NUMBER_CASES):
        if (kind_, place_) == (kind, place):
            ending = PLACES[place][0]
            said = by_file.get(f"content/{'points' if ending == 'yaml' else 'stories'}/case-{number}.{ending}", "")
            accepted += [] if "error[private-number]" in said else [way]
            told += [way] if any(digits in digits_of(line) for line in said.splitlines()) else []
    assert (accepted, told) == ([], [])


def test_no_number_is_in_json_messages_cache_or_output(numbered: tuple[dict[str, str], str, Path]) -> None:
    _, as_json, site = numbered
    assert not (site / "output").exists()
    told = [line for line in as_json.splitlines() for digits, _ in NUMBERS.values() if digits.rstrip("X") in digits_of(line)]
    assert told == []
    assert [path for path, file in files_of(site).items() for digits, _ in NUMBERS.values() if digits in file.read_text("utf-8", "replace")] == []


@pytest.mark.parametrize("way", CARRIED)
def test_no_escape_or_markup_carries_a_number_onto_a_page(tmp_path: Path, way: str) -> None:
    text = CARRIED[way]
    site = write(tmp_path, bare_village(**{"stories/s.md": f"---\n{text}\n---\nx\n" if text.startswith("title") else f"---\ntitle: t\n---\n{text}\n"}))
    outcome = build(site)
    assert outcome.status == 1
    assert "error[private-number]" in outcome.err
    assert "13800138000" not in digits_of(outcome.out + outcome.err)


@pytest.mark.parametrize("way", ["as it is", "spaced", "hyphened", "wide", "zero-width"])
@pytest.mark.parametrize("kind", NUMBERS)
def test_a_number_in_a_file_or_folder_name_is_refused_and_not_said(tmp_path: Path, kind: str, way: str) -> None:
    digits, word = NUMBERS[kind]
    name = word + WRITTEN[way](digits)
    paths = [f"points/{name}.yaml", f"points/{name}/a.yaml", f"photos/{name}.jpg", f"stories/{name}.md", f"{name}.xlsx"]
    site = write(tmp_path, bare_village(**dict.fromkeys(paths, "zz: 1\n")))
    outcome, as_json = build(site), build(site, "--format", "json")
    assert outcome.status == 1
    assert outcome.err.count("error[private-number]") >= len(paths)
    lines = [*outcome.err.splitlines(), *(p["file"] + p["message"] + p["hint"] for p in json.loads(as_json.out))]
    seen = [line for line in lines if digits.rstrip("X") in digits_of(re.sub(r":\d+:\d+:|\ufffd", "", line))]
    assert seen == []


def test_dates_in_a_file_name_are_no_number(tmp_path: Path) -> None:
    """The clerk has to find the file."""
    name = "points/2024-01-01-2024-03-31.yaml"
    outcome = build(write(tmp_path, bare_village(**{name: "zz: 1\n"})))
    assert f"content/{name}:1:1: error[unknown-field]" in outcome.err


def test_the_clerks_lists_say_no_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = write(tmp_path, bare_village(**{"points/a.yaml": "records:\n  - {date: 2024-01-01, who: H1, rule: work, note: 电话13800138000}\n"}))
    run_command(["records", "--site", str(site)])
    ansi = tmp_path / "old.yaml"
    ansi.write_bytes("# 电话 13800138000\n".encode("gb18030"))
    run_command(["convert", str(ansi)])
    said = capsys.readouterr()
    assert "13800138000" not in said.out + said.err


@pytest.mark.parametrize("contact", ["name: 监委会, phone: 13800138000", "name: 王书记 13800138000"])
def test_the_contact_may_have_a_number_and_stands_on_the_notice_alone(tmp_path: Path, contact: str) -> None:
    site = write(tmp_path, bare_village(**{"site.yaml": f"village: v\nnotice_days: 7\ncontact: {{{contact}}}\n", "points/a.yaml": "posted: 2024-12-30\nrecords:\n  - {date: 2024-12-01, who: H1, rule: work}\n"}))
    assert build(site).status == 0
    found = look(site).files_with("13800138000")
    assert found
    assert {path.split("/")[1] for path in found} == {"notice"}


# --- what is not itemised: changing it changes nothing ------------------------------------------


def quiet_village(records: str, mode: str = "anonymous", *, person_board: bool = True, **more: Any) -> Files:
    """`person_board`: whether there is a board of persons, on which own records count, itemised or not."""
    person = "  - {id: p, title: 个, rank: person, periods: [year]}\n" if person_board else ""
    households = "".join(f"  - {{id: H00{i}, group: g{1 + i % 2}, members: [{{id: P00{i}, name: 户主{i}, consent: [web]}}]}}\n" for i in range(1, 7))
    return {
        "site.yaml": f"village: v\nnotice_days: 7\ndeductions: {mode}\nboards:\n  - {{id: b, title: 榜, periods: [month, quarter, year, all]}}\n{person}"
        "  - {id: g, title: 组, rank: group, periods: [month]}\n",
        "roster/a.yaml": f"groups: [{{id: g1, name: 一湾}}, {{id: g2, name: 二湾}}]\nhouseholds:\n{households}links: [{{from: P006, role: party_member, households: [H005]}}]\n",
        "rules/a.yaml": "categories: [{id: a, name: 甲}, {id: c, name: 丙}]\nrules:\n  - {id: work, name: 出工, category: a, points: 3}\n  - {id: litter, name: 乱倒, category: a, points: -2}\n"
        "  - {id: drunk, name: 酒驾, category: a, points: -20, veto: {years: 2}}\n  - {id: mend, name: 调解, category: c, points: 4, confidential: true}\n  - {id: tell, name: 上报, category: c, points: 4, confidential: true}\n"
        "  - {id: chain, name: 连带, category: a, points: -1, triggers: {link: party_member, rule: follow}}\n  - {id: follow, name: 跟随, category: a, points: 2}\n",
        "points/a.yaml": "posted: 2024-03-20\nrecorded_by: 会计\nrecords:\n  - {date: 2024-03-05, who: P001, rule: work}\n  - {date: 2024-03-05, who: H003, rule: work}\n" + records, **more,
    }


def bytes_of(folder: Path, files: Files) -> dict[str, bytes]:
    site = write(folder, files)
    outcome = build(site)
    assert outcome.status == 0, outcome.err
    return published(site)


LITTER = record_id("2024-03-06", "H001", "litter", note="因")
ALIKE: dict[str, tuple[Files, Files]] = {
    "the day, note, subject and evidence of an anonymous record": (
        quiet_village("  - {date: 2024-03-06, who: H001, rule: litter, note: 塘边, evidence: 条子, subject: 甲}\n"), quiet_village("  - {date: 2024-03-17, who: H001, rule: litter, happened: 2024-03-02}\n")),
    "the day, rule and note of a confidential one": (
        quiet_village("  - {date: 2024-03-06, who: H003, rule: mend, note: 分家}\n"), quiet_village("  - {date: 2024-03-17, who: H003, rule: tell, evidence: 协议}\n")),
    "whether a member or the household is named": (
        quiet_village("  - {date: 2024-03-06, who: H004, rule: mend}\n", person_board=False), quiet_village("  - {date: 2024-03-06, who: P004, rule: mend}\n", person_board=False)),
    "what a hidden one was for, and when": (
        quiet_village("  - {date: 2024-03-06, who: H001, rule: litter, note: 塘边}\n", "hidden"), quiet_village("  - {date: 2024-03-17, who: H001, rule: litter}\n", "hidden")),
    "the place of an anonymous record in its file": (
        quiet_village("  - {date: 2024-03-06, who: H001, rule: litter}\n  - {date: 2024-03-07, who: H005, rule: litter}\n"), quiet_village("  - {date: 2024-03-07, who: H005, rule: litter}\n  - {date: 2024-03-06, who: H001, rule: litter}\n")),
    "the day and note of an anonymous trigger, and whether it names a member": (
        quiet_village("  - {date: 2024-03-06, who: H005, rule: chain, note: 甲}\n", person_board=False), quiet_village("  - {date: 2024-03-09, who: P005, rule: chain, note: 乙}\n", person_board=False)),
    "days and words of an objection and a correction to an anonymous record": (
        quiet_village("  - {date: 2024-03-06, who: H001, rule: litter, note: 因}\n" f"objections:\n  - {{date: 2024-03-21, record: {LITTER}, reason: 甲, outcome: rejected, closed: 2024-03-22, answer: 乙}}\n" f"corrections:\n  - {{date: 2024-04-03, record: {LITTER}, points: 1, reason: 丙, approved_by: 丁}}\n"),
        quiet_village("  - {date: 2024-03-06, who: H001, rule: litter, note: 因}\n" f"objections:\n  - {{date: 2024-03-22, record: {LITTER}, reason: 戊, outcome: rejected, closed: 2024-03-24, answer: 己}}\n" f"corrections:\n  - {{date: 2024-04-23, record: {LITTER}, points: 1, reason: 庚}}\n")),
}


HIDDEN_ALIKE = {
    "another month": ("  - {date: 2024-01-06, who: H001, rule: litter}\n", "  - {date: 2024-02-17, who: H001, rule: litter}\n"),
    "another category": ("  - {date: 2024-03-06, who: H001, rule: litter}\n", "  - {date: 2024-03-06, who: H001, rule: spill}\n"),
}


@pytest.mark.parametrize("what", HIDDEN_ALIKE)
def test_month_and_category_of_a_hidden_record_change_only_what_ranks_accounts(tmp_path: Path, what: str) -> None:
    """Boards count all points and so may change; nothing else does."""
    extra = {"rules/b.yaml": "rules:\n  - {id: spill, name: 倒, category: c, points: -2}\n"}
    one, other = (bytes_of(tmp_path / name, quiet_village(text, "hidden", **extra)) for name, text in zip("ab", HIDDEN_ALIKE[what], strict=True))
    changing = {path for path in one if one[path] != other.get(path)} | (set(other) ^ set(one))
    assert {path for path in changing if not re.match("output/(data/)?boards/", path)} <= {"output/data/index.html", "output/sitemap.xml"}


def test_a_hidden_record_is_counted_nowhere_by_itself(tmp_path: Path) -> None:
    hidden = bytes_of(tmp_path / "a", quiet_village("  - {date: 2024-03-06, who: H001, rule: litter}\n", "hidden"))
    none = bytes_of(tmp_path / "b", quiet_village("", "hidden"))
    count = re.compile(r"记过[^<]*")
    assert count.findall(hidden["output/index.html"].decode()) == count.findall(none["output/index.html"].decode())


@pytest.mark.parametrize("what", ALIKE)
def test_nothing_published_depends_on(tmp_path: Path, what: str) -> None:
    one, other = (bytes_of(tmp_path / name, files) for name, files in zip("ab", ALIKE[what], strict=True))
    changing = {path for path in one if one[path] != other.get(path)} | (set(other) ^ set(one))
    assert changing == set()


def test_the_comparison_notices_what_may_change(tmp_path: Path) -> None:
    one = bytes_of(tmp_path / "a", quiet_village("  - {date: 2024-03-06, who: H001, rule: litter}\n"))
    other = bytes_of(tmp_path / "b", quiet_village("  - {date: 2024-03-06, who: H001, rule: drunk}\n"))
    named = bytes_of(tmp_path / "c", quiet_village("  - {date: 2024-03-06, who: H001, rule: litter, note: 塘边}\n", "named"))
    assert one["output/data/records.csv"] != other["output/data/records.csv"]
    assert "塘边".encode() in named["output/households/H001.html"]
    assert b"2024-03-06" not in one["output/data/records.csv"]
    assert b"2024-03-06" in named["output/data/records.csv"]


def act(records: str, day: str = "2024-03-06") -> str:
    return f"---\ntitle: 大扫除\ndate: {day}\nposted: 2024-03-20\nrecorded_by: 小组长\nslug: clean\nrecords:\n  - {{who: H002, rule: work}}\n{records}---\nx\n"


@pytest.mark.parametrize("rule", ["litter", "mend"])
def test_nothing_tells_in_which_file_of_an_edition_a_record_stood_that_is_not_itemised(tmp_path: Path, rule: str) -> None:
    """Else the file of an activity tells its day, and that of a group whose it is."""
    line = f"  - {{date: 2024-03-06, who: H004, rule: {rule}}}\n"
    apart = bytes_of(tmp_path / "a", quiet_village(line, **{"activities/a.md": act("")}))
    within = bytes_of(tmp_path / "b", quiet_village("", **{"activities/a.md": act(line)}))
    assert {path for path in apart if apart[path] != within.get(path)} == set()


@pytest.mark.parametrize("rule", ["litter", "mend", "drunk"])
def test_the_page_of_an_account_shows_neither_month_nor_category_of_what_is_not_itemised(tmp_path: Path, rule: str) -> None:
    plain = {"site.yaml": "village: v\nnotice_days: 7\n"}
    early, late = (
        bytes_of(tmp_path / day, quiet_village(f"  - {{date: {day}, who: H001, rule: {rule}}}\n", **plain))["output/households/H001.html"].decode()
        for day in ("2024-02-06", "2024-03-06")
    )
    assert early == late
    assert "丙" not in late


@pytest.mark.parametrize("mode", ["anonymous", "hidden"])
def test_a_veto_that_is_not_itemised_is_told_by_absence_alone(tmp_path: Path, mode: str) -> None:
    site = write(tmp_path, quiet_village("  - {date: 2024-03-06, who: H003, rule: drunk}\n", mode))
    assert build(site).status == 0
    page = (site / "output/households/H003.html").read_text("utf-8")
    assert "不上榜" not in page
    assert "酒驾" not in page
    named = write(tmp_path / "named", quiet_village("  - {date: 2024-03-06, who: H003, rule: drunk}\n", "named"))
    assert build(named).status == 0
    assert "不上榜" in (named / "output/households/H003.html").read_text("utf-8")


def test_an_edition_says_nothing_of_hidden_records(tmp_path: Path) -> None:
    with_it = bytes_of(tmp_path / "a", quiet_village("  - {date: 2024-03-06, who: H001, rule: litter}\n", "hidden"))
    without = bytes_of(tmp_path / "b", quiet_village("", "hidden"))
    assert with_it["output/notice/2024-03-20.html"] == without["output/notice/2024-03-20.html"]
    assert with_it["output/data/records.csv"] == without["output/data/records.csv"]


def test_ids_notes_and_pictures_of_records_that_are_not_itemised_are_nowhere(tmp_path: Path) -> None:
    site = write(tmp_path, quiet_village(
        "  - {date: 2024-03-06, who: H001, rule: litter, note: 暗号, evidence: photos/a.jpg}\n  - {date: 2024-03-07, who: P003, rule: mend, note: 暗号}\n  - {date: 2024-03-08, who: H005, rule: chain, note: 暗号}\n",
        **{"photos/a.jpg": picture()},
    ))
    assert build(site).status == 0
    seen = look(site)
    chain = record_id("2024-03-08", "H005", "chain", note="暗号")
    ids = [
        record_id("2024-03-06", "H001", "litter", note="暗号"), record_id("2024-03-07", "P003", "mend", note="暗号"), chain,
        record_id("2024-03-08", "P006", "follow", note=chain),
    ]
    assert [word for word in [*ids, "暗号"] if seen.files_with(word)] == []
    assert [path for path in seen.texts if path.endswith(".webp")] == []
    assert seen.files_with(record_id("2024-03-05", "P001", "work")), "open records have their id on the page"
    rows = list(csv.DictReader((site / "output/data/records.csv").read_text("utf-8").splitlines()))
    closed = [row for row in rows if not row["record"]]
    assert [(row["date"], row["account"], row["person"], row["rule"]) for row in closed] == [("2024-03", "", "", rule) for rule in ("", "chain", "follow", "litter")]


def disputes(*lines: str) -> Files:
    more = "".join(f"  - {{id: d{i}, kind: dispute, type: debt, {line}}}\n" for i, line in enumerate(lines))
    return quiet_village("", **{"matters/a.yaml": "matters:\n  - {id: m1, kind: request, opened: 2024-02-02, title: 修路}\n" + more, "activities/a.md": act("")})


def test_of_disputes_nothing_but_a_coarse_count(tmp_path: Path) -> None:
    plain = bytes_of(tmp_path / "a", disputes("opened: 2024-02-02, title: 张家债"))
    for name, other in {
        "told otherwise": disputes("opened: 2024-03-09, title: 李家债, found_by: P001, raised_by: P002, handled_by: [P003], status: resolved, closed: 2024-03-12"),
        "one more": disputes("opened: 2024-02-02", "opened: 2024-03-02"),
    }.items():
        found = bytes_of(tmp_path / name, other)
        assert {path for path in plain if plain[path] != found.get(path)} == set(), name
    three = bytes_of(tmp_path / "three", disputes(*["opened: 2024-02-02"] * 3))
    assert json.loads(three["output/data/matters.json"])["disputes"] == [{"quarter": "2024-Q1", "type": "debt", "count": 3}]
    assert json.loads(three["output/data/matters.json"])["kinds"] == {"request": {"open": 1}}


# --- injection ---------------------------------------------------------------------------------

RUN = "window.__x=1"
ATTACKS = [
    f"<script>{RUN}</script>", f'"><script>{RUN}</script>', f"'><script>{RUN}</script>", f'"><img src=x onerror={RUN}>', f"<svg onload={RUN}>", f"</script><script>{RUN}</script>",
    f"</title><script>{RUN}</script>", f"</style><script>{RUN}</script>", f"</textarea><script>{RUN}</script>", f"javascript:{RUN}", f'" autofocus onfocus={RUN} tabindex=1 x="',
    f"' onmouseover='{RUN}", f"`-{RUN}-`", f"${{{RUN}}}", "{{ 7*7 }}{{ self.__init__ }}", "{% raw %}{{ x }}{% endraw %}", "%(name)s %s {0} {name}", f"]]></title><script>{RUN}</script>",
    f'<x:script xmlns:x="http://www.w3.org/1999/xhtml">{RUN}</x:script>', f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e", f'"];{RUN};//', f'\\"];{RUN};//', f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;img src=x onerror={RUN}&#62;", f"<!--><script>{RUN}</script>-->", f"<![CDATA[<script>{RUN}</script>]]>", '<iframe srcdoc="<script>parent.__x=1</script>">', "=cmd|' /C calc'!A0", "@SUM(1)", "+1+1",
    '<base href="https://evil.example/">', '<meta http-equiv=refresh content="0;url=https://evil.example/">', f"<details open ontoggle={RUN}>", '<link rel=stylesheet href="https://evil.example/x.css">',
]
BODY_ATTACKS = [
    *(attack for attack in ATTACKS if "src=x" not in attack), f'<noscript><p title="</noscript><script>{RUN}</script>">', f"<math><mtext><table><mglyph><style><script>{RUN}</script>",
    f'<a href="https://a.example/" onclick="{RUN}" style="position:fixed">x</a>', f'<img src="photos/a.jpg" onerror="{RUN}" onload="{RUN}" alt="\'><script>{RUN}</script>">',
    f'![" onerror="{RUN}](photos/a.jpg "x")', f"<svg><style><script>{RUN}</script></style></svg>", f"<form action=https://evil.example><input autofocus onfocus={RUN}></form>",
    "<object data=https://evil.example/></object>", f"<select><style></select><script>{RUN}</script></style>", f"<template><script>{RUN}</script></template>",
]
"""For bodies without pictures that are not there; those are errors."""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = " § ".join(ATTACKS)
    people = {f"P{i:03}": f"人{i}{attack}" for i, attack in enumerate(ATTACKS[:6])}
    files = canary_village(text, "\n\n" + "\n\n".join(BODY_ATTACKS) + "\n", people)
    files["site.yaml"]["names"] = "full"
    site = write(tmp_path_factory.mktemp("attacked"), files)
    outcome = build(site)
    assert outcome.status == 0, outcome.err
    return site / "output"


def test_the_files_for_machines_stay_whole(attacked: Path) -> None:
    for name in ("feed.xml", "sitemap.xml"):
        xml.dom.minidom.parse(str(attacked / name))
    for file in attacked.rglob("*.json"):
        json.loads(file.read_text("utf-8"))
    for file in attacked.rglob("*.csv"):
        cells = [cell for row in csv.reader(io.StringIO(file.read_text("utf-8"))) for cell in row]
        assert [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell) and not re.fullmatch(r"-?\d+(\.\d+)?", cell)] == []
    index = (attacked / "search-index.js").read_text("utf-8")
    assert not re.search("</script|<!--|\u2028|\u2029", index, re.IGNORECASE)
    assert json.loads(index.removeprefix("window.SEARCH=").rstrip(";\n"))


@pytest.mark.parametrize("character", ["\x01", "\ufffe", "\uffff", "&#1;", "&#xFFFF;", "\x0b", "&#x1F;"])
def test_no_character_of_a_body_breaks_the_feed(tmp_path: Path, character: str) -> None:
    site = write(tmp_path, bare_village(**{"stories/s.md": f"---\ntitle: t\ndate: 2024-01-01\n---\na{character}b\n"}))
    if build(site).status == 0:
        xml.dom.minidom.parse(str(site / "output/feed.xml"))
