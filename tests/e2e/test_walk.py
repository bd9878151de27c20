"""Every screen of the shipped content, reached by buttons alone, in all four renderings."""

from __future__ import annotations

import re
from collections import deque
from pathlib import Path

import pytest

from bot.entries.contact import Contact
from bot.guide.guide import Guide
from bot.i18n import Locale
from bot.screens.actions import (
    SENDING,
    Action,
    ChooseLocale,
    Forget,
    GoHome,
    ListRatifiers,
    ListSources,
    OpenEntry,
    OpenSave,
    SetDestination,
    SetLocale,
    ShowCard,
)
from bot.telegram.callback import decode
from tests.support.talk import Message, Phone, buttons, town

CONTENT = Path(__file__).parents[2] / "content"
LEFT_OPEN = re.compile(r"\{[a-z]|\*\*|\]\(|^#|%\(|<b>|&amp;", re.MULTILINE)
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
UZBEK_LATIN = re.compile(r"[A-Za-z][ʻʼ]|\b(va|uchun|bilan|kerak|emas|yoki|boʻyicha)\b")
FOREIGN: dict[Locale, re.Pattern[str]] = {
    Locale.uz: CYRILLIC,
    Locale.uz_Cyrl: UZBEK_LATIN,
    Locale.ru: UZBEK_LATIN,
    Locale.en: CYRILLIC,
}
"""What shows that words of another language stand in a screen."""
PROPER = re.compile(r"https?://\S+|@\w+|\S+@\S+|\S+\.(uz|ru|kr|jp|org|рф)\b")
BRANDS = ("Yoʻldosh",)
ON_PAPERS = ("реестр контролируемых лиц", "(работа)")
"""What readers find written on Russian papers and look for."""
IN_RUSSIAN = re.compile(r"\((?:[A-Za-zа-я ]+: )?[А-Яа-яЁё ,.-]+\)|[“«][А-Яа-яЁё ,.?!-]+[”»]")


def is_followed(action: Action) -> bool:
    """Say whether the walk presses this: it stays in its language and keeps the person.

    Files have tests of their own, of every page.
    """
    return not isinstance(action, SetLocale | SetDestination | Forget | OpenSave | SENDING)


async def walk(phone: Phone, first: Message) -> dict[Action, Message]:
    """Press every button that some screen shows, once; return what each action showed."""
    seen: dict[Action, Message] = {}
    waiting = deque([first])
    known: set[str] = set()
    while waiting:
        for button in buttons(waiting.popleft()):
            data = button.get("callback_data")
            if data is None or data in known:
                continue
            known.add(data)
            action = decode(data)
            if is_followed(action):
                # Attachments follow a screen; its buttons stay under the screen itself.
                await phone.press_data(data, first["message_id"])
                messages = phone.town.world.messages(phone.id)
                shown = {message["message_id"]: message for message in messages}
                seen[action] = shown[first["message_id"]]
                waiting.append(seen[action])
    return seen


def contacts_in(guide: Guide) -> list[Contact]:
    return [contact for place in guide.contact_places() for contact in guide.contacts_of(place)]


def written_there(guide: Guide) -> list[str]:
    """Return names and addresses as they are written in their country, and the phrases of cards."""
    found = [
        words
        for contact in contacts_in(guide)
        for words in (contact.local_name, contact.address)
        if words
    ]
    phrases = [
        phrase.words
        for country in guide.destinations()
        for card in guide.cards(country.id)
        for phrase in card.phrases
    ]
    return sorted({*found, *phrases}, key=len, reverse=True)


def own_words(message: Message, foreign: list[str]) -> str:
    """Return the words of a screen that must be in the reader's language."""
    words = "\n".join([message["text"], *(button["text"] for button in buttons(message))])
    for name in (*foreign, *BRANDS, *ON_PAPERS):
        words = words.replace(name, " ")
    return PROPER.sub(" ", IN_RUSSIAN.sub(" ", words))


def sections(guide: Guide, locale: Locale) -> set[OpenEntry]:
    """Return the actions that open every page and section of a release."""
    pages = guide.pages()
    whole = {OpenEntry(page.id) for page in pages}
    return whole | {
        OpenEntry(page.id, part.id) for page in pages for part in page.text(locale).sections
    }


@pytest.mark.timeout(400)
@pytest.mark.parametrize("locale", list(Locale))
async def test_every_page_is_reached_by_buttons_and_reads_well(
    tmp_path: Path, locale: Locale
) -> None:
    async with town(CONTENT, f"sqlite:///{tmp_path / 'bot.db'}") as place:
        phone = place.phone(language_code="en")
        await phone.settle_in(locale.own_name)
        seen = await walk(phone, await phone.press_data("1h"))
        guide = place.app.guide()

        assert sections(guide, locale) - seen.keys() == set(), "pages that no button leads to"
        contacts = {OpenEntry(contact.id) for contact in contacts_in(guide)}
        assert contacts
        assert contacts - seen.keys() == set(), "contacts that no button leads to"
        channels = {OpenEntry(channel.id) for channel in guide.channels()}
        assert channels
        assert channels - seen.keys() == set(), "channels that no button leads to"
        conventions = {ListRatifiers(page.id) for page in guide.conventions()}
        assert conventions
        assert conventions - seen.keys() == set(), "ratifications that no button leads to"
        cards = {
            ShowCard(country.id, card.language)
            for country in guide.destinations()
            for card in guide.cards(country.id)
        }
        assert {action.destination for action in cards} == {c.id for c in guide.destinations()}
        assert cards - seen.keys() == set(), "cards that no button leads to"
        assert place.refused() == []

        foreign = written_there(guide)
        faults: list[str] = []
        for action, shown in seen.items():
            text = str(shown["text"])
            if found := LEFT_OPEN.search(text):
                faults.append(f"{action}: {found[0]!r} stands in the text")
            if isinstance(action, ChooseLocale):
                continue  # It speaks all languages; each of its buttons leads home.
            onward = {decode(b["callback_data"]) for b in buttons(shown) if "callback_data" in b}
            if GoHome() not in onward | {action}:
                faults.append(f"{action}: there is no way home")
            words = own_words(shown, foreign)
            if not isinstance(action, ListSources) and (found := FOREIGN[locale].search(words)):
                around = words[max(0, found.start() - 30) : found.end() + 30]
                faults.append(f"{action}: another language: {around!r}")
        assert faults == [], "\n".join(faults)
