"""Wiring: settings to engine, guide, bot and loops; started and stopped in order. No rules."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.current import CurrentGuide
from bot.errors import ForOperators
from bot.i18n import CatalogueError, Locale, Translator, load_translators
from bot.settings import Settings
from bot.telegram.dispatch import Dispatcher, Shown
from bot.telegram.gaps import Gaps
from bot.telegram.handled import Handled
from bot.telegram.pace import Pace
from bot.telegram.people import People
from bot.telegram.polling import Polling
from bot.telegram.raw import RawBot
from bot.telegram.request import AiohttpRequest
from bot.telegram.send import ScreenSender
from bot.telegram.setup import introduce
from db.migrate import upgrade
from db.releases import current_release
from db.session import create_engine, reading, wait_until_ready

log = logging.getLogger(__name__)

RETRY_S = 2.0
PRUNE_EVERY_S = 3600.0
ALONE_S = 3600.0
"""A single process may trust what it read of a person for long: nobody else writes."""
SHARED_S = 2.0
"""Replicas see a changed language at most this much later."""


def utc_now() -> datetime:
    """Return the time, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Application:
    """The running parts."""

    engine: AsyncEngine
    guide: CurrentGuide
    bot: RawBot
    dispatcher: Dispatcher
    handled: Handled
    polling: Polling


async def prepare_database(settings: Settings) -> AsyncEngine:
    """Open the database, wait until it answers, and bring its tables up to date."""
    engine = create_engine(settings.database_url)
    await wait_until_ready(engine, lambda line: log.warning("%s", line))
    await upgrade(engine)
    return engine


async def publish_if_empty(engine: AsyncEngine, settings: Settings, now: datetime) -> None:
    """Publish the content folder when nothing was ever published.

    Raises ForOperators when the folder has faults, since there is nothing to show then.
    """
    async with reading(engine) as session:
        if await current_release(session):
            return
    # Most starts find a release: they do without the parts that read and write content.
    from bot.authoring.content import read_content  # noqa: PLC0415
    from bot.authoring.release import publish  # noqa: PLC0415

    checked = await asyncio.to_thread(read_content, settings.content_dir, now.date())
    faults = [fault for fault in checked.faults if not fault.is_warning]
    if faults:
        raise ForOperators(
            "The content folder has faults and nothing is published yet. "
            f"Run `yoldosh content check`. The first one: {faults[0]}"
        )
    await publish(engine, checked, author="yoldosh", note="first start", now=now)


@asynccontextmanager
async def application(
    settings: Settings,
    *,
    replicas: bool = False,
    on_shown: Callable[[Shown], None] | None = None,
    on_swap: Callable[[], None] | None = None,
    now: Callable[[], datetime] = utc_now,
) -> AsyncIterator[Application]:
    """Start everything but the loop that brings updates; stop it in order at the end.

    `replicas` says that other processes may write to the same database; `now` gives the time,
    aware, in UTC. Raises ForOperators when the token, the catalogues or the content make a start
    impossible.
    """
    try:
        translators = load_translators(settings.locales_dir)
    except CatalogueError as error:
        raise ForOperators(str(error)) from None
    engine = await prepare_database(settings)
    tasks: list[asyncio.Task[None]] = []
    bot = _bot(settings)
    try:
        await publish_if_empty(engine, settings, now())
        guide = CurrentGuide(engine)
        await guide.refresh()
        await _connect(bot)
        handled = Handled(engine, bot.id, now, is_alone=not replicas)
        await handled.load()
        gaps = Gaps(engine, settings.bot_token.get_secret_value(), now)
        dispatcher = Dispatcher(
            sender=ScreenSender(bot, Pace(settings.rate, time.monotonic)),
            people=People(engine, time.monotonic, SHARED_S if replicas else ALONE_S),
            gaps=gaps,
            guide=guide,
            translators=translators,
            now=now,
            bot_name=bot.username,
            on_shown=on_shown,
        )
        tasks += [
            asyncio.create_task(guide.watch(on_swap)),
            asyncio.create_task(_prune(handled, gaps)),
            asyncio.create_task(_introduce(bot, translators)),
        ]
        polling = Polling(bot, dispatcher, handled)
        try:
            yield Application(engine, guide, bot, dispatcher, handled, polling)
            await handled.close()
        finally:
            await dispatcher.close()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        with suppress(TelegramError, RuntimeError):
            await bot.shutdown()
        await engine.dispose()


def _bot(settings: Settings) -> RawBot:
    token = settings.bot_token.get_secret_value()
    if not token:
        raise ForOperators(
            "YOLDOSH_BOT_TOKEN is not set: get a token from @BotFather, or run `yoldosh demo`."
        )
    return RawBot(
        token,
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )


async def _connect(bot: RawBot) -> None:
    while True:
        try:
            await bot.initialize()
        except InvalidToken:
            raise ForOperators("YOLDOSH_BOT_TOKEN: Telegram does not know this token.") from None
        except (NetworkError, RetryAfter) as error:
            log.warning("telegram cannot be reached", extra={"error": type(error).__name__})
            await asyncio.sleep(RETRY_S)
        else:
            return


async def _introduce(bot: RawBot, translators: Mapping[Locale, Translator]) -> None:
    try:
        await introduce(bot, translators)
    except TelegramError as error:
        log.warning("the menu was not set", extra={"error": type(error).__name__})


async def _prune(handled: Handled, gaps: Gaps) -> None:
    while True:
        try:
            await handled.prune()
            await gaps.prune()
        except (SQLAlchemyError, OSError) as error:
            log.warning("old marks stay", extra={"error": type(error).__name__})
        await asyncio.sleep(PRUNE_EVERY_S)
