"""An offer held against one release: what matches, what contradicts, what cannot be known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.entries.contact import Contact
from bot.entries.cost import Cost
from bot.entries.sign import Sign
from bot.entries.source import Source
from bot.entries.words import Words
from bot.guide.folding import tokens
from bot.guide.offer import firms
from bot.guide.offer.extract import extract
from bot.guide.offer.prices import Compared, FindFigure, applicable, compare
from bot.guide.offer.reading import Address, Extracted, Kind, Role, Sum
from bot.guide.offer.registers import Matched, Registers, Resembling
from bot.guide.offer.signs import Phrasebook, Stands
from bot.guide.search import Search

_BARE_REST = 12
"""Letters beside an address, or of a country beside a sum, where a message asks about just that."""
_SUMS = 3
_NAME_WORDS = 6
"""Words of a text that is taken for the name of a firm where nothing else stands in it."""
_TELLING = frozenset({Kind.PHONE, Kind.NAME, Kind.INVITE, Kind.LINK, Kind.EMAIL})


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in an offer; nothing here is a verdict about a person.

    `unknown` are addresses that no register holds, which says nothing about them. `named` are
    firms by name. `destinations` are the countries that are named.
    """

    matched: tuple[Matched, ...] = ()
    resembling: tuple[Resembling, ...] = ()
    unknown: tuple[Address, ...] = ()
    named: tuple[str, ...] = ()
    compared: tuple[Compared, ...] = ()
    signs: tuple[Stands[Sign], ...] = ()
    destinations: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing at all could be compared."""
        return not (
            self.matched
            or self.resembling
            or self.unknown
            or self.named
            or self.compared
            or self.signs
        )


class OfferCheck:
    """Checks offers against one release. It keeps nothing of what it is asked."""

    def __init__(
        self,
        contacts: Iterable[Contact],
        sources: Iterable[Source],
        signs: Iterable[Sign],
        costs: Iterable[Cost],
        groups: Iterable[Words],
        search: Search,
        find_figure: FindFigure,
    ) -> None:
        groups = tuple(groups)
        countries = (word for group in groups if group.destination for word in group.words)
        ordinary = {token for words in countries for token in tokens(words)}
        self._registers = Registers.of(contacts, sources, ordinary)
        self._signs = tuple(sorted(signs, key=lambda sign: (sign.order, sign.id)))
        self._costs = tuple(costs)
        self._search = search
        self._find_figure = find_figure
        self._book = Phrasebook(
            (phrase, sign) for sign in self._signs for phrase in sign.words.all
        )
        self._offer_words: Phrasebook[Literal[True]] = Phrasebook(
            (phrase, True) for group in groups if group.offer for phrase in group.words
        )

    def concerns(self, text: str, own: str = "") -> bool:
        """Say whether a message that nobody marked as one is an offer to be checked.

        It holds an address or a sum beside words of recruitment, warning signs or the name of a
        firm, or hardly anything else. `own` is the name of this bot, which people pass on with its links.
        """
        found = extract(text)
        addresses = [one for one in _others(found.addresses, own) if one.kind in _TELLING]
        if not addresses and not found.sums:
            return False
        rest = sum(letter.isalnum() for letter in found.rest)
        if rest <= _BARE_REST and (addresses or self._is_price(found)):
            return True
        # A firm that owes a wage is no offer; one that asks for money is.
        is_asked = bool(addresses) or any(one.role is Role.ASKED for one in found.sums)
        signs = self._book.find(found.text)
        if len(signs) > 1 or (is_asked and (signs or firms.find(found.text))):
            return True
        # Without the sums, for they part those who ask from what they do.
        return bool(self._offer_words.find(found.rest))

    def _is_price(self, found: Extracted) -> bool:
        """Say whether a few words with a sum ask about a price, and not about a wage."""
        if not found.rest.strip():
            return True
        is_wage = any(one.role is Role.PROMISED for one in found.sums)
        return not is_wage and bool(self._search.named(found.rest).destinations)

    def check(self, text: str, today: date, more: Iterable[Address] = (), own: str = "") -> Report:
        """Return what the registers and signs say of an offer.

        `more` are addresses that stand beside its text: hidden links, buttons, whom it is from.
        """
        found = extract(text)
        addresses = _distinct(_others((*found.addresses, *more), own))
        matched, resembling, unknown = self._sorted(addresses)
        # Names of sites hold codes of countries that nobody speaks of: gov.uz/ru.
        named = self._search.named(found.rest)
        costs = applicable(self._costs, named.destinations, named.pages)
        sums = _distinct_sums(found.sums)
        signs = self._signs_in(found, named.destinations)
        firms_named = firms.find(found.text)
        if not (addresses or sums or signs or firms_named) and _may_be_name(found.text):
            firms_named = (found.text.strip(),)
        return Report(
            matched,
            resembling,
            unknown,
            firms_named,
            tuple(compare(sums, costs, self._find_figure, today)),
            signs,
            tuple(sorted(named.destinations)),
        )

    def _sorted(
        self, addresses: Iterable[Address]
    ) -> tuple[tuple[Matched, ...], tuple[Resembling, ...], tuple[Address, ...]]:
        matched: list[Matched] = []
        resembling: list[Resembling] = []
        unknown: list[Address] = []
        for address in addresses:
            match self._registers.find(address):
                case Matched() as found:
                    matched.append(found)
                case Resembling() as found:
                    resembling.append(found)
                case None if address.kind is not Kind.CARD:
                    unknown.append(address)
        return tuple(matched), tuple(resembling), tuple(unknown)

    def _signs_in(
        self, found: Extracted, destinations: frozenset[str]
    ) -> tuple[Stands[Sign], ...]:
        stand = {one.owner.id: one for one in self._book.find(found.text)}
        card = next((one for one in found.addresses if one.kind is Kind.CARD), None)
        for sign in self._signs:
            if sign.card and card and sign.id not in stand:
                # Of a card only the end is shown again: messages are read over shoulders.
                stand[sign.id] = Stands(sign, f"…{card.value[-4:]}")
        return tuple(
            stand[sign.id]
            for sign in self._signs
            if sign.id in stand
            and (not sign.destinations or destinations.intersection(sign.destinations))
        )


def _others(addresses: Iterable[Address], own: str) -> Iterator[Address]:
    for address in addresses:
        if not (own and address.kind is Kind.NAME and address.value == own.lower()):
            yield address


def _distinct(addresses: Iterable[Address]) -> tuple[Address, ...]:
    found: dict[tuple[Kind, str], Address] = {}
    for address in addresses:
        found.setdefault((address.kind, address.value), address)
    return tuple(found.values())


def _distinct_sums(sums: Iterable[Sum]) -> tuple[Sum, ...]:
    found = {(one.low, one.high, one.currency, one.role): one for one in reversed(tuple(sums))}
    return tuple(reversed(found.values()))[:_SUMS]


def _may_be_name(text: str) -> bool:
    """Say whether a text is no longer than the name of a firm."""
    return 0 < len(tokens(text)) <= _NAME_WORDS and not re.search(r"[?!:\n]", text.strip())
