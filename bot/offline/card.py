"""The emergency card of a country: what stands on the picture that people keep on their phone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.entries.base import Basis
from bot.entries.contact import Contact, ContactKind
from bot.entries.page import Destination
from bot.i18n import Locale, Translator
from bot.offline.document import MARKS
from bot.screens.view import View

MOST = 8
"""Contacts on a card: with more, letters would be too small on a phone."""
_ALSO = (ContactKind.EMBASSY, ContactKind.CONSULATE, ContactKind.HOTLINE)
"""Kinds of which the first contact stands on the card in any case."""
_SPOKEN = (Locale.ru, Locale.en)
"""Languages in which a passer-by is asked for help."""

_SIGNS = {Basis.CONFIRMED: "", Basis.REPORTED: "*", Basis.CONFLICTING: "**"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number to dial, and when or where it answers."""

    number: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Whom to call; `details` are left out where no font has their letters."""

    name: str
    numbers: tuple[Number, ...]
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A card before anyone decides how it looks; `notes` are its small print."""

    title: str
    country: str
    rows: tuple[Row, ...]
    phrases: tuple[str, ...]
    notes: tuple[str, ...]


def card(
    view: View, country: Destination, translators: Mapping[Locale, Translator]
) -> Card | None:
    """Return the card of a country, or None where no number is confirmed."""
    contacts = tuple(_contacts(view, country))[:MOST]
    if not contacts:
        return None
    t = view.t
    return Card(
        title=t.gettext("🆘 Urgent help").removeprefix("🆘 "),
        country=country.text(view.locale).title,
        rows=tuple(_row(view, contact) for contact in contacts),
        phrases=tuple(
            translators[locale].gettext(
                "I am a citizen of Uzbekistan. Please help me to call these numbers."
            )
            for locale in _SPOKEN
        ),
        notes=tuple(_notes(view, contacts)),
    )


def picture_name(view: View, country: Destination) -> str:
    """Return the name under which a phone saves the card."""
    return f"yoldosh-{country.id}-sos-{view.today.isoformat()}.png"


def _contacts(view: View, country: Destination) -> Iterator[Contact]:
    """Yield the contacts that can be called, the most urgent first."""
    named = [c for c in map(view.guide.find_contact, country.emergency) if c]
    for kind in _ALSO:
        if not any(contact.contact_kind is kind for contact in named):
            others = view.guide.contacts_of(country.id)
            named += [c for c in others if c.contact_kind is kind and _can_be_called(c)][:1]
    yield from (contact for contact in named if _can_be_called(contact))


def _can_be_called(contact: Contact) -> bool:
    return bool(contact.short_number or contact.phones)


def _row(view: View, contact: Contact) -> Row:
    numbers = [Number(contact.short_number)] if contact.short_number else []
    numbers += [
        Number(phone.number, phone.note.to(view.locale) if phone.note else "")
        for phone in contact.phones
    ]
    sign = _SIGNS[contact.basis]
    details = (contact.local_name, contact.address)
    is_place = contact.contact_kind in {ContactKind.EMBASSY, ContactKind.CONSULATE}
    return Row(
        name=f"{contact.name.to(view.locale)} {sign}".strip(),
        numbers=tuple(numbers),
        details=tuple(text for text in details if text) if is_place else (),
    )


def _notes(view: View, contacts: Iterable[Contact]) -> Iterator[str]:
    t = view.t
    oldest = min(contacts, key=lambda contact: contact.checked)
    yield t.gettext("Checked on {date}", date=t.date(oldest.checked))
    overdue = [contact for contact in contacts if contact.is_overdue(view.today)]
    if overdue:
        yield t.gettext("Some of these numbers may have changed: check them in the bot.")
    bases = {contact.basis for contact in contacts}
    for basis, words in MARKS.items():
        if basis in bases:
            meaning = t.gettext(words)
            yield f"{_SIGNS[basis]} {meaning}"
    yield f"@{view.bot_name}"
