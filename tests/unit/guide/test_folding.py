"""Whatever is typed for a word folds to the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guide.folding import fold, in_other_layout, loosen, tokens

SAME = [
    # any apostrophe, or none
    ("oʻzbek", "o'zbek", "o`zbek", "o’zbek", "o‘zbek", "ozbek", "OʻZBEK"),
    ("maʼno", "ma'no", "mano"),
    # Cyrillic and Latin
    ("shartnoma", "шартнома", "şartnoma", "wartnoma", "6artnoma"),
    ("yordam", "ёрдам", "ердам"),
    ("qaytish", "қайтиш", "кайтиш"),
    ("gʻildirak", "ғилдирак", "ğildirak", "гилдирак"),
    ("haq", "ҳақ", "хак", "xaq"),
    ("chiqib", "чиқиб", "çiqib", "4iqib"),
    # Russian, and Russian in Latin letters
    ("ещё", "еще", "eshche"),
    ("зарплата", "zarplata"),
    ("полиция", "policiya", "polisiya"),
    ("паспорт", "пасспорт", "pasport", "passport"),
    ("въезд", "vezd"),
    ("ребёнок", "ребенок"),
    # names
    ("E-9", "е-9", "E9", "e9"),
    ("kontrakt", "contract", "контракт"),
    ("й", "\u0438\u0306"),
]


@pytest.mark.parametrize("words", SAME, ids=lambda words: words[0])
def test_spellings_of_one_word_fold_alike(words: tuple[str, ...]) -> None:
    assert {fold(word) for word in words} == {fold(words[0])}


@pytest.mark.parametrize(("one", "other"), [("ish", "ichki"), ("uy", "oy"), ("IIN", "in")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=40))
def test_what_is_folded_stays_folded(text: str) -> None:
    for token in tokens(text):
        assert fold(fold(token)) == fold(token)


def test_words_are_taken_out_of_signs_and_pictures() -> None:
    found = tokens("E-9 viza?! 😀 oʻzi, o'z — 102-konvensiya; #ish E-7-4\n")
    assert found == ["E-9", "viza", "oʻzi", "o'z", "102", "konvensiya", "ish", "E-7-4"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("pfhgkfnf", "зарплата"), ("щндшл", "oylik"), (",jkmybwf", "больница")]
)
def test_the_same_keys_in_the_other_layout(typed: str, meant: str) -> None:
    assert in_other_layout(typed) == meant


def test_keyboards_without_a_letter_give_another() -> None:
    assert loosen(fold("ўзбек")) == loosen(fold("узбек"))
