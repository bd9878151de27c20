"""The release in use: read from the database, held in memory, swapped whole."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.entries.entry import Entry, load
from bot.guide.guide import Guide
from bot.memory import give_back
from db.releases import current_release, entry_fingerprints, load_bodies
from db.session import reading

log = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0
"""How often the database is asked which release is current: one row, well within 5 seconds."""
PARSED_AT_ONCE = 50
FIRST_ANSWERS_S = 1.0
"""How long after the start search is left to the first question that needs it."""


class CurrentGuide:
    """Holds one immutable guide; readers always see a whole release."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._guide = Guide((), 0)
        self._entries: dict[str, Entry] = {}

    def __call__(self) -> Guide:
        """Return the guide in use."""
        return self._guide

    async def refresh(self) -> bool:
        """Swap the guide if another release is current; say whether it was swapped.

        Entries that both releases share are not read again. Raises SQLAlchemyError.
        """
        found = await self._read()
        if found is None:
            return False
        release, self._entries = found
        guide = Guide(self._entries.values(), release)
        if self._guide.release:
            await _prepare(guide)
        self._guide = guide
        log.info("a release is in use", extra={"release": release, "entries": len(guide)})
        return True

    async def _read(self) -> tuple[int, dict[str, Entry]] | None:
        """Return the number and the entries of the current release, or None if it is in use.

        The texts that were read are gone when this returns: what is built next fills their place.
        """
        async with reading(self._engine) as session:
            release = await current_release(session)
            if release is None or release.id == self._guide.release:
                return None
            wanted = await entry_fingerprints(session, release.id)
            missing = set(wanted.values()) - self._entries.keys()
            bodies = await load_bodies(session, missing)
        entries = {key: self._entries[key] for key in wanted.values() if key in self._entries}
        for number, (key, body) in enumerate(bodies.items()):
            entries[key] = load(body)
            if number % PARSED_AT_ONCE == 0:
                await asyncio.sleep(0)  # People are answered while a big release is read.
        return release.id, entries

    async def watch(self, on_swap: Callable[[], None] | None = None) -> None:
        """Refresh for ever; a database that is away leaves the old guide in use."""
        # Who waits at the start is answered first, then search is made ready.
        await asyncio.sleep(FIRST_ANSWERS_S)
        await _prepare(self._guide)
        while True:
            try:
                if await self.refresh() and on_swap:
                    on_swap()
            except (SQLAlchemyError, OSError) as error:
                log.warning("the release cannot be read", extra={"error": type(error).__name__})
            except ValueError as error:
                # A release written by a newer version: serve what is understood.
                log.error("a release is unreadable", extra={"error": type(error).__name__})  # noqa: TRY400
            await asyncio.sleep(LOOK_EVERY_S)


async def _prepare(guide: Guide) -> None:
    """Make search ready: a second of work, in portions between which people are answered."""
    for _ in guide.search.prepare():
        await asyncio.sleep(0)
    await asyncio.to_thread(give_back)
