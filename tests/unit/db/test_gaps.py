from __future__ import annotations

import asyncio
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from db.gaps import Gap, list_gaps, note_unanswered, prune_gaps
from db.models import UnansweredMark, UnansweredQuestion
from db.session import reading, writing

DAY = date(2026, 11, 24)


async def note(engine: AsyncEngine, key: str, mark: int, words: str, day: date = DAY) -> None:
    async with writing(engine) as session:
        await note_unanswered(session, key, mark, words, day)


async def gaps(engine: AsyncEngine) -> list[Gap]:
    async with reading(engine) as session:
        return await list_gaps(session)


async def test_words_are_kept_from_the_third_person_on(engine: AsyncEngine) -> None:
    for mark in (1, 2, 2, 1):
        await note(engine, "a", mark, "visa for mars")
    assert await gaps(engine) == []
    async with reading(engine) as session:
        assert list(await session.scalars(select(UnansweredQuestion.words))) == [None]
    await note(engine, "a", 3, "visa for mars", date(2026, 11, 25))
    assert await gaps(engine) == [Gap("visa for mars", 3, date(2026, 11, 25))]


async def test_the_most_frequent_come_first(engine: AsyncEngine) -> None:
    for mark in range(4):
        await note(engine, "b", mark, "second")
    for mark in range(5):
        await note(engine, "c", mark, "first")
    assert [(gap.words, gap.people) for gap in await gaps(engine)] == [("first", 5), ("second", 4)]


async def test_people_who_ask_at_once_are_all_counted(engine: AsyncEngine) -> None:
    await asyncio.gather(*(note(engine, "a", mark, "same") for mark in range(8)))
    assert await gaps(engine) == [Gap("same", 8, DAY)]


async def test_what_nobody_asks_any_more_is_dropped_with_its_marks(engine: AsyncEngine) -> None:
    for mark in range(3):
        await note(engine, "old", mark, "old", date(2026, 8, 1))
        await note(engine, "new", mark, "new")
    async with writing(engine) as session:
        await prune_gaps(session, date(2026, 8, 26))
    assert [gap.words for gap in await gaps(engine)] == ["new"]
    async with reading(engine) as session:
        assert set(await session.scalars(select(UnansweredMark.key))) == {"new"}
