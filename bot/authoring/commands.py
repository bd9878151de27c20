"""`yoldosh content`: check, publish, roll back, compare, and see how the content stands."""

from __future__ import annotations

import asyncio
import getpass
import json
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.authoring.content import Checked, read_content
from bot.authoring.differences import differences
from bot.authoring.release import go_back, publish, published_entries
from bot.authoring.stamps import STAMPS, write_stamps
from bot.authoring.status import status_of
from bot.entries.page import Page
from bot.i18n import WRITTEN, Locale
from bot.settings import read_settings
from db.migrate import upgrade
from db.releases import find_previous, list_releases
from db.session import create_engine, reading, wait_until_ready

T = TypeVar("T")
SHOWN_LINES = 40


@click.group()
@click.option("--content-dir", type=click.Path(path_type=Path), help="The folder with the files.")
@click.option("--database-url", help="The database, as in YOLDOSH_DATABASE_URL.")
@click.pass_context
def content(ctx: click.Context, content_dir: Path | None, database_url: str | None) -> None:
    """Check, publish and compare the content."""
    given = {"content_dir": content_dir, "database_url": database_url}
    ctx.obj = read_settings(**{name: value for name, value in given.items() if value})


@content.command()
@click.option("--json", "as_json", is_flag=True, help="Faults as JSON, one a line.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Judge reviews on this day.")
@click.pass_context
def check(ctx: click.Context, *, as_json: bool, as_of: datetime | None) -> None:
    """Read every file and report every fault with its place and mend."""
    checked = read_content(ctx.obj.content_dir, (as_of or _now()).date())
    for fault in checked.faults:
        click.echo(json.dumps(asdict(fault), ensure_ascii=False) if as_json else str(fault))
    if not as_json:
        warnings = len(checked.faults) - len(checked.errors)
        pages = sum(isinstance(entry, Page) for entry in checked.entries.values())
        click.echo(
            f"{pages} pages, {len(checked.entries)} entries: "
            f"{len(checked.errors)} faults, {warnings} warnings",
            err=True,
        )
    sys.exit(1 if checked.errors else 0)


@content.command("publish")
@click.option("--note", default="", help="What this release changes, for the list of releases.")
@click.option("--author", default=getpass.getuser, help="Your name in the list of releases.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def publish_command(ctx: click.Context, note: str, author: str, *, yes: bool) -> None:
    """Make the files the release that people read."""
    checked = _sound(ctx)

    async def work() -> None:
        async with _database(ctx) as engine:
            _, before = await published_entries(engine)
            changes = list(differences(before, checked.entries))
            if not changes:
                click.echo("Nothing changed: the files are what people read already.")
                return
            counts = {name: sum(c.change == name for c in changes) for name in
                      ("added", "changed", "removed")}  # fmt: skip
            click.echo(", ".join(f"{count} {name}" for name, count in counts.items()))
            if not yes:
                click.confirm("Publish?", abort=True)
            done = await publish(engine, checked, author=author, note=note, now=_now())
            click.echo(f"Release {done.release} is published.")

    _run(work())


@content.command()
@click.argument("release", type=int, required=False)
@click.option("--author", default=getpass.getuser, help="Your name in the list of releases.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def rollback(ctx: click.Context, release: int | None, author: str, *, yes: bool) -> None:
    """Make an older release current again: the one before, or the one you name."""

    async def work() -> None:
        async with _database(ctx) as engine:
            async with reading(engine) as session:
                previous = await find_previous(session)
            target = release or (previous.id if previous else None)
            if target is None:
                raise click.ClickException("There is no older release.")
            _, before = await published_entries(engine)
            _, after = await published_entries(engine, target)
            changes = len(list(differences(before, after)))
            click.echo(f"Going back to release {target} changes {changes} entries.")
            if not yes:
                click.confirm("Go back?", abort=True)
            try:
                await go_back(engine, target, author, _now())
            except LookupError as error:
                raise click.ClickException(str(error)) from None
            click.echo(f"Release {target} is in use.")

    _run(work())


@content.command()
@click.option(
    "--language",
    type=click.Choice([locale.value for locale in Locale]),
    multiple=True,
    help="Only this language; may be repeated.",
)
@click.pass_context
def diff(ctx: click.Context, language: tuple[str, ...]) -> None:
    """Show what readers will see change when the files are published."""
    checked = _sound(ctx)
    locales = [Locale(code) for code in language] or list(WRITTEN)

    async def work() -> None:
        async with _database(ctx) as engine:
            _, before = await published_entries(engine)
        found = False
        for change in differences(before, checked.entries):
            found = True
            click.echo(f"\n{change.entry}: {change.change}")
            if change.shown_on:
                click.echo(f"  shown on: {', '.join(change.shown_on)}")
            for locale in locales:
                lines = change.lines[locale]
                for line in lines[:SHOWN_LINES]:
                    click.echo(f"  {locale.value} {line}")
                if len(lines) > SHOWN_LINES:
                    click.echo(f"  {locale.value} … {len(lines) - SHOWN_LINES} more lines")
        if not found:
            click.echo("Nothing changed.")

    _run(work())


@content.command()
@click.option("--json", "as_json", is_flag=True, help="The table as JSON.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Judge reviews on this day.")
@click.pass_context
def status(ctx: click.Context, *, as_json: bool, as_of: datetime | None) -> None:
    """Show coverage by destination, place and language; outdated translations; reviews due."""
    checked = read_content(ctx.obj.content_dir, (as_of or _now()).date())
    found = status_of(checked.entries, (as_of or _now()).date())
    if as_json:
        rows = [
            {"destination": key[0], "place": key[1], "locale": locale.value, **asdict(cell)}
            for key, cells in found.coverage.items()
            for locale, cell in cells.items()
        ]
        click.echo(json.dumps(rows))
        return
    click.echo(
        f"{'destination':12} {'place':18}" + "".join(f"{code.value:>14}" for code in WRITTEN)
    )
    for (destination, place), cells in found.coverage.items():
        row = "".join(f"{cells[locale]!s:>14}" for locale in WRITTEN)
        click.echo(f"{destination or '(none)':12} {place:18}{row}")
    click.echo(f"\nOutdated translations: {len(found.outdated)}")
    for entry_id, locale, sections in found.outdated:
        names = ", ".join(name or "introduction" for name in sections)
        click.echo(f"  {entry_id} {locale.value}: {names}")
    for title, rows_ in (("Overdue reviews", found.overdue), ("Due in 30 days", found.due_soon)):
        click.echo(f"\n{title}: {len(rows_)}")
        for entry_id, day in rows_:
            click.echo(f"  {day.isoformat()} {entry_id}")
    if checked.errors:
        click.echo(f"\n{len(checked.errors)} faults: run `yoldosh content check`.", err=True)


@content.command()
@click.argument("pages", nargs=-1)
@click.pass_context
def stamp(ctx: click.Context, pages: tuple[str, ...]) -> None:
    """Record that the translations of PAGES (or of all pages) fit their Uzbek text."""
    folder: Path = ctx.obj.content_dir
    checked = _sound(ctx)
    places = _places(folder)
    unknown = [page for page in pages if page not in places]
    if unknown:
        raise click.UsageError(f"there is no page {unknown[0]}")
    written = 0
    for page_id in pages or sorted(places):
        page = checked.entries[page_id]
        if isinstance(page, Page):
            written += write_stamps(places[page_id] / STAMPS, page.text(Locale.uz))
    click.echo(f"{written} pages stamped.")


@content.command()
@click.pass_context
def releases(ctx: click.Context) -> None:
    """List the releases, the newest first."""

    async def work() -> None:
        async with _database(ctx) as engine, reading(engine) as session:
            for release in await list_releases(session):
                mark = "*" if release.is_current else " "
                day = release.created_at.strftime("%Y-%m-%d %H:%M")
                click.echo(f"{mark} {release.id:5} {day} UTC  {release.author}  {release.note}")

    _run(work())


def _places(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in (folder / "pages").rglob("page.yaml"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("id:"):
                found[line.removeprefix("id:").split("#")[0].strip(" '\"")] = path.parent
                break
    return found


def _sound(ctx: click.Context) -> Checked:
    checked = read_content(ctx.obj.content_dir, _now().date())
    if checked.errors:
        for fault in checked.errors:
            click.echo(str(fault))
        click.echo(f"{len(checked.errors)} faults: nothing was done.", err=True)
        sys.exit(1)
    return checked


@asynccontextmanager
async def _database(ctx: click.Context) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(ctx.obj.database_url)
    try:
        await wait_until_ready(engine, lambda line: click.echo(line, err=True))
        await upgrade(engine)
        yield engine
    finally:
        await engine.dispose()


def _now() -> datetime:
    return datetime.now(UTC)


def _run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)
