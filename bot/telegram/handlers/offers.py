"""An offer as it arrives: forwarded, as an answer to our question, or just written.

What it holds lives as long as its answer takes; nothing of it is kept or logged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from telegram import (
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginUser,
)

from bot.guide.offer.addresses import link
from bot.guide.offer.reading import Address, Kind
from bot.screens import check
from bot.screens.screen import Screen
from bot.screens.view import View

BUTTONS = 20
"""Buttons and hidden links of a message that are read."""


def answer(view: View, message: Message | None) -> Screen | None:
    """Return the answer to an offer, or None where the message is none.

    A person shows that something is to be checked by forwarding it, by sending the card of
    somebody else, or by answering one of our messages about a check.
    """
    if message is None:
        return None
    text = message.text or message.caption or ""
    is_meant = (
        message.forward_origin is not None
        or _is_of_another(message)
        or _answers_us(message.reply_to_message)
    )
    offers = view.guide.offers
    if not is_meant and not offers.concerns(text, view.bot_name):
        return None
    beside = tuple(_beside(message))
    if not text.strip() and not beside:
        return check.unreadable(view)
    return check.show(view, offers.check(text, view.today, beside, view.bot_name))


def _is_of_another(message: Message) -> bool:
    """Say whether a message is the card of somebody else than its sender."""
    card, sender = message.contact, message.from_user
    return card is not None and (sender is None or card.user_id != sender.id)


def _answers_us(asked: Message | None) -> bool:
    """Say whether a message is an answer to one of ours about a check."""
    is_ours = asked is not None and asked.from_user is not None and asked.from_user.is_bot
    return is_ours and asked is not None and (asked.text or "").startswith(check.SIGN)


def _beside(message: Message) -> Iterator[Address]:
    entities: Sequence[MessageEntity] = message.entities or message.caption_entities
    for entity in entities[:BUTTONS]:
        if entity.type == MessageEntity.TEXT_LINK and entity.url:
            yield from _linked(entity.url)
        elif entity.type == MessageEntity.TEXT_MENTION and entity.user:
            yield from _named(entity.user.username)
    if isinstance(message.reply_markup, InlineKeyboardMarkup):
        pressed = [button for row in message.reply_markup.inline_keyboard for button in row]
        for button in pressed[:BUTTONS]:
            if button.url:
                yield from _linked(button.url)
    if message.contact and _is_of_another(message):
        number = message.contact.phone_number
        digits = "".join(filter(str.isdigit, number))
        yield Address(Kind.PHONE, number, digits)
    match message.forward_origin:
        case MessageOriginUser(sender_user=user):
            yield from _named(user.username)
        case MessageOriginChat(sender_chat=chat) | MessageOriginChannel(chat=chat):
            yield from _named(chat.username)


def _linked(url: str) -> Iterator[Address]:
    if address := link(url):
        yield address


def _named(username: str | None) -> Iterator[Address]:
    if username:
        yield Address(Kind.NAME, f"@{username}", username.lower())
