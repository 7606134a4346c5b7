"""Bad inputs, each a small village with something broken, huge or malicious in it, and what has to be said of it."""

from __future__ import annotations

import os
import socket
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image

MEGABYTE = 1_000_000
BODY = 256 * 1024

Make = Callable[[Path], None]


class Input(NamedTuple):
    """How to make it of the common village, and the codes of errors of which one has to be reported."""

    make: Make
    codes: frozenset[str]
    """Empty where the input is allowed."""


INPUTS: dict[str, Input] = {}


def add(name: str, make: Make, codes: str = "") -> None:
    assert name not in INPUTS, name
    INPUTS[name] = Input(make, frozenset(codes.split()))


def write(site: Path, path: str, data: bytes | str) -> None:
    file = site / path if path.startswith("themes/") else site / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))


def file(path: str, data: bytes | str) -> Make:
    return lambda site: write(site, path, data)


def batch(data: bytes | str) -> Make:
    return file("points/case.yaml", data)


def records(lines: str) -> Make:
    return batch(f"posted: 2024-04-01\nrecords:\n{lines}")


def record(fields: str) -> Make:
    return records(f"  - {{date: 2024-03-12, who: H001, {fields}}}\n")


def setting(line: str) -> Make:
    def make(site: Path) -> None:
        path = site / "content" / "site.yaml"
        path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")

    return make


def settings(text: str) -> Make:
    return file("site.yaml", text)


def story(body: str, fields: str = "title: 事") -> Make:
    return file("stories/case.md", f"---\n{fields}\n---\n{body}")


def picture(data: bytes, name: str = "a.jpg") -> Make:
    def make(site: Path) -> None:
        write(site, f"photos/{name}", data)
        story("好。", f"title: 事\ncover: photos/{name}")(site)

    return make


def full(unit: str, size: int = MEGABYTE) -> str:
    """A text of so many bytes of one unit."""
    return unit * (size // len(unit.encode()))


def numbered(line: str, size: int = MEGABYTE) -> str:
    """Lines in which # is a number, up to so many bytes."""
    return "".join(line.replace("#", str(number)) for number in range(size // (len(line.encode()) + 5)))


# --- YAML ------------------------------------------------------------------------------

_LAUGHS = "a0: &a0 [好]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 30))
for name, text, codes in (
    ("alias bomb", _LAUGHS, "yaml-anchor"),
    ("many aliases", full("- *a\n"), "yaml-alias"),
    ("brackets", f"records: {full('[')}", "nesting-too-deep"),
    ("braces", f"records: {full('{a: ')}", "nesting-too-deep"),
    ("dashes", f"records:\n{full('- ')}", "nesting-too-deep"),
    ("stairs", "".join(f"{' ' * n}a:\n" for n in range(1400)), "nesting-too-deep"),
    ("question marks", full("? "), "nesting-too-deep yaml-syntax"),
    ("one long text", f"recorded_by: {full('好')}\n", ""),
    ("one long key", f"{full('k')}: 1\n", "unknown-field yaml-syntax"),
    ("unknown fields", numbered("f#: 1\n"), "unknown-field"),
    ("nearly known fields", numbered("record#: 1\n"), "unknown-field"),
    ("one key again and again", full("posted: 2024-03-01\n"), "duplicate-key"),
    ("long number", f"notice: {full('9')}\n", "unknown-field"),
    ("open quote", f'recorded_by: "{full("好")}', "yaml-syntax"),
    ("escapes", f'recorded_by: "{full(chr(92) + "u597d")}"\n', ""),
    ("bad escape", f'recorded_by: "{full(chr(92) + "q")}"\n', "yaml-syntax"),
    ("comments", full("# 好\n"), ""),
    ("tabs", full("\t"), "yaml-syntax"),
    ("line ends", full("\n"), ""),
    ("old Macintosh", "posted: 2024-03-01\rrecorded_by: 李\r", ""),
    ("colons", f"recorded_by: {full('a: ')}", "yaml-syntax"),
    ("block text", f"recorded_by: |\n{full('  好' + chr(10))}", "hidden-character"),
    ("percent", full("%YAML 1.2\n"), "yaml-directive"),
    ("documents", full("--- a\n"), "several-documents yaml-top-level"),
    ("tag", "recorded_by: !!python/object/apply:os.system ['true']\n", "yaml-tag"),
    ("merge", "posted: 2024-03-01\n<<: {recorded_by: 李}\n", "unknown-field"),
    ("set", "? a\n? b\n", "unknown-field"),
    ("infinite", "records: [{date: 2024-03-12, who: H001, rule: labor, qty: .inf}]\n", "not-a-number"),
    ("exponent", "records: [{date: 2024-03-12, who: H001, rule: labor, qty: 1e999}]\n", "not-a-number"),
    ("octal", "records: [{date: 2024-03-12, who: H001, rule: labor, qty: 010}]\n", "not-a-number"),
    ("line separator", "recorded_by: 李\u2028会计\n", "yaml-character"),
    ("next line", "recorded_by: 李\x85会计\n", "yaml-character"),
    ("surrogate", "recorded_by: 李\ud800\n", "not-utf8"),
    ("null", "recorded_by: 李\0\n", "not-utf8 yaml-character"),
):
    add(f"yaml: {name}", batch(text), codes)

# --- encodings and characters ------------------------------------------------------------

_TEXT = "posted: 2024-03-20\nrecorded_by: 李会计\n"
for codec in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "big5", "utf-7", "shift-jis", "euc-kr"):
    text = _TEXT.replace("会计", "") if codec in {"big5", "shift-jis", "euc-kr"} else _TEXT
    # UTF-7 is all ASCII, so that nobody can tell it from a text; what it says is kept as it stands.
    add(f"encoding: {codec}", batch(text.encode(codec)), "" if codec == "utf-7" else "not-utf8")
add("encoding: mixed", batch(_TEXT.encode() + "reviewed_by: [王五]\n".encode("gb18030")), "not-utf8")
add("encoding: overlong", batch(b"recorded_by: \xc0\xafa\n"), "not-utf8")
add("encoding: beyond Unicode", batch(b"recorded_by: \xf4\x90\x80\x80\n"), "not-utf8")
add("encoding: half", batch(_TEXT.encode()[:-2]), "not-utf8")
add("encoding: broken in a body", file("stories/case.md", b"---\ntitle: a\n---\n\xff\xfe"), "not-utf8")
add("encoding: random", batch(bytes(range(256)) * 3900), "not-utf8")
for code in (0x01, 0x08, 0x1B, 0x7F, 0xAD, 0x200B, 0x200D, 0x200F, 0x202E, 0x2066, 0xFEFF, 0xE0041, 0x3164, 0xFFFE):
    hidden = "hidden-character yaml-character"
    add(f"character U+{code:04X} in a note", record(f"rule: labor, note: 路{chr(code)}基"), hidden)
    add(f"character U+{code:04X} in a title", story("好", f"title: 路{chr(code)}基"), hidden)
    add(f"character U+{code:04X} in a body", story(f"路{chr(code)}基 " * 1000), "")
    add(f"character U+{code:04X} in a file name", file(f"points/a{chr(code)}.yaml", _TEXT), "file-name-character" if code != 0xFFFE else "")
for code in (0x00AD, 0x200B, 0x202E):
    add(f"character U+{code:04X}, escaped, in a note", record(f'rule: labor, note: "路\\u{code:04X}基"'), "hidden-character")

# --- names, links, devices --------------------------------------------------------------


def in_bytes(name: bytes) -> Make:
    def make(site: Path) -> None:
        (site / "content" / "points" / os.fsdecode(name)).write_text(_TEXT, "utf-8")

    return make


def node(path: str, kind: str) -> Make:
    def make(site: Path) -> None:
        place = site / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if kind == "fifo":
            os.mkfifo(place)
        elif kind == "socket":
            here = os.getcwd()
            os.chdir(place.parent)  # the path of a socket may not be long
            try:
                with socket.socket(socket.AF_UNIX) as listening:
                    listening.bind(place.name)
            finally:
                os.chdir(here)
        elif kind == "folder":
            place.mkdir()
        else:
            place.symlink_to(kind)

    return make


add("file name: not UTF-8", in_bytes(b"\xff\xfe.yaml"), "file-name-character")
add("file name: two lines", in_bytes(b"a\nb.yaml"), "file-name-character")
add("file name: longest", in_bytes(b"a" * 250 + b".yaml"), "")
for name in ("points/case.yaml", "stories", "photos/a.jpg", "seals/2024-Q1.jsonl"):
    add(f"link to a file outside: {name}", node(f"content/{name}", "/etc/hostname"), "symbolic-link")
    add(f"fifo: {name}", node(f"content/{name}", "fifo"), "not-a-plain-file")
    add(f"socket: {name}", node(f"content/{name}", "socket"), "not-a-plain-file")
add("link to a folder outside", node("content/points/all", "/etc"), "symbolic-link")
add("link in a circle", node("content/points/a.yaml", "a.yaml"), "symbolic-link")
add("link to the site", node("content/points/all", "../.."), "symbolic-link")
add("link to nowhere", node("content/points/a.yaml", "/nowhere"), "symbolic-link")
add("device", node("content/points/a.yaml", "/dev/zero"), "symbolic-link")
add("folder named as a file", node("content/points/a.yaml", "folder"), "")
add("folders in folders", lambda site: (site / "content" / "points" / "/".join(["a"] * 900)).mkdir(parents=True), "")
for name in ("con", "nul", "com1", "index", "aux", "lpt9"):
    add(f"reserved slug {name}", file(f"stories/{name}.md", "---\ntitle: a\n---\n"), "slug-needed")
    add(f"reserved id {name}", settings(f"village: 马场村\nnotice_days: 7\nmeasures: [{{id: {name}, name: a, unit: b}}]\n"), "reserved-id")
for slug in ("../x", "a/b", "/etc", "..", ".", "A", "a b", "a--b", "-a", "é", "x" * 65, "%2e%2e", "a\\b", "C:"):
    add(f"slug {slug[:9]}", story("好", f'title: a\nslug: "{slug.replace(chr(92), chr(92) * 2)}"'), "bad-slug")
for id in ("../x", "a/b", "", "x" * 65, "é", ".a", "a.b", "a b", "\\u0000"):
    text = f'village: 马场村\nnotice_days: 7\nmeasures: [{{id: "{id}", name: a, unit: b}}]\n'
    add(f"id {id[:9]}", settings(text), "bad-id missing-field hidden-character")


def same_slug(site: Path) -> None:
    for name in ("路基", "lu-ji"):
        write(site, f"stories/{name}.md", "---\ntitle: a\n---\n")


add("two of one slug", same_slug, "duplicate-slug")
add("longest slug from a name", file(f"stories/{'路' * 80}.md", "---\ntitle: a\n---\n"), "slug-needed")
add("no slug from a name", file("stories/！.md", "---\ntitle: a\n---\n"), "slug-needed")

# --- dates and numbers -------------------------------------------------------------------

for line, codes in (
    ("date: 2024-02-30, who: H001, rule: labor", "bad-date"),
    ("date: 0000-00-00, who: H001, rule: labor", "bad-date"),
    ("date: 10000-01-01, who: H001, rule: labor", "bad-date"),
    ("date: 9999-12-31, who: H001, rule: labor", "record-after-posted bad-date"),
    ("date: 0001-01-01, who: H001, rule: labor", "bad-date"),
    ("date: 2024-3-1, who: H001, rule: labor", "bad-date"),
    ("date: ２０２４-03-01, who: H001, rule: labor", "bad-date"),
    ("date: 2024-03-01, who: H001, rule: labor, qty: -1", "number-too-small"),
    ("date: 2024-03-01, who: H001, rule: labor, qty: 0", "number-too-small"),
    ("date: 2024-03-01, who: H001, rule: labor, qty: 0.0000000000000000000000001", "number-too-long"),
    ("date: 2024-03-01, who: H001, rule: labor, qty: ٣", "not-a-number"),
    ("date: 2024-03-01, who: H001, rule: labor, qty: " + "9" * 400, "number-too-long"),
    ("date: 2024-03-01, who: H001, rule: labor, qty: 999999999999999999", ""),
    ("date: 2024-03-01, who: H001, rule: labor, qty: true", "not-a-number"),
    ("date: 2024-03-01, who: H001, rule: labor, qty: [1]", "not-one-value"),
    ("date: 2024-03-01, who: [], rule: labor", "empty-list"),
    ("date: 2024-03-01, who: {a: b}, rule: labor", "not-one-value"),
    ("date: 2024-03-01, who: [[H001]], rule: labor", "not-one-value"),
    ("date: 2024-03-01, who: nobody, rule: labor", "unknown-who"),
    ("date: 2024-03-01, who: H001, rule: labr", "unknown-rule"),
    ("date: 2024-03-01, who: H001, rule: advice, points: 11", "points-out-of-range"),
    ("date: 2024-03-01, who: H001, rule: advice, points: 1.5", "too-many-decimals"),
    ("date: 2024-03-01, who: H001, rule: honor, level: x", "unknown-level"),
    ("date: 2024-03-01, who: H001, rule: labor, points: 3", "field-not-taken"),
):
    add(f"record: {line[:70]}", records(f"  - {{{line}}}\n"), codes)
for line, codes in (
    ("notice_days: -1", "not-a-whole-number"),
    ("notice_days: 999999999", "not-a-whole-number"),
    ("notice_days: " + "9" * 17, "not-a-whole-number"),
    ("notice_days: 1.5", "not-a-whole-number notice-days-bad"),
    ("notice_days: []", "empty-list notice-days-bad no-notice-days"),
    ("notice_days: [{from: 9999-12-31, days: 7}]", "bad-date"),
    ("notice_days: 7\ntimezone: ../../../etc/passwd", "unknown-timezone"),
    ("notice_days: 7\ntimezone: /etc/localtime", "unknown-timezone"),
    ("notice_days: 7\ntimezone: " + "a" * 5000, "unknown-timezone"),
    ("notice_days: 7\ntimezone: posix", "unknown-timezone"),
    ('notice_days: 7\ntimezone: "a\\0b"', "unknown-timezone hidden-character"),
    ("notice_days: 7\ntheme: ../..", "unknown-theme"),
    ("notice_days: 7\ntheme: " + "a" * 3000, "unknown-theme"),
    ("notice_days: 7\nbase_url: javascript:alert(1)", "bad-base-url"),
    ("notice_days: 7\nbase_url: https://[", "bad-base-url"),
    ("notice_days: 7\nbase_url: https://a:99999999/", "bad-base-url"),
    ('notice_days: 7\nbase_url: "https://a/\\"><script>"', "bad-base-url"),
    ("notice_days: 7\nyear_starts: 02-29", "bad-month-day"),
    ("notice_days: 7\nlanguage: ../zh", "unknown-choice"),
    ("notice_days: 7\nscales: [{id: points, name: 积分, decimals: 9}]", "unknown-choice not-a-whole-number number-too-large points-out-of-range wrong-shape"),
    ("notice_days: 7\nboards: [{id: a, title: b, periods: [month], top: 0}]", "not-a-whole-number"),
    ("notice_days: 7\nboards: [{id: a, title: b, periods: [month], top: 1, top_percent: 1}]", "board-contradicts"),
):
    add(f"setting: {line[:90]}", settings(f"village: 马场村\n{line}\n"), codes)
add("posted on the last day", batch("posted: 9999-12-31\nrecords: [{date: 2024-03-12, who: H001, rule: labor}]\n"), "bad-date")
add("posted on the first day", batch("posted: 0001-01-01\nrecords: [{date: 0001-01-01, who: H001, rule: labor}]\n"), "bad-date")
_RULES = "categories: [{id: community, name: 社区治理}]\nrules:\n"
for line, codes in (
    ("points: -5, veto: {years: 999999999999}", "not-a-whole-number"),
    ("points: -5, veto: {years: 0}", "not-a-whole-number"),
    ("points: 1, per: 0, unit: 次", "number-too-small"),
    ("points: 1, range: [1, 2]", "rule-contradicts rule-kind"),
    ("range: [9, 1]", "reversed-range"),
    ("range: [1, 2, 3]", "not-a-pair"),
    ("tiers: [{from: 9, points: 2}, {from: 1, points: 5}], unit: 次", "tiers-unordered"),
    ("by_level: {}", "not-a-table"),
    ("points: 1, limits: [{max: 1, per: century}]", "unknown-choice limit-words"),
    ("points: 1, limits: [{max: 1, min: -1, per: day}]", "limit-max-or-min"),
    ("points: 1, triggers: {link: a, rule: x}", "trigger-rule"),
):
    add(f"rule: {line[:60]}", file("rules/more.yaml", f"rules:\n  - {{id: x, name: 一, category: community, {line}}}\n"), codes)

# --- many of a kind ----------------------------------------------------------------------

_PEOPLE = "households:\n"
for name, path, head, line, codes in (
    ("records", "points/case.yaml", "posted: 2024-04-01\nrecords:\n", "  - {date: 2024-03-12, who: H001, rule: labor, note: 第#}\n", ""),
    ("records, all of them wrong", "points/case.yaml", "posted: 2024-04-01\nrecords:\n", "  - {date: 2024-03-12, who: H0#, rule: lab, note: a}\n", "unknown-rule unknown-who"),
    ("records, unusual ones", "points/case.yaml", "posted: 2024-04-01\nrecords:\n", "  - date: 2024-03-12\n    who: H001\n    rule: labor\n    note: 第#\n", ""),
    ("the same record", "points/case.yaml", "posted: 2024-04-01\nrecords:\n", "  - {date: 2024-03-12, who: H001, rule: labor, note: 又}\n", "recorded-twice"),
    ("objections", "points/case.yaml", "objections:\n", "  - {date: 2024-03-16, record: RECORD, reason: 第#, outcome: rejected, closed: 2024-03-17}\n", ""),
    ("corrections", "points/case.yaml", "corrections:\n", "  - {date: 2024-05-16, record: RECORD, points: 1, reason: 第#}\n", ""),
    ("corrections of nothing", "points/case.yaml", "corrections:\n", "  - {date: 2024-05-16, record: aaaaaaaaaaaa, points: 1, reason: 第#}\n", "unknown-record"),
    ("households", "roster/case.yaml", _PEOPLE, "  - {id: X#, group: g1, members: [{id: Y#, name: 张#}]}\n", ""),
    ("people of one name", "roster/case.yaml", _PEOPLE, "  - {id: X#, group: g1, members: [{id: Y#, name: 张三}]}\n", ""),
    ("groups", "roster/case.yaml", "groups:\n", "  - {id: x#, name: 组#}\n", ""),
    ("links", "roster/case.yaml", "links:\n", "  - {from: P0001, role: party_member, households: [H001, H002]}\n", ""),
    ("organization in a row", "roster/case.yaml", "organization:\n  - {id: o0, name: 村}\n", "  - {id: p#, name: 组, under: o0}\n", ""),
    ("rules", "rules/case.yaml", "rules:\n", "  - {id: r#, name: 第#条, category: community, points: 1}\n", ""),
    ("versions of a rule", "rules/case.yaml", "rules:\n", "  - {id: r, name: 条, category: community, points: 1, from: 2024-01-01}\n", "versions-overlap"),
    ("categories", "rules/case.yaml", "categories:\n", "  - {id: c#, name: 类#}\n", ""),
    ("matters", "matters/case.yaml", "matters:\n", "  - {id: m#, kind: request, opened: 2024-03-01, title: 事#}\n", ""),
    ("items", "rewards/case.yaml", "items:\n", "  - {id: i#, name: 物#, points: 1, stock: [{date: 2024-01-01, qty: 1}]}\n", ""),
    ("redemptions", "rewards/case.yaml", "redemptions:\n", "  - {who: H001, item: rice, qty: 1, date: 2024-06-01}\n", "over-redemption over-stock"),
):
    add(f"many {name}", file(path, head + numbered(line)), codes)  # RECORD is filled in where the village is known
add("many at once: who", records(f"  - {{date: 2024-03-12, rule: labor, who: [{full('H001, ', 400_000)}H002]}}\n"), "recorded-twice")
add("many tiers", file("rules/case.yaml", "rules:\n  - {id: t, name: 阶, category: community, unit: 次, tiers: [" + numbered("{from: #, points: #}, ") + "{from: 9999999, points: 9999999}]}\n"), "")
add("many limits", file("rules/case.yaml", "categories:\n  - {id: c, name: 类, limits: [" + numbered("{max: 1#, per: day}, ", 500_000) + "{max: 1, per: ever}]}\n"), "")
add("many not_names", setting("not_names: [" + numbered("词#, ") + "词]"), "")
add("many measures", setting("measures:\n" + numbered("  - {id: m#, name: 量#, unit: 个}\n")), "")
add("many results", file("activities/case.md", "---\ntitle: a\ndate: 2024-03-12\nresults:\n" + numbered("  - {measure: nothing, value: #}\n") + "---\n"), "unknown-measure")
add("an organization in a circle", file("roster/case.yaml", "organization: [{id: a, name: a, under: b}, {id: b, name: b, under: a}]\n"), "cycle")
add("an organization as a chain", file("roster/case.yaml", "organization:\n  - {id: o0, name: 组}\n" + "".join(f"  - {{id: o{n}, name: 组, under: o{n - 1}}}\n" for n in range(1, 20_000))), "nesting-too-deep")
add("digits", batch(f"# {full('1')}\n"), "")
add("digits in groups", batch(f"# {full('1 ')}\n"), "")
add("telephone numbers", batch(full("# 13800138000\n")), "private-number")
add("nearly telephone numbers", batch(full("# 1380013800 \n")), "")
add("cards", batch(full("# 卡6222020000000000\n", 300_000)), "")
add("a name again and again", story(full("张建国", 250_000)), "")
add("a name, its characters far apart", story(full("张" + "*" * 30 + "建国\n\n", 250_000)), "")
add("beginnings of a name", story(full("张建", 250_000)), "")
add("body too large", story(full("好", BODY + 10_000)), "body-too-large")
add("no end of the fields", file("stories/case.md", f"---\n{full('a: b' + chr(10))}"), "front-matter-unclosed")
add("no fields", file("stories/case.md", full("好")), "front-matter-missing")

# --- pictures ----------------------------------------------------------------------------


def drawn(form: str, mode: str = "RGB", size: tuple[int, int] = (300, 200), **options: object) -> bytes:
    out = BytesIO()
    Image.new(mode, size).save(out, form, **options)
    return out.getvalue()


def png(width: int, height: int, data: bytes, depth: int = 8, color: int = 2, more: bytes = b"") -> bytes:
    """A PNG of any head, with the given compressed data."""
    head = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def zeros(size: int) -> bytes:
    squeeze = zlib.compressobj(9)
    parts = [squeeze.compress(b"\0" * min(MEGABYTE, size - at)) for at in range(0, size, MEGABYTE)]
    return b"".join(parts) + squeeze.flush()


def turned(orientation: int) -> Image.Exif:
    """What a camera writes that was held so."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


def one_colour_at_a_time() -> bytes:
    """A JPEG, not progressive, whose first scan says that it is of one of the three colours."""
    data = drawn("JPEG", size=(7000, 7000), quality=1)
    start = data.rindex(b"\xff\xda")
    length = int.from_bytes(data[start + 2 : start + 4])
    return data[:start] + b"\xff\xda\0\x08\x01\x01\0\0\x3f\0" + data[start + 2 + length :]


def scans(count: int) -> bytes:
    """A progressive JPEG that is drawn over and over."""
    data = drawn("JPEG", size=(5000, 4000), progressive=True, quality=1)
    start = data.rindex(b"\xff\xda")
    last = data[start:-2]
    return data[:start] + last * count + b"\xff\xd9"


_JPEG, _PNG, _WEBP = drawn("JPEG"), drawn("PNG"), drawn("WEBP")
_NOT = "not-a-picture"
for name, data in (("JPEG", _JPEG), ("PNG", _PNG), ("WebP", _WEBP)):
    add(f"picture: {name} by another name", picture(data, "a.png"), "")
    add(f"picture: half a {name}", picture(data[: len(data) // 2]), _NOT)
    add(f"picture: the head of a {name}", picture(data[:30]), _NOT)
    add(f"picture: {name} with rubbish behind", picture(data + b"\0" * 100_000), "")
add("picture: empty", picture(b""), _NOT)
add("picture: text", picture(_TEXT.encode()), _NOT)
for form in ("GIF", "BMP", "TIFF", "PPM", "ICO", "PDF", "TGA", "JPEG2000"):
    add(f"picture: {form}", picture(drawn(form)), _NOT)
add("picture: SVG", picture(b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "a.svg"), _NOT)
add("picture: EPS", picture(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"), _NOT)
for mode in ("1", "L", "LA", "P", "RGBA", "I;16"):
    add(f"picture: PNG {mode}", picture(drawn("PNG", mode)), "")
add("picture: CMYK", picture(drawn("JPEG", "CMYK")), "")
add("picture: no width", picture(png(0, 10, zeros(100))), _NOT)
add("picture: declared enormous", picture(png(100_000, 100_000, zeros(1000))), "picture-too-large")
add("picture: declared beyond all", picture(png(0x7FFFFFFF, 0x7FFFFFFF, zeros(1000))), "picture-too-large not-a-picture")
add("picture: just too large", picture(png(10_000, 5001, zeros(150_000_000))), "picture-too-large")
for name, size, depth, colour in (("in colour", 3, 8, 2), ("with transparency", 4, 8, 6), ("of 16 bits", 8, 16, 6), ("of 16 bits in grey", 2, 16, 0)):
    add(f"picture: bomb {name}", picture(png(7000, 7000, zeros(7000 * (7000 * size + 1)), depth, colour)), "")
    add(f"picture: bomb {name}, too large", picture(png(7000, 7143, zeros(7143 * (7000 * size + 1)), depth, colour)), "picture-too-large")
add("picture: bomb with a palette", picture(drawn("PNG", "P", (7000, 7000))), "")
add("picture: bomb of animation", picture(drawn("WEBP", size=(5000, 4000), save_all=True, append_images=[Image.new("RGB", (5000, 4000), "red")])), "")
for mode in ("L", "RGB", "CMYK"):
    for size in ((7000, 7000), (800, 60_000), (60_000, 800), (1500, 31_999), (31_999, 1500)):
        for progressive in (False, True):
            kind = "progressive JPEG" if progressive else "JPEG"
            add(f"picture: large {kind} {mode} {size}", picture(drawn("JPEG", mode, size, exif=turned(6), progressive=progressive, quality=1)), "")
add("picture: large JPEG, one colour after the other", picture(one_colour_at_a_time()), "")
add("picture: one dot wide", picture(png(1, 49_000_000, zeros(49_000_000 * 4))), "picture-too-large")
add("picture: one dot high", picture(png(49_000_000, 1, zeros(49_000_000 * 3 + 1))), "picture-too-large")
add("picture: text bomb", picture(png(9, 9, zeros(252), more=chunk(b"zTXt", b"a\0\0" + zeros(200 * MEGABYTE)))), _NOT)
add("picture: profile bomb", picture(png(9, 9, zeros(252), more=chunk(b"iCCP", b"a\0\0" + zeros(200 * MEGABYTE)))), _NOT)
add("picture: more data than dots", picture(png(9, 9, zeros(300 * MEGABYTE))), "")
add("picture: JPEG of many scans", picture(scans(50_000)), _NOT)
# Pillow takes sixteen bytes for each dot of a WebP picture.
add("picture: large WebP", picture(drawn("WEBP", size=(5000, 4000))), "")
add("picture: larger WebP", picture(drawn("WEBP", size=(7000, 7000))), "picture-too-large")
for form in ("PNG", "WEBP"):
    side = 60_000 if form == "PNG" else 16_000
    add(f"picture: long {form}", picture(drawn(form, size=(side, 800))), "")
    add(f"picture: tall {form}", picture(drawn(form, size=(800, side))), "")
add("picture: as large as its copy", picture(drawn("PNG", size=(1080, 16_000))), "")
add("picture: named above", story("好", "title: 事\ncover: ../../etc/passwd"), "picture-path")
add("picture: named from the root", story("![a](/etc/passwd)"), "picture-path bad-link")
add("picture: from elsewhere", story("![a](http://example.org/a.jpg)"), "foreign-picture")
add("picture: in the text as data", story("![a](data:image/png;base64,AAAA)"), "foreign-picture bad-link")

# --- Markdown ----------------------------------------------------------------------------

for unit in (
    "[", "]", "![", "[a](", "[a](b)", "[a][", "<", ">", "<b>", "<x ", "<!--", "-->", "&", "&amp;", "*a ", "*", "**a*", "_a_ ", "__", "`a", "``", "> ", "- ", "1. ", "=\n",
    "-\n", "a\n", "- a\n", "a\n\n", "> a\n\n", "|a|b|\n", "|", "<![CDATA[", "<?", "\\", "\\*", "<div>\n", "</div>", '<a href="', "[a]: b\n", '[a]: b "c\n', "    a\n", "\t- a\n",
    "# a\n", "a\n=\n", "a\n-\n", "***\n", "~~~\n", "```\n", "<p>*", "<b><i>", '![a](b "', "http://a.b ", "<http://a> ", "<a@b.c>", "&#", "&#x41;", "\u200b", "好", "- a\n\n    b\n\n",
    "1. a\n\n", "> - > a\n", " ", "\n", "*a**b***c ", "[a](<", "[![a](b)](c)", "<br>", "<table><tr>", "|-|-|\n", "|a\n|-\n|b\n\n", "'", '"', "a'b\"", "张建国", "张<b>建</b>国",
):  # fmt: skip
    add(f"markdown: {unit!r}", story(full(unit, BODY - 100)), "?")

# --- themes of the village's own -----------------------------------------------------------

_RULES_PAGE = "themes/honor-red/templates/rules.html"
for name, text, line in (
    ("an unknown variable", "\n{{ nothing }}", 2),
    ("an unknown attribute", "\n\n{{ page.nothing.more }}", 3),
    ("no end", "\n{% if 1 %}", 2),
    ("no such filter", "{{ 1|nothing }}", 1),
    ("no such template", "\n{% include 'nothing.html' %}", 2),
    ("itself included", "\n{% include 'rules.html' %}", 2),
    ("itself extended", "{% extends 'rules.html' %}", 1),
    ("a macro in a circle", "{% macro a() %}\n{{ a() }}{% endmacro %}{{ a() }}", 2),
    ("a division by zero", "\n\n{{ 1 // 0 }}", 3),
    ("a loop without end", "\n{% for a in range(10 ** 12) %}{% endfor %}", 2),
    ("loops in loops", "{% for a in range(99999) %}\n{% for b in range(99999) %}{% endfor %}{% endfor %}", 2),
    ("a text without end", "\n{{ 'a' * 10 ** 12 }}", 2),
    ("a padded text", "\n{{ '%99999999999d' % 1 }}", 2),
    ("not UTF-8", b"\xff\xfe", 1),
    ("deep brackets", "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", 1),
    ("deep blocks", "{% if 1 %}" * 3000 + "{% endif %}" * 3000, 1),
):
    add(f"theme: {name}", file(_RULES_PAGE, text), f"template@{_RULES_PAGE}:{line}")
for name, text in (
    ("into Python", "{{ ().__class__.__mro__[1].__subclasses__() }}"),
    ("into Python by an item", "{{ ()['__class__'] }}"),
    ("into Python by a filter", "{{ (()|attr('__class__')).__mro__ }}"),
    ("into Python by a form", "{{ '{0.__class__.__mro__}'.format(()) }}"),
    ("into Python by a function", "{{ points.__globals__ }}"),
    ("into Python by a chart", "{{ chart.__closure__ }}"),
    ("into the environment", "{{ self._TemplateReference__context.environment }}"),
    ("into the village", "{{ site.__class__.__init__ }}"),
    ("a change of what is shown", "{% set a = [] %}{{ a.append(1) }}"),
):
    add(f"theme: {name}", file(_RULES_PAGE, text), f"template@{_RULES_PAGE}:1")
add("theme: a large page", file(_RULES_PAGE, full("{{ 1 }} 好 ")), "?")
add("theme: broken words", file("themes/honor-red/locale/zh_CN/LC_MESSAGES/theme.mo", b"\xde\x12\x04\x95rubbish"), "broken-catalogue")
add("theme: circle", file("themes/honor-red/theme.yaml", "extends: honor-red\n"), "?")
for kind in ("fifo", "socket", "/nowhere", "/etc", "/etc/hostname", "/dev/zero", "."):
    for path in ("static/a.png", "templates/rules.html", "theme.yaml", "tokens.css", "locale/zh_CN/LC_MESSAGES/theme.mo"):
        add(f"theme: {kind} as {path}", node(f"themes/honor-red/{path}", kind), "?")

# --- seals -------------------------------------------------------------------------------

for name, text in (("empty", ""), ("no JSON", full("{")), ("deep", full("[")), ("long line", f'{{"a":"{full("a")}"}}'), ("many lines", full("{}\n"))):
    add(f"seal: {name}", file("seals/2024-Q1.jsonl", text), "seal-incomplete")


def seal(entries: str, period: str = "2024-Q1", totals: str = "{}") -> Make:
    def make(site: Path) -> None:
        write(site, "seals/2024-Q1.jsonl", '{"entries":1}\n')
        write(
            site, "seals/2024-Q1.yaml",
            f'period: "{period}"\nclosed: 2024-05-01\nprevious: null\ndigest: "a"\nfull_digest: "b"\nentries: {entries}\ntotals: {totals}\n',
        )

    return make


add("seal: of nothing", seal("1"), "seal-damaged not-a-table empty-list empty-required missing-field wrong-shape")
add("seal: too many", seal("9" * 17, totals="{points: {issued: 0, deducted: 0, corrected: 0, redeemed: 0, expired: 0}}"), "not-a-whole-number")
add("seal: of another period", seal("1", "../x", "{points: {issued: 0, deducted: 0, corrected: 0, redeemed: 0, expired: 0}}"), "seal-period")
