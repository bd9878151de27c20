"""What a question found, on the screen, in every language."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.authoring.content import read_content
from bot.guide.guide import Guide
from bot.guide.search import Found, Hit, Verdict
from bot.i18n import Locale, load_translators
from bot.preview import lines
from bot.screens import found
from bot.screens.actions import ChooseDestination, ListContacts, OpenEntry, OpenUrgent
from bot.screens.screen import ActionButton, Screen
from bot.screens.view import View
from tests.support.trees import TODAY, sound_files, write_tree

TRANSLATORS = load_translators(Path("locales"))
HITS = (Hit("kr.unpaid", 1.0, ("maosh",)), Hit("kr.eps", 0.9, ()), Hit("kr", 0.1, ()))


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    folder = write_tree(tmp_path_factory.mktemp("content"), sound_files())
    return Guide(read_content(folder, TODAY).entries.values(), 1)


def view(guide: Guide, locale: Locale = Locale.en, own: str | None = "kr") -> View:
    return View(guide, TRANSLATORS[locale], TODAY, own, "bot")


def actions(screen: Screen) -> Iterable[object]:
    return [
        button.action for row in screen.rows for button in row if isinstance(button, ActionButton)
    ]


def words(screen: Screen) -> str:
    return "\n".join(line for block in screen.blocks for line in lines(block))


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("verdict", list(Verdict))
def test_each_verdict_shows_in_each_language(
    guide: Guide, verdict: Verdict, locale: Locale
) -> None:
    shown = found.show(view(guide, locale), Found(verdict, HITS))
    assert "maosh" in words(shown)
    assert OpenUrgent() in actions(shown)


def test_pages_far_behind_the_best_are_left_out(guide: Guide) -> None:
    shown = found.show(view(guide), Found(Verdict.SEVERAL, HITS))
    assert [a for a in actions(shown) if isinstance(a, OpenEntry)] == [
        OpenEntry("kr.unpaid"), OpenEntry("kr.eps"),
    ]  # fmt: skip


def test_a_page_that_is_gone_is_left_out(guide: Guide) -> None:
    shown = found.show(view(guide), Found(Verdict.SEVERAL, (Hit("kr.gone", 1.0, ()), *HITS)))
    assert OpenEntry("kr.gone") not in actions(shown)


def test_nothing_found_leads_to_people_and_asks_no_one_twice(guide: Guide) -> None:
    shown = found.show(view(guide), Found(Verdict.NOTHING))
    assert "I have not found an answer" in words(shown)
    assert "nearest" not in words(shown)
    assert ListContacts("kr") in actions(shown)
    assert ChooseDestination() not in actions(shown)


def test_who_has_no_country_may_choose_one(guide: Guide) -> None:
    shown = found.show(view(guide, own=None), Found(Verdict.NOTHING, HITS))
    assert ChooseDestination() in actions(shown)
    assert ListContacts("uz") in actions(shown)


def test_a_country_in_the_question_is_not_asked_for(guide: Guide) -> None:
    result = Found(Verdict.SEVERAL, HITS, destinations=frozenset({"kr"}))
    assert ChooseDestination() not in actions(found.show(view(guide, own=None), result))


def test_the_next_best_pages_stand_above_the_foot(guide: Guide) -> None:
    page = Screen((), ((ActionButton("Home", OpenUrgent()),), (ActionButton("x", OpenUrgent()),)))
    shown = found.beside(view(guide), page, Found(Verdict.CLEAR, HITS))
    assert [row[0].label for row in shown.rows] == ["🔎 🇰🇷 EPS en", "Home", "x"]
