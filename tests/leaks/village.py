"""A village with a text in each text slot of each record type. Filled from the record types themselves: a field added tomorrow holds a canary today."""

from __future__ import annotations

import hashlib
import io
import json
from typing import Any

from PIL import Image

from site_builder.village.binding import Record, fields_of
from site_builder.village.compound_shapes import EitherOf, ListOf, OneOrMany
from site_builder.village.matters import Matter, MattersFile
from site_builder.village.points import Correction, Objection, PointsFile, RecordEntry
from site_builder.village.prose import ActivityEntry, BeforeAfter, PageEntry, Result, StoryEntry
from site_builder.village.rewards import Event, Item, RewardsFile
from site_builder.village.roster import Group, LinkEntry, RosterFile, Unit
from site_builder.village.rules import Category, Rule, RulesFile
from site_builder.village.settings import Board, Contact, Level, Measure, Scale, Settings
from site_builder.village.shapes import Shape, Text
from tests.leaks.sites import Files

HIDDEN = {
    "four": "欧阳秘密", "print only": "只上墙甲", "one": "龘", "two": "钱乙", "beyond the plane": "𠮷野家", "five": "阿依古丽汗",
    "latin": "Anna Maria", "accent": "René Dupont", "dot": "买买提·艾力", "hangul": "김철수", "uyghur": "ئەلى", "minor": "小未成年",
    "namesake": "双名人",
}
OPEN = ("赵公开", "王小明")
ALL = "、".join(HIDDEN.values())
ROLE, GROUP, TIE, LEVEL = (f"{word}·{ALL}" for word in ("热心人", "一湾", "结对", "村级"))

REFERENCES: dict[tuple[str, str], Any] = {
    # A text slot is here, with what stands in it, only because it points to something; another holds the canaries.
    ("Settings", "base_url"): "https://a.example/", ("Settings", "theme"): "honor-red", ("Settings", "timezone"): "Asia/Shanghai",
    ("Settings", "not_names"): [], ("Scale", "for"): ROLE, ("Board", "roles"): [ROLE], ("Board", "group"): None,
    ("Group", "name"): GROUP, ("Unit", "group"): GROUP, ("ActivityEntry", "group"): GROUP, ("LinkEntry", "role"): TIE, ("Rule", "for"): None,
    ("RecordEntry", "rule"): "work", ("RecordEntry", "who"): ["P050"], ("RecordEntry", "level"): None, ("Result", "measure"): "area",
    # Spelled out below: the names themselves, who takes part, and what is never published.
    ("HouseholdEntry", "group"): GROUP, ("Member", "name"): None, ("Role", "role"): None, ("RedemptionEntry", "who"): None, ("RedemptionEntry", "item"): None,
    ("Trigger", "link"): TIE, ("Trigger", "rule"): None, ("Objection", "record"): None, ("Correction", "record"): None, ("Matter", "found_by"): None,
    ("BeforeAfter", "before"): "photos/a.jpg", ("BeforeAfter", "after"): "photos/a.jpg", ("ActivityEntry", "photos"): ["photos/a.jpg"],
    ("ActivityEntry", "cover"): "photos/a.jpg", ("StoryEntry", "cover"): "photos/a.jpg", ("StoryEntry", "people"): ["P000"], ("Item", "photo"): "photos/a.jpg",
}


FILLED: set[tuple[str, str]] = set()
"""The slots into which `fill` put canaries."""


def fill(type_: type, said: dict[str, Any] | None = None, text: str = ALL) -> dict[str, Any]:
    """An entry of a record type: what is said, and in every other slot for text the canaries."""
    entry: dict[str, Any] = {}
    for name, (_, spec, _) in fields_of(type_).items():
        if said is not None and name in said:
            entry[name] = said[name]
        elif (type_.__name__, name) in REFERENCES:
            entry[name] = REFERENCES[(type_.__name__, name)]
        else:
            entry[name] = _sample(spec.shape, f"{name}：{text}。", text)
            FILLED.update({(type_.__name__, name)} if entry[name] is not None else ())
    return {name: value for name, value in entry.items() if value is not None}


def _sample(shape: Shape, slot: str, text: str) -> Any:
    if isinstance(shape, Text):
        return slot
    if isinstance(shape, (ListOf, OneOrMany)):
        item = _sample(shape.item, slot, text)
        return None if item is None else [item]
    if isinstance(shape, EitherOf):
        return _sample(shape.short, slot, text)
    return fill(shape.type, None, text) if isinstance(shape, Record) and all(
        isinstance(s.shape, Text) or not s.required for _, s, _ in fields_of(shape.type).values()
    ) else None


def record_id(day: str, who: str, rule: str, *, qty: int | None = None, level: str | None = None, subject: str | None = None, note: str | None = None) -> str:
    array = json.dumps([day, who, rule, qty, None, level, subject, note], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(array.encode()).hexdigest()[:12]


def picture() -> bytes:
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x010E], exif[0x8298] = "EXIFCANARY", "GPSCANARY"
    Image.new("RGB", (500, 300), (20, 120, 20)).save(out, "JPEG", exif=exif, comment=b"COMMENTCANARY", icc_profile=b"ICCCANARY" * 20)
    return out.getvalue()


def canary_village(text: str = ALL, body: str = "", people: dict[str, str] | None = None, **settings: Any) -> Files:
    """A village with the text in each slot of each kind of file, but where that would point nowhere."""

    def some(type_: type, **said: Any) -> dict[str, Any]:
        return fill(type_, {**said, **({"from": said["from_"]} if "from_" in said else {})}, text)

    names = people or {f"P{i:03}": name for i, name in enumerate(HIDDEN.values())}
    more = {"只上墙甲": {"consent": ["print"]}, "小未成年": {"minor": True, "consent": ["web", "print"]}}
    households: list[Any] = [
        {"id": f"H{id[1:]}", "group": "g1", "members": [{"id": id, "name": name, "roles": [ROLE, {"role": f"role：{text}"}], **more.get(name, {})}]}
        for id, name in names.items()
    ]
    households.append({"id": "H050", "group": GROUP, "members": [
        {"id": "P050", "name": "赵公开", "consent": ["web", "print"], "roles": [ROLE]}, {"id": "P051", "name": "王小明", "consent": ["web"]},
        *([] if people else [{"id": "P052", "name": "双名人", "consent": ["web"]}]),
    ]})
    first = some(RecordEntry, date="2024-03-01", who=[*names, "P050"], qty=2, happened="2024-02-28")
    about = record_id("2024-03-01", "P050", "work", qty=2, subject=first["subject"], note=first["note"])
    closed = {"note": f"密，{text}", "subject": f"密，{text}", "evidence": f"密，{text}"}
    activity = some(
        ActivityEntry, date="2024-03-06", posted="2024-03-10", matters=["m1"], slug="act", objections=[], corrections=[],
        records=[some(RecordEntry, who=["P050"])], results=[some(Result, value=12)], before_after=[some(BeforeAfter)],
    )
    said = body or f"\n{text}\n"
    return {
        "site.yaml": some(
            Settings, language="zh-CN", names="by_consent", deductions="anonymous", notice_days=7, contact=some(Contact), **settings,
            scales=[some(Scale, id="points", account="household", levels=[some(Level, from_=1)]),
                    some(Scale, id="party", account="person", redeemable=False, levels=[some(Level, from_=1)])],
            measures=[some(Measure, id="area")],
            boards=[some(Board, id="b1", periods=["month", "year", "all"], group=GROUP), some(Board, id="b2", rank="person", periods=["year"]),
                    some(Board, id="b3", rank="group", roles=[], periods=["year"]), some(Board, id="b4", scale="party", measure="standing", periods=["year"])],
        ),
        "roster/a.yaml": fill(RosterFile, {
            "groups": [some(Group, id="g1")], "households": households,
            "organization": [some(Unit, id="v"), some(Unit, id="w", under="v")],
            "links": [some(LinkEntry, households=["H000"]), {"from": "P050", "role": TIE, "households": ["H000"]}],
        }),
        "rules/a.yaml": fill(RulesFile, {
            "categories": [some(Category, id="a")],
            "rules": [
                some(Rule, id="work", category="a", scale="points", points=3), some(Rule, id="honor", category="a", unit=None, by_level={LEVEL: 5}),
                some(Rule, id="litter", category="a", unit=None, points=-2), some(Rule, id="quiet", category="a", unit=None, points=2, confidential=True),
                {**some(Rule, id="duty", category="a", scale="party", unit=None, points=2), "for": ROLE},
                some(Rule, id="deed", category="a", unit=None, points=2, triggers={"link": TIE, "rule": "duty"}),
            ],
        }),
        "points/a.yaml": fill(PointsFile, {
            "posted": "2024-03-10",
            "records": [first, some(RecordEntry, date="2024-03-02", rule="honor", level=LEVEL), some(RecordEntry, date="2024-03-04", who=["P000"], rule="deed"),
                        {"date": "2024-03-03", "who": "P000", "rule": "litter", **closed}, {"date": "2024-03-03", "who": "P001", "rule": "quiet", **closed}],
            "objections": [some(Objection, date="2024-03-11", record=about, outcome="rejected", closed="2024-03-13")],
            "corrections": [some(Correction, date="2024-05-01", record=about, points=1)],
        }, text),
        "activities/a.md": (activity, said),
        "stories/a.md": (some(StoryEntry, date="2024-03-06", kind="honor", slug="story"), said),
        "pages/a.md": (some(PageEntry, menu=True, slug="page"), said),
        "matters/a.yaml": fill(MattersFile, {"matters": [
            some(Matter, id="m1", kind="request", opened="2024-03-01", households=None),
            {**some(Matter, id="m2", kind="idea", opened="2024-03-01", households=None), "raised_by": next(iter(names.values())), "handled_by": ["P000"]},
            {"id": "m3", "kind": "dispute", "type": "debt", "opened": "2024-03-01", "title": f"密，{text}", "found_by": f"密，{text}", "raised_by": f"密，{text}"},
        ]}),
        "rewards/a.yaml": fill(RewardsFile, {
            "items": [some(Item, id="rice", points=1, stock=[{"date": "2024-01-01", "qty": 9}])], "event": some(Event, date="2024-06-30", slug="day"),
            "redemptions": [{"who": "P050", "item": "rice"}],
        }),
        "photos/a.jpg": picture(),
    }
