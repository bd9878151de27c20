"""Rules across files: ids, references, dates, links, figures. One function for each rule."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from babel.numbers import list_currencies

from bot.authoring.check_texts import check_texts
from bot.authoring.forms import Placed
from bot.authoring.reader import Path_
from bot.authoring.tree import PageFolder
from bot.entries.base import Reviewed
from bot.entries.contact import Contact
from bot.entries.figure import UNITS, Figure
from bot.entries.page import Destination, Page
from bot.entries.source import Source
from bot.errors import Fault, mark
from bot.i18n import WRITTEN

HOME = "uz"
"""The country people come from: it has contacts and figures but is no destination."""


def check_entries(placed: list[Placed], pages: list[PageFolder], today: date) -> list[Fault]:
    """Return every fault that only shows when the files are seen together."""
    known = {item.entry.id: item for item in placed}
    wanted = {page.wanted_id for page in pages if page.wanted_id}
    faults: list[Fault] = []
    faults += missing_languages(pages)
    faults += twice_used_ids(placed)
    faults += clashing_links(known.values())
    faults += dangling_references(placed, pages, known, wanted)
    faults += circles(known)
    for item in known.values():
        faults += links(item)
        faults += reviews(item, today)
        faults += places(item)
        if isinstance(item.entry, Figure):
            faults += figure_values(item, item.entry)
        if isinstance(item.entry, Destination):
            faults += time_zone(item, item.entry)
    faults += check_texts(pages, [item for item in placed if not isinstance(item.entry, Page)])
    return faults


def missing_languages(pages: Iterable[PageFolder]) -> Iterator[Fault]:
    """Every page has its three written languages."""
    for page in pages:
        for locale in WRITTEN:
            if locale not in page.texts:
                name = f"{locale.value}.md"
                message = mark("the text {file} is missing")
                mend = mark("write it beside page.yaml")
                yield Fault(
                    f"{page.name}/page.yaml", 1, 1, "language", message, mend, {"file": name}
                )


def twice_used_ids(placed: Iterable[Placed]) -> Iterator[Fault]:
    """An id belongs to one thing only, in all files."""
    first: dict[str, Placed] = {}
    for item in placed:
        other = first.setdefault(item.entry.id, item)
        if other is item:
            continue
        line, _ = other.document.places.get((*other.at, "id"), (1, 1))
        yield item.document.fault(
            (*item.at, "id"),
            "id",
            mark("the id {id} is used in {path}:{line} too"),
            mark("give one of the two another id"),
            id=item.entry.id,
            path=other.document.path,
            line=line,
        )


def clashing_links(placed: Iterable[Placed]) -> Iterator[Fault]:
    """Ids stay different in links, where dots become hyphens."""
    first: dict[str, str] = {}
    for item in placed:
        entry_id = item.entry.id
        other = first.setdefault(entry_id.replace(".", "-"), entry_id)
        if other != entry_id:
            yield item.document.fault(
                (*item.at, "id"),
                "id",
                mark("the ids {id} and {other} give the same link"),
                mark("change the one that is not published yet"),
                id=entry_id,
                other=other,
            )


def _named(item: Placed) -> Iterator[tuple[Path_, str, type]]:
    """Yield what an entry names: where, which id, and what that must be."""
    entry, at = item.entry, item.at
    if isinstance(entry, Figure):
        for number, value in enumerate(entry.values):
            for source in value.sources:
                yield (*at, "values", number, "sources"), source, Source
    elif isinstance(entry, Reviewed):
        for number, source in enumerate(entry.sources):
            yield (*at, "sources", number), source, Source
    if isinstance(entry, Page):
        for number, contact in enumerate(entry.contacts):
            yield (*at, "contacts", number), contact, Contact
        for number, page in enumerate(entry.related):
            yield (*at, "related", number), page, Page
        if entry.parent:
            yield (*at, "parent"), entry.parent, Page
    if isinstance(entry, Destination):
        for number, contact in enumerate(entry.emergency):
            yield (*at, "emergency", number), contact, Contact
    destination = getattr(entry, "destination", None)
    if destination and (destination != HOME or isinstance(entry, Page)):
        yield (*at, "destination"), destination, Destination


_KINDS = {"figure": Figure, "contact": Contact, "page": Page}


def dangling_references(
    placed: Iterable[Placed],
    pages: Iterable[PageFolder],
    known: dict[str, Placed],
    wanted: set[str],
) -> Iterator[Fault]:
    """What is named exists and is of the right kind."""

    def wrong(target: str, kind: type) -> bool:
        item = known.get(target)
        if item is None:
            return not (target in wanted and issubclass(kind, Page))
        return not isinstance(item.entry, kind)

    def mend_for(target: str, kind: type) -> tuple[str, dict[str, str]]:
        ids = [key for key, item in known.items() if isinstance(item.entry, kind)]
        near = difflib.get_close_matches(target, ids, n=1, cutoff=0.6)
        values = {"id": target, "near": near[0] if near else ""}
        if near:
            return mark("did you mean {near}?"), values
        return mark("add it, or remove the reference"), values

    message = mark("there is no {kind} with the id {id}")
    for item in placed:
        for at, target, kind in _named(item):
            if wrong(target, kind):
                mend, values = mend_for(target, kind)
                yield item.document.fault(
                    at, "reference", message, mend, kind=kind.__name__.lower(), **values
                )
    for page in pages:
        for locale, text in page.texts.items():
            for reference in text.references:
                kind = _KINDS[reference.kind]
                if wrong(reference.target, kind):
                    mend, values = mend_for(reference.target, kind)
                    yield Fault(
                        f"{page.name}/{locale.value}.md",
                        reference.line,
                        reference.column,
                        "reference",
                        message,
                        mend,
                        {"kind": reference.kind, **values},
                    )


def circles(known: dict[str, Placed]) -> Iterator[Fault]:
    """No page stands above itself."""
    for item in known.values():
        seen: set[str] = set()
        at = item.entry
        while isinstance(at, Page) and at.parent and at.id not in seen:
            seen.add(at.id)
            parent = known.get(at.parent)
            if parent is None:
                break
            at = parent.entry
        if at.id in seen and at.id == item.entry.id:
            yield item.document.fault(
                ("parent",),
                "parent",
                mark("the page {id} stands above itself"),
                mark("change the parent of one of the pages in the circle"),
                id=at.id,
            )


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
    if entry.checked > today + timedelta(days=1):
        yield item.document.fault(
            (*item.at, "checked"),
            "review",
            mark("the page was checked in the future: {day}"),
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
        yield Fault(
            fault.path,
            fault.line,
            fault.column,
            fault.rule,
            fault.message,
            fault.mend,
            fault.values,
            is_warning=True,
        )


def places(item: Placed) -> Iterator[Fault]:
    """A page of a destination stands at one of its places; a destination at none."""
    entry = item.entry
    if not isinstance(entry, Page):
        return
    if isinstance(entry, Destination):
        if entry.destination or entry.place:
            message = mark("a destination's own page has no destination and no place")
            yield item.document.fault(("place",), "place", message, mark("remove the field"))
        if entry.id != entry.country.lower():
            message = mark("the id of a destination is its country code in small letters")
            yield item.document.fault(
                ("id",), "id", message, mark("write {id}"), id=entry.country.lower()
            )
    elif bool(entry.destination) != bool(entry.place):
        message = mark("a page has both a destination and a place, or neither")
        mend = mark("add `place: …` or `destination: …`; see README.md")
        yield item.document.fault(("id",), "place", message, mend)


def figure_values(item: Placed, figure: Figure) -> Iterator[Fault]:
    """A figure's unit is known, fits its values, and no day has two values."""
    at = item.at
    if figure.unit not in UNITS and figure.unit not in list_currencies():
        yield item.document.fault(
            (*at, "unit"),
            "unit",
            mark("the unit {unit} is not known"),
            mark("use a currency code such as KRW, or one of: {units}"),
            unit=figure.unit,
            units=", ".join(UNITS),
        )
    for number, value in enumerate(figure.values):
        if (figure.unit == "date") != (value.day is not None):
            yield item.document.fault(
                (*at, "values", number),
                "unit",
                mark("a date figure has `day`, every other one `amount`"),
                mark("change the unit or the value"),
            )
    for one, other in pairwise(figure.values):
        if one.end is None or other.start <= one.end:
            yield item.document.fault(
                (*at, "values"),
                "overlap",
                mark("two values hold on {day}"),
                mark("end the older one with `until:` on the day before"),
                day=other.start.isoformat(),
            )


def time_zone(item: Placed, destination: Destination) -> Iterator[Fault]:
    """A destination's time zone exists."""
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
