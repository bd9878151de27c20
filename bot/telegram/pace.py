"""How fast calls may leave: the overall rate that Telegram allows a bot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Pace:
    """Let at most `rate` calls a second through, in the order in which they ask.

    `clock` gives seconds that only grow. Calls saved up over a quiet second may leave at once.
    """

    def __init__(self, rate: float, clock: Callable[[], float]) -> None:
        self._step = 1.0 / rate
        self._burst = rate
        self._clock = clock
        self._free_at = clock() - self._burst * self._step

    async def wait(self) -> None:
        """Wait for this call's turn."""
        now = self._clock()
        self._free_at = max(self._free_at + self._step, now - self._burst * self._step)
        if self._free_at > now:
            await asyncio.sleep(self._free_at - now)
