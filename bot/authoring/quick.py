"""The tokens of plain texts, ten times sooner than markdown-it makes them.

Nearly all texts are headings, paragraphs, flat lists and warnings with an empty line between
them. Those are read here, line by line, into the tokens that markdown-it would make; for a text
with anything else in it the answer is None, and markdown-it reads it. A test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markdown_it.token import Token

# Letters that begin and end nothing in CommonMark; `!` does only before a bracket.
_WORDS = r"(?:[^\n\\`*_\[\]!<>&]|!(?!\[))+"
# A link whose address markdown-it would not change, and bold whose stars stand at letters.
_ADDRESS = r"page:[a-z0-9.-]+|https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[A-Za-z0-9._~/=+-]*)?"
# A sign inside the stars needs a sign or a space behind them.
_BEHIND = r"\*\*(?:[\s.,:;!?)]|\Z)"
_PIECE = re.compile(
    rf"(?P<text>{_WORDS})"
    rf"|\*\*(?P<bold>[^\W_](?:{_WORDS}(?<=[^\W_]))?"
    rf"|[^\W_]{_WORDS}(?<=[.,:;!?»”])(?={_BEHIND}))\*\*(?!\*)"
    rf"|\[(?P<words>{_WORDS})\]\((?P<address>{_ADDRESS})\)"
    r"|(?P<break>(?<=\S)\n)"
)
# What may begin a line of words: no sign of a list, heading, table, code or definition.
_BEGINS = (
    r"(?:[^\W\d_]|[{“\"«(—–]|\*\*(?=[^\W_])|\[(?=[^\[\]\n]*\]\()|\d+(?![\d.)]))(?:[^\t\n]*\S)?"
)
_LINE = re.compile(_BEGINS)
_HEADING = re.compile(r"(#{1,6}) ([^\s#](?:[^\t\n]*[^\s#])?)")
_BULLET = re.compile(rf"- ({_BEGINS})")
_NUMBER = re.compile(rf"(\d{{1,9}})\. ({_BEGINS})")
_QUOTE = re.compile(rf"> ({_BEGINS})")

# Tokens that are the same everywhere; nobody changes a token.
_STRONG, _STRONG_END = Token("strong_open", "strong", 1), Token("strong_close", "strong", -1)
_LINK_END = Token("link_close", "a", -1)
_BREAK = Token("softbreak", "br", 0)
_PARAGRAPH_END = Token("paragraph_close", "p", -1)
_ITEM_END = Token("list_item_close", "li", -1)
_LISTS = {"bullet_list_open", "ordered_list_open"}
_HEADING_END = {level: Token("heading_close", f"h{level}", -1) for level in range(1, 7)}


def quick_tokens(source: str) -> list[Token] | None:
    """Return the block tokens of a text, or None where markdown-it must read it."""
    tokens: list[Token] = []
    before = ""
    for start, lines in _chunks(source):
        made = _READERS.get(lines[0][0], _paragraph)(start, lines)
        if made is None:
            return None
        kind = made[0].type
        if kind == before and kind in _LISTS:
            return None  # An empty line between items makes one loose list of two.
        tokens += made
        before = kind
    return tokens


def _chunks(source: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines between empty lines, with the number of the first one, from 0."""
    chunk: list[str] = []
    number = 0
    for number, line in enumerate(source.split("\n")):
        if line:
            chunk.append(line)
        elif chunk:
            yield number - len(chunk), chunk
            chunk = []
    if chunk:
        yield number + 1 - len(chunk), chunk


def _inline(content: str) -> list[Token] | None:
    """Return the tokens inside a paragraph, or None where they are not plain."""
    children: list[Token] = []
    at = 0
    while at < len(content):
        piece = _PIECE.match(content, at)
        if piece is None:
            return None
        at = piece.end()
        kind = piece.lastgroup
        if kind == "text":
            children.append(Token("text", "", 0, content=piece[0]))
        elif kind == "break":
            children.append(_BREAK)
        elif kind == "bold":
            children += (_STRONG, Token("text", "", 0, content=piece["bold"]), _STRONG_END)
        else:
            link = Token("link_open", "a", 1, attrs={"href": piece["address"]})
            children += (link, Token("text", "", 0, content=piece["words"]), _LINK_END)
    return children


def _words(start: int, end: int, content: str) -> list[Token] | None:
    """Return the tokens of a paragraph from line to line."""
    children = _inline(content)
    if children is None:
        return None
    place = [start, end]
    return [
        Token("paragraph_open", "p", 1, map=place),
        Token("inline", "", 0, map=place, content=content, children=children),
        _PARAGRAPH_END,
    ]


def _paragraph(start: int, lines: list[str]) -> list[Token] | None:
    if lines[0][0].isdigit() and _NUMBER.fullmatch(lines[0].rstrip(" ")):
        return _numbered(start, lines)
    lines[-1] = lines[-1].rstrip(" ")  # As CommonMark does at the end of a paragraph.
    if not all(map(_LINE.fullmatch, lines)):
        return None
    return _words(start, start + len(lines), "\n".join(lines))


def _heading(start: int, lines: list[str]) -> list[Token] | None:
    found = _HEADING.fullmatch(lines[0])
    children = _inline(found[2]) if found and len(lines) == 1 else None
    if found is None or children is None:
        return None
    level = len(found[1])
    place = [start, start + 1]
    return [
        Token("heading_open", f"h{level}", 1, map=place),
        Token("inline", "", 0, map=place, content=found[2], children=children),
        _HEADING_END[level],
    ]


def _quote(start: int, lines: list[str]) -> list[Token] | None:
    lines[-1] = lines[-1].rstrip(" ")
    found = [_QUOTE.fullmatch(line) for line in lines]
    if not all(found):
        return None
    end = start + len(lines)
    inside = _words(start, end, "\n".join(match[1] for match in found if match))
    if inside is None:
        return None
    first = Token("blockquote_open", "blockquote", 1, map=[start, end])
    return [first, *inside, Token("blockquote_close", "blockquote", -1)]


def _bullets(start: int, lines: list[str]) -> list[Token] | None:
    found = [_BULLET.fullmatch(line.rstrip(" ")) for line in lines]
    first = Token("bullet_list_open", "ul", 1, map=[start, start + len(lines)])
    items = _items(start, [match[1] if match else "" for match in found])
    return items and [first, *items, Token("bullet_list_close", "ul", -1)]


def _numbered(start: int, lines: list[str]) -> list[Token] | None:
    found = [_NUMBER.fullmatch(line.rstrip(" ")) for line in lines]
    first = Token("ordered_list_open", "ol", 1, map=[start, start + len(lines)])
    if found[0] and int(found[0][1]) != 1:
        first.attrs["start"] = int(found[0][1])
    items = _items(start, [match[2] if match else "" for match in found])
    return items and [first, *items, Token("ordered_list_close", "ol", -1)]


def _items(start: int, contents: list[str]) -> list[Token] | None:
    tokens: list[Token] = []
    for number, content in enumerate(contents, start):
        inside = _words(number, number + 1, content) if content else None
        if inside is None:
            return None
        tokens += (Token("list_item_open", "li", 1, map=[number, number + 1]), *inside, _ITEM_END)
    return tokens


_READERS: dict[str, Callable[[int, list[str]], list[Token] | None]] = {
    "#": _heading,
    "-": _bullets,
    ">": _quote,
}
