"""The shipped words of danger hear who is in danger, and do not alarm in vain."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from bot.authoring.content import read_content
from bot.guide.guide import Guide
from tests.support.trees import TODAY

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ("uz", "uz_Cyrl", "ru", "ru_Latn", "en")


@dataclass(frozen=True)
class Judged:
    """A message, and whether it speaks of danger."""

    half: str
    locale: str
    is_danger: bool
    text: str


def read_judged() -> tuple[Judged, ...]:
    found: list[Judged] = []
    lines = (ROOT / "tests/search/danger.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.startswith(("#", "half\t")):
            half, locale, says, text = line.split("\t")
            assert says in {"danger", "ordinary"}
            found.append(Judged(half, locale, says == "danger", text))
    return tuple(found)


JUDGED = read_judged()


@cache
def guide() -> Guide:
    return Guide(read_content(ROOT / "content", TODAY).entries.values(), 1)


@cache
def alarms() -> frozenset[Judged]:
    search = guide().search
    return frozenset(one for one in JUDGED if search.find(one.text, "ru").is_danger)


def missed(**of: str) -> list[str]:
    return [one.text for one in chosen(is_danger=True, **of) if one not in alarms()]


def in_vain(**of: str) -> list[str]:
    return [one.text for one in chosen(is_danger=False, **of) if one in alarms()]


def chosen(*, is_danger: bool, **of: str) -> list[Judged]:
    return [
        one
        for one in JUDGED
        if one.is_danger is is_danger and all(getattr(one, k) == v for k, v in of.items())
    ]


def test_the_set_is_large_enough() -> None:
    assert len(chosen(is_danger=True)) >= 150
    assert len(chosen(is_danger=False)) >= 150
    assert {one.locale for one in JUDGED} == set(LOCALES)
    assert len({one.text for one in JUDGED}) == len(JUDGED)


@pytest.mark.parametrize("half", ["tune", "held"])
def test_danger_is_heard(half: str) -> None:
    share = 1 - len(missed(half=half)) / len(chosen(is_danger=True, half=half))
    assert share >= 0.95, missed(half=half)


@pytest.mark.parametrize("locale", LOCALES)
def test_danger_is_heard_in_each_language(locale: str) -> None:
    share = 1 - len(missed(locale=locale)) / len(chosen(is_danger=True, locale=locale))
    assert share >= 0.9, missed(locale=locale)


@pytest.mark.parametrize("half", ["tune", "held"])
def test_what_is_ordinary_does_not_alarm(half: str) -> None:
    share = len(in_vain(half=half)) / len(chosen(is_danger=False, half=half))
    assert share <= 0.02, in_vain(half=half)
