"""Messages: commands, deep links, and everything that is neither."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto

from telegram import Message

from bot.guide.search import Verdict
from bot.screens import found, home, replies
from bot.screens.actions import Action, OpenEntry
from bot.screens.screen import Screen
from bot.screens.view import View
from bot.telegram.handlers import offers
from bot.telegram.handlers.reading import show_entry
from bot.telegram.router import answer, find_command
from bot.telegram.turn import Turn


class Kind(Enum):
    """What a message is, as far as it matters for the answer."""

    COMMAND = auto()
    TEXT = auto()
    MEDIA = auto()
    EDITED = auto()
    SERVICE = auto()


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message reduced to what an answer needs.

    `question` is free text, and `message` the whole of what may be an offer: both live as long
    as the answer takes, and show in no log.
    """

    kind: Kind
    command: str = ""
    parameter: str = ""
    question: str = field(default="", repr=False)
    message: Message | None = field(default=None, repr=False)


_MEDIA = (
    "photo",
    "voice",
    "video",
    "video_note",
    "audio",
    "animation",
    "document",
    "sticker",
    "location",
    "venue",
    "contact",
    "poll",
    "dice",
    "story",
    "game",
    "paid_media",
    "checklist",
)
PARAMETER_LIMIT = 64
"""Characters of a `start` parameter (Bot API: deep linking)."""


def read(message: Message, bot_name: str, *, is_edited: bool) -> Incoming:
    """Return what a message is; a command of another bot counts as text."""
    if is_edited:
        return Incoming(Kind.EDITED)
    if message.text is not None:
        if message.forward_origin is not None:  # What others wrote is no command to us.
            return Incoming(Kind.TEXT, question=message.text, message=message)
        return replace(_read_text(message.text, bot_name), message=message)
    if any(getattr(message, kind, None) for kind in _MEDIA):
        return Incoming(Kind.MEDIA, message=message)
    return Incoming(Kind.SERVICE)


def _read_text(text: str, bot_name: str) -> Incoming:
    words = text.split(maxsplit=2)
    if not words or not words[0].startswith("/") or len(words[0]) < 2:
        return Incoming(Kind.TEXT, question=text)
    name, _, addressed = words[0][1:].partition("@")
    if addressed and addressed.lower() != bot_name.lower():
        return Incoming(Kind.TEXT, question=text)
    parameter = words[1][:PARAMETER_LIMIT] if len(words) > 1 else ""
    return Incoming(Kind.COMMAND, name.lower(), parameter)


async def reply(turn: Turn, incoming: Incoming) -> Screen:
    """Return the answer to a message; a newcomer is asked for a language first."""
    if turn.person is None:
        return home.locales(turn.translators, _linked(turn, incoming))
    view = turn.view()
    match incoming.kind:
        case Kind.COMMAND:
            action = action_of(turn, incoming)
            if action is None:
                return replies.with_home(view, replies.COMMAND)
            return await answer(turn, action)
        case Kind.MEDIA:
            checked = offers.answer(view, incoming.message)
            return checked or replies.with_home(view, replies.MEDIA)
        case Kind.EDITED:
            return replies.with_home(view, replies.EDITED)
        case _:
            checked = offers.answer(view, incoming.message)
            return checked or search(view, incoming.question)


def search(view: View, question: str) -> Screen:
    """Answer a question: with the page itself where it is clear which one is meant."""
    result = view.guide.search.find(question, view.destination)
    entry = view.guide.find(result.hits[0].page) if result.hits else None
    if result.verdict is not Verdict.CLEAR or result.is_danger or entry is None:
        return found.show(view, result)
    return found.beside(view, show_entry(view, entry, "", found.notice(view)), result)


def _linked(turn: Turn, incoming: Incoming) -> str:
    if incoming.command != "start" or not incoming.parameter:
        return ""
    return turn.guide.find_by_link(incoming.parameter) or ""


def action_of(turn: Turn, incoming: Incoming) -> Action | None:
    """Return the action that a command asks for, or None where it asks for none."""
    if turn.person is None:
        return None
    if linked := _linked(turn, incoming):
        return OpenEntry(linked)
    command = find_command(incoming.command)
    return command.action() if command else None
