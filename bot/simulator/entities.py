"""The rules by which entities live together in one text.

They are those of Telegram's library: styles (bold and the like) may cross others and are split at
their ends; links, mentions and code may not cross; nothing stands inside code; a blockquote holds
others whole.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

Entity = dict[str, Any]

STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
QUOTES = {"blockquote", "expandable_blockquote"}
CODE = {"code", "pre", "date_time"}
FOUND = {
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bank_card_number",
}
"""Kinds that the server finds by itself and does not take from a bot."""
GIVEN = {*STYLES, *QUOTES, *CODE, "text_link", "text_mention", "custom_emoji"}
USER_LIMIT = 100
"""How many entities a message keeps beside those found and custom emoji (server-side limit)."""

_ORDER = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}


def _key(entity: Entity) -> tuple[int, int, int]:
    return entity["offset"], -entity["length"], _ORDER.get(entity["type"], 50)


def _end(entity: Entity) -> int:
    end: int = entity["offset"] + entity["length"]
    return end


def sort_entities(entities: list[Entity]) -> list[Entity]:
    """Return entities as messages list them: by offset, the longer first."""
    return sorted(entities, key=_key)


def settle(entities: Iterable[Entity]) -> list[Entity]:
    """Return entities that can live together; those that cannot are dropped or split."""
    ordered = sort_entities([entity for entity in entities if entity["length"] > 0])
    styles = [entity for entity in ordered if entity["type"] in STYLES]
    quotes = _apart([entity for entity in ordered if entity["type"] in QUOTES])
    whole = _apart([e for e in ordered if e["type"] not in STYLES and e["type"] not in QUOTES])
    whole = _within(whole, quotes)
    return _with_styles(styles, sort_entities(whole + quotes))


def merge(own: list[Entity], found: list[Entity]) -> list[Entity]:
    """Return a text's own entities and, where they leave room, those that were found in it."""
    if not found:
        return own
    styles = [entity for entity in own if entity["type"] in STYLES]
    quotes = [entity for entity in own if entity["type"] in QUOTES]
    whole = [e for e in own if e["type"] not in STYLES and e["type"] not in QUOTES]
    room = [
        new
        for new in _within(found, quotes)
        if not any(old["offset"] < _end(new) and new["offset"] < _end(old) for old in whole)
    ]
    return _with_styles(styles, sort_entities(whole + room + quotes))


def limited(entities: list[Entity]) -> list[Entity]:
    """Return the entities that a message keeps; the others lose their effect."""
    kept: list[Entity] = []
    count = 0
    for entity in [e for e in entities if e["type"] not in STYLES] + [
        e for e in entities if e["type"] in STYLES
    ]:
        counted = entity["type"] in GIVEN and entity["type"] != "custom_emoji"
        count += counted
        if not counted or count <= USER_LIMIT:
            kept.append(entity)
    return sort_entities(kept)


def _apart(entities: list[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    for entity in entities:
        if not kept or entity["offset"] >= _end(kept[-1]):
            kept.append(entity)
    return kept


def _within(entities: list[Entity], quotes: list[Entity]) -> list[Entity]:
    def crosses(entity: Entity, quote: Entity) -> bool:
        if _end(entity) <= quote["offset"] or _end(quote) <= entity["offset"]:
            return False
        inside = quote["offset"] <= entity["offset"] and _end(entity) <= _end(quote)
        return not inside

    return [entity for entity in entities if not any(crosses(entity, q) for q in quotes)]


def _with_styles(styles: list[Entity], others: list[Entity]) -> list[Entity]:
    if not styles:
        return others
    bounds = sorted({bound for other in others for bound in (other["offset"], _end(other))})
    code = [(other["offset"], _end(other)) for other in others if other["type"] in CODE]
    pieces: list[Entity] = []
    for style in STYLES:
        for start, end in _joined([e for e in styles if e["type"] == style]):
            cuts = [start, *(bound for bound in bounds if start < bound < end), end]
            pieces += [
                {"type": style, "offset": left, "length": right - left}
                for left, right in _rejoined(cuts, others)
                if not any(begin <= left and right <= stop for begin, stop in code)
            ]
    return sort_entities(others + pieces)


def _joined(entities: list[Entity]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for entity in entities:
        if spans and entity["offset"] <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], _end(entity)))
        else:
            spans.append((entity["offset"], _end(entity)))
    return spans


def _rejoined(cuts: list[int], others: list[Entity]) -> list[tuple[int, int]]:
    """Return the spans between cuts, whole again where no entity begins outside or ends inside.

    A style around a link stays whole; one that crosses the link's end, or that holds code, is cut.
    """
    start, end = cuts[0], cuts[-1]
    needed = {start, end}
    for other in others:
        left, right = other["offset"], _end(other)
        is_crossed = left < start < right or left < end < right
        if is_crossed or (other["type"] in CODE and left < end and start < right):
            needed |= {bound for bound in (left, right) if start < bound < end}
    return list(itertools.pairwise(sorted(needed)))
