"""`yoldosh gaps`: what people asked and did not find."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict

import click

from bot.settings import read_settings
from db.gaps import SHOWN_FROM, Gap, list_gaps
from db.migrate import upgrade
from db.session import create_engine, reading, wait_until_ready


@click.command()
@click.option("--database-url", help="The database, as in YOLDOSH_DATABASE_URL.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def gaps(*, database_url: str | None, as_json: bool) -> None:
    """List what people asked and did not find, the most frequent first."""
    found = asyncio.run(_read(database_url))
    if as_json:
        rows = [asdict(gap) for gap in found]
        click.echo(json.dumps(rows, ensure_ascii=False, default=str))
        return
    for gap in found:
        click.echo(f"{gap.people:6}  {gap.asked_on.isoformat()}  {gap.words}")
    click.echo(f"{len(found)} questions, each asked by {SHOWN_FROM} people or more.", err=True)


async def _read(database_url: str | None) -> list[Gap]:
    given = {"database_url": database_url} if database_url else {}
    engine = create_engine(read_settings(**given).database_url)
    try:
        await wait_until_ready(engine, lambda line: click.echo(line, err=True))
        await upgrade(engine)
        async with reading(engine) as session:
            return await list_gaps(session)
    finally:
        await engine.dispose()
