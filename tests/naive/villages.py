"""Random valid villages for hypothesis: small ones, on few dates, with every feature.

``villages()`` draws a ``Village``. Every drawn number is smallest where the feature is
absent, so that a failing example shrinks to what it needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st

from .figures import FAR, Figures, compute
from .ledger import Ledger, wrong_redemptions
from .model import Household, Model, Redemption, Rule, Who, record_id
from .reading import Num
from .writing import dump, dump_front_matter

T = TypeVar("T")
Tree = dict[str, Any]

# Days that stand at the edges of weeks, months, quarters and years; the first is the simplest.
DAYS = [
    date(2024, 3, 1), date(2024, 3, 12), date(2024, 3, 31), date(2024, 4, 1),
    date(2024, 2, 14), date(2024, 2, 28), date(2024, 1, 1), date(2023, 12, 31),
    date(2023, 12, 14), date(2024, 6, 30), date(2024, 7, 1), date(2024, 9, 29),
    date(2024, 12, 15), date(2024, 12, 30), date(2025, 1, 5), date(2025, 2, 14),
]  # fmt: skip
TODAYS = [
    date(2025, 3, 1), date(2024, 12, 31), date(2025, 1, 5), date(2025, 12, 16), date(2025, 2, 14),
    date(2024, 7, 1), date(2025, 3, 31), date(2024, 4, 8), date(2024, 3, 31), date(2024, 2, 29),
]  # fmt: skip
FOCI = [DAYS, DAYS[:4], DAYS[:6], DAYS[4:9], DAYS[8:13], DAYS[12:]]
BEFORE = [0, 0, 0, 1, 2, 6, 7, 30, 31, 60]  # how long before its batch's day a record may lie
NAMES = [
    "张建国", "李秀英", "王三", "欧阳小明", "陈桂花", "刘大海", "孙七", "高兴", "周小满",
    "Ann Li", "𠮷田花", "赵六", "吴家宝", "郑春兰", "冯二喜",
]  # fmt: skip
HOUSE_IDS = ["H001", "H10", "H2", "h-3", "007"]
PERSON_IDS = ["P1", "P10", "P2", "p_3", "P-4", "12", "P5", "Q", "0A", "P9", "b", "P-", "z1", "P77"]
GROUPS = [("g1", "一湾"), ("G-2", "二湾"), ("3", "三湾")]
ROLES = ["party_member", "cadre", "mediator", "志愿者", "center_household"]
LINK_ROLES = ["party_member", "party_member", "cadre"]
NOTES = ["路基回填", "第二次", "no", "010", "12:30", "1e3", "他说：“好”", 'a "b" \\ c', "1_000"]
QTYS = ["1", "2", "0.5", "2.0", "3", "7", "10", "15.75", "0.33"]
SUBJECTS = ["v-1", "v-1", "v-1", "12"]
LEVEL_KEYS = ["village", "county", "national"]
PHONE_LIKE = re.compile(r"1[3-9][0-9]{9}")


class Draw(Protocol):
    """What hypothesis hands to a composite strategy."""

    def __call__(self, strategy: st.SearchStrategy[T]) -> T: ...


@dataclass(frozen=True)
class Village:
    """A site folder as texts (by path within it), and the day on which it is built."""

    files: dict[str, str]
    as_of: date
    docs: Tree

    def write(self, folder: Path) -> Path:
        """Write the site folder."""
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        return folder

    def figures(self) -> Figures:
        """What must come out of it."""
        return compute(self.docs, self.as_of)

    def __repr__(self) -> str:
        texts = "".join(f"\n=== {name}\n{text}" for name, text in sorted(self.files.items()))
        return f"<village as of {self.as_of}>{texts}"


@cache
def upto(top: int) -> st.SearchStrategy[int]:
    return st.integers(0, top)


def num(value: int, decimals: int = 0) -> Num:
    """A number with so many decimals typed: num(15, 1) is 1.5."""
    return Num(str(Decimal(value).scaleb(-decimals)))


def iso(when: date) -> str:
    return when.isoformat()


def later(when: date, days: int) -> date:
    return when + timedelta(days=days)


class Maker:
    """Draws one village, part by part."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.docs: Tree = {}
        self.days = DAYS
        self.scales: list[Tree] = []
        self.categories: list[str] = []
        self.rule_ids: list[str] = []
        self.simple: list[str] = []
        self.batches: list[Tree] = []
        self.seen: set[str] = set()

    # -- small draws ----------------------------------------------------------------------

    def n(self, top: int) -> int:
        return self.draw(upto(top))

    def pick(self, options: Sequence[T]) -> T:
        return options[self.n(len(options) - 1)]

    def rarely(self, one_in: int) -> bool:
        return self.n(one_in - 1) == one_in - 1

    def more(self, have: int, most: int, eager: int = 3) -> bool:
        """Whether to add another: almost always while eager is large."""
        return have < most and self.n(eager) != 0

    def day(self) -> date:
        index = self.n(3 * len(self.days) - 1)
        return later(self.days[index // 3], index % 3)

    def span(self, tree: Tree, first: str = "from") -> None:
        """Sometimes bounds on one side or both."""
        kind = self.n(7)
        if kind in (5, 7):
            tree[first] = iso(self.day())
        if kind in (6, 7):
            tree["until"] = iso(self.day())
        if first in tree and "until" in tree and tree[first] > tree["until"]:
            tree[first], tree["until"] = tree["until"], tree[first]

    def amount(self, low: int, high: int, decimals: int) -> Num:
        """A number from low to high, rarely with decimals; 0 is the simplest only if in range."""
        value = low + self.n(high - low)
        digits = self.n(decimals)
        if digits == 0:
            return num(value)
        return num(value * 10**digits + self.n(9) * (1 if value >= 0 else -1), digits)

    # -- site.yaml ------------------------------------------------------------------------

    def site(self) -> None:
        site: Tree = {"village": "马场村", "notice_days": self.notice_days()}
        site["town"] = "熊口镇"
        starts = self.pick(["", "", "01-01", "03-01", "02-15", "07-01", "12-16", "01-06"])
        if starts:
            site["year_starts"] = starts
        for key, values in (
            ("names", ["", "by_consent", "full", "masked"]),
            ("deductions", ["", "anonymous", "named", "hidden"]),
        ):
            value = self.pick(values)
            if value:
                site[key] = value
        if self.rarely(6):
            site["not_names"] = ["高兴"]
        self.scales = self.some_scales()
        if self.scales:
            site["scales"] = self.scales
        else:
            self.scales = [{"id": "points", "name": "积分"}]
        measures = [
            {"id": "area", "name": "清理面积", "unit": "平方米"},
            {"id": "trees", "name": "植树", "unit": "棵"},
        ][: self.n(2)]
        if measures:
            site["measures"] = measures
        self.docs["site.yaml"] = site

    def notice_days(self) -> Any:
        options = ["7", "0", "1", "3", "30"]
        if self.n(2) < 2:
            return Num(self.pick(options))
        second = {"from": iso(self.day()), "days": Num(self.pick(options))}
        first = {"from": "2023-01-01", "days": Num(self.pick(options))}
        return [first, second] if self.rarely(2) else [second, first]

    def some_scales(self) -> list[Tree]:
        scales: list[Tree] = []
        while self.more(len(scales), 3, 3):
            scales.append(self.one_scale(len(scales)))
        return scales

    def one_scale(self, index: int) -> Tree:
        scale: Tree = {"id": ["points", "Party", "care"][index], "name": "积分"}
        if self.n(1):
            scale["account"] = self.pick(["household", "person"])
        if self.rarely(3):
            scale["for"] = self.pick(ROLES[:2])
        decimals = self.n(2)
        if decimals or self.rarely(4):
            scale["decimals"] = num(decimals)
        if self.n(2) == 2:
            scale["base"] = self.amount(0, 12, decimals)
        if self.n(2) == 2:
            scale["base_per"] = self.pick(["year", "quarter", "month"])
        if self.n(2) >= 1:
            low = self.amount(-2, 6, decimals)
            high = num(int(Decimal(low)) + 3 + self.n(6))
            scale["levels"] = [{"name": "五星", "from": high}, {"name": "三星", "from": low}]
        unspent = self.pick(["", "carry", "expire", "reset", "expire", "reset"])
        if unspent:
            scale["unspent"] = unspent
        if unspent in ("expire", "reset") and self.n(2):
            scale["expires_on"] = self.pick(["12-31", "03-31", "01-01", "06-30", "02-28"])
        if self.rarely(5):
            scale["redeemable"] = self.pick([False, True])
        return scale

    def decimals(self, scale_id: str) -> int:
        scale = next(scale for scale in self.scales if scale["id"] == scale_id)
        return int(scale.get("decimals", "0"))

    # -- boards ---------------------------------------------------------------------------

    def boards(self) -> None:
        boards: list[Tree] = []
        while self.more(len(boards), 4, 12):
            boards.append(self.one_board(len(boards)))
        if boards:
            self.docs["site.yaml"]["boards"] = boards

    def one_board(self, index: int) -> Tree:
        board: Tree = {"id": f"b{index}", "title": f"榜{index}"}
        scale = self.pick(self.scales)
        if scale is not self.scales[0] or self.rarely(3):
            board["scale"] = scale["id"]
        household = scale.get("account", "household") == "household"
        rank = self.pick(["account", "account", "group", "person"])
        if rank != "account" or self.rarely(4):
            board["rank"] = rank
        measures = {
            "account": ["total", "standing", "standing"] + ["per_member"] * household,
            "group": ["total", "per_household", "per_member"],
            "person": ["total", "total"] + ["standing"] * (not household),
        }
        measure = self.pick(measures[rank])
        if measure != "total" or self.rarely(4):
            board["measure"] = measure
        self.board_periods(board, scale, measure)
        if measure != "standing":
            self.board_filter(board)
        if rank != "group":
            self.board_choice(board)
        # Whom a person board of a household scale with `for` counts for the percentage is
        # not said: not drawn.
        unclear = rank == "person" and household and "for" in scale
        cut = self.n(3)
        if cut == 2:
            board["top"] = num(1 + self.n(3))
        elif cut == 3 and not unclear:
            board["top_percent"] = Num(self.pick(["50", "10", "34", "100", "25"]))
        return board

    def board_periods(self, board: Tree, scale: Tree, measure: str) -> None:
        if measure == "standing":
            board["periods"] = [scale.get("base_per", "year")]
            return
        kinds = [k for k in ("all", "month", "quarter", "year") if self.n(1)]
        board["periods"] = kinds or ["month"]

    def board_filter(self, board: Tree) -> None:
        kind = self.n(5)
        if kind in (3, 5):
            one = self.pick(self.categories)
            board["category"] = one if self.n(1) else [one, self.categories[0]][: 1 + self.n(1)]
            if isinstance(board["category"], list):
                board["category"] = list(dict.fromkeys(board["category"]))
        if kind in (4, 5):
            rule = self.pick(self.rule_ids)
            board["rule"] = rule if self.n(1) else list(dict.fromkeys([rule, self.rule_ids[0]]))

    def board_choice(self, board: Tree) -> None:
        kind = self.n(5)
        if kind in (3, 5):
            board["roles"] = list(dict.fromkeys([self.pick(ROLES), ROLES[0]][: 1 + self.n(1)]))
        if kind in (4, 5):
            groups = [group["id"] for group in self.docs["roster/roster.yaml"]["groups"]]
            board["group"] = self.pick(groups)

    # -- roster ---------------------------------------------------------------------------

    def roster(self) -> None:
        groups = [{"id": g, "name": name} for g, name in GROUPS[: 1 + self.n(2)]]
        households: list[Tree] = []
        self.person_count = 0
        while not households or self.more(len(households), len(HOUSE_IDS), 8):
            house: Tree = {"id": HOUSE_IDS[len(households)], "group": self.pick(groups)["id"]}
            if self.rarely(2):
                self.span(house)
            members: list[Tree] = []
            while not members or self.more(len(members), 3, 2):
                members.append(self.one_person())
            if self.rarely(3):
                self.pick(members)["head"] = True
            house["members"] = members
            households.append(house)
        roster: Tree = {"groups": groups, "households": households}
        links = self.some_links([house["id"] for house in households])
        self.docs["roster/roster.yaml"] = roster
        if links and self.rarely(3):
            self.docs["roster/sub/links.yaml"] = {"links": links}
        elif links:
            roster["links"] = links

    def one_person(self) -> Tree:
        index = self.person_count
        self.person_count += 1
        again = index > 0 and self.rarely(8)  # a namesake
        name = NAMES[self.n(min(index, len(NAMES)) - 1) if again else index % len(NAMES)]
        person: Tree = {"id": PERSON_IDS[index % len(PERSON_IDS)], "name": name}
        if index >= len(PERSON_IDS):
            person["id"] += "-x"
        if self.rarely(3):
            self.span(person)
        roles: list[Any] = []
        while self.more(len(roles), 2, 2):
            role: Any = self.pick([*ROLES[:2], *ROLES[:2], *ROLES])
            if self.rarely(2):
                role = {"role": role}
                self.span(role)
            roles.append(role)
        if roles:
            person["roles"] = roles
        consent = self.n(4)
        if consent >= 2:
            person["consent"] = [["web"], ["web", "print"], ["print"]][consent - 2]
        if self.rarely(6):
            person["minor"] = True
        return person

    def some_links(self, houses: list[str]) -> list[Tree]:
        persons = PERSON_IDS[: min(self.person_count, len(PERSON_IDS))]
        links: list[Tree] = []
        while self.more(len(links), 5, 9):
            outside = self.rarely(8)
            link: Tree = {"from": "王书记" if outside else self.pick(persons)}
            link["role"] = self.pick(LINK_ROLES)
            chosen = [house for house in houses if self.n(2)]
            link["households"] = chosen or houses[:1]
            if self.rarely(2):
                self.span(link, "since")
            links.append(link)
        return links

    # -- rules ----------------------------------------------------------------------------

    def limits(self, decimals: int, most: int = 2) -> list[Tree]:
        limits: list[Tree] = []
        while self.more(len(limits), most, 2):
            limit: Tree = {}
            if self.n(2) < 2:
                limit["max"] = self.amount(1, 9, decimals)
            else:
                limit["min"] = self.amount(-9, -1, decimals)
            limit["per"] = self.pick(["month", "ever", "year", "week", "day", "quarter"])
            of = self.pick(["", "person", "village"])
            if of:
                limit["of"] = of
            limits.append(limit)
        return limits

    def rules(self) -> None:
        most_decimals = max(int(scale.get("decimals", "0")) for scale in self.scales)
        categories: list[Tree] = []
        while not self.categories or self.more(len(self.categories), 3, 2):
            category_id = f"c{len(self.categories)}"
            self.categories.append(category_id)
            for version in self.versions({"id": category_id, "name": "类"}):
                limits = self.limits(most_decimals) if self.rarely(3) else []
                if limits:
                    version["limits"] = limits
                categories.append(version)
        rules: list[Tree] = []
        while not self.rule_ids or self.more(len(self.rule_ids), 6, 12):
            rules += self.one_rule(f"r{len(self.rule_ids)}")
        if self.rarely(3):
            self.docs["rules/categories.yaml"] = {"categories": categories}
            self.docs["rules/all.yaml"] = {"rules": rules}
        else:
            self.docs["rules/all.yaml"] = {"categories": categories, "rules": rules}

    def versions(self, tree: Tree) -> list[Tree]:
        """One, two with adjoining ranges, or two with a gap."""
        kind = self.n(7)
        if kind < 5:
            return [tree]
        if kind == 5:
            return [{**tree, "from": iso(self.day())}]
        change = self.day()
        gap = 1 if kind == 6 else 10
        return [{**tree, "until": iso(later(change, -gap))}, {**tree, "from": iso(change)}]

    def one_rule(self, rule_id: str) -> list[Tree]:
        kinds = ["points", "unit", "range", "points", "by_level", "tiers", "cumulative"]
        kind = self.pick(kinds)
        scale = self.pick(self.scales)["id"]
        category = self.pick(self.categories)
        versions = self.versions({"id": rule_id, "name": f"细则{rule_id}"})
        for index, version in enumerate(versions):
            if index and kind != "cumulative" and self.rarely(2):
                kind = self.pick(kinds[:-1])
                category = self.pick(self.categories)
                scale = self.pick(self.scales)["id"] if self.rarely(3) else scale
            version["category"] = category
            if scale != self.scales[0]["id"] or self.rarely(4):
                version["scale"] = scale
            self.rule_kind(version, kind, self.decimals(scale))
            self.rule_traits(version, kind, self.decimals(scale))
        if all("points" in v and "unit" not in v and "triggers" not in v for v in versions):
            self.simple.append(rule_id)
        self.rule_ids.append(rule_id)
        return versions

    def rule_kind(self, rule: Tree, kind: str, decimals: int) -> None:
        if kind in ("points", "unit"):
            rule["points"] = self.signed(decimals)
        if kind == "unit":
            rule["unit"] = "小时"
            if self.n(1):
                rule["per"] = Num(self.pick(["4", "3", "0.7"]))
        if kind == "range":
            low = self.n(8) - 4
            rule["range"] = [num(low), self.amount(low + 1, low + 9, decimals)]
        if kind == "by_level":
            rule["by_level"] = {key: self.signed(decimals) for key in LEVEL_KEYS}
        if kind in ("tiers", "cumulative"):
            rule["unit"] = "次"
            points = [self.signed(decimals), self.signed(decimals), self.signed(decimals)]
            if kind == "cumulative":
                rule["cumulative"] = True
                first = self.n(3)
                points = [num(first), self.amount(first + 1, first + 4, decimals)]
                points.append(num(int(Decimal(points[1])) + 2 + self.n(9)))
            starts = [Num("1"), Num("2.5"), Num("7")]
            rule["tiers"] = [{"from": start, "points": value} for start, value in zip(starts, points, strict=True)]

    def signed(self, decimals: int) -> Num:
        """Points of a rule: mostly above 0."""
        if self.rarely(3):
            return self.amount(-6, -1, decimals)
        return self.amount(0 if self.rarely(8) else 1, 9, decimals)

    def rule_traits(self, rule: Tree, kind: str, decimals: int) -> None:
        if self.rarely(7):
            rule["for"] = self.pick(ROLES[:3])
        limits = self.limits(decimals) if self.n(2) else []
        if kind == "points" and not limits and self.rarely(3):  # for what is triggered
            amount = self.amount(1, 5, decimals)
            sign = "-" if rule["points"].startswith("-") else ""
            key = "min" if sign else "max"
            limits = [{key: Num(sign + amount), "per": "month", "of": "village"}]
        if limits:
            rule["limits"] = limits
        if self.rarely(7):
            rule["confidential"] = True
        if self.rarely(5):
            options: list[Any] = [True, {"redeem": False}, {"years": Num("2")}]
            rule["veto"] = self.pick([*options, {"years": Num("2"), "redeem": False}])
        if self.simple and self.rarely(3):
            rule["triggers"] = {"link": self.pick(LINK_ROLES), "rule": self.pick(self.simple)}
        if kind == "points" and self.rarely(9):
            rule["evidence"] = "photo"

    # -- records --------------------------------------------------------------------------

    def points(self) -> None:
        self.model = Model(self.docs)
        batches = 0
        while not batches or self.more(batches, 5, 14):
            self.one_batch(batches)
            batches += 1

    def one_batch(self, index: int) -> None:
        """Some records with one `posted`, in one file, two files or an activity."""
        kind = self.pick(["file", "file", "activity", "split"])
        held = self.day()
        records: list[Tree] = []
        last = held if kind == "activity" else date(2023, 1, 1)
        while self.more(len(records), 7, 14):
            default = held if kind == "activity" and self.n(1) else None
            made = self.one_record(held, default)
            if made is not None:
                last = max(last, made[0])
                records.append(made[1])
        doc: Tree = {}
        if not self.rarely(9):
            doc["posted"] = iso(later(last, self.pick([0, 1, 3, 10, 40])))
        if self.rarely(4):
            doc["recorded_by"] = "记录员"
            doc["reviewed_by"] = ["村务监督委员会"]
        if kind == "activity":
            self.docs[f"activities/2024/act-{index}.md"] = self.activity(doc, records, held)
            return
        if kind == "split" and len(records) > 1:
            half = 1 + self.n(len(records) - 2)
            self.docs[f"points/z/{index}b.yaml"] = {**doc, "records": records[half:]}
            records = records[:half]
        if records:
            doc["records"] = records
        self.docs[f"points/{index}.yaml"] = doc

    def activity(self, doc: Tree, records: list[Tree], held: date) -> Tree:
        tree: Tree = {"title": "义务劳动", "date": iso(held), "kind": "labor", **doc}
        if records:
            tree["records"] = records
        measures = [measure["id"] for measure in self.docs["site.yaml"].get("measures", [])]
        results: list[Tree] = []
        while measures and self.more(len(results), 3, 2):
            value = Num(self.pick(["1200", "0", "3.5", "0.25", "10.50"]))
            results.append({"measure": self.pick(measures), "value": value})
        if results:
            tree["results"] = results
        return tree

    def one_record(self, held: date, default: date | None) -> tuple[date, Tree] | None:
        """A record and its date, or None where the draws do not make a valid one."""
        when = default or self.record_day(held)
        rule, able = self.rule_and_able(when)
        if rule is None:
            return None
        raw: Tree = {} if default else {"date": iso(when)}
        raw["rule"] = rule.id
        self.record_fields(raw, rule)
        chosen = [self.pick(able)]
        while self.more(len(chosen), 3, 1) and self.rarely(2):
            chosen.append(self.pick(able))
        names = []
        for who in chosen:
            made = record_id(iso(when), who.id, raw)
            if made not in self.seen:
                self.seen.add(made)
                names.append(self.who_text(who))
        if not names:
            return None
        raw["who"] = names[0] if len(names) == 1 and self.n(3) < 3 else names
        return when, raw

    def rule_and_able(self, when: date) -> tuple[Rule | None, list[Who]]:
        """The drawn rule, or the next one by which somebody may have a record on the date."""
        first = self.n(len(self.rule_ids) - 1)
        for rule_id in self.rule_ids[first:] + self.rule_ids[:first]:
            rule = self.model.rule_on(rule_id, when)
            if rule is not None and self.usable(rule, when):
                able = self.able(rule, when)
                if able:
                    return rule, able
        return None, []

    def record_day(self, held: date) -> date:
        """Mostly near the batch's day, so that the batch is posted soon."""
        return self.day() if self.rarely(8) else later(held, -self.pick(BEFORE))

    def usable(self, rule: Rule, when: date) -> bool:
        """Category and triggered rule have a version on the date."""
        if self.model.category_on(rule.category, when) is None:
            return False
        if "triggers" not in rule.raw:
            return True
        target = self.model.rule_on(rule.raw["triggers"]["rule"], when)
        return target is not None and self.model.category_on(target.category, when) is not None

    def able(self, rule: Rule, when: date) -> list[Who]:
        whos: list[Who] = list(self.model.persons.values())
        if self.model.scale(rule.scale).account == "household":
            whos = [*self.model.households.values(), *whos]
        return [who for who in whos if who.of_village(when) and self.model.may(who, rule, when)]

    def record_fields(self, raw: Tree, rule: Rule) -> None:
        if "unit" in rule.raw and self.n(4):
            raw["qty"] = Num(self.pick(QTYS))
        if "range" in rule.raw:
            low, high = rule.raw["range"]
            raw["points"] = self.within(low, high, self.decimals(rule.scale))
        if "by_level" in rule.raw:
            raw["level"] = self.pick(LEVEL_KEYS)
        if rule.raw.get("cumulative"):
            raw["subject"] = self.pick(SUBJECTS)
        note = self.n(3 * len(NOTES))
        if 0 < note <= len(NOTES):
            raw["note"] = NOTES[note - 1]
        elif note == len(NOTES) + 1:
            raw["note"] = Num("2024")
        if self.rarely(12) and "date" in raw:
            raw["happened"] = raw["date"]

    def within(self, low: Num, high: Num, decimals: int) -> Num:
        first, last = Decimal(low), Decimal(high)
        value = num(int(first) + self.n(int(last) - int(first)))
        if decimals and self.rarely(3):
            value = Num(f"{value}.5")
        return value if first <= Decimal(value) <= last else low

    def who_text(self, who: Who) -> Any:
        """As an id, a name, or name@group."""
        if isinstance(who, Household):
            return Num(who.id) if who.id.isdigit() and who.id[0] != "0" else who.id
        group = who.household.group
        texts = [who.id, who.name, f"{who.name}@{group}", f"{who.name}@{self.model.groups[group]}"]
        text = self.pick(texts)
        return text if self.model.find(text) is who else who.id

    # -- objections and corrections -------------------------------------------------------

    def place(self, kind: str, entry: Tree) -> None:
        """Put an objection or correction into some points file or activity."""
        paths = [p for p in self.docs if p.startswith(("points/", "activities/"))]
        extra = "points/later.yaml"
        path = extra if self.n(1) == 0 else self.pick(paths)
        self.docs.setdefault(path, {}).setdefault(kind, []).append(entry)

    def objections(self) -> None:
        for record in Model(self.docs).records:
            hit = record.posted is not None and record.trigger is None and self.rarely(5)
            if hit and record.posted is not None and not PHONE_LIKE.search(record.id):
                self.object_to(record.id, record.posted)

    def object_to(self, record: str, posted: date) -> None:
        """One or more, each in time."""
        end = notice_end = self.model.notice_ends(posted)
        when = posted
        for count in range(3):
            if when >= end or (count and not self.n(2)):
                return
            when = later(when, self.n((end - when).days - 1))
            entry: Tree = {"date": iso(when), "record": record, "reason": f"记错{count}"}
            outcome = self.pick(["rejected", "rejected", "upheld", "rejected", "", "open"])
            if outcome:
                entry["outcome"] = outcome
            if outcome in ("rejected", "upheld"):
                closed = later(when, self.pick([1, 0, 6, 15, 40]))
                entry["closed"] = iso(closed)
                end = max(end, closed) if outcome == "rejected" else end
            self.place("objections", entry)
            if outcome == "upheld":
                return
            if when >= notice_end:  # two on one day: their order would matter
                when = later(when, 1)

    def corrections(self) -> None:
        ledger = Ledger(Model(self.docs), FAR)
        for line in sorted(ledger.lines, key=lambda line: line.record.id):
            record = line.record
            veto = record.rule.veto() is not None
            if line.status != "confirmed" or PHONE_LIKE.search(record.id):
                continue
            count = 0
            while count < 2 and self.rarely(2 if veto else 5):
                count += 1
                when = later(line.confirmed, self.pick([0, 1, 5, 30, 100]))
                entry: Tree = {"date": iso(when), "record": record.id, "reason": f"更正{count}"}
                entry["points"] = self.signed(self.decimals(record.rule.scale))
                if veto and self.n(1):
                    entry["lifts_veto"] = True
                    if self.n(1):
                        del entry["points"]
                self.place("corrections", entry)

    # -- rewards --------------------------------------------------------------------------

    def rewards(self) -> None:
        ledger = Ledger(Model(self.docs), FAR)
        redeemable = [scale for scale in ledger.model.scales if scale.redeemable]
        rich = sorted(
            {
                (entry.scale, entry.account)
                for entry in ledger.entries
                if entry.points > 0 and any(scale.id == entry.scale for scale in redeemable)
            }
        )
        if not rich or not self.n(9):
            return
        fine = min(scale.decimals for scale in redeemable)
        items = [self.one_item(index, fine) for index in range(1 + self.n(1))]
        self.docs["rewards/items.yaml"] = {"items": items}
        model = ledger.model = Model(self.docs)
        accepted: list[Redemption] = []
        files: dict[str, Tree] = {}
        for _ in range(8):
            if not self.n(12):
                break
            scale_id, account = self.pick(rich)
            self.redeem(ledger, model, scale_id, account, accepted, files)
        self.docs.update(files)

    def one_item(self, index: int, decimals: int) -> Tree:
        item: Tree = {"id": ["rice", "Soap"][index], "name": ["大米", "肥皂"][index]}
        price: Any = self.amount(1, 4, decimals)
        if self.rarely(3):
            price = [
                {"from": "2023-06-01", "points": price},
                {"from": iso(self.day()), "points": self.amount(1, 4, decimals)},
            ]
            if self.rarely(2):
                price.reverse()
        item["points"] = price
        item["stock"] = [{"date": iso(self.day()), "qty": num(1 + self.n(2))}]
        if self.n(3):
            item["stock"].append({"date": "2023-12-01", "qty": num(1 + self.n(5))})
        return item

    def redeem(
        self,
        ledger: Ledger,
        model: Model,
        scale_id: str,
        account: str,
        accepted: list[Redemption],
        files: dict[str, Tree],
    ) -> None:
        """Draw a redemption; keep it where the naive computation allows it."""
        scale = model.scale(scale_id)
        mine = [e for e in ledger.entries if (e.scale, e.account) == (scale_id, account)]
        days = sorted({entry.booked for entry in mine})
        days += [
            when
            for when in ledger.expiry_days(scale, date(2025, 12, 31))
            if when >= days[0]
        ]  # fmt: skip
        days += [one.cancelled for one in accepted if one.cancelled is not None]
        path = self.pick(["rewards/loose.yaml", "rewards/2024/spring.yaml", "rewards/大米-2.yaml"])
        files.setdefault(path, self.new_rewards(path))
        event = files[path].get("event")
        raw: Tree = {}
        when = later(self.pick(days), self.pick([0, 1, 20, 90]))
        if event is not None and self.n(1):
            when = date.fromisoformat(event["date"])
        else:
            raw["date"] = iso(when)
        item = self.pick(sorted(model.items))
        qty = 1 + self.n(2)
        cancelled = later(when, self.pick([1, 2, 30, 250])) if self.rarely(2) else None
        one = Redemption(when, "", scale_id, account, item, qty, model.price(item, when) * qty, cancelled)
        if wrong_redemptions(ledger, [*accepted, one]):
            return
        accepted.append(one)
        raw["item"] = item
        everyone: list[Who] = [*model.persons.values()]
        if scale.account == "household":
            everyone = [*model.households.values(), *everyone]
        whos = [who for who in everyone if model.account_of(who, scale) == account]
        raw["who"] = self.who_text(self.pick(whos))
        if qty > 1 or self.n(1):
            raw["qty"] = num(qty)
        first = next(scale.id for scale in model.scales if scale.redeemable)
        if scale_id != first or self.n(1):
            raw["scale"] = scale_id
        if cancelled is not None:
            raw["cancelled"] = iso(cancelled)
        files[path].setdefault("redemptions", []).append(raw)

    def new_rewards(self, path: str) -> Tree:
        if path == "rewards/loose.yaml":
            return {}
        event: Tree = {"title": "集中兑换", "date": iso(self.day()), "place": "大舞台"}
        if self.rarely(2):
            event["slug"] = "ji-zhong-1" if "spring" in path else "dui-huan"
        return {"event": event}

    # -- matters --------------------------------------------------------------------------

    def matters(self) -> None:
        matters: list[Tree] = []
        while self.more(len(matters), 9, 6):
            matter: Tree = {"id": f"m{len(matters)}", "opened": iso(self.day())}
            kind = self.pick(["dispute", "request", "idea", "environment", "pledge", "dispute"])
            matter["kind"] = kind
            if kind == "dispute":
                matter["type"] = self.pick(["neighbor", "family", "debt", "emotional", "other"][:3])
            else:
                matter["title"] = "修路灯"
            if kind == "pledge":
                matter["count"] = num(self.n(300))
            status = self.pick(["", "open", "claimed", "resolved", "adopted", "declined"])
            if status:
                matter["status"] = status
            if status in ("resolved", "adopted", "declined") and self.n(2):
                opened = date.fromisoformat(matter["opened"])
                matter["closed"] = iso(later(opened, self.pick([0, 5, 60])))
            matters.append(matter)
        if matters:
            self.docs["matters/all.yaml"] = {"matters": matters}

    # -- all together ---------------------------------------------------------------------

    def today(self) -> date:
        """Some day, or one soon after a batch was posted."""
        posted = sorted({doc["posted"] for doc in self.docs.values() if "posted" in doc})
        if self.n(2) < 2 or not posted:
            return self.pick(TODAYS)
        return later(date.fromisoformat(self.pick(posted)), self.pick([0, 1, 3, 6, 20]))

    def village(self) -> Village:
        self.days = self.pick(FOCI)
        self.site()
        self.roster()
        self.rules()
        self.boards()
        self.points()
        self.objections()
        self.corrections()
        self.rewards()
        if self.n(1):
            self.matters()
        as_of = self.today()
        style = self.n(2000)
        files = {}
        for index, (path, tree) in enumerate(sorted(self.docs.items())):
            writer = dump_front_matter if path.endswith(".md") else dump
            files[f"content/{path}"] = writer(tree, style + index if style else 0)
        return Village(files, as_of, self.docs)


@st.composite
def villages(draw: Draw) -> Village:
    """A random valid village."""
    return Maker(draw).village()
