"""Groups of words (`Words`) made ready: which phrases a query holds, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.entries.words import Words
from bot.guide.folding import fold, tokens
from bot.guide.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a group; `words` are its numbers in the vocabulary."""

    words: tuple[int, ...]
    group: int


class Phrases:
    """All phrases of all groups, findable by any word of theirs; their words join a vocabulary.

    They are there once `read` has been run to its end.
    """

    def __init__(self, groups: Iterable[Words], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.groups = tuple(sorted(groups, key=lambda group: group.id))
        self._by_word: dict[int, list[Phrase]] = {}
        self.same: dict[int, frozenset[int]] = {}
        """Single words that stand for each other."""
        self.beginnings = frozenset(
            fold(token)[:2]
            for group in self.groups
            if group.destination
            for text in group.words
            for token in tokens(text)
        )
        """First letters of words that name countries or something of theirs."""

    def read(self) -> Iterator[None]:
        """Read the groups, one portion each."""
        for at, group in enumerate(self.groups):
            yield
            if not (group.filler or group.offer):
                single = self._add(group, at)
                if not (group.pages or group.destination or group.outside):
                    self.same.update(dict.fromkeys(single, single))

    def _add(self, group: Words, at: int) -> frozenset[int]:
        """Add the phrases of a group; return its single words."""
        single: set[int] = set()
        for text in group.words:
            # A tuple takes a quarter of a set, and there are thousands.
            phrase = Phrase(tuple(self.numbers_of(text)), at)
            for number in phrase.words:
                self._by_word.setdefault(number, []).append(phrase)
            if len(phrase.words) == 1:
                single.update(phrase.words)
        return frozenset(single)

    def numbers_of(self, text: str) -> frozenset[int]:
        """Return the numbers of the words of a phrase that say something."""
        found = (self._vocabulary.add(token) for token in tokens(text))
        return frozenset(number for number in found if number is not None)

    def found(self, query: Iterable[int]) -> list[Phrase]:
        """Return the phrases whose words all stand in a query."""
        words = set(query)
        near = {phrase for word in words for phrase in self._by_word.get(word, ())}
        return [phrase for phrase in near if words.issuperset(phrase.words)]
