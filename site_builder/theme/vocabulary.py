"""English words for what the content calls by a key; the catalogues turn them into the village's words.

A key that is not here is a village's own word and is shown as it was typed.
"""

from __future__ import annotations

from typing import Final

from site_builder.problems import N_

WORDS: Final[dict[str, dict[str, str]]] = {
    "role": {
        "party_member": N_("Party member"),
        "center_household": N_("Party centre household"),
        "mediator": N_("mediator"),
        "cadre": N_("cadre"),
        "recorder": N_("points recorder"),
        "supervisor": N_("supervisor"),
    },
    "activity": {
        "night_talk": N_("evening talk on the terrace"),
        "labor": N_("voluntary labour"),
        "cleanup": N_("clean-up"),
        "construction": N_("building together"),
        "pledge": N_("signing the pledge"),
        "culture": N_("culture"),
        "volunteer": N_("volunteering"),
        "livestream": N_("livestream sale"),
        "redemption": N_("redemption day"),
        "meeting": N_("meeting"),
        "training": N_("training"),
        "sports": N_("sports"),
        "before_after": N_("before and after"),
        "digital": N_("digital village"),
        "safety": N_("keeping the peace"),
    },
    "story": {
        "story": N_("Village story"),
        "commentary": N_("Commentary"),
        "honor": N_("Honour"),
        "news": N_("News"),
    },
    "level": {
        "national": N_("national level"),
        "province": N_("provincial level"),
        "city": N_("city level"),
        "county": N_("county level"),
        "town": N_("town level"),
        "village": N_("village level"),
    },
    "request": {
        "open": N_("waiting to be taken on"),
        "claimed": N_("taken on"),
        "resolved": N_("done"),
        "adopted": N_("adopted"),
        "declined": N_("cannot be done"),
    },
    "idea": {
        "open": N_("being considered"),
        "claimed": N_("being tried"),
        "resolved": N_("carried out"),
        "adopted": N_("adopted"),
        "declined": N_("not adopted"),
    },
    "environment": {
        "open": N_("waiting to be put right"),
        "claimed": N_("being put right"),
        "resolved": N_("put right"),
        "adopted": N_("put right"),
        "declined": N_("left as it is"),
    },
    "pledge": {
        "open": N_("signing goes on"),
        "claimed": N_("signing goes on"),
        "resolved": N_("signing completed"),
        "adopted": N_("signing completed"),
        "declined": N_("withdrawn"),
    },
    "dispute": {
        "family": N_("family quarrels"),
        "emotional": N_("matters of the heart"),
        "debt": N_("debts"),
        "neighbor": N_("quarrels between neighbours"),
        "other": N_("other quarrels"),
    },
    "status": {
        "on_notice": N_("on notice"),
        "confirmed": N_("counted"),
        "contested": N_("being checked"),
        "voided": N_("struck out"),
        "correction": N_("corrected"),
    },
    "outcome": {
        "open": N_("being looked into"),
        "upheld": N_("found right, the entry is struck out"),
        "rejected": N_("looked into, the entry stands"),
    },
    "evidence": {
        "photo": N_("a photo"),
        "document": N_("a document"),
        "witness": N_("a witness"),
    },
}

MONTHS: Final = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)

QUARTERS: Final = (
    N_("First quarter of {year}"),
    N_("Second quarter of {year}"),
    N_("Third quarter of {year}"),
    N_("Fourth quarter of {year}"),
)

LIMITS: Final = {
    ("account", "day"): N_("per household and day"),
    ("account", "week"): N_("per household and week"),
    ("account", "month"): N_("per household and month"),
    ("account", "quarter"): N_("per household and quarter"),
    ("account", "year"): N_("per household and year"),
    ("account", "ever"): N_("per household in all"),
    ("person", "day"): N_("per person and day"),
    ("person", "week"): N_("per person and week"),
    ("person", "month"): N_("per person and month"),
    ("person", "quarter"): N_("per person and quarter"),
    ("person", "year"): N_("per person and year"),
    ("person", "ever"): N_("per person in all"),
    ("village", "day"): N_("for the whole village and day"),
    ("village", "week"): N_("for the whole village and week"),
    ("village", "month"): N_("for the whole village and month"),
    ("village", "quarter"): N_("for the whole village and quarter"),
    ("village", "year"): N_("for the whole village and year"),
    ("village", "ever"): N_("for the whole village in all"),
}
"""Of whom and how often a limit counts; an account of a person scale reads like a person."""
