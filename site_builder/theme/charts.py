"""Bar charts drawn at build time: a table of label and figure with an inline SVG bar in each row.

The figures are the page's own text, so they grow with the reader's letters, are read aloud in
order and need no colour; only geometry attributes are used, which the security policy allows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from markupsafe import Markup, escape

from site_builder.publication.model import Bar
from site_builder.theme.numbers import points

SPAN = 200
"""Width of a bar's drawing in its own units."""

_ROW = '<tr><th scope="row">%s</th><td class="g">%s</td><td class="n">%s</td></tr>'
_BAR = '<svg viewBox="0 0 200 10" preserveAspectRatio="none" aria-hidden="true">%s</svg>'


def bar_chart(bars: Sequence[Bar], caption: str, label: Callable[[str], str]) -> Markup:
    """The chart as a table; empty where there is no bar at all."""
    if not bars:
        return Markup("")
    low, high = _range(bars)
    rows = "".join(_row(bar, label(bar.label), low, high) for bar in bars)
    return Markup(f'<table class="chart"><caption>{escape(caption)}</caption>{rows}</table>')


def _range(bars: Sequence[Bar]) -> tuple[Decimal, Decimal]:
    """Least and greatest figure, with zero always between them."""
    figures = [bar.points for bar in bars]
    return min(*figures, Decimal(0)), max(*figures, Decimal(0))


def _row(bar: Bar, label: str, low: Decimal, high: Decimal) -> str:
    drawn = shape(bar.points, low, high)
    return _ROW % (escape(label), drawn and _BAR % drawn, points(bar.points))


def shape(value: Decimal, low: Decimal, high: Decimal) -> str:
    """The bar of a figure from the zero line to its length, and the line where bars go both ways."""
    if low == high:
        return ""
    zero = _place(Decimal(0), low, high)
    end = _place(value, low, high)
    left, width = min(zero, end), abs(end - zero)
    if value and not width:
        width = 1
    bar = f'<path d="M{left} 5h{width}"/>' if width else ""
    axis = f'<path class="z" d="M{zero} 0v10"/>' if low else ""
    return bar + axis


def _place(value: Decimal, low: Decimal, high: Decimal) -> int:
    """Where a figure lies on the drawing."""
    return round(SPAN * (value - low) / (high - low))
