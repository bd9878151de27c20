"""Telegram's HTML: text and entities, or a refusal in the server's words.

The rules are those of Telegram's library: offsets in refusals are bytes of the given text, offsets
of entities are UTF-16 units of the text without tags; blanks and letters of names are ASCII.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.simulator.entities import Entity, sort_entities
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.links import find_link, user_of
from bot.simulator.utf16 import byte_offset, is_space, lower_ascii, units

TAGS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "span": "spoiler",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([a-zA-Z]*))(;?)")
_LONGEST_NUMBER = 10
_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?|")
_ENDS_NAME = set("=>/\"'")
_HALVES = re.compile("[\ud800-\udfff]")


def unparsable(words: str) -> ApiError:
    """Return the refusal of a text whose marks cannot be read."""
    return bad_request(f"can't parse entities: {words}")


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Return the text without tags and its entities; raises ApiError as Telegram would."""
    if "\0" in source:
        raise unparsable("Text must not contain null bytes")
    return _Parser(source).parse()


def reference_at(source: str, at: int) -> tuple[str, int] | None:
    """Return the character that `&…` stands for and the index behind, or None for a plain `&`."""
    found = _REFERENCE.match(source, at)
    if not found:
        return None
    if found[3] is not None:
        character = _NAMED.get(found[3])
        return (character, found.end()) if character else None
    code = int(found[1] or "0", 16) if found[1] is not None else int(found[2] or "0")
    length = found.end() - at - len(found[4])
    if not 0 < code < 0x10FFFF or length >= _LONGEST_NUMBER:
        return None
    return chr(code), found.end()


@dataclass
class _Open:
    tag: str
    argument: str
    time: int
    offset: int
    begin: int


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []
        self.languages: dict[int, str] = {}

    @property
    def here(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else ""

    def parse(self) -> tuple[str, list[Entity]]:
        source = self.source
        while self.at < len(source):
            if source[self.at] == "<":
                if source.startswith("</", self.at):
                    self._close_tag()
                else:
                    self._open_tag()
            elif source[self.at] == "&":
                self._reference()
            else:
                stop = min((i for i in map(self._next, "<&") if i >= 0), default=len(source))
                self._put(source[self.at : stop])
                self.at = stop
        if self.open:
            raise unparsable(
                f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"'
            )
        return _whole("".join(self.text)), sort_entities(self.entities)

    def _next(self, mark: str) -> int:
        return self.source.find(mark, self.at)

    def _put(self, text: str) -> None:
        self.text.append(text)
        self.length += units(text)

    def _reference(self) -> None:
        found = reference_at(self.source, self.at)
        self._put(found[0] if found else "&")
        self.at = found[1] if found else self.at + 1

    def _error(self, words: str, at: int) -> ApiError:
        return unparsable(f"{words} at byte offset {byte_offset(self.source, at)}")

    def _skip_blanks(self) -> None:
        while self.here and is_space(self.here):
            self.at += 1

    def _name(self, ends: set[str]) -> str:
        start = self.at
        while not is_space(self.here) and self.here not in ends:
            self.at += 1
        return self.source[start : self.at]

    def _open_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = lower_ascii(self._name({">"}))
        if not self.here:
            raise self._error("Unclosed start tag", begin)
        if tag not in TAGS:
            raise self._error(f'Unsupported start tag "{tag}"', begin)
        opened = _Open(tag, "", 0, self.length, len(self.text))
        while self.here != ">":
            self._skip_blanks()
            if self.here == ">":
                break
            self._attribute(opened, begin)
        if tag == "span" and opened.argument != "spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        self.at += 1
        self.open.append(opened)

    def _attribute(self, opened: _Open, begin: int) -> None:
        tag = opened.tag
        name = self._name(_ENDS_NAME)
        if not name:
            raise self._error(f'Empty attribute name in the tag "{tag}"', begin)
        self._skip_blanks()
        if not self.here:
            raise self._error(f'Unclosed start tag "{tag}"', begin)
        if self.here != "=":
            if (tag, name) == ("blockquote", "expandable"):
                opened.argument = "1"
            return
        self.at += 1
        self._skip_blanks()
        if not self.here:
            raise self._error(f'Unclosed start tag "{tag}"', begin)
        value = self._value()
        if not self.here:
            raise self._error("Unclosed start tag", begin)
        self._keep(opened, name, value)

    def _keep(self, opened: _Open, name: str, value: str) -> None:
        match opened.tag, name:
            case ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "format"):
                opened.argument = value
            case ("code", "class") if value.startswith("language-"):
                opened.argument = value.removeprefix("language-")
            case ("span", "class") if value.startswith("tg-"):
                opened.argument = value.removeprefix("tg-")
            case ("blockquote", "expandable"):
                opened.argument = "1"
            case ("tg-time", "unix"):
                number = re.match(r"-?\d{1,10}", value)
                opened.time = int(number[0]) if number else 0

    def _value(self) -> str:
        quote = self.here
        if quote not in {"'", '"'}:
            start = self.at
            while self.here.isascii() and (self.here.isalnum() or self.here in {".", "-"}):
                self.at += 1
            if not is_space(self.here) and self.here != ">":
                raise self._error("Unexpected end of name token", start)
            return self.source[start : self.at].lower()
        self.at += 1
        parts: list[str] = []
        while self.here and self.here != quote:
            found = reference_at(self.source, self.at) if self.here == "&" else None
            parts.append(found[0] if found else self.here)
            self.at = found[1] if found else self.at + 1
        if self.here:
            self.at += 1
        return _whole("".join(parts))

    def _close_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._error("Unexpected end tag", begin)
        self.at += 2
        tag = lower_ascii(self._name({">"}))
        self._skip_blanks()
        if self.here != ">":
            raise self._error("Unclosed end tag", begin)
        last = self.open[-1]
        if tag and tag != last.tag:
            offset = byte_offset(self.source, begin)
            raise unparsable(
                f'Unmatched end tag at byte offset {offset}, expected "</{last.tag}>", '
                f'found "</{tag}>"'
            )
        self.at += 1
        self.open.pop()
        if self.length > last.offset:
            self._finish(last)

    def _finish(self, tag: _Open) -> None:
        entity: Entity = {
            "type": TAGS[tag.tag],
            "offset": tag.offset,
            "length": self.length - tag.offset,
        }
        match tag.tag:
            case "a":
                made = linked(entity, tag.argument or "".join(self.text[tag.begin :]))
            case "tg-emoji":
                made = _emoji(entity, tag.argument)
            case "tg-time":
                made = timed(entity, tag.time, tag.argument)
            case "pre" | "code":
                made = self._code(entity, tag)
            case _:
                if tag.tag == "blockquote" and tag.argument:
                    entity["type"] = "expandable_blockquote"
                made = entity
        if made is not None:
            self.entities.append(made)

    def _code(self, entity: Entity, tag: _Open) -> Entity | None:
        """Make one entity of `<pre><code class="language-…">`, in either order."""
        last = self.entities[-1] if self.entities else None
        fits = last and (last["offset"], last["length"]) == (entity["offset"], entity["length"])
        if tag.tag == "code":
            if last and fits and last["type"] == "pre" and tag.argument:
                last["language"] = tag.argument
                return None
            if tag.argument:
                self.languages[id(entity)] = tag.argument
            return entity
        if last and fits and last["type"] == "code" and id(last) in self.languages:
            last |= {"type": "pre", "language": self.languages[id(last)]}
            return None
        return entity


def linked(entity: Entity, url: str) -> Entity | None:
    """Return a link or a mention of a person, or None where the link is none."""
    person = user_of(url)
    if person is not None:
        return {**entity, "type": "text_mention", "user": {"id": person}}
    link = find_link(url)
    return {**entity, "url": link} if link else None


def timed(entity: Entity, time: int, form: str) -> Entity | None:
    """Return a moment in the reader's own time, or None without one (Bot API: date_time)."""
    if not _TIME_FORMAT.fullmatch(form):
        raise unparsable("Invalid date format specified")
    made: dict[str, Any] = {**entity, "unix_time": time}
    if form:
        made["date_time_format"] = form
    return made if time > 0 else None


def _emoji(entity: Entity, identifier: str) -> Entity:
    if not re.fullmatch(r"-?\d{1,19}", identifier) or int(identifier) == 0:
        raise unparsable("Invalid custom emoji identifier specified")
    return {**entity, "custom_emoji_id": identifier}


def _whole(text: str) -> str:
    """Join halves of characters that were written as two references."""
    if not _HALVES.search(text):
        return text
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        raise unparsable(
            "Text contains invalid Unicode characters after decoding HTML entities, check for "
            "unmatched surrogate code units"
        ) from None
