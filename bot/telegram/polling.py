"""Long polling that confirms an update only after it was handled.

The library's own polling confirms on fetching: killed in the middle, it loses what it holds.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.telegram.dispatch import TRY_AGAIN, Dispatcher
from bot.telegram.handled import Handled
from bot.telegram.raw import RawBot, RawUpdate

log = logging.getLogger(__name__)

BATCH = 100
"""Updates asked for at once (Bot API: getUpdates, at most 100)."""
WAIT_S = 25
"""How long Telegram keeps an empty request open."""
PAUSE_S = 1.0
ATTEMPTS = 5
"""How often an update is tried while its surroundings fail before it is given up."""


class Polling:
    """The loop that fetches, hands out, and then confirms."""

    def __init__(self, bot: RawBot, dispatcher: Dispatcher, handled: Handled) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._handled = handled
        self._offset = 0
        self._attempts: Counter[int] = Counter()

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set; then confirm what was handled and return.

        Raises InvalidToken when Telegram does not know the token.
        """
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                fetching = asyncio.create_task(self._fetch(WAIT_S))
                await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
                if not fetching.done():
                    fetching.cancel()
                    break
                await self._serve(fetching.result())
        finally:
            stopping.cancel()
            await self._confirm()

    async def _fetch(self, wait_s: int) -> list[RawUpdate]:
        try:
            return await self._bot.get_raw_updates(self._offset, BATCH, wait_s)
        except InvalidToken:
            raise
        except RetryAfter as error:
            after = error.retry_after
            await asyncio.sleep(after if isinstance(after, int) else after.seconds)
            return []
        except Conflict:
            log.warning("another program polls with this token; it must be stopped")
            await asyncio.sleep(PAUSE_S)
            return []
        except TelegramError as error:
            log.warning("telegram cannot be reached", extra={"error": type(error).__name__})
            await asyncio.sleep(PAUSE_S)
            return []

    async def _serve(self, batch: list[RawUpdate]) -> None:
        if not batch:
            return
        ids = [int(raw["update_id"]) for raw in batch]
        try:
            done = await self._handled.among(ids)
        except TRY_AGAIN as error:
            log.warning("the database is away", extra={"error": type(error).__name__})
            await asyncio.sleep(PAUSE_S)
            return
        waiting = [raw for raw in batch if int(raw["update_id"]) not in done]
        failed = await asyncio.gather(*(self._serve_one(raw) for raw in waiting))
        unhandled = [update_id for update_id in failed if update_id is not None]
        self._offset = min(unhandled) if unhandled else max(ids) + 1
        if unhandled:
            await asyncio.sleep(PAUSE_S)

    async def _serve_one(self, raw: RawUpdate) -> int | None:
        """Handle one update; return its id when it must come again."""
        update_id = int(raw["update_id"])
        update = parse(raw, self._bot)
        try:
            if update is not None:
                await self._dispatcher.handle(update)
            await self._handled.mark(update_id)
        except TRY_AGAIN as error:
            self._attempts[update_id] += 1
            if self._attempts[update_id] < ATTEMPTS:
                return update_id
            log.error(  # noqa: TRY400 (the trace could hold what the person wrote)
                "an update was given up",
                extra={"update_id": update_id, "error": type(error).__name__},
            )
        self._attempts.pop(update_id, None)
        return None

    async def _confirm(self) -> None:
        if not self._offset:
            return
        try:
            await self._bot.get_raw_updates(self._offset, 1, 0)
        except TelegramError as error:
            # Unconfirmed updates come again and are found in the list of handled ones.
            log.warning("the last updates stay unconfirmed", extra={"error": type(error).__name__})


def parse(raw: RawUpdate, bot: Bot) -> Update | None:
    """Return an update as the library's type, or None where it is no update at all."""
    try:
        return Update.de_json(dict(raw), bot)
    except Exception as error:  # noqa: BLE001 (the library raises what the data provokes)
        log.warning(
            "an unreadable update was dropped",
            extra={"update_id": raw.get("update_id"), "error": type(error).__name__},
        )
        return None
