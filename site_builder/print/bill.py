"""The bill of what hangs where: for whoever goes round with the glue."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.print.context import Context
from site_builder.print.engine import Sheet
from site_builder.print.papers import Paper
from site_builder.print.titles import BILL


class Hanging(NamedTuple):
    """A document that was made."""

    title: str
    file: str
    paper: str
    pages: int
    where: str
    """Where it hangs, as a text of the theme's catalogues."""
    until: str = ""
    """The day on which it comes down, as it is read; "" where the next one replaces it."""


def bill_sheet(context: Context, period: str, hangings: list[Hanging], paper: Paper) -> Sheet:
    """The list of the documents of a period."""
    words = context.words
    model = {
        **context.head(),
        "period": words.period(period),
        "rows": [
            {
                "title": hanging.title, "file": hanging.file, "paper": hanging.paper, "pages": str(hanging.pages),
                "where": words.gettext(hanging.where).format(date=hanging.until),
            }
            for hanging in hangings
        ],
    }
    return Sheet("bill", "bill", f"{context.publication.site.village} {words.gettext(BILL)} {words.period(period)}", paper, model)
