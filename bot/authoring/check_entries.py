"""Rules on one entry by itself: dates, places, links, values. One function for each rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from babel.numbers import list_currencies

from bot.authoring.forms import Placed
from bot.entries.base import Reviewed
from bot.entries.figure import UNITS, Figure
from bot.entries.page import Destination, Page
from bot.errors import Fault, mark

RELATED_LIMIT = 4
"""Buttons to related pages: more would push Back and Home off the screen."""


def check_entry(item: Placed, today: date) -> Iterator[Fault]:
    """Yield the faults of one entry."""
    yield from links(item)
    yield from reviews(item, today)
    yield from places(item)
    if isinstance(item.entry, Figure):
        yield from units(item, item.entry)
        yield from overlaps(item, item.entry)
    if isinstance(item.entry, Destination):
        yield from time_and_money(item, item.entry)


def links(item: Placed) -> Iterator[Fault]:
    """Links are https."""
    url = getattr(item.entry, "url", None)
    if url is not None and (not url.startswith("https://") or " " in url or "." not in url):
        yield item.document.fault(
            (*item.at, "url"),
            "link",
            mark("the link {link} is no https address"),
            mark("write an address that begins with https://, or leave it out"),
            link=url,
        )


def reviews(item: Placed, today: date) -> Iterator[Fault]:
    """Review dates are in order; one that has passed is a warning."""
    entry = item.entry
    if not isinstance(entry, Reviewed):
        return
    # In Tashkent the day begins earlier than in UTC.
    if entry.checked > today + timedelta(days=1):
        yield item.document.fault(
            (*item.at, "checked"),
            "review",
            mark("the day of the check is in the future: {day}"),
            mark("write the day on which it was checked"),
            day=entry.checked.isoformat(),
        )
    if entry.review_by < entry.checked:
        yield item.document.fault(
            (*item.at, "review_by"),
            "review",
            mark("the review is due before the day of the last check"),
            mark("write a day after {day}"),
            day=entry.checked.isoformat(),
        )
    elif entry.is_overdue(today):
        fault = item.document.fault(
            (*item.at, "review_by"),
            "review",
            mark("the review of {id} was due on {day}"),
            mark("compare it with its sources, then set checked and review_by"),
            id=entry.id,
            day=entry.review_by.isoformat(),
        )
        yield replace(fault, is_warning=True)


def places(item: Placed) -> Iterator[Fault]:
    """A page of a destination stands at one of its places; a destination at none."""
    entry = item.entry
    if not isinstance(entry, Page):
        return
    fault = item.document.fault
    if len(entry.related) > RELATED_LIMIT:
        message = mark("{count} related pages are named, {limit} are allowed")
        mend = mark("keep those that a reader needs next")
        yield fault(
            ("related",), "related", message, mend, count=len(entry.related), limit=RELATED_LIMIT
        )
    if isinstance(entry, Destination):
        if entry.destination or entry.place:
            message = mark("a destination's own page has no destination and no place")
            at = ("destination" if entry.destination else "place", ":")
            yield fault(at, "place", message, mark("remove the field"))
        if entry.id != entry.country.lower():
            message = mark("the id of a destination is its country code in small letters")
            yield fault(("id",), "id", message, mark("write {id}"), id=entry.country.lower())
    elif entry.destination and not entry.place:
        message = mark("the page of a destination has no place")
        mend = mark("add `place: …`; README.md has the list")
        yield fault(("destination",), "place", message, mend)
    elif entry.place and not entry.destination:
        message = mark("the page has a place but no destination")
        yield fault(("place",), "place", message, mark("add `destination: …` or remove the place"))


@cache
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies())


def units(item: Placed, figure: Figure) -> Iterator[Fault]:
    """A figure's unit is known and fits its values."""
    if figure.unit not in UNITS and figure.unit not in _currencies():
        yield item.document.fault(
            (*item.at, "unit"),
            "unit",
            mark("the unit {unit} is not known"),
            mark("use a currency code such as KRW, or one of: {units}"),
            unit=figure.unit,
            units=", ".join(UNITS),
        )
    for number, value in enumerate(figure.values):
        if (figure.unit == "date") != (value.day is not None):
            yield item.document.fault(
                (*item.at, "values", number),
                "unit",
                mark("a date figure has `day`, every other one `amount`"),
                mark("change the unit or the value"),
            )


def overlaps(item: Placed, figure: Figure) -> Iterator[Fault]:
    """No day has two values."""
    order = sorted(range(len(figure.values)), key=lambda number: figure.values[number].start)
    for earlier, later in pairwise(order):
        end, start = figure.values[earlier].end, figure.values[later].start
        if end is None or start <= end:
            yield item.document.fault(
                (*item.at, "values", later, "from"),
                "overlap",
                mark("two values hold on {day}"),
                mark("end the older one with `until:` on the day before"),
                day=start.isoformat(),
            )


def time_and_money(item: Placed, destination: Destination) -> Iterator[Fault]:
    """A destination's time zone and currency exist."""
    try:
        ZoneInfo(destination.time_zone)
    except (KeyError, ValueError, OSError):
        yield item.document.fault(
            ("time_zone",),
            "zone",
            mark("the time zone {zone} is not known"),
            mark("write a name such as Asia/Seoul"),
            zone=destination.time_zone,
        )
    if destination.currency not in _currencies():
        yield item.document.fault(
            ("currency",),
            "unit",
            mark("the currency {currency} is not known"),
            mark("write a code such as KRW"),
            currency=destination.currency,
        )
