"""Destinations: the list, a country's first screen, one of its places."""

from __future__ import annotations

from bot.entries.page import Destination, Page, Place, SocialSecurity
from bot.entries.text import Block, heading, paragraph
from bot.screens import check
from bot.screens.actions import (
    ListContacts,
    ListDestinations,
    ListFigures,
    ListPlace,
    ListRatified,
    ListSources,
    OpenEntry,
    OpenSave,
    SendCode,
    SetDestination,
)
from bot.screens.channels import door
from bot.screens.marks import basis_note, outdated_note, review_note
from bot.screens.menu import country_name, foot, page_button, portion
from bot.screens.screen import ActionButton, LinkButton, Row, Screen
from bot.screens.security import table
from bot.screens.text import resolve
from bot.screens.view import View
from bot.screens.words import BRANCHES, PLACES


def listing(view: View, offset: int) -> Screen:
    """Show all destinations."""
    t = view.t
    blocks = (heading(t.gettext("Destinations")), paragraph(t.gettext("Choose a country.")))
    rows = portion(
        view,
        view.guide.destinations(),
        offset,
        lambda page: ActionButton(country_name(view, page), OpenEntry(page.id)),
        ListDestinations,
    )
    return Screen(blocks, (*rows, *foot(view, None)))


def show(view: View, page: Destination, notice: tuple[Block, ...] = ()) -> Screen:
    """Show a country: a short introduction and a button for each place."""
    t = view.t
    text = page.text(view.locale)
    blocks = (
        *notice,
        heading(country_name(view, page)),
        *basis_note(view, page.basis),
        *outdated_note(view, page, ""),
        *resolve(view, text.intro),
        review_note(view, page),
    )
    rows: list[Row] = [
        (ActionButton(f"▫️ {part.heading}", OpenEntry(page.id, part.id)),) for part in text.sections
    ]
    rows += [
        (ActionButton(t.gettext(PLACES[place]), ListPlace(page.id, place)),) for place in Place
    ]
    rows += door(view, page.id)
    rows.append(
        (
            ActionButton(t.pgettext("button", "📇 Contacts"), ListContacts(page.id)),
            ActionButton(t.pgettext("button", "🔢 Figures"), ListFigures(page.id)),
        )
    )
    rows.append(
        (
            ActionButton(t.pgettext("button", "📚 Sources"), ListSources(page.id)),
            ActionButton(t.pgettext("button", "💾 Save"), OpenSave(page.id)),
        )
    )
    rows.append(
        (
            LinkButton(t.pgettext("button", "↗️ Share"), view.share_link(page.id)),
            ActionButton(t.pgettext("button", "🔳 QR"), SendCode(page.id)),
        )
    )
    if view.destination != page.id:
        label = t.pgettext("button", "📍 Make this my country")
        rows.append((ActionButton(label, SetDestination(page.id)),))
    return Screen(blocks, (*rows, *foot(view, ListDestinations())))


def place(view: View, page: Destination, place: Place, offset: int) -> Screen:
    """Show the pages of one place of a country."""
    t = view.t
    pages = view.guide.at_place(page.id, place)
    title = t.gettext(
        "{country}: {place}", country=country_name(view, page), place=t.gettext(PLACES[place])
    )
    words = (
        t.gettext("Choose a page.")
        if pages
        else t.gettext("Nothing is confirmed here yet. Ask the offices under Contacts.")
    )
    rows = portion(
        view,
        pages,
        offset,
        lambda entry: _place_button(view, entry),
        lambda start: ListPlace(page.id, place, start),
    )
    blocks = (heading(title), *table(view, pages), paragraph(words))
    extra = _beside(view, page, place)
    return Screen(blocks, (*rows, *extra, *foot(view, OpenEntry(page.id))))


def _beside(view: View, page: Destination, place: Place) -> tuple[Row, ...]:
    """Return the rows of a place that lead to what is no page."""
    if place is Place.SCAMS:
        return (*door(view, page.id), check.button_row(view))
    if place is Place.AGREEMENTS and view.guide.knows_ratifications_of(page.id):
        label = view.t.pgettext("button", "📜 Conventions that it has ratified")
        return ((ActionButton(label, ListRatified(page.id)),),)
    return ()


def _place_button(view: View, page: Page) -> ActionButton:
    if isinstance(page, SocialSecurity):
        return ActionButton(view.t.gettext(BRANCHES[page.branch]), OpenEntry(page.id))
    return page_button(view, page)
