"""What can be sent to any chat: whatever is typed, Telegram takes the answer."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.authoring.content import read_content
from bot.guide.guide import Guide
from bot.guide.search import Found, Hit, Verdict
from bot.i18n import Locale, load_translators
from bot.screens import offers
from bot.screens.offers import DESCRIPTION, MOST, Offers
from bot.screens.view import View
from bot.simulator.inline import check_results
from bot.telegram import inline
from tests.support.trees import TODAY, sound_files, write_tree

TRANSLATORS = load_translators(Path("locales"))
SHIPPED = Path("content")


@cache
def small() -> Guide:
    with TemporaryDirectory() as folder:
        tree = write_tree(Path(folder), sound_files())
        return Guide(read_content(tree, TODAY).entries.values(), 1)


@cache
def shipped() -> Guide:
    return Guide(read_content(SHIPPED, TODAY).entries.values(), 1)


def view(guide: Guide, locale: Locale = Locale.en, own: str | None = "kr") -> View:
    return View(guide, TRANSLATORS[locale], TODAY, own, "bot")


def ids(made: Offers) -> list[str]:
    return [offer.id for offer in made.offers]


def check(made: Offers) -> None:
    """Let the simulator judge an answer, as Telegram would."""
    assert len(made.offers) <= MOST
    assert all(len(offer.description) <= DESCRIPTION + 1 for offer in made.offers)
    raw = [json.loads(result.to_json()) for result in inline.results(made)]
    assert len(check_results(raw)) == len(made.offers)
    inline.button(made)


@given(st.text(max_size=300), st.sampled_from(Locale), st.none() | st.sampled_from(["kr", "zz"]))
def test_whatever_is_typed_telegram_takes_the_answer(
    query: str, locale: Locale, own: str | None
) -> None:
    shown = view(small(), locale, own)
    check(offers.found(shown, small().search.find(query, own, MOST)))


@pytest.mark.parametrize("locale", list(Locale))
def test_each_page_that_is_shipped_can_be_sent(locale: Locale) -> None:
    pages = shipped().pages()
    for start in range(0, len(pages), MOST):
        hits = tuple(Hit(page.id, 1.0, ()) for page in pages[start : start + MOST])
        made = offers.found(view(shipped(), locale), Found(Verdict.SEVERAL, hits))
        assert ids(made) == [hit.page for hit in hits]
        check(made)


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("own", [None, *(page.id for page in shipped().destinations())])
def test_before_anything_is_typed_urgent_help_comes_first(locale: Locale, own: str | None) -> None:
    made = offers.usual(view(shipped(), locale, own))
    check(made)
    assert ids(made)[0] == offers.URGENT
    assert own is None or ids(made)[1] == own
    assert bool(made.label) is (own is None)


def test_twenty_pages_are_found_where_there_are_as_many() -> None:
    result = shipped().search.find("visa", None, MOST)
    assert len(result.hits) == MOST


def test_danger_puts_the_numbers_of_the_country_that_was_named_first() -> None:
    result = Found(
        Verdict.NOTHING, (Hit("kr", 1.0, ()),), is_danger=True, destinations=frozenset({"kr"})
    )
    made = offers.found(view(small(), own=None), result)
    assert ids(made) == [offers.URGENT]
    assert "Koreya" in made.offers[0].title
    assert made.start == offers.ASK


def test_a_long_beginning_is_cut_between_words() -> None:
    made = offers.usual(view(shipped()))
    cut = [offer.description for offer in made.offers if offer.description.endswith("…")]
    assert cut
    assert not any(words[-2] in " ,.;:" for words in cut)
