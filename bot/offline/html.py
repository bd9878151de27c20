"""A document as one page of HTML that needs nothing else and reads on any browser of a phone.

No scripts, no images, no fonts, nothing from outside; the same page is printed as PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
)
from bot.offline.document import Document, Part

_PICTURES = re.compile(
    "[\U0001f000-\U0001faff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d]+ ?"
)
"""Old phones and small fonts draw empty boxes for these; the words beside them say the same."""
_SAFE = ("https://", "tel:", "mailto:", "#")
_STYLE = (
    "body{margin:0 auto;max-width:42em;padding:12px;font:17px/1.5 sans-serif;color:#111;"
    "background:#fff;word-wrap:break-word;overflow-wrap:anywhere}"
    "h1{font-size:1.7em;line-height:1.2;margin:.3em 0}"
    "h2{font-size:1.4em;line-height:1.25;margin:1.6em 0 .5em;padding-top:.4em;"
    "border-top:3px solid #0b6b5d}"
    "h3{font-size:1.2em;line-height:1.25;margin:1.4em 0 .4em}"
    "h4,h5,h6{font-size:1em;margin:1em 0 .3em}h4.p{font-size:1.1em;margin:1.5em 0 .3em}"
    "p{margin:.5em 0}ul,ol{margin:.5em 0;padding-left:1.4em}li{margin:.25em 0}"
    "a{color:#0b57a4}a[href^=tel]{white-space:nowrap}"
    "blockquote{margin:.7em 0;padding:.2em .8em;border-left:4px solid #b45309;background:#fdf3e3}"
    ".n{color:#444;font-size:.85em}"
    "nav ul{list-style:none;padding-left:0}nav ul ul{padding-left:1.2em}"
    "@page{size:A5;margin:13mm 12mm 15mm;"
    "@bottom-center{content:counter(page);font:9pt sans-serif;color:#444}}"
    "@media print{body{font:10pt/1.42 'DejaVu Sans','Noto Sans','Liberation Sans',"
    "'East Asian',sans-serif;padding:0;max-width:none;background:none}"
    "a{color:#0b57a4;text-decoration:none}.b{display:none}"
    "h1,h2,h3,h4,h5,h6,h3+blockquote,h4+blockquote,h5+blockquote{break-after:avoid}"
    "li,blockquote{break-inside:avoid}p{orphans:2;widows:2}"
    "nav a::after{content:'  ' target-counter(attr(href),page);color:#444}}"
)


def render(document: Document) -> str:
    """Return a document as HTML; raises TypeError for a reference that was not resolved."""
    return "".join(_Page(document).lines())


class _Page:
    def __init__(self, document: Document) -> None:
        self._document = document

    def lines(self) -> Iterator[str]:
        document = self._document
        title = _words(document.title)
        yield (
            f'<!DOCTYPE html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta http-equiv="Content-Security-Policy" '
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            f'<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body id="top">\n'
            f"<h1>{title}</h1>\n"
        )
        newest = f'<a href="{escape(document.newest.url)}">{self._line(document.newest.inner)}</a>'
        yield f'<div class="n">{self._blocks(document.head, 2)}<p>{newest}</p></div>\n'
        if document.contents:
            yield f"<nav>\n<h2>{_words(document.contents)}</h2>\n{self._contents()}</nav>\n"
        body = "".join(text for part in document.parts for text in self._part(part))
        yield body
        if document.sources:
            yield f'<h2 id="sources.">{_words(document.sources_title)}</h2>\n<ol class="n">\n'
            for number, line in enumerate(document.sources, 1):
                target = f' id="s{number}"' if f'"#s{number}"' in body else ""
                yield f"<li{target}>{self._line(line)}\n"
            yield "</ol>\n"
        yield "</body>\n</html>\n"

    def _contents(self) -> str:
        """Return the table of contents: the outermost parts, and those right below them."""
        document = self._document
        sources = Part("sources.", document.sources_title, 1)
        lines = ["<ul>"]
        level = 1
        for part in (*document.parts, *((sources,) if document.sources else ())):
            if part.level > 2:
                continue
            if part.level != level:
                lines.append("<ul>" if part.level > level else "</ul>")
                level = part.level
            lines.append(f'<li><a href="#{escape(part.anchor)}">{_words(part.title)}</a>')
        return "\n".join([*lines, "</ul>" * level, ""])

    def _part(self, part: Part) -> Iterator[str]:
        tag = _tag(part.level + 1)
        # From the third level on a part's own title must stand out from those of sections.
        look = ' class="p"' if part.level > 2 else ""
        yield f'<{tag}{look} id="{escape(part.anchor)}">{_words(part.title)}</{tag}>\n'
        yield self._blocks(part.blocks, part.level + 2)
        if part.note:
            up = ' <a class="b" href="#top">↑</a>' if self._document.contents else ""
            yield f'<p class="n">{self._line(part.note)}{up}</p>\n'

    def _blocks(self, blocks: Iterable[Block], level: int) -> str:
        return "".join(f"{self._block(block, level)}\n" for block in blocks)

    def _block(self, block: Block, level: int) -> str:
        match block:
            case Heading():
                return f"<{_tag(level)}>{self._line(block.inner)}</{_tag(level)}>"
            case Paragraph():
                return f"<p>{self._line(block.inner)}</p>"
            case Bullets():
                return f"<ul>{self._items(block.items)}</ul>"
            case Numbered():
                return f"<ol>{self._items(block.items)}</ol>"
            case Quote():
                inner = "<br>".join(self._line(line) for line in block.paragraphs)
                return f"<blockquote>{inner}</blockquote>"

    def _items(self, items: Iterable[tuple[Inline, ...]]) -> str:
        # The end of an item may be left out (HTML: optional tags): a country has a thousand.
        return "".join(f"<li>{self._line(item)}" for item in items)

    def _line(self, nodes: Iterable[Inline]) -> str:
        return "".join(self._node(node) for node in nodes)

    def _node(self, node: Inline) -> str:
        match node:
            case Plain():
                return _words(node.text)
            case Bold():
                return f"<b>{self._line(node.inner)}</b>"
            case Italic():
                return f"<i>{self._line(node.inner)}</i>"
            case Link():
                return self._link(node)
            case PageLink() | FigureRef() | ContactRef():
                raise TypeError(f"a document left a {node.kind} unresolved")

    def _link(self, link: Link) -> str:
        url = self._document.links.get(link.url, link.url)
        inner = self._line(link.inner)
        return f'<a href="{escape(url)}">{inner}</a>' if url.startswith(_SAFE) else inner


def _tag(level: int) -> str:
    return f"h{min(level, 6)}"


def _words(text: str) -> str:
    return escape(_PICTURES.sub("", text), quote=False)
