"""Which updates were handled: so that one that Telegram repeats acts once."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from db.session import reading, writing
from db.updates import handled_among, last_handled, mark_handled, prune_handled

REMEMBERED = 20_000
KEEP = timedelta(hours=48)
"""Telegram keeps an update for 24 hours (Bot API: getting updates); twice that is safe."""


class Handled:
    """A durable list of handled updates of one bot.

    Marks that come while a write is under way leave together in the next one, so a busy bot
    writes a few times a second and not once an update. A process that `is_alone` has all marks
    in memory once they are loaded, and asks the database no more.
    """

    def __init__(
        self, engine: AsyncEngine, bot_id: int, now: Callable[[], datetime], *, is_alone: bool
    ) -> None:
        self._engine = engine
        self._bot_id = bot_id
        self._now = now
        self._is_alone = is_alone
        self._recent: OrderedDict[int, None] = OrderedDict()
        self._waiting: list[tuple[int, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def load(self) -> None:
        """Remember the updates that were handled last, before this process started.

        Telegram repeats only those that were not confirmed: a few hundred at the most.
        """
        async with reading(self._engine) as session:
            ids = await last_handled(session, self._bot_id, REMEMBERED)
        self._recent.update(dict.fromkeys(sorted(ids)))

    async def among(self, update_ids: Iterable[int]) -> set[int]:
        """Return those of the updates that were handled before."""
        ids = set(update_ids)
        known = {update_id for update_id in ids if update_id in self._recent}
        if self._is_alone or known == ids:
            return known
        async with reading(self._engine) as session:
            return known | await handled_among(session, self._bot_id, ids - known)

    async def mark(self, update_id: int) -> None:
        """Mark an update as handled; it is durable when this returns.

        Raises the database's error when it cannot be written. The update is remembered in this
        process all the same.
        """
        self._recent[update_id] = None
        while len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((update_id, written))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        await written

    async def _write(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                async with writing(self._engine) as session:
                    ids = [update_id for update_id, _ in batch]
                    await mark_handled(session, self._bot_id, ids, self._now())
            except Exception as error:  # noqa: BLE001 (every waiting update must learn of it)
                _settle(batch, error)
            else:
                _settle(batch, None)

    async def prune(self) -> None:
        """Drop marks that Telegram can no longer ask for."""
        async with writing(self._engine) as session:
            await prune_handled(session, self._now() - KEEP)

    async def close(self) -> None:
        """Wait for the marks that are being written."""
        if self._writer is not None:
            with suppress(asyncio.CancelledError):
                await self._writer


def _settle(batch: list[tuple[int, asyncio.Future[None]]], error: Exception | None) -> None:
    for _, written in batch:
        if written.done():
            continue
        if error is None:
            written.set_result(None)
        else:
            written.set_exception(error)
