"""Screens to people: edit the message a button stood under, or send a new one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from telegram.error import TelegramError

from bot.screens.offers import Offers
from bot.screens.screen import Screen
from bot.telegram import attach, inline
from bot.telegram.html import fitted, render
from bot.telegram.keyboard import Rows, rows
from bot.telegram.outcome import Verdict, decide
from bot.telegram.pace import Pace
from bot.telegram.raw import RawBot

TRIES = 4
PATIENCE_S = 30.0
"""The longest pause that an answer waits for; a longer one means that this chat floods us."""
RETRY_S = 0.5

T = TypeVar("T")


class UndeliveredError(Exception):
    """Telegram could not be reached for long; the update must be tried again later."""


class RefusedError(Exception):
    """Telegram refused a call of ours for good: a fault in what we sent."""


def _form(screen: Screen) -> tuple[str, Rows]:
    return render(fitted(screen.blocks)), rows(screen)


class ScreenSender:
    """Sends screens through one bot, at one pace."""

    def __init__(self, bot: RawBot, pace: Pace) -> None:
        self._bot = bot
        self._pace = pace

    async def send(self, chat_id: int, screen: Screen) -> int | None:
        """Send a new message and return its id; None when the person cannot be reached.

        Raises UndeliveredError or RefusedError.
        """
        html, keyboard = _form(screen)
        sent = await self._call(lambda: self._bot.send_html(chat_id, html, keyboard))
        if isinstance(sent, Verdict):
            return None
        await self._attach(chat_id, screen)
        return sent

    async def edit(self, chat_id: int, message_id: int, screen: Screen) -> int | None:
        """Put a screen in place of a message; where that is impossible, send a new one.

        Returns the id of the message that shows the screen. Raises as `send`.
        """
        html, keyboard = _form(screen)
        result = await self._call(lambda: self._bot.edit_html(chat_id, message_id, html, keyboard))
        if result is Verdict.SEND_NEW:
            return await self.send(chat_id, screen)
        if result is Verdict.GONE:
            return None
        await self._attach(chat_id, screen)
        return message_id

    async def answer(self, query_id: str) -> None:
        """End the waiting mark on a pressed button; an old query is no fault.

        Never raises: the screen counts, and Telegram ends the mark by itself later.
        """
        try:
            await self._bot.answer_callback_query(query_id)
        except TelegramError:
            return

    async def offer(self, query_id: str, offers: Offers) -> None:
        """Answer an inline query; one that is answered too late is no fault, for people type on.

        Raises RefusedError.
        """
        try:
            await self._bot.answer_inline_query(
                query_id,
                inline.results(offers),
                cache_time=inline.CACHE_S,
                is_personal=True,
                button=inline.button(offers),
            )
        except TelegramError as error:
            if decide(error).verdict is Verdict.REFUSED:
                raise RefusedError from None

    async def _attach(self, chat_id: int, screen: Screen) -> None:
        for attachment in screen.attachments:
            await self._call(partial(attach.send, self._bot, chat_id, attachment))

    async def _call(self, call: Callable[[], Awaitable[T]]) -> T | Verdict:
        for attempt in range(TRIES):
            await self._pace.wait()
            try:
                return await call()
            except TelegramError as error:
                outcome = decide(error)
            match outcome.verdict:
                case Verdict.WAIT if outcome.pause_s <= PATIENCE_S:
                    # Only this chat waits: one flooding person must not stop the others.
                    await asyncio.sleep(outcome.pause_s)
                case Verdict.RETRY:
                    await asyncio.sleep(RETRY_S * 2**attempt)
                case Verdict.WAIT:
                    return Verdict.GONE
                case Verdict.REFUSED:
                    raise RefusedError from None
                case verdict:
                    return verdict
        raise UndeliveredError
