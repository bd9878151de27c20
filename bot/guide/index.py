"""Which word of the guide stands on which page, and how much it tells: compact arrays.

Measured on 667 pages in three languages: the words of a page, each looked up by its pieces, find
more than the pieces of whole passages do, for endings are cut and other people's words count.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.entries.page import Page
from bot.entries.words import Words, is_meant
from bot.guide.folding import tokens
from bot.guide.passages import passages
from bot.guide.phrases import Phrases, numbers_of, read_phrases
from bot.guide.vocabulary import Vocabulary

_HALF = 1.5
"""Weight at which a word on a page counts half of what it can count."""
_OTHER_WORDS = 2.5
"""Weight of a word from a group that leads to the page: about that of its title."""
_SCALE = 255


class Index:
    """The words of all pages; pages are numbered in the order in which they were given."""

    def __init__(self, pages: Sequence[Page], groups: Iterable[Words]) -> None:
        self.page_ids = tuple(page.id for page in pages)
        self.destinations = tuple(_destination(page) for page in pages)
        self.vocabulary = Vocabulary()
        self.phrases: Phrases = read_phrases(groups, self.vocabulary)
        self.led: tuple[frozenset[int], ...] = tuple(
            _led(group, self.page_ids) for group in self.phrases.groups
        )
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        others = self._other_words()
        for at, page in enumerate(pages):
            for word, weight in self._weights(page, others.get(at, ())).items():
                found[word].append((at, round(_SCALE * weight / (weight + _HALF))))
        self.vocabulary.finish()
        self._starts = array("I", [0])
        self._pages = array("H")
        self._impacts = array("B")
        for word in range(len(self.vocabulary)):
            for at, impact in found.get(word, ()):
                self._pages.append(at)
                self._impacts.append(impact)
            self._starts.append(len(self._pages))

    def _other_words(self) -> Mapping[int, set[int]]:
        """Return the words that lead to a page although it may not hold them."""
        found: dict[int, set[int]] = defaultdict(set)
        for group, led in zip(self.phrases.groups, self.led, strict=True):
            for text in group.words if led else ():
                words = numbers_of(text, self.vocabulary) - self.phrases.fillers
                for at in led:
                    found[at] |= words
        return found

    def _weights(self, page: Page, others: Iterable[int]) -> Mapping[int, float]:
        weights: dict[int, float] = defaultdict(float, dict.fromkeys(others, _OTHER_WORDS))
        for weight, text in passages(page):
            for token in tokens(text):
                number = self.vocabulary.add(token)
                if number is not None:
                    weights[number] += weight
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
    return page.destination or (page.id if page.kind == "destination" else "")


def _led(group: Words, page_ids: Sequence[str]) -> frozenset[int]:
    return frozenset(
        at
        for at, page_id in enumerate(page_ids)
        if any(is_meant(pattern, page_id) for pattern in group.pages)
    )
