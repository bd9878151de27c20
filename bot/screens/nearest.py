"""The nearest help: where to go, how far it is, and whom to call before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.entries.contact import Contact
from bot.entries.page import Destination
from bot.entries.text import (
    Block,
    Bullets,
    Inline,
    Italic,
    Plain,
    Quote,
    heading,
    paragraph,
    plain,
)
from bot.guide.nearest import OFFICES, Near, Place, nearest
from bot.screens.actions import ChooseDestination, ListContacts, OpenEntry
from bot.screens.menu import country_name, foot
from bot.screens.screen import ActionButton, AskLocation, Row, Screen, Venue
from bot.screens.text import contact_line
from bot.screens.view import View

FAR_KM = 400.0
"""More than a day on the road: nobody should set out before a call, and other offices that far
say nothing, unless the nearest is hardly nearer."""
OWN = 3
"""Offices of the person's own country that have no pin: so many are offered."""


def ask(view: View) -> Screen:
    """Ask where the person is, and say what becomes of the answer."""
    t = view.t
    blocks = (
        heading(t.gettext("📍 Nearest help to you")),
        paragraph(
            t.gettext(
                "Send me where you are: with the button below the text field, or with the paper "
                "clip. I look once which embassy, consulate or office is near."
            )
        ),
        paragraph(t.gettext("Your place is not kept: it is forgotten with the answer.")),
    )
    button = AskLocation(
        t.gettext("Press the button to send your place once."),
        t.pgettext("button", "📍 Send my place"),
    )
    return Screen(blocks, foot(view, None), (button,))


def show(view: View, place: Place) -> Screen:
    """Show up to three offices near a place, the nearest with a pin."""
    t = view.t
    own = view.guide.find_destination(view.destination)
    found = nearest(view.guide.contacts(), place, view.destination)
    near = tuple(one for one in found if one.km <= max(FAR_KM, 2 * found[0].km))
    others = _own_offices(view, own, near)
    blocks = (
        heading(t.gettext("📍 Nearest help to you")),
        *_warnings(view, own, near),
        *_own_lines(view, own, others),
        *_offices(view, near),
        paragraph(t.gettext("Your place is not kept: it is forgotten with the answer.")),
    )
    contacts = (*others, *(one.contact for one in near))
    rows: list[Row] = [
        (ActionButton(f"📞 {contact.name.to(view.locale)}", OpenEntry(contact.id)),)
        for contact in contacts
    ]
    if own is None:
        label = t.pgettext("button", "📍 Choose your country")
        rows.append((ActionButton(label, ChooseDestination()),))
    else:
        label = t.gettext("{place}: contacts", place=country_name(view, own))
        rows.append((ActionButton(label, ListContacts(own.id)),))
    return Screen(blocks, (*rows, *foot(view, None)), tuple(_pin(view, near)))


def _warnings(view: View, own: Destination | None, near: Sequence[Near]) -> Iterator[Block]:
    t = view.t
    if not near:
        yield paragraph(t.gettext("No office has a place on the map here yet."))
        return
    first = near[0]
    lines: list[str] = []
    if first.km > FAR_KM:
        distance = t.distance(first.km)
        lines.append(
            t.gettext("The nearest office that I know is far: {distance}.", distance=distance)
        )
    if own and _country_code(view, first.contact) != own.country:
        country = _country(view, first.contact)
        lines.append(
            t.gettext(
                "It is in another country: {country}. Do not set out without a call: you may not "
                "be let in, or not back.",
                country=country,
            )
        )
    if lines:
        yield Quote(paragraphs=tuple(plain(line) for line in lines))


def _offices(view: View, near: Sequence[Near]) -> Iterator[Block]:
    if near:
        yield Bullets(items=tuple(_line(view, one) for one in near))
        yield paragraph(
            view.t.gettext(
                "Distances are as the crow flies. A pin only shows about where: the printed "
                "address decides. Call before you go."
            )
        )


def _line(view: View, one: Near) -> tuple[Inline, ...]:
    """Return an office with its distance, numbers, address and what is said of it."""
    contact = one.contact
    where = ", ".join(part for part in (contact.address, _country(view, contact)) if part)
    text = f"{view.t.distance(one.km)}: {contact_line(view, contact)}. {where}"
    if contact.note is None:
        return plain(text)
    note = contact.note.to(view.locale)
    return (Plain(text=f"{text}. "), Italic(inner=plain(note)))


def _own_offices(view: View, own: Destination | None, near: Sequence[Near]) -> tuple[Contact, ...]:
    """Return offices of the person's own country, where none near stands in it."""
    if own is None or any(_country_code(view, one.contact) == own.country for one in near):
        return ()
    shown = {one.contact.id for one in near}
    offices = (
        contact
        for contact in view.guide.contacts_of(own.id)
        if contact.contact_kind in OFFICES and contact.id not in shown
    )
    return tuple(offices)[:OWN]


def _own_lines(view: View, own: Destination | None, others: Sequence[Contact]) -> Iterator[Block]:
    if own and others:
        title = view.t.gettext(
            "{country}: of these I know no place on the map, but how to reach them.",
            country=country_name(view, own),
        )
        yield paragraph(title)
        yield Bullets(items=tuple(plain(contact_line(view, contact)) for contact in others))


def _country_code(view: View, contact: Contact) -> str:
    """Return the country where an office stands, as two capital letters."""
    page = view.guide.find_destination(contact.destination)
    return contact.located_in or (page.country if page else (contact.destination or "").upper())


def _country(view: View, contact: Contact) -> str:
    code = _country_code(view, contact)
    pages = view.guide.destinations()
    known = next((page for page in pages if page.country == code), None)
    return country_name(view, known) if known else view.t.territory(code)


def _pin(view: View, near: Sequence[Near]) -> Iterator[Venue]:
    for one in near[:1]:
        contact = one.contact
        if contact.lat is not None and contact.lon is not None:
            address = contact.address or _country(view, contact)
            yield Venue(contact.lat, contact.lon, contact.name.to(view.locale), address)
