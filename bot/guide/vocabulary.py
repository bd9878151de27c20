"""The words of the guide by number, and which of them a typed word may be."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.guide.folding import fold, loosen
from bot.guide.stemming import forms, stem

EXACT = 1.0
ALIKE = 0.95
"""Only letters differ that keyboards lack: u for o."""
_LEAST_LIKENESS = 0.68
_CANDIDATES = 20
_MOST = 5
"""Words that one typed word may stand for; more only blur the result."""
_SHORTEST = 4
"""Letters of a word from which on mistakes are looked for: in three letters each one counts."""
_RARE_ENOUGH = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A word of the guide that a typed word may be; `likeness` is 1 for the same word."""

    word: int
    likeness: float


class Vocabulary:
    """Grows while the guide is read; `finish` makes it ready to be asked."""

    def __init__(self, names: Iterable[str] = (), fillers: Iterable[str] = ()) -> None:
        """Begin with names, which are cut no further, and with words that say nothing."""
        whole = {fold(name) for name in names}
        self._names = {
            fold(form): name for name in sorted(whole) if len(name) > 2 for form in forms(name)
        }
        self._names.update({name: name for name in whole})
        self._fillers = frozenset(loosen(fold(word)) for word in fillers)
        self._numbers: dict[str, int] = {}
        self._written: dict[str, int | None] = {}
        self._loose: list[str] = []
        self._by_piece: dict[str, array[int]] = {}
        # One number in nearly all cases, and an object for each would take more than all words.
        self._by_loose: dict[str, int] = {}
        self._alike: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def cut(self, written: str) -> str:
        """Return the folded beginning of a word; of one that says nothing, nothing."""
        folded = fold(written)
        return "" if loosen(folded) in self._fillers else stem(folded, self._names)

    def add(self, written: str) -> int | None:
        """Return the number of a word, a new one if need be; None for one that says nothing."""
        if written not in self._written:
            cut = self.cut(written)
            known = self._numbers.setdefault(cut, len(self._numbers)) if cut else None
            self._written[written] = known
        return self._written[written]

    def finish(self) -> None:
        """Make the words findable by their pieces."""
        self._written = {}
        # Where loosening changes nothing, both are one string.
        self._loose = [loosen(word) if "u" in word else word for word in self._numbers]
        for number, word in enumerate(self._loose):
            first = self._by_loose.setdefault(word, number)
            if first != number:
                self._alike.setdefault(first, []).append(number)
            if len(word) >= _SHORTEST - 1:
                for piece in _pieces(word):
                    self._by_piece.setdefault(piece, array("I")).append(number)

    def find(self, word: str) -> int | None:
        """Return the number of a folded beginning, or None."""
        return self._numbers.get(word)

    def matches(self, word: str, uncut: str = "") -> list[Match]:
        """Return the words that a typed one, folded and cut, may be: the likeliest first.

        A mistake may look like an ending: of patnet only patn is left. So `uncut` may be meant too.
        """
        found: dict[int, float] = {}
        exact = self._numbers.get(word)
        if exact is not None:
            found[exact] = EXACT
        loose = loosen(word)
        first = self._by_loose.get(loose)
        if first is not None:
            for number in (first, *self._alike.get(first, ())):
                found.setdefault(number, ALIKE)
        if len(word) >= _SHORTEST and word.isalpha() and not found:
            for number, likeness in self._similar(loose):
                found.setdefault(number, likeness)
            for number, likeness in self._similar(loosen(uncut)) if uncut != word else ():
                found[number] = max(likeness, found.get(number, 0.0))
        best = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
        return [Match(number, likeness) for number, likeness in best]

    def _similar(self, loose: str) -> Iterator[tuple[int, float]]:
        pieces = _pieces(loose)
        counts: Counter[int] = Counter()
        for piece in pieces:
            counts.update(self._by_piece.get(piece, ()))
        least = max(2, len(pieces) * 2 // 5)
        near = [
            (2 * count / (len(pieces) + len(self._loose[number]) + 2), number)
            for number, count in counts.items()
            if count >= least
        ]
        for _, number in sorted(near, reverse=True)[:_CANDIDATES]:
            likeness = alike(loose, self._loose[number])
            if likeness >= _LEAST_LIKENESS:
                yield number, likeness * ALIKE


def _pieces(word: str) -> set[str]:
    padded = f"  {word}  "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def alike(one: str, other: str) -> float:
    """Return how alike two words are, from 0 to 1, by letters missed, added, changed or swapped.

    Endings differ more easily than beginnings, so that a common beginning counts for more.
    """
    longest = max(len(one), len(other))
    distance = _distance(one, other)
    likeness = 1 - distance / longest
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    if common >= _RARE_ENOUGH and common >= 0.6 * longest:
        likeness = max(likeness, 0.7 + 0.3 * common / longest)
    return likeness


def _distance(one: str, other: str) -> int:
    """Return the distance of two words with neighbours swapped as one mistake (Damerau)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = before[j - 1] + (a != b)
            cost = min(cost, before[j] + 1, row[j - 1] + 1)
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
