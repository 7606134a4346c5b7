"""A made-up village by hand, with everything that a page can show: the sample for the theme's tests."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from decimal import Decimal
from typing import Any

from site_builder.publication.model import (
    Activity,
    Affordable,
    Bar,
    Batch,
    BeforeAfter,
    Board,
    BoardLink,
    Category,
    Contact,
    Correction,
    Deferred,
    DisputeCount,
    Edition,
    Entry,
    Event,
    Expiry,
    Figures,
    FreePage,
    GoodsReconciliation,
    Group,
    Home,
    Household,
    Item,
    Level,
    Limit,
    Link,
    Lookout,
    MatterLine,
    Matters,
    Measure,
    Member,
    Objection,
    Period,
    Person,
    Picture,
    Posted,
    Privacy,
    Publication,
    QuietEntry,
    Redeemed,
    RedemptionLine,
    Result,
    Row,
    Rule,
    RuleVersion,
    Scale,
    ScaleReconciliation,
    Seal,
    SealTotals,
    SearchRow,
    Site,
    Standing,
    Statement,
    Story,
    Unit,
    Who,
)

AS_OF = datetime.date(2024, 4, 5)
_GROUPS = ("一湾", "二湾", "三湾", "杨家塆")
_SURNAMES = "张李王刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = ("建国", "秀英", "*国", "*", "*兰", "德福", "*华", "桂香", "*军", "*")

POINTS = Scale("points", "积分", "household", 0, True, Decimal(0), "quarter", "carry", "", Decimal(1), ())
FIVE = Level("五星", Decimal(96), 3)
FOUR = Level("四星", Decimal(90), 2)
THREE = Level("三星", Decimal(80), 1)
PARTY = Scale("party", "党员积分", "person", 1, False, Decimal("60.0"), "quarter", "reset", "01-10", None, (FIVE, FOUR, THREE))
CATEGORIES = ("积分+党建引领", "积分+社区治理", "积分+乡村建设")


def replace(record: Any, **changes: Any) -> Any:
    """The record with other values, dataclass or named tuple."""
    return dataclasses.replace(record, **changes) if dataclasses.is_dataclass(record) else record._replace(**changes)


def day(month: int, number: int, year: int = 2024) -> datetime.date:
    """A date of the sample year."""
    return datetime.date(year, month, number)


def household(number: int) -> Who:
    """The household with that number."""
    name = _SURNAMES[number % 20] + _GIVEN[number * 7 % 10]
    key = f"H{number:03d}"
    return Who("household", key, name, _GROUPS[number % 4], f"households/{key}.html")


def person(number: int, page: bool = True) -> Who:
    """The head of the household with that number."""
    home = household(number)
    key = f"P{number:04d}"
    return Who("person", key, home.name, home.group, f"persons/{key}.html" if page else home.href)


def picture(stem: str, alt: str) -> Picture:
    """A picture in two widths."""
    return Picture(f"pictures/{stem}", (360, 720), 720, 480, alt)


def site(**changes: Any) -> Site:
    """What every page knows."""
    boards = (
        BoardLink("households", "积分红榜", "boards/households/index.html"),
        BoardLink("teams", "湾组榜", "boards/teams/index.html"),
        BoardLink("party", "党员先锋榜", "boards/party/index.html"),
    )
    menu = (Link("关于我们", "pages/about.html"),)
    full = Site(
        "马场村", "熊口镇", "潜江市", "zh-CN", "https://example.org/machang/", AS_OF, (POINTS, PARTY), boards, menu, 3, False,
        "by_consent", "anonymous",
    )
    return replace(full, **changes)


def entry(number: int, **changes: Any) -> Entry:
    """An ordinary confirmed entry."""
    full = Entry(
        record=hashlib.sha256(str(number).encode()).hexdigest()[:12],
        date=day(number % 3 + 1, number * 5 % 27 + 1),
        happened=None,
        account=household(number % 40 + 1),
        person=person(number % 40 + 1, False),
        scale=POINTS,
        category=CATEGORIES[number % 3],
        rule=Link(("出工", "志愿服务", "建言献策", "获得表彰")[number % 4], f"rules.html#rule-{('labor', 'volunteering', 'advice', 'honor')[number % 4]}"),
        quantity=("2 工日", "8 小时", "", "")[number % 4],
        level="county" if number % 4 == 3 else "",
        subject="",
        note=("路基回填", "清理沟渠", "夜市方案", "好婆婆")[number % 4],
        points=Decimal((6, 2, 5, 15)[number % 4]),
        status="confirmed",
        limit=None,
        confirmed=day(number % 3 + 2, 9),
        posted=Link(f"2024-0{number % 3 + 2}-02", f"notice/2024-0{number % 3 + 2}-02.html"),
        recorded_by="李会计",
        reviewed_by=("村务监督委员会",),
        evidence="",
        picture=None,
        activity=None,
        trigger="",
        veto=False,
        veto_lifted=None,
        objections=(),
        corrections=(),
    )
    return replace(full, **changes)


def all_kinds() -> tuple[Entry, ...]:
    """One entry of every kind that there is."""
    objected = Objection(day(4, 3), "工日记错了，那天只做了半天", "open", None, "")
    upheld = Objection(day(4, 3), "工日记错", "upheld", day(4, 4), "核实为一个工日")
    rejected = Objection(day(3, 3), "没有看到他来", "rejected", day(3, 5), "有照片为证")
    return (
        entry(101, date=day(4, 1), status="on_notice", confirmed=day(4, 9), happened=day(3, 12)),
        entry(102, date=day(4, 1), status="contested", points=None, objections=(objected,), confirmed=None),
        entry(103, date=day(3, 30), status="voided", points=None, objections=(upheld,), confirmed=None),
        entry(104, points=Decimal(3), limit=Limit(Decimal(60), "month", "account", "积分+社区治理", Decimal(9))),
        entry(105, points=Decimal(0), limit=Limit(Decimal(8), "ever", "village", "", Decimal(2)), evidence="签到表"),
        entry(106, picture=picture("b", "路基回填的现场"), activity=Link("路基回填义务劳动", "activities/lu-ji.html")),
        entry(107, objections=(rejected,)),
        entry(108, corrections=(Correction(day(4, 2), Decimal(-3), "方案未全部采纳", "村务监督委员会", True),)),
        entry(109, points=Decimal(-20), rule=Link("酒驾", "rules.html#rule-drunk-driving"), veto=True, veto_lifted=day(4, 4)),
        entry(110, points=Decimal("-1.0"), scale=PARTY, trigger="d7763af3c3c4", subject="v-12"),
    )


def statement(entries: tuple[Entry, ...], scale: Scale = POINTS, **changes: Any) -> Statement:
    """An account with those entries."""
    total = sum((e.points for e in entries if e.points is not None and e.status == "confirmed"), Decimal(0))
    months = tuple(Bar(f"{2023 + (m + 4) // 12}-{(m + 4) % 12 + 1:02d}", Decimal(m * 7 % 31 if m > 6 else 0)) for m in range(12))
    full = Statement(
        scale=scale,
        honor=total,
        year=total,
        year_name="2024",
        standing=total + scale.base,
        standing_period="2024-Q2",
        level=FIVE if scale is PARTY else None,
        veto_until=None,
        balance=total - 30,
        redeemed=Decimal(30),
        expired=Decimal(0),
        entries=entries,
        quiet=Decimal(0),
        has_quiet=False,
        redemptions=redemptions()[:2],
        expiries=(),
        affordable=affordable() if scale.redeemable else (),
        months=months,
        categories=(Bar(CATEGORIES[0], Decimal(12)), Bar(CATEGORIES[1], Decimal(-5)), Bar(CATEGORIES[2], Decimal(40))),
    )
    return replace(full, **changes)


def bare_statement(scale: Scale = POINTS) -> Statement:
    """An account where nothing has happened."""
    none = statement((), scale, balance=Decimal(0), redeemed=Decimal(0), redemptions=(), affordable=(), level=None)
    return replace(none, months=tuple(Bar(bar.label, Decimal(0)) for bar in none.months), categories=())


def affordable() -> tuple[Affordable, ...]:
    """Three goods."""
    return (
        Affordable("洗衣液", "rewards/index.html#item-soap", Decimal(20), 4, Decimal(0)),
        Affordable("大米5公斤", "rewards/index.html#item-rice-5kg", Decimal(30), 2, Decimal(0)),
        Affordable("电水壶", "rewards/index.html#item-kettle", Decimal(120), 0, Decimal(31)),
    )


def redemptions() -> tuple[RedemptionLine, ...]:
    """Goods taken, one given back."""
    event = Link("一季度集中兑换", "rewards/2024-03.html")
    return (
        RedemptionLine(day(3, 30), household(1), POINTS, "大米5公斤", 1, Decimal(30), None, event),
        RedemptionLine(day(3, 30), household(2), POINTS, "洗衣液", 2, Decimal(40), day(4, 1), event),
        RedemptionLine(day(3, 31), household(3), POINTS, "电水壶", 1, Decimal(120), None, None),
    )


def households() -> tuple[Household, ...]:
    """Households of every condition."""
    many = statement(tuple(entry(n) for n in range(24)) + all_kinds()[:9])
    two = statement((entry(1),), balance=Decimal(2), redeemed=Decimal(0), redemptions=())
    quiet = statement((entry(5),), quiet=Decimal(-5), has_quiet=True, expiries=(Expiry(day(1, 10), Decimal(12)), Expiry(day(1, 10), Decimal(-3))), expired=Decimal(9), veto_until=day(12, 31))
    helper = Lookout(person(1), person(1).name, "party_member", household(2))
    outside = Lookout(None, "王书记", "cadre", household(2))
    standings = (Standing("积分红榜", "2024-Q1", 1, 40, "boards/households/2024-Q1.html"),)
    members = (
        Member(person(1), ("party_member", "center_household", "种粮大户"), True, None),
        Member(Who("person", "P0002", "李*", "二湾", ""), (), False, day(3, 1)),
    )
    group = Link("二湾", "households/index.html#group-g1")
    return (
        Household(household(1), group, members, True, None, (many, statement(all_kinds()[9:], PARTY)), (), (helper,), standings),
        Household(household(2), group, members[1:], False, None, (two,), (helper, outside), (), ()),
        Household(household(3), group, members[1:], False, day(2, 1), (quiet,), (), (), standings),
        Household(household(4), group, members[1:], False, None, (bare_statement(),), (), (), ()),
    )


def period(key: str, kind: Any, is_open: bool, board: str = "households") -> Period:
    """A period of a board."""
    return Period(key, kind, day(1, 1), day(3, 31), is_open, f"boards/{board}/{key}.html")


def periods(board: str = "households") -> tuple[Period, ...]:
    """Periods of all kinds."""
    return (
        period("2024-04", "month", True, board),
        period("2024-03", "month", False, board),
        period("2024-02", "month", False, board),
        period("2024-01", "month", False, board),
        period("2024-Q2", "quarter", True, board),
        period("2024-Q1", "quarter", False, board),
        period("2024", "year", True, board),
        period("all", "all", True, board),
    )


def rows(count: int) -> tuple[Row, ...]:
    """Rows of households with falling points and one tie."""
    found = []
    for n in range(1, count + 1):
        who = household(n)
        moved = (None, 0, 2, -1, 11)[n % 5]
        found.append(Row(n if n != 6 else 5, who, who.id, who.name, who.group, who.href, Decimal(max(2, 186 - n * 4)), None, moved))
    return tuple(found)


DIGEST = "c096224e3bb6ea786599275d57308ecf8550068d357cf4858278b74467dd301a"


def board(count: int = 40, **changes: Any) -> Board:
    """The board of households."""
    full = Board(
        "households", "积分红榜", POINTS, "account", "total", (), (), (), "", None, None, periods()[5], periods(), rows(count), True, DIGEST
    )
    return replace(full, **changes)


def boards() -> tuple[Board, ...]:
    """Boards of all kinds, full and empty."""
    teams = tuple(Row(n + 1, None, f"g{n}", name, "", f"households/index.html#group-g{n}", Decimal("45.25") - n, None, n - 1) for n, name in enumerate(_GROUPS))
    stars = tuple(
        Row(n, person(n), person(n).id, person(n).name, person(n).group, person(n).href, Decimal("101.5") - n * 3, (FIVE, FOUR, THREE, None)[min(n // 3, 3)], None)
        for n in range(1, 13)
    )
    tied = tuple(replace_row(row, 1) for row in rows(5))
    ties = tuple(replace_row(row, 1) for row in rows(9))
    return (
        board(),
        board(latest=False, period=periods()[4], rows=rows(2), top=20),
        board(latest=False, period=periods()[1], rows=(), top_percent=Decimal(10)),
        board(latest=False, period=periods()[2], rows=tied, categories=CATEGORIES[:2], group="一湾"),
        board(latest=False, period=periods()[3], rows=ties, rules=("出工",), roles=("party_member",)),
        board(id="teams", title="湾组榜", rank="group", measure="per_household", rows=teams, period=periods("teams")[5], periods=periods("teams")),
        board(id="party", title="党员先锋榜", scale=PARTY, rank="person", measure="standing", rows=stars, period=periods("party")[5], periods=periods("party")[4:6]),
    )


def replace_row(row: Row, rank: int) -> Row:
    """The row at another place."""
    return row._replace(rank=rank)


def matters() -> Matters:
    """Matters of every kind."""
    requests = (
        MatterLine("m-012", "request", "修补三湾路灯", "resolved", day(3, 1), day(3, 20), household(1), (person(1), "镇电管站"), Link("路基回填义务劳动", "activities/lu-ji.html"), None, False),
        MatterLine("m-013", "request", "疏通北渠", "claimed", day(3, 8), None, "村民代表", (household(3),), None, None, False),
        MatterLine("m-014", "request", "加一个垃圾桶", "open", day(4, 1), None, "", (), None, None, False),
    )
    ideas = (
        MatterLine("i-001", "idea", "办小龙虾夜市", "adopted", day(3, 2), None, household(12), (), None, None, False),
        MatterLine("i-002", "idea", "稻田里放鸭子", "declined", day(3, 2), day(3, 9), household(13), (), None, None, False),
    )
    environment = (MatterLine("e-001", "environment", "五组门前柴堆", "resolved", day(2, 2), day(2, 9), "", (household(5),), None, None, False),)
    pledges = (MatterLine("p-001", "pledge", "乡村治理倡议书", "open", day(3, 5), None, "", (), None, 260, False),)
    disputes = (DisputeCount("2024-Q1", "neighbor", 4), DisputeCount("2024-Q1", "family", None))
    return Matters(requests, ideas, environment, pledges, disputes, 286)


def activities() -> tuple[Activity, ...]:
    """Three activities, the first with everything."""
    swap = BeforeAfter(picture("before", "从前的荒坑塘"), picture("after", "如今的乡村大舞台"), "荒坑塘变乡村大舞台")
    work = Link("路基回填义务劳动", "activities/lu-ji.html")
    results = (Result("清理垃圾杂物", "平方米", Decimal(54000), work, day(3, 12)),)
    body = "<p>天刚亮，三湾的乡亲就扛着铁锹来了。</p><h2>怎么做的</h2><ul><li>先清淤</li><li>再回填</li></ul><blockquote><p>路好走了，心也近了。</p></blockquote>"
    full = Activity(
        "路基回填义务劳动", work.href, day(3, 12), "labor", "三湾", "三湾", body, "天刚亮，三湾的乡亲就扛着铁锹来了。",
        picture("a", "乡亲们在回填路基"), (picture("b", "合影"),), (swap, swap), results, matters().requests[:2],
        tuple(entry(n) for n in range(12)) + all_kinds()[:3],
    )
    talk = replace(full, title="塆台夜话：路灯怎么修", href="activities/ye-hua.html", date=day(2, 20), kind="night_talk", cover=None, before_after=(), photos=(), results=(), matters=(), entries=())
    old = replace(talk, title="稻虾节", href="activities/dao-xia.html", date=day(10, 2, 2023), kind="稻虾节", excerpt="", place="", group="", body="", cover=picture("a", "稻虾节"))
    return full, talk, old


def stories() -> tuple[Story, ...]:
    """Stories of all kinds."""
    long = "<p>" + "马场人有一句老话：人心齐，泰山移。" * 12 + "</p>"
    return (
        Story("荒塘变舞台", "stories/huang-tang.html", day(3, 20), "李*", "story", ("乡风", "变化"), (household(1), person(3)), picture("after", "乡村大舞台"), long * 3, "马场人有一句老话：人心齐，泰山移。"),
        Story("全省预防矛盾纠纷试点村", "stories/shi-dian.html", day(12, 1, 2023), "", "honor", (), (), None, long, "省里授牌。"),
        Story("教授点评：积分何以聚人心", "stories/dian-ping.html", None, "某教授", "commentary", (), (), None, long, ""),
        Story("春耕开始了", "stories/chun-geng.html", day(2, 20), "", "news", (), (), None, "", ""),
    )


def editions() -> tuple[Edition, ...]:
    """One on notice, one past, one without days."""
    return (
        Edition(day(4, 2), "notice/2024-04-02.html", 7, day(4, 8), True, 8, {"points": Decimal(46)}, {"points": Decimal(5)}),
        Edition(day(3, 2), "notice/2024-03-02.html", 7, day(3, 8), False, 30, {"points": Decimal(210), "party": Decimal("12.5")}, {}),
        Edition(day(2, 2), "notice/2024-02-02.html", 0, None, False, 1, {}, {}),
    )


def posted() -> tuple[Posted, ...]:
    """The entries of each edition."""
    quiet = (
        QuietEntry("anonymous", "2024-03", POINTS, CATEGORIES[1], "乱倒垃圾", "一湾", Decimal(-5), "on_notice"),
        QuietEntry("confidential", "2024-03", POINTS, CATEGORIES[1], "", "", Decimal(5), "confirmed"),
        QuietEntry("anonymous", "2024-03", POINTS, CATEGORIES[1], "乱倒垃圾", "三湾", None, "voided"),
    )
    now = Batch("李会计", ("村务监督委员会", "三湾党小组"), all_kinds()[:5])
    then = Batch("", (), tuple(entry(n) for n in range(30)))
    return Posted((now,), quiet), Posted((then,), ()), Posted((), quiet[:1])


def deferred(made: Any, href: str) -> Deferred[Any]:
    """What is made already, as if it were not."""
    return Deferred(href, "", lambda: made)


def items() -> tuple[Item, ...]:
    """The catalogue."""
    prices = ((day(1, 1), Decimal(25)), (day(3, 1), Decimal(30)))
    return (
        Item("rice-5kg", "大米5公斤", picture("rice", "一袋大米"), Decimal(30), prices, 100, 62, 38, 21),
        Item("kettle", "电水壶", None, Decimal(120), (), 10, 1, 9, 2),
        Item("soap", "洗衣液", None, Decimal(20), (), 50, 50, 0, 30),
    )


def events() -> tuple[Event, ...]:
    """One to come and one past."""
    return (
        Event("二季度集中兑换", "rewards/2024-06.html", day(6, 30), "乡村大舞台", True, (), 0, ()),
        Event("一季度集中兑换", "rewards/2024-03.html", day(3, 30), "", False, redemptions(), 2, (Redeemed(POINTS, 2, Decimal(30), (("大米5公斤", 1, Decimal(30)),)),)),
    )


def categories() -> tuple[Category, ...]:
    """Rules of every form."""
    plain = RuleVersion(None, None, Decimal(3), None, "工日", None, (), (), False, (Limit(Decimal(8), "month", "account", "", Decimal(0)),), "", "photo", False, 0, True, "")
    per = replace(plain, points=Decimal(1), per=Decimal(4), unit="小时", limits=(Limit(Decimal(-10), "year", "person", "", Decimal(0)),))
    old = replace(plain, points=Decimal(2), unit="", last=day(12, 31, 2023))
    ranged = replace(plain, points=None, unit="", range=(Decimal(1), Decimal(10)), role="mediator", confidential=True)
    levels = replace(plain, points=None, unit="", levels=(("national", Decimal(50)), ("county", Decimal(15)), ("湾级", Decimal(2))), triggers="联系户扣分")
    tiers = replace(plain, points=None, unit="次", tiers=((Decimal(1000), Decimal(2)), (Decimal(10000), Decimal(5))), cumulative=True, veto_years=2, veto_redeem=False)
    return (
        Category("party", CATEGORIES[0], (), (Rule("advice", "建言献策", PARTY, "rules.html#rule-advice", (ranged,)), Rule("honor", "获得表彰", POINTS, "rules.html#rule-honor", (levels,)))),
        Category("community", CATEGORIES[1], (Limit(Decimal(60), "month", "account", "", Decimal(0)),), (Rule("labor", "出工", POINTS, "rules.html#rule-labor", (replace(plain, first=day(1, 1)), old)), Rule("volunteering", "志愿服务", POINTS, "rules.html#rule-volunteering", (per,)))),
        Category("culture", CATEGORIES[2], (), (Rule("drunk-driving", "酒驾", POINTS, "rules.html#rule-drunk-driving", (tiers,)),)),
    )


def groups() -> tuple[Group, ...]:
    """Four groups with ten households each."""
    everyone = [household(n) for n in range(1, 41)]
    return tuple(
        Group(f"g{n}", name, f"第{n}党小组" if n else "", tuple(w for w in everyone if w.group == name), tuple(everyone[:1]) if n == 1 else (), 40 + n)
        for n, name in enumerate(_GROUPS)
    )


def organization() -> tuple[Unit, ...]:
    """The five tiers."""
    small = tuple(Unit(f"party-{g.id}", f"{g.name}党小组", person(n + 1), g, g.households[:2], ()) for n, g in enumerate(groups()))
    village = Unit("village", "中共马场村总支部委员会", "王书记", None, (), small)
    return (Unit("town", "中共熊口镇委员会", "", None, (), (village,)),)


def measures() -> tuple[Measure, ...]:
    """Achievements."""
    area = activities()[0].results
    return (
        Measure("cleaned_area", "清理垃圾杂物", "平方米", Decimal(54000), (("2023", Decimal(20000)), ("2024", Decimal(34000))), area),
        Measure("sheds", "拆除临街棚亭", "个", Decimal(29), (("2024", Decimal(29)),), ()),
        Measure("sales", "直播带货农产品", "万元", Decimal("400.5"), (), ()),
    )


def home() -> Home:
    """The first page with everything."""
    months = statement(()).months
    kinds = statement(()).categories
    return Home(
        board(), boards()[0:1] + boards()[5:], editions()[:1], events()[0], events()[1], stories()[0], stories()[1:2], activities(),
        measures(), "2024", months, kinds, 286, 1012, 36000,
    )


def bare_home() -> Home:
    """The first page of a village that begins today."""
    return Home(None, (), (), None, None, None, (), (), (), "2024", (), (), 0, 0, 0)


def reconciliation() -> tuple[ScaleReconciliation, ...]:
    """Two scales that add up."""
    months = (("2024-02", Decimal(600), Decimal(0), Decimal(0), Decimal(0), Decimal(0)), ("2024-03", Decimal(633), Decimal(20), Decimal(-3), Decimal(150), Decimal(9)))
    return (
        ScaleReconciliation(POINTS, Decimal(1233), Decimal(20), Decimal(-3), Decimal(150), Decimal(9), Decimal(1051), 286, months),
        ScaleReconciliation(PARTY, Decimal("12.5"), Decimal("0.0"), Decimal("0.0"), Decimal("0.0"), Decimal("0.0"), Decimal("12.5"), 27, ()),
    )


def search() -> tuple[SearchRow, ...]:
    """What the search page finds."""
    return (
        SearchRow("张建国", "一湾", "H004", "households/H004.html", "zhangjianguo", "zjg"),
        SearchRow("曾*国", "二湾", "H005", "households/H005.html", "zeng?guo ceng?guo", "z?g c?g"),
    )


def persons() -> tuple[Person, ...]:
    """A member with two accounts, and one with nothing."""
    standings = (Standing("党员先锋榜", "2024-Q1", 1, 12, "boards/party/2024-Q1.html"),)
    return (
        Person(person(1), household(1), ("party_member", "mediator"), None, (statement(all_kinds()[9:], PARTY),), (entry(1), entry(41)), households()[0].helps, standings),
        Person(person(2), household(2), (), day(1, 31), (bare_statement(PARTY),), (), (), ()),
    )


def seals() -> tuple[Seal, ...]:
    """Two closed quarters."""
    sums = SealTotals("积分", Decimal(1640), Decimal(25), Decimal(-3), Decimal(410), Decimal(0))
    return (
        Seal("2023-Q4", "5f" * 32, 241, (sums,), "data/seals/2023-Q4.jsonl", b""),
        Seal("2024-Q1", DIGEST, 388, (sums,), "data/seals/2024-Q1.jsonl", b""),
    )


def publication() -> Publication:
    """The whole village."""
    return Publication(
        site(), Contact("村务监督委员会", "0728-0000000"), home(), boards(), groups(),
        tuple(deferred(h, h.who.href) for h in households()), tuple(deferred(p, p.who.href) for p in persons()), activities(), stories(),
        (FreePage("关于我们", "pages/about.html", "<p>这里是马场村。</p><table><tr><th>项目</th><th>数</th></tr><tr><td>户</td><td>286</td></tr></table>", "这里是马场村。"),),
        editions(), tuple(deferred(one, edition.href) for one, edition in zip(posted(), editions(), strict=True)), items(), events(), matters(), measures(), categories(), organization(),
        (Lookout(person(1), "张建国", "party_member", household(2)), Lookout(None, "王书记", "cadre", household(9))),
        reconciliation(), (GoodsReconciliation("大米5公斤", 100, 62, 38),), search(),
        Figures((), (), (), {}), (), Privacy("by_consent", "anonymous", False, 1043, 187, 702, 640, 3, 2, True), seals(),
    )


def empty() -> Publication:
    """A village that begins today."""
    bare = site(scales=(POINTS,), boards=(), menu=(), base_url="", town="", county="", on_notice=0)
    return Publication(bare, None, bare_home(), (), (), (), (), (), (), (), (), (), (), (), Matters((), (), (), (), (), 0), (), (), (), (), (), (), (), Figures((), (), (), {}), (), Privacy("masked", "hidden", False, 0, 0, 0, 0, 3, 0, False))
