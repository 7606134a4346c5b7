"""Generated villages: the seals are those of the second computation, and all verifiers agree on them."""

from __future__ import annotations

import contextlib
import datetime
import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings, strategies

from site_builder import close as closing
from site_builder.build import check
from site_builder.close import close
from site_builder.ledger.periods import Calendar
from site_builder.messages import Messages
from site_builder.pages import verify_site
from site_builder.pages.data import data_pages
from site_builder.pages.seals import VERIFIER, seal_files
from site_builder.verify import verify
from tests.naive.ledger import Ledger
from tests.naive.model import Model
from tests.naive.periods import Period, period_of
from tests.naive.seals import seal
from tests.naive.villages import Village, villages

LATER = datetime.date(2026, 2, 1)
EXAMPLES = int(os.environ.get("SEALED_VILLAGES", "12"))
SOME = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
KINDS = strategies.sampled_from(["month", "quarter", "year"])


def seal_of_kind(village: Village, kind: str) -> Village:
    """The village with another `seal_period`."""
    docs = {**village.docs, "site.yaml": {**village.docs["site.yaml"], "seal_period": kind}}
    files = dict(village.files)
    files["content/site.yaml"] = files["content/site.yaml"].rstrip("\n") + f"\nseal_period: {kind}\n"
    return Village(files, village.as_of, docs)


def periods(village: Village, kind: str) -> list[Period]:
    """The periods in which anything is dated or may expire, in order."""
    model = Model(village.docs)
    ledger = Ledger(model, LATER)
    days = [record.date for record in model.records] + [c.date for c in model.corrections]
    days += [r.date for r in model.redemptions] + [r.cancelled for r in model.redemptions if r.cancelled]
    days += [day for scale in model.scales for day in ledger.expiry_days(scale, LATER) if days and day >= min(days)]
    found = {period_of(kind, day, model.year_starts) for day in days}
    return sorted((period for period in found if period.last < LATER), key=lambda period: period.first)


def settled(village: Village, period: Period) -> bool:
    """Whether nothing dated in a period is draft, on notice or contested."""
    ledger = Ledger(Model(village.docs), LATER)
    done = {line.record.id for line in ledger.lines if line.status in ("confirmed", "voided")}
    return all(record.id in done for record in ledger.model.records if record.date <= period.last)


def publish(site: Path) -> Path:
    """The data files of a village, which has to be valid."""
    checked = check(site, LATER)
    assert [Messages("en").line(p) for p in checked.problems.sorted() if p.severity == "error"] == []
    assert checked.publication is not None
    for path, data in [*data_pages(checked.publication), *seal_files(checked.publication.seals)]:
        (site / "output" / path).parent.mkdir(parents=True, exist_ok=True)
        (site / "output" / path).write_bytes(data)
    return site / "output"


def alone(output: Path) -> int:
    with contextlib.redirect_stdout(io.StringIO()):
        return verify_site.main([str(output / "data")])


@SOME
@given(village=villages(), kind=KINDS, data=strategies.data())
def test_seals_are_those_of_the_second_computation_and_verify(
    village: Village, kind: str, data: strategies.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if "seal_period" in village.files["content/site.yaml"] or village.files["content/site.yaml"].lstrip().startswith("{"):
        assume(False)
    village = seal_of_kind(village, kind)
    site = village.write(tmp_path_factory.mktemp("village"))
    previous, sealed = None, []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(closing, "today", lambda timezone: LATER)
        for period in periods(village, kind):
            closed = close(site, period.name)
            assert bool(closed.digest) == settled(village, period), [Messages("en").line(p) for p in closed.problems.sorted()]
            if not closed.digest:
                break
            digest, expected = seal(village.docs, LATER, period, previous)
            sealed.append((period.name, expected))
            assert (closed.digest, closed.entries) == (digest, expected.count(b"\n") - 1)
            previous = digest
    output = publish(site)
    for name, expected in sealed:
        assert (output / "data" / "seals" / f"{name}.jsonl").read_bytes() == expected
    problems = verify(str(output)).problems
    assert [Messages("en").line(problem) for problem in problems] == []
    assert alone(output) == 0
    assert (output / VERIFIER).read_bytes() == Path(verify_site.__file__).read_bytes()
    if sealed:
        name, expected = data.draw(strategies.sampled_from(sealed))
        at = data.draw(strategies.integers(0, len(expected) - 1))
        bit = 1 << data.draw(strategies.integers(0, 7))
        (output / "data" / "seals" / f"{name}.jsonl").write_bytes(expected[:at] + bytes([expected[at] ^ bit]) + expected[at + 1 :])
        assert verify(str(output)).problems
        assert alone(output) == 1


def test_the_years_of_a_village_are_named_as_everywhere() -> None:
    period = Calendar((4, 1)).parse("2023")
    assert period is not None
    assert (str(period.first), str(period.last)) == ("2023-04-01", "2024-03-31")
