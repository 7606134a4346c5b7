"""Rewards: the goods, the redemption days, and who took what."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from site_builder.village.binding import Record, Source, source, spec
from site_builder.village.compound_shapes import EitherOf, ListOf, OneOrMany
from site_builder.village.shapes import Amount, Date, Identifier, Number, Slug, Text, WholeNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What an item costs from a day on."""

    first: datetime.date = spec(Date(), "First day.", required=True, name="from")
    points: Number = spec(Amount(least=0), "Points for one.", required=True)
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stocking:
    """Goods that came in."""

    date: datetime.date = spec(Date(), "Day from which they are there.", required=True)
    qty: int = spec(WholeNumber(0), "How many.", required=True)
    source: Source = source()


def _one_price(points: Number) -> tuple[Price, ...]:
    return (Price(first=datetime.date.min, points=points),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A good that points buy."""

    id: str = spec(Identifier(), "Id of the item.", required=True)
    name: str = spec(Text(), "Name of the item.", required=True)
    prices: tuple[Price, ...] = spec(
        EitherOf(Amount(least=0), ListOf(Record(Price), filled=True), _one_price),
        "Points for one, or what it costs from which day on.",
        required=True,
        name="points",
    )
    stock: tuple[Stocking, ...] = spec(ListOf(Record(Stocking)), "What came in, and when.", default=())
    photo: str = spec(Text(), "A picture.", default="")
    source: Source = source()

    def price_on(self, day: datetime.date) -> Price | None:
        """The price in force: the latest that begins not after the day."""
        begun = [price for price in self.prices if price.first <= day]
        return max(begun, key=lambda price: price.first, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A redemption day."""

    title: str = spec(Text(), "Title.", required=True)
    date: datetime.date = spec(Date(), "Day.", required=True)
    place: str = spec(Text(), "Place.", default="")
    slug: str = spec(Slug(), "Address of its page; the file's name unless said.", default="")
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class RedemptionEntry:
    """Who took what, as written. `who` as a list means one redemption for each."""

    who: tuple[str, ...] = spec(OneOrMany(Text(), filled=True), "A household id, a person id or a name.", required=True)
    item: str = spec(Text(), "Id of the item.", required=True)
    qty: int | None = spec(WholeNumber(1), "How many; 1 unless said.")
    date: datetime.date | None = spec(Date(), "Day; the event's unless said.")
    scale: str = spec(Identifier(), "Whose points pay; the first redeemable scale unless said.", default="")
    cancelled: datetime.date | None = spec(Date(), "Day on which points and goods were given back.")
    source: Source = source()


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardsFile:
    """A file of content/rewards/."""

    items: tuple[Item, ...] = spec(ListOf(Record(Item)), "Goods.", default=())
    event: Event | None = spec(Record(Event), "The redemption day of this file.")
    redemptions: tuple[RedemptionEntry, ...] = spec(ListOf(Record(RedemptionEntry)), "Redemptions.", default=())
    source: Source = source()
