"""Getting updates: long polling, the webhook, and who the bot is."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.inbox import KINDS
from bot.simulator.methods.call import Call, Method
from bot.simulator.params import boolean, integer

LONGEST_S = 50


async def get_me(call: Call) -> Any:
    """Bot API: getMe."""
    return call.world.me


async def get_updates(call: Call) -> Any:
    """Bot API: getUpdates; confirms on the offset, as Telegram does."""
    world = call.world
    inbox = world.inbox
    if world.webhook.url:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    _allow(call)
    inbox.is_polled += 1
    mine = inbox.is_polled
    inbox.wake()
    inbox.confirm(integer(call.params, "offset", 0))
    limit = min(max(integer(call.params, "limit", 100), 1), 100)
    wait_s = min(max(integer(call.params, "timeout", 0), 0), LONGEST_S)
    if not inbox.waiting and wait_s:
        try:
            await world.wait_for(lambda: bool(inbox.waiting) or inbox.is_polled != mine, wait_s)
        except TimeoutError:
            return []
    if inbox.is_polled != mine:
        raise ApiError(
            409,
            "Conflict: terminated by other getUpdates request; "
            "make sure that only one bot instance is running",
        )
    return [dict(update) for update, _ in zip(inbox.waiting, range(limit), strict=False)]


def _allow(call: Call) -> None:
    wanted = call.params.get("allowed_updates")
    if wanted is None:
        return
    if not isinstance(wanted, list):
        raise bad_request("can't parse allowed_updates: expected an Array of String")
    call.world.inbox.allowed = {str(kind) for kind in wanted} & KINDS or None


async def set_webhook(call: Call) -> Any:
    """Bot API: setWebhook; http is taken on the loopback, where tests and demos live."""
    url = str(call.params.get("url") or "")
    if url and not re.match(r"^(https://|http://(127\.0\.0\.1|localhost)[:/])", url):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = str(call.params.get("secret_token") or "")
    if secret and not re.match(r"^[A-Za-z0-9_-]{1,256}$", secret):
        raise bad_request("secret token contains unallowed characters")
    _allow(call)
    if boolean(call.params, "drop_pending_updates"):
        call.world.inbox.waiting.clear()
    call.world.webhook.set(url, secret, integer(call.params, "max_connections", 40))
    call.world.changed()
    await asyncio.sleep(0)
    return True


async def delete_webhook(call: Call) -> Any:
    """Bot API: deleteWebhook."""
    if boolean(call.params, "drop_pending_updates"):
        call.world.inbox.waiting.clear()
    call.world.webhook.set("", "", 40)
    call.world.changed()
    return True


async def get_webhook_info(call: Call) -> Any:
    """Bot API: getWebhookInfo."""
    webhook = call.world.webhook
    info: dict[str, Any] = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(call.world.inbox.waiting),
        "max_connections": webhook.max_connections,
    }
    if webhook.last_error:
        info["last_error_date"] = int(call.world.clock())
        info["last_error_message"] = webhook.last_error
    if call.world.inbox.allowed:
        info["allowed_updates"] = sorted(call.world.inbox.allowed)
    return info


async def log_out(_: Call) -> Any:
    """Bot API: logOut and close."""
    return True


UPDATES: dict[str, Method] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "logOut": log_out,
    "close": log_out,
}
