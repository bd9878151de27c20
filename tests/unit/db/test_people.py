from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from db.models import PersonRow
from db.people import Person, find_person, forget_person, save_person
from db.session import reading, writing

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
BIG = -1_002_003_004_005
"""Chat ids do not fit 32 bits (Bot API: Chat)."""


async def save(engine: AsyncEngine, person: Person, now: datetime = NOON) -> None:
    async with writing(engine) as session:
        await save_person(session, person, now)


async def test_a_person_is_kept_and_changed(engine: AsyncEngine) -> None:
    await save(engine, Person(BIG, None, None))
    await save(engine, Person(BIG, "uz_Cyrl", "kr"), NOON + timedelta(days=1))
    async with reading(engine) as session:
        assert await find_person(session, BIG) == Person(BIG, "uz_Cyrl", "kr")
        row = await session.get_one(PersonRow, BIG)
        assert row.created_at == NOON


async def test_nobody_is_found_before_they_came(engine: AsyncEngine) -> None:
    async with reading(engine) as session:
        assert await find_person(session, 1) is None


async def test_a_forgotten_person_is_gone(engine: AsyncEngine) -> None:
    await save(engine, Person(1, "ru", "jp"))
    await save(engine, Person(2, "en", None))
    async with writing(engine) as session:
        await forget_person(session, 1)
    async with reading(engine) as session:
        assert await find_person(session, 1) is None
        assert await find_person(session, 2) == Person(2, "en", None)


async def test_two_who_save_a_new_person_at_once_are_both_content(engine: AsyncEngine) -> None:
    await asyncio.gather(*(save(engine, Person(5, code, None)) for code in ("uz", "ru") * 4))
    async with reading(engine) as session:
        found = await find_person(session, 5)
    assert found is not None
    assert found.locale in {"uz", "ru"}
