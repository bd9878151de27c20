"""Groups of words (`Words`) made ready: which phrases a query holds, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.entries.words import Words
from bot.guide.folding import tokens
from bot.guide.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a group; `words` are its numbers in the vocabulary, once each."""

    words: frozenset[int]
    group: int


@dataclass
class Phrases:
    """All phrases of all groups, findable by any word of theirs."""

    groups: tuple[Words, ...]
    _by_word: dict[int, list[Phrase]] = field(default_factory=dict)
    fillers: set[int] = field(default_factory=set)
    same: dict[int, frozenset[int]] = field(default_factory=dict)
    """Single words that stand for each other."""

    def found(self, query: Iterable[int]) -> list[Phrase]:
        """Return the phrases whose words all stand in a query."""
        words = set(query)
        near = {phrase for word in words for phrase in self._by_word.get(word, ())}
        return [phrase for phrase in near if phrase.words <= words]

    def add(self, numbers: frozenset[int], group: int) -> None:
        """Add a phrase of a group."""
        phrase = Phrase(numbers, group)
        for number in numbers:
            self._by_word.setdefault(number, []).append(phrase)


def read_phrases(groups: Iterable[Words], vocabulary: Vocabulary) -> Phrases:
    """Return groups of words made ready; their words join the vocabulary."""
    ordered = tuple(sorted(groups, key=lambda group: group.id))
    phrases = Phrases(ordered)
    fillers = _filler_numbers(ordered, vocabulary)
    phrases.fillers = fillers
    for at, group in enumerate(ordered):
        if group.filler:
            continue
        single: set[int] = set()
        for text in group.words:
            numbers = numbers_of(text, vocabulary)
            # What says nothing is not waited for, unless the phrase says nothing else.
            telling = frozenset(numbers - fillers) or frozenset(numbers)
            if telling:
                phrases.add(telling, at)
            if len(telling) == 1:
                single |= telling
        if not (group.pages or group.destination or group.danger):
            phrases.same.update({number: frozenset(single) for number in single})
    return phrases


def numbers_of(text: str, vocabulary: Vocabulary) -> set[int]:
    """Return the numbers of the words of a text, new ones if need be."""
    found = (vocabulary.add(token) for token in tokens(text))
    return {number for number in found if number is not None}


def _filler_numbers(groups: Iterable[Words], vocabulary: Vocabulary) -> set[int]:
    found: set[int] = set()
    for group in groups:
        if group.filler:
            for text in group.words:
                found |= numbers_of(text, vocabulary)
    return found
