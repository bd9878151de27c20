"""Contacts: one with its numbers to dial and copy, and the lists."""

from __future__ import annotations

from bot.entries.base import HOME
from bot.entries.contact import Contact
from bot.entries.text import Block, Bullets, Inline, Link, Plain, heading, paragraph, plain
from bot.screens.actions import (
    AskNearest,
    ListContactPlaces,
    ListContacts,
    ListSources,
    OpenEntry,
)
from bot.screens.marks import basis_note, review_note
from bot.screens.menu import country_name, foot, portion
from bot.screens.screen import ActionButton, CopyButton, LinkButton, Row, Screen
from bot.screens.view import View
from bot.screens.words import CONTACT_KINDS

COPY_LIMIT = 256
"""Characters of a copy button's text (Bot API: CopyTextButton)."""


def show(view: View, contact: Contact, notice: tuple[Block, ...] = ()) -> Screen:
    """Show a contact; phones stand in international form, which phones offer to dial."""
    t = view.t
    blocks: list[Block] = [
        *notice,
        heading(contact.name.to(view.locale)),
        paragraph(t.gettext(CONTACT_KINDS[contact.contact_kind])),
        Bullets(items=contact_lines(view, contact)),
    ]
    if contact.note:
        blocks.append(paragraph(contact.note.to(view.locale)))
    blocks += basis_note(view, contact.basis)
    blocks.append(review_note(view, contact))
    rows = (*_copy_rows(view, contact), *_link_rows(view, contact))
    sources = ActionButton(t.pgettext("button", "📚 Sources"), ListSources(contact.id))
    share = LinkButton(t.pgettext("button", "↗️ Share"), view.share_link(contact.id))
    back = ListContacts(contact.destination or "")
    return Screen(tuple(blocks), (*rows, (sources, share), *foot(view, back)))


def contact_lines(view: View, contact: Contact) -> tuple[tuple[Inline, ...], ...]:
    """Return how to reach a contact, a line for each way."""
    t = view.t
    lines: list[tuple[Inline, ...]] = []
    if contact.short_number:
        text = t.gettext("📞 {number} (only inside the country)", number=contact.short_number)
        lines.append(plain(text))
    for phone in contact.phones:
        note = f" ({phone.note.to(view.locale)})" if phone.note else ""
        lines.append(plain(f"📞 {phone.number}{note}"))
    if contact.free:
        lines.append(plain(t.gettext("The call is free.")))
    if contact.telegram:
        lines.append(plain(f"✈️ {contact.telegram}"))
    if contact.email:
        lines.append(plain(f"✉️ {contact.email}"))
    if contact.url:
        lines.append((Plain(text="🌐 "), Link(url=contact.url, inner=plain(_host(contact.url)))))
    lines += [plain(f"{sign} {words}") for sign, words in _where(view, contact)]
    return tuple(lines)


def _where(view: View, contact: Contact) -> list[tuple[str, str]]:
    t = view.t
    found: list[tuple[str, str]] = []
    if contact.local_name:
        found.append(("🏷", contact.local_name))
    if contact.address:
        city = f"{contact.city.to(view.locale)}, " if contact.city else ""
        found.append(("📍", f"{city}{contact.address}"))
    elif contact.city:
        found.append(("📍", contact.city.to(view.locale)))
    if contact.hours:
        found.append(("🕘", contact.hours.to(view.locale)))
    if contact.languages:
        found.append(("🗣", ", ".join(t.language(code) for code in contact.languages)))
    return found


def _host(url: str) -> str:
    return url.removeprefix("https://").split("/", 1)[0]


def _copy_rows(view: View, contact: Contact) -> tuple[Row, ...]:
    t = view.t
    numbers = [contact.short_number] if contact.short_number else []
    numbers += [phone.number for phone in contact.phones]
    rows: list[Row] = [
        (CopyButton(t.gettext("📋 Copy {number}", number=number), number),) for number in numbers
    ]
    if contact.address:
        label = t.pgettext("button", "📋 Copy the address")
        rows.append((CopyButton(label, contact.address[:COPY_LIMIT]),))
    return tuple(rows)


def _link_rows(view: View, contact: Contact) -> tuple[Row, ...]:
    t = view.t
    buttons: list[LinkButton] = []
    if contact.url:
        buttons.append(LinkButton(t.pgettext("button", "🌐 Website"), contact.url))
    if contact.telegram:
        url = f"https://t.me/{contact.telegram.removeprefix('@')}"
        buttons.append(LinkButton(t.pgettext("button", "✈️ Telegram"), url))
    return (tuple(buttons),) if buttons else ()


def listing(view: View, destination: str, offset: int) -> Screen:
    """Show the contacts of a destination; `""` for international ones."""
    t = view.t
    contacts = view.guide.contacts_of(destination)
    words = (
        t.gettext("Choose whom to call or write to.")
        if contacts
        else t.gettext("No contact is confirmed here yet.")
    )
    title = t.gettext("{place}: contacts", place=place_name(view, destination))
    rows = portion(
        view,
        contacts,
        offset,
        lambda contact: ActionButton(contact.name.to(view.locale), OpenEntry(contact.id)),
        lambda start: ListContacts(destination, start),
    )
    known = view.guide.find_destination(destination)
    back = OpenEntry(destination) if known else ListContactPlaces()
    nearest = _nearest_row(view)
    return Screen((heading(title), paragraph(words)), (*rows, nearest, *foot(view, back)))


def places(view: View) -> Screen:
    """Ask whose contacts to show."""
    t = view.t
    blocks = (
        heading(t.gettext("Contacts")),
        paragraph(t.gettext("Phones and addresses, by country.")),
    )
    rows = tuple(
        (ActionButton(place_name(view, place), ListContacts(place)),)
        for place in view.guide.contact_places()
    )
    return Screen(blocks, (*rows, _nearest_row(view), *foot(view, None)))


def _nearest_row(view: View) -> Row:
    return (ActionButton(view.t.pgettext("button", "📍 Nearest help to me"), AskNearest()),)


def place_name(view: View, destination: str) -> str:
    """Return the name of a place of contacts: a country, home, or the whole world."""
    page = view.guide.find_destination(destination)
    if page:
        return country_name(view, page)
    if destination == HOME:
        return view.t.gettext("🇺🇿 Uzbekistan")
    return view.t.gettext("🌐 International")
