"""From closing on: what is dated in a closed period stays as it was, and so do its files."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_builder.cli import run_command
from site_builder.ledger.seals import published_text
from tests.errors.made import MOBILE
from tests.naive.model import record_id
from tests.seals.sites import build, close, codes, edit, make_site, set_today
from tests.seals.tampering import flips, line_changes

ALL = os.environ.get("TAMPERINGS") == "all"


@pytest.fixture
def site(closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it."""
    set_today(monkeypatch)
    shutil.copytree(closed, tmp_path, dirs_exist_ok=True)
    return tmp_path


def said(site: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    status = run_command(["check", "--site", str(site)])
    out = capsys.readouterr().err
    assert status == (1 if codes(out) else 0)
    return "".join(line for line in out.splitlines(keepends=True) if "error[" in line)


Q1, Q2, REWARDS, RULES, SITE, ROSTER = (
    "points/2024-q1.yaml", "points/2024-q2.yaml", "rewards/rewards.yaml", "rules/rules.yaml", "site.yaml", "roster/roster.yaml",
)
NEW = "  - {date: 2024-03-18, who: H2, rule: labor, qty: 1}\n"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (Q1, "records:\n", f"records:\n{NEW}", {"not-in-seal"}),
        (Q1, "  - {date: 2024-03-17, who: P1, rule: talk}\n", "", {"sealed-entry-vanished"}),
        (Q1, "qty: 2.5", "qty: 2.6", {"not-in-seal", "sealed-entry-vanished"}),
        (Q1, "posted: 2024-03-20", "posted: 2024-03-19", {"sealed-confirmation-moved"}),
        (SITE, "notice_days: 7", "notice_days: 8", {"sealed-confirmation-moved"}),
        (RULES, "points: 3, unit", "points: 4, unit", {"sealed-award-changed"}),
        (RULES, "max: 20", "max: 21", {"sealed-award-changed"}),
        (RULES, "id: talk, name: 夜话, category: work, scale: party", "id: talk, name: 夜话, category: work", {"sealed-entry-changed"}),
        (Q2, "points: -1.5", "points: -1", {"not-in-seal", "sealed-entry-vanished"}),
        (Q2, "date: 2024-05-10", "date: 2024-05-11", {"not-in-seal", "sealed-entry-vanished"}),
        (REWARDS, "qty: 1, date: 2024-03-29", "qty: 2, date: 2024-03-29", {"not-in-seal", "sealed-entry-vanished"}),
        (REWARDS, "points: 6", "points: 5", {"not-in-seal", "sealed-entry-vanished"}),
        (REWARDS, ", cancelled: 2024-04-02", "", {"sealed-entry-vanished"}),
        (REWARDS, "redemptions:\n", "redemptions:\n  - {who: H1, item: rice, date: 2024-06-01}\n", {"not-in-seal"}),
        (SITE, "unspent: reset, expires_on: 06-30", "unspent: carry", {"sealed-entry-vanished"}),
        (Q1, "2024-03-17, who: P1, rule: talk", "2023-12-31, who: P1, rule: talk", {"not-in-seal", "sealed-entry-vanished"}),
        (Q1, "posted: 2024-03-20\n", "", {"sealed-entry-vanished", "correction-too-early"}),
        (RULES, ", triggers: {link: party_member, rule: linked}", "", {"sealed-entry-vanished"}),
        (SITE, "decimals: 1, unspent", "decimals: 2, unspent", {"not-in-seal", "sealed-award-changed", "sealed-entry-vanished"}),
        (ROSTER, "households: [H2]}", "households: [H1]}", {"sealed-entry-vanished"}),
        # What was never in a seal, and may change.
        (ROSTER, "id: H2, group: g2", "id: H2, group: g1", set()),
        (SITE, "base: 60", "base: 70", set()),
        (SITE, "notice_days: 7", "notice_days: 7\nyear_starts: 04-01", set()),
        (SITE, "notice_days: 7", "notice_days: 7\nseal_period: month", set()),
        (SITE, "notice_days: 7", "notice_days: 7\ndeductions: hidden", set()),
        (ROSTER, "consent: [web]", "consent: []", set()),
        (ROSTER, "name: 李秀英", "name: 李秀梅", set()),
        (RULES, "name: 出工", "name: 出义务工", set()),
        (SITE, "village: 马场村", "village: 新马场村", set()),
        (SITE, "name: 积分,", "name: 村分,", set()),
        (REWARDS, "name: 大米", "name: 新米", set()),
        (RULES, "rules:\n", "rules:\n  - {id: new, name: 新细则, category: work, points: 1}\n", set()),
    ],
)
def test_an_entry_of_a_closed_period_may_not_change(
    site: Path, capsys: pytest.CaptureFixture[str], path: str, old: str, new: str, expected: set[str]
) -> None:
    edit(site, path, old, new)
    assert {code for code in codes(said(site, capsys)) if code != "over-redemption"} == expected


def test_a_member_of_another_household_is_told_with_both_accounts(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(site, ROSTER, ", {id: P2, name: 李秀英}", "")
    edit(site, ROSTER, "members: [{id: P3", "members: [{id: P2, name: 李秀英}, {id: P3")
    out = said(site, capsys)
    assert codes(out) == ["sealed-entry-changed"]
    assert "H1" in out
    assert "H2" in out


def test_a_new_draft_in_a_closed_period_is_an_error_at_its_line(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content/points/later.yaml").write_text(f"records:\n{NEW}", "utf-8")
    assert said(site, capsys).startswith("content/points/later.yaml:2:")


def test_one_in_a_later_period_that_says_when_it_happened_is_the_way_on(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content/points/later.yaml").write_text(
        "posted: 2024-07-10\nrecords:\n  - {date: 2024-07-02, happened: 2024-03-18, who: H2, rule: labor, qty: 1}\n", "utf-8"
    )
    edit(site, Q2, "corrections:\n", "corrections:\n  - {date: 2024-07-20, record: RECORD, points: 1, reason: 再核}\n".replace("RECORD", _record(site)))
    assert said(site, capsys) == ""


def _record(site: Path) -> str:
    text = (site / "content" / Q2).read_text("utf-8")
    return text.partition("record: ")[2][:12]


def test_an_entry_before_the_first_seal_is_an_error_too(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content/points/early.yaml").write_text("posted: 2023-12-01\nrecords:\n  - {date: 2023-11-30, who: H2, rule: labor, qty: 1}\n", "utf-8")
    assert "not-in-seal" in codes(said(site, capsys))


@pytest.mark.parametrize("name", ["2024-Q1.jsonl", "2024-Q1.yaml", "2024-Q2.jsonl", "2024-Q2.yaml"])
def test_every_byte_of_a_seal_counts(site: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    file = site / "content" / "seals" / name
    data = file.read_bytes()
    step = 1 if ALL else max(1, len(data) // 20)
    for at in range(0, len(data), step):
        changed = bytearray(data)
        changed[at] ^= 1
        if name.endswith(".yaml") and _says_the_same(bytes(changed), data):
            continue
        file.write_bytes(changed)
        assert codes(said(site, capsys)), f"byte {at} of {name}"
    file.write_bytes(data)
    assert said(site, capsys) == ""


def _says_the_same(changed: bytes, data: bytes) -> bool:
    """`closed` is not part of what is sealed: another day is as good."""
    return [line for line in changed.split(b"\n") if not line.startswith(b"closed")] == [
        line for line in data.split(b"\n") if not line.startswith(b"closed")
    ]


@pytest.mark.parametrize("path", [Q1, Q2, REWARDS])
def test_every_bit_and_line_of_the_records_of_a_closed_period_counts(site: Path, capsys: pytest.CaptureFixture[str], path: str) -> None:
    """Whatever is done to their files is an error, or says the same to somebody else's reader."""
    file = site / "content" / path
    data = file.read_bytes()
    dice = random.Random(7)
    changes = [change for change in (*flips(data), *line_changes(data, dice)) if change.data != data]
    said_the_same = 0
    for change in changes if ALL else dice.sample(changes, 40):
        file.write_bytes(change.data)
        if not codes(said(site, capsys)):
            assert _meaning(change.data) == _meaning(data), (change.kind, change.at)
            said_the_same += 1
    if ALL:
        with capsys.disabled():
            print(f"\n{path}: {len(changes)} tried, {said_the_same} say the same, 0 missed")
    file.write_bytes(data)
    assert said(site, capsys) == ""


UNSEALED = {"recorded_by", "reviewed_by", "reason", "name", "stock"}


def _meaning(data: bytes) -> Any:
    """What a file says of what is sealed, in no order."""
    return {key: _in_no_order(value) for key, value in yaml.safe_load(data).items() if key not in UNSEALED}


def _in_no_order(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return sorted(repr(sorted((key, repr(field)) for key, field in item.items() if key not in UNSEALED)) for item in value)


@pytest.mark.parametrize(
    ("remove", "expected"),
    [
        (["2024-Q1.jsonl"], {"seal-incomplete", "seal-chain"}),
        (["2024-Q1.yaml"], {"seal-incomplete", "seal-chain"}),
        (["2024-Q1.yaml", "2024-Q1.jsonl"], {"seal-chain"}),
        (["2024-Q2.jsonl"], {"seal-incomplete"}),
    ],
)
def test_a_missing_file_is_noticed(site: Path, capsys: pytest.CaptureFixture[str], remove: list[str], expected: set[str]) -> None:
    for name in remove:
        (site / "content/seals" / name).unlink()
    assert set(codes(said(site, capsys))) == expected


def test_seals_under_another_name_or_twice_are_refused(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for suffix in ("yaml", "jsonl"):
        (site / f"content/seals/2024-Q2.{suffix}").rename(site / f"content/seals/2024-Q3.{suffix}")
    assert set(codes(said(site, capsys))) == {"seal-period"}


@pytest.mark.parametrize("text", ["", "\n", "{}\n", "[1]\n", "x", '{"a":' * 20000 + "\n", '{"a":1e999}\n', "null\nnull\n"])
def test_a_forged_file_gets_a_problem_and_no_traceback(site: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    entry = site / "content/seals/2024-Q2.yaml"
    old = yaml.safe_load(entry.read_text("utf-8"))["full_digest"]
    edit(site, "seals/2024-Q2.yaml", old, hashlib.sha256(text.encode()).hexdigest())
    (site / "content/seals/2024-Q2.jsonl").write_text(text, "utf-8")
    assert codes(said(site, capsys)) == ["seal-damaged"]


@pytest.mark.parametrize("name", ["2024-Q1.jsonl", "2024-Q1.yaml"])
def test_a_private_number_in_a_seal_is_refused_and_not_shown(site: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    file = site / "content/seals" / name
    file.write_text(file.read_text("utf-8") + f"# {MOBILE}\n", "utf-8")
    out = said(site, capsys)
    assert "private-number" in codes(out)
    assert MOBILE not in out


def test_a_seal_is_published_from_the_day_on_which_all_of_it_is_there(site: Path) -> None:
    assert not (build(site, "2024-03-31") / "data/seals").exists()
    assert [path.name for path in sorted((build(site, "2024-04-01") / "data/seals").iterdir())] == ["2024-Q1.js", "2024-Q1.jsonl"]
    assert len(list((build(site, "2024-07-01") / "data/seals").iterdir())) == 4


def test_closed_boards_carry_the_stamp_and_the_data_page_the_files(site: Path) -> None:
    output = build(site)
    digest = (site / "content/seals/2024-Q1.yaml").read_text("utf-8").partition('digest: "')[2][:64]
    board = (output / "boards/households/2024-Q1.html").read_text("utf-8")
    assert f'href="../../verify.html#{digest}"' in board
    assert f"{digest[:4]}<br>{digest[4:8]}" in board
    assert digest in (output / "boards/households/2024-03.html").read_text("utf-8")
    assert 'stamp"' not in (output / "boards/households/2024.html").read_text("utf-8")
    assert 'href="seals/2024-Q1.jsonl"' in (output / "data/index.html").read_text("utf-8")
    assert 'href="verify.py"' in (output / "data/index.html").read_text("utf-8")


def test_line_ends_of_windows_change_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = build(site).joinpath("data/seals/2024-Q1.jsonl").read_bytes()
    for file in (site / "content/seals").iterdir():
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert said(site, capsys) == ""
    assert build(site).joinpath("data/seals/2024-Q1.jsonl").read_bytes() == before


def test_the_newest_seal_cannot_be_taken_away_while_the_site_shows_it(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(site)
    kept = {name: (site / "content/seals" / name).read_bytes() for name in ("2024-Q2.yaml", "2024-Q2.jsonl")}
    for name in kept:
        (site / "content/seals" / name).unlink()
    out = said(site, capsys)
    assert codes(out) == ["seal-gone"]
    assert out.startswith("content/seals/2024-Q2.yaml:1:1:")
    assert run_command(["close", "2024-Q2", "--site", str(site)]) == 1, "nor closed anew with other entries"
    assert run_command(["print", "all", "2024-Q1", "--site", str(site)]) == 1
    assert "seal-gone" in capsys.readouterr().err
    assert run_command(["build", "--site", str(site), "--output", str(site / "other")]) == 1, "though it is published elsewhere"
    assert "seal-gone" in capsys.readouterr().err
    (site / "output").rename(site / "public")
    assert run_command(["build", "--site", str(site), "--output", str(site / "public")]) == 1, "wherever it is published"
    assert "seal-gone" in capsys.readouterr().err
    (site / "public").rename(site / "output")
    (site / "content/seals/2024-Q2.yaml").write_bytes(kept["2024-Q2.yaml"])
    assert codes(said(site, capsys)) == ["seal-incomplete"], "one mistake, one message"
    for name, data in kept.items():
        (site / "content/seals" / name).write_bytes(data)
    assert said(site, capsys) == ""


def test_a_seal_cannot_be_made_anew_while_the_site_shows_the_old_one(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = build(site)
    (output / "data/site.json").rename(site / "kept.json")
    for name in ("2024-Q2.yaml", "2024-Q2.jsonl"):
        (site / "content/seals" / name).unlink()
    edit(site, Q2, "qty: 7", "qty: 8")
    close(site, "2024-Q2")
    assert said(site, capsys) == "", "without the published site nothing can tell"
    (site / "kept.json").rename(output / "data/site.json")
    assert codes(said(site, capsys)) == ["seal-replaced"]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"seals":[1]}', '{"seals":{}}', '{"a":' * 5000])
def test_a_broken_published_site_says_nothing_of_seals(site: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (site / "output/data").mkdir(parents=True)
    (site / "output/data/site.json").write_text(text, "utf-8")
    assert said(site, capsys) == ""


def test_a_period_without_entries_may_be_closed_and_stays_so(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    set_today(monkeypatch)
    site = make_site(tmp_path / "village")
    close(site, "2023-Q4")
    assert said(site, capsys) == ""
    (site / "content/points/early.yaml").write_text("posted: 2023-12-01\nrecords:\n  - {date: 2023-11-30, who: H2, rule: labor, qty: 1}\n", "utf-8")
    assert codes(said(site, capsys)) == ["not-in-seal"]


def test_what_was_voided_before_closing_is_in_no_seal_and_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    set_today(monkeypatch)
    site = make_site(tmp_path / "village")
    voided = record_id("2024-03-17", "P1", {"rule": "talk"})
    objection = f"objections: [{{date: 2024-03-21, record: {voided}, reason: 不对, outcome: upheld, closed: 2024-03-25}}]\nrecords:"
    edit(site, Q1, "records:", objection)
    close(site, "2024-Q1")
    assert said(site, capsys) == ""
    assert voided not in (site / "content/seals/2024-Q1.jsonl").read_text("utf-8")


def test_where_closed_periods_overlap_nothing_is_held_against_them(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seals = site / "content/seals"
    of_quarter = (seals / "2024-Q1.yaml").read_text("utf-8")
    full = (seals / "2024-Q1.jsonl").read_text("utf-8").replace('"period":"2024-Q1"', '"period":"2024"')
    digests = [hashlib.sha256(text.encode()).hexdigest() for text in (published_text(full), full)]
    head = yaml.safe_load(of_quarter)
    of_year = of_quarter.replace('"2024-Q1"', '"2024"').replace("2024-Q1", "2024")
    for old, new in zip((head["digest"], head["full_digest"]), digests, strict=True):
        of_year = of_year.replace(old, new)
    (seals / "2024.yaml").write_text(of_year, "utf-8")
    (seals / "2024.jsonl").write_text(full, "utf-8")
    edit(site, Q2, "qty: 7", "qty: 8")
    assert set(codes(said(site, capsys))) == {"seal-overlap"}


def test_where_the_chain_is_broken_nothing_is_held_against_it(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for suffix in ("yaml", "jsonl"):
        (site / f"content/seals/2024-Q1.{suffix}").unlink()
    edit(site, Q2, "qty: 7", "qty: 8")
    assert codes(said(site, capsys)) == ["seal-chain"]


def test_a_changed_award_is_told_with_both_figures(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(site, RULES, "points: 3, unit", "points: 4, unit")
    out = said(site, capsys)
    assert "12.0" in out
    assert "16.0" in out


def test_another_published_digest_is_told_at_its_line(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(site, "seals/2024-Q2.yaml", '\ndigest: "', '\ndigest: "0')
    out = said(site, capsys)
    assert codes(out) == ["seal-damaged"]
    assert out.startswith("content/seals/2024-Q2.yaml:4:")
    assert "公开" in out


def test_every_message_says_what_to_do(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path, old, new in ((Q1, "posted: 2024-03-20\n", ""), (Q1, "qty: 2.5", "qty: 2.6"), (SITE, "notice_days: 7", "notice_days: 8")):
        edit(site, path, old, new)
        capsys.readouterr()
        assert run_command(["check", "--site", str(site), "--format", "json"]) == 1
        assert all(problem["hint"] for problem in json.loads(capsys.readouterr().out) if problem["severity"] == "error")
        edit(site, path, new or "records:", old if new else f"{old}records:")


@pytest.mark.parametrize("line", ["{}", "[]", '{"kind":"award"}', '{"kind":"expiry","points":1}', '"text"', "nothing"])
def test_a_forged_line_under_right_digests_gets_a_problem_and_no_traceback(site: Path, capsys: pytest.CaptureFixture[str], line: str) -> None:
    """Whoever forges a file can compute its digests, too; what it then says may be anything."""
    file, entry = site / "content/seals/2024-Q2.jsonl", site / "content/seals/2024-Q2.yaml"
    head, *rest = file.read_text("utf-8").splitlines()
    old = yaml.safe_load(entry.read_text("utf-8"))
    text = "\n".join([head, line, *rest[1:], ""])
    file.write_text(text, "utf-8")
    edit(site, "seals/2024-Q2.yaml", old["full_digest"], hashlib.sha256(text.encode()).hexdigest())
    edit(site, "seals/2024-Q2.yaml", old["digest"], hashlib.sha256(published_text(text).encode()).hexdigest())
    assert set(codes(said(site, capsys))) <= {"sealed-entry-vanished", "not-in-seal"}
    assert said(site, capsys)


def test_no_seal_is_for_ever(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seals = site / "content" / "seals"
    for ending in ("yaml", "jsonl"):
        text = (seals / f"2024-Q2.{ending}").read_text("utf-8")
        (seals / f"all.{ending}").write_text(text.replace("2024-Q2", "all"), "utf-8")
    assert any(line.startswith("content/seals/all.yaml:1:9: error[seal-period]") for line in said(site, capsys).splitlines())
