from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.gaps import LETTERS, countable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bolgariyada ijara?", "болгарияда ИЖАРА"),
        ("ijara   shartnomasi!", "ijara shartnomasi"),
        ("Жильё в Сеуле", "жилье в сеуле"),
    ],
)
def test_spellings_of_one_question_are_one(one: str, other: str) -> None:
    assert countable(one) == countable(other) != ""


@pytest.mark.parametrize(
    "story",
    [
        "call me +998 90 123 45 67",
        "my passport AB1234567",
        "one two three four five six seven eight nine",
        "🙂🙂",
        "",
    ],
)
def test_stories_and_numbers_are_not_counted(story: str) -> None:
    assert countable(story) == ""


@given(st.text())
def test_any_text_is_short_and_without_digits_afterwards(text: str) -> None:
    words = countable(text)
    assert len(words) <= LETTERS
    assert not any(letter.isdigit() for letter in words)
