"""Text trees in Cyrillic letters, and as plain lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from bot.entries.page import PageText
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
    lines_of,
)

Letters = Callable[[str], str]


def in_cyrillic(text: PageText, cyrillic: Letters) -> PageText:
    """Return a page's Uzbek text with every word put through `cyrillic`; references stay."""
    return replace(
        text,
        title=cyrillic(text.title),
        intro=_blocks(text.intro, cyrillic),
        sections=tuple(
            replace(part, heading=cyrillic(part.heading), blocks=_blocks(part.blocks, cyrillic))
            for part in text.sections
        ),
    )


def _blocks(blocks: Iterable[Block], change: Letters) -> tuple[Block, ...]:
    return tuple(_block(block, change) for block in blocks)


def _block(block: Block, change: Letters) -> Block:
    match block:
        case Paragraph() | Heading():
            return type(block)(inner=_line(block.inner, change))
        case Bullets() | Numbered():
            return type(block)(items=tuple(_line(item, change) for item in block.items))
        case Quote():
            return Quote(paragraphs=tuple(_line(line, change) for line in block.paragraphs))


def _line(nodes: Iterable[Inline], change: Letters) -> tuple[Inline, ...]:
    return tuple(_node(node, change) for node in nodes)


def _node(node: Inline, change: Letters) -> Inline:
    match node:
        case Plain():
            return Plain(text=change(node.text))
        case Bold() | Italic():
            return type(node)(inner=_line(node.inner, change))
        case Link():
            return Link(url=node.url, inner=_line(node.inner, change))
        case PageLink():
            return PageLink(page=node.page, inner=_line(node.inner, change))
        case FigureRef() | ContactRef():
            return node


def plain_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the lines of a text as plain words, references in braces as editors write them."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield letters(block.inner)
            case Bullets():
                yield from (f"- {letters(item)}" for item in block.items)
            case Numbered():
                yield from (f"{n}. {letters(item)}" for n, item in enumerate(block.items, 1))
            case Quote():
                yield from (f"> {letters(line)}" for line in block.paragraphs)


def letters(nodes: Iterable[Inline]) -> str:
    """Return inline text as plain words."""
    return "".join(_letters(node) for node in nodes)


def _letters(node: Inline) -> str:
    match node:
        case Plain():
            return node.text
        case FigureRef():
            day = f"@{node.day.isoformat()}" if node.day else ""
            return f"{{figure:{node.figure}{day}}}"
        case ContactRef():
            return f"{{contact:{node.contact}}}"
        case _:
            return letters(node.inner)


def named_in(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the ids of the figures, contacts and pages that a text names."""
    for block in blocks:
        for line in lines_of(block):
            yield from _named(line)


def _named(nodes: Iterable[Inline]) -> Iterator[str]:
    for node in nodes:
        match node:
            case FigureRef():
                yield node.figure
            case ContactRef():
                yield node.contact
            case Plain():
                pass
            case _:
                if isinstance(node, PageLink):
                    yield node.page
                yield from _named(node.inner)
