"""The seals: each file gives its digest, names that of the one before, and says what its lines add up to."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any, NamedTuple

from site_builder.problems import N_
from site_builder.verify.findings import Findings
from site_builder.verify.published import Listed, Unreadable, parse
from site_builder.verify.source import Source

FORMAT = 1
HEADER = ("entries", "format", "period", "previous", "totals", "village")
COLUMNS = ("corrected", "deducted", "expired", "issued", "redeemed")
OPEN = {
    "award": ("account", "confirmed", "date", "person", "points", "record", "rule", "scale"),
    "correction": ("account", "date", "person", "points", "record", "rule", "scale"),
    "redemption": ("account", "date", "item", "points", "qty", "scale"),
    "return": ("account", "date", "item", "points", "qty", "scale"),
    "expiry": ("account", "date", "points", "scale"),
}
"""The fields of a line that says whose it is. `person` and `record` may be missing."""
QUIET = (("month", "points", "rule", "scale"), ("category", "month", "points", "scale"))


class Line(NamedTuple):
    """One entry of a sealed file. "" where it does not say something."""

    kind: str
    points: int
    scale: str
    date: str = ""
    month: str = ""
    account: str = ""
    person: str = ""
    record: str = ""
    rule: str = ""
    category: str = ""
    confirmed: str = ""
    item: str = ""
    qty: int = 0


class Sealed(NamedTuple):
    """A closed period as it is published."""

    period: str
    digest: str
    lines: list[Line]


def check_seals(source: Source, listed: tuple[Listed, ...], findings: Findings) -> list[Sealed]:
    """Check all seals that a site lists; gives those that could be read."""
    _check_names(source, listed, findings)
    sealed: list[Sealed] = []
    previous: str | None = None
    for seal in listed:
        file = f"data/seals/{seal.period}.jsonl"
        data = source.read(file)
        if data is None:
            findings.wrong(file, N_("this file is missing"))
            previous = seal.digest
            continue
        digest = hashlib.sha256(data).hexdigest()
        if digest != seal.digest:
            findings.wrong(file, N_("the file gives the digest {found}, but {listed} is listed"), found=digest, listed=seal.digest)
        _check_script(source, seal.period, data, findings)
        lines = _check_lines(file, data, seal.period, previous, findings)
        sealed.append(Sealed(seal.period, digest, lines))
        previous = digest
    return sealed


def _check_names(source: Source, listed: tuple[Listed, ...], findings: Findings) -> None:
    """No sealed file may lie there that is not listed, and none be listed twice."""
    expected = {f"{seal.period}{suffix}" for seal in listed for suffix in (".jsonl", ".js")}
    for name in sorted((source.names("data/seals") or set()) - expected):
        findings.wrong(f"data/seals/{name}", N_("this file belongs to no seal that site.json lists"))
    page = (source.read("verify.html") or b"").decode(errors="replace")
    if page and sorted(re.findall(r'data-digest="([^"]*)"', page)) != sorted(seal.digest for seal in listed):
        findings.wrong("verify.html", N_("the page lists other digests than site.json"))
    if len(expected) != 2 * len(listed):
        findings.wrong("data/site.json", N_("a seal is listed twice"))


def _check_script(source: Source, period: str, data: bytes, findings: Findings) -> None:
    """What pages from a stick check is the same text."""
    file = f"data/seals/{period}.js"
    script = source.read(file)
    if script is None:
        findings.wrong(file, N_("this file is missing"))
    elif script != f"SEALS[{json.dumps(period)}]={json.dumps(data.decode(errors='replace'))};\n".encode():
        findings.wrong(file, N_("this is not the text of the sealed file beside it"))


def _check_lines(file: str, data: bytes, period: str, previous: str | None, findings: Findings) -> list[Line]:
    """The entries of a file, whose header has to agree with them and with the chain."""
    try:
        text = data.decode()
        raw = text.split("\n")
        header, lines = parse(raw[0].encode(), _header), [parse(line.encode(), _line) for line in raw[1:-1]]
    except (UnicodeDecodeError, Unreadable):
        findings.wrong(file, N_("this is not in the form of a sealed file"))
        return []
    written = "".join(f"{_compact(json.loads(line))}\n" for line in raw[:-1])
    if written != text:
        findings.wrong(file, N_("this is not in the form of a sealed file"))
    if header["period"] != period or header["format"] != FORMAT:
        findings.wrong(file, N_("the file says that it is of the period {period}"), period=header["period"])
    if header["previous"] != previous:
        findings.wrong(file, N_("the file does not name the digest of the seal before it: the chain is broken"))
    if header["entries"] != len(lines):
        findings.wrong(file, N_("the file holds {found} entries and says {said}"), found=len(lines), said=header["entries"])
    if header["totals"] != _totals(lines, header["totals"]):
        findings.wrong(file, N_("the totals are not the sums of the entries"))
    return lines


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _header(value: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever the file holds
    if not isinstance(value, dict) or tuple(sorted(value)) != HEADER or not isinstance(value["totals"], dict):
        raise TypeError(value)
    return value


def _line(value: Any) -> Line:  # noqa: ANN401 - whatever the file holds
    """An entry that has exactly the fields of its kind."""
    fields = set(value) - {"kind"}
    kinds = [set(OPEN[value["kind"]]), *map(set, QUIET)]
    if not any(fields <= known and known - fields <= {"person", "record"} for known in kinds):
        raise ValueError(value)
    numbers = {name: value[name] for name in fields & {"points", "qty"}}
    if not all(type(number) is int for number in numbers.values()) or not all(isinstance(value[name], str) for name in fields - numbers.keys()):
        raise TypeError(value)
    return Line(**value)


def _totals(lines: list[Line], scales: dict[str, Any]) -> dict[str, dict[str, int]]:
    """What lines sum up to, in each of the scales."""
    totals = {scale: dict.fromkeys(COLUMNS, 0) for scale in (*scales, *(line.scale for line in lines))}
    for line in lines:
        sums = totals[line.scale]
        if line.kind == "award":
            sums["issued" if line.points > 0 else "deducted"] += abs(line.points)
        elif line.kind == "correction":
            sums["corrected"] += line.points
        else:
            sums["expired" if line.kind == "expiry" else "redeemed"] -= line.points
    return totals
