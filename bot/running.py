"""Running until asked to stop: by long polling, or as a webhook behind a web server."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.app import RETRY_S, application
from bot.errors import ForOperators
from bot.settings import Settings
from bot.telegram.router import ALLOWED_UPDATES

log = logging.getLogger(__name__)


@contextmanager
def stop_on_signals() -> Iterator[asyncio.Event]:
    """Yield an event that SIGINT and SIGTERM set, so that work in hand is finished."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


async def run_polling(settings: Settings) -> None:
    """Serve by long polling until a signal."""
    with stop_on_signals() as stop:
        async with application(settings) as app:
            await _drop_webhook(app.bot.delete_webhook())
            log.info("the bot is ready", extra={"bot": app.bot.username})
            try:
                await app.polling.run(stop)
            except InvalidToken:
                raise ForOperators(
                    "YOLDOSH_BOT_TOKEN: Telegram does not know this token any more."
                ) from None


async def _drop_webhook(call: object) -> None:
    try:
        await call  # type: ignore[misc]
    except TelegramError as error:
        log.warning("the webhook was not removed", extra={"error": type(error).__name__})


async def run_webhook(settings: Settings) -> None:
    """Serve Telegram's calls until a signal; replicas may run beside this one.

    Raises ForOperators when a setting makes this impossible.
    """
    # Long polling serves nothing: it does without a web server in memory.
    import uvicorn  # noqa: PLC0415

    from bot.web.webhook import create_webhook_app  # noqa: PLC0415

    secret = settings.webhook_secret.get_secret_value()
    if not settings.webhook_url.startswith(("https://", "http://127.0.0.1")):
        raise ForOperators("YOLDOSH_WEBHOOK_URL: an https address is needed for `run --webhook`.")
    if len(secret) < 16:
        raise ForOperators("YOLDOSH_WEBHOOK_SECRET: at least 16 characters are needed.")
    # Telegram may call as soon as it knows the address: somebody must listen before.
    with _listen(*settings.address) as listener:
        async with application(settings, replicas=True) as app:
            web = create_webhook_app(app.dispatcher, app.handled, app.bot, secret)
            await _set_webhook(app.bot, settings.webhook_url, secret)
            log.info("the bot is ready", extra={"bot": app.bot.username})
            config = uvicorn.Config(web, log_config=None, access_log=False)
            await uvicorn.Server(config).serve([listener])


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), backlog=2048)
    except (OSError, OverflowError) as error:
        raise ForOperators(f"YOLDOSH_LISTEN: {host}:{port} cannot be used: {error}.") from None


async def _set_webhook(bot: Bot, url: str, secret: str) -> None:
    while True:
        try:
            await bot.set_webhook(
                url,
                secret_token=secret,
                allowed_updates=list(ALLOWED_UPDATES),
                max_connections=100,
            )
        except BadRequest as error:
            raise ForOperators(
                f"YOLDOSH_WEBHOOK_URL or YOLDOSH_WEBHOOK_SECRET: Telegram says: {error.message}."
            ) from None
        except TelegramError as error:
            log.warning("the webhook was not set", extra={"error": type(error).__name__})
            await asyncio.sleep(RETRY_S)
        else:
            return
