"""Bring a database's tables up to date; safe when several processes start at once."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x594F4C44
"""The number of our advisory lock on PostgreSQL: the letters YOLD."""


async def upgrade(engine: AsyncEngine) -> None:
    """Run the migrations that are missing, in one transaction."""
    bound = engine.execution_options(sqlite_begin="IMMEDIATE")
    async with bound.begin() as connection:
        if engine.dialect.name == "postgresql":
            await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        await connection.run_sync(_upgrade)


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
