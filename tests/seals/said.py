"""What the command and the program beside the data say of every site that was tampered with, word for word.

    PYTHONPATH=. python -m tests.seals.said

writes said.txt anew; read the difference before it is taken over.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from site_builder.pages import verify_site
from site_builder.verify import VerifyRefused, verify
from tests.seals import boards, test_hidden, test_tampering, test_verify
from tests.seals.sites import build, close, make_site, set_today

SAID = Path(__file__).with_name("said.txt")
Tamper = Callable[[Path], object]


def changed(path: str, old: str, new: str) -> tuple[str, Tamper]:
    return " ".join(f"{path}: {old} -> {new}".split()), lambda output: test_verify.change(output, path, old, new)


def written(path: str, text: str) -> tuple[str, Tamper]:
    def write(output: Path) -> None:
        (output / "data" / path).parent.mkdir(exist_ok=True)
        (output / "data" / path).write_text(text, "utf-8")

    return f"{path} holds {text[:40].strip()}", write


def gone(path: str) -> tuple[str, Tamper]:
    return f"{path} is gone", lambda output: (output / "data" / path).unlink()


def forged(attack: Callable[[test_tampering.Forger], None]) -> tuple[str, Tamper]:
    return attack.__name__.replace("_", " "), lambda output: attack(test_tampering.Forger(output))


def resealed(period: str, old: str, new: str) -> tuple[str, Tamper]:
    """A change of a sealed file by one who lists the new digest everywhere."""

    def reseal(output: Path) -> None:
        forger = test_tampering.Forger(output)
        assert old in forger.of(period), (period, old)
        forger.seal(period, forger.of(period).replace(old, new, 1))

    return f"{period} sealed anew: {old} -> {new}", reseal


def page_of_others(output: Path) -> None:
    """The page lists a digest that site.json does not."""
    file = output / "verify.html"
    digest = json.loads((output / "data/site.json").read_text("utf-8"))["seals"][0]["digest"]
    file.write_text(file.read_text("utf-8").replace(f'data-digest="{digest}"', f'data-digest="{hashlib.sha256().hexdigest()}"'), "utf-8")


def one_deduction_hidden(output: Path) -> None:
    """A sealed row is taken out, and nothing is said to be hidden but that something may be."""
    test_verify.change(output, "site.json", '"named"', '"hidden"')
    file = output / "data/records.csv"
    rows = file.read_text("utf-8").splitlines(keepends=True)
    gone = next(row for row in rows if ",-5.0,confirmed" in row)
    file.write_text("".join(row for row in rows if row is not gone), "utf-8")


CASES: dict[str, list[tuple[str, Tamper]]] = {
    "plain": [
        ("as it was published", lambda output: None),
        *(changed(*case[:3]) for case in test_verify.TAMPERED),
        *map(forged, test_tampering.SEEN_BY),
        *map(gone, ("accounts.json", "records.csv", "redemptions.csv", "measures.json", "seals/2024-Q1.jsonl", "seals/2024-Q1.js", "boards/teams/2024.json")),
        *(written(path, "{") for path in ("site.json", "accounts.json", "records.csv", "seals/2024-Q1.jsonl", "boards/teams/2024.json")),
        written("seals/2024-Q3.jsonl", "{}\n"),
        written("boards/other/2024.json", "{}\n"),
        written("boards/teams/2023.json", "{}\n"),
        ("the page lists other digests", page_of_others),
        resealed("2024-Q1", '"period":"2024-Q1"', '"period":"2024-Q3"'),
        resealed("2024-Q1", '"format":1', '"format":2'),
        resealed("2024-Q1", '"entries":', '"entries":1'),
        resealed("2024-Q1", '"previous":null', '"previous":"0"'),
        resealed("2024-Q1", '"issued":', '"issued":1'),
        resealed("2024-Q1", '"expired":', '"expired":1'),
        resealed("2024-Q1", '"account":"H1"', '"account" : "H1"'),
        resealed("2024-Q1", '"account":"H1"', '"account":1'),
        resealed("2024-Q1", '"account":"H1"', '"account":"H1","more":""'),
        resealed("2024-Q1", '"item":"rice"', '"item":"oil"'),
        resealed("2024-Q1", '"qty":1', '"qty":2'),
        changed("boards/teams/2024.json", '"2024"', '"2023"'),
        changed("boards/households/2024-Q1.json", '"张建国"', '"李建国"'),
        changed("accounts.json", '"account": "H1"', '"account": "H9"'),
        changed("accounts.json", '"scale": "points"', '"scale": "others"'),
        changed("redemptions.csv", ",H1,", ",H9,"),
        changed("redemptions.csv", ",H1,", ",H2,"),
        changed("records.csv", "confirmed", "contested"),
        changed("records.csv", "e65ae64fde45", "e65ae64fde46"),
        changed("records.csv", ",labor,", ",advice,"),
        changed("site.json", '"unlisted": {', '"unlisted": {\n  "more": [0, 0],'),
        changed("site.json", " 0.0,", " -1.0,"),
        changed("site.json", '"deducted": ', '"deducted": 1'),
        changed("site.json", '"corrected": ', '"corrected": 1'),
        changed("site.json", '"redeemed": ', '"redeemed": 1'),
        changed("site.json", '"expired": ', '"expired": 1'),
        changed("site.json", '"format": 1', '"format": 2'),
        changed("site.json", '"vetoes": {}', '"vetoes": {"labor": 100}'),
        changed("site.json", '"vetoes": {}', '"vetoes": {"labor": 101}'),
        changed("accounts.json", '"honor": 51.5', '"honor": 51.55'),
        changed("seals/2024-Q1.js", "SEALS", "seals"),
        resealed("2024-Q1", '"date":"2024-03-29","item":"rice"', '"item":"rice","date":"2024-03-29"'),
        # A row with a name, which seems to be the one without a name that is sealed.
        changed("records.csv", "2024-03,points,,,,order,4.0", "2024-03-29,points,H1,,labor,work,4.0,confirmed,false\n,2024-03,points,,,,order,4.0"),
    ],
    "named": [("a deduction is said to be hidden", one_deduction_hidden)],
    "hidden": [changed(*case) for case in test_hidden.TAMPERED],
    "boards": [
        *(changed(*case) for case in boards.TAMPERED),
        changed("boards/all/2024-Q1.json", '"points": 9', '"points": 0'),
        changed("boards/all/2023-Q4.json", '"rank": 1, "id": "H3"', '"rank": 2, "id": "H3"'),
        changed("boards/all/2023-Q4.json", '"id": "H1"', '"id": "H3"'),
        changed("boards/first/2024-Q1.json", '"points": 15', '"points": 12'),
    ],
}  # fmt: skip
"""What is done to which site."""


def make_sites(folder: Path) -> dict[str, Path]:
    """The published sites that are tampered with."""
    with pytest.MonkeyPatch.context() as patch:
        set_today(patch)
        close(make_site(folder / "plain"), "2024-Q1", "2024-Q2")
        for mode in ("hidden", "named"):
            close(test_hidden.village(folder / mode, mode), "2024-Q1", "2024-Q2")
        boards.make_village(folder / "boards")
        return {name: build(folder / name) for name in CASES}


def told(sites: dict[str, Path], folder: Path) -> Iterator[str]:
    """One case after the other, with what is said of it."""
    for name, cases in CASES.items():
        for number, (title, tamper) in enumerate(cases):
            output = folder / f"{name}-{number}"
            shutil.copytree(sites[name] / "data", output / "data")
            shutil.copy(sites[name] / "verify.html", output)
            tamper(output)
            yield "\n".join([f"# {name}: {title}", *(f"command  {line}" for line in of_command(output)), *(f"program  {line}" for line in of_program(output)), "", ""])


def of_command(output: Path) -> list[str]:
    """What `site-builder verify` finds, in English, with short digests."""
    try:
        problems = verify(str(output)).problems
    except VerifyRefused as refused:
        return [str(refused)]
    return [_short(f"{problem.place.file}: {problem.message.format(**problem.values)}") for problem in problems]


def of_program(output: Path) -> list[str]:
    """What the program prints, but for the digests."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        verify_site.main([str(output / "data")])
    return [_short(line).replace(str(output), "") for line in printed.getvalue().splitlines() if "校验码 digest" not in line]


def _short(text: str) -> str:
    return re.sub(r"\b([0-9a-f]{6})[0-9a-f]{58}\b", r"\1…", re.sub(r"(\d{30})\d+", r"\1…", text))


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(sys.stderr):
        sites = make_sites(Path(folder))
        SAID.write_text("".join(told(sites, Path(folder) / "tried")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
