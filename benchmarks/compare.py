"""Compares what two or three sites of one village say: `python benchmarks/compare.py OUTPUT HUGO ELEVENTY`.

For every household the total of all time, and for a few boards who stands in which place; ours from
its data files, the peers' from their pages. Prints what differs, ends with status 1 if anything does.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

BOARDS = ("households/all", "households/2024", "households/2023-Q2", "households/2022-05", "households/index", "governance/2024")
_LATEST = {"households/index": "households/2024-12"}
_TOTAL = re.compile(r'id="?total"?>(-?\d+)<')
_ROW = re.compile(r'<tr><td>(\d+)</td><td><a href="[^"]*households/(H\d+)\.html">.*?<td class="n">(-?[\d.]+)</td>')


def differences(ours: Path, peer: Path) -> list[str]:
    """What a peer's pages say otherwise than our data files."""
    accounts = json.loads((ours / "data" / "accounts.json").read_text("utf-8"))
    found = []
    for account in accounts:
        if account["scale"] == "points":
            page = (peer / "households" / f"{account['account']}.html").read_text("utf-8")
            total = _TOTAL.search(page)
            if total is None or int(total[1]) != account["honor"]:
                found.append(f"{account['account']}: {account['honor']}, {peer.name}: {total and total[1]}")
    for board in BOARDS:
        rows = json.loads((ours / "data" / "boards" / f"{_LATEST.get(board, board)}.json").read_text("utf-8"))["rows"]
        expected = [(row["rank"], row["id"], row["points"]) for row in rows]
        page = (peer / "boards" / f"{board}.html").read_text("utf-8")
        shown = [(int(rank), id, int(points)) for rank, id, points in _ROW.findall(page)]
        if shown != expected:
            found.append(f"{board}: {expected[:3]} …, {peer.name}: {shown[:3]} …")
    return found


def main() -> int:
    """Compare the sites that were given."""
    ours, *peers = map(Path, sys.argv[1:])
    found = [line for peer in peers for line in differences(ours, peer)]
    print("\n".join(found) or "The same totals and the same places.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
