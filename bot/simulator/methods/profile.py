"""What the bot shows of itself: commands, descriptions, the menu button."""

from __future__ import annotations

import json
import re
from typing import Any

from bot.simulator.chats import Chats
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.fields import integer_field, object_field, string_field, whole_number
from bot.simulator.links import WrongLinkError, check_link
from bot.simulator.methods.call import Call, Method
from bot.simulator.params import text

LIMITS = {"name": 64, "description": 512, "short_description": 120}
"""Characters (Bot API: setMyName, setMyDescription, setMyShortDescription)."""
_TOO_LONG = {
    "name": "BOT_TITLE_INVALID",
    "description": "DESCRIPTION_TOO_LONG",
    "short_description": "ABOUT_TOO_LONG",
}
COMMANDS_LIMIT = 100
COMMAND_LIMIT = 32
COMMAND_DESCRIPTION_LIMIT = 256
_COMMAND = re.compile(r"[a-z0-9_]+")
_WIDE = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
_NARROW = {"chat", "chat_administrators", "chat_member"}
_LANGUAGE = re.compile(r"[a-z]{2}")


def _language(call: Call) -> str:
    code = text(call.params, "language_code")
    if code and not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def scope_key(kind: str, chat_id: int | None = None, user_id: int | None = None) -> str:
    """Return a scope of commands as one text."""
    return json.dumps([kind, chat_id, user_id])


def _scope(call: Call) -> str:
    scope = call.params.get("scope")
    if scope is None:
        return scope_key("default")
    try:
        kind, chat_id, user_id = _parsed_scope(scope)
    except ApiError as error:
        words = error.description.removeprefix("Bad Request: ")
        raise bad_request(f"can't parse BotCommandScope: {words}") from None
    if chat_id is None:
        return scope_key(kind)
    number = whole_number(chat_id)
    chat = call.world.chat_of(chat_id if number is None else number)
    return scope_key(kind, chat.id, user_id)


def _parsed_scope(scope: object) -> tuple[str, str | None, int | None]:
    if not isinstance(scope, dict):
        raise bad_request("BotCommandScope must be an Object")
    kind = string_field(scope, "type")
    if kind in _WIDE:
        return kind, None, None
    if kind not in _NARROW:
        raise bad_request("Unsupported type specified")
    chat_id = string_field(scope, "chat_id")
    if not chat_id:
        raise bad_request("Empty chat_id specified")
    if kind != "chat_member":
        return kind, chat_id, None
    user_id = integer_field(scope, "user_id")
    if user_id <= 0:
        raise bad_request("Invalid user_id specified")
    return kind, chat_id, user_id


def bot_commands(raw: object) -> list[dict[str, str]]:
    """Return checked bot commands (Bot API: setMyCommands); raises ApiError as Telegram would."""
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise bad_request("expected an Array of BotCommand")
    made = []
    for item in raw:
        if not isinstance(item, dict):
            raise bad_request("can't parse BotCommand: expected an Object")
        try:
            command, words = string_field(item, "command"), string_field(item, "description")
        except ApiError as error:
            reason = error.description.removeprefix("Bad Request: ")
            raise bad_request(f"can't parse BotCommand: {reason}") from None
        made.append(_checked_command(command.strip().removeprefix("/"), words.strip()))
    if len(made) > COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return made


def _checked_command(command: str, words: str) -> dict[str, str]:
    if not command:
        raise bad_request("command must be non-empty")
    if len(command) > COMMAND_LIMIT:
        raise bad_request(f"command length must not exceed {COMMAND_LIMIT}")
    if not words:
        raise bad_request("command description must be non-empty")
    if len(words) > COMMAND_DESCRIPTION_LIMIT:
        limit = COMMAND_DESCRIPTION_LIMIT
        raise bad_request(f"command description length must not exceed {limit}")
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": command, "description": words}


async def set_my_commands(call: Call) -> Any:
    """Bot API: setMyCommands."""
    commands = bot_commands(call.params.get("commands"))
    key = _scope(call), _language(call)
    if commands:
        call.world.commands[key] = commands
    else:
        call.world.commands.pop(key, None)
    call.world.tell({"type": "commands"})
    return True


async def get_my_commands(call: Call) -> Any:
    """Bot API: getMyCommands."""
    return call.world.commands.get((_scope(call), _language(call)), [])


async def delete_my_commands(call: Call) -> Any:
    """Bot API: deleteMyCommands."""
    call.world.commands.pop((_scope(call), _language(call)), None)
    call.world.tell({"type": "commands"})
    return True


def commands_for(
    world: Chats, person_id: int, chat_id: int, language_code: str
) -> list[dict[str, str]]:
    """Return the commands that a person's app offers in a chat (Bot API: BotCommandScope)."""
    if chat_id > 0:
        scopes = [scope_key("chat", chat_id), scope_key("all_private_chats")]
    else:
        scopes = [
            scope_key("chat_member", chat_id, person_id),
            scope_key("chat", chat_id),
            scope_key("all_group_chats"),
        ]
    for scope in (*scopes, scope_key("default")):
        for language in (language_code[:2], ""):
            if found := world.commands.get((scope, language)):
                return found
    return []


def text_for(world: Chats, name: str, language_code: str) -> str:
    """Return the bot's description, or another of its texts, in a language."""
    return world.texts.get((name, language_code[:2])) or world.texts.get((name, ""), "")


def _setter(name: str) -> Method:
    async def set_text(call: Call) -> Any:
        words = text(call.params, name).strip()
        code = _language(call)
        if len(words) > LIMITS[name]:
            raise bad_request(_TOO_LONG[name])
        if words:
            call.world.texts[name, code] = words
        else:
            call.world.texts.pop((name, code), None)
        if name == "name" and not code:
            call.world.bot["first_name"] = words or call.world.bot["username"]
        call.world.tell({"type": "commands"})
        return True

    return set_text


def _getter(name: str) -> Method:
    async def get_text(call: Call) -> Any:
        words = text_for(call.world, name, _language(call))
        return {name: words or (call.world.bot["first_name"] if name == "name" else "")}

    return get_text


async def set_menu_button(call: Call) -> Any:
    """Bot API: setChatMenuButton."""
    button = call.params.get("menu_button") or {"type": "default"}
    try:
        made = _menu_button(button)
    except ApiError as error:
        words = error.description.removeprefix("Bad Request: ")
        raise bad_request(f"can't parse menu button: {words}") from None
    if call.params.get("chat_id") is None:
        call.world.menu_button = {"type": "commands"} if made["type"] == "default" else made
    else:
        call.chat().menu_button = None if made["type"] == "default" else made
    return True


def _menu_button(button: object) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad_request("MenuButton must be an Object")
    kind = string_field(button, "type")
    if kind in {"default", "commands"}:
        return {"type": kind}
    if kind != "web_app":
        raise bad_request("MenuButton has unsupported type")
    url = string_field(object_field(button, "web_app"), "url")
    try:
        url = check_link(url, https_only=True)
    except WrongLinkError:
        raise bad_request("BUTTON_URL_INVALID") from None
    return {"type": kind, "text": string_field(button, "text"), "web_app": {"url": url}}


async def get_menu_button(call: Call) -> Any:
    """Bot API: getChatMenuButton."""
    if call.params.get("chat_id") is None:
        return call.world.menu_button
    return call.chat().menu_button or call.world.menu_button


PROFILE: dict[str, Method] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _setter("name"),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
    "setChatMenuButton": set_menu_button,
    "getChatMenuButton": get_menu_button,
}
