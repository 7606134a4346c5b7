"""Points that people type: no more decimals than their scale has."""

from __future__ import annotations

from site_builder.problems import N_, Place, Problems
from site_builder.village.settings import Scale
from site_builder.village.shapes import Number


def typed_decimals(number: Number) -> int:
    """How many digits stand after the point, as typed."""
    return len(number.text.partition(".")[2])


def check_decimals(number: Number, scale: Scale, place: Place, problems: Problems) -> None:
    """Report points that are finer than the smallest unit of their scale."""
    if typed_decimals(number) > scale.decimals:
        problems.error(
            place, "too-many-decimals",
            N_("{points} has more decimals than the scale “{scale}”, which has {decimals}"),
            N_("round it, or raise `decimals` of the scale."),
            points=number.text, scale=scale.name, decimals=scale.decimals,
        )
