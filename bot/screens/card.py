"""A card in the language of the country, to be shown to people there."""

from __future__ import annotations

from collections.abc import Iterator

from bot.entries.card import Card
from bot.entries.contact import Contact, ContactKind
from bot.entries.text import Block, Bold, Paragraph, Quote, paragraph, plain
from bot.screens.actions import OpenUrgent
from bot.screens.menu import foot
from bot.screens.screen import ActionButton, CopyButton, Screen
from bot.screens.view import View
from bot.screens.words import MEANINGS

_EMBASSIES = {ContactKind.EMBASSY, ContactKind.CONSULATE}


def show(view: View, destination: str, card: Card) -> Screen:
    """Show a card: first what others read, then what it says in the reader's language."""
    t = view.t
    title = t.gettext("What the card says:")
    lines = [t.gettext(MEANINGS[phrase.means]) for phrase in card.phrases]
    blocks: list[Block] = [
        Paragraph(inner=(Bold(inner=plain(phrase.words)),)) for phrase in card.phrases
    ]
    blocks += _embassy(view, destination)
    blocks.append(Quote(paragraphs=(plain(title), *(plain(line) for line in lines))))
    if not card.checked_by_native:
        text = t.gettext("A native speaker has not read this card yet.")
        blocks.append(paragraph(text))
    copy = CopyButton(t.pgettext("button", "📋 Copy the card"), card.text)
    label = t.pgettext("button", "🆘 Urgent help")
    back = ActionButton(label, OpenUrgent(destination))
    return Screen(tuple(blocks), ((copy,), (back,), *foot(view, None)[:1]))


def _embassy(view: View, destination: str) -> Iterator[Block]:
    """Yield the embassy of the country with its number, where both are known."""
    contacts = view.guide.contacts_of(destination)
    number = next((found for contact in contacts if (found := _number_of(contact))), "")
    if number:
        yield paragraph(f"☎️ 🇺🇿 {number}")


def _number_of(contact: Contact) -> str:
    is_embassy = contact.contact_kind in _EMBASSIES
    return contact.phones[0].number if is_embassy and contact.phones else ""
