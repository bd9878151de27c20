"""The library's bot, with Telegram's answers as they are.

The library reads a batch of updates as a whole, so that one that it cannot read would stop all
others. It also makes objects of each message that it sent, a third of what a page costs, of
which only the id is wanted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import Bot

from bot.telegram.keyboard import Rows
from bot.telegram.router import ALLOWED_UPDATES

RawUpdate = Mapping[str, Any]


class RawBot(Bot):
    """A bot whose most frequent calls return what Telegram sent. Each raises TelegramError."""

    async def get_raw_updates(self, offset: int, limit: int, wait_s: int) -> list[RawUpdate]:
        """Return waiting updates, and confirm those before `offset` (Bot API: getUpdates)."""
        wanted = {
            "offset": offset,
            "limit": limit,
            "timeout": wait_s,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        found: list[RawUpdate] = await self._post("getUpdates", wanted, read_timeout=wait_s + 10)
        return found

    async def send_html(self, chat_id: int, html: str, keyboard: Rows) -> int:
        """Send a message and return its id (Bot API: sendMessage)."""
        sent: Mapping[str, Any] = await self._post("sendMessage", _shown(chat_id, html, keyboard))
        return int(sent["message_id"])

    async def edit_html(self, chat_id: int, message_id: int, html: str, keyboard: Rows) -> None:
        """Put a text in place of a message's (Bot API: editMessageText)."""
        shown = {"message_id": message_id, **_shown(chat_id, html, keyboard)}
        await self._post("editMessageText", shown)


def _shown(chat_id: int, html: str, keyboard: Rows) -> dict[str, Any]:
    shown = {
        "chat_id": chat_id,
        "text": html,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    return {**shown, "reply_markup": {"inline_keyboard": keyboard}} if keyboard else shown
