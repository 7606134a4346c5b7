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
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

Wrong = Callable[[str, str, str], None]
COLUMNS = ("corrected", "deducted", "expired", "issued", "redeemed")
SAME = ("date", "scale", "account", "person", "rule")


def check_seals(data: Path, listed: Any, wrong: Wrong) -> list[Any]:
    """Check the sealed files, and give the lines of all of them."""
    lines: list[Any] = []
    previous = None
    files = {path.name for path in (data / "seals").glob("*")}
    if files != {seal["period"] + end for seal in listed for end in (".jsonl", ".js")}:
        wrong("seals/", "文件与 site.json 所列不符", "the files are not those that site.json lists")
    for seal in listed:
        name = "seals/" + seal["period"] + ".jsonl"
        raw = read(data / name)
        digest = hashlib.sha256(raw).hexdigest()
        if digest != seal["digest"]:
            wrong(name, "校验码不是 site.json 里的那个", "its digest is not the one in site.json")
        text = raw.decode("utf-8")
        head, *own = [json.loads(line) for line in text.split("\n")[:-1]]
        if "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n" for line in [head, *own]) != text:
            wrong(name, "写法不对", "is not written as it has to be")
        if (head["period"], head["previous"], head["entries"]) != (seal["period"], previous, len(own)):
            wrong(name, "期间、上一期校验码或条数不对", "period, previous digest or number of entries is wrong")
        if head["totals"] != sums_of(own, head["totals"]):
            wrong(name, "合计不等于各条之和", "the totals are not the sums of the entries")
        script = f"SEALS[{json.dumps(seal['period'])}]={json.dumps(text)};\n"
        if read(data / name[:-3]) != script.encode():
            wrong(name[:-3], "与 .jsonl 不是同样的内容", "does not hold the same as the .jsonl")
        lines += own
        previous = digest
    return lines


def sums_of(lines: list[Any], scales: Any) -> Any:
    """The totals of lines, by scale."""
    totals: Any = {scale: dict.fromkeys(COLUMNS, 0) for scale in scales}
    for line in lines:
        kind, points, sums = line["kind"], line["points"], totals[line["scale"]]
        if kind == "award":
            sums["issued" if points > 0 else "deducted"] += abs(points)
        elif kind == "correction":
            sums["corrected"] += points
        else:
            sums["expired" if kind == "expiry" else "redeemed"] -= points
    return totals


def check_accounts(site: Any, accounts: Any, redemptions: list[dict[str, str]], wrong: Wrong) -> None:
    """Report every account and every total of accounts that does not come out."""
    spent: Counter[tuple[str, str]] = Counter()
    for row in redemptions:
        spent[row["scale"], row["account"]] += 0 if row["cancelled"] else units(row["points"])
    for row in accounts:
        if row["honor"] != row["redeemed"] + row["expired"] + row["balance"]:
            wrong("accounts.json", row["account"] + " 收支不平", row["account"] + " does not add up")
        if units(str(row["redeemed"])) != spent.pop((row["scale"], row["account"]), 0):
            wrong("accounts.json", row["account"] + " 兑换数不对", "redeemed of " + row["account"] + " is wrong")
    if any(spent.values()):
        wrong("redemptions.csv", "有不存在的账户", "names an account that is not there")
    for scale in site["scales"]:
        own = [row for row in accounts if row["scale"] == scale["id"]]
        honor = scale["issued"] - scale["deducted"] + scale["corrected"]
        sums = {"redeemed": scale["redeemed"], "expired": scale["expired"], "balance": scale["outstanding"], "honor": honor}
        for name, total in sums.items():
            if sum(row[name] for row in own) != total:
                wrong("site.json", f"{scale['id']} 的 {name} 不等于各户之和", f"{name} of {scale['id']} is not the sum")


def check_records(site: Any, records: list[dict[str, str]], lines: list[Any], wrong: Wrong) -> None:
    """Report entries that do not add up to the totals, or are not as they were sealed."""
    counted = [row for row in records if row["status"] in ("confirmed", "correction")]
    # 不公示的扣分不在 records.csv 里 · hidden deductions are not in records.csv
    for scale in site["scales"] if site["deductions"] != "hidden" else ():
        own = [(row["status"], Decimal(row["award"])) for row in counted if row["scale"] == scale["id"]]
        awards = [award for status, award in own if status == "confirmed"]
        sums = (sum(a for a in awards if a > 0), -sum(a for a in awards if a < 0), sum(a for s, a in own if s == "correction"))
        if sums != (scale["issued"], scale["deducted"], scale["corrected"]):
            wrong("records.csv", scale["id"] + " 各条之和不等于合计", "the entries of " + scale["id"] + " are not the totals")
    listed = {row["record"]: row for row in counted if row["record"] and row["status"] == "confirmed"}
    for line in lines:
        row = listed.get(line.get("record")) if line["kind"] == "award" else None
        if row and (any(row[name] != line.get(name, "") for name in SAME) or units(row["award"]) != line["points"]):
            wrong("records.csv", row["record"] + " 与封存的不同", row["record"] + " is not as it was sealed")


def read(path: Path) -> bytes:
    """The bytes of a file that is one: a pipe would be waited for."""
    if not path.is_file():
        raise FileNotFoundError(path.name)
    return path.read_bytes()


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, each with all its cells."""
    rows = list(csv.DictReader(read(path).decode("utf-8").splitlines()))
    if any(None in row or None in row.values() for row in rows):
        raise ValueError(path.name)
    return rows


def say(text: str) -> None:
    """Print a line; what the files hold may not speak to the terminal."""
    print("".join(c if c.isprintable() else "?" for c in text))


def units(points: str) -> int:
    """Points in the smallest unit of their scale: all its digits are always written."""
    return int(points.replace(".", ""))


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
        site = json.loads(read(data / "site.json").decode("utf-8"), parse_float=Decimal)
        digests = [seal["digest"] for seal in site["seals"]]
        accounts = json.loads(read(data / "accounts.json").decode("utf-8"), parse_float=Decimal)
        lines = check_seals(data, site["seals"], wrong)
        check_accounts(site, accounts, table(data / "redemptions.csv"), wrong)
        check_records(site, table(data / "records.csv"), lines, wrong)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError, csv.Error) as error:
        found.append(f"文件缺了或坏了 · a file is missing or broken: {error!r}")
    found += ["网站上没有这个校验码 · not published here: " + text for text in arguments[1:] if text.lower() not in digests]
    for words in found:
        say("不对 WRONG  " + words)
    for digest in digests:
        say(f"校验码 digest  {digest}")
    print(f"有 {len(found)} 处不对 · wrong" if found else "全部对得上，再与公示栏上的校验码比对 · All right; now compare with paper")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
