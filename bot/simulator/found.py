"""What the server finds in a text by itself: links, addresses, mentions, commands, numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files

from bot.simulator.entities import Entity, sort_entities
from bot.simulator.utf16 import offsets

_MENTION = re.compile(r"(?<!\w)@([A-Za-z0-9_]{2,32})(?!\w)")
_SHORT_NAMES = {"gif", "nft", "pic", "ufc", "vid"}
_COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")
_HASHTAG = re.compile(r"(?<![\w·])#([\w·\u200c]{1,256})(?:@[A-Za-z0-9_]{3,32})?(?![\w·#])")
_CASHTAG = re.compile(r"(?<![\w$])\$(?:1INCH|[A-Z]{1,8})(?:@[A-Za-z0-9_]{3,32})?(?![\w$])")
_TG_URL = re.compile(r"(?:tg|ton)://[A-Za-z0-9_-]{1,253}(?:[/?#][^\s<>«»\"]*)?", re.IGNORECASE)
_URL = re.compile(
    r"(?:(?P<scheme>https?|ftp|tonsite)://|(?<![\w/#@.]))"
    r"(?P<user>[^\s/\[\]{}()'`<>\"@«»]{1,64}@)?"
    r"(?P<host>[\w~-]{1,63}(?:\.[\w~-]{1,63}){1,10})"
    r"(?P<port>:[0-9]{1,5}(?![0-9]))?"
    r"(?P<path>[/?#][^\s<>«»\"]*)?",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?:[a-z0-9_-]{0,26}[.+]){0,10}[a-z0-9_-]{1,35}"
    r"@(?:(?:[a-z0-9][a-z0-9_-]{0,28})?[a-z0-9]\.){1,6}[a-z]{2,8}",
    re.IGNORECASE,
)
_IPV4 = re.compile(
    r"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
)
_PHONE = re.compile(r"(?<![\w+])\+\d(?:[ \-()]{0,2}\d){6,14}(?!\w)")
_CARD = re.compile(r"(?<![\w+.,-])\d(?:[ -]?\d){12,18}(?![\w-])")
_PATH_ENDS = ".:;,('?!`"

# A link without a scheme is one only under a domain that exists. The server knows them all; these
# are those of two letters and those that people here meet.
_DOMAINS = frozenset(
    json.loads((files("bot.simulator") / "domains.json").read_text(encoding="utf-8"))
)


def find_entities(text: str) -> list[Entity]:
    """Return what the server finds in a text; nothing of it overlaps."""
    if not any(mark in text for mark in "@/#$.:+0123456789"):
        return []
    at = offsets(text)
    taken: list[tuple[int, int]] = []
    entities: list[Entity] = []
    for kind, start, end in _candidates(text):
        if any(start < stop and begin < end for begin, stop in taken):
            continue
        taken.append((start, end))
        entities.append({"type": kind, "offset": at[start], "length": at[end] - at[start]})
    return sort_entities(entities)


def _candidates(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield kinds and places, what wins over overlaps first."""
    if "." in text or "://" in text:
        yield from _urls(text)
    for match in _MENTION.finditer(text):
        if len(match[1]) >= 4 or match[1].lower() in _SHORT_NAMES:
            yield "mention", *match.span()
    for match in _COMMAND.finditer(text):
        yield "bot_command", *match.span()
    for match in _HASHTAG.finditer(text):
        if any(c.isalpha() for c in match[1]):
            yield "hashtag", *match.span()
    for match in _CASHTAG.finditer(text):
        yield "cashtag", *match.span()
    for match in _PHONE.finditer(text):
        yield "phone_number", *match.span()
    for match in _CARD.finditer(text):
        if _is_card(match[0]):
            yield "bank_card_number", *match.span()


def _urls(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _TG_URL.finditer(text):
        yield "url", match.start(), match.start() + len(_trimmed_path(match[0]))
    for match in _EMAIL.finditer(text) if "@" in text else ():
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        is_part = before.isalnum() or before in set("@/:._+-")
        if not is_part and not after.isalnum() and after not in set("@_-"):
            yield "email", *match.span()
    for match in _URL.finditer(text):
        length = _url_length(match)
        if length:
            yield "url", match.start(), match.start() + length


def _url_length(match: re.Match[str]) -> int:
    host = match["host"]
    parts = host.split(".")
    if any(part.endswith("-") for part in parts) or (match["user"] and not match["scheme"]):
        return 0
    if not _IPV4.fullmatch(host):
        top = parts[-1]
        if host.replace(".", "").isdigit() or len(top) < 2 or "_" in top or "-" in top:
            return 0
        if not match["scheme"] and top.lower() not in _DOMAINS:
            return 0
    path = match["path"] or ""
    return len(match[0]) - len(path) + len(_trimmed_path(path))


def _trimmed_path(path: str) -> str:
    """Cut a path at a bracket that it does not open, and the punctuation behind a link."""
    depth = dict.fromkeys("([{", 0)
    closing = dict(zip(")]}", "([{", strict=True))
    for index, character in enumerate(path):
        if character in depth:
            depth[character] += 1
        elif character in closing:
            depth[closing[character]] -= 1
            if depth[closing[character]] < 0:
                path = path[:index]
                break
    return path.rstrip(_PATH_ENDS)


def _is_card(number: str) -> bool:
    """Check a card number by the Luhn algorithm."""
    digits = [int(c) for c in number if c.isdigit()][::-1]
    doubled = (d if i % 2 == 0 else d * 2 - 9 * (d > 4) for i, d in enumerate(digits))
    return sum(doubled) % 10 == 0
