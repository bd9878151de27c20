"""`yoldosh content`: check, publish, roll back, compare, and see how the content stands."""

from __future__ import annotations

import asyncio
import getpass
import json
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.authoring.content import Checked, read_content
from bot.authoring.differences import Change, Difference, differences
from bot.authoring.release import go_back, publish, published_entries
from bot.authoring.reports import difference_text, status_json, status_text
from bot.authoring.stamps import stamp
from bot.authoring.status import status_of
from bot.authoring.todo import tasks_of, todo_text
from bot.authoring.tree import PageFolder
from bot.entries.entry import Entry
from bot.entries.page import Page
from bot.errors import Fault
from bot.i18n import WRITTEN, Locale
from bot.settings import Settings, read_settings
from db.migrate import upgrade
from db.releases import ReleaseInfo, find_previous, list_releases
from db.session import create_engine, reading, wait_until_ready

AnyFunction = TypeVar("AnyFunction", bound=Callable[..., Any])


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    if value is not None and param.name:
        ctx.ensure_object(dict)[param.name] = value


def _where(function: AnyFunction) -> AnyFunction:
    """Add the options that say which files and which database are meant."""
    content_dir = click.option(
        "--content-dir",
        type=click.Path(path_type=Path),
        expose_value=False,
        callback=_keep,
        help="The folder with the files, as in YOLDOSH_CONTENT_DIR.",
    )
    database_url = click.option(
        "--database-url",
        expose_value=False,
        callback=_keep,
        help="The database, as in YOLDOSH_DATABASE_URL.",
    )
    return content_dir(database_url(function))


def _author() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # A container's user may have no name.
        return "unknown"


_as_of = click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Judge reviews on this day."
)
_by = click.option("--author", default=_author, help="Your name in the list of releases.")
_yes = click.option("--yes", is_flag=True, help="Do not ask.")
_json = click.option("--json", "as_json", is_flag=True, help="Write JSON.")


@click.group()
@_where
@click.pass_context
def content(ctx: click.Context) -> None:
    """Check, publish and compare the content."""
    ctx.ensure_object(dict)


@content.command()
@_where
@_json
@_as_of
@click.pass_context
def check(ctx: click.Context, *, as_json: bool, as_of: datetime | None) -> None:
    """Read every file and report every fault with its place and mend."""
    checked = _read(ctx, as_of)
    for fault in checked.faults:
        line = {**asdict(fault), "text": str(fault)}
        click.echo(json.dumps(line, ensure_ascii=False, default=str) if as_json else str(fault))
    warnings = len(checked.faults) - len(checked.errors)
    pages = sum(isinstance(entry, Page) for entry in checked.entries.values())
    click.echo(
        f"{pages} pages, {len(checked.entries)} entries: "
        f"{len(checked.errors)} faults, {warnings} warnings",
        err=True,
    )
    sys.exit(1 if checked.errors else 0)


@content.command("publish")
@_where
@click.option("--note", default="", help="What this release changes, for the list of releases.")
@_by
@_yes
@click.pass_context
def publish_command(ctx: click.Context, note: str, author: str, *, yes: bool) -> None:
    """Make the files the release that people read."""
    checked = _sound(ctx)

    async def work() -> None:
        async with _database(ctx) as engine:
            _, before = await published_entries(engine)
            changes = list(differences(before, checked.entries))
            if changes:
                click.echo(f"Publishing changes what people read: {_counted(changes)}.")
            if changes and not yes:
                click.confirm("Publish?", abort=True)
            done = await publish(engine, checked, author=author[:200], note=note, now=_now())
            if done.is_new:
                click.echo(f"Release {done.release} is published.")
            else:
                click.echo(f"Nothing changed: release {done.release} is what the files say.")

    asyncio.run(work())


@content.command()
@_where
@click.argument("release", type=int, required=False)
@_by
@_yes
@click.pass_context
def rollback(ctx: click.Context, release: int | None, author: str, *, yes: bool) -> None:
    """Make an older release current again: the one before, or the one you name."""

    async def work() -> None:
        async with _database(ctx) as engine:
            target = await _older(engine, release)
            _, before = await published_entries(engine)
            _, after = await published_entries(engine, target.id)
            changes = list(differences(before, after))
            click.echo(f"Going back to release {target.id}: {_counted(changes)}.")
            if not yes:
                click.confirm("Go back?", abort=True)
            await go_back(engine, target.id, author[:200], _now())
            click.echo(f"Release {target.id} is in use.")

    asyncio.run(work())


async def _older(engine: AsyncEngine, number: int | None) -> ReleaseInfo:
    if number is not None:
        target = await _find(engine, number)
        if target.is_current:
            raise click.ClickException(f"Release {number} is in use already.")
        return target
    async with reading(engine) as session:
        previous = await find_previous(session)
    if previous is None:
        raise click.ClickException("There is no older release. See `yoldosh content releases`.")
    return previous


async def _find(engine: AsyncEngine, number: int) -> ReleaseInfo:
    async with reading(engine) as session:
        for release in await list_releases(session):
            if release.id == number:
                return release
    raise click.ClickException(f"There is no release {number}. See `yoldosh content releases`.")


@content.command()
@_where
@click.option(
    "--language",
    type=click.Choice([locale.value for locale in Locale]),
    multiple=True,
    help="Only this language; may be repeated.",
)
@click.option("--from", "before", type=int, help="A release; else the one that people read.")
@click.option("--to", "after", type=int, help="A release; else the files.")
@click.pass_context
def diff(
    ctx: click.Context, language: tuple[str, ...], before: int | None, after: int | None
) -> None:
    """Show what readers will see change when the files are published."""
    locales = [Locale(code) for code in language] or list(WRITTEN)
    checked = _sound(ctx) if after is None else Checked()

    async def work() -> tuple[Mapping[str, Entry], Mapping[str, Entry]]:
        async with _database(ctx) as engine:
            for number in (before, after):
                if number is not None:
                    await _find(engine, number)
            _, old = await published_entries(engine, before)
            if after is None:
                return old, checked.entries
            return old, (await published_entries(engine, after))[1]

    changes = list(differences(*asyncio.run(work())))
    for change in changes:
        click.echo(difference_text(change, locales))
    click.echo(_counted(changes) if changes else "Nothing changed.")


@content.command()
@_where
@_json
@_as_of
@click.pass_context
def status(ctx: click.Context, *, as_json: bool, as_of: datetime | None) -> None:
    """Show coverage by destination, place and language; outdated translations; reviews due."""
    checked = _read(ctx, as_of)
    found = status_of(checked, (as_of or _now()).date())
    click.echo(
        json.dumps(status_json(found), ensure_ascii=False) if as_json else status_text(found)
    )
    if checked.errors:
        click.echo(f"{len(checked.errors)} faults: run `yoldosh content check`.", err=True)


@content.command()
@_where
@_as_of
@click.option("--destination", help="Only this country, such as kr.")
@click.pass_context
def todo(ctx: click.Context, *, as_of: datetime | None, destination: str | None) -> None:
    """List what is not confirmed, to be worked through: `yoldosh content todo > todo.md`."""
    checked = _read(ctx, as_of)
    tasks = tasks_of(checked.entries.values(), (as_of or _now()).date())
    chosen = [task for task in tasks if destination in {None, task.destination}]
    click.echo(todo_text(chosen))
    click.echo(f"{len(chosen)} things to find out.", err=True)


@content.command("stamp")
@_where
@click.argument("pages", nargs=-1)
@click.pass_context
def stamp_command(ctx: click.Context, pages: tuple[str, ...]) -> None:
    """Record that the translations of PAGES (or of all pages) fit their Uzbek text."""
    checked = _read(ctx, None)
    known = {page.data.id: page for page in checked.pages if page.data}
    unknown = [page for page in pages if page not in known]
    if unknown:
        raise click.UsageError(
            f"There is no sound page {unknown[0]}; see `yoldosh content check`."
        )
    chosen = [known[page] for page in pages] or checked.pages
    sound = [page for page in chosen if not _unfit(page, checked)]
    news = stamp(_settings(ctx).content_dir, sound)
    for name in news:
        click.echo(f"{name} is stamped.")
    click.echo(f"{len(news)} of {len(chosen)} pages stamped anew.", err=True)
    if len(sound) < len(chosen):
        for page in chosen:
            for fault in _unfit(page, checked):
                click.echo(str(fault))
        click.echo(f"{len(chosen) - len(sound)} pages hold faults and were left.", err=True)
        sys.exit(1)


def _unfit(page: PageFolder, checked: Checked) -> list[Fault]:
    """Return the faults for which the texts of a page cannot be compared."""
    rules = {"sections", "references"} if page.placed else None
    return [
        fault
        for fault in checked.errors
        if fault.path.rpartition("/")[0] == page.name and (rules is None or fault.rule in rules)
    ]


@content.command()
@_where
@click.pass_context
def releases(ctx: click.Context) -> None:
    """List the releases, the newest first; a star marks the one that people read."""

    async def work() -> None:
        async with _database(ctx) as engine, reading(engine) as session:
            for release in await list_releases(session):
                sign = "*" if release.is_current else " "
                day = release.created_at.strftime("%Y-%m-%d %H:%M")
                click.echo(
                    f"{sign} {release.id:5} {day} UTC  {release.entries:5} entries"
                    f"  {release.author}  {release.note}"
                )

    asyncio.run(work())


def _counted(changes: list[Difference]) -> str:
    return ", ".join(
        f"{sum(item.change is change for item in changes)} {change.value}" for change in Change
    )


def _settings(ctx: click.Context) -> Settings:
    return read_settings(**ctx.obj)


def _read(ctx: click.Context, as_of: datetime | None) -> Checked:
    return read_content(_settings(ctx).content_dir, (as_of or _now()).date())


def _sound(ctx: click.Context) -> Checked:
    checked = _read(ctx, None)
    if checked.errors:
        for fault in checked.errors:
            click.echo(str(fault))
        click.echo(f"{len(checked.errors)} faults: nothing was done.", err=True)
        sys.exit(1)
    return checked


@asynccontextmanager
async def _database(ctx: click.Context) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(_settings(ctx).database_url)
    try:
        await wait_until_ready(engine, lambda line: click.echo(line, err=True))
        await upgrade(engine)
        yield engine
    finally:
        await engine.dispose()


def _now() -> datetime:
    return datetime.now(UTC)
