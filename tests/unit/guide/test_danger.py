"""What alarms: the listed words, however they are spelt, and nothing else."""

from __future__ import annotations

from time import perf_counter

import pytest

from bot.entries.danger import Danger
from bot.guide.danger import Dangers, is_slip

GROUPS = (
    Danger(
        id="danger.a",
        words=("pasport* olib qoʻydi", "kaltakladi", "oʻldir*", "gol urdi qattiq", "urdi meni"),
        unless=("gol urdi", "oldirib qoʻydim"),
    ),
    Danger(id="danger.b", words=("пожар", "изнасил*"), alone=("yordam bering*", "помогите")),
)


def says(message: str) -> bool:
    made = Dangers(GROUPS, ["iltimos", "пожалуйста", "мне"])
    for _ in made.read():
        pass
    return made.speak_in(message)


@pytest.mark.parametrize(
    "message",
    [
        "pasportimni olib qo'ydi", "ПАСПОРТИМНИ ОЛИБ ҚЎЙДИ", "olib koydi xojayin pasportni",
        "pasportimni xo'jayin kecha olib qo'ydi", "kaltaklad!", "калтаклади", "kalatkladi",
        "uldiraman", "ўлдирмоқчи", "pojar", "в доме пожар", "pozhar", "iznasilovali", "изнасылован",
        "yordam bering", "Yordam beringlar, iltimos!!!", "помогите мне пожалуйста", "gj;fh",
        "ikki gap. meni urdi",
    ],
)  # fmt: skip
def test_danger_in_any_spelling(message: str) -> None:
    assert says(message)


@pytest.mark.parametrize(
    "message",
    [
        "", "🙂", "pasportimni oldim", "pasport bor. Kitobni olib qo'ydi",
        "pasport haqida uzoq gapirib oxiri kitobni olib qo'ydi", "kalta", "gol urdi meni", "пожалуйста",
        "пожарный", "pulimni oldirib qo'ydim", "ish topishga yordam bering", "помогите найти работу",
        "iltimos", "мне",
    ],
)  # fmt: skip
def test_what_is_ordinary(message: str) -> None:
    assert not says(message)


def test_a_long_message_is_read_to_its_end_and_at_once() -> None:
    began = perf_counter()
    assert says("gol urdi " * 440 + "пожар")
    assert not says("gol urdi " * 450)
    assert perf_counter() - began < 2


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        ("pojar", "pojar", True),
        ("pojar", "pojr", True),
        ("pojr", "pojar", True),
        ("pojar", "pojer", True),
        ("pojar", "poajr", True),
        ("pojar", "pojarni", False),
        ("pojar", "pjoarr", False),
        ("pojar", "pazar", False),
        ("", "a", True),
    ],
)
def test_one_letter_may_be_wrong(one: str, other: str, holds: bool) -> None:
    assert is_slip(one, other) is holds
