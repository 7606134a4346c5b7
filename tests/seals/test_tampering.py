"""Whatever is done to a published site: the three verifiers notice it, as far as each sees the file, and agree.

In the suite a sample is tried. All of it, every bit of every file among them, takes about half an hour:
    TAMPERINGS=all python -m pytest tests/seals/test_tampering.py
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from site_builder.cli import run_command
from tests.seals.sites import codes
from tests.seals.tampering import Tampered, flips, line_changes
from tests.seals.verifiers import ThePage, command_refuses, command_refuses_seals, page_of, program_refuses

ALL = os.environ.get("TAMPERINGS") == "all"
SAMPLE = 10
SEALS = ["seals/2024-Q1.jsonl", "seals/2024-Q2.jsonl", "seals/2024-Q1.js", "seals/2024-Q2.js"]
TABLES = ["records.csv", "redemptions.csv"]
FIGURES = ["accounts.json", "site.json", "boards/households/2024-Q1.json", "boards/people/2024-Q1.json", "boards/stars/2024.json", "boards/teams/2024.json"]

FREE = re.compile(
    rb'"(village|town|county)": "[^"]*"|"name": "[^"]*"|"level": (null|"[^"]*")|"vetoes": \{[^}]*\}|"(roles|top|top_percent)": [^,}]*'
    rb'|"(id|scale|rank|measure|category|rule|group)": ("[^"]*"|\[\])|"as_of": "[^"]*"|"(month|quarter|year)"|"year_starts": "[^"]*"|"deductions": "[^"]*"'
)
"""What of the figures no seal holds and nothing else follows from: texts, and how the village says that it counts."""


@pytest.fixture
def output(published: Path, tmp_path: Path) -> Path:
    shutil.copytree(published / "data", tmp_path / "output" / "data")
    shutil.copy(published / "verify.html", tmp_path / "output")
    return tmp_path / "output"


@pytest.fixture
def page(output: Path) -> Iterator[ThePage]:
    with page_of(output) as page:
        yield page


def tamperings(data: bytes) -> list[Tampered]:
    dice = random.Random(7)
    found = [change for change in (*line_changes(data, dice), *flips(data)) if change.data != data]
    return found if ALL else dice.sample(found, SAMPLE)


def tried(file: Path, refuses: Callable[[], bool], may_differ: Callable[[Tampered], bool] = lambda change: False) -> None:
    """Every tampering of a file is refused, but for those that may differ."""
    data = file.read_bytes()
    changes = tamperings(data)
    missed = []
    for change in changes:
        file.write_bytes(change.data)
        if not refuses() and not may_differ(change):
            missed.append((change.kind, change.at))
    file.write_bytes(data)
    print(f"{file.name}: {len(changes)} tried, {len(missed)} missed")
    assert missed == []


@pytest.mark.parametrize("path", SEALS)
def test_no_change_of_a_sealed_file_goes_unnoticed(output: Path, page: ThePage, path: str) -> None:
    """A page on a stick checks the text that a script sets, however it is written: with blanks, or twice the same."""
    file = output / "data" / path
    text = json.loads((output / "data" / path).with_suffix(".js").read_text("ascii").partition("=")[2].rpartition(";")[0])

    def page_refuses() -> bool:
        if path.endswith(".js"):
            return page.refuses("file:") or page.text_set_by(path) == text
        return page.refuses("http:")

    assert not page.refuses("http:")
    assert not page.refuses("file:")
    tried(file, lambda: command_refuses_seals(output) and program_refuses(output) and page_refuses())


@pytest.mark.parametrize("path", TABLES)
def test_no_change_of_a_closed_row_goes_unnoticed(output: Path, path: str) -> None:
    """All rows of these tables are closed. The short program looks at what is sealed: not at `category` and `limited`."""
    file = output / "data" / path
    data = file.read_bytes()
    tried(file, lambda: command_refuses(output), may_differ=lambda change: _differs_in(file, data) <= {"category", "limited", "event"})
    tried(file, lambda: program_refuses(output), may_differ=lambda change: _differs_in(file, data) <= {"category", "limited", "event", "order"})


def _differs_in(file: Path, before: bytes) -> set[str]:
    """The columns in which a table differs; `order` where the same rows stand in another order or form."""
    try:
        old, new = ([row for row in csv.reader(io.StringIO(data.decode(), newline="")) if row] for data in (before, file.read_bytes()))
    except (UnicodeDecodeError, csv.Error):
        return {"all"}
    if sorted(old) == sorted(new) and old[0] == new[0]:
        return {"order"}
    if [len(row) for row in old] != [len(row) for row in new]:
        return {"all"}
    return {old[0][at] for a, b in zip(old, new, strict=True) for at in range(len(a)) if a[at] != b[at]}


@pytest.mark.parametrize("path", FIGURES)
def test_no_change_of_a_figure_goes_unnoticed(output: Path, path: str) -> None:
    file = output / "data" / path
    text = file.read_bytes()
    before = FREE.sub(b"", text)
    tried(file, lambda: command_refuses(output), may_differ=lambda change: FREE.sub(b"", file.read_bytes()) == before or _left_open(path, text, change.data))


def _left_open(path: str, before: bytes, after: bytes) -> bool:
    """On a board, a figure that the entries without a name (4 and -5 points) leave open. Ranks and everything else are as they were."""
    figure = re.compile(rb'(?<="points": )[0-9.]+')
    old, new = figure.findall(before), figure.findall(after)
    same = path.startswith("boards/") and figure.sub(b"", before) == figure.sub(b"", after)
    return same and all(abs(float(a) - float(b)) <= 5 for a, b in zip(old, new, strict=True))


# --- by one who knows the format -------------------------------------------------------


class Forger:
    """Changes a site and lists every digest anew, as whoever runs the server can."""

    def __init__(self, output: Path) -> None:
        self.data = output / "data"
        self.site: dict[str, Any] = json.loads((self.data / "site.json").read_text("utf-8"))

    def text(self, path: str, old: str, new: str) -> None:
        file = self.data / path
        text = file.read_text("utf-8")
        assert old in text, (path, old)
        file.write_text(text.replace(old, new, 1), "utf-8")

    def seal(self, period: str, text: str) -> str:
        """Write a seal's files, list the digest in site.json and in the page, and give it."""
        (self.data / f"seals/{period}.jsonl").write_text(text, "utf-8")
        (self.data / f"seals/{period}.js").write_text(f"SEALS[{json.dumps(period)}]={json.dumps(text)};\n", "ascii")
        digest = hashlib.sha256(text.encode()).hexdigest()
        old = next(seal["digest"] for seal in self.site["seals"] if seal["period"] == period)
        for file in (self.data / "site.json", self.data.parent / "verify.html"):
            file.write_text(file.read_text("utf-8").replace(old, digest), "utf-8")
        self.site = json.loads((self.data / "site.json").read_text("utf-8"))
        return digest

    def of(self, period: str) -> str:
        return (self.data / f"seals/{period}.jsonl").read_text("utf-8")


def one_period_anew(forger: Forger) -> None:
    """Points, totals, digest and list of the first period, but not the chain."""
    text = forger.of("2024-Q1").replace('"points":75', '"points":85').replace('"issued":465', '"issued":475')
    forger.seal("2024-Q1", text)


def a_line_less(forger: Forger) -> None:
    forger.seal("2024-Q2", "".join(forger.of("2024-Q2").splitlines(keepends=True)[:-1]))


def lines_exchanged(forger: Forger) -> None:
    head, first, second, *rest = forger.of("2024-Q1").splitlines(keepends=True)
    forger.seal("2024-Q1", "".join([head, second, first, *rest]))


def newest_taken_out(forger: Forger) -> None:
    """The rows of the newest period stay: they stand in no seal then, as in a period that is open."""
    for suffix in ("js", "jsonl"):
        (forger.data / f"seals/2024-Q2.{suffix}").unlink()
    digest = forger.site["seals"][1]["digest"]
    file = forger.data / "site.json"
    file.write_text(file.read_text("utf-8").replace(f',\n  {{"period": "2024-Q2", "digest": "{digest}"}}', ""), "utf-8")


def first_taken_out(forger: Forger) -> None:
    for suffix in ("js", "jsonl"):
        (forger.data / f"seals/2024-Q1.{suffix}").unlink()
    digest = forger.site["seals"][0]["digest"]
    file = forger.data / "site.json"
    file.write_text(file.read_text("utf-8").replace(f'\n  {{"period": "2024-Q1", "digest": "{digest}"}},', ""), "utf-8")


def periods_exchanged(forger: Forger) -> None:
    first, second = forger.of("2024-Q1"), forger.of("2024-Q2")
    forger.seal("2024-Q1", second)
    forger.seal("2024-Q2", first)


def order_of_the_list(forger: Forger) -> None:
    one, other = ('{{"period": "{period}", "digest": "{digest}"}}'.format(**seal) for seal in forger.site["seals"])
    forger.text("site.json", f"{one},\n  {other}", f"{other},\n  {one}")


def listed_twice(forger: Forger) -> None:
    one = '{{"period": "{period}", "digest": "{digest}"}}'.format(**forger.site["seals"][1])
    forger.text("site.json", one, f"{one},\n  {one}")


def key_twice_in_a_line(forger: Forger) -> None:
    forger.seal("2024-Q1", forger.of("2024-Q1").replace('"points":75', '"points":75,"points":75'))


def key_twice_in_an_account(forger: Forger) -> None:
    """A reader who takes the first sees another figure than one who takes the last."""
    forger.text("accounts.json", '"honor": 51.5', '"honor": 99.5, "honor": 51.5')


def no_number(forger: Forger) -> None:
    forger.text("accounts.json", '"honor": 51.5', '"honor": NaN')


def endless(forger: Forger) -> None:
    forger.text("accounts.json", '"balance": 0.0', '"balance": 1e999999999')


def huge(forger: Forger) -> None:
    forger.text("accounts.json", '"honor": 51.5', f'"honor": {"9" * 5000}')


def huge_in_a_seal(forger: Forger) -> None:
    forger.seal("2024-Q1", forger.of("2024-Q1").replace('"points":75', f'"points":{"7" * 5000}'))


def no_number_in_a_seal(forger: Forger) -> None:
    forger.seal("2024-Q1", forger.of("2024-Q1").replace('"points":75', '"points":NaN'))


def a_row_moved_to_another(forger: Forger) -> None:
    """An award of one household becomes that of another, its accounts and totals with it."""
    forger.text("records.csv", "e65ae64fde45,2024-03-12,points,H1,P2", "e65ae64fde45,2024-03-12,points,H2,P2")
    forger.text("accounts.json", '"honor": 51.5', '"honor": 44.0')
    forger.text("accounts.json", '"expired": 45.5', '"expired": 38.0')
    forger.text("accounts.json", '"honor": 9.5', '"honor": 17.0')
    forger.text("accounts.json", '"expired": 9.5', '"expired": 17.0')


def a_row_more(forger: Forger) -> None:
    """Three points more for one household, in the books too."""
    forger.text("records.csv", "d9cfcdefa4d2,", "aaaaaaaaaaaa,2024-04-29,points,H1,,labor,work,3.0,confirmed,false\nd9cfcdefa4d2,")
    forger.text("accounts.json", '"honor": 51.5', '"honor": 54.5')
    forger.text("accounts.json", '"expired": 45.5', '"expired": 48.5')
    forger.text("site.json", '"issued": 67.5', '"issued": 70.5')
    forger.text("site.json", '"expired": 55.0', '"expired": 58.0')


def said_to_be_hidden(forger: Forger) -> None:
    """The word `hidden` switches nothing off: a row is taken out, and the books say so."""
    forger.text("site.json", '"anonymous"', '"hidden"')
    forger.text("records.csv", "d9cfcdefa4d2,2024-04-30,points,H1,,labor,work,21.0,confirmed,false\n", "")
    forger.text("accounts.json", '"honor": 51.5', '"honor": 30.5')
    forger.text("accounts.json", '"expired": 45.5', '"expired": 24.5')
    forger.text("site.json", '"issued": 67.5', '"issued": 46.5')
    forger.text("site.json", '"expired": 55.0', '"expired": 34.0')


def another_start_of_the_year(forger: Forger) -> None:
    """Closed quarters are calendar quarters; an account's figure of the year betrays it."""
    forger.text("site.json", '"year_starts": "01-01"', '"year_starts": "07-01"')


def a_scale_less(forger: Forger) -> None:
    """Everything of a scale, but for what the seals hold of it."""
    text = (forger.data / "site.json").read_text("utf-8")
    (forger.data / "site.json").write_text(re.sub(r',\n  \{"id": "party".*?\]\}', "", text, flags=re.DOTALL), "utf-8")
    for path in ("accounts.json", "records.csv"):
        file = forger.data / path
        kept = [line for line in file.read_text("utf-8").splitlines(keepends=True) if "party" not in line]
        file.write_text("".join(kept).replace("},\n]", "}\n]"), "utf-8")


def a_board_of_others(forger: Forger) -> None:
    forger.text("site.json", '"id": "households", "scale": "points"', '"id": "households", "scale": "party"')


def somebody_left_off(forger: Forger) -> None:
    file = forger.data / "boards/households/2024-Q1.json"
    text = file.read_text("utf-8")
    file.write_text(re.sub(r',\n  \{"rank": 2[^}]*\}', "", text), "utf-8")
    assert file.read_text("utf-8") != text


def another_standing(forger: Forger) -> None:
    forger.text("accounts.json", '"standing": 60', '"standing": 61')


def rows_exchanged(forger: Forger) -> None:
    """The same rows in another order."""
    file = forger.data / "records.csv"
    head, first, second, *rest = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join([head, second, first, *rest]), "utf-8")


def far_away(forger: Forger) -> None:
    forger.text("site.json", '"as_of": "2025-06-01"', '"as_of": "9999-12-31"')


def no_day(forger: Forger) -> None:
    forger.text("records.csv", "2024-03-12,points,H2", "2024-03-99,points,H2")


def no_month(forger: Forger) -> None:
    forger.text("records.csv", ",2024-03,points,,,litter", ",2024-3x,points,,,litter")


def veto_for_ever(forger: Forger) -> None:
    """Whoever is missing on a board could be vetoed, then."""
    forger.text("site.json", '"vetoes": {}', '"vetoes": {"labor": 99999}')
    somebody_left_off(forger)


SEEN_BY = {
    far_away: "command",
    no_day: "command program",
    no_month: "command program",
    veto_for_ever: "command",
    rows_exchanged: "command",
    one_period_anew: "command program page",
    a_line_less: "command program",
    lines_exchanged: "command program page",
    newest_taken_out: "command page",
    first_taken_out: "command program page",
    periods_exchanged: "command program page",
    order_of_the_list: "command program",
    listed_twice: "command program",
    key_twice_in_a_line: "command program page",
    key_twice_in_an_account: "command program",
    no_number: "command program",
    endless: "command program",
    huge: "command program",
    huge_in_a_seal: "command program page",
    no_number_in_a_seal: "command program page",
    a_row_moved_to_another: "command program",
    a_row_more: "command program",
    said_to_be_hidden: "command program",
    another_start_of_the_year: "command",
    a_scale_less: "command program",
    a_board_of_others: "command",
    somebody_left_off: "command",
    another_standing: "command",
}
"""Which verifier notices which attack. What is missing in a row is a file or a figure that this verifier does not look at."""


@pytest.mark.parametrize("attack", SEEN_BY, ids=lambda attack: attack.__name__)
def test_who_knows_the_format_is_noticed_too(output: Path, attack: Callable[[Forger], None]) -> None:
    attack(Forger(output))
    with page_of(output) as page:
        refusing = {
            "command": command_refuses(output), "program": program_refuses(output), "page": page.refuses("http:") or page.refuses("file:"),
        }
    assert " ".join(name for name, refuses in refusing.items() if refuses) == SEEN_BY[attack]


def test_a_whole_chain_made_anew_is_told_by_the_paper_alone(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing in the files can tell; the digest on the wall does."""
    forger = Forger(output)
    paper = [seal["digest"] for seal in forger.site["seals"]]
    text = forger.of("2024-Q1").replace("马场村", "马厂村")
    first = forger.seal("2024-Q1", text)
    forger.seal("2024-Q2", forger.of("2024-Q2").replace(paper[0], first).replace("马场村", "马厂村"))
    assert not command_refuses(output)
    assert not program_refuses(output)
    assert run_command(["verify", str(output)]) == 0
    assert not any(digest in capsys.readouterr().out for digest in paper)
    from site_builder.pages import verify_site

    assert verify_site.main([str(output / "data"), *paper]) == 1


def test_the_codes_of_a_refusal_are_one(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    another_standing(Forger(output))
    assert run_command(["verify", str(output)]) == 1
    assert set(codes(capsys.readouterr().err)) == {"mismatch"}
