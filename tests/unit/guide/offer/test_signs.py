"""Phrases in any letters and endings, near each other, and not where they are denied."""

from __future__ import annotations

import pytest

from bot.guide.offer.signs import Phrasebook

PHRASES = [
    "kafolat*", "oldindan toʻlov*", "pasport* olib qol*", "гаранти*", "предоплат*",
    "место в списк*", "tourist visa", "guarantee*", "imtihonsiz",
]  # fmt: skip
BOOK = Phrasebook((phrase, phrase) for phrase in PHRASES)
STAND = [
    ("kafolat beramiz", "kafolat*", "kafolat"),
    ("KAFOLATLAYMIZ!", "kafolat*", "KAFOLATLAYMIZ"),
    ("кафолат бор", "kafolat*", "кафолат"),
    ("oldindan to'lov 500$", "oldindan toʻlov*", "oldindan to'lov"),
    ("олдиндан тўловни қиласиз", "oldindan toʻlov*", "олдиндан тўловни"),
    ("pasportingizni biz olib qolamiz", "pasport* olib qol*", "pasportingizni biz olib qolamiz"),
    ("Гарантируем визу", "гаранти*", "Гарантируем"),
    ("garantiruem vizu", "гаранти*", "garantiruem"),
    ("продам место в нашем списке", "место в списк*", "место в нашем списке"),
    ("with a TOURIST visas", "tourist visa", "TOURIST visas"),
    ("imtixonsiz", "imtihonsiz", "imtixonsiz"),
]
ABSENT = [
    "oldindan toʻlov yoʻq",
    "oldindan toʻlov talab qilinmaydi",
    "kafolat bermaymiz",
    "без предоплаты",
    "предоплата не нужна",
    "не требуем предоплату",
    "no guarantee",
    "without any guarantee",
    "never a tourist visa",
    "tourist came here. Her visa is gone",
    "oldindan ayting, keyin bank orqali rasmiy toʻlov",
    "kafedra",
    "",
]


@pytest.mark.parametrize(("text", "phrase", "words"), STAND)
def test_a_phrase_stands_in_a_text(text: str, phrase: str, words: str) -> None:
    (found,) = BOOK.find(text)
    assert (found.owner, found.words) == (phrase, words)


@pytest.mark.parametrize("text", ABSENT)
def test_a_phrase_does_not_stand_in_a_text(text: str) -> None:
    assert BOOK.find(text) == []


def test_each_owner_is_told_once_with_its_first_words() -> None:
    found = BOOK.find("kafolat bor, kafolatlaymiz, oldindan toʻlov")
    assert [one.words for one in found] == ["kafolat", "oldindan toʻlov"]


def test_a_denial_of_one_place_does_not_hide_another() -> None:
    (found,) = BOOK.find("Viza uchun kafolat yoʻq. Ish uchun kafolat bor")
    assert found.words == "kafolat"
