"""Releases: immutable, sharing what did not change. Nothing here updates or deletes one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import insert, select, text

from db.models import EntryBody, Publication, Release, ReleaseEntry
from db.session import ReadingSession, WritingSession

CHUNK = 500
"""Rows a statement; SQLite allows 32,766 values in one."""

TURN = 0x594F4C45
"""The number of our advisory lock on PostgreSQL for who publishes next to the migrations' own."""

T = TypeVar("T")
Session = ReadingSession | WritingSession


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to be stored: its JSON, and the SHA-256 of it in hex."""

    entry_id: str
    kind: str
    fingerprint: str
    body: str


@dataclass(frozen=True, slots=True)
class ReleaseInfo:
    """A release: `entries` is how many it has, `is_current` says whether it is in use."""

    id: int
    created_at: datetime
    author: str
    note: str
    entries: int
    is_current: bool


async def take_turn(session: WritingSession) -> None:
    """Wait until nobody else publishes, and let others wait until this session ends.

    Otherwise two publishers at once would store the same bodies twice, and the one that began
    first could end last without being the newest. SQLite has one writer at a time anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": TURN})


async def save_release(
    session: WritingSession, entries: Sequence[NewEntry], author: str, note: str, at: datetime
) -> int:
    """Store a release, make it current, and return its number."""
    await take_turn(session)
    known = await _known(session, [entry.fingerprint for entry in entries])
    fresh = {entry.fingerprint: entry for entry in entries if entry.fingerprint not in known}
    for chunk in _chunks(list(fresh.values())):
        rows = [
            {
                "fingerprint": entry.fingerprint,
                "kind": entry.kind,
                "entry_id": entry.entry_id,
                "body": entry.body,
            }
            for entry in chunk
        ]
        await session.execute(insert(EntryBody), rows)
    release = Release(created_at=at, author=author, note=note, entries=len(entries))
    session.add(release)
    await session.flush()
    for chunk in _chunks(entries):
        links = [
            {
                "release_id": release.id,
                "entry_id": entry.entry_id,
                "fingerprint": entry.fingerprint,
            }
            for entry in chunk
        ]
        await session.execute(insert(ReleaseEntry), links)
    session.add(Publication(release_id=release.id, at=at, author=author, action="publish"))
    await session.flush()
    return release.id


async def roll_back(session: WritingSession, release_id: int, author: str, at: datetime) -> None:
    """Make an older release current; raises LookupError when there is none of that number."""
    await take_turn(session)
    if await session.get(Release, release_id) is None:
        raise LookupError(f"there is no release {release_id}")
    session.add(Publication(release_id=release_id, at=at, author=author, action="rollback"))
    await session.flush()


async def current_release(session: Session) -> ReleaseInfo | None:
    """Return the release in use, or None when nothing was ever published."""
    query = (
        select(Release)
        .join(Publication, Publication.release_id == Release.id)
        .order_by(Publication.id.desc())
        .limit(1)
    )
    release = await session.scalar(query)
    return _info(release, release.id) if release else None


async def list_releases(session: Session) -> list[ReleaseInfo]:
    """Return all releases, the newest first."""
    current = await current_release(session)
    releases = await session.scalars(select(Release).order_by(Release.id.desc()))
    return [_info(release, current.id if current else 0) for release in releases]


async def find_previous(session: Session) -> ReleaseInfo | None:
    """Return the newest release older than the one in use, or None."""
    current = await current_release(session)
    if current is None:
        return None
    query = select(Release).where(Release.id < current.id).order_by(Release.id.desc()).limit(1)
    release = await session.scalar(query)
    return _info(release, current.id) if release else None


def _info(release: Release, current: int) -> ReleaseInfo:
    return ReleaseInfo(
        id=release.id,
        created_at=release.created_at,
        author=release.author,
        note=release.note,
        entries=release.entries,
        is_current=release.id == current,
    )


async def entry_fingerprints(session: Session, release_id: int) -> dict[str, str]:
    """Return a release's entries: id -> fingerprint."""
    query = select(ReleaseEntry.entry_id, ReleaseEntry.fingerprint).where(
        ReleaseEntry.release_id == release_id
    )
    return {row.entry_id: row.fingerprint for row in await session.execute(query)}


async def load_bodies(session: Session, fingerprints: Collection[str]) -> Mapping[str, str]:
    """Return the JSON of entries: fingerprint -> body."""
    bodies: dict[str, str] = {}
    for chunk in _chunks(sorted(fingerprints)):
        query = select(EntryBody.fingerprint, EntryBody.body).where(
            EntryBody.fingerprint.in_(chunk)
        )
        bodies.update({row.fingerprint: row.body for row in await session.execute(query)})
    return bodies


async def _known(session: Session, fingerprints: Iterable[str]) -> set[str]:
    known: set[str] = set()
    for chunk in _chunks(sorted(set(fingerprints))):
        query = select(EntryBody.fingerprint).where(EntryBody.fingerprint.in_(chunk))
        known.update(await session.scalars(query))
    return known


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
