"""Delivering updates to the bot's webhook: in order for each chat, again until it takes them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
from starlette.requests import Request
from starlette.types import Message

from bot.simulator.errors import ApiError
from bot.simulator.fields import whole_number
from bot.simulator.inbox import Inbox, Waiting
from bot.simulator.params import read_params
from bot.simulator.parts import Upload

FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 5.0
TIMEOUT_S = 30.0
LONGEST_WISH_S = 3600.0
"""How long a webhook may ask to be left alone by `Retry-After`."""
_UNANSWERABLE = {"deletewebhook", "setwebhook", "close", "logout"}
"""Methods that a webhook's answer may not hold, beside those that get something."""
Answered = Callable[[str, dict[str, Any], Mapping[str, Upload]], Awaitable[None]]
Change = Callable[[], Awaitable[None]]


class Webhook:
    """Where updates go when the bot does not poll; `changed` is told of each outcome."""

    def __init__(
        self, inbox: Inbox, clock: Callable[[], float], changed: Callable[[], None]
    ) -> None:
        self.url = ""
        self.secret = ""
        self.max_connections = 40
        self.last_error = ""
        self.last_error_at = 0
        self._inbox = inbox
        self._clock = clock
        self._changed = changed
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
            wish_s = None if waiting.is_done else await self._post(waiting, session, answered)
            if wish_s is None:
                self._inbox.done(waiting)
                lane.popleft()
                self._changed()
                pause = FIRST_PAUSE_S
                continue
            await asyncio.sleep(wish_s or pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)
        if generation == self._generation:
            del self._lanes[key]

    async def _post(
        self, waiting: Waiting, session: aiohttp.ClientSession, answered: Answered
    ) -> float | None:
        """Post an update; return None when it was taken, or else a wish for a pause, often 0."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        try:
            async with (
                self._slots,
                session.post(
                    self.url, json=waiting.update, headers=headers, allow_redirects=False
                ) as answer,
            ):
                body = await answer.read()
                if 200 <= answer.status < 300:
                    await _reply(answer.headers.get("Content-Type", ""), body, answered)
                    return None
                self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
                wish = whole_number(answer.headers.get("Retry-After"))
                return min(max(float(wish or 0), 0.0), LONGEST_WISH_S)
        except TimeoutError:
            self._failed("Read timeout expired")
        except aiohttp.ClientConnectorError:
            self._failed("Connection refused")
        except aiohttp.ClientError:
            self._failed("Connection closed")
        return 0.0

    def _failed(self, words: str) -> None:
        self.last_error, self.last_error_at = words, int(self._clock())
        self._changed()


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


async def _reply(content_type: str, body: bytes, answered: Answered) -> None:
    """Carry out the call in a webhook's answer, which has any form that a call may have."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    headers = [(b"content-type", content_type.encode("latin-1", "replace"))]
    scope = {"type": "http", "method": "POST", "headers": headers, "query_string": b""}
    try:
        params, uploads = await read_params(Request(scope, receive))
    except ApiError:
        return
    method = params.pop("method", None)
    if not isinstance(method, str) or not method:
        return
    if method.lower() not in _UNANSWERABLE and not method.lower().startswith("get"):
        await answered(method, params, uploads)
