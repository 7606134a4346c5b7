"""Door cards: a card for each household, with a code that leads to its page."""

from __future__ import annotations

from site_builder.print.context import Context
from site_builder.print.engine import Sheet
from site_builder.print.layout import ems
from site_builder.print.papers import Paper
from site_builder.print.refused import PrintRefused
from site_builder.print.titles import CARDS
from site_builder.problems import N_

CARD = (90, 54)
"""Millimetres: ten on a sheet of A4."""
EDGE = 10
"""What has to stay free around the cards for the cut marks, in millimetres."""


def cards_sheet(context: Context, paper: Paper) -> Sheet:
    """A card for every household that is here today, group after group; refuses without an address to lead to."""
    site = context.publication.site
    if not site.base_url:
        raise PrintRefused(N_("Door cards lead to the pages of the households: content/site.yaml has to say base_url first."))
    model = {
        **context.head(),
        "cards": [
            {
                "who": who.id, "name": who.name, "group": group.name, "id": who.id,
                "code": context.code(who.href, who.name), "_ems": ems(who.name),
            }
            for group in context.publication.groups
            for who in group.households
        ],
        "_across": (paper.width - 2 * EDGE) // CARD[0],
        "_down": (paper.height - 2 * EDGE) // CARD[1],
        "_card": CARD,
    }
    return Sheet("cards", f"cards-{paper.name}", f"{site.village} {context.words.gettext(CARDS)}", paper, model)
