from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from db.session import reading, writing
from db.updates import handled_among, last_handled, mark_handled, prune_handled

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
BOT = 7_000_000_001


async def mark(engine: AsyncEngine, ids: list[int], now: datetime = NOON, bot: int = BOT) -> None:
    async with writing(engine) as session:
        await mark_handled(session, bot, ids, now)


async def among(engine: AsyncEngine, ids: list[int], bot: int = BOT) -> set[int]:
    async with reading(engine) as session:
        return await handled_among(session, bot, ids)


async def test_marked_updates_are_known(engine: AsyncEngine) -> None:
    await mark(engine, [1, 2, 2, 3])
    assert await among(engine, [2, 3, 4]) == {2, 3}


async def test_a_repeated_mark_is_no_error(engine: AsyncEngine) -> None:
    await mark(engine, [1])
    await mark(engine, [1, 2])
    assert await among(engine, [1, 2]) == {1, 2}


async def test_no_updates_are_no_work(engine: AsyncEngine) -> None:
    await mark(engine, [])
    assert await among(engine, []) == set()


async def test_bots_do_not_share_their_updates(engine: AsyncEngine) -> None:
    await mark(engine, [1], bot=2)
    assert await among(engine, [1]) == set()


async def test_writers_at_once_do_not_clash(engine: AsyncEngine) -> None:
    await asyncio.gather(*(mark(engine, list(range(50))) for _ in range(6)))
    assert await among(engine, list(range(60))) == set(range(50))


async def test_old_marks_are_pruned(engine: AsyncEngine) -> None:
    await mark(engine, [1], NOON - timedelta(hours=1))
    await mark(engine, [2], NOON)
    async with writing(engine) as session:
        await prune_handled(session, NOON)
    assert await among(engine, [1, 2]) == {2}


async def test_the_last_handled_are_the_newest_marks_of_this_bot(engine: AsyncEngine) -> None:
    await mark(engine, [900], NOON - timedelta(hours=1))
    await mark(engine, [5], NOON)
    await mark(engine, [6], NOON, bot=BOT + 1)
    async with reading(engine) as session:
        assert await last_handled(session, BOT, 1) == {5}
        assert await last_handled(session, BOT, 10) == {5, 900}
