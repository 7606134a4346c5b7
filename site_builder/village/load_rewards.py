"""Resolves rewards: goods, redemption days, and who took what at which price."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from site_builder.problems import N_, Place
from site_builder.reading.nearest import nearest_id
from site_builder.village.books import Books, account_id
from site_builder.village.ids import by_id
from site_builder.village.model import Redemption
from site_builder.village.numbers import check_decimals
from site_builder.village.rewards import Event, Item, Price, RedemptionEntry, RewardsFile
from site_builder.village.roster import Household
from site_builder.village.settings import Scale
from site_builder.village.shapes import Number
from site_builder.village.slugs import choose_slug
from site_builder.village.written import Written


def load_items(files: Iterable[RewardsFile], books: Books) -> dict[str, Item]:
    """The goods of all files by id, in the order of ids."""
    items = by_id((item for file in files for item in file.items), books.problems)
    for item in items.values():
        if item.photo:
            books.pictures.check(item.photo, item.source.place("photo"), books.problems)
        _check_prices(item, books)
    return dict(sorted(items.items()))


def _check_prices(item: Item, books: Books) -> None:
    seen: set[datetime.date] = set()
    for price in item.prices:
        if price.first in seen:
            books.problems.error(
                price.source.place("from"), "price-twice", N_("the price from {day} is given twice"),
                N_("keep one of them."), day=price.first,
            )
        seen.add(price.first)
    scale = default_scale(books)
    if scale is not None:
        for price in item.prices:
            check_decimals(price.points, scale, _price_place(item, price), books.problems)


def _price_place(item: Item, price: Price) -> Place:
    return price.source.place("points") if price.source.file else item.source.place("points")


def default_scale(books: Books) -> Scale | None:
    """The first scale whose points can be spent."""
    return next((scale for scale in books.settings.scales if scale.redeemable), None)


def load_events(files: Iterable[RewardsFile], books: Books) -> dict[str, Event]:
    """The redemption days by slug."""
    events: dict[str, Event] = {}
    taken: dict[str, str] = {}
    for file in files:
        if file.event is not None:
            place = file.event.source.place("slug")
            slug = choose_slug(file.event.slug, file.source.file, taken, books.problems, place)
            events[slug] = file.event
    return events


def load_redemptions(
    files: Iterable[RewardsFile], items: dict[str, Item], events: dict[str, Event], books: Books
) -> tuple[Redemption, ...]:
    """Every redemption, one for each account that is named."""
    files = tuple(files)
    written = Written(files, "content/rewards/", books.problems)
    slugs = {event.source.file: slug for slug, event in events.items()}
    return tuple(
        redemption
        for file in files
        for entry in file.redemptions
        for redemption in _resolve(entry, file, slugs.get(file.source.file, ""), items, written, books)
    )


def _resolve(
    entry: RedemptionEntry, file: RewardsFile, event: str, items: dict[str, Item], written: Written, books: Books
) -> Iterator[Redemption]:
    people = [
        (books.directory.find(who, entry.source.place("who", index), books.problems), entry.source.place("who", index))
        for index, who in enumerate(entry.who)
    ]
    date = entry.date or (file.event.date if file.event else None)
    if date is None:
        if not entry.source.has("date") and not file.source.has("event"):  # one that could not be read has been reported
            books.problems.error(entry.source.place(), "missing-field", N_("“{field}” is missing"), N_("fill it in."), field="date")
        return
    if entry.cancelled is not None and entry.cancelled <= date:
        books.problems.error(
            entry.source.place("cancelled"), "reversed-dates",
            N_("it was cancelled on {cancelled}, which is not after the redemption on {date}"),
            N_("mend one of the dates."), cancelled=entry.cancelled, date=date,
        )
    item, scale = _item(entry, items, written, books), _scale(entry, books)
    price = _price(entry, item, scale, date, books) if item and scale else None
    if item is None or scale is None or price is None or (entry.qty is None and entry.source.has("qty")):
        return
    for who, place in people:
        if who is None:
            continue
        household, person = (who, None) if isinstance(who, Household) else (who.household, who)
        if person is None and scale.account == "person":
            books.problems.error(
                place, "household-in-person-scale", N_("the scale “{scale}” belongs to persons, and {who} is a household"),
                N_("name the person."), scale=scale.name, who=household.id,
            )
            continue
        account = account_id(household, person, scale)
        yield Redemption(
            date, household, person, account, scale, item, entry.qty or 1, price, entry.cancelled, event, entry.source
        )


def _item(entry: RedemptionEntry, items: dict[str, Item], written: Written, books: Books) -> Item | None:
    if entry.item not in items and not written.has_id("items", entry.item):
        near = nearest_id(entry.item, {id: item.name for id, item in items.items()})
        books.problems.error(
            entry.source.place("item"), "unknown-item", N_("there is no item “{item}”"),
            N_("did you mean “{near}”?") if near else N_("declare it under `items`."), item=entry.item, near=near,
        )
    return items.get(entry.item)


def _scale(entry: RedemptionEntry, books: Books) -> Scale | None:
    if not entry.scale:
        scale = default_scale(books)
        if scale is None:
            books.problems.error(
                entry.source.place(), "nothing-redeemable", N_("no scale of this village can be redeemed"),
                N_("set `redeemable: true` for one in site.yaml."),
            )
        return scale
    scale = books.scale(entry.scale)
    if scale is None or not scale.redeemable:
        known = [scale.id for scale in books.settings.scales if scale.redeemable]
        books.problems.error(
            entry.source.place("scale"), "scale-not-redeemable", N_("“{scale}” is no scale whose points can be spent"),
            N_("possible are: {scales}."), scale=entry.scale, scales=", ".join(known),
        )
        return None
    return scale


def _price(
    entry: RedemptionEntry, item: Item, scale: Scale, date: datetime.date, books: Books
) -> Number | None:
    price = item.price_on(date)
    if price is None:
        books.problems.error(
            entry.source.place("item"), "no-price-yet", N_("“{item}” has no price yet on {date}"),
            N_("check the date, or the first `from` of its prices."), item=item.name, date=date,
        )
        return None
    if scale is not default_scale(books):
        check_decimals(price.points, scale, entry.source.place("item"), books.problems)
    return price.points
