"""Watching the simulated world: calls, events, conditions; and faults to come."""

from __future__ import annotations

import asyncio
import itertools
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from bot.simulator.state import CallRecord, Fault

CALLS_KEPT = 5000
EVENTS_KEPT = 1000
"""How many events wait for a listener that does not read; it misses the rest."""

Event = dict[str, Any]


class Watched:
    """What every world can be asked and told, whatever it holds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.calls: deque[CallRecord] = deque(maxlen=CALLS_KEPT)
        self.faults: list[Fault] = []
        self._listeners: list[asyncio.Queue[Event]] = []
        self._waiters: list[asyncio.Future[None]] = []
        self._numbers = itertools.count(1)

    def fail_next(
        self,
        method: str,
        code: int,
        description: str = "Internal Server Error",
        *,
        retry_after: int | None = None,
        body: str | None = None,
        times: int = 1,
    ) -> None:
        """Let the next calls of a method (`*`: of any) fail with an answer."""
        self.set_fault(Fault(method, code, description, retry_after, body, times=times))

    def set_fault(self, fault: Fault) -> None:
        """Let something go wrong with the next calls of a method (`*`: of any)."""
        self.faults.append(fault)

    def take_fault(self, method: str) -> Fault | None:
        """Return what goes wrong with a call of this method now, or None."""
        for fault in self.faults:
            if fault.method.lower() in {"*", method.lower()}:
                fault.times -= 1
                if fault.times <= 0:
                    self.faults.remove(fault)
                return fault
        return None

    def record(
        self,
        method: str,
        params: Mapping[str, Any],
        status: int,
        response: Mapping[str, Any],
        duration_s: float,
    ) -> None:
        """Keep a call for the raw view; the oldest fall out."""
        number = next(self._numbers)
        call = CallRecord(
            number, self.clock(), method, params, status, response, round(duration_s * 1000, 2)
        )
        self.calls.append(call)
        if self._listeners:
            self.tell({"type": "call", **call.as_json()})
        self.changed()

    def listen(self) -> asyncio.Queue[Event]:
        """Return a queue that gets every event from now on."""
        queue: asyncio.Queue[Event] = asyncio.Queue(maxsize=EVENTS_KEPT)
        self._listeners.append(queue)
        return queue

    def stop_listening(self, queue: asyncio.Queue[Event]) -> None:
        """End a queue of events."""
        self._listeners.remove(queue)

    def tell(self, event: Event) -> None:
        """Give an event to everyone who listens."""
        for queue in self._listeners:
            if not queue.full():
                queue.put_nowait(event)
        self.changed()

    def changed(self) -> None:
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

    async def wait_for(self, predicate: Callable[[], bool], timeout_s: float = 10.0) -> None:
        """Wait until something is true of the world; raises TimeoutError."""
        async with asyncio.timeout(timeout_s):
            while not predicate():
                await self.next_change()
