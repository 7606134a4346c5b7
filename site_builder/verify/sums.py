"""Sums: what accounts, entries and redemptions say has to come out the same everywhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from site_builder.ledger.periods import Calendar, Period
from site_builder.problems import N_
from site_builder.verify.findings import Findings
from site_builder.verify.published import Account, Measure, Redemption, Row, Scale, Site

ACCOUNTS, SITE, RECORDS = "data/accounts.json", "data/site.json", "data/records.csv"
ZERO = Decimal(0)


class Figures(NamedTuple):
    """The published figures and the rows that they follow from."""

    site: Site
    accounts: list[Account]
    records: list[Row]
    redemptions: list[Redemption]


def check_sums(figures: Figures, findings: Findings) -> None:
    """Compute balances, honor totals, yearly totals and the reconciliation again."""
    order = {id: at for at, id in enumerate(figures.site.scales)}
    keys = [(order.get(row.scale, -1), row.account) for row in figures.accounts]
    if keys != sorted(set(keys)):
        findings.wrong(ACCOUNTS, N_("the accounts do not stand in order, or one stands twice"))
    named = {row.scale for rows in (figures.accounts, figures.records, figures.redemptions) for row in rows}
    for scale_id in sorted(named - figures.site.scales.keys()):
        findings.wrong(SITE, N_("the scale {scale} is missing"), scale=scale_id)
    for scale in figures.site.scales.values():
        _check_equation(scale, findings)
        _check_outstanding(scale, figures, findings)
        _check_issued(scale, figures, findings)
    _check_redeemed(figures, findings)
    for account in figures.accounts:
        _check_account(account, figures.site, findings)
    _check_totals(figures, findings)


def _check_equation(scale: Scale, findings: Findings) -> None:
    if scale.issued - scale.deducted + scale.corrected != scale.redeemed + scale.expired + scale.outstanding:
        findings.wrong(SITE, N_("the books of {scale} do not balance"), scale=scale.id)


def _check_outstanding(scale: Scale, figures: Figures, findings: Findings) -> None:
    own = [account for account in figures.accounts if account.scale == scale.id]
    for name, total, sums in (
        ("redeemed", scale.redeemed, sum((a.redeemed for a in own), ZERO)),
        ("expired", scale.expired, sum((a.expired for a in own), ZERO)),
        ("outstanding", scale.outstanding, sum((a.balance for a in own), ZERO)),
    ):
        if total != sums:
            findings.wrong(
                SITE, N_("{name} of {scale} is {total}, but the accounts add up to {sums}"),
                name=name, scale=scale.id, total=total, sums=sums,
            )


def _check_issued(scale: Scale, figures: Figures, findings: Findings) -> None:
    """The sums of the entries are the totals; of hidden ones there is only what they took and gave."""
    sums = {"issued": ZERO, "deducted": ZERO, "corrected": ZERO}
    for row in figures.records:
        if row.scale == scale.id and row.counts:
            if row.status == "correction":
                sums["corrected"] += row.award
            else:
                sums["issued" if row.award > 0 else "deducted"] += abs(row.award)
    totals = {"issued": scale.issued, "deducted": scale.deducted, "corrected": scale.corrected}
    if figures.site.deductions == "hidden":
        # What is hidden may stand in any of the three.
        totals = {"honor": scale.issued - scale.deducted + scale.corrected}
        sums = {"honor": sums["issued"] - sums["deducted"] + sums["corrected"] + scale.least + scale.most}
    elif scale.least or scale.most:
        findings.wrong(SITE, N_("entries of {scale} are not listed, though none are hidden"), scale=scale.id)
    for name, of_entries in sums.items():
        if totals[name] != of_entries:
            findings.wrong(
                RECORDS, N_("{name} of {scale} is {total}, but the entries add up to {sums}"),
                name=name, scale=scale.id, total=totals[name], sums=of_entries,
            )


def _check_redeemed(figures: Figures, findings: Findings) -> None:
    """What accounts redeemed is what their redemptions cost, those given back left out."""
    spent: Counter[tuple[str, str]] = Counter()
    for redemption in figures.redemptions:
        if not redemption.cancelled and redemption.scale in figures.site.scales:
            spent[redemption.scale, redemption.account] += figures.site.scales[redemption.scale].units(redemption.points)
    for account in figures.accounts:
        scale = figures.site.scales.get(account.scale)
        cost = spent.pop((account.scale, account.account), 0)
        if scale is not None and account.redeemed != scale.points(cost):
            findings.wrong(
                ACCOUNTS, N_("{account} has redeemed {said}, but its redemptions add up to {sums}"),
                account=account.account, said=account.redeemed, sums=scale.points(cost),
            )
    for _, account_id in spent:
        findings.wrong("data/redemptions.csv", N_("there is no account {account}"), account=account_id)


def check_measures(measures: Iterable[Measure], findings: Findings) -> None:
    """Add up what the village achieved, year by year. In fractions: amounts may be longer than a decimal's precision."""
    for measure in measures:
        if sum(map(Fraction, measure.by_year)) != Fraction(measure.total):
            findings.wrong("data/measures.json", N_("the years of {measure} do not add up to its total"), measure=measure.measure)


def _check_account(account: Account, site: Site, findings: Findings) -> None:
    if account.honor != account.redeemed + account.expired + account.balance:
        findings.wrong(ACCOUNTS, N_("the figures of {account} do not add up"), account=account.account)
    scale = site.scales.get(account.scale)
    if scale is not None and any(_decimals(figure) > scale.decimals for figure in (account.honor, account.year, account.balance)):
        findings.wrong(ACCOUNTS, N_("{account} has more decimals than its scale"), account=account.account)


def _decimals(figure: Decimal) -> int:
    """How many decimals a figure is written with; a JSON number here has no exponent."""
    return -int(figure.as_tuple().exponent)


def _check_totals(figures: Figures, findings: Findings) -> None:
    """Honor, yearly totals and standings, as closely as entries without a name leave it open."""
    calendar, site = Calendar(figures.site.year_starts), figures.site
    year = calendar.period("year", site.as_of)
    based = {scale.id: calendar.period(scale.base_per, site.as_of) for scale in site.scales.values()}
    spans: tuple[tuple[str, Callable[[Account], Decimal], Callable[[Row], bool]], ...] = (
        ("honor", lambda account: account.honor, lambda row: True),
        ("year", lambda account: account.year, lambda row: touches(row.date, year)),
        ("standing", lambda account: account.standing - _base(account, site), lambda row: row.scale in based and touches(row.date, based[row.scale])),
    )
    for name, figure, within in spans:
        bounds = Bounds((row for row in figures.records if row.counts and within(row)), site)
        for account in figures.accounts:
            least, most = bounds.of(account.scale, account.account)
            if not least <= figure(account) <= most:
                findings.wrong(
                    ACCOUNTS, N_("{name} of {account} is {said}, which does not follow from its entries ({least} to {most})"),
                    name=name, account=account.account, said=figure(account), least=least, most=most,
                )


def _base(account: Account, site: Site) -> Decimal:
    return site.scales[account.scale].base if account.scale in site.scales else ZERO


def touches(date: str, period: Period) -> bool:
    """Whether a day, or any day of a month, lies in a period."""
    return period.first.isoformat()[: len(date)] <= date <= period.last.isoformat()


class Bounds:
    """What totals can be: the sum of what is listed by name, and any of what is listed without or not at all."""

    def __init__(self, rows: Iterable[Row], site: Site, holder: Callable[[Row], str] = lambda row: row.account) -> None:
        """`holder`: for whom a row counts, "" where it does not say."""
        self._known: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
        self._less = defaultdict(Decimal, {scale.id: scale.least for scale in site.scales.values()})
        self._more = defaultdict(Decimal, {scale.id: scale.most for scale in site.scales.values()})
        for row in rows:
            if not row.itemised:
                (self._more if row.award > 0 else self._less)[row.scale] += row.award
            elif who := holder(row):
                self._known[row.scale, who] += row.award

    def holders(self, scale: str) -> set[str]:
        """All for whom anything is listed by name."""
        return {who for of, who in self._known if of == scale}

    def of(self, scale: str, who: str) -> tuple[Decimal, Decimal]:
        """The least and the most that a total can be."""
        known = self._known.get((scale, who), ZERO)
        return known + self._less[scale], known + self._more[scale]
