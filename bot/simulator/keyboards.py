"""Keyboards under messages, checked as Telegram's server checks them.

Where the server silently takes the first of several actions, drops a button without text, or cuts
an overlong row, this refuses: such a keyboard is never what its maker meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.fields import (
    Object,
    integer_field,
    object_field,
    optional_boolean,
    optional_string,
    string_field,
)
from bot.simulator.links import WrongLinkError, check_link, refusal, user_of
from bot.simulator.utf16 import check_utf8, units

DATA_LIMIT = 64
"""Bytes of callback data (Bot API: InlineKeyboardButton)."""
COPY_LIMIT = 256
PLACEHOLDER_LIMIT = 64
BUTTONS_LIMIT = 100
ROW_LIMIT = 8
SIZE_LIMIT = 10_000
"""Bytes of all texts and values of an inline keyboard, about where the server stops."""
ACTIONS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "copy_text",
    "login_url",
    "web_app",
)
REQUESTS = {
    "request_contact": "Phone number can be requested in private chats only",
    "request_location": "Location can be requested in private chats only",
    "request_poll": "Poll can be requested in private chats only",
    "request_users": "Users can be requested in private chats only",
    "request_chat": "Chats can be requested in private chats only",
    "request_managed_bot": "Managed bots can be requested in private chats only",
    "web_app": "Web App buttons can be used in private chats only",
}
STYLES = {"danger", "success", "primary"}


def reply_markup(raw: object) -> dict[str, Any] | None:
    """Return a checked `reply_markup`, or None without one; raises ApiError as Telegram would."""
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise bad_request("object expected as reply markup")
    _check_placeholder(raw)
    rows = _rows(raw, "keyboard", "")
    if rows:
        checked = [[_parsed(_key, key, "keyboard button") for key in row] for row in rows]
        return {**raw, "keyboard": checked}
    rows = _rows(raw, "inline_keyboard", " of the InlineKeyboardMarkup")
    if rows:
        buttons = [
            [_parsed(_button, button, "inline keyboard button") for button in row] for row in rows
        ]
        _check_size(buttons)
        return {"inline_keyboard": [row for row in buttons if row]}
    if optional_boolean(raw, "remove_keyboard") or optional_boolean(raw, "force_reply"):
        return raw
    return None


def inline_markup(raw: object) -> dict[str, Any] | None:
    """Return a checked inline keyboard, or None; any other markup is refused."""
    markup = reply_markup(raw)
    if markup is None:
        return None
    if "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup if markup["inline_keyboard"] else None


def check_place(markup: Mapping[str, Any] | None, *, is_private: bool) -> None:
    """Refuse buttons that only a private chat can have."""
    if markup is None or is_private:
        return
    for row in markup.get("keyboard", ()):
        for key in row:
            for name, words in REQUESTS.items():
                if key.get(name):
                    raise bad_request(words[0].lower() + words[1:])
    for row in markup.get("inline_keyboard", ()):
        if any("web_app" in button for button in row):
            raise bad_request("BUTTON_TYPE_INVALID")


def _check_placeholder(raw: Object) -> None:
    if units(optional_string(raw, "input_field_placeholder")) > PLACEHOLDER_LIMIT:
        raise bad_request("INPUT_FIELD_PLACEHOLDER_INVALID")


def _rows(raw: Object, field: str, owner: str) -> list[list[Any]]:
    rows = raw.get(field)
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise bad_request(f'Field "{field}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{field}"{owner} must be an Array of Arrays')
    if sum(map(len, rows)) > BUTTONS_LIMIT or any(len(row) > ROW_LIMIT for row in rows):
        raise bad_request("reply markup is too long")
    return rows


def _parsed(parse: Any, raw: object, name: str) -> dict[str, Any]:
    """Parse one button; what its form lacks is told with the button's kind before it."""
    try:
        made: dict[str, Any] = parse(raw)
    except _FormError as error:
        raise bad_request(f"can't parse {name}: {error}") from None
    return made


class _FormError(Exception):
    """A button that is no button; the text says why, in the server's words."""


def _form(read: Any, raw: Object, name: str) -> Any:
    try:
        return read(raw, name)
    except ApiError as error:
        raise _FormError(error.description.removeprefix("Bad Request: ")) from None


def _label(raw: Object, kind: str) -> dict[str, Any]:
    text = _form(string_field, raw, "text")
    check_utf8(text)
    if not text.strip():
        raise bad_request(f"{kind} text must be non-empty")
    label = {"text": text}
    for name in ("icon_custom_emoji_id", "style"):
        if value := _form(optional_string, raw, name):
            label[name] = value
    if label.get("style", "primary") not in STYLES:
        raise bad_request("BUTTON_STYLE_INVALID")
    return label


def _key(raw: object) -> dict[str, Any]:
    if isinstance(raw, str):
        raw = {"text": raw}
    if not isinstance(raw, dict):
        raise _FormError("KeyboardButton must be a String or an Object")
    label = _label(raw, "keyboard button")
    actions = {name: raw[name] for name in REQUESTS if raw.get(name)}
    if len(actions) > 1:
        raise _FormError("exactly one optional field must be used")
    if "web_app" in actions:
        _web_app("keyboard button", actions["web_app"])
    for name in ("request_users", "request_chat", "request_managed_bot"):
        if name in actions:
            _form(integer_field, _form(object_field, raw, name), "request_id")
    return {**label, **actions}


def _button(raw: object) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise _FormError("InlineKeyboardButton must be an Object")
    label = _label(raw, "inline keyboard button")
    blank = {"url", "callback_data"}
    actions = [n for n in ACTIONS if raw.get(n) is not None and (raw[n] != "" or n not in blank)]
    if not actions:
        raise _FormError("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _FormError("exactly one optional field must be used")
    return {**label, actions[0]: _action(raw, actions[0])}


def _action(raw: Object, name: str) -> Any:
    if name == "callback_data":
        data = _form(string_field, raw, name)
        if len(data.encode("utf-8", "surrogatepass")) > DATA_LIMIT:
            raise bad_request("BUTTON_DATA_INVALID")
        return data
    if name == "url":
        return _url(_form(string_field, raw, name))
    if name == "copy_text":
        words = _form(string_field, _form(object_field, raw, name), "text")
        if not 1 <= units(words) <= COPY_LIMIT:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
        return {"text": words}
    if name == "web_app":
        return _web_app("inline keyboard button", _form(object_field, raw, name))
    if name == "login_url":
        login = _form(object_field, raw, name)
        url = _form(string_field, login, "url")
        return {**login, "url": _checked("inline keyboard button login ", url, https_only=True)}
    if name in {"callback_game", "pay"}:
        raise bad_request("BUTTON_TYPE_INVALID")
    if name == "switch_inline_query_chosen_chat":
        return _form(object_field, raw, name)
    return _form(string_field, raw, name)


def _url(url: str) -> str:
    return url if user_of(url) is not None else _checked("inline keyboard button ", url)


def _checked(whose: str, url: str, *, https_only: bool = False) -> str:
    try:
        return check_link(url, https_only=https_only)
    except WrongLinkError as error:
        raise bad_request(whose + refusal(url, error)) from None


def _web_app(whose: str, raw: object) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise _FormError('Field "web_app" must be of type Object')
    url = _form(string_field, raw, "url")
    return {"url": _checked(f"{whose} Web App ", url, https_only=True)}


def _check_size(rows: list[list[dict[str, Any]]]) -> None:
    size = sum(
        len(str(value).encode("utf-8", "surrogatepass"))
        for row in rows
        for button in row
        for value in button.values()
    )
    if size > SIZE_LIMIT:
        raise bad_request("reply markup is too long")
