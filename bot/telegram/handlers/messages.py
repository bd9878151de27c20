"""Messages: commands, deep links, and everything that is neither."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from math import isfinite

from telegram import Message

from bot.guide.nearest import Place
from bot.guide.search import Found, Verdict
from bot.screens import found, home, nearest, replies, urgent
from bot.screens.actions import Action, ChooseLocale, OpenEntry
from bot.screens.screen import ActionButton, Screen
from bot.screens.view import View
from bot.telegram.handlers import offers
from bot.telegram.handlers.reading import show_entry
from bot.telegram.router import answer, find_command
from bot.telegram.turn import Turn


class Kind(Enum):
    """What a message is, as far as it matters for the answer."""

    COMMAND = auto()
    TEXT = auto()
    PLACE = auto()
    MEDIA = auto()
    EDITED = auto()
    SERVICE = auto()


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message reduced to what an answer needs.

    `question` is free text, `message` the whole of what may be an offer, `place` is where the person
    is: they live as long as the answer takes, and show in no log.
    """

    kind: Kind
    command: str = ""
    parameter: str = ""
    question: str = field(default="", repr=False)
    place: Place | None = field(default=None, repr=False)
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
SEARCH = "search"
"""The command whose words are a question."""
PARAMETER_LIMIT = 64
"""Characters of a `start` parameter (Bot API: deep linking)."""


def read(message: Message, bot_name: str, *, is_edited: bool) -> Incoming:
    """Return what a message is; a command of another bot counts as text."""
    if is_edited:
        # A place that is shared live is edited every few seconds: only its first one is answered.
        kind = Kind.SERVICE if message.location else Kind.EDITED
        return Incoming(kind, question=message.text or message.caption or "")
    if message.via_bot and (message.via_bot.username or "").lower() == bot_name.lower():
        return Incoming(Kind.SERVICE)  # An answer of ours that they sent on is no question.
    if message.text is not None:
        if message.forward_origin is not None:  # What others wrote is no command to us.
            return Incoming(Kind.TEXT, question=message.text, message=message)
        return replace(_read_text(message.text, bot_name), message=message)
    if place := _place_of(message):
        return Incoming(Kind.PLACE, place=place)
    if any(getattr(message, kind, None) for kind in _MEDIA):
        return Incoming(Kind.MEDIA, question=message.caption or "", message=message)
    return Incoming(Kind.SERVICE)


def _place_of(message: Message) -> Place | None:
    """Return the place that a location or a venue names, or None without a sound one."""
    found = message.venue.location if message.venue else message.location
    if found is None:
        return None
    lat, lon = found.latitude, found.longitude
    are_numbers = all(isinstance(one, int | float) and isfinite(one) for one in (lat, lon))
    return Place(lat, lon) if are_numbers and abs(lat) <= 90 and abs(lon) <= 180 else None


def _read_text(text: str, bot_name: str) -> Incoming:
    words = text.split(maxsplit=2)
    if not words or not words[0].startswith("/") or len(words[0]) < 2:
        return Incoming(Kind.TEXT, question=text)
    name, _, addressed = words[0][1:].partition("@")
    if addressed and addressed.lower() != bot_name.lower():
        return Incoming(Kind.TEXT, question=text)
    if name.lower() == SEARCH and len(words) > 1:
        return Incoming(Kind.TEXT, question=" ".join(words[1:]))
    parameter = words[1][:PARAMETER_LIMIT] if len(words) > 1 else ""
    return Incoming(Kind.COMMAND, name.lower(), parameter)


async def reply(turn: Turn, incoming: Incoming) -> Screen:
    """Return the answer to a message; a newcomer is asked for a language first, or helped."""
    view = turn.view()
    if turn.person is None:
        helped = _help_at_once(view, incoming)
        if helped is None:
            return home.locales(turn.translators, _linked(turn, incoming))
        languages = ActionButton(view.t.pgettext("button", "🔤 Language"), ChooseLocale())
        return replace(helped, rows=(*helped.rows, (languages,)))
    match incoming.kind:
        case Kind.COMMAND:
            action = action_of(turn, incoming)
            if action is None:
                return replies.with_home(view, replies.COMMAND)
            return await answer(turn, action)
        case Kind.PLACE if incoming.place:
            return nearest.show(view, incoming.place)
        case Kind.MEDIA:
            checked = _help_at_once(view, incoming) or offers.answer(view, incoming.message)
            return checked or replies.with_home(view, replies.MEDIA)
        case Kind.EDITED:
            return _help_at_once(view, incoming) or replies.with_home(view, replies.EDITED)
        case _:
            checked = offers.answer(view, incoming.message)
            if checked is None:
                return await ask(turn, incoming.question)
            # Words of danger may stand beside a name or a number: help goes first.
            own = incoming.message and incoming.message.forward_origin is None
            return (_help_at_once(view, incoming) if own else None) or checked


async def ask(turn: Turn, question: str) -> Screen:
    """Answer a question; one that the guide does not answer is counted."""
    view = turn.view()
    result = view.guide.search.find(question, view.destination)
    if result.verdict is Verdict.NOTHING and not result.is_danger:
        await turn.gaps.note(turn.chat_id, question)
    return answered(view, result)


def answered(view: View, result: Found) -> Screen:
    """Show what a question found: the page itself where it is clear which one is meant.

    A message that speaks of danger is answered with urgent help.
    """
    if result.is_danger:
        return urgent.at_once(view, result)
    entry = view.guide.find(result.hits[0].page) if result.hits else None
    if result.verdict is not Verdict.CLEAR or entry is None:
        return found.show(view, result)
    return found.beside(view, show_entry(view, entry, "", found.notice(view)), result)


def _help_at_once(view: View, incoming: Incoming) -> Screen | None:
    """Return the help that waits for nothing: near a place, or to words of danger."""
    if incoming.place:
        return nearest.show(view, incoming.place)
    if not incoming.question:
        return None
    result = view.guide.search.find(incoming.question, view.destination)
    return urgent.at_once(view, result) if result.is_danger else None


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
    if incoming.command == "start":
        # Links lead to what a command opens, too: ?start=urgent.
        command = find_command(incoming.parameter) or command
    return command.action() if command else None
