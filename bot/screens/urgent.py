"""Urgent help: whom to call now, where the person is."""

from __future__ import annotations

from bot.entries.contact import Contact
from bot.entries.text import Block, Bullets, heading, paragraph, plain
from bot.screens.actions import ChooseDestination, ListContacts, OpenEntry
from bot.screens.keep import card_button
from bot.screens.menu import country_name, foot, page_button
from bot.screens.screen import ActionButton, Row, Screen
from bot.screens.text import contact_line
from bot.screens.view import View

SITUATIONS = 6
"""Buttons of situations: enough for the worst ones, few enough to see at once."""
COPIES = 4


def show(view: View, notice: tuple[Block, ...] = ()) -> Screen:
    """Show the numbers to call now in the reader's country, and the urgent situations.

    `notice` stands above them.
    """
    t, guide = view.t, view.guide
    own = guide.find_destination(view.destination)
    blocks: list[Block] = [*notice, heading(t.gettext("🆘 Urgent help"))]
    contacts: list[Contact] = []
    if own:
        named = (guide.find_contact(entry) for entry in own.emergency)
        contacts = [contact for contact in named if contact]
        blocks.append(paragraph(country_name(view, own)))
        blocks.append(
            Bullets(items=tuple(plain(contact_line(view, contact)) for contact in contacts))
            if contacts
            else paragraph(t.gettext("No emergency number is confirmed for this country."))
        )
    else:
        blocks.append(paragraph(t.gettext("Choose the country where you are to see its numbers.")))
    blocks.append(
        paragraph(
            t.gettext(
                "If you are in danger, go to a place with other people and call. "
                "Say your city, the street, and what has happened."
            )
        )
    )
    rows: list[Row] = []
    if own is None:
        label = t.pgettext("button", "📍 Choose your country")
        rows.append((ActionButton(label, ChooseDestination()),))
    rows += [
        (ActionButton(f"📞 {contact.name.to(view.locale)}", OpenEntry(contact.id)),)
        for contact in contacts[:COPIES]
    ]
    if own and contacts:
        rows.append((card_button(view, own),))
    urgent = guide.urgent_situations(view.destination)[:SITUATIONS]
    rows += [(page_button(view, page),) for page in urgent]
    home_label = t.pgettext("button", "🇺🇿 Contacts in Uzbekistan")
    rows.append((ActionButton(home_label, ListContacts("uz")),))
    if own:
        label = t.pgettext("button", "📍 I am in another country")
        rows.append((ActionButton(label, ChooseDestination()),))
    return Screen(tuple(blocks), (*rows, *foot(view, None)[:1]))
