"""Updates of one chat in order, chats side by side."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

SIDE_BY_SIDE = 64
"""Chats served at the same moment; more would only wait for Telegram's rate."""


class ChatOrder:
    """A lock for each chat that is being served, and a bound on how many are."""

    def __init__(self, side_by_side: int = SIDE_BY_SIDE) -> None:
        self._room = asyncio.Semaphore(side_by_side)
        self._locks: dict[int, asyncio.Lock] = {}
        self._waiting: defaultdict[int, int] = defaultdict(int)

    @asynccontextmanager
    async def turn_of(self, chat_id: int) -> AsyncIterator[None]:
        """Wait until the earlier updates of this chat are done and there is room."""
        lock = self._locks.setdefault(chat_id, asyncio.Lock())
        self._waiting[chat_id] += 1
        try:
            async with lock, self._room:
                yield
        finally:
            self._waiting[chat_id] -= 1
            if not self._waiting[chat_id]:
                del self._waiting[chat_id], self._locks[chat_id]
