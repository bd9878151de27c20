"""Which word of the guide stands on which page, and how much it tells: compact arrays.

Measured on 667 pages in three languages: the words of a page, each looked up by its pieces, find
more than the pieces of whole passages do, for endings are cut and other people's words count.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from bot.entries.page import Destination, Page
from bot.entries.words import Words, is_meant
from bot.guide.folding import tokens
from bot.guide.passages import passages
from bot.guide.phrases import Phrases
from bot.guide.vocabulary import Vocabulary

_HALF = 1.5
"""Weight at which a word on a page counts half of what it can count."""
_OTHER_WORDS = 2.5
"""Weight of a word from a group that leads to the page: about that of its title."""
_SCALE = 255
_FIRST_PAGE = 0.75
"""Share that a country's first page counts: it names everything and answers little."""


class Index:
    """The words of all pages; pages are numbered in the order in which they were given.

    They are there once `read` has been run to its end.
    """

    def __init__(self, pages: Sequence[Page], groups: Iterable[Words]) -> None:
        self.page_ids = tuple(page.id for page in pages)
        self.destinations = tuple(_destination(page) for page in pages)
        of_countries = {_topic(page) for page in pages}
        # A page of no country has the topic of its sisters, where it has any.
        self.topics = tuple(page.id if page.id in of_countries else _topic(page) for page in pages)
        self.sisters: dict[str, list[int]] = {}
        for at, topic in enumerate(self.topics):
            if topic:
                self.sisters.setdefault(topic, []).append(at)
        self.fits = tuple(_FIRST_PAGE if isinstance(page, Destination) else 1.0 for page in pages)
        """What a page counts where it is no better than another."""
        groups = tuple(groups)
        self.vocabulary = Vocabulary(_names(groups), _fillers(groups))
        self.phrases = Phrases(groups, self.vocabulary)
        self.led: tuple[frozenset[int], ...] = self._led()
        self._starts = array("I", [0])
        self._pages = array("H")
        self._impacts = array("B")

    def _led(self) -> tuple[frozenset[int], ...]:
        at_id = {page_id: at for at, page_id in enumerate(self.page_ids)}
        by_tail: dict[str, list[int]] = defaultdict(list)
        for page_id, at in at_id.items():
            by_tail[page_id.partition(".")[2]].append(at)
        return tuple(_led(group, at_id, by_tail) for group in self.phrases.groups)

    def read(self, pages: Iterable[Page]) -> Iterator[None]:
        """Read the words of groups and pages, in portions of about a millisecond.

        A thread of its own would take 2.5 MB more: what it frees, nobody else gets.
        """
        yield from self.phrases.read()
        others: dict[int, dict[int, float]] = defaultdict(dict)
        yield from self._read_other_words(others)
        # Page and impact in one number: pairs would take some 15 MB while this is built.
        found: dict[int, array[int]] = defaultdict(lambda: array("I"))
        for at, page in enumerate(pages):
            yield
            for word, weight in self._weights(page, others[at]).items():
                found[word].append(at << 8 | round(_SCALE * weight / (weight + _HALF)))
        self.vocabulary.finish()
        yield
        for word in range(len(self.vocabulary)):
            for both in found.pop(word, ()):
                self._pages.append(both >> 8)
                self._impacts.append(both & _SCALE)
            self._starts.append(len(self._pages))

    def _read_other_words(self, others: Mapping[int, dict[int, float]]) -> Iterator[None]:
        """Read the words that lead to a page although it may not hold them, with their weight.

        A word that is a phrase by itself leads surely; one of several says less without the rest.
        """
        for group, led in zip(self.phrases.groups, self.led, strict=True):
            yield
            for text in group.words if led else ():
                words = self.phrases.numbers_of(text)
                for at, word in product(led, words):
                    weight = _OTHER_WORDS / math.sqrt(len(words))
                    others[at][word] = max(weight, others[at].get(word, 0.0))

    def _weights(self, page: Page, others: Mapping[int, float]) -> Mapping[int, float]:
        weights: dict[int, float] = defaultdict(float, others)
        texts: dict[float, list[str]] = defaultdict(list)
        for weight, text in passages(page):
            texts[weight].append(text)
        for weight, parts in texts.items():
            for token, count in Counter(tokens("\n".join(parts))).items():
                number = self.vocabulary.add(token)
                if number is not None:
                    weights[number] += weight * count
        return weights

    def frequency(self, word: int) -> int:
        """Return on how many pages a word stands."""
        return self._starts[word + 1] - self._starts[word]

    def weight(self, word: int) -> float:
        """Return how much a word tells: the rarer, the more."""
        return math.log(1 + len(self.page_ids) / (self.frequency(word) + 1))

    @property
    def most(self) -> float:
        """Return the weight of a word that stands on a single page."""
        return math.log(1 + len(self.page_ids) / 2)

    def postings(self, word: int) -> Iterator[tuple[int, float]]:
        """Yield the pages with a word, and how strongly it stands there, from 0 to 1."""
        for at in range(self._starts[word], self._starts[word + 1]):
            yield self._pages[at], self._impacts[at] / _SCALE


def _destination(page: Page) -> str:
    """Return the destination that a page speaks of; a country's own page speaks of itself."""
    return page.destination or (page.id if isinstance(page, Destination) else "")


def _topic(page: Page) -> str:
    """Return what a page of a country has in common with those of other countries."""
    return page.id.partition(".")[2] if page.destination else ""


def _names(groups: Iterable[Words]) -> Iterator[str]:
    """Yield the words that name countries or what is outside: cut like others they would mean other things."""
    for group in groups:
        if group.outside or (group.destination and not group.pages):
            for text in group.words:
                yield from tokens(text)


def _fillers(groups: Iterable[Words]) -> Iterator[str]:
    for group in groups:
        if group.filler:
            yield from group.words


def _led(group: Words, at_id: Mapping[str, int], below: Mapping[str, list[int]]) -> frozenset[int]:
    """Return the pages that a group leads to, by number."""
    found: set[int] = set()
    for pattern in group.pages:
        if pattern.startswith("*."):
            found.update(below.get(pattern[2:], ()))
        elif pattern in at_id:
            found.add(at_id[pattern])
        else:
            found.update(at for page_id, at in at_id.items() if is_meant(pattern, page_id))
    return frozenset(found)
