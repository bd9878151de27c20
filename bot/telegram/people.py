"""The people being served, read from the database once and kept at hand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from db.people import Person, find_person, forget_person, save_person
from db.session import reading, writing

KEPT = 50_000
"""People kept at hand: about 15 MB."""


class People:
    """People by chat id.

    `trust_s` is how many seconds a person read earlier still counts: long where this process
    is the only one that writes, short where replicas share the database.
    """

    def __init__(
        self, engine: AsyncEngine, clock: Callable[[], float], trust_s: float, kept: int = KEPT
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._trust_s = trust_s
        self._kept = kept
        self._at_hand: OrderedDict[int, tuple[float, Person | None]] = OrderedDict()

    async def find(self, chat_id: int) -> Person | None:
        """Return what is kept about a person, or None."""
        known = self._at_hand.get(chat_id)
        if known and self._clock() - known[0] < self._trust_s:
            self._at_hand.move_to_end(chat_id)
            return known[1]
        async with reading(self._engine) as session:
            person = await find_person(session, chat_id)
        self._keep(chat_id, person)
        return person

    async def save(self, person: Person, now: datetime) -> None:
        """Keep a person's choices; they are durable when this returns."""
        async with writing(self._engine) as session:
            await save_person(session, person, now)
        self._keep(person.chat_id, person)

    async def forget(self, chat_id: int) -> None:
        """Erase everything kept about a person."""
        async with writing(self._engine) as session:
            await forget_person(session, chat_id)
        self._keep(chat_id, None)

    def _keep(self, chat_id: int, person: Person | None) -> None:
        self._at_hand[chat_id] = (self._clock(), person)
        self._at_hand.move_to_end(chat_id)
        while len(self._at_hand) > self._kept:
            self._at_hand.popitem(last=False)
