"""A question in people's own words to pages of the guide. Nothing that was asked is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.entries.page import Page
from bot.entries.words import Words
from bot.guide.folding import fold, in_other_layout, tokens
from bot.guide.index import Index
from bot.guide.phrases import Phrase
from bot.guide.stemming import stem
from bot.guide.vocabulary import Match

_LETTERS = 600
"""Letters of a message that are read: more is a story, and its beginning says what hurts."""
_WORDS = 40
_SAME = 0.8
"""How much a word counts that only stands for the one that was typed."""
_SURE = 0.8
"""Likeness from which on a typed word is taken for a word of a phrase."""
_UNKNOWN = 0.55
"""Share of the greatest weight that a word counts that stands nowhere."""
_PLACE = 0.25
"""Share of its weight that a country's name counts: it has narrowed the search already."""
_PHRASE = 0.6
"""Share of its words' weight that a whole phrase adds."""
_FEWEST_KNOWN = 0.5
"""Share of known words below which the other keyboard layout is tried."""
_HITS = 10
_NAMED = {True: 1.0, False: 0.12}
_OWN = {True: 1.0, False: 0.55}
_GENERAL_BESIDE_NAMED = 0.72
_GENERAL_BESIDE_OWN = 0.9
_NO_COUNTRY = 0.8
"""Share that a country's page counts where no country is known: the general one is meant."""
_FOUND, _CLEAR, _AHEAD = 0.34, 0.52, 1.25


class Verdict(Enum):
    """How sure an answer is."""

    CLEAR = auto()
    SEVERAL = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that may answer, and the words of the question, as typed, that it was found by."""

    page: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found, the best first; with NOTHING the hits are only the nearest topics.

    `is_danger` says that somebody may be in danger; `destinations` are those that were named.
    """

    verdict: Verdict
    hits: tuple[Hit, ...] = ()
    is_danger: bool = False
    destinations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A typed word, and the words of the guide that it may be."""

    typed: str
    matches: tuple[Match, ...]

    @property
    def sure(self) -> tuple[int, ...]:
        return tuple(match.word for match in self.matches if match.likeness >= _SURE)


class Search:
    """Answers questions from one release; building it reads all pages once."""

    def __init__(self, pages: Sequence[Page], groups: Iterable[Words]) -> None:
        self._index = Index(pages, groups)

    def find(self, question: str, own: str | None = None) -> Found:
        """Return the pages that answer a question; `own` is the person's own destination."""
        asked = self._read(question)
        phrases = self._index.phrases.found(word for one in asked for word in one.sure)
        groups = [self._index.phrases.groups[phrase.group] for phrase in phrases]
        named = frozenset(group.destination for group in groups if group.destination)
        is_danger = any(group.danger for group in groups)
        weights = self._weights(asked, phrases)
        total = sum(weights)
        if not total:
            return self._only_places(named, is_danger=is_danger)
        scores = self._scores(asked, weights, phrases)
        ranked = self._ranked(scores, named - {"uz"}, own)
        hits = tuple(
            Hit(self._index.page_ids[at], score / total, self._words_on(at, asked, weights))
            for score, at in ranked
        )
        return Found(_verdict(hits), hits, is_danger, named)

    def _only_places(self, named: frozenset[str], *, is_danger: bool) -> Found:
        pages = [name for name in sorted(named) if name in self._index.page_ids]
        hits = tuple(Hit(name, 1.0, ()) for name in pages)
        verdict = (Verdict.NOTHING, Verdict.CLEAR)[len(hits) == 1]
        return Found(Verdict.SEVERAL if len(hits) > 1 else verdict, hits, is_danger, named)

    def _read(self, question: str) -> list[_Asked]:
        """Return the words of a question, read in the keyboard layout that makes sense."""
        asked = self._words_of(question)
        if _known(asked) < _FEWEST_KNOWN:
            other = self._words_of(in_other_layout(question))
            if _known(other) > _known(asked) + 0.25:
                return other
        return asked

    def _words_of(self, question: str) -> list[_Asked]:
        found: dict[str, _Asked] = {}
        for typed in tokens(question[:_LETTERS]):
            folded = stem(fold(typed))
            if folded and folded not in found:
                found[folded] = _Asked(typed, tuple(self._index.vocabulary.matches(folded)))
            if len(found) >= _WORDS:
                break
        return list(found.values())

    def _weights(self, asked: Sequence[_Asked], phrases: Iterable[Phrase]) -> list[float]:
        """Return how much each word of a question tells; what says nothing weighs nothing."""
        index = self._index
        places: set[int] = set()
        for phrase in phrases:
            group = index.phrases.groups[phrase.group]
            if group.destination and not group.pages:
                places |= phrase.words
        weights: list[float] = []
        for one in asked:
            sure = set(one.sure)
            if not one.matches:
                weights.append(_UNKNOWN * index.most)
            elif sure & places or sure & index.phrases.fillers:
                weights.append(0.0)
            else:
                weights.append(index.weight(one.matches[0].word))
        return weights

    def _scores(
        self, asked: Sequence[_Asked], weights: Sequence[float], phrases: Iterable[Phrase]
    ) -> Mapping[int, float]:
        index = self._index
        scores: dict[int, float] = defaultdict(float)
        for one, weight in zip(asked, weights, strict=True):
            if weight:
                for at, strength in self._strengths(one).items():
                    scores[at] += weight * strength
        by_word = {word: w for one, w in zip(asked, weights, strict=True) for word in one.sure}
        added: dict[int, float] = defaultdict(float)
        for phrase in phrases:
            worth = _PHRASE * sum(by_word.get(word, 0.0) for word in phrase.words)
            for at in index.led[phrase.group]:
                added[at] = max(added[at], worth)
        for at, worth in added.items():
            scores[at] += worth
        return scores

    def _strengths(self, one: _Asked) -> Mapping[int, float]:
        """Return how strongly a typed word stands on each page that has it."""
        likeness = {match.word: match.likeness for match in one.matches}
        for match in one.matches:
            for other in self._index.phrases.same.get(match.word, ()):
                likeness[other] = max(likeness.get(other, 0.0), match.likeness * _SAME)
        strengths: dict[int, float] = {}
        for word, likely in likeness.items():
            for at, impact in self._index.postings(word):
                strength = likely * impact
                if strength > strengths.get(at, 0.0):
                    strengths[at] = strength
        return strengths

    def _ranked(
        self, scores: Mapping[int, float], named: frozenset[str], own: str | None
    ) -> list[tuple[float, int]]:
        def factor(at: int) -> float:
            destination = self._index.destinations[at]
            if named:
                return _NAMED[destination in named] if destination else _GENERAL_BESIDE_NAMED
            if own:
                return _OWN[destination == own] if destination else _GENERAL_BESIDE_OWN
            return _NO_COUNTRY if destination else 1.0

        ranked = sorted(
            ((score * factor(at), at) for at, score in scores.items()),
            key=lambda item: (-item[0], item[1]),
        )
        return ranked[:_HITS]

    def _words_on(
        self, at: int, asked: Sequence[_Asked], weights: Sequence[float]
    ) -> tuple[str, ...]:
        return tuple(
            one.typed
            for one, weight in zip(asked, weights, strict=True)
            if weight and at in self._strengths(one)
        )


def _known(asked: Sequence[_Asked]) -> float:
    """Return the share of words that the guide knows, mistakes allowed for."""
    known = sum(one.matches[0].likeness for one in asked if one.matches)
    return known / len(asked) if asked else 1.0


def _verdict(hits: Sequence[Hit]) -> Verdict:
    if not hits or hits[0].score < _FOUND:
        return Verdict.NOTHING
    second = hits[1].score if len(hits) > 1 else 0.0
    is_clear = hits[0].score >= _CLEAR and hits[0].score >= _AHEAD * second
    return Verdict.CLEAR if is_clear else Verdict.SEVERAL
