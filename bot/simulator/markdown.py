"""Telegram's two forms of Markdown: text and entities, or a refusal in the server's words."""

from __future__ import annotations

from dataclasses import dataclass

from bot.simulator.entities import Entity, sort_entities
from bot.simulator.errors import ApiError
from bot.simulator.html import linked, unparsable
from bot.simulator.links import custom_emoji_of
from bot.simulator.utf16 import byte_offset, is_space, units

_RESERVED = set("_*[]()~`>#+-=|{}.!\n")
_OLD = {"_": "italic", "*": "bold", "`": "code", "[": "text_link"}
_SHOWN = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "pre": "Pre",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
    "blockquote": "BlockQuote",
}


@dataclass
class _Open:
    kind: str
    language: str
    offset: int
    at: int
    begin: int


class _Text:
    """What was read so far."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text: list[str] = []
        self.length = 0
        self.entities: list[Entity] = []

    def next(self, distance: int = 0) -> str:
        at = self.at + distance
        return self.source[at] if at < len(self.source) else ""

    def put(self, text: str) -> None:
        self.text.append(text)
        self.length += units(text)

    def offset(self, at: int) -> int:
        return byte_offset(self.source, at)

    def skip_language(self) -> str:
        """Pass the language and one line end behind three backticks; return the language."""
        start = end = self.at
        while end < len(self.source) and not is_space(self.source[end]):
            if self.source[end] == "`":
                break
            end += 1
        language = ""
        if start != end < len(self.source) and self.source[end] != "`":
            language, self.at = self.source[start:end], end
        if self.next() in {"\n", "\r"} and self.next():
            other = self.next(1) in {"\n", "\r"} and self.next(1) and self.next(1) != self.next()
            self.at += 2 if other else 1
        return language


def parse_markdown(source: str) -> tuple[str, list[Entity]]:
    """Read the older form; raises ApiError as Telegram would."""
    state = _Text(source.replace("\0", ""))
    while state.at < len(state.source):
        here = state.next()
        if here == "\\" and state.next(1) and state.next(1) in _OLD:
            state.put(state.next(1))
            state.at += 2
        elif here in _OLD:
            _old_entity(state, here)
        else:
            state.put(here)
            state.at += 1
    return "".join(state.text), sort_entities(state.entities)


def _old_entity(state: _Text, mark: str) -> None:
    begin = state.at
    is_pre = state.source.startswith("```", begin)
    state.at += 3 if is_pre else 1
    language = state.skip_language() if is_pre else ""
    end_mark = "```" if is_pre else "]" if mark == "[" else mark
    end = state.source.find(end_mark, state.at)
    if end < 0:
        words = "Can't find end of the entity starting at byte offset"
        raise unparsable(f"{words} {state.offset(begin)}")
    inner = state.source[state.at : end]
    entity: Entity = {"type": _OLD[mark], "offset": state.length, "length": units(inner)}
    state.put(inner)
    state.at = end + len(end_mark)
    if not inner:
        return
    if is_pre:
        entity["type"] = "pre"
        if language:
            entity["language"] = language
    made: Entity | None = entity
    if mark == "[":
        url = inner
        if state.next() == "(":
            close = state.source.find(")", state.at)
            close = close if close >= 0 else len(state.source)
            url, state.at = state.source[state.at + 1 : close], close + 1
        made = linked(entity, url)
    if made is not None:
        state.entities.append(made)


def parse_markdown_v2(source: str) -> tuple[str, list[Entity]]:
    """Read MarkdownV2, with its reserved characters; raises ApiError as Telegram would."""
    return _V2(source.replace("\0", "")).parse()


class _V2(_Text):
    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.open: list[_Open] = []
        self.in_quote = False
        self.at_line_start = True

    def parse(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            here = self.next()
            if here == "\\" and "\x01" <= self.next(1) <= "\x7e":
                self._plain(self.next(1), 2)
            elif here not in self._reserved():
                self._plain(here, 1)
            elif self._ends(here):
                self._close(here)
            else:
                self._begin(here)
        self._end_quote()
        if self.open:
            raise self._unended(self.open[-1])
        return "".join(self.text), sort_entities(self.entities)

    def _reserved(self) -> set[str]:
        return {"`"} if self.open and self.open[-1].kind in {"code", "pre"} else _RESERVED

    def _plain(self, character: str, step: int) -> None:
        self.put(character)
        self.at += step
        if character != "\r":
            self.at_line_start = character == "\n"

    def _ends(self, here: str) -> bool:
        if not self.open:
            return False
        if self.in_quote and here == "\n" and self.next(1) != ">":
            return True
        follows = self.next(1)
        match self.open[-1].kind:
            case "bold":
                return here == "*"
            case "italic":
                return here == "_" and follows != "_"
            case "underline":
                return here == "_" and follows == "_"
            case "strikethrough":
                return here == "~"
            case "spoiler":
                return here == "|" and follows == "|"
            case "code":
                return here == "`"
            case "pre":
                return self.source.startswith("```", self.at)
            case "text_link" | "custom_emoji":
                return here == "]"
        return False

    def _begin(self, here: str) -> None:
        at = self.at
        if here == "\n":
            self._plain("\n", 1)
            return
        if here == ">" and self.at_line_start:
            self.at += 1
            if self.in_quote:
                return
            self.in_quote = True
            self._opened("blockquote", at)
            return
        kind, width = self._kind(here)
        self.at += width
        self._opened(kind, at, self.skip_language() if kind == "pre" else "")

    def _kind(self, here: str) -> tuple[str, int]:
        double = self.next(1) == here
        if here == "_":
            return ("underline", 2) if double else ("italic", 1)
        if here == "`":
            return ("pre", 3) if self.source.startswith("```", self.at) else ("code", 1)
        if here == "|" and double:
            return "spoiler", 2
        if here == "!" and self.next(1) == "[":
            return "custom_emoji", 2
        simple = {"*": "bold", "~": "strikethrough", "[": "text_link"}
        if here not in simple:
            words = f"Character '{here}' is reserved and must be escaped with the preceding '\\'"
            raise unparsable(words)
        return simple[here], 1

    def _opened(self, kind: str, at: int, language: str = "") -> None:
        self.open.append(_Open(kind, language, self.length, at, len(self.text)))

    def _unended(self, opened: _Open) -> ApiError:
        shown = "PreCode" if opened.language else _SHOWN[opened.kind]
        return unparsable(
            f"Can't find end of {shown} entity at byte offset {self.offset(opened.at)}"
        )

    def _close(self, here: str) -> None:
        opened = self.open[-1]
        if here == "\n":
            self._close_line(opened)
            return
        self.open.pop()
        entity: Entity = {
            "type": opened.kind,
            "offset": opened.offset,
            "length": self.length - opened.offset,
        }
        self.at += {"underline": 2, "spoiler": 2, "pre": 3}.get(opened.kind, 1)
        made: Entity | None = entity
        if opened.kind == "text_link":
            inner = "".join(self.text[opened.begin :])
            made = linked(entity, self._url() if self.next() == "(" else inner)
        elif opened.kind == "custom_emoji":
            made = self._emoji(entity)
        elif opened.language:
            entity["language"] = opened.language
        if made is not None and made["length"]:
            self.entities.append(made)

    def _close_line(self, opened: _Open) -> None:
        """End a blockquote with its line; `||` before the line's end makes it expandable."""
        kind = "blockquote"
        if opened.kind != "blockquote":
            if opened.kind != "spoiler" or self.source[opened.at + 2 : self.at].strip("\r"):
                raise self._unended(opened)
            self.open.pop()
            opened = self.open[-1]
            if opened.kind != "blockquote":
                raise self._unended(opened)
            kind = "expandable_blockquote"
        self.open.pop()
        self.in_quote = False
        self._plain("\n", 1)
        length = self.length - opened.offset
        self.entities.append({"type": kind, "offset": opened.offset, "length": length})

    def _end_quote(self) -> None:
        if not self.in_quote:
            return
        kind = "blockquote"
        last = self.open[-1]
        if last.kind == "spoiler" and last.at == len(self.source) - 2:
            self.open.pop()
            kind = "expandable_blockquote"
        if self.open and self.open[-1].kind == "blockquote":
            opened = self.open.pop()
            if self.length > opened.offset:
                length = self.length - opened.offset
                self.entities.append({"type": kind, "offset": opened.offset, "length": length})

    def _url(self) -> str:
        start = at = self.at + 1
        url: list[str] = []
        while at < len(self.source) and self.source[at] != ")":
            if self.source[at] == "\\" and "\x01" <= self.source[at + 1 : at + 2] <= "\x7e":
                at += 1
            url.append(self.source[at])
            at += 1
        if at >= len(self.source):
            raise unparsable(f"Can't find end of a URL at byte offset {self.offset(start)}")
        self.at = at + 1
        return "".join(url)

    def _emoji(self, entity: Entity) -> Entity:
        if self.next() != "(":
            raise unparsable("The entity must contain a tg://emoji or tg://time URL")
        identifier = custom_emoji_of(self._url())
        if identifier is None:
            raise unparsable("Invalid tg://emoji or tg://time URL specified")
        return {**entity, "custom_emoji_id": identifier}
