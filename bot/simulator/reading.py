"""What comes in from outside, read so that all that was taken can be written again.

JSON can hold halves of characters, numbers without an end and objects without a bottom; an answer
or an update cannot. They are refused at the door.
"""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from bot.simulator.utf16 import check_utf8

DEEPEST = 100
"""How deep objects may stand in one another (the depth at which Telegram's own reader stops)."""


def read_json(source: str | bytes) -> Any:
    """Return what JSON says; raises ValueError, or ApiError where a text is not UTF-8."""
    if isinstance(source, bytes):
        source = source.decode("utf-8", "surrogateescape")
    try:
        value = json.loads(source, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("too deep") from None
    _check(value, DEEPEST)
    return value


def read_form(source: bytes) -> dict[str, str]:
    """Return the fields of an urlencoded form; raises ApiError where one is not UTF-8."""
    fields = parse_qsl(
        source.decode("utf-8", "surrogateescape"), keep_blank_values=True, errors="surrogateescape"
    )
    _check(dict(fields), DEEPEST)
    return dict(fields)


def _no_number(words: str) -> NoReturn:
    raise ValueError(f"{words} is no number")


def _check(value: object, levels: int) -> None:
    if isinstance(value, str):
        check_utf8(value)
    elif isinstance(value, float) and not math.isfinite(value):
        raise ValueError("a number without an end")
    elif isinstance(value, dict | list):
        if not levels:
            raise ValueError("too deep")
        if isinstance(value, dict):
            for name in value:
                check_utf8(name)
        for item in value.values() if isinstance(value, dict) else value:
            _check(item, levels - 1)
