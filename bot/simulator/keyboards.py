"""Keyboards under messages, checked as Telegram's server checks them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.html import checked_url, units

DATA_LIMIT = 64
COPY_LIMIT = 256
BUTTONS_LIMIT = 100
ROW_LIMIT = 8
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


def reply_markup(params: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the checked `reply_markup`, or None; raises ApiError as Telegram would."""
    raw = params.get("reply_markup")
    if raw in (None, "", {}):
        return None
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except ValueError:
            raise bad_request("object expected as reply markup") from None
    if not isinstance(raw, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in raw:
        return {"inline_keyboard": _inline(raw["inline_keyboard"])}
    if "keyboard" in raw:
        return _reply(raw)
    if raw.get("remove_keyboard") is True or raw.get("force_reply") is True:
        return raw
    return None


def _rows(raw: object, field: str) -> list[list[Any]]:
    if not isinstance(raw, list):
        raise bad_request(f'field "{field}" of the ReplyMarkup must be of type Array')
    for row in raw:
        if not isinstance(row, list):
            raise bad_request(f'field "{field}" must be an Array of Arrays')
    if sum(map(len, raw)) > BUTTONS_LIMIT or any(len(row) > ROW_LIMIT for row in raw):
        raise bad_request("reply markup is too long")
    return raw


def _inline(raw: object) -> list[list[dict[str, Any]]]:
    rows = [[_button(button) for button in row] for row in _rows(raw, "inline_keyboard")]
    return [row for row in rows if row]


def _button(raw: object) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise bad_request(
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object"
        )
    text = raw.get("text")
    if not isinstance(text, str):
        raise bad_request(
            'can\'t parse inline keyboard button: Field "text" must be of type String'
            if text is not None
            else "can't parse inline keyboard button: Can't find field \"text\""
        )
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [name for name in _ACTIONS if name in raw]
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise bad_request(
            "can't parse inline keyboard button: exactly one optional field must be used"
        )
    return _checked(raw, text, actions[0])


def _checked(raw: dict[str, Any], text: str, action: str) -> dict[str, Any]:
    value = raw[action]
    if action == "callback_data":
        size = len(str(value).encode("utf-8", "surrogatepass"))
        if not isinstance(value, str) or not 1 <= size <= DATA_LIMIT:
            raise bad_request("BUTTON_DATA_INVALID")
    elif action == "url":
        checked = checked_url(str(value))
        if checked is None:
            raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
        return {"text": text, "url": checked}
    elif action == "copy_text":
        words = value.get("text") if isinstance(value, dict) else None
        if not isinstance(words, str) or not 1 <= units(words) <= COPY_LIMIT:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return {"text": text, action: value}


def _reply(raw: dict[str, Any]) -> dict[str, Any]:
    rows: list[list[dict[str, Any]]] = []
    for row in _rows(raw["keyboard"], "keyboard"):
        made: list[dict[str, Any]] = []
        for button in row:
            words = button if isinstance(button, str) else None
            if isinstance(button, dict):
                words = button.get("text")
            if not isinstance(words, str):
                raise bad_request("can't parse keyboard button: Can't find field \"text\"")
            if not words.strip():
                raise bad_request("keyboard button text must be non-empty")
            made.append({"text": words} if isinstance(button, str) else dict(button))
        rows.append(made)
    return {**raw, "keyboard": rows}


def pressed_exists(markup: Mapping[str, Any] | None, data: str) -> bool:
    """Say whether a keyboard has a button with this callback data."""
    rows = (markup or {}).get("inline_keyboard", [])
    return any(button.get("callback_data") == data for row in rows for button in row)


NAME = re.compile(r"^[a-z0-9_]{1,32}$")


def bot_commands(raw: object) -> list[dict[str, str]]:
    """Return checked bot commands (Bot API: setMyCommands)."""
    if not isinstance(raw, list):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(raw) > 100:
        raise bad_request("too many commands specified")
    made: list[dict[str, str]] = []
    for item in raw:
        name = item.get("command") if isinstance(item, dict) else None
        words = item.get("description") if isinstance(item, dict) else None
        if not isinstance(name, str) or not NAME.match(name.removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not isinstance(words, str) or not 1 <= units(words.strip()) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        made.append({"command": name.removeprefix("/"), "description": words.strip()})
    return made
