"""Verifies a published site: reads its data files once, then asks one question after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from site_builder.problems import N_, Problem
from site_builder.verify.boards import check_boards
from site_builder.verify.chain import Sealed, check_seals
from site_builder.verify.findings import Findings
from site_builder.verify.form import check_form
from site_builder.verify.published import Unreadable, accounts, measures, parse, records, redemptions, site
from site_builder.verify.rows import check_rows
from site_builder.verify.source import Source, VerifyRefused, open_source
from site_builder.verify.sums import Figures, check_measures, check_sums

T = TypeVar("T")


class Verified(NamedTuple):
    """What verifying gave."""

    problems: list[Problem]
    seals: list[Sealed]
    """In the order of the chain, with the digests that the files really give."""


def verify(target: str) -> Verified:
    """Verify the site in a folder or at an address. Raises `VerifyRefused` where there is none."""
    source, findings = open_source(target), Findings()
    data = source.read("data/site.json")
    if data is None:
        raise VerifyRefused(N_("there is no data/site.json at {target}; is this a published site?"), target=target)
    try:
        published = parse(data, site)
    except Unreadable:
        findings.wrong("data/site.json", N_("this file cannot be read"))
        return Verified(findings.found, [])
    check_form("data/site.json", data, findings)
    seals = check_seals(source, published.seals, findings)
    rows = (
        _take(source, "data/accounts.json", lambda data: parse(data, accounts), findings),
        _take(source, "data/records.csv", records, findings),
        _take(source, "data/redemptions.csv", redemptions, findings),
    )
    if rows[0] is not None and rows[1] is not None and rows[2] is not None:
        figures = Figures(published, rows[0], rows[1], rows[2])
        check_sums(figures, findings)
        check_rows(seals, figures, findings)
        check_boards(source, figures, findings)
    check_measures(_take(source, "data/measures.json", lambda data: parse(data, measures), findings) or (), findings)
    _take(source, "data/matters.json", lambda data: parse(data, len), findings)
    return Verified(findings.found, seals)


def _take(source: Source, file: str, read: Callable[[bytes], T], findings: Findings) -> T | None:
    """A data file as rows; None after saying why not."""
    data = source.read(file)
    if data is None:
        findings.wrong(file, N_("this file is missing"))
        return None
    check_form(file, data, findings)
    try:
        return read(data)
    except Unreadable:
        findings.wrong(file, N_("this file cannot be read"))
        return None
