"""Text as a small tree: what people read, before anyone decides how it is shown.

Authoring parses Markdown into this tree, screens resolve its references, and the senders and
pages render it. Nothing here holds markup, so nothing unescaped can slip through.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Node(BaseModel):
    """A piece of text; compared by value and never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Plain(Node):
    """Letters as they are."""

    kind: Literal["plain"] = "plain"
    text: str


class Bold(Node):
    """Emphasised text."""

    kind: Literal["bold"] = "bold"
    inner: tuple[Inline, ...]


class Italic(Node):
    """Text in italics."""

    kind: Literal["italic"] = "italic"
    inner: tuple[Inline, ...]


class Link(Node):
    """A link to the web; `url` is https."""

    kind: Literal["link"] = "link"
    url: str
    inner: tuple[Inline, ...]


class PageLink(Node):
    """A link to a page of the guide, by its id."""

    kind: Literal["page"] = "page"
    page: str
    inner: tuple[Inline, ...]


class FigureRef(Node):
    """The place of a figure's value; `day` fixes the day, else the reader's today counts."""

    kind: Literal["figure"] = "figure"
    figure: str
    day: date | None = None


class ContactRef(Node):
    """The place of a contact's name and phone."""

    kind: Literal["contact"] = "contact"
    contact: str


Inline = Annotated[
    Plain | Bold | Italic | Link | PageLink | FigureRef | ContactRef, Field(discriminator="kind")
]


class Paragraph(Node):
    """A paragraph."""

    kind: Literal["paragraph"] = "paragraph"
    inner: tuple[Inline, ...]


class Bullets(Node):
    """A list without an order."""

    kind: Literal["bullets"] = "bullets"
    items: tuple[tuple[Inline, ...], ...]


class Numbered(Node):
    """A list of steps, counted from 1."""

    kind: Literal["numbered"] = "numbered"
    items: tuple[tuple[Inline, ...], ...]


class Quote(Node):
    """A warning set apart from the text: one or more paragraphs."""

    kind: Literal["quote"] = "quote"
    paragraphs: tuple[tuple[Inline, ...], ...]


class Heading(Node):
    """A heading; only screens make it, from titles and section headings."""

    kind: Literal["heading"] = "heading"
    inner: tuple[Inline, ...]


Block = Annotated[Paragraph | Bullets | Numbered | Quote | Heading, Field(discriminator="kind")]

for _node in (Bold, Italic, Link, PageLink, Paragraph, Bullets, Numbered, Quote, Heading):
    _node.model_rebuild()


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


def _collect(line: tuple[Inline, ...], found: dict[str, None]) -> None:
    for node in line:
        if isinstance(node, FigureRef):
            found[node.figure] = None
        elif isinstance(node, Bold | Italic | Link | PageLink):
            _collect(node.inner, found)
