"""Telegram's HTML: text and entities, or a refusal in the server's words.

The rules are those of Telegram's server library (parse_html): offsets in refusals are bytes of
the given text, offsets of entities are UTF-16 units of the text without tags.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.simulator.errors import bad_request

Entity = dict[str, object]
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
    "span": "spoiler",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));")
_SPACE = " \t\r\n\f\v"


def refuse(words: str) -> Exception:
    """Return the refusal of a text that cannot be parsed."""
    return bad_request(f"can't parse entities: {words}")


def units(text: str) -> int:
    """Return a text's length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class _Open:
    tag: str
    argument: str
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

    def byte(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def peek(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else ""

    def put(self, text: str) -> None:
        self.text.append(text)
        self.length += units(text)

    def parse(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            here = self.source[self.at]
            if here == "&":
                self.put(self.reference())
            elif here == "<":
                if self.source.startswith("</", self.at):
                    self.close_tag()
                else:
                    self.open_tag()
            else:
                stop = min(
                    (
                        i
                        for i in (self.source.find("<", self.at), self.source.find("&", self.at))
                        if i >= 0
                    ),
                    default=len(self.source),
                )
                self.put(self.source[self.at : stop])
                self.at = stop
        if self.open:
            raise refuse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        self.entities.sort(key=lambda e: (e["offset"], -int(str(e["length"]))))
        return "".join(self.text), self.entities

    def reference(self) -> str:
        found = _REFERENCE.match(self.source, self.at)
        if not found:
            self.at += 1
            return "&"
        code = int(found[1]) if found[1] else int(found[2], 16) if found[2] else 0
        if not found[3] and not (0 < code < 0x110000 and not 0xD800 <= code < 0xE000):
            self.at += 1
            return "&"
        self.at = found.end()
        return _NAMED[found[3]] if found[3] else chr(code)

    def skip_spaces(self) -> None:
        while self.peek() and self.peek() in _SPACE:
            self.at += 1

    def open_tag(self) -> None:
        begin = self.at
        self.at += 1
        start = self.at
        while self.peek() and self.peek() not in _SPACE and self.peek() != ">":
            self.at += 1
        if not self.peek():
            raise refuse(f"Unclosed start tag at byte offset {self.byte(begin)}")
        tag = self.source[start : self.at].lower()
        if tag not in TAGS:
            raise refuse(f'Unsupported start tag "{tag}" at byte offset {self.byte(begin)}')
        argument = self.attributes(tag, begin)
        if tag == "span" and argument != "tg-spoiler":
            where = self.byte(begin)
            raise refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self.at += 1
        self.open.append(_Open(tag, argument, self.length, begin))

    def attributes(self, tag: str, begin: int) -> str:
        argument = ""
        unclosed = f'Unclosed start tag "{tag}" at byte offset {self.byte(begin)}'
        while True:
            self.skip_spaces()
            if not self.peek():
                raise refuse(unclosed)
            if self.peek() == ">":
                return argument
            start = self.at
            while self.peek() and self.peek() not in _SPACE and self.peek() not in "=>":
                self.at += 1
            name = self.source[start : self.at].lower()
            if not name:
                where = self.byte(begin)
                raise refuse(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
            self.skip_spaces()
            if not self.peek():
                raise refuse(unclosed)
            if self.peek() != "=":
                if tag == "blockquote" and name == "expandable":
                    argument = "expandable"
                continue
            self.at += 1
            self.skip_spaces()
            if not self.peek():
                raise refuse(unclosed)
            value = self.value()
            if not self.peek():
                raise refuse(unclosed)
            if (tag, name) in {("a", "href"), ("span", "class"), ("tg-emoji", "emoji-id")}:
                argument = value
            elif tag == "code" and name == "class" and value.startswith("language-"):
                argument = value.removeprefix("language-")
            elif tag == "blockquote" and name == "expandable":
                argument = "expandable"

    def value(self) -> str:
        quote = self.peek()
        if quote not in {"'", '"'}:
            start = self.at
            while self.peek().isalnum() or self.peek() in {".", "-"}:
                self.at += 1
            if self.peek() not in _SPACE and self.peek() != ">":
                raise refuse(f"Unexpected end of name token at byte offset {self.byte(start)}")
            return self.source[start : self.at].lower()
        self.at += 1
        parts: list[str] = []
        while self.peek() and self.peek() != quote:
            if self.peek() == "&":
                parts.append(self.reference())
            else:
                parts.append(self.peek())
                self.at += 1
        self.at += 1
        return "".join(parts)

    def close_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise refuse(f"Unexpected end tag at byte offset {self.byte(begin)}")
        self.at += 2
        start = self.at
        while self.peek() and self.peek() not in _SPACE and self.peek() != ">":
            self.at += 1
        found = self.source[start : self.at].lower()
        self.skip_spaces()
        if self.peek() != ">":
            raise refuse(f"Unclosed end tag at byte offset {self.byte(begin)}")
        self.at += 1
        last = self.open[-1]
        if found and found != last.tag:
            raise refuse(
                f"Unmatched end tag at byte offset {self.byte(begin)}, "
                f'expected "</{last.tag}>", found "</{found}>"'
            )
        self.open.pop()
        self.finish(last)

    def finish(self, tag: _Open) -> None:
        length = self.length - tag.offset
        if not length:
            return
        entity: Entity = {"type": TAGS[tag.tag], "offset": tag.offset, "length": length}
        if tag.tag == "a":
            url = tag.argument or "".join(self.text)[-length:]
            checked = checked_url(url)
            if checked is None:
                return
            entity["url"] = checked
        elif tag.tag == "tg-emoji":
            entity["custom_emoji_id"] = tag.argument
        elif tag.tag == "blockquote" and tag.argument:
            entity["type"] = "expandable_blockquote"
        elif tag.tag == "pre" and self.entities:
            last = self.entities[-1]
            same = last["offset"] == tag.offset and last["length"] == length
            if last["type"] == "code" and same and "language" in last:
                self.entities.pop()
                entity["language"] = last["language"]
        elif tag.tag == "code" and tag.argument:
            entity["language"] = tag.argument
        self.entities.append(entity)


def checked_url(url: str) -> str | None:
    """Return a link in the form Telegram keeps it, or None where it drops the link."""
    url = url.strip()
    if re.match(r"^tg://\S+$", url):
        return url
    found = re.match(
        r"^(?:(https?|ftp|tonsite)://)?([^/?#\s@]+\.[^/?#\s@]{2,})([/?#]\S*)?$", url, re.IGNORECASE
    )
    if not found:
        found = re.match(r"^(https?)://(localhost|[\d.]+)(:\d+)?([/?#]\S*)?$", url, re.IGNORECASE)
        return None if not found else url
    scheme = (found[1] or "http").lower()
    return f"{scheme}://{found[2].lower()}{found[3] or '/'}"


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Return the text without tags and its entities; raises ApiError as Telegram would."""
    text, entities = _Parser(source).parse()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, entities
