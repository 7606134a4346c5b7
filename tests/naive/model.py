"""The village as written: roster, rules, scales, boards, records, rewards."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from .periods import Day, Period, scoring_year, scoring_year_of
from .reading import as_list, day, number, optional_day


@dataclass(frozen=True)
class Span:
    """from/until, both included, either absent."""

    first: date | None = None
    last: date | None = None

    def holds(self, when: date) -> bool:
        if self.first is not None and when < self.first:
            return False
        return self.last is None or when <= self.last


def span_of(raw: dict[str, Any], first: str = "from") -> Span:
    return Span(optional_day(raw.get(first)), optional_day(raw.get("until")))


@dataclass
class Person:
    id: str
    name: str
    household: Household
    span: Span
    roles: list[tuple[str, Span]]
    consent: list[str]
    minor: bool
    head: bool

    def has_role(self, role: str, when: date) -> bool:
        return any(name == role and span.holds(when) for name, span in self.roles)

    def of_village(self, when: date) -> bool:
        """A person's from/until: both its own and the household's."""
        return self.span.holds(when) and self.household.span.holds(when)


@dataclass
class Household:
    id: str
    group: str
    span: Span
    members: list[Person] = field(default_factory=list)

    def head(self) -> Person:
        for member in self.members:
            if member.head:
                return member
        return self.members[0]

    def has_role(self, role: str, when: date) -> bool:
        """Any member, still there or not."""
        return any(member.has_role(role, when) for member in self.members)

    def of_village(self, when: date) -> bool:
        return self.span.holds(when)


Who = Person | Household


@dataclass(frozen=True)
class Link:
    person: str  # a roster person's id, or a plain name
    role: str
    households: list[str]
    span: Span


@dataclass(frozen=True)
class Limit:
    amount: Fraction  # above 0: max, for awards above 0; below: min
    sign: int
    per: str
    of: str


@dataclass(frozen=True)
class Category:
    """One version of a category."""

    id: str
    span: Span
    limits: list[Limit]


@dataclass(frozen=True)
class Rule:
    """One version of a rule."""

    id: str
    span: Span
    scale: str
    category: str
    raw: dict[str, Any]
    limits: list[Limit]

    @property
    def confidential(self) -> bool:
        return self.raw.get("confidential") is True

    def veto(self) -> tuple[int, bool] | None:
        """How many scoring years, and whether one may redeem meanwhile."""
        veto = self.raw.get("veto")
        if veto is None or veto is False:
            return None
        if veto is True:
            return 1, True
        years = int(number(veto["years"])) if "years" in veto else 1
        return years, veto.get("redeem") is not False


@dataclass(frozen=True)
class Scale:
    id: str
    account: str
    role: str | None
    decimals: int
    base: Fraction
    base_per: str
    levels: list[tuple[Fraction, str]]
    unspent: str
    expires_on: str | None
    redeemable: bool


@dataclass(frozen=True)
class Board:
    id: str
    scale: str
    rank: str
    measure: str
    periods: list[str]
    categories: list[str]
    rules: list[str]
    roles: list[str]
    group: str | None
    top: int | None
    top_percent: Fraction | None


@dataclass(frozen=True)
class Objection:
    date: Day
    record: str
    outcome: str
    closed: Day | None


@dataclass
class Record:
    id: str
    date: Day
    who: Who
    rule: Rule
    qty: Fraction | None
    points: Fraction | None
    level: str | None
    subject: str | None
    posted: Day | None
    trigger: Record | None = None

    @property
    def root(self) -> Record:
        """The record itself, or the one that triggered it."""
        return self.trigger or self

    @property
    def person(self) -> Person | None:
        return self.who if isinstance(self.who, Person) else None


@dataclass(frozen=True)
class Correction:
    date: Day
    record: str
    points: Fraction
    lifts_veto: bool


@dataclass(frozen=True)
class Redemption:
    date: Day
    event: str
    scale: str
    account: str
    item: str
    qty: int
    points: Fraction
    cancelled: Day | None


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def record_id(when: str, who: str, raw: dict[str, Any]) -> str:
    """Section 4: the first 12 hex digits of the SHA-256 of a compact JSON array."""

    def text(key: str) -> str:
        value = raw.get(key)
        return "null" if value is None else json.dumps(str(value), ensure_ascii=False)

    def typed(key: str) -> str:
        value = raw.get(key)
        return "null" if value is None else str(value)

    cells = [json.dumps(when), json.dumps(who), text("rule"), typed("qty"), typed("points")]
    cells += [text("level"), text("subject"), text("note")]
    array = "[" + ",".join(cells) + "]"
    return hashlib.sha256(array.encode("utf-8")).hexdigest()[:12]


class Model:
    """Everything that the documents say, resolved; nothing computed yet."""

    def __init__(self, docs: dict[str, Any]) -> None:
        self.site: dict[str, Any] = docs["site.yaml"]
        self.year_starts = str(self.site.get("year_starts", "01-01"))
        self.scales = [read_scale(raw) for raw in self.site.get("scales") or [DEFAULT_SCALE]]
        self.groups: dict[str, str] = {}
        self.households: dict[str, Household] = {}
        self.persons: dict[str, Person] = {}
        self.links: list[Link] = []
        self.categories: list[Category] = []
        self.rules: list[Rule] = []
        self.records: list[Record] = []
        self.objections: list[Objection] = []
        self.corrections: list[Correction] = []
        self.items: dict[str, dict[str, Any]] = {}
        self.redemptions: list[Redemption] = []
        self.activities: list[dict[str, Any]] = []
        self.matters: list[dict[str, Any]] = []
        parts = {top: under(docs, top) for top in FOLDERS}
        for doc in parts["roster"].values():
            self.read_roster(doc)
        for doc in parts["roster"].values():
            self.read_links(doc)
        for doc in parts["rules"].values():
            self.read_rules(doc)
        self.boards = [self.read_board(raw) for raw in self.site.get("boards", [])]
        self.read_batches(parts)
        for doc in parts["rewards"].values():
            self.items.update({str(raw["id"]): raw for raw in doc.get("items", [])})
        for path, doc in parts["rewards"].items():
            self.read_redemptions(path, doc)
        for doc in parts["matters"].values():
            self.matters += doc.get("matters", [])

    def scale(self, scale_id: str) -> Scale:
        return next(scale for scale in self.scales if scale.id == scale_id)

    # -- roster ---------------------------------------------------------------------------

    def read_roster(self, doc: dict[str, Any]) -> None:
        for raw in doc.get("groups", []):
            self.groups[str(raw["id"])] = str(raw["name"])
        for raw in doc.get("households", []):
            house = Household(str(raw["id"]), str(raw["group"]), span_of(raw))
            house.members = [read_person(member, house) for member in raw["members"]]
            self.households[house.id] = house
            self.persons.update({member.id: member for member in house.members})

    def read_links(self, doc: dict[str, Any]) -> None:
        for raw in doc.get("links", []):
            # Ambiguity: `from` is a person's id, or a plain name. A plain name is taken as
            # somebody from elsewhere unless it resolves like a `who` to a person.
            who = self.find(str(raw["from"]))
            name = who.id if isinstance(who, Person) else str(raw["from"])
            houses = [str(house) for house in as_list(raw["households"])]
            self.links.append(Link(name, str(raw["role"]), houses, span_of(raw, "since")))

    def find(self, text: str) -> Who | None:
        """Section 2, Who: household id, person id, name of one person, name@group."""
        if text in self.households:
            return self.households[text]
        if text in self.persons:
            return self.persons[text]
        named = [p for p in self.persons.values() if nfc(p.name) == nfc(text)]
        if named:
            return named[0] if len(named) == 1 else None
        name, _, group = text.rpartition("@")
        found = [
            person
            for person in self.persons.values()
            if nfc(person.name) == nfc(name) and group in (person.household.group, self.groups[person.household.group])
        ]
        return found[0] if len(found) == 1 else None

    def resolve(self, text: Any) -> Who:
        who = self.find(str(text))
        assert who is not None, f"who? {text}"
        return who

    def account_of(self, who: Who, scale: Scale) -> str:
        """A member's points go to the household's account."""
        if scale.account == "person":
            assert isinstance(who, Person), "a household with a person scale"
            return who.id
        return who.household.id if isinstance(who, Person) else who.id

    # -- rules ----------------------------------------------------------------------------

    def read_rules(self, doc: dict[str, Any]) -> None:
        for raw in doc.get("categories", []):
            limits = [read_limit(limit) for limit in raw.get("limits", [])]
            self.categories.append(Category(str(raw["id"]), span_of(raw), limits))
        for raw in doc.get("rules", []):
            limits = [read_limit(limit) for limit in raw.get("limits", [])]
            scale = str(raw.get("scale", self.scales[0].id))
            rule = Rule(str(raw["id"]), span_of(raw), scale, str(raw["category"]), raw, limits)
            self.rules.append(rule)

    def rule_on(self, rule_id: str, when: date) -> Rule | None:
        """The version of a date."""
        found = [rule for rule in self.rules if rule.id == rule_id and rule.span.holds(when)]
        assert len(found) <= 1, "versions overlap"
        return found[0] if found else None

    def category_on(self, category_id: str, when: date) -> Category | None:
        found = [c for c in self.categories if c.id == category_id and c.span.holds(when)]
        assert len(found) <= 1, "versions overlap"
        return found[0] if found else None

    def may(self, who: Who, rule: Rule, when: date) -> bool:
        """Has the roles that the rule's and the scale's ``for`` name, on the date.

        Ambiguity: a person named by a record of a household scale with ``for`` must have the
        role itself (section 3: "a `who` without the role"), although section 1 would be
        content with another member of the household that has it.
        """
        roles = [rule.raw.get("for"), self.scale(rule.scale).role]
        return all(role is None or who.has_role(str(role), when) for role in roles)

    # -- boards ---------------------------------------------------------------------------

    def read_board(self, raw: dict[str, Any]) -> Board:
        top = raw.get("top")
        percent = raw.get("top_percent")
        return Board(
            id=str(raw["id"]),
            scale=str(raw.get("scale", self.scales[0].id)),
            rank=raw.get("rank", "account"),
            measure=raw.get("measure", "total"),
            periods=as_list(raw["periods"]),
            categories=[str(one) for one in as_list(raw.get("category"))],
            rules=[str(one) for one in as_list(raw.get("rule"))],
            roles=[str(one) for one in as_list(raw.get("roles"))],
            group=None if raw.get("group") is None else str(raw["group"]),
            top=None if top is None else int(number(top)),
            top_percent=None if percent is None else number(percent),
        )

    # -- records --------------------------------------------------------------------------

    def read_batches(self, parts: dict[str, dict[str, Any]]) -> None:
        for doc in parts["points"].values():
            self.read_batch(doc, None)
        for doc in parts["activities"].values():
            self.read_batch(doc, doc["date"])
            self.activities.append(doc)

    def read_batch(self, doc: dict[str, Any], default: str | None) -> None:
        """The records, objections and corrections of one file.

        Ambiguity: "without `posted` the batch is a draft" is read of the records; objections
        and corrections count by their own date, in whatever file they stand ("may stand in
        any points file").
        """
        posted = optional_day(doc.get("posted"))
        for raw in doc.get("records", []):
            for who in as_list(raw["who"]):
                self.add_record(raw, self.resolve(who), str(raw.get("date", default)), posted)
        for raw in doc.get("objections", []):
            closed = optional_day(raw.get("closed"))
            outcome = raw.get("outcome", "open")
            self.objections.append(Objection(day(raw["date"]), str(raw["record"]), outcome, closed))
        for raw in doc.get("corrections", []):
            points = number(raw["points"]) if "points" in raw else Fraction(0)
            lifts = raw.get("lifts_veto") is True
            self.corrections.append(Correction(day(raw["date"]), str(raw["record"]), points, lifts))

    def add_record(self, raw: dict[str, Any], who: Who, when: str, posted: date | None) -> None:
        """One record and the records that it triggers."""
        on = day(when)
        rule = self.rule_on(str(raw["rule"]), on)
        assert rule is not None, f"no version of {raw['rule']} on {when}"
        assert self.category_on(rule.category, on) is not None, "no version of the category"
        assert self.may(who, rule, on), f"{who.id} without the role for {rule.id}"
        assert who.of_village(on), f"{who.id} not of the village on {when}"
        assert posted is None or on <= posted, "a record after posted"
        self.account_of(who, self.scale(rule.scale))
        record = Record(
            id=record_id(when, who.id, raw),
            date=on,
            who=who,
            rule=rule,
            qty=number(raw["qty"]) if "qty" in raw else None,
            points=number(raw["points"]) if "points" in raw else None,
            level=None if raw.get("level") is None else str(raw["level"]),
            subject=None if raw.get("subject") is None else str(raw["subject"]),
            posted=posted,
        )
        assert all(record.id != other.id for other in self.records), "recorded twice"
        self.records.append(record)
        self.add_triggered(record, when)

    def add_triggered(self, record: Record, when: str) -> None:
        triggers = record.rule.raw.get("triggers")
        if triggers is None:
            return
        rule = self.rule_on(str(triggers["rule"]), record.date)
        assert rule is not None, "no version of the triggered rule"
        assert self.category_on(rule.category, record.date) is not None
        house = record.who.household if isinstance(record.who, Person) else record.who
        persons = set()
        for link in self.links:
            holds = link.span.holds(record.date) and house.id in link.households
            if holds and link.role == triggers["link"] and link.person in self.persons:
                persons.add(link.person)
        for person_id in sorted(persons):
            person = self.persons[person_id]
            if person.of_village(record.date) and self.may(person, rule, record.date):
                raw = {"rule": rule.id, "note": record.id}
                made = Record(
                    record_id(when, person_id, raw),
                    record.date, person, rule, None, None, None, None, record.posted, record,
                )  # fmt: skip
                self.records.append(made)

    def notice_days(self, posted: date) -> int:
        """By the batch's ``posted``: the latest entry that begins by then."""
        raw = self.site["notice_days"]
        if not isinstance(raw, list):
            return int(number(raw))
        held = [entry for entry in raw if day(entry["from"]) <= posted]
        return int(number(max(held, key=lambda entry: day(entry["from"]))["days"]))

    def notice_ends(self, posted: date) -> date:
        return posted + timedelta(days=self.notice_days(posted))

    # -- rewards --------------------------------------------------------------------------

    def price(self, item: str, when: date) -> Fraction:
        points = self.items[item]["points"]
        if not isinstance(points, list):
            return number(points)
        held = [entry for entry in points if day(entry["from"]) <= when]
        assert held, f"no price of {item} on {when}"
        return number(max(held, key=lambda entry: day(entry["from"]))["points"])

    def stocked(self, item: str, when: date) -> int:
        """What was put in stock by a date (a return apart)."""
        stock = self.items[item].get("stock", [])
        return int(sum(number(one["qty"]) for one in stock if day(one["date"]) <= when))

    def read_redemptions(self, path: str, doc: dict[str, Any]) -> None:
        event = doc.get("event")
        default_scale = [scale.id for scale in self.scales if scale.redeemable][:1]
        for raw in doc.get("redemptions", []):
            for who in as_list(raw["who"]):
                when = day(raw["date"] if "date" in raw else (event or {})["date"])
                scale = self.scale(str(raw.get("scale", *default_scale)))
                assert scale.redeemable
                qty = int(number(raw["qty"])) if "qty" in raw else 1
                item = str(raw["item"])
                self.redemptions.append(
                    Redemption(
                        date=when,
                        event="" if event is None else slug_of(path, event),
                        scale=scale.id,
                        account=self.account_of(self.resolve(who), scale),
                        item=item,
                        qty=qty,
                        points=self.price(item, when) * qty,
                        cancelled=optional_day(raw.get("cancelled")),
                    )
                )

    # -- veto -----------------------------------------------------------------------------

    def veto_span(self, record: Record) -> Period | None:
        """The days of the scoring years that a veto record closes."""
        veto = record.rule.veto()
        if veto is None:
            return None
        first = scoring_year_of(record.date, self.year_starts)
        last = scoring_year(int(first.name) + veto[0] - 1, self.year_starts)
        return Period("veto", first.first, last.last)


FOLDERS = ("roster", "rules", "points", "activities", "matters", "rewards")
DEFAULT_SCALE: dict[str, Any] = {"id": "points", "name": "积分"}


def under(docs: dict[str, Any], top: str) -> dict[str, Any]:
    return {path: docs[path] for path in sorted(docs) if path.startswith(top + "/")}


def read_person(raw: dict[str, Any], house: Household) -> Person:
    roles = [
        (str(role["role"]), span_of(role)) if isinstance(role, dict) else (str(role), Span())
        for role in raw.get("roles", [])
    ]
    return Person(
        id=str(raw["id"]),
        name=str(raw["name"]),
        household=house,
        span=span_of(raw),
        roles=roles,
        consent=[str(where) for where in as_list(raw.get("consent"))],
        minor=raw.get("minor") is True,
        head=raw.get("head") is True,
    )


def read_limit(raw: dict[str, Any]) -> Limit:
    sign = 1 if "max" in raw else -1
    amount = number(raw["max"] if sign > 0 else raw["min"])
    return Limit(amount, sign, str(raw["per"]), str(raw.get("of", "account")))


def read_scale(raw: dict[str, Any]) -> Scale:
    levels = [(number(level["from"]), str(level["name"])) for level in raw.get("levels", [])]
    return Scale(
        id=str(raw["id"]),
        account=raw.get("account", "household"),
        role=None if raw.get("for") is None else str(raw["for"]),
        decimals=int(number(raw["decimals"])) if "decimals" in raw else 0,
        base=number(raw["base"]) if "base" in raw else Fraction(0),
        base_per=raw.get("base_per", "year"),
        levels=sorted(levels),
        unspent=raw.get("unspent", "carry"),
        expires_on=raw.get("expires_on"),
        redeemable=raw.get("redeemable") is not False,
    )


def slug_of(path: str, front: dict[str, Any]) -> str:
    """Section 5: ``slug``, or the file's own name."""
    if front.get("slug") is not None:
        return str(front["slug"])
    import pypinyin  # only for Chinese file names

    stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0].lower()
    out = ""
    for char in stem:
        if "\u4e00" <= char <= "\u9fff":
            out += f"-{pypinyin.lazy_pinyin(char)[0]}-"
        else:
            out += char if char.isascii() and char.isalnum() else "-"
    return "-".join(part for part in out.split("-") if part)
