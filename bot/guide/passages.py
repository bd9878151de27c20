"""The words of a page as search sees them: title, headings, text, and other people's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.entries.page import Page, PageText
from bot.entries.text import Block, ContactRef, FigureRef, Inline, Plain, lines_of
from bot.i18n import WRITTEN

TITLE, HEADING, TEXT = 3.0, 1.4, 0.6
"""How much a word counts by where it stands."""


def passages(page: Page) -> Iterator[tuple[float, str]]:
    """Yield the texts of a page with their weight, in the languages that people write.

    Uzbek in Cyrillic letters folds to the same words as the Uzbek that it is made from.
    """
    for locale in WRITTEN:
        yield from _of_text(page.text(locale))


def _of_text(text: PageText) -> Iterator[tuple[float, str]]:
    yield TITLE, text.title
    yield TEXT, _plain(text.intro)
    for part in text.sections:
        yield HEADING, part.heading
        yield TEXT, _plain(part.blocks)


def _plain(blocks: Iterable[Block]) -> str:
    return " ".join(_letters(line) for block in blocks for line in lines_of(block))


def _letters(nodes: Iterable[Inline]) -> str:
    return "".join(_of_node(node) for node in nodes)


def _of_node(node: Inline) -> str:
    match node:
        case Plain():
            return node.text
        case FigureRef() | ContactRef():
            return " "
        case _:
            return _letters(node.inner)
