"""A typed word stands for the words of the guide that it may be."""

from __future__ import annotations

import pytest

from bot.guide.vocabulary import Vocabulary, alike


@pytest.fixture
def words() -> Vocabulary:
    made = Vocabulary(names=["Polsha"], fillers=["qanday"])
    for word in ("patent", "pasport", "homilador", "oylik", "Polsha", "uy", "oy", "ish"):
        made.add(word)
    made.finish()
    return made


def best(words: Vocabulary, typed: str) -> int | None:
    found = words.matches(words.cut(typed))
    return found[0].word if found else None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("patnt", "patent"),
        ("ptaent", "patent"),
        ("paspotr", "pasport"),
        ("homlador", "homilador"),
        ("homiladr", "homilador"),
        ("oylk", "oylik"),
        ("Польше", "Polsha"),
        ("Polshada", "Polsha"),
    ],
)
def test_a_slip_is_forgiven(words: Vocabulary, typed: str, meant: str) -> None:
    assert best(words, typed) == words.find(words.cut(meant))


@pytest.mark.parametrize("typed", ["futbol", "xyzzy", "kim", "qanday", "😀", ""])
def test_what_is_like_nothing_is_nothing(words: Vocabulary, typed: str) -> None:
    assert best(words, typed) is None


def test_in_a_short_word_each_letter_counts(words: Vocabulary) -> None:
    assert best(words, "ush") is None


def test_the_same_word_comes_before_one_that_is_alike(words: Vocabulary) -> None:
    assert best(words, "uy") == words.find(words.cut("uy"))
    assert best(words, "oy") == words.find(words.cut("oy"))


def test_a_common_beginning_counts_more_than_a_common_end() -> None:
    assert alike("patent", "patentlar") > alike("patent", "latent")
