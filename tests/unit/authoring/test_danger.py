"""The files with words of danger and with cards: what they make, and each fault with its mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.authoring.content import read_content
from bot.authoring.todo import tasks_of
from bot.entries.card import Card
from bot.entries.danger import Danger
from bot.entries.entry import dump, load
from bot.entries.words import Words
from tests.support.trees import CARD, TODAY, check, sound_files, write_tree

DANGER = "- id: danger.a\n  words: [urib tashla*, killing me]\n  alone: [sos]\n  unless: [gol]\n"


def test_sound_words_and_cards_are_entries_of_the_release(tmp_path: Path) -> None:
    files = {**sound_files(), "danger/uz.yaml": DANGER, "cards/ko.yaml": CARD}
    checked = read_content(write_tree(tmp_path, files), TODAY)
    assert checked.faults == []
    danger, card = checked.entries["danger.a"], checked.entries["card.ko"]
    assert isinstance(danger, Danger)
    assert danger.alone == ("sos",)
    assert isinstance(card, Card)
    assert card.text == "도와주세요!\n경찰을 불러 주세요."
    sound = card.phrases[0].sound
    assert sound is not None
    assert sound.uz_Cyrl == "Товажусеё!"
    assert [load(dump(entry)) for entry in (danger, card)] == [danger, card]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "- id: danger.a\n  words: [a*b c]\n",
            (
                "2:11: words has the wrong form: a*b c; write a word or a short phrase, "
                "at most 60 letters; `*` only at the end of a word, behind two letters"
            ),
        ),
        (
            "- id: danger.a\n  words: [urdi meni, Urdi meni]\n",
            "2:22: Urdi meni stands in this group twice; remove one of the two",
        ),
        (
            "- id: danger.a\n  words: [urdi meni, gol*]\n",
            (
                "2:22: gol* is too short to alarm by itself; "
                "add a word to it, or move it to `alone`"
            ),
        ),
        (
            "- id: danger.a\n  unless: [gol urdi]\n",
            "1:3: : a group of danger has words, or words that stand alone; mend the values",
        ),
        (
            "- id: danger.a\n  word: [gol urdi]\n  alone: [sos]\n",
            "2:3: the field word is not known; did you mean words?",
        ),
    ],
)
def test_a_fault_in_the_words_of_danger(tmp_path: Path, text: str, says: str) -> None:
    assert check(tmp_path, {**sound_files(), "danger/uz.yaml": text}) == [f"danger/uz.yaml:{says}"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "destinations: [kr]",
            "destinations: [jp]",
            "3:18: there is no destination with the id jp; add it, or remove the reference",
        ),
        (
            "destinations: [kr]",
            "destinations: []",
            "3:3: the card belongs to no country; name at least one, such as `[kr]`",
        ),
        (
            "means: police",
            "means: help",
            "1:3: : each meaning stands in a card once; mend the values",
        ),
        (
            "means: police",
            "means: polise",
            (
                "9:14: means has a value that is not in the list, or none; use one of: "
                "help, police, ambulance, citizen, embassy or interpreter"
            ),
        ),
        (
            "  checked_by_native: false\n",
            "",
            "1:3: the field checked_by_native is missing; add it; see README.md for its form",
        ),
        (
            "경찰을 불러 주세요.",
            "x" * 121,
            f"10:14: words has the wrong form: {'x' * 40}…; write at most 120 letters",
        ),
    ],
)
def test_a_fault_in_a_card(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in CARD
    files = {**sound_files(), "cards/ko.yaml": CARD.replace(old, new, 1)}
    assert check(tmp_path, files) == [f"cards/ko.yaml:{says}"]


def test_a_card_too_long_to_be_copied(tmp_path: Path) -> None:
    long = CARD.replace("경찰을 불러 주세요.", "x" * 120).replace("도와주세요!", "y" * 120, 1)
    more = f"    - means: citizen\n      words: {'z' * 20}\n"
    assert check(tmp_path, {**sound_files(), "cards/ko.yaml": long + more}) == [
        (
            "cards/ko.yaml:1:3: : the words of a card are at most 256 letters together; "
            "mend the values"
        )
    ]


def test_staff_are_told_which_cards_no_native_speaker_has_read(tmp_path: Path) -> None:
    files = {**sound_files(), "cards/ko.yaml": CARD}
    entries = read_content(write_tree(tmp_path, files), TODAY).entries.values()
    found = [task for task in tasks_of(entries, TODAY) if task.entry == "card.ko"]
    assert [(task.destination, task.reason.value) for task in found] == [
        ("kr", "not read by a native speaker")
    ]
    files["cards/ko.yaml"] = CARD.replace("native: false", "native: true")
    entries = read_content(write_tree(tmp_path, files), TODAY).entries.values()
    assert not [task for task in tasks_of(entries, TODAY) if task.entry == "card.ko"]


def test_groups_of_older_releases_are_still_read() -> None:
    old = '{"kind":"words","id":"words.a","danger":false,"filler":true,"words":["va"]}'
    assert load(old) == Words(id="words.a", filler=True, words=("va",))
