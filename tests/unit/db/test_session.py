from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.ext.asyncio import AsyncEngine

from db.migrate import upgrade
from db.people import Person, find_person, save_person
from db.session import create_engine, reading, wait_until_ready, writing
from tests.support.postgres import free_port

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
PERSON = Person(7, "uz", None)


async def test_writing_commits_at_the_end(engine: AsyncEngine) -> None:
    async with writing(engine) as session:
        await save_person(session, PERSON, NOON)
    async with reading(engine) as session:
        assert await find_person(session, 7) == PERSON


async def test_writing_takes_all_back_on_an_error(engine: AsyncEngine) -> None:
    async def save_and_fail() -> None:
        async with writing(engine) as session:
            await save_person(session, PERSON, NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await save_and_fail()
    async with reading(engine) as session:
        assert await find_person(session, 7) is None


async def test_reading_leaves_nothing_behind(engine: AsyncEngine) -> None:
    async with reading(engine) as session:
        await session.execute(text("DELETE FROM people"))
        await save_person(session, PERSON, NOON)  # type: ignore[arg-type]
    async with reading(engine) as session:
        assert await find_person(session, 7) is None


async def test_a_time_without_a_zone_is_refused(engine: AsyncEngine) -> None:
    with pytest.raises(StatementError, match="a time without a zone"):
        async with writing(engine) as session:
            await save_person(session, PERSON, NOON.replace(tzinfo=None))


async def test_times_come_back_in_utc(engine: AsyncEngine) -> None:
    from db.models import PersonRow

    tashkent = timezone(timedelta(hours=5))
    async with writing(engine) as session:
        await save_person(session, PERSON, NOON.astimezone(tashkent))
    async with reading(engine) as session:
        row = await session.get_one(PersonRow, 7)
    assert (row.created_at, row.created_at.tzinfo) == (NOON, UTC)


async def test_sqlite_survives_a_killed_process_and_keeps_its_references(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'deep' / 'er' / 'yoldosh.db'}")
    await upgrade(engine)
    async with reading(engine) as session:
        found = [
            await session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert found == ["wal", 2, 1]
    with pytest.raises(DBAPIError, match="FOREIGN KEY"):
        async with writing(engine) as session:
            await session.execute(
                text("INSERT INTO release_entries VALUES (1, 'kr', 'no such body')")
            )
    await engine.dispose()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://host/name",
        "postgres://host/name",
        "postgresql+asyncpg://host/name",
    ],
)
def test_every_way_to_write_postgresql_is_understood(url: str) -> None:
    assert create_engine(url).url.drivername == "postgresql+asyncpg"


def test_another_database_is_refused() -> None:
    with pytest.raises(ValueError, match="mysql"):
        create_engine("mysql://host/name")


async def test_a_database_that_is_away_gives_one_line_without_its_password() -> None:
    engine = create_engine(f"postgresql://bot:hunter2@127.0.0.1:{free_port()}/yoldosh")
    lines: list[str] = []
    with pytest.raises(OSError):  # noqa: PT011 (which one depends on the system)
        await wait_until_ready(engine, lines.append, retry_s=0, attempts=4)
    await engine.dispose()
    assert len(lines) == 1
    assert "the database does not answer" in lines[0]
    assert "hunter2" not in lines[0]
