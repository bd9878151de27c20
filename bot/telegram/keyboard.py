"""Rows of buttons as Telegram's inline keyboards."""

from __future__ import annotations

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.screens.screen import ActionButton, Button, CopyButton, LinkButton, Screen
from bot.telegram.callback import encode


def keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    """Return a screen's buttons as an inline keyboard, or None when it has none."""
    rows = [[_button(button) for button in row] for row in screen.rows if row]
    return InlineKeyboardMarkup(rows) if rows else None


def _button(button: Button) -> InlineKeyboardButton:
    match button:
        case ActionButton():
            return InlineKeyboardButton(button.label, callback_data=encode(button.action))
        case LinkButton():
            return InlineKeyboardButton(button.label, url=button.url)
        case CopyButton():
            return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.text))
