"""Looks for a difference between a warm and a clean build: `python benchmarks/fuzz_edits.py N [--seed S]`.

Takes a small village through N random edits, one after the other: records, files, stories, rules,
settings, templates, pictures, the day. After each it is built in place, with all that earlier builds
kept, and anew in another folder without any cache. Both must say the same, and publish the same
files to the last byte; what did not change must keep its time; and where an edit broke the content,
the published site must be as it was. Prints each difference, ends with status 1 if there is any.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from villages import AS_OF, SIZES, Numbers, write_village

ROOT = Path(__file__).resolve().parent.parent
THEME = ROOT / "themes" / "honor-red"
MEMORY = Path("/dev/shm")
OWN = Path("themes", "honor-red")
DAYS = (AS_OF, "2025-01-05", "2024-12-20", "2024-10-01", "2026-02-01")
UNDO_AFTER = 2
"""An edit that broke the content is taken back after so many further edits at the latest."""

EXTRA_RULES = """\
rules:
  - {id: dumping, name: 堵占沟渠, category: environment, points: -3, triggers: {link: party_member, rule: linked-dumping}}
  - {id: linked-dumping, name: 联系户被扣分, category: party, scale: party, points: -1}
  - {id: drunk-driving, name: 酒驾, category: safety, points: -20, veto: true}
  - {id: dispute-report, name: 上报矛盾纠纷, category: safety, points: 5, confidential: true}
  - {id: clicks, name: 视频点击, category: culture, tiers: [{from: 100, points: 1}, {from: 1000, points: 3}], unit: 次, cumulative: true}
  - {id: pledge, name: 签倡议书, category: community, points: 4, limits: [{max: 6, per: quarter}]}
"""
EXTRA_POINTS = """\
posted: 2024-11-20
recorded_by: 村会计
reviewed_by: [村务监督委员会]
records:
  - {date: 2024-11-02, who: H002, rule: dumping}
  - {date: 2024-11-03, who: H003, rule: drunk-driving}
  - {date: 2024-11-04, who: P0001, rule: dispute-report}
  - {date: 2024-11-05, who: P0001, rule: clicks, subject: v-1, qty: 150}
  - {date: 2024-11-09, who: P0001, rule: clicks, subject: v-1, qty: 1800}
  - {date: 2024-11-06, who: H004, rule: pledge, note: 头一回}
  - {date: 2024-11-07, who: H004, rule: pledge, note: 第二回}
  - {date: 2024-11-08, who: [H005, H006], rule: labor, qty: 1, note: 修桥}
"""
LINKS = "links:\n  - {from: P0001, role: party_member, households: [H002, H003]}\n"


class Site:
    """The village under edit, and the numbers that decide what happens to it."""

    def __init__(self, folder: Path, numbers: Numbers) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.numbers = numbers
        self.day = AS_OF
        self._made = 0

    def fresh(self) -> int:
        """A number that was not given before."""
        self._made += 1
        return self._made

    def a_file(self, pattern: str) -> Path | None:
        """One of the files of a kind."""
        files = sorted(self.content.glob(pattern))
        return self.numbers.one_of(files) if files else None


def prepare(site: Site) -> None:
    """Write the village, with some of everything that the large ones do without."""
    write_village(SIZES["tiny"], site.folder)
    for path, text in (("rules/extra.yaml", EXTRA_RULES), ("points/extra.yaml", EXTRA_POINTS), ("roster/links.yaml", LINKS)):
        (site.content / path).write_text(text, "utf-8", newline="\n")
    for name in ("a", "b"):
        draw(site, site.content / "photos" / f"{name}.jpg")
    for file, picture in (("activities/001.md", "photos: [photos/a.jpg]"), ("stories/001.md", "cover: photos/b.jpg")):
        prose = site.content / file
        prose.write_text(prose.read_text("utf-8").replace("\nslug:", f"\n{picture}\nslug:", 1), "utf-8")


def draw(site: Site, path: Path) -> None:
    """A picture of one colour or another."""
    data = io.BytesIO()
    colour = (site.numbers.below(256), site.numbers.below(256), site.numbers.below(256))
    Image.new("RGB", (400 + site.numbers.below(40), 300), colour).save(data, "JPEG")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.getvalue())


# --- edits: each gives what it did, or "" where there was nothing to do ------------------


def edit_text(path: Path | None, pattern: str, change: Callable[[re.Match[str]], str], numbers: Numbers) -> str:
    """Change one of the places in a file that match."""
    if path is None:
        return ""
    text = path.read_text("utf-8")
    places = list(re.finditer(pattern, text, re.MULTILINE))
    if not places:
        return ""
    place = numbers.one_of(places)
    new = change(place)
    path.write_text(text[: place.start()] + new + text[place.end() :], "utf-8", newline="\n")
    return f"{path.name}: {place[0].strip()!r} -> {new.strip()!r}"


_RECORD = r"^  - \{date:.*\n"


def change_record(site: Site) -> str:
    """Another note, another household, another rule, or the fields in another order."""
    n = site.numbers
    pattern, change = n.one_of(
        (
            (r", note: [^,}]*", lambda _: f", note: 改过的第{site.fresh()}笔"),
            (r"who: [HP]\d+", lambda _: f"who: H{1 + n.below(15):03}"),
            (r"rule: (sweep|patrol|neighbor|reading|sorting|litter)", lambda _: f"rule: {n.one_of(('sweep', 'patrol', 'neighbor', 'litter'))}"),
            (r"qty: \d+", lambda _: f"qty: {1 + n.below(9)}"),
            (r"points: \d+", lambda _: f"points: {1 + n.below(10)}"),
            (r"\{(date: [\d-]+), (who: \w+)", lambda place: f"{{{place[2]}, {place[1]}"),
            (r"note: ([^,}]+)", lambda place: f'note: "{place[1]}"'),
            (r"date: (\d+-\d+)-\d\d", lambda place: f"date: {place[1]}-{1 + n.below(28):02}"),
        )
    )
    return edit_text(site.a_file("points/*.yaml"), pattern, change, n)


def add_record(site: Site) -> str:
    """One more record, a deduction now and then, or one for several."""
    n = site.numbers
    who = n.one_of((f"H{1 + n.below(15):03}", f"[H{1 + n.below(7):03}, H{8 + n.below(7):03}]"))
    rule = n.one_of(("sweep", "litter", "labor", "dumping", "pledge", "dispute-report", "patrol"))
    line = f", who: {who}, rule: {rule}, note: 添的第{site.fresh()}笔}}\n"
    return edit_text(site.a_file("points/*.yaml"), r"^(  - \{date: [\d-]+).*\n", lambda place: place[0] + place[1] + line, n)


def delete_record(site: Site) -> str:
    """One record less."""
    return edit_text(site.a_file("points/*.yaml"), _RECORD, lambda _: "", site.numbers)


def move_record(site: Site) -> str:
    """The same records in another order."""
    return edit_text(site.a_file("points/*.yaml"), r"^(  - \{date:.*\n)(  - \{date:.*\n)", lambda place: place[2] + place[1], site.numbers)


def change_batch(site: Site) -> str:
    """A batch posted on another day, not at all, or recorded by somebody else."""
    n = site.numbers
    pattern, change = n.one_of(
        (
            (r"^posted: (\d+-\d+)-\d\d", lambda place: f"posted: {place[1]}-{10 + n.below(15)}"),
            (r"^posted: \d+-\d+-\d+\n", lambda _: ""),
            (r"^recorded_by: .*", lambda _: f"recorded_by: 第{site.fresh()}位会计"),
        )
    )
    return edit_text(site.a_file("points/*.yaml"), pattern, change, n)


def object_or_correct(site: Site) -> str:
    """An objection or a correction to a record that is published."""
    records = site.folder / "output" / "data" / "records.csv"
    ids = re.findall(r"^([0-9a-f]{12}),", records.read_text("utf-8"), re.MULTILINE) if records.is_file() else []
    path = site.content / "points" / f"later-{site.fresh()}.yaml"
    if not ids:
        return ""
    record = site.numbers.one_of(ids)
    if site.numbers.below(2):
        text = f"corrections:\n  - {{date: 2025-01-{15 + site.numbers.below(15)}, record: {record}, points: {site.numbers.one_of((-2, -1, 1, 3))}, reason: 复核}}\n"
    else:
        text = f"objections:\n  - {{date: 2025-01-0{3 + site.numbers.below(5)}, record: {record}, reason: 记错}}\n"
    path.write_text(text, "utf-8")
    return f"{path.name}: {text!r}"


def rename_file(site: Site) -> str:
    """A file by another name, or in a folder of its own."""
    path = site.a_file("[pas][ocrt][ito]*/*.*")
    if path is None:
        return ""
    name = f"{path.stem.rpartition('~')[2]}-{site.fresh()}{path.suffix}"
    new = path.parent / (f"teil-{site.fresh()}/{name}" if site.numbers.below(4) == 0 and path.suffix == ".yaml" else name)
    new.parent.mkdir(exist_ok=True)
    path.rename(new)
    return f"{path.name} renamed to {new.name}"


def split_file(site: Site) -> str:
    """The second half of a file of records in a file of its own."""
    path = site.a_file("points/*.yaml")
    if path is None:
        return ""
    head, _, rest = path.read_text("utf-8").partition("records:\n")
    lines = rest.splitlines(keepends=True)
    if len(lines) < 4 or not all(line.startswith("  - ") for line in lines):
        return ""
    half = len(lines) // 2
    path.write_text(f"{head}records:\n{''.join(lines[:half])}", "utf-8")
    path.with_name(f"{path.stem}-{site.fresh()}.yaml").write_text(f"{head}records:\n{''.join(lines[half:])}", "utf-8")
    return f"{path.name} split"


def delete_file(site: Site) -> str:
    """A file less."""
    path = site.a_file(site.numbers.one_of(("stories/*.md", "activities/*.md", "rewards/event-*.yaml", "points/later-*.yaml", "points/*-*-*.yaml")))
    if path is None:
        return ""
    path.unlink()
    return f"{path.name} deleted"


def add_story(site: Site) -> str:
    """A story, an activity or a free page more."""
    number = site.fresh()
    kind = site.numbers.one_of(("stories", "activities", "pages"))
    date = "" if kind == "pages" else f"date: 2024-1{site.numbers.below(3)}-0{1 + site.numbers.below(9)}\n"
    menu = "menu: true\n" if kind == "pages" and site.numbers.below(2) else ""
    (site.content / kind).mkdir(exist_ok=True)
    path = site.content / kind / f"neu-{number}.md"
    path.write_text(f"---\ntitle: 新写的第{number}篇\n{date}{menu}---\n\n正文**第{number}段**。\n", "utf-8")
    return f"{kind}/{path.name} added"


def change_prose(site: Site) -> str:
    """Other words, another title, another picture."""
    n = site.numbers
    pattern, change = n.one_of(
        (
            (r"\n\Z", lambda _: f"\n又补了第{site.fresh()}段。\n"),
            (r"^title: .*", lambda _: f"title: 改过的第{site.fresh()}个题目"),
            (r"^slug: .*", lambda _: f"slug: other-{site.fresh()}"),
            (r"^date: (\d+-\d+)-\d\d$", lambda place: f"date: {place[1]}-0{1 + n.below(9)}"),
            (r"photos/[ab]\.jpg", lambda _: f"photos/{n.one_of('ab')}.jpg"),
            (r"value: \d+", lambda _: f"value: {n.below(1000)}"),
        )
    )
    return edit_text(site.a_file(n.one_of(("stories/*.md", "activities/*.md"))), pattern, change, n)


def change_rule(site: Site) -> str:
    """A rule by another name, worth more, limited otherwise."""
    n = site.numbers
    pattern, change = n.one_of(
        (
            (r"name: (?!积分\+)([^,}]+)", lambda _: f"name: 第{site.fresh()}条细则"),
            (r"(?<=, )points: [1-9]", lambda _: f"points: {1 + n.below(6)}"),
            (r"max: \d+", lambda _: f"max: {2 + n.below(60)}"),
            (r"min: -\d+", lambda _: f"min: -{1 + n.below(30)}"),
            (r", confidential: true", lambda _: ""),
        )
    )
    return edit_text(site.a_file("rules/*.yaml"), pattern, change, n)


def change_settings(site: Site) -> str:
    """Another setting of the village."""
    n = site.numbers
    pattern, change = n.one_of(
        (
            (r"^notice_days: \d+", lambda _: f"notice_days: {n.below(12)}"),
            (r"^village: .*", lambda _: f"village: 莲湾{site.fresh()}村"),
            (r"^(base_url|#base_url): ", lambda place: "base_url: " if place[1][0] == "#" else "#base_url: "),
            (r"^language: .*", lambda _: f"language: {n.one_of(('zh-CN', 'zh-TW', 'en'))}"),
            (r"top: \d+", lambda _: f"top: {1 + n.below(12)}"),
            (r"periods: \[.*?\]", lambda _: f"periods: {n.one_of(('[year]', '[quarter, year]', '[month, quarter, year, all]'))}"),
            (r"point_value: \d+", lambda _: f"point_value: {1 + n.below(3)}"),
            (r"unspent: \w+", lambda _: f"unspent: {n.one_of(('carry', 'expire', 'reset'))}"),
            (r"^timezone:", lambda _: f"deductions: {n.one_of(('anonymous', 'named', 'hidden'))}\ntimezone:"),
            (r"^deductions: .*\n", lambda _: ""),
            (r"^timezone:", lambda _: f"names: {n.one_of(('by_consent', 'masked', 'full'))}\ntimezone:"),
            (r"^names: .*\n", lambda _: ""),
        )
    )
    return edit_text(site.content / "site.yaml", pattern, change, n)


def change_roster(site: Site) -> str:
    """Somebody by another name, with or without consent, gone, or in another group."""
    n = site.numbers
    pattern, change = n.one_of(
        (
            (r"name: [^,}]+(?=, )", lambda _: f"name: {n.one_of('欧阳夏侯司徒')}{n.one_of('润泽')}{n.one_of('福禄寿')}"),
            (r", consent: \[web, print\]", lambda _: n.one_of(("", ", consent: [print]"))),
            (r"(?<!consent: \[web, print\])\}$", lambda _: ", consent: [web, print]}"),
            (r"^    group: g\d", lambda _: f"    group: g{1 + n.below(3)}"),
            (r"^    members:", lambda _: "    until: 2025-01-10\n    members:"),
            (r"^    until: .*\n", lambda _: ""),
        )
    )
    return edit_text(site.a_file("roster/0*.yaml"), pattern, change, n)


def change_reward(site: Site) -> str:
    """Something else taken, or cancelled."""
    n = site.numbers
    pattern, change = n.one_of(
        (
            (r"item: (towel|noodles|rice-5kg)", lambda _: f"item: {n.one_of(('towel', 'noodles'))}"),
            (r", qty: 1\}", lambda _: ", qty: 1, cancelled: 2025-01-15}"),
            (r", cancelled: [\d-]+", lambda _: ""),
            (r"title: [^,}]*", lambda _: f"title: 第{site.fresh()}场兑换"),
            (r"points: \d+", lambda _: f"points: {5 + n.below(10)}"),
        )
    )
    return edit_text(site.a_file("rewards/*.yaml"), pattern, change, n)


def change_matter(site: Site) -> str:
    """A matter settled, or open again."""
    n = site.numbers
    pattern, change = n.one_of(((r", status: open", lambda _: ", status: adopted, closed: 2025-01-10"), (r"第\d+件事", lambda _: f"第{site.fresh()}件事")))
    return edit_text(site.a_file("matters/*.yaml"), pattern, change, n)


def change_picture(site: Site) -> str:
    """Another picture by the same name."""
    path = site.a_file("photos/*.jpg")
    if path is None:
        return ""
    draw(site, path)
    return f"{path.name} drawn anew"


def change_theme(site: Site) -> str:
    """An override created, changed or deleted; a broken one now and then."""
    n = site.numbers
    source = n.one_of([*sorted(THEME.glob("templates/**/*.html")), *sorted(THEME.glob("**/*.css"))])
    own = site.folder / OWN / source.relative_to(THEME)
    mine = sorted(path for path in (site.folder / OWN).rglob("*") if path.is_file())
    if mine and n.below(3) == 0:
        gone = n.one_of(mine)
        gone.unlink()
        return f"override {gone.name} deleted"
    own.parent.mkdir(parents=True, exist_ok=True)
    text = (own if own.is_file() else source).read_text("utf-8")
    if n.below(3):
        broken = n.below(10) == 0
        comment = f"/* {site.fresh()} */" if own.suffix == ".css" else f"<!-- {site.fresh()} -->{'{{ no_such_thing }}' if broken else ''}"
        text = text.replace("</main>", f"{comment}</main>") if "</main>" in text else text + comment + "\n"
    own.write_text(text, "utf-8")
    return f"override {own.name}"


def change_day(site: Site) -> str:
    """Built for another day."""
    site.day = site.numbers.one_of(DAYS)
    return f"as of {site.day}"


def touch(site: Site) -> str:
    """Saved again, with nothing changed."""
    path = site.a_file("**/*.*")
    if path is None:
        return ""
    path.write_bytes(path.read_bytes())
    return f"{path.name} saved again"


def rebuild(_site: Site) -> str:
    """Nothing happened."""
    return "nothing"


def break_something(site: Site) -> str:
    """A mistake of the kind that people make."""
    n = site.numbers
    pattern, change = n.one_of(
        (
            (r"rule: \w+", lambda _: "rule: no-such-rule"),
            (r"who: [HP]\d+", lambda _: "who: 查无此人"),
            (r"date: \d+-\d+-\d+", lambda _: "date: 2024-13-45"),
            (_RECORD, lambda place: place[0] * 2),
            (r"\}\n", lambda _: "\n"),
        )
    )
    return edit_text(site.a_file("points/*.yaml"), pattern, change, n)


EDITS: tuple[tuple[Callable[[Site], str], int], ...] = (
    (change_record, 8), (add_record, 5), (delete_record, 3), (move_record, 2), (change_batch, 3), (object_or_correct, 4),
    (rename_file, 2), (split_file, 1), (delete_file, 1), (add_story, 2), (change_prose, 4), (change_rule, 3),
    (change_settings, 3), (change_roster, 4), (change_reward, 2), (change_matter, 1), (change_picture, 1),
    (change_theme, 4), (change_day, 2), (touch, 1), (rebuild, 1), (break_something, 2),
)  # fmt: skip


def edit(site: Site) -> str:
    """One edit; gives what it was."""
    pool = [change for change, weight in EDITS for _ in range(weight)]
    while not (done := site.numbers.one_of(pool)(site)):
        pass
    return done


# --- building and comparing --------------------------------------------------------------


def build(site: Path, day: str, *options: str) -> tuple[int, str]:
    """Status, and what was complained of."""
    command = (sys.executable, "-m", "site_builder", "--site", ".", "build", "--as-of", day, *options)
    done = subprocess.run(command, cwd=site, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def published(site: Path) -> dict[str, tuple[bytes, int]]:
    """Every published file with its bytes and time."""
    output = site / "output"
    return {path.relative_to(output).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(output.rglob("*")) if path.is_file()}


def compare(before: dict[str, tuple[bytes, int]], warm: dict[str, tuple[bytes, int]], clean: dict[str, tuple[bytes, int]]) -> list[str]:
    """How the warm site differs from the clean one, and which files lost their time for nothing."""
    found = [f"{path}: only in the {'warm' if path in warm else 'clean'} site" for path in sorted(warm.keys() ^ clean.keys())]
    found += [f"{path}: other bytes" for path in sorted(warm.keys() & clean.keys()) if warm[path][0] != clean[path][0]]
    same = (path for path in warm.keys() & before.keys() if warm[path][0] == before[path][0])
    return found + [f"{path}: unchanged, but with another time" for path in sorted(same) if warm[path][1] != before[path][1]]


def step(site: Site, clean: Path) -> tuple[bool, list[str]]:
    """Build both ways; gives whether the content was in order, and what differs."""
    before = published(site.folder)
    status, complaints = build(site.folder, site.day)
    warm = published(site.folder)
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(site.folder, clean, ignore=lambda folder, names: {".cache", "output"} & set(names) if Path(folder) == site.folder else set())
    expected = build(clean, site.day, "--no-cache")
    found = [] if (status, complaints) == expected else [f"warm: status {status}\n{complaints}clean: status {expected[0]}\n{expected[1]}"]
    if status in {0, 1} and "Traceback" in complaints:
        found.append(complaints)
    if status:
        return False, found + ([] if warm == before else ["the content has errors, but the site is not as it was"])
    return True, found + compare(before, warm, published(clean))


def main() -> int:
    """Edit, build, compare."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("edits", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    differences = broken = 0
    with tempfile.TemporaryDirectory(prefix="edits-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        site, clean, good = Site(Path(folder, "site"), Numbers(options.seed)), Path(folder, "clean", "site"), Path(folder, "good")
        prepare(site)
        fine, found = step(site, clean)
        if not fine or found:
            print("\n".join(["the village itself:", *found]))
            print(build(site.folder, site.day)[1])
            return 1
        waiting = 0
        for number in range(1, options.edits + 1):
            if fine:
                keep(site, good)
            done = edit(site)
            fine, found = step(site, clean)
            broken += not fine
            waiting = 0 if fine else waiting + 1
            if found:
                differences += 1
                print(f"{number}. {done}", *found, sep="\n   ", flush=True)
            if waiting >= UNDO_AFTER:
                take_back(site, good)
                fine, found = step(site, clean)
                waiting = 0
                if found or not fine:
                    differences += 1
                    print(f"{number}. taken back", *found, sep="\n   ", flush=True)
            if number % 50 == 0:
                print(f"{number} edits, {broken} builds refused, {differences} differences", flush=True)
    print(f"{options.edits} edits, {broken} builds refused, {differences} differences")
    return bool(differences)


def keep(site: Site, good: Path) -> None:
    """Keep what was in order."""
    shutil.rmtree(good, ignore_errors=True)
    shutil.copytree(site.folder, good, ignore=lambda folder, names: {".cache", "output"} & set(names) if Path(folder) == site.folder else set())


def take_back(site: Site, good: Path) -> None:
    """Bring back what was in order."""
    for part in ("content", "themes"):
        shutil.rmtree(site.folder / part, ignore_errors=True)
        if (good / part).is_dir():
            shutil.copytree(good / part, site.folder / part)


if __name__ == "__main__":
    sys.exit(main())
