"""Vetoes: a confirmed record that takes level and place on boards away for scoring years."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from site_builder.ledger.entries import Corrected
from site_builder.ledger.periods import Calendar, Period
from site_builder.village.model import PointsRecord, Redemption


class Veto(NamedTuple):
    """One veto of one account in one scale."""

    record: PointsRecord
    confirmed: datetime.date
    span: Period
    lifted: datetime.date | None


class Vetoes:
    """All vetoes that are ever confirmed; what is asked says on which date."""

    def __init__(
        self, confirmed: Iterable[tuple[PointsRecord, datetime.date]], corrections: Iterable[Corrected], calendar: Calendar
    ) -> None:
        lifts: dict[str, datetime.date] = {}
        for corrected in corrections:
            if corrected.correction.lifts_veto:
                day = corrected.correction.date
                lifts[corrected.record.id] = min(day, lifts.get(corrected.record.id, day))
        self._vetoes: defaultdict[tuple[str, str], list[Veto]] = defaultdict(list)
        for record, since in confirmed:
            if record.rule.veto is not None:
                span = calendar.years_from(record.date, record.rule.veto.years)
                veto = Veto(record, since, span, lifts.get(record.id))
                self._vetoes[(record.rule.scale, record.account)].append(veto)

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._vetoes)

    def on(self, scale: str, account: str, period: Period, as_of: datetime.date) -> list[Veto]:
        """The vetoes of an account that touch a period, as seen on a date.

        A veto that is lifted by then is gone for past periods too.
        """
        return [
            veto
            for veto in self._vetoes.get((scale, account), ())
            if veto.confirmed <= as_of and not (veto.lifted and veto.lifted <= as_of) and veto.span.overlaps(period)
        ]

    def forbids(self, redemption: Redemption) -> Veto | None:
        """The veto that keeps an account from this redemption."""
        day = redemption.date
        for veto in self._vetoes.get((redemption.scale.id, redemption.account), ()):
            rule = veto.record.rule.veto
            lifted = veto.lifted is not None and veto.lifted <= day
            if rule is not None and not rule.redeem and veto.confirmed <= day and veto.span.holds(day) and not lifted:
                return veto
        return None
