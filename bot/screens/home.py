"""The first screens: choosing a language, the welcome, home, help."""

from __future__ import annotations

from collections.abc import Mapping

from bot.entries.page import Stage
from bot.entries.text import Block, Bullets, heading, paragraph, plain
from bot.i18n import Locale, Translator
from bot.screens import check
from bot.screens.actions import (
    ChooseDestination,
    ChooseLocale,
    GoHome,
    ListAgreements,
    ListContactPlaces,
    ListDestinations,
    ListInstitutions,
    ListSituations,
    ListStage,
    OpenEntry,
    OpenHelp,
    OpenSearch,
    OpenUrgent,
    SetLocale,
    ShowMyData,
)
from bot.screens.channels import door
from bot.screens.menu import country_name, foot
from bot.screens.screen import ActionButton, Row, Screen
from bot.screens.view import View
from bot.screens.words import STAGES

ABOUT = "about"
PRIVACY = "about.privacy"


def locales(translators: Mapping[Locale, Translator], then: str = "") -> Screen:
    """Ask for the language, in all of them; `then` is the entry to open afterwards."""
    blocks = tuple(paragraph(t.gettext("Choose your language.")) for t in translators.values())
    rows = tuple(
        (ActionButton(locale.own_name, SetLocale(locale, then)),) for locale in translators
    )
    return Screen(blocks, rows)


def welcome(view: View, then: str = "") -> Screen:
    """Say what this bot is, what it keeps and what it never asks for."""
    t = view.t
    points = (
        t.gettext("It is free. It never asks for money, card numbers or passport data."),
        t.gettext(
            "It keeps only the number of this chat, your language, your country and the day you chose them."
        ),
        t.gettext("Each page shows when it was checked and on which sources."),
        t.gettext("It gives guidance. The offices named on the pages decide."),
    )
    blocks = (
        heading(t.gettext("Yoʻldosh: a companion on the road")),
        paragraph(
            t.gettext(
                "This bot helps people from Uzbekistan who work, or want to work, abroad: "
                "official ways to go, rights at work, social security, help in trouble."
            )
        ),
        Bullets(items=tuple(plain(point) for point in points)),
    )
    rows: list[Row] = []
    entry = view.guide.find_page(then) if then else None
    if entry:
        rows.append((ActionButton(f"➡️ {entry.text(view.locale).title}", OpenEntry(entry.id)),))
    label = t.pgettext("button", "📍 Choose your country")
    rows.append((ActionButton(label, ChooseDestination()),))
    rows += _about_rows(view)
    return Screen(blocks, (*rows, *foot(view, None)))


def _about_rows(view: View) -> list[Row]:
    pages = (view.guide.find_page(entry) for entry in (ABOUT, PRIVACY))
    return [
        (ActionButton(f"ℹ️ {page.text(view.locale).title}", OpenEntry(page.id)),)
        for page in pages
        if page
    ]


def home(view: View, notice: tuple[Block, ...] = ()) -> Screen:
    """Show the first screen; `notice` stands above it."""
    t = view.t
    own = view.guide.find_destination(view.destination)
    blocks = (
        *notice,
        heading(t.gettext("Yoʻldosh")),
        paragraph(t.gettext("What do you need?")),
    )
    rows: list[Row] = [(ActionButton(t.pgettext("button", "🆘 Urgent help"), OpenUrgent()),)]
    label = t.pgettext("button", "🔎 Ask in your own words")
    rows.append((ActionButton(label, OpenSearch()),))
    if own:
        rows.append((ActionButton(country_name(view, own), OpenEntry(own.id)),))
    rows.append((ActionButton(t.pgettext("button", "🌍 Destinations"), ListDestinations()),))
    rows.append(
        (ActionButton(t.pgettext("button", "🛟 I am in trouble: what to do"), ListSituations()),)
    )
    rows.append(check.button_row(view))
    rows += [
        (ActionButton(t.gettext(STAGES[stage]), ListStage(stage)),)
        for stage in (Stage.BEFORE, Stage.RETURN)
    ]
    rows += door(view)
    rows += [
        (ActionButton(t.pgettext("button", "🤝 Agreements and conventions"), ListAgreements()),),
        (
            ActionButton(t.pgettext("button", "🏛 Who can help"), ListInstitutions()),
            ActionButton(t.pgettext("button", "📇 Contacts"), ListContactPlaces()),
        ),
        (
            ActionButton(t.pgettext("button", "🔤 Language"), ChooseLocale()),
            ActionButton(t.pgettext("button", "📍 My country"), ChooseDestination()),
            ActionButton(t.pgettext("button", "❓ Help"), OpenHelp()),
        ),
    ]
    return Screen(blocks, tuple(rows))


def asking(view: View) -> Screen:
    """Say how to ask a question: any message is one."""
    t = view.t
    blocks = (
        heading(t.gettext("🔎 Ask in your own words")),
        paragraph(
            t.gettext(
                "Write your question here as you would say it, in Uzbek, Russian or English, "
                "in any letters. Mistakes do no harm."
            )
        ),
        Bullets(
            items=tuple(
                plain(example)
                for example in (
                    t.gettext("wages not paid for two months"),
                    t.gettext("how much does the patent cost"),
                    t.gettext("changing my employer in Korea"),
                )
            )
        ),
        paragraph(
            t.gettext(
                "What you write is not kept. Only when several people ask the same and find "
                "nothing do staff see the words, without the people."
            )
        ),
    )
    return Screen(blocks, foot(view, None))


def guidance(view: View) -> Screen:
    """Show how to use the bot."""
    t = view.t
    lines = (
        t.gettext("/home — the first screen"),
        t.gettext("/search — ask in your own words"),
        t.gettext("/urgent — urgent help: numbers to call now"),
        t.gettext("/destination — choose your country"),
        t.gettext("/language — choose your language"),
        t.gettext("/mydata — what is kept about you"),
        t.gettext("/forget — erase what is kept about you"),
    )
    blocks = (
        heading(t.gettext("How to use this bot")),
        paragraph(
            t.gettext(
                "Press the buttons under a message. Back and Home always lead on. "
                "A phone number can be dialled by a tap, or copied with its button."
            )
        ),
        Bullets(items=tuple(plain(line) for line in lines)),
    )
    rows = _about_rows(view)
    label = t.pgettext("button", "🗂 What is kept about me")
    rows.append((ActionButton(label, ShowMyData()),))
    return Screen(blocks, (*rows, *foot(view, GoHome())))
