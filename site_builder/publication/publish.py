"""Puts together everything that is published on one channel."""

from __future__ import annotations

import datetime
from functools import partial
from itertools import chain

from site_builder.ledger.accounts import accounts_by_scale, counted_day
from site_builder.ledger.book import Ledger
from site_builder.ledger.entries import Entry
from site_builder.problems import Problems
from site_builder.publication import model, told
from site_builder.publication.boards import (
    all_rankings,
    board_title,
    ranked_persons,
    show_boards,
    standings_by_who,
    waiting_boards,
)
from site_builder.publication.entries import Entries
from site_builder.publication.matters import MatterLines
from site_builder.publication.names import Channel
from site_builder.publication.notices import show_editions
from site_builder.publication.people import People
from site_builder.publication.privacy import show_privacy
from site_builder.publication.rewards import event_links, redemption_rows, show_events, show_items
from site_builder.publication.rulebook import show_rulebook
from site_builder.publication.seals import show_seals, stamped
from site_builder.publication.search import show_search
from site_builder.publication.shown import Shown, cover_of
from site_builder.publication.statements import Statements
from site_builder.publication.sums import (
    account_rows,
    board_rules,
    record_rows,
    show_goods,
    show_measures,
    show_reconciliation,
    veto_rules,
    year_starts,
)

LATEST_ACTIVITIES = 3


def publish(ledger: Ledger, channel: Channel, problems: Problems) -> model.Publication:
    """What may be said in public, on the date of the ledger. Masked names are warned of."""
    rankings = all_rankings(ledger)
    in_person_scales = {account.id for account in ledger.accounts if account.person is not None}
    with_page = in_person_scales | ranked_persons(rankings)
    shown = Shown(ledger, channel, with_page, problems)
    problems.cover = cover_of(ledger.village, channel)
    told.refuse_names_in_addresses(shown, channel)
    told.check_later_texts(shown)
    links = told.activity_links(shown)
    entries = Entries(shown, links)
    states = entries.states()
    statements = Statements(shown, entries, states, event_links(shown))
    boards = stamped(show_boards(rankings, shown, entries.is_listed), shown)
    people = People(shown, statements, entries, standings_by_who(boards, rankings))
    matters = MatterLines(shown, people, links)

    households = people.households()
    persons = people.persons(with_page, states)
    activities = told.show_activities(shown, entries, matters)
    stories = told.show_stories(shown)
    pages = told.show_pages(shown)
    editions, posted = show_editions(shown, entries, states)
    items = show_items(shown)
    events = show_events(shown, statements)
    measures = show_measures(shown, links)
    seals = show_seals(shown)
    texts = [(a.title, a.href) for a in activities] + [(s.title, s.href) for s in stories]
    texts += [(p.title, p.href) for p in pages] + [(e.title, e.href) for e in events]
    return model.Publication(
        site=_site(shown, entries),
        contact=_contact(shown),
        home=_home(shown, entries, statements, boards, editions, events, stories, activities, measures),
        boards=(*boards, *waiting_boards(rankings, shown)),
        groups=people.groups(),
        households=households,
        persons=persons,
        activities=activities,
        stories=stories,
        pages=pages,
        editions=editions,
        posted=posted,
        items=items,
        events=events,
        matters=matters.show(),
        measures=measures,
        categories=show_rulebook(shown),
        organization=people.organization(),
        lookouts=people.lookouts(),
        reconciliation=show_reconciliation(shown, entries),
        goods=show_goods(shown),
        search=show_search(people.findable(with_page), texts),
        figures=model.Figures(
            account_rows(shown), partial(record_rows, shown, entries), redemption_rows(shown), matters.counts(),
            board_rules(shown), year_starts(shown), veto_rules(shown),
        ),
        pictures=shown.pictures,
        privacy=show_privacy(shown, len(seals)),
        seals=seals,
    )


def _site(shown: Shown, entries: Entries) -> model.Site:
    settings, source = shown.village.settings, shown.village.settings.source
    on_notice = sum(settled.status == "on_notice" for settled in chain(entries.open, entries.unnamed))
    return model.Site(
        village=shown.text(settings.village, source, "village"),
        town=shown.text(settings.town, source, "town"),
        county=shown.text(settings.county, source, "county"),
        language=settings.language,
        base_url=settings.base_url,
        as_of=shown.ledger.as_of,
        scales=tuple(shown.scales.values()),
        boards=tuple(
            model.BoardLink(board.id, board_title(board, shown), f"boards/{board.id}/index.html")
            for board in settings.boards
        ),
        menu=told.menu_links(shown),
        on_notice=on_notice,
        index_people=settings.index_people,
        names=settings.names,
        deductions=settings.deductions,
    )


def _contact(shown: Shown) -> model.Contact | None:
    contact = shown.village.settings.contact
    if contact is None:
        return None
    screen, source = shown.screen, contact.source
    # The one place in which a number may be published.
    return model.Contact(
        screen.mask_names(contact.name, source.place("name")), screen.mask_names(contact.phone, source.place("phone"))
    )


def _first_board(boards: list[model.Board], latest: list[model.Board]) -> model.Board | None:
    """The first board, of the newest period of its kind on which somebody stands; else just its newest."""
    if not latest:
        return None
    of_kind = (board for board in boards if (board.id, board.period.kind) == (latest[0].id, latest[0].period.kind))
    return next((board for board in of_kind if board.rows), latest[0])


def _home(
    shown: Shown,
    entries: Entries,
    statements: Statements,
    boards: list[model.Board],
    editions: tuple[model.Edition, ...],
    events: tuple[model.Event, ...],
    stories: tuple[model.Story, ...],
    activities: tuple[model.Activity, ...],
    measures: tuple[model.Measure, ...],
) -> model.Home:
    first = shown.village.settings.scales[0]
    year = shown.ledger.calendar.period("year", shown.ledger.as_of)
    # Neither the last months nor the year began earlier, and nothing counts by a day after that on which it takes effect.
    since = shown.ledger.as_of - datetime.timedelta(days=366)
    lately = [entry for entry in _of_scale(shown, first.id) if entry.date >= since]
    moves = [entry for entry in lately if entry.record and entries.is_listed(entry.record)]
    this_year = [entry for entry in moves if (day := counted_day(entry)) is not None and year.holds(day)]
    latest = [board for board in boards if board.latest]
    past = [event for event in events if not event.upcoming]
    coming = [event for event in events if event.upcoming]
    today = shown.ledger.as_of
    households = [household for household in shown.village.roster.households.values() if household.present(today)]
    return model.Home(
        board=_first_board(boards, latest),
        boards=tuple(latest),
        current=tuple(edition for edition in editions if edition.current),
        next_event=coming[-1] if coming else None,
        last_event=past[0] if past else None,
        latest_story=next((story for story in stories if story.kind in ("story", "news")), None),
        honors=tuple(story for story in stories if story.kind == "honor"),
        activities=activities[:LATEST_ACTIVITIES],
        measures=measures,
        year_name=year.id,
        months=statements.months(moves, first),
        categories=statements.categories(this_year, first),
        households=len(households),
        persons=sum(member.present(today) for household in households for member in household.members),
        records=len(entries.open) + len(entries.unnamed),
    )


def _of_scale(shown: Shown, scale: str) -> list[Entry]:
    accounts = accounts_by_scale(shown.ledger.accounts).get(scale, [])
    return [entry for account in accounts for entry in account.entries]
