"""The shipped content answers the judged questions as often as was promised."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot.authoring.content import read_content
from bot.guide.guide import Guide
from bot.guide.judging import Answer, answers, measure, read_questions
from bot.guide.search import Search
from bot.i18n import Locale
from tests.support.trees import TODAY

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = read_questions((ROOT / "tests/search/judged.tsv").read_text(encoding="utf-8"))


@cache
def guide() -> Guide:
    return Guide(read_content(ROOT / "content", TODAY).entries.values(), 1)


@cache
def given() -> tuple[Answer, ...]:
    return tuple(answers(guide().search, QUESTIONS))


def of(name: str, value: str) -> list[Answer]:
    return [answer for answer in given() if getattr(answer.question, name) == value]


def test_the_set_is_large_enough() -> None:
    assert sum(bool(question.pages) for question in QUESTIONS) >= 400
    assert sum(not question.pages for question in QUESTIONS) >= 60
    assert {question.locale for question in QUESTIONS} == {locale.value for locale in Locale}
    assert len({(q.text, q.own) for q in QUESTIONS}) == len(QUESTIONS)


def test_each_page_of_the_set_exists() -> None:
    wanted = {page for question in QUESTIONS for page in question.pages}
    assert {page for page in wanted if guide().find_page(page) is None} == set()


@pytest.mark.parametrize("half", ["tune", "held"])
def test_the_right_page_comes_first_or_nearly(half: str) -> None:
    measured = measure(of("half", half))
    assert measured.hit_1 >= 0.85
    assert measured.hit_3 >= 0.95


def test_all_questions_together_reach_the_goal() -> None:
    measured = measure(given())
    assert measured.hit_1 >= 0.85
    assert measured.hit_3 >= 0.95


def test_questions_that_nobody_tuned_for_are_answered_nearly_as_well() -> None:
    measured = measure(of("half", "fresh"))
    assert measured.hit_1 >= 0.75
    assert measured.hit_3 >= 0.88


@pytest.mark.parametrize("locale", [locale.value for locale in Locale])
def test_no_language_is_left_behind(locale: str) -> None:
    assert measure(of("locale", locale)).hit_3 >= 0.90


def test_what_has_no_answer_is_told_so() -> None:
    assert measure(given()).honest >= 0.9


def test_a_wrong_page_is_seldom_opened_at_once() -> None:
    assert measure(given()).misled <= 0.03


@pytest.mark.parametrize(
    "asked",
    [
        "yordam bering", "meni o'ldirmoqchi", "ўлдираман деяпти", "улдирмокчи мени",
        "eshikni qulflab qo'yishdi", "xo'jayin meni urdi", "meni zo'rladi", "yashagim kelmayapti",
        "помогите", "меня хотят убить", "pomogite menya biyut", "держат взаперти", "хочу умереть",
        "увезли в полицию", "пожар в общежитии", "they took my passport", "he beats me",
        "i want to kill myself", "locked in the house", "held hostage", "рщыефпу",
    ],
)  # fmt: skip
def test_danger_is_heard(asked: str) -> None:
    assert guide().search.find(asked, "ru").is_danger


@pytest.mark.parametrize(
    "asked",
    [
        "soat nechada ishga boriladi", "kunim o'tib ketdi", "patentim tugab qoldi nima qilay",
        "qo'lim sindi", "sigir nega sut bermaydi", "necha gol urdi", "uydan pul yuborish",
        "потерял паспорт", "уволили с работы", "умер брат", "не платят зарплату", "как вернуться",
        "i was fired", "lost passport", "police registration", "my boss does not pay", "deportatsiya",
    ],
)  # fmt: skip
def test_other_trouble_is_no_alarm(asked: str) -> None:
    assert not guide().search.find(asked, "ru").is_danger


def test_the_goals_are_missed_without_other_words() -> None:
    poor = Search(guide().pages(), ())
    measured = measure(answers(poor, QUESTIONS))
    assert measured.hit_1 < 0.85


@pytest.mark.parametrize(("half", "most"), [("tune", 0.05), ("held", 0.05), ("fresh", 0.26)])
def test_few_are_told_that_nothing_was_found_although_something_answers(
    half: str, most: float
) -> None:
    assert measure(of("half", half)).silent <= most
