"""Parameters of calls: query strings, forms and JSON bodies brought to the same values.

Like the server, this passes over parameters that a method does not have. Unlike the server, which
takes what it cannot read for 0, no or nothing, it refuses a value of the wrong type: here such a
call is a mistake that somebody should see.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from bot.simulator.api import LEGACY, PARAMETERS
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.fields import whole_number
from bot.simulator.parts import Upload, read_parts
from bot.simulator.reading import read_form, read_json

UPLOAD_LIMIT = 50 * 1024 * 1024
"""Bytes of a file that a bot may send (Bot API: sending files)."""
_FIELD_LIMIT = 1024 * 1024
"""Bytes of all that is not a file."""
_YES, _NO = {"true", "yes", "1"}, {"false", "no", "0"}
_JSON_NAMES = {
    "reply_markup": "reply keyboard markup",
    "reply_parameters": "reply parameters",
    "link_preview_options": "link preview options",
    "scope": "BotCommandScope",
    "menu_button": "menu button",
    "button": "inline query results button",
    "reaction": "reaction types",
}


async def read_params(request: Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Return a call's parameters as they came, and its files; raises ApiError."""
    params: dict[str, Any] = dict(read_form(request.scope["query_string"]))
    files: dict[str, Upload] = {}
    if request.method != "POST":
        return params, files
    body = await _body(request)
    content_type = request.headers.get("content-type", "")
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        params |= _json_object(body)
    elif kind == "application/x-www-form-urlencoded":
        params |= read_form(body)
    elif kind == "multipart/form-data":
        fields, files = read_parts(content_type, body)
        params |= fields
    return params, files


async def _body(request: Request) -> bytes:
    """Read a body up to the longest that is taken; raises ApiError over it."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > UPLOAD_LIMIT + _FIELD_LIMIT:
            raise ApiError(413, "Request Entity Too Large")
    return bytes(body)


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        parsed = read_json(body or b"{}")
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(parsed, dict):
        raise bad_request("JSON object expected")
    return parsed


def typed(method: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters that a method has, as values of their types; raises ApiError.

    What is null is left out, and so is an empty text where a text is not the type.
    """
    kinds = PARAMETERS[method]
    values: dict[str, Any] = {}
    for name, given in params.items():
        kind = kinds.get(name) or LEGACY.get(name)
        if kind is None or given is None:
            continue
        value = _value(name, kind.removesuffix("!"), given)
        if value is not None:
            values[name] = value
    return values


def _value(name: str, kind: str, given: Any) -> Any:
    if kind in {"J", "A"}:
        return _json(name, given) if isinstance(given, str) else given
    if isinstance(given, dict | list):
        raise _wrong(name, "String" if "S" in kind or kind == "M" else "Integer")
    if kind in {"S", "M"}:
        return json.dumps(given) if isinstance(given, bool) else str(given)
    if given == "":
        return None
    if kind == "B":
        return _boolean(name, given)
    if kind == "F":
        return _float(name, given)
    number = whole_number(given.strip() if isinstance(given, str) else given)
    if number is not None:
        return number
    if kind == "IS" and isinstance(given, str):
        return given
    raise _wrong(name, "Integer")


def _json(name: str, given: str) -> Any:
    if not given.strip():
        return None
    try:
        return read_json(given)
    except ValueError:
        shown = _JSON_NAMES.get(name, name)
        raise bad_request(f"can't parse {shown} JSON object") from None


def _boolean(name: str, given: Any) -> bool:
    word = str(given).strip().lower()
    if word not in _YES | _NO:
        raise _wrong(name, "Boolean")
    return word in _YES


def _float(name: str, given: Any) -> float:
    try:
        number = float(given)
    except (ValueError, OverflowError):
        number = math.nan
    if isinstance(given, bool) or not math.isfinite(number):
        raise _wrong(name, "Float")
    return number


def _wrong(name: str, kind: str) -> ApiError:
    return bad_request(f'parameter "{name}" must be of type {kind}')


def text(params: Mapping[str, Any], name: str) -> str:
    """Return a text, empty where it is missing."""
    return str(params.get(name) or "")


def required_text(params: Mapping[str, Any], name: str) -> str:
    """Return a text; raises ApiError where it is missing or empty."""
    if not params.get(name):
        raise bad_request(f'parameter "{name}" is required')
    return str(params[name])


def clamped(params: Mapping[str, Any], name: str, default: int, low: int, high: int) -> int:
    """Return a whole number, forced into its bounds as the server does."""
    return min(max(int(params.get(name, default)), low), high)


def whole(params: Mapping[str, Any], name: str, default: int = 0) -> int:
    """Return a whole number, or the default where it is missing."""
    return int(params.get(name, default))


def boolean_of(params: Mapping[str, Any], name: str) -> bool:
    """Return a yes or no; a missing one is a no."""
    return bool(params.get(name))


def user_id(params: Mapping[str, Any]) -> int:
    """Return the id of the person a call is about; raises ApiError."""
    given = params.get("user_id")
    if not isinstance(given, int) or given <= 0:
        raise bad_request("invalid user_id specified")
    return given
