from __future__ import annotations

import asyncio
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.migrate import HEAD, MIGRATIONS, upgrade
from db.models import Base
from db.session import create_engine

STARTERS = 6
START = """
import asyncio, sys
from db.migrate import HEAD, MIGRATIONS, upgrade
from db.session import create_engine

async def main():
    engine = create_engine(sys.argv[1])
    await upgrade(engine)
    await engine.dispose()

asyncio.run(main())
"""


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))


def test_the_newest_migration_is_the_one_that_is_named() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


async def test_migrations_from_empty_give_the_models(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_the_comparison_sees_a_missing_index(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("DROP INDEX ix_release_entries_fingerprint"))
    async with engine.connect() as connection:
        assert len(await connection.run_sync(differences)) == 1


async def test_a_second_upgrade_changes_nothing(engine: AsyncEngine) -> None:
    await upgrade(engine)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_processes_that_start_at_once_do_not_clash(database_url: str) -> None:
    starters = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", START, database_url, stderr=asyncio.subprocess.PIPE
        )
        for _ in range(STARTERS)
    ]
    ends = [await starter.communicate() for starter in starters]

    assert [starter.returncode for starter in starters] == [0] * STARTERS, ends
    engine = create_engine(database_url)
    async with engine.connect() as connection:
        rows = list(await connection.execute(text("SELECT version_num FROM alembic_version")))
    await engine.dispose()
    assert len(rows) == 1


@pytest.fixture(autouse=True)
def project_on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", ".")
