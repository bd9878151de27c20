"""Does a message speak of danger: the words that staff have listed, in any spelling.

A word is taken as it is written, for "he hit me" is not "it hit", and only its spelling is free.
What was written is kept nowhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.entries.danger import ANY_ENDING, Danger
from bot.guide.folding import fold, in_other_layout, loosen, tokens

_BETWEEN = 3
"""Other words that may stand between those of a phrase."""
_SLIPS_FROM = 6
"""Letters of a word from which on one may be wrong: in shorter ones each letter counts."""
_SLIPS_BEFORE_ENDING = 7
_SHORTEST_BEGINNING = 2
_FEW = 12
"""Words of a message that may be a mere cry for help."""
_SENTENCE_ENDS = re.compile(r"[.!?;\n]+")
Phrase = Sequence[int]
"""A phrase as the numbers of its words."""


@dataclass(frozen=True, slots=True)
class _Group:
    words: tuple[Phrase, ...]
    alone: tuple[Phrase, ...]
    unless: tuple[Phrase, ...]


class Dangers:
    """All words of danger of a release; they are there once `read` has been run to its end."""

    def __init__(self, groups: Iterable[Danger], fillers: Iterable[str] = ()) -> None:
        """Begin with the groups; `fillers` are words that say nothing beside a cry for help."""
        self._unread = sorted(groups, key=lambda group: group.id)
        self._fillers = frozenset(_letters(word) for word in fillers)
        self._groups: list[_Group] = []
        self._whole: dict[str, int] = {}
        self._beginnings: dict[str, int] = {}
        self._alike: Mapping[str, list[tuple[str, int]]] = defaultdict(list)
        self._alike_beginnings: Mapping[str, list[tuple[str, int]]] = defaultdict(list)

    def read(self) -> Iterator[None]:
        """Read the groups, one portion each."""
        for group in self._unread:
            yield
            words, alone, unless = (
                tuple(tuple(map(self._number, said.split())) for said in part)
                for part in (group.words, group.alone, group.unless)
            )
            self._groups.append(_Group(words, alone, unless))

    def _number(self, word: str) -> int:
        """Return the number of a word of a phrase; words of one form share one."""
        is_beginning = word.endswith(ANY_ENDING)
        known = self._beginnings if is_beginning else self._whole
        letters = _letters(word.removesuffix(ANY_ENDING))
        if letters not in known:
            known[letters] = len(self._whole) + len(self._beginnings)
            if is_beginning and len(letters) >= _SLIPS_BEFORE_ENDING:
                self._alike_beginnings[letters[0]].append((letters, known[letters]))
            elif not is_beginning and len(letters) >= _SLIPS_FROM:
                self._alike[letters[0]].append((letters, known[letters]))
        return known[letters]

    def speak_in(self, message: str) -> bool:
        """Say whether a message speaks of danger, also on the other layout of the keyboard."""
        seen: dict[str, frozenset[int]] = {}
        return any(self._speak(text, seen) for text in (message, in_other_layout(message)))

    def _speak(self, text: str, seen: dict[str, frozenset[int]]) -> bool:
        for sentence in _SENTENCE_ENDS.split(text):
            places = self._places(tokens(sentence), seen)
            if any(_is_said(group, places) for group in self._groups):
                return True
        return self._is_cry(tokens(text), seen)

    def _places(
        self, words: Iterable[str], seen: dict[str, frozenset[int]]
    ) -> Mapping[int, list[int]]:
        """Return where in a sentence each known word stands."""
        places: Mapping[int, list[int]] = defaultdict(list)
        for place, word in enumerate(words):
            if word not in seen:
                seen[word] = frozenset(self._meant(_letters(word)))
            for number in seen[word]:
                places[number].append(place)
        return places

    def _meant(self, letters: str) -> Iterator[int]:
        """Yield the numbers of the words that a typed one is, or else may be by one slip."""
        found = [
            self._beginnings[letters[:length]]
            for length in range(_SHORTEST_BEGINNING, len(letters) + 1)
            if letters[:length] in self._beginnings
        ]
        if letters in self._whole:
            found.append(self._whole[letters])
        yield from found
        if found or len(letters) < _SLIPS_FROM:
            return
        for other, number in self._alike.get(letters[0], ()):
            if is_slip(letters, other):
                yield number
        for other, number in self._alike_beginnings.get(letters[0], ()):
            length = len(other)
            if any(is_slip(letters[:end], other) for end in (length - 1, length, length + 1)):
                yield number

    def _is_cry(self, words: Sequence[str], seen: dict[str, frozenset[int]]) -> bool:
        """Say whether a message is a cry for help and nothing else."""
        if not 0 < len(words) <= _FEW:
            return False
        places = self._places(words, seen)
        covered = _covered((said for group in self._groups for said in group.alone), places)
        others = {place for place, word in enumerate(words) if _letters(word) not in self._fillers}
        return bool(covered) and others <= covered


def _letters(word: str) -> str:
    return loosen(fold(word))


def _is_said(group: _Group, places: Mapping[int, Sequence[int]]) -> bool:
    said = [phrase for phrase in group.words if all(word in places for word in phrase)]
    if not said:
        return False
    ordinary = _covered(group.unless, places)
    return any(next(_windows(phrase, places, ordinary), None) is not None for phrase in said)


def _covered(phrases: Iterable[Phrase], places: Mapping[int, Sequence[int]]) -> frozenset[int]:
    """Return the places of all words that stand together as one of some phrases."""
    return frozenset(
        place
        for phrase in phrases
        if all(word in places for word in phrase)
        for window in _windows(phrase, places)
        for place in window
    )


def _windows(
    phrase: Phrase, places: Mapping[int, Sequence[int]], taken: Collection[int] = ()
) -> Iterator[Collection[int]]:
    """Yield the places at which the words of a phrase stand near each other, in any order."""
    longest = len(phrase) + _BETWEEN if len(phrase) > 1 else 1
    last: dict[int, int] = {}
    wanted = set(phrase)
    stops = sorted(
        (place, word) for word in wanted for place in places[word] if place not in taken
    )
    for place, word in stops:
        last[word] = place
        if len(last) == len(wanted) and place - min(last.values()) < longest:
            yield tuple(last.values())


def is_slip(one: str, other: str) -> bool:
    """Say whether two words differ by one letter: missed, added, changed, or swapped with the next.

    Equal words do, too.
    """
    if one == other:
        return True
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    if one[at + 1 :] == other[at + 1 :]:
        return True
    return one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
