"""The engine, and the two kinds of session: one that reads and one that writes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Table, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase

BUSY_MS = 10_000
"""How long SQLite waits for another writer."""


class ReadingSession(AsyncSession):
    """A session for queries that change nothing."""


class WritingSession(AsyncSession):
    """A session whose changes are committed by whoever opened it."""


def create_engine(url: str) -> AsyncEngine:
    """Return an engine for a SQLite or PostgreSQL address; nothing is opened yet.

    SQLite gets its folder, write-ahead logging and foreign keys. Raises ValueError for another
    kind of database.
    """
    parsed = make_url(url)
    kind = parsed.get_backend_name()
    if kind == "sqlite":
        return _sqlite(parsed.set(drivername="sqlite+aiosqlite"))
    if kind not in {"postgresql", "postgres"}:
        raise ValueError(f"{kind} is no database that we know: use sqlite or postgresql")
    return create_async_engine(
        parsed.set(drivername="postgresql+asyncpg"), pool_size=10, pool_pre_ping=True
    )


def _sqlite(url: URL) -> AsyncEngine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, connect_args={"timeout": BUSY_MS / 1000})

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _: object) -> None:
        # The driver must not begin transactions by itself: BEGIN is ours to choose.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        # In WAL mode NORMAL loses nothing when the process dies; only a power cut can take the
        # last commits back. What was acknowledged must survive that too.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def insert_into(session: WritingSession, table: type[DeclarativeBase]) -> SqliteInsert:
    """Return an insert for the session's database that knows ON CONFLICT.

    It is one into the bare table: rows made into objects first would cost twice the time.
    """
    bare = cast(Table, table.__table__)
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(bare)
    # The two dialects' inserts have the same methods but no common type.
    return cast(SqliteInsert, postgresql.insert(bare))


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[ReadingSession]:
    """Open a session for queries; whatever it changed would be rolled back."""
    async with ReadingSession(engine, expire_on_commit=False) as session:
        yield session


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[WritingSession]:
    """Open a session whose changes are committed at the end, or rolled back on an error.

    On SQLite it takes the writer's place at once, so that two writers wait and never deadlock.
    """
    bound = engine.execution_options(sqlite_begin="IMMEDIATE")
    async with WritingSession(bound, expire_on_commit=False) as session, session.begin():
        yield session


async def wait_until_ready(
    engine: AsyncEngine,
    on_failure: Callable[[str], None],
    retry_s: float = 2.0,
    attempts: int | None = None,
) -> None:
    """Return when the database answers; say each new reason why it does not in one line.

    Waits for ever unless `attempts` bounds it; then raises the last error.
    """
    said = ""
    tried = 0
    while True:
        try:
            async with engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        # asyncpg's own errors come through as they are while a connection is being made.
        except (SQLAlchemyError, OSError) as error:
            tried += 1
            if tried == attempts:
                raise
            where = engine.url.render_as_string(hide_password=True)
            line = f"the database does not answer ({where}): {_cause(error)}; trying again"
            if line != said:
                on_failure(line)
                said = line
            await asyncio.sleep(retry_s)
        else:
            return


def _cause(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    lines = str(cause).splitlines()
    return lines[0] if lines else type(cause).__name__
