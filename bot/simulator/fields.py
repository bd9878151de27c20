"""Fields of JSON objects in a call, with the server's words when one is missing or wrong."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from bot.simulator.errors import bad_request

Object = Mapping[str, Any]
_WHOLE = re.compile(r"-?[0-9]{1,19}")
INT_LIMIT = 1 << 63


def _present(item: Object, name: str) -> Any:
    if item.get(name) is None:
        raise bad_request(f'Can\'t find field "{name}"')
    return item[name]


def _wrong(name: str, kind: str) -> Exception:
    return bad_request(f'Field "{name}" must be of type {kind}')


def whole_number(given: object) -> int | None:
    """Return a whole number of 64 bits, given as one or as its digits; None where it is none."""
    if isinstance(given, bool) or not _WHOLE.fullmatch(str(given)):
        return None
    return int(str(given)) if -INT_LIMIT <= int(str(given)) < INT_LIMIT else None


def string_field(item: Object, name: str) -> str:
    """Return a text; a number is taken for its digits, as the server takes it."""
    value = _present(item, name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _wrong(name, "String")
    return str(value)


def optional_string(item: Object, name: str) -> str:
    """Return a text, or an empty one where the field is missing."""
    return "" if item.get(name) is None else string_field(item, name)


def integer_field(item: Object, name: str) -> int:
    """Return a whole number, given as one or as its digits."""
    value = _present(item, name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _wrong(name, "Number")
    number = whole_number(value)
    if number is None:
        raise bad_request(f'Field "{name}" must be a valid Number')
    return number


def optional_integer(item: Object, name: str, default: int = 0) -> int:
    """Return a whole number, or the default where the field is missing."""
    return default if item.get(name) is None else integer_field(item, name)


def number_field(item: Object, name: str) -> float:
    """Return a number with decimals."""
    value = _present(item, name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _wrong(name, "Number")
    try:
        number = float(value)
    except (ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise bad_request(f'Field "{name}" must be a valid Number')
    return number


def checked_location(place: dict[str, float]) -> dict[str, float]:
    """Return a place that is on the globe; raises ApiError."""
    if abs(place["latitude"]) > 90 or abs(place["longitude"]) > 180:
        raise bad_request("wrong location specified")
    return place


def optional_boolean(item: Object, name: str) -> bool:
    """Return a yes or no; a missing field is a no."""
    value = item.get(name)
    if value is not None and not isinstance(value, bool):
        raise _wrong(name, "Boolean")
    return bool(value)


def object_field(item: Object, name: str) -> dict[str, Any]:
    """Return an object."""
    value = _present(item, name)
    if not isinstance(value, dict):
        raise _wrong(name, "Object")
    return value
