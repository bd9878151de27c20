"""The text tree as Telegram's HTML, and the plain length that Telegram counts.

The only place that knows the markup (Bot API: HTML style).
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from bot.entries.text import (
    Block,
    Bold,
    Bullets,
    ContactRef,
    FigureRef,
    Heading,
    Inline,
    Italic,
    Link,
    Numbered,
    PageLink,
    Paragraph,
    Plain,
    Quote,
    letters,
)

LIMIT = 4096
"""UTF-16 units of a message after its entities are parsed (Bot API: sendMessage)."""


def render(blocks: Iterable[Block]) -> str:
    """Return blocks as HTML, an empty line between them.

    Raises TypeError for a reference that no screen has resolved.
    """
    return "\n\n".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"<b>{_line(block.inner)}</b>"
        case Paragraph():
            return _line(block.inner)
        case Bullets():
            return "\n".join(f"• {_line(item)}" for item in block.items)
        case Numbered():
            return "\n".join(f"{n}. {_line(item)}" for n, item in enumerate(block.items, 1))
        case Quote():
            inner = "\n\n".join(_line(line) for line in block.paragraphs)
            return f"<blockquote>{inner}</blockquote>"


def _line(nodes: Iterable[Inline]) -> str:
    return "".join(_node(node) for node in nodes)


def _node(node: Inline) -> str:
    match node:
        case Plain():
            return escape(node.text, quote=False)
        case Bold():
            return f"<b>{_line(node.inner)}</b>"
        case Italic():
            return f"<i>{_line(node.inner)}</i>"
        case Link():
            return f'<a href="{escape(node.url)}">{_line(node.inner)}</a>'
        case PageLink() | FigureRef() | ContactRef():
            raise TypeError(f"a screen left a {node.kind} unresolved")


def plain_length(blocks: Iterable[Block]) -> int:
    """Return the length of the text without markup, in UTF-16 units."""
    return sum(len(_plain(block).encode("utf-16-le")) // 2 + 2 for block in blocks)


def _plain(block: Block) -> str:
    match block:
        case Heading() | Paragraph():
            return letters(block.inner)
        case Bullets() | Numbered():
            return "\n".join(f"00. {letters(item)}" for item in block.items)
        case Quote():
            return "\n\n".join(letters(line) for line in block.paragraphs)


def fitted(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return as many blocks as one message holds; the check of content keeps pages far below."""
    while len(blocks) > 1 and plain_length(blocks) > LIMIT:
        blocks = blocks[:-1]
    return blocks
