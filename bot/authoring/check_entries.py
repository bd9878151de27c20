"""Rules on one entry by itself: dates, places, links, values. One function for each rule.

They look at the fields as they stand in the file, so that an entry with one fault is told of all
its others too. What has the wrong form altogether is left to the forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from babel.numbers import list_currencies

from bot.authoring.forms import Placed, is_day
from bot.authoring.inline import is_https
from bot.authoring.tree import Written
from bot.entries.base import Reviewed
from bot.entries.figure import UNITS, Figure
from bot.entries.page import Destination, Page
from bot.errors import Fault, mark

RELATED_LIMIT = 4
"""Buttons to related pages: more would push Back and Home off the screen."""


def check_written(entry: Written, today: date) -> Iterator[Fault]:
    """Yield the faults of one entry, sound or not."""
    yield from links(entry)
    yield from reviews(entry, today)
    yield from places(entry)
    yield from time_and_money(entry)


def check_figure(item: Placed, figure: Figure) -> Iterator[Fault]:
    """Yield the faults of a figure whose form is sound."""
    yield from unit_of_values(item, figure)
    yield from overlaps(item, figure)


def _text(entry: Written, name: str) -> str:
    """Return a field where it is one text that is not empty, else `""`."""
    value = entry.fields.get(name)
    return value if isinstance(value, str) and value.strip() else ""


def _day(entry: Written, name: str) -> date | None:
    text = _text(entry, name)
    return date.fromisoformat(text) if is_day(text) else None


def _fault(
    entry: Written, name: str, rule: str, message: str, mend: str, **values: object
) -> Fault:
    return entry.document.fault((*entry.at, name), rule, message, mend, **values)


def links(entry: Written) -> Iterator[Fault]:
    """Links are https."""
    url = _text(entry, "url")
    if url and not is_https(url):
        message = mark("the link {link} is no https address")
        mend = mark("write an address that begins with https://, or leave it out")
        yield _fault(entry, "url", "link", message, mend, link=url)


def reviews(entry: Written, today: date) -> Iterator[Fault]:
    """Review dates are in order; one that is missing or has passed is a warning."""
    if not issubclass(entry.kind, Reviewed):
        return
    checked, due = _day(entry, "checked"), _day(entry, "review_by")
    # In Tashkent the day begins earlier than in UTC.
    if checked and checked > today + timedelta(days=1):
        message = mark("the day of the check is in the future: {day}")
        mend = mark("write the day on which it was checked")
        yield _fault(entry, "checked", "review", message, mend, day=checked.isoformat())
    if entry.fields.get("review_by") is None:
        message = mark("no day of review is named, so readers are told that it is overdue")
        mend = mark("add `review_by: …`, the day by which it must be compared with its sources")
        yield replace(_fault(entry, "review_by", "review", message, mend), is_warning=True)
    elif checked and due and due < checked:
        message = mark("the review is due before the day of the last check")
        mend = mark("write a day after {day}")
        yield _fault(entry, "review_by", "review", message, mend, day=checked.isoformat())
    elif due and due < today:
        message = mark("the review of {id} was due on {day}")
        mend = mark("compare it with its sources, then set checked and review_by")
        values = {"id": _text(entry, "id"), "day": due.isoformat()}
        fault = _fault(entry, "review_by", "review", message, mend, **values)
        yield replace(fault, is_warning=True)


def places(entry: Written) -> Iterator[Fault]:
    """A page of a destination stands at one of its places; a destination at none."""
    if not issubclass(entry.kind, Page):
        return
    fields = entry.fields
    related = fields.get("related")
    if isinstance(related, list) and len(related) > RELATED_LIMIT:
        message = mark("{count} related pages are named, {limit} are allowed")
        mend = mark("keep those that a reader needs next")
        values = {"count": len(related), "limit": RELATED_LIMIT}
        yield _fault(entry, "related", "related", message, mend, **values)
    destination, place = fields.get("destination"), fields.get("place")
    if entry.kind is Destination:
        if destination or place:
            message = mark("a destination's own page has no destination and no place")
            at = ("destination" if destination else "place", ":")
            yield entry.document.fault(at, "place", message, mark("remove the field"))
        name, country = _text(entry, "id"), _text(entry, "country").lower()
        if name and re.fullmatch("[a-z]{2}", country) and name != country:
            message = mark("the id of a destination is its country code in small letters")
            yield _fault(entry, "id", "id", message, mark("write {id}"), id=country)
    elif destination and not place:
        message = mark("the page of a destination has no place")
        mend = mark("add `place: …`; README.md has the list")
        yield _fault(entry, "destination", "place", message, mend)
    elif place and not destination:
        message = mark("the page has a place but no destination")
        mend = mark("add `destination: …` or remove the place")
        yield _fault(entry, "place", "place", message, mend)


@cache
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies())


def time_and_money(entry: Written) -> Iterator[Fault]:
    """A figure's unit and a destination's currency and time zone exist."""
    if issubclass(entry.kind, Figure):
        unit = _text(entry, "unit")
        if unit and unit not in UNITS and unit not in _currencies():
            message = mark("the unit {unit} is not known")
            mend = mark("use a currency code such as KRW, or one of: {units}")
            yield _fault(entry, "unit", "unit", message, mend, unit=unit, units=", ".join(UNITS))
    if entry.kind is not Destination:
        return
    zone, currency = _text(entry, "time_zone"), _text(entry, "currency")
    if zone and not _is_zone(zone):
        message = mark("the time zone {zone} is not known")
        mend = mark("write a name such as Asia/Seoul")
        yield _fault(entry, "time_zone", "zone", message, mend, zone=zone)
    if len(currency) == len("KRW") and currency.isupper() and currency not in _currencies():
        message = mark("the currency {currency} is not known")
        mend = mark("write a code such as KRW")
        yield _fault(entry, "currency", "unit", message, mend, currency=currency)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def unit_of_values(item: Placed, figure: Figure) -> Iterator[Fault]:
    """A figure's values fit its unit."""
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
