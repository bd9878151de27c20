"""Whom a screen is made for, and with what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from bot.guide.guide import Guide, deep_link
from bot.i18n import Locale, Translator


@dataclass(frozen=True, slots=True)
class View:
    """One reader at one moment.

    `today` is the day on which figures are read; `destination` is the reader's own, or None;
    `bot_name` is the bot's username without `@`, for links that lead back here.
    """

    guide: Guide
    t: Translator
    today: date
    destination: str | None
    bot_name: str

    @property
    def locale(self) -> Locale:
        """Return the reader's locale."""
        return self.t.locale

    def link_to(self, entry_id: str) -> str:
        """Return the https link that opens an entry in this bot."""
        return f"https://t.me/{self.bot_name}?start={deep_link(entry_id)}"

    def share_link(self, entry_id: str) -> str:
        """Return Telegram's link that offers an entry to a chat of the reader's choice."""
        return f"https://t.me/share/url?url={quote(self.link_to(entry_id), safe='')}"
