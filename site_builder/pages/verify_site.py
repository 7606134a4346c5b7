"""核对下载到本机的村务积分数据 · Checks the downloaded data of a village's honor site.

用法 · Usage:  python3 verify.py [data 文件夹 · folder] [公示栏上的校验码 · DIGEST on the board ...]

只要有 Python 3.9 就行；不相信网站，也不相信做网站的程序。
Needs nothing but Python 3.9; trusts neither the site nor the program that made it.
0: 全部对得上 · all is right   1: 有不对的 · something is wrong   2: 用法不对 · wrong usage
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections import Counter
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

read = partial(json.loads, parse_float=Decimal, object_pairs_hook=lambda pairs: dict(pairs) if len(dict(pairs)) == len(pairs) else {})  # 写了两遍的不算 · twice is none


def table(path: Path, columns: str) -> list[Any]:
    """The rows of a CSV file of these columns, each with exactly as many cells."""
    rows = list(csv.DictReader(path.read_text("utf-8").split("\n"), strict=True))
    if any([*row] != columns.split(",") or None in row.values() for row in rows):
        raise ValueError(path.name)
    return rows


def units(points: str) -> int:
    """Points in the smallest unit of their scale: all its digits are always written."""
    return int(points.replace(".", ""))


def check_seals(data: Path, listed: Any, wrong: Any) -> list[Any]:
    """Check the sealed files, and give the lines of all of them."""
    lines, previous = list[Any](), None
    if {path.name for path in (data / "seals").glob("*")} != {seal["period"] + end for seal in listed for end in (".jsonl", ".js")}:
        wrong("seals/", "文件与 site.json 所列不符", "the files are not those that site.json lists")
    for seal in listed:
        name = "seals/" + seal["period"] + ".jsonl"
        raw = (data / name).read_bytes()
        digest, text = hashlib.sha256(raw).hexdigest(), raw.decode("utf-8")
        if digest != seal["digest"]:
            wrong(name, "校验码不是 site.json 里的那个", "its digest is not the one in site.json")
        head, *own = [read(line) for line in text.split("\n")[:-1]]
        if "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n" for line in [head, *own]) != text:
            wrong(name, "写法不对", "is not written as it has to be")
        if (head["period"], head["previous"], head["entries"]) != (seal["period"], previous, len(own)):
            wrong(name, "期间、上一期校验码或条数不对", "period, previous digest or number of entries is wrong")
        totals: Any = {scale: dict.fromkeys(("corrected", "deducted", "expired", "issued", "redeemed"), 0) for scale in head["totals"]}
        for line in own:
            kind, points, sums = line["kind"], line["points"], totals[line["scale"]]
            column = {"award": "issued" if points > 0 else "deducted", "correction": "corrected", "expiry": "expired"}.get(kind, "redeemed")
            sums[column] += abs(points) if kind == "award" else points if kind == "correction" else -points
        if head["totals"] != totals:
            wrong(name, "合计不等于各条之和", "the totals are not the sums of the entries")
        if (data / name[:-3]).read_bytes() != f"SEALS[{json.dumps(seal['period'])}]={json.dumps(text)};\n".encode():
            wrong(name[:-3], "与 .jsonl 不是同样的内容", "does not hold the same as the .jsonl")
        lines += own
        previous = digest
    return lines


def check_sums(site: Any, accounts: Any, records: list[Any], redemptions: list[Any], wrong: Any) -> None:
    """Report every account and every total that does not come out."""
    spent: Counter[Any] = Counter()
    for row in redemptions:
        spent[row["scale"], row["account"]] += 0 if row["cancelled"] else units(row["points"])
    for row in accounts:
        if units(str(row["redeemed"])) != spent.pop((row["scale"], row["account"]), 0) or row["honor"] != row["redeemed"] + row["expired"] + row["balance"]:
            wrong("accounts.json", row["account"] + " 收支不平", row["account"] + " does not add up")
    if any(spent.values()) or {row["scale"] for row in accounts + records} - {scale["id"] for scale in site["scales"]}:
        wrong("site.json", "缺了账户或积分种类", "an account or a scale is missing")
    for scale in site["scales"]:
        sums = {name: sum(row[name] for row in accounts if row["scale"] == scale["id"]) for name in ("honor", "redeemed", "expired", "balance")}
        honor = scale["issued"] - scale["deducted"] + scale["corrected"]
        if sums != {"honor": honor, "redeemed": scale["redeemed"], "expired": scale["expired"], "balance": scale["outstanding"]}:
            wrong("site.json", scale["id"] + " 的合计不等于各户之和", "the totals of " + scale["id"] + " are not the sums of its accounts")
        moves = [Decimal(row["award"]) for row in records if row["scale"] == scale["id"] and row["status"] in ("confirmed", "correction")]
        if sum(moves) + sum(hidden := site["unlisted"][scale["id"]]) != honor or (any(hidden) and site["deductions"] != "hidden"):
            wrong("records.csv", scale["id"] + " 各条之和不等于合计", "the entries of " + scale["id"] + " are not the totals")


def check_closed(site: Any, records: list[Any], redemptions: list[Any], lines: list[Any], wrong: Any) -> None:
    """Hold the rows of closed periods against the seals. An entry may have lost or won its name or id since."""
    year, _, part = (site["seals"] or [{"period": "0000"}])[-1]["period"].partition("-")
    end = f"{year}-{int(part[1]) * 3 if part[0:1] == 'Q' else int(part or 12):02}-32" if part or site["year_starts"] == "01-01" else f"{int(year) + 1}-{site['year_starts']}"

    def entry(row: Any, kind: str, date: str, points: int) -> Any:
        return (kind, date, row["scale"], points, row.get("rule", ""), *((row["account"], row.get("person", "")) if row.get("account") else ())), row.get("record", "")

    dated = [(line, line.get("date") or line["month"]) for line in lines if line["kind"] in ("award", "correction")]
    sealed = Counter(entry(line, line["kind"], date, line["points"]) for line, date in dated if (date + "-31")[:10] < end)
    rows = [row for row in records if (row["date"] + "-31")[:10] < end and row["status"] != "voided"]
    listed = Counter(entry(row, row["status"].replace("confirmed", "award"), row["date"], units(row["award"] or "0")) for row in rows)
    here, there = (Counter(e for e, _ in side.elements()) for side in (sealed, listed))
    ids = any(id and e in held and not other[e, ""] for one, other, held in ((sealed, listed, there), (listed, sealed, here)) for e, id in one - other)
    no_rule = {(e[0], e[1][:7], *e[2:4]) for side in (here - there, there - here) for e in side if e[4:] == ("",)}  # 保密的不写细则 · confidential
    sides = [Counter((*(k := (e[0], e[1][:7], *e[2:4])), e[4] * (k not in no_rule), len(e)) for e in side.elements()) for side in (here - there, there - here)]
    (lost, lost_quiet), (new, new_quiet) = ([Counter({e[:5]: n for e, n in side.items() if e[5] == size}) for size in (7, 5)] for side in sides)
    lost_quiet, new_quiet = lost_quiet - new_quiet, new_quiet - lost_quiet
    gone = (lost - new_quiet) + (lost_quiet - new)
    room = {(scale, sign): sign * units(str(points)) for scale, (least, most) in site["unlisted"].items() for sign, points in ((-1, least), (1, most))}
    more = any(sum(n * e[3] * sign for e, n in gone.items() if e[2] == scale and e[3] * sign > 0) > most for (scale, sign), most in room.items())
    if ids or more or (new - lost_quiet) + (new_quiet - lost) or (gone and site["deductions"] != "hidden"):
        wrong("records.csv", "已封账的各条与封存的不同", "entries of closed periods are not as they were sealed")
    goods = Counter((line["date"], line["scale"], line["account"], line["item"], line["qty"], line["points"]) for line in lines if "item" in line)
    for row in redemptions:
        for date, points in ((row["date"], -units(row["points"])), (row["cancelled"], units(row["points"]))):
            goods[date, row["scale"], row["account"], row["item"], int(row["qty"]), points] -= "" < date < end
    if any(goods.values()):
        wrong("redemptions.csv", "已封账的兑换与封存的不同", "redemptions of closed periods are not as they were sealed")


def main(arguments: list[str]) -> int:
    """Check a folder and tell; gives the exit status."""
    data = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    data = data if (data / "site.json").is_file() else data / "data"
    if not (data / "site.json").is_file():
        print(__doc__)
        return 2
    found, digests = [], []

    def wrong(file: str, chinese: str, english: str) -> None:
        found.append(f"{file}: {chinese} · {english}")

    try:
        if not all(path.is_file() or path.is_dir() for path in data.rglob("*")):  # 管道会让人一直等 · a pipe would be waited for
            raise ValueError("not a file")
        site, accounts = (read((data / name).read_text("utf-8")) for name in ("site.json", "accounts.json"))
        digests, records = [seal["digest"] for seal in site["seals"]], table(data / "records.csv", "record,date,scale,account,person,rule,category,award,status,limited")
        redemptions = table(data / "redemptions.csv", "date,event,scale,account,item,qty,points,cancelled")
        check_sums(site, accounts, records, redemptions, wrong)
        check_closed(site, records, redemptions, check_seals(data, site["seals"], wrong), wrong)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, csv.Error) as error:
        found.append(f"文件缺了或坏了 · a file is missing or broken: {type(error).__name__} {error}")
    found += ["网站上没有这个校验码 · not published here: " + text for text in arguments[1:] if text.lower() not in digests]
    for words in ["不对 WRONG  " + words for words in found] + [f"校验码 digest  {digest}" for digest in digests]:
        print("".join(c if c.isprintable() else "?" for c in words))
    print(f"有 {len(found)} 处不对 · wrong" if found else "全部对得上，再与公示栏上的校验码比对 · All right; now compare with paper")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
