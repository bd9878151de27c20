"""What the bot shows of itself: commands, descriptions, the menu button."""

from __future__ import annotations

import json
from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.html import units
from bot.simulator.keyboards import bot_commands
from bot.simulator.methods.call import Call, Method

LIMITS = {"name": 64, "description": 512, "short_description": 120}
"""UTF-16 units (Bot API: setMyName, setMyDescription, setMyShortDescription)."""


def _language(call: Call) -> str:
    code = str(call.params.get("language_code") or "")
    if code and not (len(code) == 2 and code.isascii() and code.isalpha() and code.islower()):
        raise bad_request("invalid language code specified")
    return code


def _scope(call: Call) -> str:
    scope = call.params.get("scope")
    if scope is None:
        return '{"type":"default"}'
    if not isinstance(scope, dict) or "type" not in scope:
        raise bad_request("BotCommandScope must be an Object with a type")
    return json.dumps(scope, sort_keys=True, separators=(",", ":"))


async def set_my_commands(call: Call) -> Any:
    """Bot API: setMyCommands."""
    commands = bot_commands(call.params.get("commands"))
    call.world.commands[_scope(call), _language(call)] = commands
    call.world.tell({"type": "commands"})
    return True


async def get_my_commands(call: Call) -> Any:
    """Bot API: getMyCommands."""
    return call.world.commands.get((_scope(call), _language(call)), [])


async def delete_my_commands(call: Call) -> Any:
    """Bot API: deleteMyCommands."""
    call.world.commands.pop((_scope(call), _language(call)), None)
    return True


def _setter(name: str) -> Method:
    async def set_text(call: Call) -> Any:
        text = str(call.params.get(name) or "").strip()
        if units(text) > LIMITS[name]:
            raise bad_request(f"bot {name.replace('_', ' ')} is too long")
        call.world.texts[name, _language(call)] = text
        return True

    return set_text


def _getter(name: str) -> Method:
    async def get_text(call: Call) -> Any:
        code = _language(call)
        text = call.world.texts.get((name, code)) or call.world.texts.get((name, ""), "")
        return {name: text}

    return get_text


async def set_menu_button(call: Call) -> Any:
    """Bot API: setChatMenuButton."""
    button = call.params.get("menu_button")
    if button is not None and (not isinstance(button, dict) or "type" not in button):
        raise bad_request("MenuButton must be an Object with a type")
    return True


async def get_menu_button(_: Call) -> Any:
    """Bot API: getChatMenuButton."""
    return {"type": "commands"}


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
