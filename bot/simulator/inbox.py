"""The bot's waiting updates: kept until confirmed, filtered by the kinds it asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.simulator.errors import bad_request

FIRST_UPDATE = 500_000_001
# Kinds that Telegram sends only when they are asked for (Bot API: getUpdates).
ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
KINDS = {
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "guest_message",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
    *ON_REQUEST,
}


@dataclass(slots=True)
class Waiting:
    """An update that the bot has not confirmed. A repeated one goes only after it was given."""

    id: int
    update: dict[str, Any]
    is_repeat: bool = False
    was_given: bool = False
    is_done: bool = False


class Inbox:
    """Updates in the order in which they came."""

    def __init__(self) -> None:
        self.allowed: set[str] | None = None
        self.fresh: deque[Waiting] = deque()
        self.feeds_webhook = False
        self._waiting: deque[Waiting] = deque()
        self._next_id = FIRST_UPDATE

    def __len__(self) -> int:
        return sum(not waiting.is_done for waiting in self._waiting)

    def __bool__(self) -> bool:
        return bool(self._waiting)

    @property
    def updates(self) -> list[dict[str, Any]]:
        """The updates that wait, the oldest first."""
        return [waiting.update for waiting in self._waiting if not waiting.is_done]

    def allow(self, kinds: object) -> None:
        """Take only these kinds from now on; an empty list means the usual ones, None no change."""
        if kinds is None:
            return
        if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
            raise bad_request("can't parse allowed_updates: expected an Array of String")
        self.allowed = {kind.lower() for kind in kinds} & KINDS or None

    def push(self, kind: str, content: Mapping[str, Any]) -> None:
        """Add an update, unless the bot does not want its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in ON_REQUEST
        if wanted:
            self.push_raw({kind: dict(content)})

    def push_raw(self, update: Mapping[str, Any]) -> int:
        """Add any object as an update and return its id; a whole number it has already is kept."""
        given = update.get("update_id")
        is_own = isinstance(given, int) and not isinstance(given, bool) and given > 0
        update_id = given if is_own and isinstance(given, int) else self._next_id
        is_repeat = update_id < self._next_id
        self._next_id = max(self._next_id, update_id + 1)
        waiting = Waiting(update_id, {**update, "update_id": update_id}, is_repeat)
        self._waiting.append(waiting)
        if self.feeds_webhook:
            self.fresh.append(waiting)
        return update_id

    def confirm(self, offset: int) -> None:
        """Drop the updates before an offset; a negative one keeps only the last so many."""
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
            return
        while self._waiting and self._is_confirmed(self._waiting[0], offset):
            self._waiting.popleft()
        if any(waiting.is_repeat for waiting in self._waiting):
            kept = (w for w in self._waiting if not self._is_confirmed(w, offset))
            self._waiting = deque(kept)

    @staticmethod
    def _is_confirmed(waiting: Waiting, offset: int) -> bool:
        return waiting.id < offset and (waiting.was_given or not waiting.is_repeat)

    def give(self, limit: int) -> list[dict[str, Any]]:
        """Return the oldest updates; they wait on until confirmed."""
        given = [waiting for waiting, _ in zip(self._waiting, range(limit), strict=False)]
        for waiting in given:
            waiting.was_given = True
        return [waiting.update for waiting in given]

    def done(self, waiting: Waiting) -> None:
        """Drop an update that the webhook took."""
        waiting.is_done = True
        while self._waiting and self._waiting[0].is_done:
            self._waiting.popleft()

    def clear(self) -> None:
        """Drop all updates."""
        for waiting in self._waiting:
            waiting.is_done = True
        self._waiting.clear()
        self.fresh.clear()

    def feed_webhook(self, is_fed: bool) -> None:
        """Give what waits, and what comes, to the webhook; or stop that."""
        self.feeds_webhook = is_fed
        kept = [waiting for waiting in self._waiting if not waiting.is_done]
        self._waiting = deque(kept)
        self.fresh = deque(kept if is_fed else ())
