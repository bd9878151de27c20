"""One immutable release: every lookup that a screen needs, by id or by place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from bot.entries.card import Card
from bot.entries.channel import Channel
from bot.entries.contact import Contact, ContactKind
from bot.entries.cost import Cost
from bot.entries.danger import Danger
from bot.entries.entry import Entry, Readable
from bot.entries.figure import Figure
from bot.entries.page import Convention, Destination, Page, Place, Situation
from bot.entries.sign import Sign
from bot.entries.source import Source
from bot.entries.words import Words
from bot.guide.offer.check import OfferCheck
from bot.guide.search import Search

_CONTACT_ORDER = {kind: number for number, kind in enumerate(ContactKind)}
T = TypeVar("T")


class Guide:
    """A release as readers see it; build a new one to change anything.

    `release` is the number of the release in the database, 0 for an empty guide; `signs` are the
    warning signs of offers.
    """

    def __init__(self, entries: Iterable[Entry], release: int) -> None:
        self.release = release
        self._entries: dict[str, Readable] = {}
        words: list[Words] = []
        dangers: list[Danger] = []
        cards: list[Card] = []
        signs: list[Sign] = []
        costs: list[Cost] = []
        for entry in entries:
            match entry:
                case Words():
                    words.append(entry)
                case Danger():
                    dangers.append(entry)
                case Card():
                    cards.append(entry)
                case Sign():
                    signs.append(entry)
                case Cost():
                    costs.append(entry)
                case _:
                    self._entries[entry.id] = entry
        self._words, self._dangers = tuple(words), tuple(dangers)
        self._cards = tuple(sorted(cards, key=lambda card: (card.order, card.id)))
        self._costs = tuple(costs)
        self.signs = tuple(signs)
        self._by_link = {deep_link(entry_id): entry_id for entry_id in self._entries}
        pages = sorted(self._of(Page), key=lambda page: (page.order, page.id))
        self._pages: tuple[Page, ...] = tuple(pages)
        self._children: Mapping[str, tuple[Page, ...]] = _grouped(
            (page.parent, page) for page in pages
        )
        self._places: Mapping[tuple[str, Place], tuple[Page, ...]] = _grouped(
            ((page.destination, page.place) if page.destination and page.place else None, page)
            for page in pages
        )
        contacts = sorted(
            self._of(Contact), key=lambda c: (_CONTACT_ORDER[c.contact_kind], c.order, c.id)
        )
        self._contacts: Mapping[str, tuple[Contact, ...]] = _grouped(
            (contact.destination or "", contact) for contact in contacts
        )
        channels = sorted(self._of(Channel), key=lambda channel: (channel.order, channel.id))
        self._channels: tuple[Channel, ...] = tuple(channels)
        figures = sorted(self._of(Figure), key=lambda figure: figure.id)
        self._figures: Mapping[str, tuple[Figure, ...]] = _grouped(
            (figure.destination or "", figure) for figure in figures
        )

    def __len__(self) -> int:
        return len(self._entries)

    def _of(self, kind: type[T]) -> Iterator[T]:
        return (entry for entry in self._entries.values() if isinstance(entry, kind))

    @cached_property
    def search(self) -> Search:
        """Return what answers questions."""
        return Search(self._pages, self._words, self._dangers)

    @cached_property
    def offers(self) -> OfferCheck:
        """Return what checks offers."""
        return OfferCheck(
            self._of(Contact),
            self._of(Source),
            self.signs,
            self._costs,
            self._words,
            self.search,
            self.find_figure,
        )

    def find(self, entry_id: str) -> Readable | None:
        """Return any entry by its id, or None."""
        return self._entries.get(entry_id)

    def find_page(self, entry_id: str) -> Page | None:
        """Return a page by its id, or None when there is no such page."""
        entry = self._entries.get(entry_id)
        return entry if isinstance(entry, Page) else None

    def find_contact(self, entry_id: str) -> Contact | None:
        """Return a contact by its id, or None."""
        entry = self._entries.get(entry_id)
        return entry if isinstance(entry, Contact) else None

    def find_figure(self, entry_id: str) -> Figure | None:
        """Return a figure by its id, or None."""
        entry = self._entries.get(entry_id)
        return entry if isinstance(entry, Figure) else None

    def find_source(self, entry_id: str) -> Source | None:
        """Return a source by its id, or None."""
        entry = self._entries.get(entry_id)
        return entry if isinstance(entry, Source) else None

    def find_card(self, destination: str, language: str) -> Card | None:
        """Return the card of a destination in a language, or None."""
        found = (card for card in self.cards(destination) if card.language == language)
        return next(found, None)

    def cards(self, destination: str) -> tuple[Card, ...]:
        """Return the cards in the languages of a destination, in their order."""
        return tuple(card for card in self._cards if destination in card.destinations)

    def find_destination(self, entry_id: str | None) -> Destination | None:
        """Return a destination by its id, or None."""
        entry = self._entries.get(entry_id or "")
        return entry if isinstance(entry, Destination) else None

    def find_by_link(self, parameter: str) -> str | None:
        """Return the id behind a deep-link parameter, or None when nothing has it."""
        return self._by_link.get(parameter)

    def nearest(self, entry_id: str) -> Readable | None:
        """Return the entry, or where it is gone the nearest one above it in dotted order.

        A button for `kr.eps.cost` of an old release so opens `kr.eps`, or `kr`.
        """
        while entry_id:
            if entry := self._entries.get(entry_id):
                return entry
            entry_id = entry_id.rpartition(".")[0]
        return None

    def pages(self) -> tuple[Page, ...]:
        """Return all pages, in menu order."""
        return self._pages

    def destinations(self) -> tuple[Destination, ...]:
        """Return the destinations, in menu order."""
        return tuple(page for page in self._pages if isinstance(page, Destination))

    def children(self, page_id: str) -> tuple[Page, ...]:
        """Return the pages right below a page, in menu order."""
        return self._children.get(page_id, ())

    def at_place(self, destination: str, place: Place) -> tuple[Page, ...]:
        """Return a place's own pages, in menu order; pages below others are left out."""
        pages = self._places.get((destination, place), ())
        return tuple(page for page in pages if page.parent in {None, destination})

    def places(self, destination: str) -> tuple[Place, ...]:
        """Return the places of a destination that hold a page, in fixed order."""
        return tuple(place for place in Place if (destination, place) in self._places)

    def general(self, kind: type[T]) -> tuple[T, ...]:
        """Return the top pages of a kind that belong to no destination, in menu order."""
        return tuple(
            page
            for page in self._pages
            if isinstance(page, kind) and page.destination is None and page.parent is None
        )

    def of_kind(self, kind: type[T]) -> tuple[T, ...]:
        """Return all pages of a kind, in menu order."""
        return tuple(page for page in self._pages if isinstance(page, kind))

    def urgent_situations(self, destination: str | None) -> tuple[Situation, ...]:
        """Return the urgent situations of a destination, then the general ones."""
        urgent = [page for page in self.of_kind(Situation) if page.urgent]
        own = [page for page in urgent if destination and page.destination == destination]
        return tuple(own + [page for page in urgent if page.destination is None])

    def contacts(self) -> tuple[Contact, ...]:
        """Return all contacts, in no certain order."""
        return tuple(self._of(Contact))

    def contacts_of(self, destination: str) -> tuple[Contact, ...]:
        """Return the contacts of a destination (`""`: international), most urgent kind first."""
        return self._contacts.get(destination, ())

    def contact_places(self) -> tuple[str, ...]:
        """Return the destinations that have contacts, `""` for international ones, sorted."""
        return tuple(sorted(self._contacts))

    def channels(self) -> tuple[Channel, ...]:
        """Return the official channels of all countries, in menu order."""
        return self._channels

    def conventions(self) -> tuple[Convention, ...]:
        """Return the conventions of which it is known who has ratified them, in menu order."""
        return tuple(page for page in self.of_kind(Convention) if page.ratifications)

    def knows_ratifications_of(self, country: str) -> bool:
        """Say whether it is known of a country whether it has ratified some convention."""
        return any(page.ratification(country) for page in self.conventions())

    def figures_of(self, destination: str) -> tuple[Figure, ...]:
        """Return the figures of a destination (`""`: of none), by id."""
        return self._figures.get(destination, ())


def deep_link(entry_id: str) -> str:
    """Return the `start` parameter for an entry (Bot API: letters, digits, `_` and `-`)."""
    return entry_id.replace(".", "-")


K = TypeVar("K")


def _grouped(pairs: Iterable[tuple[K | None, T]]) -> dict[K, tuple[T, ...]]:
    groups: dict[K, list[T]] = defaultdict(list)
    for key, value in pairs:
        if key is not None:
            groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
