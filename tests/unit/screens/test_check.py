"""The answer to an offer: it fits one message whatever the offer holds, in every language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot.authoring.content import read_content
from bot.guide.guide import Guide
from bot.guide.offer.check import Report
from bot.guide.offer.reading import Address, Kind
from bot.guide.offer.registers import Matched, Official
from bot.i18n import Locale, load_translators
from bot.preview import lines
from bot.screens import check
from bot.screens.screen import AskReply, Screen
from bot.screens.view import View
from bot.telegram.html import LIMIT, plain_length
from tests.support.trees import TODAY

ROOT = Path(__file__).resolve().parents[3]
TRANSLATORS = load_translators(ROOT / "locales")
EVERYTHING = (
    "Koreya Yaponiya Rossiya Latviya Angliya Germaniya 3333 dollar toʻlov, 4444 dollar toʻlov, "
    "zarplata 999999 won, tel 90 765 43 21, gov-uz.com my-gov-uz.com xorijda-ish.site "
    "xorijdaish.com xorijdaish.net xorijdaish.org gov.uz xorijdaish.uz my.gov.uz eps.go.kr "
    "www.gov.uk @migratsiyaagentligi «Birinchi firma» MChJ «Ikkinchi firma» MChJ\n"
)


@cache
def guide() -> Guide:
    return Guide(read_content(ROOT / "content", TODAY).entries.values(), 1)


def view(locale: Locale) -> View:
    return View(guide(), TRANSLATORS[locale], TODAY, None, "yoldosh_bot")


def words(screen: Screen) -> str:
    return "\n".join(line for block in screen.blocks for line in lines(block))


@pytest.mark.parametrize("locale", list(Locale))
def test_the_longest_answer_fits_and_ends_with_what_to_do(locale: Locale) -> None:
    offers = guide().offers
    phrases = [sign.words.all[0].replace("*", "") for sign in guide().signs]
    every = EVERYTHING + "\n".join(phrases) + " @name_that_is_long" * 3
    report = offers.check(every, TODAY)
    assert len(report.signs) > check.SHOWN
    screen = check.show(view(locale), report)
    assert plain_length(screen.blocks) <= LIMIT
    assert "1282" in list(lines(screen.blocks[-1]))[-2]


@pytest.mark.parametrize("locale", list(Locale))
def test_every_message_about_a_check_begins_with_its_sign(locale: Locale) -> None:
    asked = check.ask(view(locale))
    (prompt,) = asked.attachments
    assert isinstance(prompt, AskReply)
    assert prompt.words.startswith(check.SIGN)
    assert 1 <= len(prompt.hint) <= 64  # Bot API: ForceReply.
    for screen in (check.unreadable(view(locale)), check.show(view(locale), Report()), asked):
        assert check.SIGN in words(screen).partition("\n")[0]


@pytest.mark.parametrize("locale", list(Locale))
def test_an_empty_report_says_so_and_what_to_do(locale: Locale) -> None:
    screen = check.show(view(locale), Report())
    agency = guide().find_contact(check.AGENCY)
    assert agency is not None
    assert agency.name.to(locale) in words(screen)


def test_every_entry_that_the_screens_name_exists() -> None:
    for entry in (check.AGENCY, check.PLATFORM, check.CHEATED, *check.WITH_BUTTON):
        assert guide().find(entry) is not None, entry


def test_what_stands_in_an_offer_is_cut_and_made_inert() -> None:
    assert check.inert("https://a.uz/@b") == "https:\u2060//a.\u2060uz/@\u2060b"
    assert len(check.inert("x" * 500)) < 60
    assert check.inert("a\nb   c") == "a b c"


def test_an_entry_that_is_gone_is_named_by_its_id() -> None:
    address = Address(Kind.LINK, "a.uz", "a.uz")
    report = Report(matched=(Matched(address, Official("uz.gone", "a.uz")),))
    assert "uz.gone" in words(check.show(view(Locale.en), report))
