"""Checked entries to a release in the database, and back to an older one."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.authoring.content import Checked
from bot.entries.entry import Entry, dump, fingerprint, load
from db.releases import (
    NewEntry,
    ReleaseInfo,
    current_release,
    entry_fingerprints,
    load_bodies,
    roll_back,
    save_release,
    take_turn,
)
from db.session import reading, writing


class FaultyContentError(Exception):
    """Content with faults cannot be published; run `yoldosh content check`."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did: the release in use, and how many entries changed."""

    release: int
    added: int
    changed: int
    removed: int

    @property
    def is_new(self) -> bool:
        """Say whether anything was published at all."""
        return bool(self.added or self.changed or self.removed)


async def publish(
    engine: AsyncEngine, checked: Checked, author: str, note: str, now: datetime
) -> Published:
    """Make the checked content the release in use, in one transaction.

    Where nothing changed, nothing is written. Raises FaultyContentError.
    """
    if checked.errors:
        raise FaultyContentError
    entries = new_entries(checked.entries)
    async with writing(engine) as session:
        await take_turn(session)
        current = await current_release(session)
        before = await entry_fingerprints(session, current.id) if current else {}
        after = {entry.entry_id: entry.fingerprint for entry in entries}
        counts = _counted(before, after)
        if current and not any(counts):
            return Published(current.id, *counts)
        release = await save_release(session, entries, author, note, now)
    return Published(release, *counts)


def new_entries(entries: Mapping[str, Entry]) -> list[NewEntry]:
    """Return entries in the form of the database, in order of id."""
    made: list[NewEntry] = []
    for entry_id in sorted(entries):
        body = dump(entries[entry_id])
        made.append(NewEntry(entry_id, entries[entry_id].kind, fingerprint(body), body))
    return made


def _counted(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[int, int, int]:
    added = sum(entry_id not in before for entry_id in after)
    changed = sum(before.get(entry_id, key) != key for entry_id, key in after.items())
    removed = sum(entry_id not in after for entry_id in before)
    return added, changed, removed


async def go_back(engine: AsyncEngine, release_id: int, author: str, now: datetime) -> None:
    """Make an older release current; raises LookupError when there is none of that number."""
    async with writing(engine) as session:
        await roll_back(session, release_id, author, now)


async def published_entries(
    engine: AsyncEngine, release_id: int | None = None
) -> tuple[ReleaseInfo | None, dict[str, Entry]]:
    """Return a release's entries by id, of the one in use where no number is given.

    An entry that an older version of the program wrote in another form is left out: it will be
    written anew by the next publish, and must not stop it.
    """
    async with reading(engine) as session:
        current = await current_release(session)
        number = release_id if release_id is not None else (current.id if current else None)
        if number is None:
            return None, {}
        keys = await entry_fingerprints(session, number)
        bodies = await load_bodies(session, set(keys.values()))
    entries: dict[str, Entry] = {}
    for entry_id, key in keys.items():
        with suppress(ValidationError):
            entries[entry_id] = load(bodies[key])
    return current, entries
