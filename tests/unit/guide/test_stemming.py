"""Words lose their endings, and names keep theirs."""

from __future__ import annotations

import pytest

from bot.guide.folding import fold
from bot.guide.stemming import stem

SAME = [
    ("oylik", "oyligimni", "oylikdan", "oyligi"),
    ("bermadi", "bermayapti", "berishmayapti", "bermadim"),
    ("pasport", "pasportimni", "pasportim", "pasportlar"),
    ("viza", "vizani", "vizam", "vizasi", "визу", "визы"),
    ("uyga", "uydan"),
    ("kasal", "kasalman", "kasallik"),
    ("зарплата", "зарплату", "зарплаты"),
    ("полиция", "полицию", "politsiyasi"),
    ("депортация", "deportatsiyani", "deport"),
    ("wage", "wages"),
]


@pytest.mark.parametrize("words", SAME, ids=lambda words: words[0])
def test_endings_are_cut(words: tuple[str, ...]) -> None:
    assert {stem(fold(word)) for word in words} == {stem(fold(words[0]))}


@pytest.mark.parametrize("word", ["e9", "c117", "1350"])
def test_a_word_with_a_digit_stays_whole(word: str) -> None:
    assert stem(word) == word


def test_yes_and_no_stay_different() -> None:
    assert stem(fold("berdi")) != stem(fold("bermadi"))


def test_a_name_is_cut_no_further_than_it_is_written() -> None:
    names = {"kanada": "kanada", "kanadu": "kanada"}
    assert [stem(word, names) for word in ("kanada", "kanadada", "kanadu")] == ["kanada"] * 3
    assert stem("kanada") != "kanada"
