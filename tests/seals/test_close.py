"""Closing a period: what keeps it open, what is written, and that it is whole or not there."""

from __future__ import annotations

import datetime
import hashlib
import os
from pathlib import Path

import pytest
import yaml

from site_builder.cli import run_command
from tests.naive.periods import period_of
from tests.naive.reading import read_site
from tests.naive.seals import seal
from tests.seals.sites import TODAY, build, close, codes, edit, lines, make_site, set_today


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    set_today(monkeypatch)
    return make_site(tmp_path)


def seals(site: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((site / "content" / "seals").glob("*"))}


def test_the_published_bytes_are_those_that_the_format_says(site: Path) -> None:
    edit(site, "points/2024-q1.yaml", "帮王三家", "帮五保户")
    close(site, "2024-Q1", "2024-Q2")
    data = build(site) / "data" / "seals"
    previous = None
    for name, day in (("2024-Q1", datetime.date(2024, 1, 1)), ("2024-Q2", datetime.date(2024, 4, 1))):
        digest, expected = seal(read_site(site), TODAY, period_of("quarter", day, "01-01"), previous)
        assert (data / f"{name}.jsonl").read_bytes() == expected
        written = yaml.safe_load(seals(site)[f"{name}.yaml"])
        assert (written["digest"], written["previous"]) == (digest, previous)
        previous = digest


def test_a_seal_says_what_it_holds(site: Path) -> None:
    close(site, "2024-Q1")
    written = yaml.safe_load(seals(site)["2024-Q1.yaml"])
    full = seals(site)["2024-Q1.jsonl"]
    header, *entries = lines(full)
    assert list(written) == ["period", "closed", "previous", "digest", "full_digest", "entries", "totals"]
    assert written["full_digest"] == hashlib.sha256(full).hexdigest()
    assert (written["closed"], written["entries"], written["totals"]) == (TODAY, len(entries), header["totals"])
    assert written["totals"]["points"] == {"corrected": 0, "deducted": 50, "expired": 0, "issued": 465, "redeemed": 120}
    assert {entry["rule"] for entry in entries if "rule" in entry} == {"labor", "advice", "litter", "linked", "talk", "report"}
    assert all(entry["account"] for entry in entries), "everything in full"


def test_what_is_published_names_nobody_who_may_not_be_named(site: Path) -> None:
    close(site, "2024-Q1", "2024-Q2")
    data = build(site) / "data" / "seals"
    _, *entries = lines((data / "2024-Q1.jsonl").read_bytes())
    quiet = [entry for entry in entries if "account" not in entry]
    assert quiet == [
        {"category": "order", "kind": "award", "month": "2024-03", "points": 40, "scale": "points"},
        {"kind": "award", "month": "2024-03", "points": -1, "rule": "linked", "scale": "party"},
        {"kind": "award", "month": "2024-03", "points": -50, "rule": "litter", "scale": "points"},
    ]
    without_id = [entry for entry in entries if entry["kind"] == "award" and "account" in entry and "record" not in entry]
    assert [(entry["account"], entry["points"]) for entry in without_id] == [("H1", 30)], "a note names 王三"
    whole = b"".join(path.read_bytes() for path in data.iterdir())
    full = b"".join(seals(site).values())
    for entry in lines(seals(site)["2024-Q1.jsonl"])[1:]:
        if "published" in entry and "record" in entry:
            assert entry["record"].encode() in full
            assert entry["record"].encode() not in whole
    assert yaml.safe_load(seals(site)["2024-Q1.yaml"])["full_digest"].encode() not in whole


def test_an_id_is_left_out_also_where_the_named_one_consented(site: Path) -> None:
    """A consent may be withdrawn, a seal may not."""
    edit(site, "roster/roster.yaml", "name: 王三,", "name: 王三, consent: [web],")
    close(site, "2024-Q1")
    before = build(site).joinpath("data/seals/2024-Q1.jsonl").read_bytes()
    assert sum("record" not in line for line in lines(before)[1:] if line["kind"] == "award" and "account" in line) == 1
    edit(site, "roster/roster.yaml", "name: 王三, consent: [web],", "name: 王三,")
    assert build(site).joinpath("data/seals/2024-Q1.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    ("period", "change", "expected"),
    [
        ("2024-Q2", None, ["earlier-period-open"]),
        ("2025-Q2", None, ["earlier-period-open", "earlier-period-open", "period-not-over"]),
        ("2024-Q1", ("posted: 2024-03-20\n", ""), ["not-settled"] * 9),
        ("2024-Q1", ("posted: 2024-03-20\n", "posted: 2025-05-30\n"), ["not-settled"] * 9),
        ("2024-Q1", ("records:", "objections: [{date: 2024-03-21, record: RULE, reason: 不对}]\nrecords:"), ["not-settled"]),
    ],
)
def test_a_period_stays_open_while_anything_in_it_is(
    site: Path, capsys: pytest.CaptureFixture[str], period: str, change: tuple[str, str] | None, expected: list[str]
) -> None:
    if change is not None:
        from tests.naive.model import record_id

        talk = record_id("2024-03-17", "P1", {"rule": "talk"})
        edit(site, "points/2024-q1.yaml", change[0], change[1].replace("RULE", talk))
        edit(site, "points/2024-q2.yaml", "corrections:", "#")
        (site / "content/points/2024-q2.yaml").write_text("", "utf-8")
        (site / "content/rewards/rewards.yaml").unlink()
    assert run_command(["close", period, "--site", str(site)]) == 1
    assert codes(capsys.readouterr().err) == expected
    assert seals(site) == {}


def test_periods_are_closed_one_after_the_other_and_once(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    close(site, "2024-Q1", "2024-Q2")
    before = seals(site)
    for period, code in (("2024-Q1", "already-closed"), ("2023-Q4", "later-period-closed")):
        capsys.readouterr()
        assert run_command(["close", period, "--site", str(site)]) == 1
        assert codes(capsys.readouterr().err) == [code]
    assert seals(site) == before


@pytest.mark.parametrize("period", ["2024", "2024-03", "all", "2024-Q5", "2024-q1", "x", "../x", "", "２０２４-Q1"])
def test_another_period_is_a_wrong_use(site: Path, period: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["close", period, "--site", str(site)]) == 2
    assert "2024-Q1" in capsys.readouterr().err
    assert seals(site) == {}


@pytest.mark.parametrize(
    ("settings", "period", "days"),
    [
        ("seal_period: month", "2024-03", {"2024-03"}),
        ("seal_period: year", "2024", {"2024-03", "2024-04", "2024-05", "2024-06"}),
        ("seal_period: year\nyear_starts: 04-01", "2023", {"2024-03"}),
    ],
)
def test_a_village_closes_months_quarters_or_scoring_years(site: Path, settings: str, period: str, days: set[str]) -> None:
    edit(site, "site.yaml", "notice_days: 7", f"notice_days: 7\n{settings}")
    close(site, period)
    assert {line["date"][:7] for line in lines(seals(site)[f"{period}.jsonl"])[1:]} == days
    assert (build(site) / "data" / "seals" / f"{period}.jsonl").is_file()


def test_a_site_with_errors_is_not_closed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(site, "points/2024-q2.yaml", "rule: talk", "rule: tlak")
    assert run_command(["close", "2024-Q1", "--site", str(site), "--format", "json"]) == 1
    assert '"unknown-rule"' in capsys.readouterr().out
    assert seals(site) == {}


def test_a_full_disk_leaves_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever step fails: there are both files or none, and closing again is all that is needed."""
    real_replace, real_fsync = Path.replace, os.fsync
    for step in range(4):
        left = [step]

        def failing(real, left=left):
            def call(*arguments):
                left[0] -= 1
                if left[0] < 0:
                    raise OSError(28, "No space left on device")
                return real(*arguments)

            return call

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", failing(real_fsync))
            patch.setattr(Path, "replace", failing(real_replace))
            assert run_command(["close", "2024-Q1", "--site", str(site)]) == 2
        assert list((site / "content" / "seals").iterdir()) == []
    close(site, "2024-Q1")


def test_what_an_interrupted_closing_left_is_an_error_until_it_is_closed_again(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    close(site, "2024-Q1")
    before = seals(site)
    (site / "content/seals/2024-Q1.yaml").unlink()
    assert run_command(["check", "--site", str(site)]) == 1
    assert codes(capsys.readouterr().err) == ["seal-incomplete"]
    close(site, "2024-Q1")
    assert seals(site) == before
