"""Phrases found in a text whatever their letters, spelling and endings, and not where denied."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.guide.folding import fold, loosen, spans
from bot.guide.stemming import stem

Owner = TypeVar("Owner")
ANY_ENDING = "*"
_BETWEEN = 2
"""Words that may stand between two words of a phrase: a *good* guarantee."""
_BEGINS = 2
"""Letters by which most words of a text are seen to begin no phrase, before they are cut."""
_END = re.compile(r"[.!?\n;•—]|\s[-–]\s")


def _loose(word: str) -> str:
    return loosen(fold(word))


# Before a phrase: without a guarantee, no deposit, не требуем. Behind it: kafolat yoʻq.
_BEFORE = "без не нет никаких no not without never hech bez ne siz"
_BEHIND = "yoʻq emas йўқ йук эмас не нет нельзя shartmas bermang"
_NO_BEFORE = frozenset(map(_loose, _BEFORE.split()))
_NO_BEHIND = frozenset(map(_loose, _BEHIND.split()))
_NO_VERB = re.compile(r"(?:il|in|a|i|l|r|t)ma(?:idi|imiz|iman|iapti|sin|ng|slik)\w{0,5}$")
_NO_VERB_REACH = 2


@dataclass(frozen=True, slots=True)
class Stands(Generic[Owner]):
    """A phrase of an owner that stands in a text, in the words of the text."""

    owner: Owner
    words: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    word: str
    is_start: bool

    def fits(self, word: _Word) -> bool:
        return word.loose.startswith(self.word) if self.is_start else word.root == self.word


@dataclass(slots=True)
class _Word:
    """A word of a text; it is cut only when that is asked for."""

    loose: str
    sentence: int
    start: int
    end: int
    folded: str
    cut: str = ""

    @property
    def root(self) -> str:
        if not self.cut:
            self.cut = loosen(stem(self.folded))
        return self.cut


class Phrasebook(Generic[Owner]):
    """Finds phrases of many owners in a text in one walk over its words."""

    def __init__(self, phrases: Iterable[tuple[str, Owner]]) -> None:
        self._by_beginning: dict[str, list[tuple[tuple[_Pattern, ...], Owner]]] = defaultdict(list)
        self._beginnings: set[str] = set()
        for text, owner in phrases:
            patterns = tuple(_patterns(text))
            if patterns:
                self._by_beginning[patterns[0].word[:_BEGINS]].append((patterns, owner))

    def find(self, text: str) -> list[Stands[Owner]]:
        """Return the phrases that stand in a clean text, the first one of each owner.

        They keep the order of the text; words between sentences end a phrase.
        """
        words = list(_words(text))
        found: list[Stands[Owner]] = []
        seen: set[int] = set()
        for at, word in enumerate(words):
            for patterns, owner in self._by_beginning.get(word.loose[:_BEGINS], ()):
                if id(owner) in seen or not patterns[0].fits(word):
                    continue
                last = _last(words, at, patterns)
                if last is not None and not _is_denied(words, at, last):
                    seen.add(id(owner))
                    found.append(Stands(owner, text[word.start : words[last].end]))
        return found


def _patterns(text: str) -> Iterator[_Pattern]:
    for piece in text.split():
        is_start = piece.endswith(ANY_ENDING)
        for start, end in spans(piece):
            folded = fold(piece[start:end])
            if is_start:
                yield _Pattern(loosen(folded), True)
            elif folded:
                yield _Pattern(loosen(stem(folded)), False)


def _words(text: str) -> Iterator[_Word]:
    sentence, before = 0, 0
    folded: dict[str, tuple[str, str]] = {}
    for start, end in spans(text):
        if _END.search(text, before, start):
            sentence += 1
        before = end
        typed = text[start:end]
        if typed not in folded:
            plain = fold(typed)
            folded[typed] = plain, loosen(plain)
        plain, loose = folded[typed]
        yield _Word(loose, sentence, start, end, plain)


def _last(words: list[_Word], at: int, patterns: tuple[_Pattern, ...]) -> int | None:
    """Return where a phrase that begins at a word ends, or None where it does not go on."""
    here = at
    for pattern in patterns[1:]:
        for following in range(here + 1, min(len(words), here + 2 + _BETWEEN)):
            if words[following].sentence != words[at].sentence:
                return None
            if pattern.fits(words[following]):
                here = following
                break
        else:
            return None
    return here


def _is_denied(words: list[_Word], first: int, last: int) -> bool:
    """Say whether the words around a phrase say that it is not so."""
    sentence = words[first].sentence

    def around(indexes: Iterable[int]) -> Iterator[_Word]:
        return (words[i] for i in indexes if 0 <= i < len(words) and words[i].sentence == sentence)

    if any(word.loose in _NO_BEFORE for word in around(range(first - 2, first))):
        return True
    if any(word.loose in _NO_BEHIND for word in around((last + 1,))):
        return True
    behind = range(last + 1, last + 1 + _NO_VERB_REACH)
    return any(_NO_VERB.search(word.loose) for word in around(behind))
