"""The judge counts rightly, and a bad search is told so."""

from __future__ import annotations

import pytest

from bot.guide.judging import Answer, Measure, Question, grouped, measure, read_questions
from bot.guide.search import Found, Hit, Verdict

LINES = (
    "# a remark\nhalf\tlocale\town\tkind\tquestion\tpages\n\n"
    "tune\tuz\tkr\ttypo\toylk yoq\ta b\nheld\tru\t-\tnone\tпогода\t-\n"
)


def answer(
    pages: str, found: str, verdict: Verdict = Verdict.SEVERAL, half: str = "tune"
) -> Answer:
    question = Question(half, "uz", None, "plain", "?", frozenset(pages.split()))
    hits = tuple(Hit(page, 1.0, ()) for page in found.split())
    return Answer(question, Found(verdict, hits))


def test_a_set_is_read() -> None:
    assert read_questions(LINES) == [
        Question("tune", "uz", "kr", "typo", "oylk yoq", frozenset({"a", "b"})),
        Question("held", "ru", None, "none", "погода", frozenset()),
    ]


def test_a_line_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="line 2 has 2 columns"):
        read_questions("# x\ntune\tuz\n")


def test_shares_are_counted() -> None:
    given = [
        answer("a", "a b"),
        answer("b", "a b", Verdict.CLEAR),
        answer("c", "a b d c"),
        answer("x", "a", Verdict.NOTHING),
        answer("", "a", Verdict.NOTHING),
        answer("", "a"),
    ]
    assert measure(given) == Measure(
        count=4, hit_1=1 / 4, hit_3=2 / 4, reciprocal=(1 + 1 / 2 + 1 / 4) / 4, silent=1 / 4,
        unanswerable=2, honest=1 / 2, misled=1 / 6,
    )  # fmt: skip


def test_a_search_that_finds_nothing_has_no_share() -> None:
    assert measure([answer("a", "")]).hit_3 == 0
    assert measure([]).reciprocal == 0


def test_measures_are_given_for_each_part() -> None:
    given = [answer("a", "a"), answer("a", "b", half="held")]
    found = dict(grouped(given))
    assert list(found) == ["all", "half tune", "half held", "locale uz", "kind plain"]
    assert (found["half tune"].hit_1, found["half held"].hit_1) == (1, 0)
