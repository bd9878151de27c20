"""What Telegram finds in a text by itself, and the trimming of texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.html import Entity, parse_html, units

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
_FOUND = re.compile(
    r"(?P<url>\bhttps?://[^\s<>\"]+[^\s<>\".,;:!?)\]])"
    r"|(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b)"
    r"|(?P<mention>(?<![\w/])@[A-Za-z]\w{3,31}\b)"
    r"|(?P<bot_command>(?<![\w/<])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/]))"
    r"|(?P<hashtag>(?<![\w&])#\w*[^\W\d]\w*)"
    r"|(?P<phone_number>(?<![\w+])\+\d[\d ()-]{6,18}\d(?!\w))"
)


def find_entities(text: str, own: list[Entity]) -> list[Entity]:
    """Return the given entities and the links, phones and commands found in the rest."""
    taken = [
        (int(str(e["offset"])), int(str(e["offset"])) + int(str(e["length"])))
        for e in own
        if e["type"] in {"text_link", "code", "pre", "custom_emoji"}
    ]
    entities = list(own)
    for match in _FOUND.finditer(text):
        start = units(text[: match.start()])
        end = start + units(match[0])
        if any(start < stop and begin < end for begin, stop in taken):
            continue
        entities.append({"type": match.lastgroup, "offset": start, "length": end - start})
    entities.sort(key=lambda e: (int(str(e["offset"])), -int(str(e["length"]))))
    return entities


def given_text(params: Mapping[str, Any], name: str) -> tuple[str, list[Entity]]:
    """Return the text parameter `name` with its entities, parsed in the mode asked for.

    Raises ApiError for markup that Telegram cannot parse.
    """
    raw = str(params.get(name) or "")
    mode = str(params.get("parse_mode") or "").lower()
    if mode == "html":
        text, entities = parse_html(raw)
    elif mode in {"markdown", "markdownv2"}:
        raise bad_request(f"{mode} is not available in this simulator: use HTML or entities")
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        text, entities = raw, _given(params, name, raw)
    text, entities = trimmed(text, entities)
    return text, find_entities(text, entities)


def _given(params: Mapping[str, Any], name: str, text: str) -> list[Entity]:
    key = "entities" if name == "text" else f"{name}_entities"
    given = params.get(key) or []
    if not isinstance(given, list) or not all(isinstance(e, dict) for e in given):
        raise bad_request("can't parse MessageEntity")
    length = units(text)
    kept: list[Entity] = []
    for entity in given:
        offset, size = entity.get("offset"), entity.get("length")
        if not isinstance(offset, int) or not isinstance(size, int):
            raise bad_request("can't parse MessageEntity: Can't find field \"offset\"")
        if offset < 0 or size <= 0 or offset + size > length:
            raise bad_request(f"entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {offset + size}")  # fmt: skip
        kept.append(dict(entity))
    return kept


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Return a text without blanks at its ends, its entities moved and cut accordingly."""
    clean = text.replace("\r", "").replace("\x00", "")
    stripped = clean.strip()
    if stripped == text:
        return text, entities
    lead = units(clean[: len(clean) - len(clean.lstrip())])
    length = units(stripped)
    moved: list[Entity] = []
    for entity in entities:
        start = max(0, int(str(entity["offset"])) - lead)
        end = min(length, int(str(entity["offset"])) + int(str(entity["length"])) - lead)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return stripped, moved


def message_text(
    params: Mapping[str, Any], too_long: str = "message is too long"
) -> tuple[str, list[Entity]]:
    """Return a message's text; raises ApiError when it is empty or over 4,096 UTF-16 units."""
    text, entities = given_text(params, "text")
    if not text:
        raise bad_request("message text is empty")
    if units(text) > TEXT_LIMIT:
        raise bad_request(too_long)
    return text, entities


def caption_text(params: Mapping[str, Any]) -> tuple[str, list[Entity]]:
    """Return a caption; raises ApiError over 1,024 UTF-16 units."""
    text, entities = given_text(params, "caption")
    if units(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text, entities
