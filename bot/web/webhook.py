"""Telegram's calls: 200 only after an update was handled, so that Telegram repeats the rest."""

from __future__ import annotations

import hmac
import json
import logging

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot

from bot.telegram.dispatch import TRY_AGAIN, Dispatcher
from bot.telegram.handled import Handled
from bot.telegram.polling import parse

log = logging.getLogger(__name__)

BODY_LIMIT = 1024 * 1024
"""Bytes of one call; Telegram's updates stay far below."""
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the header's name)


def create_webhook_app(
    dispatcher: Dispatcher, handled: Handled, bot: Bot, secret: str
) -> Starlette:
    """Return the web application that Telegram calls; any path serves, the secret decides."""

    async def receive(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        body = await _read(request)
        if body is None:
            return Response(status_code=413)
        return Response(status_code=await _handle(body))

    async def _handle(body: bytes) -> int:
        try:
            raw = json.loads(body)
            update_id = int(raw["update_id"])
        except (ValueError, TypeError, KeyError, RecursionError):
            return 400
        try:
            if await handled.among([update_id]):
                return 200
            update = parse(raw, bot)
            if update is not None:
                await dispatcher.handle(update)
            await handled.mark(update_id)
        except TRY_AGAIN as error:
            log.warning("an update must come again", extra={"error": type(error).__name__})
            return 503
        return 200

    return Starlette(routes=[Route("/{path:path}", receive, methods=["POST"])])


async def _read(request: Request) -> bytes | None:
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > BODY_LIMIT:
                return None
    except ClientDisconnect:
        return None
    return bytes(body)
