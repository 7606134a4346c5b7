"""Canaries: a name without consent and a private number, put one at a time into every slot, reach no byte.

`CANARIES=all pytest tests/leaks/test_slots.py` tries every canary in every slot (more than an hour); without it
a few slots get one each. `tests/test_privacy.py` fills all fields at once.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from site_builder.reading.pinyin import syllable
from site_builder.village.binding import Record, fields_of
from site_builder.village.rules import Veto, VetoShape
from tests.leaks.sites import Escaped, Files, build, digits_of, look, run, squeezed, write
from tests.leaks.slots import FILE_TYPES, Slot, slots
from tests.leaks.village import canary_village, record_id

ALL = os.environ.get("CANARIES") == "all"
PEOPLE = {f"P{i:03}": name for i, name in enumerate(["欧阳秘密", "只上墙甲", "小未成年", "钱乙", "Anna Maria", "김철수", "𠮷野家"])}
SAID = {"resident id": "11010519491231002X", "mobile": "13800138000", "card": "6222020200112233404"}


class Canary(NamedTuple):
    """What is written, and what must then be nowhere."""

    name: str
    written: str
    gone: str
    is_number: bool = False


def canaries() -> list[Canary]:
    names = [Canary(name, name, name) for name in PEOPLE.values()]
    one = PEOPLE["P000"]
    disguises = {
        "with its group": f"{one}@一湾", "in a sentence": f"昨天{one}来了。", "with spaces": "　".join(one), "as entities": "".join(f"&#{ord(c)};" for c in one), "between tags": f"{one[0]}<b>{one[1:]}</b>",
        "percent": "".join(f"%{byte:02X}" for byte in one.encode()), "in escapes": Escaped(f"{one}说"), "twice": f"{one}和{one}",
    }
    names += [Canary(name, written, one) for name, written in disguises.items()]
    numbers = [Canary(kind, f"银行卡 {number}" if kind == "card" else number, number.rstrip("X"), is_number=True) for kind, number in SAID.items()]
    mobile = SAID["mobile"]
    wide = mobile.translate({48 + i: 0xFF10 + i for i in range(10)})
    for name, written in {"with its country": f"+86 {mobile}", "spaced": "138 0013 8000", "wide": wide, "zero-width": "138\u200b00138000", "escaped": Escaped(wide)}.items():
        numbers.append(Canary(name, written, mobile, is_number=True))
    return names + numbers


CANARIES = canaries()


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """A village that has every field of text and a closed period, and none of the canaries but in its roster."""
    files = canary_village("无", "\n无\n", PEOPLE)
    # What the village of the record types leaves in its short form.
    files["site.yaml"]["notice_days"] = [{"from": "2020-01-01", "days": 0}, {"from": "2024-06-01", "days": 7}]
    rules, items = files["rules/a.yaml"], files["rewards/a.yaml"]["items"]
    rules["categories"][0]["limits"] = [{"max": 99, "per": "month", "of": "account"}]
    rules["rules"] += [
        {"id": "clicks", "name": "无", "category": "a", "unit": "次", "tiers": [{"from": 1, "points": 1}]},
        {"id": "drunk", "name": "无", "category": "a", "points": -1, "veto": {"years": 1, "redeem": True}},
    ]
    items[0]["points"] = [{"from": "2024-01-01", "points": 1}]
    files["points/b.yaml"] = "posted: 2024-06-10\nrecords: [{date: 2024-06-01, who: P050, rule: work, note: 六月}]\n"
    about = record_id("2024-06-01", "P050", "work", note="六月")
    files["points/a.yaml"]["objections"] = [{"date": "2024-06-11", "record": about, "reason": "无", "outcome": "rejected", "closed": "2024-06-13", "answer": "无"}]
    site = write(tmp_path_factory.mktemp("village"), files)
    closed = run("close", "2024-Q1", "--site", str(site))
    assert closed.status == 0, closed.err
    for ending in ("yaml", "jsonl"):
        files[f"seals/2024-Q1.{ending}"] = (site / f"content/seals/2024-Q1.{ending}").read_text("utf-8")
    outcome = build(site)
    assert outcome.status == 0, outcome.err
    assert look(site).files_with("赵公开"), "who consented is named"
    return files


def leaks(site: Path, canary: Canary, said: str, slot: Slot) -> list[str]:
    """Where a canary can be read: paths of what was published or kept, and what was printed."""
    seen = look(site)
    seen.texts["what is printed"] = squeezed(said)
    if canary.is_number:
        allowed = r"output/notice/" if slot.name.startswith("Contact.") else "(?!)"
        return [path for path, text in seen.texts.items() if canary.gone in digits_of(text) and not re.match(allowed, path)]
    found = seen.files_with(canary.gone)
    if not canary.gone.isascii():
        reading = "".join(map(syllable, canary.gone))
        index = site / "output/search-index.js"
        found += ["its reading"] if index.is_file() and reading and reading.isascii() and reading in index.read_text("utf-8") else []
    return found


def sow(folder: Path, village: Files, slot: Slot, canary: Canary) -> list[str]:
    """Build a village with a canary in a slot, check it, and list where the canary got through."""
    site = write(folder, slot.filled(village, canary.written))
    outcomes = [build(site), run("check", "--site", str(site), "--format", "json")]
    if outcomes[0].status == 0:
        outcomes.append(run("verify", str(site / "output"), "--site", str(site)))
        if canary in (CANARIES[0], CANARIES[-1]):  # closing shows little that building does not, and takes as long
            outcomes.append(run("close", "2024-Q2", "--site", str(site)))
            outcomes.append(build(site))
    found = [] if gives_the_name_away(slot, canary) else leaks(site, canary, "".join(outcome.out + outcome.err for outcome in outcomes).replace(str(site), ""), slot)
    shutil.rmtree(site)
    return found


def gives_the_name_away(slot: Slot, canary: Canary) -> bool:
    """Whether the name is nobody's any more: excused as a word, or its only owner called otherwise. The next test shows what then happens."""
    renamed = slot.name == "Member.name" and canary.gone == PEOPLE["P000"] and canary.written != canary.gone
    return slot.name == "Settings.not_names, in a list" or renamed


def cases(number: int) -> list[Canary]:
    """Which canaries the slot of that number gets."""
    if ALL:
        return CANARIES
    return [CANARIES[number % len(CANARIES)]] if number % 61 == 7 else []


def test_a_name_that_gets_out_is_noticed(village: Files, tmp_path: Path) -> None:
    """The same canaries in the same places, once as an excused word and once of somebody who consents."""
    slot = next(slot for slot in slots(village) if slot.name == "StoryEntry.title")
    excused = {**village, "site.yaml": {**village["site.yaml"], "not_names": [PEOPLE["P000"]]}}
    found = sow(tmp_path / "a", excused, slot, CANARIES[0])
    assert {"output/stories/story.html", "output/search-index.js", "output/feed.xml", "its reading"} <= set(found)
    assert "output/stories/story.html" in sow(tmp_path / "b", village, slot, Canary("open", "赵公开", "赵公开"))
    number = next(slot for slot in slots(village) if slot.name == "Contact.phone")
    site = write(tmp_path / "c", number.filled(village, SAID["mobile"]))
    assert build(site).status == 0
    mobile = Canary("mobile", "", SAID["mobile"], is_number=True)
    assert leaks(site, mobile, "138 0013 8000", number) == ["what is printed"]
    assert "output/notice/index.html" in leaks(site, mobile, "", slot)


PARTS = 16 if ALL else 2


def test_every_field_of_every_record_type_is_a_slot(village: Files) -> None:
    reached: set[type] = set()

    def walk(shape: Any) -> None:
        for part in (getattr(shape, name, None) for name in ("item", "short", "long")):
            if part is not None:
                walk(part)
        shape = Record(Veto) if isinstance(shape, VetoShape) else shape
        if isinstance(shape, Record) and shape.type not in reached:
            reached.add(shape.type)
            for _, spec, _ in fields_of(shape.type).values():
                walk(spec.shape)

    for type_ in FILE_TYPES.values():
        walk(Record(type_))
    names = {slot.name for slot in slots(village)}
    assert {f"{type_.__name__}.{field}" for type_ in reached for field in fields_of(type_)} - names == set()
    assert len(reached) > 35


@pytest.mark.parametrize("part", range(PARTS))
def test_no_canary_gets_out_of_any_slot(part: int, village: Files, tmp_path: Path) -> None:
    leaked: dict[str, list[str]] = {}
    tried = 0
    for number, slot in enumerate(slots(village)):
        if number % PARTS == part:
            for canary in cases(number):
                tried += 1
                found = sow(tmp_path / "site", village, slot, canary)
                if found:
                    leaked[f"{slot.name} <- {canary.name}"] = found
    print(f"part {part}: {tried} tried, {len(leaked)} leaked")
    assert leaked == {}
