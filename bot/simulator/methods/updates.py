"""Getting updates: long polling, the webhook, and who the bot is."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from bot.simulator.errors import bad_request, conflict
from bot.simulator.methods.call import Call, Described, Method
from bot.simulator.params import clamped, text, whole

LONGEST_POLL_S = 50
PORTS = {80, 88, 443, 8443}
"""Ports of a webhook (Bot API: setWebhook)."""
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_SECRET = re.compile(r"[A-Za-z0-9_-]*")
SECRET_LIMIT = 256


async def get_me(call: Call) -> Any:
    """Bot API: getMe."""
    return call.world.me


async def get_updates(call: Call) -> Any:
    """Bot API: getUpdates; confirms on the offset, as Telegram does."""
    world, inbox = call.world, call.world.inbox
    if world.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    inbox.allow(call.params.get("allowed_updates"))
    mine = world.take_poll()
    inbox.confirm(whole(call.params, "offset"))
    limit = clamped(call.params, "limit", 100, 1, 100)
    wait_s = clamped(call.params, "timeout", 0, 0, LONGEST_POLL_S)
    if not inbox and wait_s:
        try:
            await world.wait_for(lambda: bool(inbox) or world.poll != mine, wait_s)
        except TimeoutError:
            return []
    if world.poll != mine:
        raise conflict(
            "terminated by setWebhook request"
            if world.webhook.url
            else "terminated by other getUpdates request; "
            "make sure that only one bot instance is running"
        )
    return inbox.give(limit)


def _webhook_url(url: str) -> str:
    """Check a webhook's address; plain http is taken on the loopback, where tests live."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise bad_request("bad webhook: invalid webhook URL specified") from None
    if parts.hostname in _LOOPBACK and parts.scheme in {"http", "https"}:
        return url
    if parts.scheme != "https" or not parts.hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if port is not None and port not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    return url


async def set_webhook(call: Call) -> Any:
    """Bot API: setWebhook."""
    url = text(call.params, "url")
    if not url:
        return await delete_webhook(call)
    secret = text(call.params, "secret_token")
    if len(secret) > SECRET_LIMIT:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    world, hook = call.world, call.world.webhook
    most = clamped(call.params, "max_connections", 40, 1, 100)
    new = (_webhook_url(url), secret, most)
    world.inbox.allow(call.params.get("allowed_updates"))
    if call.says("drop_pending_updates"):
        world.inbox.clear()
    elif new == (hook.url, hook.secret, hook.max_connections):
        return Described(True, "Webhook is already set")
    hook.set(*new)
    world.take_poll()
    return Described(True, "Webhook was set")


async def delete_webhook(call: Call) -> Any:
    """Bot API: deleteWebhook."""
    if call.says("drop_pending_updates"):
        call.world.inbox.clear()
    if not call.world.webhook.url:
        return Described(True, "Webhook is already deleted")
    call.world.webhook.set("", "", 40)
    call.world.changed()
    return Described(True, "Webhook was deleted")


async def get_webhook_info(call: Call) -> Any:
    """Bot API: getWebhookInfo."""
    hook, inbox = call.world.webhook, call.world.inbox
    info: dict[str, Any] = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(inbox),
    }
    if hook.url:
        info["max_connections"] = hook.max_connections
    if hook.last_error:
        info["last_error_date"] = hook.last_error_at
        info["last_error_message"] = hook.last_error
    if inbox.allowed:
        info["allowed_updates"] = sorted(inbox.allowed)
    return info


async def log_out(_: Call) -> Any:
    """Bot API: logOut and close; the simulator stays as it is."""
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
