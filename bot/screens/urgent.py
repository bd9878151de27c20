"""Urgent help: whom to call now, where the person is, and what to say there."""

from __future__ import annotations

from collections.abc import Iterator

from bot.entries.card import Card
from bot.entries.contact import Contact, ContactKind
from bot.entries.page import Destination
from bot.entries.text import (
    Block,
    Bold,
    Bullets,
    Inline,
    Italic,
    Plain,
    Quote,
    heading,
    paragraph,
    plain,
)
from bot.guide.search import Found, Verdict
from bot.screens.actions import (
    AskNearest,
    ChooseUrgent,
    ListContacts,
    OpenEntry,
    OpenUrgent,
    ShowCard,
)
from bot.screens.found import page_rows
from bot.screens.keep import card_button
from bot.screens.menu import country_name, foot, page_button
from bot.screens.screen import ActionButton, CopyButton, Row, Screen
from bot.screens.text import contact_line
from bot.screens.view import View
from bot.screens.words import MEANINGS

SITUATIONS = 6
"""Buttons of situations: enough for the worst ones, few enough to see at once."""
BESIDE_FOUND = 2
"""Situations beside pages that a message found."""
CONTACTS = 6
COPIES = 4
"""Short numbers, which phones do not offer to dial: so many buttons fit in one row."""
FOUND = 3
IN_A_ROW = 2
_ALSO = (
    (ContactKind.POLICE, ContactKind.EMERGENCY),
    (ContactKind.HOTLINE,),
    (ContactKind.EMBASSY, ContactKind.CONSULATE),
)
"""Kinds of help that each country shows where it has them, named as urgent or not."""


def show(view: View, destination: str = "", notice: tuple[Block, ...] = ()) -> Screen:
    """Show whom to call now in a country, `""` for the reader's own, and the urgent situations.

    `notice` stands above them.
    """
    country = view.guide.find_destination(destination or view.destination)
    if country is None:
        return choice(view)
    urgent = view.guide.urgent_situations(country.id)[:SITUATIONS]
    rows = tuple((page_button(view, page),) for page in urgent)
    return _screen(view, country, notice, rows)


def choice(view: View) -> Screen:
    """Ask where the reader is now; their own country stays what it is."""
    rows = tuple((page_button(view, page),) for page in view.guide.urgent_situations(None))
    return _screen(view, None, (), rows[:SITUATIONS])


def at_once(view: View, found: Found) -> Screen:
    """Answer a message that speaks of danger: help first, then the pages that it found."""
    t = view.t
    own = view.destination or (min(found.destinations) if len(found.destinations) == 1 else "")
    country = view.guide.find_destination(own)
    notice = t.gettext("Your words speak of danger. Help comes first, pages stand below.")
    pages = page_rows(view, found)[:FOUND] if found.verdict is not Verdict.NOTHING else ()
    known = {hit.page for hit in found.hits}
    others = [
        page
        for page in view.guide.urgent_situations(country.id if country else None)
        if page.id not in known
    ]
    shown = others[: BESIDE_FOUND if pages else SITUATIONS]
    elsewhere = (view.guide.find_destination(name) for name in sorted(found.destinations))
    rows = (
        *((_country(view, page),) for page in elsewhere if page and page != country),
        *pages,
        *((page_button(view, page),) for page in shown),
    )
    return _screen(view, country, (Quote(paragraphs=(plain(notice),)),), rows)


def _country(view: View, page: Destination) -> ActionButton:
    return ActionButton(f"🆘 {country_name(view, page)}", OpenUrgent(page.id))


def _screen(
    view: View, country: Destination | None, notice: tuple[Block, ...], pages: tuple[Row, ...]
) -> Screen:
    t = view.t
    advice = paragraph(
        t.gettext(
            "If you are in danger, go to a place with other people and call. "
            "Say your city, the street, and what has happened."
        )
    )
    blocks: tuple[Block, ...] = (heading(t.gettext("🆘 Urgent help")), *notice)
    rows: tuple[Row, ...]
    if country is None:
        choose = t.gettext("Choose the country where you are to see its numbers.")
        blocks = (*blocks, paragraph(choose), advice)
        rows = _countries(view)
    else:
        contacts = _contacts(view, country)
        blocks = (*blocks, *_numbers(view, country, contacts), advice, *_to_say(view, country))
        rows = (*_calls(view, contacts), *_cards(view, country))
        if contacts:
            rows = (*rows, (card_button(view, country),))
    nearest = ActionButton(t.pgettext("button", "📍 Nearest help to me"), AskNearest())
    home_label = t.pgettext("button", "🇺🇿 Contacts in Uzbekistan")
    rows = (*rows, (nearest,), *pages, (ActionButton(home_label, ListContacts("uz")),))
    if country:
        label = t.pgettext("button", "📍 I am in another country")
        rows = (*rows, (ActionButton(label, ChooseUrgent()),))
    return Screen(blocks, (*rows, *foot(view, None)[:1]))


def _countries(view: View) -> tuple[Row, ...]:
    buttons = [
        ActionButton(country_name(view, page), OpenUrgent(page.id))
        for page in view.guide.destinations()
    ]
    return tuple(
        tuple(buttons[start : start + IN_A_ROW]) for start in range(0, len(buttons), IN_A_ROW)
    )


def _contacts(view: View, country: Destination) -> tuple[Contact, ...]:
    """Return whom to call: those that the country names, and one of each kind it left out."""
    named = (view.guide.find_contact(entry) for entry in country.emergency)
    contacts = [contact for contact in named if contact]
    for kinds in _ALSO:
        if not any(contact.contact_kind in kinds for contact in contacts):
            all_ = view.guide.contacts_of(country.id)
            contacts += [contact for contact in all_ if contact.contact_kind in kinds][:1]
    return tuple(contacts[:CONTACTS])


def _numbers(view: View, country: Destination, contacts: tuple[Contact, ...]) -> Iterator[Block]:
    t = view.t
    yield paragraph(country_name(view, country))
    if contacts:
        yield Bullets(items=tuple(_number(view, contact) for contact in contacts))
    else:
        yield paragraph(t.gettext("No emergency number is confirmed for this country."))


def _number(view: View, contact: Contact) -> tuple[Inline, ...]:
    """Return a contact's line; with emergency numbers, what is said of them (interpreters)."""
    line = plain(contact_line(view, contact))
    is_first = contact.contact_kind in {ContactKind.EMERGENCY, ContactKind.POLICE}
    if contact.note is None or not is_first:
        return line
    return (*line, Plain(text=". "), Italic(inner=plain(contact.note.to(view.locale))))


def _to_say(view: View, country: Destination) -> Iterator[Block]:
    card = next(iter(view.guide.cards(country.id)), None)
    said = tuple(_phrases(view, card)) if card else ()
    if card and said:
        language = view.t.language(card.language)
        title = view.t.gettext("🗣 What to say ({language})", language=language)
        yield heading(title)
        yield Bullets(items=said)


def _phrases(view: View, card: Card) -> Iterator[tuple[Inline, ...]]:
    """Yield phrases, how to say them, and what they mean; none to who speaks the language."""
    if view.locale.value == card.language:
        return
    for phrase in card.phrases:
        if phrase.sound:
            meaning = view.t.gettext(MEANINGS[phrase.means])
            sound = phrase.sound.to(view.locale)
            words = Bold(inner=plain(phrase.words))
            yield (words, Plain(text=f" [{sound.rstrip('.')}] — {meaning}"))


def _calls(view: View, contacts: tuple[Contact, ...]) -> Iterator[Row]:
    for contact in contacts:
        yield (ActionButton(f"📞 {contact.name.to(view.locale)}", OpenEntry(contact.id)),)
    short = dict.fromkeys(contact.short_number for contact in contacts if contact.short_number)
    copies = tuple(CopyButton(f"📋 {number}", number) for number in short)[:COPIES]
    if copies:
        yield copies


def _cards(view: View, country: Destination) -> Iterator[Row]:
    for card in view.guide.cards(country.id):
        language = view.t.language(card.language)
        label = view.t.pgettext("button", "🪪 Show this ({language})", language=language)
        yield (ActionButton(label, ShowCard(country.id, card.language)),)
