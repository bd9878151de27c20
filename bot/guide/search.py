"""A question in people's own words to pages of the guide. Nothing that was asked is kept."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import chain, islice

from bot.entries.danger import Danger
from bot.entries.page import Page
from bot.entries.words import Words
from bot.guide.danger import Dangers
from bot.guide.folding import fold, in_other_layout, tokens
from bot.guide.index import Index
from bot.guide.phrases import Phrase
from bot.guide.vocabulary import Match

HOME = "uz"
"""The country people come from: naming it narrows nothing."""
_LETTERS = 600
"""Letters of a message that are read: more is a story, and its beginning says what hurts."""
_WORDS = 40
_SAME = 0.8
"""How much a word counts that only stands for the one that was typed."""
_SURE = 0.8
"""Likeness from which on a typed word is taken for a word of a phrase."""
_UNKNOWN = 0.55
"""Share of the greatest weight that a word counts that stands nowhere."""
_PHRASE = 0.6
"""Share of its words' weight that a whole phrase adds."""
_PHRASE_IN_STORY = 0.6
"""Share of that which a phrase of several words adds at least, however long the question."""
_FEWEST_KNOWN, _BETTER_KNOWN = 0.5, 0.25
"""Share of known words below which the other keyboard layout is tried, and how much better it
must be."""
HITS = 10
_TELLING = 6
"""Words of a question, the weightiest, by which an answer is measured: a story has many more."""
_SISTER = 0.92
"""Share that a page counts of what the same page of another country, or of none, counts."""
_SISTERS = 3
"""Countries that are offered of one topic, where none is known."""
_NAMED = {True: 1.0, False: 0.12}
_OWN = {True: 1.0, False: 0.45}
_GENERAL_BESIDE_NAMED = 0.72
_GENERAL_BESIDE_OWN = 0.85
_NO_COUNTRY = 0.75
"""Share that a country's page counts where no country is known: the general one is meant."""
_FOUND, _FOUND_BY_ONE, _CLEAR, _AHEAD = 0.33, 0.5, 0.52, 1.25
"""Scores from which on there is an answer (more where one word alone found it), from which on it
may be opened at once, and how far ahead of the next one it must be for that."""


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
class Named:
    """What a text names: countries, and the pages that its other names lead to (EPS, SSW)."""

    destinations: frozenset[str]
    pages: frozenset[str]


@dataclass(slots=True)
class _Asked:
    """A typed word, the words of the guide that it may be, and what it tells.

    `strengths` says how strongly the word stands on each page that has it, from 0 to 1.
    """

    typed: str
    matches: tuple[Match, ...]
    weight: float = 0.0
    strengths: Mapping[int, float] = field(default_factory=dict)

    @property
    def sure(self) -> tuple[int, ...]:
        best = max(_SURE, self.matches[0].likeness if self.matches else 0.0)
        return tuple(match.word for match in self.matches if match.likeness >= best)


class Search:
    """Answers questions from one release.

    All pages are read once, which takes a second: in the portions of `prepare`, or what is left
    of them with the first question.
    """

    def __init__(
        self, pages: Sequence[Page], groups: Iterable[Words], dangers: Iterable[Danger] = ()
    ) -> None:
        groups = tuple(groups)
        self._index = Index(pages, groups)
        fillers = (word for group in groups if group.filler for word in group.words)
        self._dangers = Dangers(dangers, fillers)
        self._portions = chain(self._dangers.read(), self._index.read(pages))

    def prepare(self) -> Iterator[None]:
        """Return the portions of work that are left; to run through them is to do them."""
        return self._portions

    def find(self, question: str, own: str | None = None, most: int = HITS) -> Found:
        """Return the pages that answer a question; `own` is the person's own destination.

        `most` is how many pages are returned at most.
        """
        deque(self._portions, maxlen=0)
        is_danger = self._dangers.speak_in(question)
        asked = self._read(question[:_LETTERS])
        phrases = self._index.phrases.found(word for one in asked for word in one.sure)
        groups = [self._index.phrases.groups[phrase.group] for phrase in phrases]
        named = frozenset(group.destination for group in groups if group.destination) - {HOME}
        self._weigh(asked, phrases)
        total = sum(sorted((one.weight for one in asked), reverse=True)[:_TELLING])
        if not total:
            return _only_countries(named & set(self._index.page_ids), is_danger=is_danger)
        scores = self._scores(asked, phrases, total)
        hits = tuple(
            Hit(self._index.page_ids[at], score / total, self._words_on(at, asked))
            for score, at in self._ranked(scores, named, own, most)
        )
        verdict = self._verdict(hits, named or {own})
        if any(group.outside for group in groups):
            verdict = Verdict.NOTHING
        return Found(verdict, hits, is_danger, named)

    def named(self, text: str) -> Named:
        """Return what a text of any length names; mistakes are allowed for in its beginning."""
        deque(self._portions, maxlen=0)
        phrases, vocabulary = self._index.phrases, self._index.vocabulary
        exact = (
            vocabulary.find(vocabulary.cut(token))
            for token in dict.fromkeys(tokens(text))
            if fold(token)[:2] in phrases.beginnings
        )
        found = self._named(number for number in exact if number is not None)
        if found.destinations:
            return found
        return self._named(word for one in self._words_of(text[:_LETTERS]) for word in one.sure)

    def _named(self, words: Iterable[int]) -> Named:
        index = self._index
        found = [
            (phrase.group, country)
            for phrase in index.phrases.found(words)
            if (country := index.phrases.groups[phrase.group].destination)
        ]
        led = {at for group, _ in found for at in index.led[group]}
        return Named(
            frozenset(country for _, country in found) - {HOME},
            frozenset(index.page_ids[at] for at in led),
        )

    def _read(self, question: str) -> list[_Asked]:
        """Return the words of a question, read in the keyboard layout that makes sense."""
        asked = self._words_of(question)
        if _known(asked) < _FEWEST_KNOWN:
            other = self._words_of(in_other_layout(question))
            if _known(other) > _known(asked) + _BETTER_KNOWN:
                return other
        return asked

    def _words_of(self, question: str) -> list[_Asked]:
        found: dict[str, _Asked] = {}
        for typed in tokens(question):
            cut = self._index.vocabulary.cut(typed)
            if cut and cut not in found:
                matches = self._index.vocabulary.matches(cut, fold(typed))
                found[cut] = _Asked(typed, tuple(matches))
            if len(found) >= _WORDS:
                break
        return list(found.values())

    def _weigh(self, asked: Iterable[_Asked], phrases: Iterable[Phrase]) -> None:
        """Give each word what it tells: nothing where it has only named a country."""
        index = self._index
        places: set[int] = set()
        for phrase in phrases:
            group = index.phrases.groups[phrase.group]
            if group.destination and not group.pages:
                places.update(phrase.words)
        for one in asked:
            if not one.matches:
                one.weight = _UNKNOWN * index.most
            elif not places.intersection(one.sure):
                one.weight = index.weight(one.matches[0].word)
                one.strengths = self._strengths(one.matches)

    def _strengths(self, matches: Iterable[Match]) -> Mapping[int, float]:
        likeness = {match.word: match.likeness for match in matches}
        for word, likely in tuple(likeness.items()):
            for other in self._index.phrases.same.get(word, ()):
                likeness[other] = max(likeness.get(other, 0.0), likely * _SAME)
        strengths: dict[int, float] = {}
        for word, likely in likeness.items():
            for at, impact in self._index.postings(word):
                strength = likely * impact
                if strength > strengths.get(at, 0.0):
                    strengths[at] = strength
        return strengths

    def _scores(
        self, asked: Iterable[_Asked], phrases: Iterable[Phrase], total: float
    ) -> Mapping[int, float]:
        """Return what each page has in common with a question, up to about `total`."""
        scores: dict[int, float] = defaultdict(float)
        by_word: dict[int, float] = {}
        for one in asked:
            by_word.update(dict.fromkeys(one.sure, one.weight))
            for at, strength in one.strengths.items():
                scores[at] += one.weight * strength
        added: dict[int, float] = defaultdict(float)
        for phrase in phrases:
            covered = sum(by_word[word] for word in phrase.words)
            # One word of many says little of what is asked; a whole phrase does in any story.
            least = _PHRASE_IN_STORY if len(phrase.words) > 1 else 0.0
            worth = _PHRASE * covered * max(least, min(1.0, covered / total))
            for at in self._index.led[phrase.group]:
                added[at] = max(added[at], worth)
        for at, worth in added.items():
            scores[at] += worth
        return self._with_sisters(scores)

    def _with_sisters(self, scores: Mapping[int, float]) -> Mapping[int, float]:
        """Let each page share in what the same page of another country has found."""
        index = self._index
        best: dict[str, float] = {}
        for at, score in scores.items():
            topic = index.topics[at]
            if score > best.get(topic, 0.0):
                best[topic] = score
        shared = dict(scores)
        for topic, score in best.items():
            for at in index.sisters.get(topic, ()):
                shared[at] = max(shared.get(at, 0.0), _SISTER * score)
        return shared

    def _ranked(
        self, scores: Mapping[int, float], named: AbstractSet[str], own: str | None, most: int
    ) -> list[tuple[float, int]]:
        def factor(at: int) -> float:
            destination = self._index.destinations[at]
            if named:
                return _NAMED[destination in named] if destination else _GENERAL_BESIDE_NAMED
            if own:
                return _OWN[destination == own] if destination else _GENERAL_BESIDE_OWN
            return _NO_COUNTRY if destination else 1.0

        ranked = sorted(
            ((score * factor(at) * self._index.fits[at], at) for at, score in scores.items()),
            key=lambda item: (-item[0], item[1]),
        )
        return list(islice(self._distinct(ranked), most))

    def _distinct(self, ranked: Iterable[tuple[float, int]]) -> Iterator[tuple[float, int]]:
        """Leave out the same page of other countries behind a few of them."""
        seen: Counter[str] = Counter()
        for score, at in ranked:
            topic = self._index.topics[at]
            seen[topic] += 1
            if not topic or seen[topic] <= _SISTERS:
                yield score, at

    def _words_on(self, at: int, asked: Iterable[_Asked]) -> tuple[str, ...]:
        """Return the typed words that stand on a page, or on the same one of other countries."""
        pages = self._index.sisters.get(self._index.topics[at], (at,))
        own = tuple(one.typed for one in asked if at in one.strengths)
        return own or tuple(
            one.typed for one in asked if any(page in one.strengths for page in pages)
        )

    def _verdict(self, hits: Sequence[Hit], countries: AbstractSet[str | None]) -> Verdict:
        if not hits:
            return Verdict.NOTHING
        first = hits[0]
        if first.score < (_FOUND if len(first.words) > 1 else _FOUND_BY_ONE):
            return Verdict.NOTHING
        at = self._index.page_ids.index(first.page)
        destination, topic = self._index.destinations[at], self._index.topics[at]
        # The same page of another country, or of none, is no rival.
        rivals = (hit.score for hit in hits[1:] if not _is_about(topic, hit.page))
        is_ahead = first.score >= _AHEAD * max(rivals, default=0.0)
        is_meant = not destination or destination in countries
        is_clear = first.score >= _CLEAR and is_ahead and is_meant
        return Verdict.CLEAR if is_clear else Verdict.SEVERAL


def _is_about(topic: str, page_id: str) -> bool:
    """Say whether a page is that of a topic, of a country or of none."""
    return bool(topic) and (page_id == topic or page_id.endswith(f".{topic}"))


def _only_countries(named: AbstractSet[str], *, is_danger: bool) -> Found:
    """Answer a question that only names countries: with their first pages."""
    hits = tuple(Hit(page, 1.0, ()) for page in sorted(named))
    if len(hits) == 1:
        return Found(Verdict.CLEAR, hits, is_danger, frozenset(named))
    return Found(Verdict.SEVERAL if hits else Verdict.NOTHING, hits, is_danger, frozenset(named))


def _known(asked: Sequence[_Asked]) -> float:
    """Return the share of words that the guide knows, mistakes allowed for."""
    known = sum(one.matches[0].likeness for one in asked if one.matches)
    return known / len(asked) if asked else 1.0
