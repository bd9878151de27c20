"""Delivering updates to the bot's webhook: in order for each chat, again until it takes them."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp

from bot.simulator.inbox import Inbox, Waiting

FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 5.0
TIMEOUT_S = 30.0
Answered = Callable[[str, dict[str, Any]], Awaitable[None]]
Change = Callable[[], Awaitable[None]]


class Webhook:
    """Where updates go when the bot does not poll."""

    def __init__(self, inbox: Inbox, clock: Callable[[], float]) -> None:
        self.url = ""
        self.secret = ""
        self.max_connections = 40
        self.last_error = ""
        self.last_error_at = 0
        self._inbox = inbox
        self._clock = clock
        self._lanes: dict[object, deque[Waiting]] = {}
        self._busy: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(40)
        self._generation = 0

    def set(self, url: str, secret: str, max_connections: int) -> None:
        """Set or, with an empty url, remove the webhook."""
        self.url, self.secret, self.max_connections = url, secret, max_connections
        self.last_error = ""
        self._generation += 1
        self._lanes = {}
        self._slots = asyncio.Semaphore(max_connections)
        self._inbox.feed_webhook(bool(url))

    async def deliver(self, next_change: Change, answered: Answered) -> None:
        """Deliver for ever; `answered` is given a method that a 200 carried in its body."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(TIMEOUT_S)) as session:
            try:
                while True:
                    while self._inbox.fresh:
                        self._queue(self._inbox.fresh.popleft(), session, answered)
                    await next_change()
            finally:
                for task in self._busy:
                    task.cancel()

    def _queue(self, waiting: Waiting, session: aiohttp.ClientSession, answered: Answered) -> None:
        key = lane_of(waiting.update)
        lane = self._lanes.get(key)
        if lane is not None:
            lane.append(waiting)
            return
        lane = self._lanes[key] = deque([waiting])
        task = asyncio.create_task(self._drain(key, lane, session, answered))
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)

    async def _drain(
        self,
        key: object,
        lane: deque[Waiting],
        session: aiohttp.ClientSession,
        answered: Answered,
    ) -> None:
        generation = self._generation
        pause = FIRST_PAUSE_S
        while lane and generation == self._generation:
            waiting = lane[0]
            if waiting.is_done or await self._post(waiting, session, answered):
                self._inbox.done(waiting)
                lane.popleft()
                pause = FIRST_PAUSE_S
                continue
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)
        if generation == self._generation:
            del self._lanes[key]

    async def _post(
        self, waiting: Waiting, session: aiohttp.ClientSession, answered: Answered
    ) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        try:
            async with (
                self._slots,
                session.post(self.url, json=waiting.update, headers=headers) as answer,
            ):
                body = await answer.read()
                if 200 <= answer.status < 300:
                    await _reply(body, answered)
                    return True
                self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
        except TimeoutError:
            self._failed("Read timeout expired")
        except aiohttp.ClientConnectorError:
            self._failed("Connection refused")
        except aiohttp.ClientError:
            self._failed("Connection closed")
        return False

    def _failed(self, words: str) -> None:
        self.last_error, self.last_error_at = words, int(self._clock())


def lane_of(update: Mapping[str, Any]) -> object:
    """Return what an update is about: updates of one chat (or person) go one after another."""
    for content in update.values():
        if not isinstance(content, dict):
            continue
        message = content.get("message")
        holders = (content, message if isinstance(message, dict) else {})
        for name in ("chat", "from"):
            for holder in holders:
                whose = holder.get(name)
                if isinstance(whose, dict) and isinstance(whose.get("id"), int):
                    return whose["id"]
    return update["update_id"]


async def _reply(body: bytes, answered: Answered) -> None:
    try:
        call = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        return
    if isinstance(call, dict) and isinstance(call.get("method"), str):
        await answered(call.pop("method"), call)
