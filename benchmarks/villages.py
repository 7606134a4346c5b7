"""Writes villages of a given size in the program's content format: `python benchmarks/villages.py W1 DIR`.

The same size gives the same bytes on every machine: the numbers come from a generator of its own,
nothing asks the clock. The content has neither errors nor warnings; no limit is ever reached and
every record is confirmed on `AS_OF`, so that programs which know neither limits nor notices come
to the same totals.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

AS_OF = "2025-01-31"
"""The day for which the sites are built: everything posted has been on notice for long enough."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Size:
    """How large a village is."""

    households: int
    months: int
    """Months with records, the last of which is December 2024."""
    records: int
    """Records a month."""
    parts: int
    """Files a month, each posted on a day of its own."""
    activities: int
    stories: int
    events: int
    matters: int


SIZES = {
    "tiny": Size(households=15, months=6, records=30, parts=1, activities=3, stories=3, events=2, matters=8),
    "W1": Size(households=500, months=36, records=1000, parts=1, activities=20, stories=10, events=12, matters=40),
    "W2": Size(households=10_000, months=36, records=20_000, parts=7, activities=400, stories=200, events=240, matters=800),
}
GROUP = 50
"""Households in a hamlet group."""
TINY_GROUP = 5

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏章苏潘葛范彭郎鲁韦昌马苗方俞任袁柳鲍唐"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛超霞刚桂玉萍红云莲翠香凤梅琴菊兰燕鹏辉波斌俊峰浩宇轩涵琪雯婷倩雪琳楠晨曦睿哲"
GROUP_NAMES = "一二三四五六七八九十"
NOTES = (
    "路基回填", "清塘边杂草", "村部值守", "巷子清扫", "帮老人挑水", "修补机耕路", "广场搬桌凳", "渠道清淤", "植树浇水", "防汛巡堤",
    "夜市方案", "路灯报修", "垃圾分拣", "图书室整理", "接送学生", "搭台布置", "河口捞漂浮物", "修剪树枝", "宣传单发放", "看守晒场",
)  # fmt: skip
PLACES = ("村部", "荷塘边", "文化广场", "河口", "老井台", "机耕路")
SENTENCES = (
    "清早的雾还没有散，路上已经有人扛着锹往塘边走。",
    "头一天商量好的事，第二天就有人动手，这是大家定下的规矩。",
    "有人提议把旧砖留下来铺路，省下一笔钱，也免得再拉一趟。",
    "晌午送来两桶绿豆汤，大家坐在树荫下歇了一会儿。",
    "老人们说，这条渠三十年前也是这样一锹一锹挖出来的。",
    "孩子们放学后也来帮忙，把捡到的瓶子装满了三个袋子。",
    "做完以后数了数，一共清出**六车**杂物，路面宽了半米。",
    "公示栏上写得清清楚楚：谁出了几个工，谁借了机具，一笔一笔都对得上。",
    "有不同的看法当面讲，讲完了再记，记了就要作数。",
    "天黑收工，灯亮起来，塘边干干净净。",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What is drawn for records of a rule, and what they are worth."""

    id: str
    weight: int
    points: int
    kind: str = "plain"
    """plain, qty (points a unit), per (points for each two units), range, level or tiers."""
    choices: tuple[tuple[str, int], ...] = ()
    """What may stand in the record, and the points for it."""


_LEVELS = (("最清洁", 5), ("清洁", 3), ("达标", 1))
RULES = (
    Rule("labor", 20, 3, "qty"),
    Rule("hours", 14, 1, "per"),
    Rule("sweep", 12, 2),
    Rule("sorting", 12, 1),
    Rule("yard", 10, 0, "level", _LEVELS),
    Rule("advice", 8, 0, "range"),
    Rule("video", 5, 0, "tiers", (("600", 0), ("1200", 2), ("5400", 2), ("15800", 5))),
    Rule("patrol", 8, 2),
    Rule("neighbor", 6, 2),
    Rule("reading", 3, 1),
    Rule("litter", 2, -5),
)
PARTY_RULES = (Rule("night-talk", 6, 2), Rule("party-day", 3, 2), Rule("absent", 1, -1))
PARTY_SHARE = 25
"""One record in so many is in the party members' own ledger."""

RULES_YAML = """\
categories:
  - {id: party, name: 积分+党建引领}
  - {id: community, name: 积分+社区治理, limits: [{max: 90, per: month}]}
  - {id: environment, name: 积分+人居环境, limits: [{min: -30, per: month}]}
  - {id: culture, name: 积分+乡村文化}
  - {id: safety, name: 积分+平安建设}
rules:
  - {id: night-talk, name: 参加塆台夜话, category: party, scale: party, points: 2, for: party_member, limits: [{max: 24, per: month}]}
  - {id: party-day, name: 主题党日, category: party, scale: party, points: 2, for: party_member}
  - {id: absent, name: 无故缺席, category: party, scale: party, points: -1, for: party_member}
  - {id: labor, name: 出工, category: community, points: 3, unit: 工日, limits: [{max: 200, per: year}]}
  - {id: hours, name: 出劳, category: community, points: 1, per: 2, unit: 小时}
  - {id: sweep, name: 公共地段清扫, category: environment, points: 2}
  - {id: sorting, name: 垃圾分类, category: environment, points: 1, limits: [{max: 15, per: month}]}
  - {id: yard, name: 庭院评比, category: environment, by_level: {最清洁: 5, 清洁: 3, 达标: 1}}
  - {id: litter, name: 乱倒垃圾, category: environment, points: -5}
  - {id: advice, name: 建言献策, category: culture, range: [1, 10]}
  - {id: video, name: 短视频传播, category: culture, tiers: [{from: 1000, points: 2}, {from: 10000, points: 5}], unit: 次}
  - {id: reading, name: 读书打卡, category: culture, points: 1}
  - {id: neighbor, name: 邻里互助, category: culture, points: 2, limits: [{max: 60, per: quarter}]}
  - {id: patrol, name: 平安巡逻, category: safety, points: 2, limits: [{max: 40, per: week, of: person}]}
"""
SITE_YAML = """\
village: 莲湾村
town: 白鹭镇
county: 云泽市
language: zh-CN
base_url: https://example.org/lianwan/
theme: honor-red
timezone: Asia/Shanghai
contact: {name: 村务监督委员会, phone: 0728-0000000}
notice_days: 7
scales:
  - {id: points, name: 积分, account: household, unspent: carry, point_value: 1}
  - {id: party, name: 党员积分, account: person, for: party_member, base: 60, redeemable: false, levels: [{name: 五星, from: 90}, {name: 四星, from: 80}, {name: 三星, from: 70}]}
measures:
  - {id: cleaned_area, name: 清理垃圾杂物, unit: 平方米}
  - {id: road, name: 整修道路, unit: 米}
  - {id: trees, name: 栽树, unit: 株}
boards:
  - {id: households, title: 积分红榜, scale: points, rank: account, periods: [month, quarter, year, all], top: 50}
  - {id: teams, title: 湾组榜, scale: points, rank: group, measure: per_household, periods: [quarter, year]}
  - {id: governance, title: 社区治理榜, scale: points, rank: account, category: community, periods: [year], top: 50}
"""
ITEMS_YAML = """\
items:
  - {id: towel, name: 毛巾, points: 8, stock: [{date: 2022-01-01, qty: 200000}]}
  - {id: noodles, name: 挂面1公斤, points: 12, stock: [{date: 2022-01-01, qty: 200000}]}
  - {id: rice-5kg, name: 大米5公斤, points: 30, stock: [{date: 2022-01-01, qty: 200000}]}
"""
PRICES = (("towel", 8), ("noodles", 12), ("rice-5kg", 30))


class Numbers:
    """A stream of numbers that is the same everywhere (xorshift64*)."""

    def __init__(self, seed: int) -> None:
        self._state = seed or 1

    def below(self, end: int) -> int:
        """A whole number from 0 to `end` - 1."""
        state = self._state
        state ^= state >> 12
        state = (state ^ (state << 25)) & 0xFFFFFFFFFFFFFFFF
        state ^= state >> 27
        self._state = state
        return ((state * 2685821657736338717 & 0xFFFFFFFFFFFFFFFF) >> 24) % end

    def one_of(self, things: Sequence[T]) -> T:
        """One of these."""
        return things[self.below(len(things))]


@dataclass(slots=True)
class Person:
    """Somebody of the village."""

    id: str
    name: str
    minor: bool = False
    party: bool = False
    consents: bool = False


@dataclass(slots=True)
class Household:
    """A household with its ledger."""

    id: str
    group: str
    members: list[Person]
    earned: list[tuple[str, int]]
    """When each batch was confirmed, and its points."""
    spent: int = 0

    def balance(self, day: str) -> int:
        """What it could spend on a day."""
        return sum(points for confirmed, points in self.earned if confirmed <= day) - self.spent


@dataclass(frozen=True, slots=True)
class Month:
    """A month with records."""

    year: int
    month: int

    def day(self, number: int) -> str:
        """One of its days."""
        return f"{self.year}-{self.month:02}-{number:02}"

    @property
    def next(self) -> Month:
        """The month after it."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    def __str__(self) -> str:
        return self.day(1)[:7]


def months(size: Size) -> list[Month]:
    """The months with records, in order; the last is December 2024."""
    last = 2024 * 12 + 11
    return [Month(number // 12, number % 12 + 1) for number in range(last - size.months + 1, last + 1)]


def write_village(size: Size, site: Path, seed: int = 20240101) -> None:
    """Write a whole site folder."""
    Village(size, site / "content", Numbers(seed)).write()


class Village:
    """A village in the making."""

    def __init__(self, size: Size, content: Path, numbers: Numbers) -> None:
        self._size = size
        self._content = content
        self._numbers = numbers
        self._months = months(size)
        self._households = list(self._found())
        self._party = [(home, person) for home in self._households for person in home.members if person.party]
        self._recorded: set[tuple[str, str, str, str]] = set()

    def write(self) -> None:
        """Write everything."""
        self._save("site.yaml", SITE_YAML)
        self._save("rules/rules.yaml", RULES_YAML)
        self._write_roster()
        for month in self._months:
            self._write_month(month)
        for number in range(self._size.activities):
            self._write_activity(number)
        for number in range(self._size.stories):
            self._write_story(number)
        self._save("rewards/items.yaml", ITEMS_YAML)
        for number in range(self._size.events):
            self._write_event(number)
        self._write_matters()

    def _save(self, path: str, text: str) -> None:
        file = self._content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")

    # --- people ------------------------------------------------------------------------

    def _found(self) -> Iterator[Household]:
        numbers, width = self._numbers, max(3, len(str(self._size.households)))
        group_size = GROUP if self._size.households >= GROUP else TINY_GROUP
        people = 0
        for number in range(1, self._size.households + 1):
            surname = numbers.one_of(SURNAMES)
            members = []
            for position in range(numbers.one_of((2, 3, 3, 3, 4, 4, 5))):
                people += 1
                name = (surname if position != 1 else numbers.one_of(SURNAMES)) + numbers.one_of(GIVEN)
                name += numbers.one_of(GIVEN) if numbers.below(8) else ""
                minor = position >= 2 and numbers.below(2) == 0
                consents = not minor and numbers.below(10) < 7
                members.append(Person(f"P{people:0{width + 1}}", name, minor, False, consents))
            members[0].party = number % 20 == 1 or (self._size.households < GROUP and number % 4 == 1)
            yield Household(f"H{number:0{width}}", f"g{(number - 1) // group_size + 1}", members, [])

    def _write_roster(self) -> None:
        groups: dict[str, list[Household]] = {}
        for home in self._households:
            groups.setdefault(home.group, []).append(home)
        for number, (group, homes) in enumerate(groups.items(), start=1):
            lines = ["groups:", f"  - {{id: {group}, name: {_group_name(number)}}}", "households:"]
            for home in homes:
                lines += [f"  - id: {home.id}", f"    group: {home.group}", "    members:"]
                lines += [f"      - {{id: {person.id}, name: {person.name}{_about(person, position)}}}" for position, person in enumerate(home.members)]
            self._save(f"roster/{number:03}.yaml", "\n".join(lines) + "\n")
        organization = [
            "organization:",
            "  - {id: town, name: 中共白鹭镇委员会}",
            "  - {id: village, name: 中共莲湾村总支部委员会, under: town}",
            *(f"  - {{id: party-{group}, name: {_group_name(number)}党小组, under: village, group: {group}}}" for number, group in enumerate(groups, start=1)),
        ]
        self._save("roster/organization.yaml", "\n".join(organization) + "\n")

    # --- records -----------------------------------------------------------------------

    def _write_month(self, month: Month) -> None:
        parts = self._size.parts
        for part in range(parts):
            posted = month.next.day(2 + part)
            homes = self._households[part * len(self._households) // parts : (part + 1) * len(self._households) // parts]
            count = self._size.records * (part + 1) // parts - self._size.records * part // parts
            days = sorted(1 + self._numbers.below(28) for _ in range(count))
            lines = [f"posted: {posted}", "recorded_by: 村会计", "reviewed_by: [村务监督委员会]", "records:"]
            lines += [self._draw(month.day(day), homes, _plus_week(posted)) for day in days]
            name = f"points/{month}.yaml" if parts == 1 else f"points/{month}-{part + 1}.yaml"
            self._save(name, "\n".join(lines) + "\n")

    def _draw(self, date: str, homes: Sequence[Household], confirmed: str) -> str:
        """A record of that day, as its line says it; its points are noted."""
        numbers = self._numbers
        while True:
            if numbers.below(PARTY_SHARE) == 0:
                home, person = numbers.one_of(self._party)
                who, rule = person.id, _weighted(PARTY_RULES, numbers)
            else:
                home = numbers.one_of(homes)
                adults = [person for person in home.members if not person.minor]
                who = home.id if numbers.below(12) == 0 else numbers.one_of(adults).id
                rule = _weighted(RULES, numbers)
            note = numbers.one_of(NOTES) if numbers.below(3) else ""
            key = (date, who, rule.id, note)
            if key not in self._recorded:
                break
        self._recorded.add(key)
        said, points = _amount(rule, numbers)
        if rule not in PARTY_RULES:
            _earn(home, confirmed, points)
        return f"  - {{date: {date}, who: {who}, rule: {rule.id}{said}{f', note: {note}' if note else ''}}}"

    # --- prose -------------------------------------------------------------------------

    def _write_activity(self, number: int) -> None:
        numbers = self._numbers
        month = self._months[number % len(self._months)]
        date, posted = month.day(1 + numbers.below(28)), month.next.day(2 + number % self._size.parts)
        homes = [self._households[(number * 37 + step * 7) % len(self._households)] for step in range(min(12, len(self._households) // 3))]
        people = [home.members[0] for home in homes]
        for home in homes:
            _earn(home, _plus_week(posted), 3)
        measure = ("cleaned_area", "road", "trees")[number % 3]
        lines = [
            "---",
            f"title: 第{number + 1}次义务劳动",
            f"date: {date}",
            f"place: {numbers.one_of(PLACES)}",
            f"slug: activity-{number + 1}",
            f"posted: {posted}",
            "recorded_by: 村会计",
            "reviewed_by: [村务监督委员会]",
            "records:",
            f"  - {{who: [{', '.join(person.id for person in people)}], rule: labor, qty: 1, note: 第{number + 1}次义务劳动}}",
            f"results: [{{measure: {measure}, value: {100 + numbers.below(900)}}}]",
            "---",
            "",
        ]
        self._save(f"activities/{number + 1:03}.md", "\n".join(lines) + self._prose(3))

    def _write_story(self, number: int) -> None:
        month = self._months[(number * 3) % len(self._months)]
        lines = [
            "---",
            f"title: 荷塘边的第{number + 1}个故事",
            f"date: {month.day(1 + self._numbers.below(28))}",
            "author: 村文书",
            "tags: [莲湾故事, 乡村治理]",
            f"slug: story-{number + 1}",
            "---",
            "",
        ]
        self._save(f"stories/{number + 1:03}.md", "\n".join(lines) + self._prose(8))

    def _prose(self, paragraphs: int) -> str:
        return "".join("\n" + "".join(self._numbers.one_of(SENTENCES) for _ in range(4)) + "\n" for _ in range(paragraphs))

    # --- rewards and matters -----------------------------------------------------------

    def _write_event(self, number: int) -> None:
        """A redemption in the last month of a quarter; what is taken leaves a good deal of the balance."""
        numbers = self._numbers
        quarters = len(self._months) // 3
        quarter = number * quarters // self._size.events
        date = self._months[quarter * 3 + 2].day(20 + number % 8)
        lines = [f"event: {{title: 第{number + 1}次集中兑换, date: {date}, place: 村部, slug: event-{number + 1}}}", "redemptions:"]
        start = numbers.below(len(self._households))
        for step in range(min(150, len(self._households) // 2)):
            home = self._households[(start + step * 3) % len(self._households)]
            item, price = numbers.one_of(PRICES)
            # Later events of a quarter may be dated before earlier ones, so much is left untouched.
            if home.balance(date) >= price + 40 or (self._size.households < GROUP and home.balance(date) >= price + 5):
                home.spent += price
                lines.append(f"  - {{who: {home.id}, item: {item}, qty: 1}}")
        self._save(f"rewards/event-{number + 1:03}.yaml", "\n".join(lines if len(lines) > 2 else lines[:1]) + "\n")

    def _write_matters(self) -> None:
        numbers = self._numbers
        lines = ["matters:"]
        for number in range(1, self._size.matters + 1):
            opened = numbers.one_of(self._months)
            kind = numbers.one_of(("request", "idea", "environment", "dispute"))
            what = f"type: {numbers.one_of(('family', 'debt', 'neighbor'))}" if kind == "dispute" else f"title: 第{number}件事"
            status = "resolved" if kind == "dispute" or numbers.below(3) else "open"
            closed = f", closed: {opened.next.day(5)}" if status == "resolved" else ""
            lines.append(f"  - {{id: m-{number:03}, kind: {kind}, {what}, opened: {opened.day(3)}, status: {status}{closed}}}")
        self._save("matters/matters.yaml", "\n".join(lines) + "\n")


def _group_name(number: int) -> str:
    digits = "".join(GROUP_NAMES[int(digit) - 1] if digit != "0" else "零" for digit in str(number))
    return f"{digits if number != 10 else '十'}湾"


def _about(person: Person, position: int) -> str:
    parts = ["head: true"] if position == 0 else []
    parts += ["roles: [party_member]"] if person.party else []
    parts += ["minor: true"] if person.minor else []
    parts += ["consent: [web, print]"] if person.consents else []
    return "".join(f", {part}" for part in parts)


def _plus_week(day: str) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=7)).isoformat()


def _earn(home: Household, confirmed: str, points: int) -> None:
    if home.earned and home.earned[-1][0] == confirmed:
        home.earned[-1] = (confirmed, home.earned[-1][1] + points)
    else:
        home.earned.append((confirmed, points))


def _weighted(rules: Sequence[Rule], numbers: Numbers) -> Rule:
    rest = numbers.below(sum(rule.weight for rule in rules))
    for rule in rules:
        rest -= rule.weight
        if rest < 0:
            return rule
    return rules[-1]


def _amount(rule: Rule, numbers: Numbers) -> tuple[str, int]:
    """What a record says of its amount, and the points for it."""
    if rule.kind == "qty":
        qty = 1 + numbers.below(2)
        return ("", rule.points) if numbers.below(3) == 0 else (f", qty: {qty}", rule.points * qty)
    if rule.kind == "per":
        qty = 1 + numbers.below(8)
        return f", qty: {qty}", rule.points * qty // 2
    if rule.kind == "range":
        points = 1 + numbers.below(10)
        return f", points: {points}", points
    if rule.kind == "level":
        level, points = numbers.one_of(rule.choices)
        return f", level: {level}", points
    if rule.kind == "tiers":
        qty_typed, points = numbers.one_of(rule.choices)
        return f", qty: {qty_typed}", points
    return "", rule.points


def main() -> int:
    """Write the village that was asked for."""
    if len(sys.argv) != 3 or sys.argv[1] not in SIZES:
        print(f"usage: python benchmarks/villages.py {'|'.join(SIZES)} DIR", file=sys.stderr)
        return 2
    write_village(SIZES[sys.argv[1]], Path(sys.argv[2]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
