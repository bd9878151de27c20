"""Text as a small tree: what people read, before anyone decides how it is shown.

Authoring parses Markdown into this tree, screens resolve its references, and the senders and
pages render it. Nothing here holds markup, so nothing unescaped can slip through.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

# A guide holds several 100,000 nodes: with slots they take a fifth of a model's memory. Whoever
# reads an entry back has pydantic check them.


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """Letters as they are."""

    kind: Literal["plain"] = "plain"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bold:
    """Emphasised text."""

    kind: Literal["bold"] = "bold"
    inner: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Italic:
    """Text in italics."""

    kind: Literal["italic"] = "italic"
    inner: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link to the web; `url` is https."""

    kind: Literal["link"] = "link"
    url: str
    inner: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A link to a page of the guide, by its id."""

    kind: Literal["page"] = "page"
    page: str
    inner: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRef:
    """The place of a figure's value; `day` fixes the day, else the reader's today counts."""

    kind: Literal["figure"] = "figure"
    figure: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRef:
    """The place of a contact's name and phone."""

    kind: Literal["contact"] = "contact"
    contact: str


Inline = Annotated[
    Plain | Bold | Italic | Link | PageLink | FigureRef | ContactRef, Field(discriminator="kind")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph."""

    kind: Literal["paragraph"] = "paragraph"
    inner: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list without an order."""

    kind: Literal["bullets"] = "bullets"
    items: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A list of steps, counted from 1."""

    kind: Literal["numbered"] = "numbered"
    items: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A warning set apart from the text: one or more paragraphs."""

    kind: Literal["quote"] = "quote"
    paragraphs: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; only screens make it, from titles and section headings."""

    kind: Literal["heading"] = "heading"
    inner: tuple[Inline, ...]


Block = Annotated[Paragraph | Bullets | Numbered | Quote | Heading, Field(discriminator="kind")]


def plain(text: str) -> tuple[Inline, ...]:
    """Wrap a string as inline text."""
    return (Plain(text=text),)


def paragraph(text: str) -> Paragraph:
    """Make a paragraph of a string."""
    return Paragraph(inner=plain(text))


def heading(text: str) -> Heading:
    """Make a heading of a string."""
    return Heading(inner=plain(text))


def figures_in(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the ids of the figures that a text refers to, once each, in order."""
    found: dict[str, None] = {}
    for block in blocks:
        for line in lines_of(block):
            _collect(line, found)
    return tuple(found)


def lines_of(block: Block) -> tuple[tuple[Inline, ...], ...]:
    """Return the lines of inline text that a block is made of."""
    if isinstance(block, Quote):
        return block.paragraphs
    if isinstance(block, Bullets | Numbered):
        return block.items
    return (block.inner,)


def letters(nodes: Iterable[Inline]) -> str:
    """Return inline text without its markup; a reference that is not resolved has no letters."""
    return "".join(
        node.text if isinstance(node, Plain) else letters(getattr(node, "inner", ()))
        for node in nodes
    )


def _collect(line: tuple[Inline, ...], found: dict[str, None]) -> None:
    for node in line:
        if isinstance(node, FigureRef):
            found[node.figure] = None
        elif isinstance(node, Bold | Italic | Link | PageLink):
            _collect(node.inner, found)
