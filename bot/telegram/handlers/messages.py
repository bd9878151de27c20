"""Messages: commands, deep links, and everything that is neither."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from telegram import Message

from bot.screens import home, replies
from bot.screens.actions import Action, OpenEntry
from bot.screens.screen import Screen
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
    """A message reduced to what an answer needs; of a text nothing is kept."""

    kind: Kind
    command: str = ""
    parameter: str = ""


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
        return _read_text(message.text, bot_name)
    if any(getattr(message, kind, None) for kind in _MEDIA):
        return Incoming(Kind.MEDIA)
    return Incoming(Kind.SERVICE)


def _read_text(text: str, bot_name: str) -> Incoming:
    words = text.split(maxsplit=2)
    if not words or not words[0].startswith("/") or len(words[0]) < 2:
        return Incoming(Kind.TEXT)
    name, _, addressed = words[0][1:].partition("@")
    if addressed and addressed.lower() != bot_name.lower():
        return Incoming(Kind.TEXT)
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
            return replies.with_home(view, replies.MEDIA)
        case Kind.EDITED:
            return replies.with_home(view, replies.EDITED)
        case _:
            return replies.with_home(view, replies.TEXT)


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
