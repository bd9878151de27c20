"""The bot's waiting updates: kept until confirmed, filtered by the kinds it asked for."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Mapping
from typing import Any

# Kinds that Telegram sends only when they are asked for (Bot API: getUpdates).
ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
KINDS = {
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "my_chat_member",
    "poll",
    "poll_answer",
    "chat_join_request",
    *ON_REQUEST,
}


class Inbox:
    """Updates in order of their ids."""

    def __init__(self) -> None:
        self.waiting: deque[dict[str, Any]] = deque()
        self.allowed: set[str] | None = None
        self.is_polled = 0
        self._next_id = 500_000_001
        self._waiters: list[asyncio.Future[None]] = []

    def push(self, kind: str, content: Mapping[str, Any]) -> None:
        """Add an update, unless the bot does not want its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in ON_REQUEST
        if wanted:
            self.push_raw({kind: dict(content)})

    def push_raw(self, update: Mapping[str, Any]) -> int:
        """Add any object as an update and return its id."""
        update_id = self._next_id
        self._next_id += 1
        self.waiting.append({**update, "update_id": update_id})
        return update_id

    def confirm(self, offset: int) -> None:
        """Drop the updates before an offset; a negative one keeps only the last so many."""
        if offset < 0:
            while len(self.waiting) > -offset:
                self.waiting.popleft()
        else:
            while self.waiting and self.waiting[0]["update_id"] < offset:
                self.waiting.popleft()

    def wake(self) -> None:
        """Wake everyone who waits for a change."""
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def next_change(self) -> None:
        """Wait for the next change of the world."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        await waiter
