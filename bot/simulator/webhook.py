"""Delivering updates to the bot's webhook: in order for each chat, again until it takes them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp

from bot.simulator.inbox import Inbox

FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 5.0
TIMEOUT_S = 30.0
Answered = Callable[[str, Mapping[str, Any]], Awaitable[None]]


class Webhook:
    """Where updates go when the bot does not poll."""

    def __init__(self) -> None:
        self.url = ""
        self.secret = ""
        self.max_connections = 40
        self.last_error = ""

    def set(self, url: str, secret: str, max_connections: int) -> None:
        """Set or, with an empty url, remove the webhook."""
        self.url, self.secret = url, secret
        self.max_connections = min(max(max_connections, 1), 100)
        self.last_error = ""

    async def deliver(self, inbox: Inbox, answered: Answered) -> None:
        """Deliver for ever; `answered` is given a method that a 200 carried in its body."""
        busy: dict[object, asyncio.Task[None]] = {}
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(TIMEOUT_S)) as session:
            try:
                while True:
                    if self.url:
                        self._start(inbox, session, answered, busy)
                    change = asyncio.create_task(inbox.next_change())
                    await asyncio.wait(
                        {change, *busy.values()}, return_when=asyncio.FIRST_COMPLETED
                    )
                    change.cancel()
                    for key in [key for key, task in busy.items() if task.done()]:
                        del busy[key]
            finally:
                for task in busy.values():
                    task.cancel()

    def _start(
        self,
        inbox: Inbox,
        session: aiohttp.ClientSession,
        answered: Answered,
        busy: dict[object, asyncio.Task[None]],
    ) -> None:
        for update in list(inbox.waiting):
            key = _chat_of(update)
            if len(busy) >= self.max_connections:
                return
            if key not in busy:
                busy[key] = asyncio.create_task(self._send(update, inbox, session, answered))

    async def _send(
        self,
        update: dict[str, Any],
        inbox: Inbox,
        session: aiohttp.ClientSession,
        answered: Answered,
    ) -> None:
        pause = FIRST_PAUSE_S
        while self.url:
            headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
            try:
                async with session.post(self.url, json=update, headers=headers) as answer:
                    body = await answer.read()
                    if 200 <= answer.status < 300:
                        if update in inbox.waiting:
                            inbox.waiting.remove(update)
                        await _reply(body, answered)
                        return
                    self.last_error = f"Wrong response from the webhook: {answer.status}"
            except (aiohttp.ClientError, TimeoutError):
                self.last_error = "Connection failed"
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)


def _chat_of(update: Mapping[str, Any]) -> object:
    for content in update.values():
        if isinstance(content, dict):
            chat = content.get("chat") or content.get("from") or content.get("message")
            if isinstance(chat, dict):
                return chat.get("id", update["update_id"])
    return update["update_id"]


async def _reply(body: bytes, answered: Answered) -> None:
    try:
        call = json.loads(body or b"{}")
    except ValueError:
        return
    if isinstance(call, dict) and isinstance(call.get("method"), str):
        await answered(call.pop("method"), call)
