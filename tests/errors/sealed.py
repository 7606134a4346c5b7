"""Mistakes with closed periods: the base is closed first, then something is changed that may not change."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder import close as closing

Make = Callable[[Path, pytest.MonkeyPatch], None]
TODAY = datetime.date(2024, 7, 20)


def _today(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(closing, "today", lambda timezone: TODAY)


def _closed(change: Make = lambda site, patch: None) -> Make:
    """The first quarter is closed, then a change is made."""

    def make(site: Path, patch: pytest.MonkeyPatch) -> None:
        _today(site, patch)
        assert closing.close(site, "2024-Q1").digest
        change(site, patch)

    return make


def _edit(path: str, old: str, new: str) -> Make:
    def edit(site: Path, _: pytest.MonkeyPatch) -> None:
        file = site / "content" / path
        text = file.read_text("utf-8")
        assert old in text, (path, old)
        file.write_text(text.replace(old, new, 1), "utf-8")

    return edit


def _without_yaml(site: Path, _: pytest.MonkeyPatch) -> None:
    (site / "content/seals/2024-Q1.yaml").unlink()


def _another_name(site: Path, _: pytest.MonkeyPatch) -> None:
    for suffix in ("yaml", "jsonl"):
        (site / f"content/seals/2024-Q1.{suffix}").rename(site / f"content/seals/2024-Q2.{suffix}")


def _twice(site: Path, _: pytest.MonkeyPatch) -> None:
    for suffix in ("yaml", "jsonl"):
        text = (site / f"content/seals/2024-Q1.{suffix}").read_text("utf-8")
        (site / f"content/seals/2024.{suffix}").write_text(text.replace('"2024-Q1"', '"2024"'), "utf-8")


def _late(site: Path, _: pytest.MonkeyPatch) -> None:
    text = "posted: 2024-07-01\nrecords:\n  - {date: 2024-03-20, who: H002, rule: labor, note: 三月漏记的}\n"
    (site / "content/points/2024-07.yaml").write_text(text, "utf-8")


def _published(period: str) -> Make:
    """A site was published that shows a seal of a period."""

    def publish(site: Path, _: pytest.MonkeyPatch) -> None:
        (site / "output/data").mkdir(parents=True)
        (site / "output/data/site.json").write_text(f'{{"seals": [{{"period": "{period}", "digest": "{"0" * 64}"}}]}}', "utf-8")

    return publish


SEALED: dict[str, Make] = {
    "seal-gone": _published("2024-Q1"),
    "seal-replaced": _closed(_published("2024-Q1")),
    "seal-incomplete": _closed(_without_yaml),
    "seal-period": _closed(_another_name),
    "seal-overlap": _closed(_twice),
    "seal-chain": _closed(_edit("seals/2024-Q1.yaml", "previous: null", f'previous: "{"0" * 64}"')),
    "seal-damaged": _closed(_edit("seals/2024-Q1.jsonl", '"points":15', '"points":25')),
    "not-in-seal": _closed(_late),
    "sealed-entry-vanished": _closed(_edit("points/2024-03.yaml", "level: county}", "level: county, note: 县里}")),
    "sealed-confirmation-moved": _closed(_edit("site.yaml", "notice_days: 7", "notice_days: 10")),
    "sealed-entry-changed": _closed(
        _edit("site.yaml", "notice_days: 7", "notice_days: 7\nscales: [{id: other, name: 村分}, {id: points, name: 积分}]")
    ),
    "sealed-award-changed": _closed(_edit("rules/rules.yaml", "county: 15", "county: 20")),
    "already-closed": _closed(),
    "later-period-closed": _closed(),
    "period-not-over": _today,
    "earlier-period-open": _today,
    "not-settled": _today,
}
