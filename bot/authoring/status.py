"""How the content stands: coverage, outdated translations, reviews due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.entries.base import Reviewed
from bot.entries.contact import Contact
from bot.entries.entry import Entry
from bot.entries.page import Destination, Page, Place
from bot.i18n import WRITTEN, Locale

SOON = timedelta(days=30)
CONTACTS = "contacts"


@dataclass(frozen=True, slots=True)
class Cell:
    """One destination, place and language: how many pages, and how many are outdated."""

    pages: int
    outdated: int

    def __str__(self) -> str:
        if not self.pages:
            return "-"
        return f"{self.pages} ({self.outdated} old)" if self.outdated else str(self.pages)


@dataclass(frozen=True, slots=True)
class Status:
    """`coverage` by destination (`""`: none), place and locale; lists of what needs work."""

    coverage: Mapping[tuple[str, str], Mapping[Locale, Cell]]
    outdated: tuple[tuple[str, Locale, tuple[str, ...]], ...]
    overdue: tuple[tuple[str, date], ...]
    due_soon: tuple[tuple[str, date], ...]


def status_of(entries: Mapping[str, Entry], today: date) -> Status:
    """Return how a set of entries stands on a day."""
    pages: list[Page] = [entry for entry in entries.values() if isinstance(entry, Page)]
    reviewed = sorted(
        (entry.review_by, entry.id) for entry in entries.values() if isinstance(entry, Reviewed)
    )
    return Status(
        coverage=_coverage(entries, pages),
        outdated=tuple(
            (page.id, locale, page.text(locale).outdated)
            for page in sorted(pages, key=lambda page: page.id)
            for locale in WRITTEN
            if page.text(locale).outdated
        ),
        overdue=tuple((entry_id, day) for day, entry_id in reviewed if day < today),
        due_soon=tuple(
            (entry_id, day) for day, entry_id in reviewed if today <= day <= today + SOON
        ),
    )


def _coverage(
    entries: Mapping[str, Entry], pages: list[Page]
) -> Mapping[tuple[str, str], Mapping[Locale, Cell]]:
    table: dict[tuple[str, str], Mapping[Locale, Cell]] = {}
    destinations = sorted(page.id for page in pages if isinstance(page, Destination))
    for destination in destinations:
        for place in Place:
            at = [p for p in pages if p.destination == destination and p.place is place]
            table[destination, place.value] = {locale: _cell(at, locale) for locale in WRITTEN}
        contacts = sum(
            isinstance(entry, Contact) and entry.destination == destination
            for entry in entries.values()
        )
        table[destination, CONTACTS] = dict.fromkeys(WRITTEN, Cell(contacts, 0))
    for kind in sorted({page.kind for page in pages if not page.destination}):  # type: ignore[attr-defined]
        at = [p for p in pages if not p.destination and p.kind == kind]  # type: ignore[attr-defined]
        table["", kind] = {locale: _cell(at, locale) for locale in WRITTEN}
    return table


def _cell(pages: list[Page], locale: Locale) -> Cell:
    return Cell(len(pages), sum(bool(page.text(locale).outdated) for page in pages))
