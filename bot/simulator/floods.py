"""Flood limits: overall, per private chat and per group."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from bot.simulator.errors import ApiError

OVERALL_RATE = 30.0
"""Messages a second for the whole bot (Telegram's FAQ for bots)."""
PRIVATE_RATE = 1.0
PRIVATE_BURST = 20.0
"""Telegram lets short bursts through in a chat; the size is not published, 20 is on the strict side."""
GROUP_RATE = 20.0 / 60.0
GROUP_BURST = 20.0


@dataclass
class _Bucket:
    left: float
    at: float


class Floods:
    """Token buckets; `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float], *, is_on: bool = True) -> None:
        self._clock = clock
        self._buckets: dict[object, _Bucket] = {}
        self.is_on = is_on

    def charge(self, chat_id: int, messages: int = 1) -> None:
        """Count messages to a chat; raises ApiError 429 with `retry_after` when over a limit.

        Several go together or not at all. As many as a bucket never holds wait for it to be full.
        """
        if not self.is_on:
            return
        private = chat_id > 0
        rate, burst = (PRIVATE_RATE, PRIVATE_BURST) if private else (GROUP_RATE, GROUP_BURST)
        overall = self._filled("all", OVERALL_RATE, OVERALL_RATE)
        own = self._filled(chat_id, rate, burst)
        # Rounded, for a third of a second thrice is not quite a second.
        wait = max(
            (min(messages, OVERALL_RATE) - overall.left) / OVERALL_RATE,
            (min(messages, burst) - own.left) / rate,
        )
        seconds = math.ceil(round(wait, 6))
        if seconds > 0:
            words = f"Too Many Requests: retry after {seconds}"
            raise ApiError(429, words, retry_after=seconds)
        overall.left -= messages
        own.left -= messages

    def _filled(self, key: object, rate: float, burst: float) -> _Bucket:
        now = self._clock()
        bucket = self._buckets.setdefault(key, _Bucket(burst, now))
        bucket.left = min(burst, bucket.left + (now - bucket.at) * rate)
        bucket.at = now
        return bucket
