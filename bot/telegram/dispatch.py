"""One update from arrival to answer: whose it is, what it asks, what they see."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.exc import InterfaceError, OperationalError
from telegram import CallbackQuery, Message, Update

from bot.guide.guide import Guide
from bot.i18n import Locale, Translator, negotiate
from bot.screens import replies
from bot.screens.actions import Action
from bot.screens.screen import Screen
from bot.telegram import router
from bot.telegram.callback import UnknownDataError, decode
from bot.telegram.handlers import messages
from bot.telegram.handlers.errors import screen_for, where
from bot.telegram.order import ChatOrder
from bot.telegram.people import People
from bot.telegram.send import RefusedError, ScreenSender, UndeliveredError
from bot.telegram.turn import Turn

log = logging.getLogger(__name__)

TRY_AGAIN = (OperationalError, InterfaceError, OSError, UndeliveredError)
"""Faults of the surroundings: the update is left unconfirmed and comes again."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen that stands in a chat, and the action that made it."""

    chat_id: int
    message_id: int
    action: Action


@dataclass
class Dispatcher:
    """Answers updates; `guide` returns the release in use, `now` aware UTC.

    `on_shown` is told of each screen that an action put up: the demo renews them when the
    content changes.
    """

    sender: ScreenSender
    people: People
    guide: Callable[[], Guide]
    translators: Mapping[Locale, Translator]
    now: Callable[[], datetime]
    bot_name: str
    on_shown: Callable[[Shown], None] | None = None
    order: ChatOrder = field(default_factory=ChatOrder)

    async def handle(self, update: Update) -> None:
        """Answer one update, after the earlier ones of its chat.

        Raises one of TRY_AGAIN when the update must come again; any other fault ends here.
        """
        try:
            chat_id = _chat_of(update)
            if chat_id is None:
                return
            async with self.order.turn_of(chat_id):
                await self._answer(update)
        except TRY_AGAIN:
            raise
        except RefusedError as error:
            log.error("telegram refused a call", extra=_place(update, error))  # noqa: TRY400
        except Exception as error:  # noqa: BLE001 (a poisoned update never blocks the queue)
            log.error("an update was given up", extra=_place(update, error))  # noqa: TRY400

    async def show_again(self, shown: Shown) -> None:
        """Renew a screen in place, without counting as an update."""
        turn = await self._turn(shown.chat_id, None)
        # What follows a screen was sent once, when it was asked for.
        screen = replace(await router.answer(turn, shown.action), attachments=())
        await self.sender.edit(shown.chat_id, shown.message_id, screen)

    async def _answer(self, update: Update) -> None:
        if update.callback_query:
            await self._answer_press(update.update_id, update.callback_query)
        elif message := update.message or update.edited_message:
            is_edited = update.edited_message is not None
            await self._answer_message(update.update_id, message, is_edited=is_edited)

    async def _answer_press(self, update_id: int, query: CallbackQuery) -> None:
        message = query.message
        if message is None:
            await self.sender.answer(query.id)
            return
        turn = await self._turn(message.chat.id, query.from_user.language_code)
        action = _decoded(query.data)
        screen = await self._screen(turn, update_id, lambda: self._pressed(turn, action))
        # A message that Telegram no longer shows to bots has no date; it cannot be edited.
        can_edit = isinstance(message, Message)
        if can_edit:
            sent = self.sender.edit(turn.chat_id, message.message_id, screen)
        else:
            sent = self.sender.send(turn.chat_id, screen)
        _, shown = await asyncio.gather(self.sender.answer(query.id), sent)
        self._note(turn.chat_id, shown, action)

    async def _pressed(self, turn: Turn, action: Action | None) -> Screen:
        if action is None:
            return replies.with_home(turn.view(), replies.OLD_BUTTON)
        return await router.answer(turn, action)

    async def _answer_message(self, update_id: int, message: Message, *, is_edited: bool) -> None:
        incoming = messages.read(message, self.bot_name, is_edited=is_edited)
        if incoming.kind is messages.Kind.SERVICE:
            return
        language = message.from_user.language_code if message.from_user else None
        turn = await self._turn(message.chat.id, language)
        if message.chat.type != "private":
            if incoming.kind is messages.Kind.COMMAND and router.find_command(incoming.command):
                await self.sender.send(turn.chat_id, replies.in_group(turn.view()))
            return
        screen = await self._screen(turn, update_id, lambda: messages.reply(turn, incoming))
        shown = await self.sender.send(turn.chat_id, screen)
        self._note(turn.chat_id, shown, messages.action_of(turn, incoming))

    async def _screen(
        self, turn: Turn, update_id: int, make: Callable[[], Awaitable[Screen]]
    ) -> Screen:
        try:
            return await make()
        except TRY_AGAIN:
            raise
        except Exception as error:  # noqa: BLE001 (people get a calm screen, never silence)
            return screen_for(error, turn, update_id)

    async def _turn(self, chat_id: int, language_code: str | None) -> Turn:
        person = await self.people.find(chat_id)
        locale = negotiate(language_code)
        if person and person.locale:
            locale = Locale(person.locale)
        return Turn(
            chat_id=chat_id,
            person=person if person and person.locale else None,
            locale=locale,
            guide=self.guide(),
            translators=self.translators,
            people=self.people,
            now=self.now(),
            bot_name=self.bot_name,
        )

    def _note(self, chat_id: int, message_id: int | None, action: Action | None) -> None:
        if self.on_shown and message_id is not None and action is not None:
            self.on_shown(Shown(chat_id, message_id, action))


def _chat_of(update: Update) -> int | None:
    if update.callback_query:
        return update.callback_query.from_user.id
    message = update.message or update.edited_message
    return message.chat.id if message else None


def _decoded(data: str | None) -> Action | None:
    try:
        return decode(data or "")
    except UnknownDataError:
        return None


def _place(update: Update, error: Exception) -> dict[str, object]:
    return {
        "update_id": update.update_id,
        "error": type(error).__name__,
        "where": where(error),
    }
