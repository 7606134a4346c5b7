"""The catalogue and the redemption days as they may be shown."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from decimal import Decimal

from site_builder.ledger.amounts import to_units
from site_builder.ledger.entries import redemption_cost
from site_builder.ledger.totals import goods_totals
from site_builder.publication import model
from site_builder.publication.shown import Shown
from site_builder.publication.statements import Statements
from site_builder.village.model import Redemption
from site_builder.village.rewards import Event, Item


def event_links(shown: Shown) -> dict[str, model.Link]:
    """The page of each redemption day, by its slug."""
    return {
        slug: model.Link(shown.text(event.title, event.source, "title"), f"rewards/{slug}.html")
        for slug, event in shown.village.events.items()
    }


def show_items(shown: Shown) -> tuple[model.Item, ...]:
    """Every good, the cheapest first."""
    totals = {total.item: total for total in goods_totals(shown.ledger)}
    items = []
    for item in shown.village.items.values():
        price = _price_today(item, shown)
        name = shown.text(item.name, item.source, "name")
        total = totals[item.id]
        items.append(
            model.Item(
                id=item.id,
                name=name,
                photo=shown.picture(item.photo, item.source.place("photo"), name) if item.photo else None,
                price=price,
                prices=tuple((p.first, p.points.value) for p in item.prices) if len(item.prices) > 1 else (),
                stocked=total.stocked,
                handed_out=total.handed_out,
                left=total.left,
                redeemable_by=_redeemable_by(price, shown),
            )
        )
    return tuple(sorted(items, key=lambda item: (item.price, item.id)))


def _price_today(item: Item, shown: Shown) -> Decimal:
    price = item.price_on(shown.ledger.as_of) or min(item.prices, key=lambda price: price.first)
    return price.points.value


def _redeemable_by(price: Decimal, shown: Shown) -> int:
    scale = next((scale for scale in shown.village.settings.scales if scale.redeemable), None)
    if scale is None:
        return 0
    cost = to_units(price, scale.decimals)
    return sum(a.scale is scale and a.balance >= cost for a in shown.ledger.accounts)


def redemptions_by_now(shown: Shown) -> list[Redemption]:
    """The redemptions dated by the date of the site, by date, account, item."""
    found = [redemption for redemption in shown.village.redemptions if redemption.date <= shown.ledger.as_of]
    return sorted(found, key=lambda r: (r.date, r.account, r.item.id, r.qty, r.scale.id, str(r.cancelled)))


def show_events(shown: Shown, statements: Statements) -> tuple[model.Event, ...]:
    """Every redemption day, newest first; also those to come."""
    by_event: dict[str, list[Redemption]] = {}
    for redemption in redemptions_by_now(shown):
        by_event.setdefault(redemption.event, []).append(redemption)
    links = event_links(shown)
    in_order = sorted(shown.village.events.items(), key=lambda pair: (-pair[1].date.toordinal(), pair[0]))
    return tuple(_event(links[slug], event, by_event.get(slug, []), shown, statements) for slug, event in in_order)


def _event(
    link: model.Link, event: Event, redemptions: list[Redemption], shown: Shown, statements: Statements
) -> model.Event:
    as_of = shown.ledger.as_of
    kept = [redemption for redemption in redemptions if not _given_back(redemption, as_of)]
    by_scale: dict[str, list[Redemption]] = {}
    for redemption in kept:
        by_scale.setdefault(redemption.scale.id, []).append(redemption)
    return model.Event(
        title=link.text,
        href=link.href,
        date=event.date,
        place=shown.text(event.place, event.source, "place"),
        upcoming=event.date > as_of,
        lines=tuple(statements.redemption(redemption) for redemption in redemptions),
        households=_households(kept),
        redeemed=tuple(_redeemed(scale, by_scale[id], shown) for id, scale in shown.scales.items() if id in by_scale),
    )


def _redeemed(scale: model.Scale, redemptions: list[Redemption], shown: Shown) -> model.Redeemed:
    pieces: Counter[str] = Counter()
    points: defaultdict[str, Decimal] = defaultdict(Decimal)
    for redemption in redemptions:
        pieces[redemption.item.id] += redemption.qty
        points[redemption.item.id] += _cost(redemption, shown)
    names = {id: shown.text(item.name, item.source, "name") for id, item in shown.village.items.items() if id in pieces}
    return model.Redeemed(
        scale,
        _households(redemptions),
        sum(points.values(), Decimal(0)),
        tuple((names[id], pieces[id], points[id]) for id in sorted(names, key=lambda of: (-pieces[of], names[of], of))),
    )


def _households(redemptions: list[Redemption]) -> int:
    return len({redemption.household.id for redemption in redemptions})


def _cost(redemption: Redemption, shown: Shown) -> Decimal:
    return shown.points(redemption_cost(redemption), redemption.scale.id)


def _given_back(redemption: Redemption, as_of: datetime.date) -> bool:
    return redemption.cancelled is not None and redemption.cancelled <= as_of


def redemption_rows(shown: Shown) -> tuple[model.RedemptionRow, ...]:
    """The lines of data/redemptions.csv."""
    return tuple(
        model.RedemptionRow(
            redemption.date,
            redemption.event,
            redemption.scale.id,
            redemption.account,
            redemption.item.id,
            redemption.qty,
            _cost(redemption, shown),
            redemption.cancelled if _given_back(redemption, shown.ledger.as_of) else None,
        )
        for redemption in redemptions_by_now(shown)
    )
