"""Agreements: by country, on social security, and the conventions of many countries."""

from __future__ import annotations

from bot.entries.page import Agreement, Convention, Place
from bot.entries.text import heading, paragraph
from bot.screens.actions import (
    CompareRatifications,
    ListAgreements,
    ListConventions,
    ListPlace,
    ListSecurityAgreements,
)
from bot.screens.lists import listing
from bot.screens.menu import country_name, foot, page_button
from bot.screens.screen import ActionButton, Row, Screen
from bot.screens.view import View


def choice(view: View) -> Screen:
    """Ask whose agreements to show."""
    t = view.t
    rows: list[Row] = [
        (ActionButton(t.pgettext("button", "🏥 On social security"), ListSecurityAgreements()),),
        (ActionButton(t.pgettext("button", "📜 International conventions"), ListConventions()),),
    ]
    rows += [(page_button(view, page),) for page in view.guide.general(Agreement)]
    countries = [
        ActionButton(country_name(view, country), ListPlace(country.id, Place.AGREEMENTS))
        for country in view.guide.destinations()
        if Place.AGREEMENTS in view.guide.places(country.id)
    ]
    rows += [tuple(countries[start : start + 2]) for start in range(0, len(countries), 2)]
    blocks = (
        heading(t.gettext("Agreements and conventions")),
        paragraph(t.gettext("Choose a country, or what the agreements are about.")),
    )
    return Screen(blocks, (*rows, *foot(view, None)))


def on_social_security(view: View, offset: int) -> Screen:
    """Show the agreements that deal with social security, of all countries."""
    pages = tuple(page for page in view.guide.of_kind(Agreement) if page.social_security)
    title = view.t.gettext("Agreements on social security")
    return listing(view, title, pages, offset, ListSecurityAgreements, ListAgreements())


def conventions(view: View, offset: int) -> Screen:
    """Show the international conventions."""
    pages = view.guide.general(Convention)
    title = view.t.gettext("International conventions")
    label = view.t.pgettext("button", "🗂 Who has ratified what")
    extra = ((ActionButton(label, CompareRatifications()),),) if view.guide.conventions() else ()
    return listing(view, title, pages, offset, ListConventions, ListAgreements(), extra)
