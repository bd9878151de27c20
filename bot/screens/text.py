"""Resolve what a text refers to: figures to values, contacts to names and phones, pages to links."""

from __future__ import annotations

from collections.abc import Iterable

from bot.entries.contact import Contact
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
)
from bot.screens.figure import figure_text
from bot.screens.view import View


def resolve(view: View, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks with every reference put into words for the reader."""
    return tuple(_block(view, block) for block in blocks)


def _block(view: View, block: Block) -> Block:
    match block:
        case Paragraph():
            return Paragraph(inner=_line(view, block.inner))
        case Heading():
            return Heading(inner=_line(view, block.inner))
        case Bullets():
            return Bullets(items=tuple(_line(view, item) for item in block.items))
        case Numbered():
            return Numbered(items=tuple(_line(view, item) for item in block.items))
        case Quote():
            return Quote(paragraphs=tuple(_line(view, line) for line in block.paragraphs))


def _line(view: View, nodes: Iterable[Inline]) -> tuple[Inline, ...]:
    return tuple(_node(view, node) for node in nodes)


def _node(view: View, node: Inline) -> Inline:
    match node:
        case Plain():
            return node
        case Bold():
            return Bold(inner=_line(view, node.inner))
        case Italic():
            return Italic(inner=_line(view, node.inner))
        case Link():
            return Link(url=node.url, inner=_line(view, node.inner))
        case PageLink():
            return Link(url=view.link_to(node.page), inner=_line(view, node.inner))
        case FigureRef():
            return Plain(text=figure_text(view, node.figure, node.day))
        case ContactRef():
            contact = view.guide.find_contact(node.contact)
            return Plain(text=contact_line(view, contact) if contact else node.contact)


def contact_line(view: View, contact: Contact) -> str:
    """Return a contact's name with the number to dial, on one line."""
    name = contact.name.to(view.locale)
    numbers = [contact.short_number] if contact.short_number else []
    numbers += [phone.number for phone in contact.phones[:1]]
    if not numbers:
        return name
    return f"{name}: {', '.join(numbers)}"
