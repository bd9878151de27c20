"""Texts and captions of a call: parsed, cleaned and measured as the server does it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from bot.simulator.entities import FOUND, GIVEN, Entity, limited, merge, settle
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.fields import integer_field, object_field, string_field
from bot.simulator.found import find_entities
from bot.simulator.html import parse_html
from bot.simulator.links import WrongLinkError, check_link, refusal, user_of
from bot.simulator.markdown import parse_markdown, parse_markdown_v2
from bot.simulator.utf16 import byte_offset, check_utf8, offsets, units

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
BYTES_LIMIT = 1 << 15
"""Bytes of a text before it is parsed; more is refused outright."""
FURTHEST = 1_000_000
_PARSERS = {"html": parse_html, "markdown": parse_markdown, "markdownv2": parse_markdown_v2}
_BLANK = re.compile("[\0-\x09\x0b\x0c\x0e-\x1f]")
# Line separators, marks of direction and combining lines, which the server takes out.
_REMOVED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")


def formatted(
    text: object,
    mode: object = None,
    given: object = None,
    *,
    may_be_empty: bool = False,
) -> tuple[str, list[Entity]]:
    """Return a text as a message holds it, with all its entities; raises ApiError."""
    if not isinstance(text, str):
        text = "" if text is None else json.dumps(text)
    check_utf8(text)
    if len(text.encode()) > BYTES_LIMIT:
        raise bad_request("text is too long")
    name = str(mode or "").lower()
    if text and name and name != "none":
        if name not in _PARSERS:
            raise bad_request("unsupported parse_mode")
        parsed, entities = _PARSERS[name](text)
    else:
        parsed, entities = text, _given(text, given)
    parsed, entities = _cleaned(parsed, settle(entities))
    parsed, entities = _trimmed(parsed, settle(entities))
    if not parsed:
        if not may_be_empty:
            raise bad_request("text must be non-empty")
        return "", []
    return parsed, limited(merge(entities, find_entities(parsed)))


def message_text(
    params: Mapping[str, Any], too_long: str = "message is too long"
) -> tuple[str, list[Entity]]:
    """Return a message's text; raises ApiError when it is empty or over 4,096 UTF-16 units."""
    if params.get("text") in (None, ""):
        raise bad_request("message text is empty")
    text, entities = formatted(params["text"], params.get("parse_mode"), params.get("entities"))
    if units(text) > TEXT_LIMIT:
        raise bad_request(too_long)
    return text, entities


def caption_text(params: Mapping[str, Any]) -> tuple[str, list[Entity]]:
    """Return a caption, which may be empty and is not measured yet; raises ApiError."""
    return formatted(
        params.get("caption"),
        params.get("parse_mode"),
        params.get("caption_entities"),
        may_be_empty=True,
    )


def check_caption(
    content: Mapping[str, Any], too_long: str = "message caption is too long"
) -> None:
    """Refuse a message whose caption has over 1,024 UTF-16 units."""
    if units(content.get("caption", "")) > CAPTION_LIMIT:
        raise bad_request(too_long)


def _given(text: str, given: object) -> list[Entity]:
    """Check the entities a bot gave; those the server finds itself are passed over."""
    if not isinstance(given, list):
        return []
    try:
        entities = [made for item in given if (made := _one(item)) is not None]
    except ApiError as error:
        words = error.description.removeprefix("Bad Request: ")
        raise bad_request(f"can't parse MessageEntity: {words}") from None
    for entity in entities:
        for name in ("offset", "length"):
            if not 0 <= entity[name] <= FURTHEST:
                raise bad_request(f"receive an entity with incorrect {name} {entity[name]}")
    entities = settle(_with_link(entity) for entity in entities)
    _check_places(text, entities)
    return entities


def _one(item: object) -> Entity | None:
    if not isinstance(item, dict):
        raise bad_request("expected an Object")
    entity: Entity = {
        "offset": integer_field(item, "offset"),
        "length": integer_field(item, "length"),
        "type": string_field(item, "type"),
    }
    kind = entity["type"]
    if kind in FOUND:
        return None
    if kind not in GIVEN:
        raise bad_request("Unsupported type specified" if kind else "Type is not specified")
    if kind == "pre" and item.get("language"):
        entity["language"] = string_field(item, "language")
    elif kind == "text_link":
        entity["url"] = string_field(item, "url")
    elif kind == "text_mention":
        entity["user"] = {"id": integer_field(object_field(item, "user"), "id")}
    elif kind == "custom_emoji":
        entity["custom_emoji_id"] = str(integer_field(item, "custom_emoji_id"))
    elif kind == "date_time":
        entity["unix_time"] = integer_field(item, "unix_time")
        if item.get("date_time_format"):
            entity["date_time_format"] = string_field(item, "date_time_format")
    return {"type": kind, **entity}


def _with_link(entity: Entity) -> Entity:
    if entity["type"] != "text_link":
        return entity
    person = user_of(entity["url"])
    if person is not None:
        place = {name: entity[name] for name in ("offset", "length")}
        return {"type": "text_mention", **place, "user": {"id": person}}
    try:
        return {**entity, "url": check_link(entity["url"])}
    except WrongLinkError as error:
        raise bad_request(f"entity {refusal(entity['url'], error)}") from None


def _check_places(text: str, entities: list[Entity]) -> None:
    at = offsets(text)
    index = {offset: i for i, offset in enumerate(at)}
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if start >= at[-1]:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {start}")
        if start not in index:
            where = byte_offset(text, index[start + 1])
            raise bad_request(
                f"entity begins in a middle of a UTF-16 symbol at byte offset {where}"
            )
        if end > at[-1]:
            raise bad_request(
                f"entity beginning at UTF-16 offset {start} ends after the end of the text at "
                f"UTF-16 offset {end}"
            )
        if end not in index:
            where = byte_offset(text, index[end + 1])
            raise bad_request(
                f"entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol "
                f"at byte offset {where}"
            )


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Make blanks of control characters and take out what the server takes out."""
    text = _BLANK.sub(" ", text)
    if not _REMOVED.search(text):
        return text, entities
    at = offsets(text)
    gone = [at[match.start()] for match in _REMOVED.finditer(text)]

    def moved(offset: int) -> int:
        return offset - sum(place < offset for place in gone)

    kept: list[Entity] = []
    for entity in entities:
        start, end = moved(entity["offset"]), moved(entity["offset"] + entity["length"])
        kept.append({**entity, "offset": start, "length": end - start})
    return _REMOVED.sub("", text), kept


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Cut blanks at the end, and at the beginning those before the first entity."""
    text = text.rstrip(" \n")
    end = units(text)
    kept: list[Entity] = []
    for entity in entities:
        length = min(entity["length"], end - entity["offset"])
        if length > 0:
            kept.append({**entity, "length": length})
    lead = len(text) - len(text.lstrip(" \n"))
    if kept:
        lead = min(lead, kept[0]["offset"])
    if lead:
        text = text[lead:]
        kept = [{**entity, "offset": entity["offset"] - lead} for entity in kept]
    return text, kept
