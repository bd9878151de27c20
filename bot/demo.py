"""The demo: our simulator, the real bot, a chat page, and a watch on the content folder."""

from __future__ import annotations

import asyncio
import logging
import secrets
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route
from watchfiles import awatch

from bot.app import Application, application, utc_now
from bot.authoring.content import read_content
from bot.authoring.release import publish
from bot.errors import ForOperators
from bot.i18n import load_translators
from bot.running import stop_on_signals
from bot.settings import Settings, read_settings
from bot.simulator.serve import running
from bot.simulator.world import Simulator
from bot.telegram.dispatch import Shown
from bot.web.chat import chat_routes

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
PEOPLE = (
    ("Dilshod", "uz"),
    ("Madina", "uz"),
    ("Rustam", "ru"),
    ("Jasur", "en"),
    ("Agency staff", "uz"),
)
SETTLE_MS = 150
"""Editors save in several steps; changes within this time count as one."""
LOOK_AGAIN_MS = 500


def last_change(folder: Path) -> tuple[int, int]:
    """Return what differs once a file of a folder was changed, added or removed."""
    times = [path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()]
    return len(times), max(times, default=0)


@dataclass
class ContentWatch:
    """What the content folder looks like to the demo: in use, or refused with its faults.

    `at_start` is its last change before the bot read it.
    """

    settings: Settings
    at_start: tuple[int, int]
    release: int = 0
    faults: list[str] = field(default_factory=list)
    checked_at: str = ""
    shown: dict[int, Shown] = field(default_factory=dict)

    def note(self, shown: Shown) -> None:
        """Remember the screen that a person is looking at."""
        self.shown[shown.chat_id] = shown

    async def follow(self, app: Application) -> None:
        """Publish each sound change and renew the screens that people look at, for ever."""
        self.release = app.guide().release
        folder = self.settings.content_dir
        seen: tuple[int, int] | None = self.at_start
        async for changes in awatch(
            folder,
            debounce=SETTLE_MS,
            step=50,
            rust_timeout=LOOK_AGAIN_MS,
            yield_on_timeout=True,
        ):
            # Somebody may have saved a file while the bot started and nobody watched.
            was_missed = seen is not None and seen != await asyncio.to_thread(last_change, folder)
            seen = None
            if changes or was_missed:
                await self.take_in(app)

    async def take_in(self, app: Application) -> None:
        """Read the folder; a fault keeps the release in use and is shown."""
        now = utc_now()
        self.checked_at = now.isoformat()
        checked = await asyncio.to_thread(read_content, self.settings.content_dir, now.date())
        self.faults = [str(fault) for fault in checked.faults if not fault.is_warning]
        if self.faults:
            return
        await publish(app.engine, checked, author="demo", note="changed file", now=now)
        await app.guide.refresh()
        self.release = app.guide().release
        for shown in list(self.shown.values()):
            await app.dispatcher.show_again(shown)

    async def status(self, _: Request) -> JSONResponse:
        """Answer the page's question how the content folder stands."""
        return JSONResponse(
            {"release": self.release, "faults": self.faults, "checked_at": self.checked_at}
        )


@asynccontextmanager
async def demo(port: int, data: Path) -> AsyncIterator[str]:
    """Run everything on one port until the end of the block; yields the page's address.

    Raises ForOperators when the port is taken or the content cannot be published.
    """
    _check_port(port)
    token = f"1000000001:{secrets.token_urlsafe(26)[:35]}"
    simulator = Simulator(token)
    for first_name, language_code in PEOPLE:
        simulator.add_person(first_name, language_code=language_code)
    settings = read_settings(
        bot_token=token,
        api_url=f"http://{HOST}:{port}",
        database_url=f"sqlite:///{data / 'demo.db'}",
        rate=1000.0,
    )
    watch = ContentWatch(settings, await asyncio.to_thread(last_change, settings.content_dir))
    routes: list[BaseRoute] = [
        Route("/demo/status", watch.status),
        *chat_routes(load_translators(settings.locales_dir)),
    ]
    async with (
        running(simulator, host=HOST, port=port, extra_routes=routes) as address,
        application(settings, on_shown=watch.note) as app,
    ):
        stop = asyncio.Event()
        polling = asyncio.create_task(app.polling.run(stop))
        following = asyncio.create_task(watch.follow(app))
        try:
            yield f"{address}/"
        finally:
            following.cancel()
            stop.set()
            await asyncio.gather(polling, following, return_exceptions=True)


async def run_demo(port: int) -> None:
    """Run the demo until a signal; its data is thrown away at the end."""
    with stop_on_signals() as stop, tempfile.TemporaryDirectory(prefix="yoldosh-") as folder:
        async with demo(port, Path(folder)) as address:
            click.echo(f"Yoʻldosh: {address}")
            await stop.wait()


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise ForOperators(
                f"Port {port} is taken: stop what runs there, or use another with --port."
            ) from None
