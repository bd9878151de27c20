"""Rows of buttons as Telegram's inline keyboards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from telegram import InlineKeyboardMarkup

from bot.screens.screen import ActionButton, Button, CopyButton, LinkButton, Screen
from bot.telegram.callback import encode

Rows = Sequence[Sequence[Mapping[str, Any]]]
"""Rows of buttons (Bot API: InlineKeyboardButton)."""


def rows(screen: Screen) -> Rows:
    """Return a screen's buttons as Telegram's fields."""
    return [[_button(button) for button in row] for row in screen.rows if row]


def keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    """Return a screen's buttons as the library's object, or None when it has none."""
    found = rows(screen)
    return InlineKeyboardMarkup.de_json({"inline_keyboard": found}) if found else None


def _button(button: Button) -> Mapping[str, Any]:
    match button:
        case ActionButton(label, action):
            return {"text": label, "callback_data": encode(action)}
        case LinkButton(label, url):
            return {"text": label, "url": url}
        case CopyButton(label, text):
            return {"text": label, "copy_text": {"text": text}}
