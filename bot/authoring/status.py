"""How the content stands: coverage, outdated translations, reviews due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.authoring.content import Checked
from bot.authoring.counts import counts_of
from bot.authoring.tree import PageFolder
from bot.entries.base import Reviewed
from bot.entries.channel import Channel
from bot.entries.contact import Contact
from bot.entries.page import Destination, Place
from bot.i18n import WRITTEN, Locale

SOON = timedelta(days=30)
CONTACTS = "contacts"
CHANNELS = "channels"


@dataclass(frozen=True, slots=True)
class Cell:
    """One destination, place and language: pages with a text, those outdated, those without."""

    pages: int
    outdated: int = 0
    missing: int = 0

    def __str__(self) -> str:
        if not self.pages:
            return "missing"
        notes = [f"{self.outdated} outdated"] if self.outdated else []
        notes += [f"{self.missing} missing"] if self.missing else []
        return f"{self.pages} ({', '.join(notes)})" if notes else str(self.pages)


@dataclass(frozen=True, slots=True)
class Outdated:
    """A translation whose Uzbek source changed in some sections; `""` is the introduction."""

    page: str
    locale: Locale
    sections: tuple[str, ...]
    was_stamped: bool


@dataclass(frozen=True, slots=True)
class Status:
    """`coverage` by destination (`""`: none), place and locale; lists of what needs work.

    `counts` says how much there is of each kind, in the order in which it is shown.
    """

    coverage: Mapping[tuple[str, str], Mapping[Locale, Cell]]
    outdated: tuple[Outdated, ...]
    overdue: tuple[tuple[str, date], ...]
    due_soon: tuple[tuple[str, date], ...]
    counts: Mapping[str, int]


def status_of(checked: Checked, today: date) -> Status:
    """Return how the content stands on a day; a page whose data is faulty is not counted."""
    entries = checked.entries.values()
    reviewed = sorted(
        (entry.review_by, entry.id) for entry in entries if isinstance(entry, Reviewed)
    )
    return Status(
        coverage=_coverage(checked),
        outdated=tuple(_outdated(checked.pages)),
        overdue=tuple((entry_id, day) for day, entry_id in reviewed if day < today),
        due_soon=tuple(
            (entry_id, day) for day, entry_id in reviewed if today <= day <= today + SOON
        ),
        counts=counts_of(entries),
    )


def _outdated(pages: Iterable[PageFolder]) -> list[Outdated]:
    found = [
        Outdated(page.data.id, locale, sections, locale in page.stamped)
        for page in pages
        if page.data and page.placed
        for locale in WRITTEN
        if (sections := page.data.text(locale).outdated)
    ]
    return sorted(found, key=lambda item: (item.page, item.locale))


def _coverage(checked: Checked) -> Mapping[tuple[str, str], Mapping[Locale, Cell]]:
    groups: dict[tuple[str, str], list[PageFolder]] = {}
    known = [page for page in checked.pages if page.data]
    for page in known:
        if isinstance(page.data, Destination):
            groups |= {(page.data.id, place.value): [] for place in Place}
    for page in known:
        data = page.data
        if data and data.destination and data.place:
            groups.setdefault((data.destination, data.place.value), []).append(page)
        elif data and not isinstance(data, Destination):
            groups.setdefault(("", data.kind), []).append(page)
    table: dict[tuple[str, str], Mapping[Locale, Cell]] = {
        key: {locale: _cell(pages, locale) for locale in WRITTEN} for key, pages in groups.items()
    }
    contacts = [entry for entry in checked.entries.values() if isinstance(entry, Contact)]
    for destination in {key[0] for key in groups} | {item.destination or "" for item in contacts}:
        count = sum((item.destination or "") == destination for item in contacts)
        table[destination, CONTACTS] = dict.fromkeys(WRITTEN, Cell(count))
    # A country need not have a channel of its own, so none is missing.
    channels = [entry for entry in checked.entries.values() if isinstance(entry, Channel)]
    for destination, count in Counter(item.destination or "" for item in channels).items():
        table[destination, CHANNELS] = dict.fromkeys(WRITTEN, Cell(count))
    order = [place.value for place in Place]
    # Pages without a destination come last; places stand in the order that people see.
    return dict(
        sorted(
            table.items(),
            key=lambda row: (
                row[0][0] == "",
                row[0][0],
                order.index(row[0][1]) if row[0][1] in order else len(order),
                row[0][1],
            ),
        )
    )


def _cell(pages: list[PageFolder], locale: Locale) -> Cell:
    missing = sum(locale in page.missing for page in pages)
    outdated = sum(
        bool(page.placed and page.data and page.data.text(locale).outdated) for page in pages
    )
    return Cell(len(pages) - missing, outdated, missing)
