"""Parameters of calls: JSON bodies and forms brought to the same values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.simulator.errors import bad_request

# Form fields come as text; these hold JSON (Bot API: making requests).
_JSON_FIELDS = {
    "allowed_updates",
    "caption_entities",
    "commands",
    "entities",
    "link_preview_options",
    "media",
    "menu_button",
    "message_ids",
    "options",
    "reaction",
    "reply_markup",
    "reply_parameters",
    "results",
    "scope",
    "button",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime_type: str
    data: bytes


async def read_params(request: Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Return a call's parameters and files; raises ApiError for an unreadable body."""
    params: dict[str, Any] = dict(request.query_params)
    files: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "").partition(";")[0]
    if request.method == "POST" and kind == "application/json":
        try:
            body = json.loads(await request.body() or b"{}")
        except (ValueError, RecursionError):
            raise bad_request("can't parse JSON object") from None
        if not isinstance(body, dict):
            raise bad_request("can't parse JSON object")
        params |= body
    elif request.method == "POST":
        form = await request.form(max_files=100, max_fields=1000, max_part_size=50 * 1024 * 1024)
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                data = await value.read()
                mime = value.content_type or "application/octet-stream"
                files[name] = Upload(value.filename or "file", mime, data)
            else:
                params[name] = value
    return {name: _parsed(name, value) for name, value in params.items()}, files


def _parsed(name: str, value: Any) -> Any:
    if name in _JSON_FIELDS and isinstance(value, str):
        if not value:
            return None
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            if name == "reply_markup":
                raise bad_request("can't parse reply keyboard markup JSON object") from None
            raise bad_request(f"can't parse {name} JSON object") from None
    return value


def integer(params: Mapping[str, Any], name: str, default: int | None = None) -> int:
    """Return a whole number; raises ApiError when it is none."""
    value = params.get(name, default)
    if isinstance(value, bool) or value is None:
        raise bad_request(f"{name} is empty" if value is None else f"invalid {name} specified")
    try:
        return int(value)
    except (TypeError, ValueError):
        raise bad_request(f"invalid {name} specified") from None


def boolean(params: Mapping[str, Any], name: str) -> bool:
    """Return a yes or no, in any of the forms that Telegram takes."""
    value = params.get(name)
    return value is True or str(value).lower() in {"true", "yes", "1"}


def chat_id(params: Mapping[str, Any]) -> int:
    """Return the id of the chat a call is about; raises ApiError."""
    value = params.get("chat_id")
    if value in (None, ""):
        raise bad_request("chat_id is empty")
    try:
        return int(str(value))
    except ValueError:
        raise bad_request("chat not found") from None


def number(params: Mapping[str, Any], name: str) -> float:
    """Return a number with decimals; raises ApiError when it is none."""
    try:
        return float(params[name])
    except KeyError:
        raise bad_request(f"{name} is empty") from None
    except (TypeError, ValueError):
        raise bad_request(f"{name} is not a valid number") from None
