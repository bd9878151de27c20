"""How well search answers a set of judged questions: pure counting, nothing is printed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.guide.search import Found, Search, Verdict

COLUMNS = ("half", "locale", "own", "kind", "question", "pages")
NONE = "-"
"""Stands in a set for no country, and for no page."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, whose it is, and the ids of the pages that answer it; none: nothing does."""

    half: str
    locale: str
    own: str | None
    kind: str
    text: str
    pages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """A question and what search found for it."""

    question: Question
    found: Found

    @property
    def rank(self) -> int:
        """Return the place of the first right page, from 1; 0 where there is none."""
        hits = (place for place, hit in enumerate(self.found.hits, 1) if self._is_right(hit.page))
        return next(hits, 0)

    def _is_right(self, page: str) -> bool:
        return page in self.question.pages

    @property
    def misleads(self) -> bool:
        """Say whether a page was opened at once that is no answer."""
        return self.found.verdict is Verdict.CLEAR and self.rank != 1

    @property
    def is_confident(self) -> bool:
        """Say whether the person is told that this is an answer."""
        return self.found.verdict is not Verdict.NOTHING


@dataclass(frozen=True, slots=True)
class Measure:
    """Shares from 0 to 1; `honest` of the questions without an answer, the rest of the others.

    `silent` is the share that was told "nothing found" although there is an answer, `misled` the
    share of all questions for which a page was opened at once that is no answer.
    """

    count: int
    hit_1: float
    hit_3: float
    reciprocal: float
    silent: float
    unanswerable: int
    honest: float
    misled: float


def read_questions(text: str) -> list[Question]:
    """Read a set: columns with tabs between them, the first line their names, `#` for remarks.

    Raises ValueError with the number of a line that has another form.
    """
    questions: list[Question] = []
    for number, line in enumerate(text.splitlines(), 1):
        fields = tuple(line.split("\t"))
        if not line.strip() or line.startswith("#") or fields == COLUMNS:
            continue
        if len(fields) != len(COLUMNS):
            raise ValueError(f"line {number} has {len(fields)} columns and needs {len(COLUMNS)}")
        half, locale, own, kind, question, pages = fields
        ids = frozenset(pages.split()) - {NONE}
        country = own if own not in {"", NONE} else None
        questions.append(Question(half, locale, country, kind, question, ids))
    return questions


def answers(search: Search, questions: Iterable[Question]) -> list[Answer]:
    """Ask every question of a set."""
    return [Answer(question, search.find(question.text, question.own)) for question in questions]


def measure(given: Sequence[Answer]) -> Measure:
    """Return the shares of a set of answers; of nothing every share is 0."""
    real = [answer for answer in given if answer.question.pages]
    empty = [answer for answer in given if not answer.question.pages]
    return Measure(
        count=len(real),
        hit_1=_share(real, lambda answer: answer.rank == 1),
        hit_3=_share(real, lambda answer: 1 <= answer.rank <= 3),
        reciprocal=sum(1 / a.rank for a in real if a.rank) / len(real) if real else 0.0,
        silent=_share(real, lambda answer: not answer.is_confident),
        unanswerable=len(empty),
        honest=_share(empty, lambda answer: not answer.is_confident),
        misled=_share(given, lambda answer: answer.misleads),
    )


def _share(given: Sequence[Answer], holds: Callable[[Answer], bool]) -> float:
    return sum(map(holds, given)) / len(given) if given else 0.0


def grouped(given: Sequence[Answer]) -> Iterator[tuple[str, Measure]]:
    """Yield measures: of all, of each half, of each locale, of each kind."""
    yield "all", measure(given)
    for name in ("half", "locale", "kind"):
        for value in dict.fromkeys(getattr(answer.question, name) for answer in given):
            part = [answer for answer in given if getattr(answer.question, name) == value]
            yield f"{name} {value}", measure(part)
