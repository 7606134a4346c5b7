"""Checks matters: which fields belong to which kind, and who is named."""

from __future__ import annotations

from site_builder.problems import N_
from site_builder.village.books import Books
from site_builder.village.load_roster import report_unknown_household
from site_builder.village.matters import Matter


def check_matter(matter: Matter, books: Books) -> None:
    """Report whatever of a matter contradicts itself or the roster."""
    problems, source = books.problems, matter.source
    for field, wrong, message in _mistakes(matter):
        if wrong:
            problems.error(source.place(field), "matter-contradicts", message, N_("see the field reference for matters."))
    if matter.closed is not None and matter.closed < matter.opened:
        problems.error(
            source.place("closed"), "reversed-dates", N_("it was closed on {closed}, before it was opened on {opened}"),
            N_("mend one of the dates."), closed=matter.closed, opened=matter.opened,
        )
    if matter.closed is not None and matter.status in ("open", "claimed"):
        problems.warning(
            source.place("closed"), "closed-but-open", N_("this has a `closed`, but its status is {status}"),
            N_("set `status` to resolved, adopted or declined, or delete `closed`."), status=matter.status,
        )
    for name in ("raised_by", "found_by"):
        books.directory.find_or_outsider(getattr(matter, name), source.place(name), problems)
    for index, who in enumerate(matter.handled_by):
        books.directory.find_or_outsider(who, source.place("handled_by", index), problems)
    for index, id in enumerate(matter.households):
        if id not in books.roster.households:
            report_unknown_household(id, books.roster, source.place("households", index), problems)


def _mistakes(matter: Matter) -> tuple[tuple[str, bool, str], ...]:
    has, pledge, dispute = matter.source.has, matter.kind == "pledge", matter.kind == "dispute"
    return (
        ("type", has("type") and not dispute, N_("only a dispute has a `type`")),
        ("found_by", has("found_by") and not dispute, N_("only a dispute has `found_by`")),
        ("households", has("households") and not pledge, N_("only a pledge has `households`")),
        ("count", has("count") and not pledge, N_("only a pledge has a `count`")),
        ("count", has("count") and has("households"), N_("a pledge has either `households` or a `count`")),
        ("households", len(set(matter.households)) < len(matter.households), N_("a household signed twice")),
    )
