"""Closed periods as they may be shown."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from site_builder.ledger.amounts import to_decimal
from site_builder.ledger.lines import Totals
from site_builder.ledger.seals import Seal
from site_builder.publication import model
from site_builder.publication.shown import Shown


def show_seals(shown: Shown) -> tuple[model.Seal, ...]:
    """Every seal of which all entries are there on the date of the site, in the order of the chain."""
    return tuple(
        model.Seal(
            seal.period.id, seal.digest, len(seal.lines), _totals(seal.totals, shown),
            f"data/seals/{seal.period.id}.jsonl", seal.published,
        )
        for seal in _known(shown)
    )


def stamped(boards: list[model.Board], shown: Shown) -> list[model.Board]:
    """Boards with the digest of the seal that closed their period.

    A seal names the one before, so the first that reaches a period's last day speaks for all of it.
    """
    known = _known(shown)
    return [_stamped(board, known) for board in boards] if known else boards


def _stamped(board: model.Board, known: list[Seal]) -> model.Board:
    last = board.period.last
    seal = next((seal for seal in known if last is not None and seal.period.last >= last), None)
    return board if seal is None else replace(board, seal=seal.digest)


def _known(shown: Shown) -> list[Seal]:
    known: list[Seal] = []
    for seal in shown.ledger.seals:
        if seal.known_from > shown.ledger.as_of.isoformat():
            break
        known.append(seal)
    return known


def _totals(totals: Totals, shown: Shown) -> tuple[model.SealTotals, ...]:
    return tuple(_scale_totals(scale, sums, shown) for scale, sums in totals.items())


def _scale_totals(id: str, sums: dict[str, int], shown: Shown) -> model.SealTotals:
    scale = shown.scales.get(id)

    def points(column: str) -> Decimal:
        return to_decimal(sums[column], scale.decimals if scale else 0)

    name = scale.name if scale else id
    return model.SealTotals(name, *(points(c) for c in ("issued", "deducted", "corrected", "redeemed", "expired")))
