"""A PostgreSQL that is away when we start, and errors that only a real server gives."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from db.session import create_engine, wait_until_ready
from tests.support.postgres import PostgresServer

SOON_S = 30.0


@pytest.fixture
def asleep() -> Iterator[PostgresServer]:
    """A server of its own that does not run yet."""
    server = PostgresServer.create()
    yield server
    server.stop()
    server.remove()


async def test_a_server_that_comes_later_is_waited_for(asleep: PostgresServer) -> None:
    engine = create_engine(asleep.url("postgres"))
    lines: list[str] = []
    said = asyncio.Event()

    def on_failure(line: str) -> None:
        lines.append(line)
        said.set()

    waiting = asyncio.create_task(wait_until_ready(engine, on_failure, retry_s=0.05))
    await asyncio.wait_for(said.wait(), SOON_S)
    await asyncio.to_thread(asleep.start)
    await asyncio.wait_for(waiting, SOON_S)
    await engine.dispose()
    assert len(set(lines)) == len(lines)


async def test_a_missing_database_is_told_in_one_line(postgres: PostgresServer) -> None:
    engine = create_engine(postgres.url("no_such_database"))
    lines: list[str] = []
    with pytest.raises(Exception, match="no_such_database"):
        await wait_until_ready(engine, lines.append, retry_s=0, attempts=3)
    await engine.dispose()
    assert len(lines) == 1
    assert "no_such_database" in lines[0]
