"""People: their chat, language and destination, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete

from db.models import PersonRow
from db.session import ReadingSession, WritingSession, insert_into


@dataclass(frozen=True, slots=True)
class Person:
    """What a person chose; None for what they did not."""

    chat_id: int
    locale: str | None
    destination: str | None


async def find_person(session: ReadingSession, chat_id: int) -> Person | None:
    """Return a person by chat id, or None."""
    row = await session.get(PersonRow, chat_id)
    return Person(row.chat_id, row.locale, row.destination) if row else None


async def save_person(session: WritingSession, person: Person, now: datetime) -> None:
    """Keep a person's choices, new or changed; two writers at once are both content."""
    choices = {"locale": person.locale, "destination": person.destination}
    row = {"chat_id": person.chat_id, "created_at": now, **choices}
    query = insert_into(session, PersonRow).values(row)
    await session.execute(
        query.on_conflict_do_update(index_elements=[PersonRow.chat_id], set_=choices)
    )


async def forget_person(session: WritingSession, chat_id: int) -> None:
    """Erase everything kept about a person."""
    await session.execute(delete(PersonRow).where(PersonRow.chat_id == chat_id))
