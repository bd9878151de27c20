"""Markdown texts as trees: only what Telegram can show, everything else is a fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.entries.base import ID_PATTERN, Basis
from bot.entries.page import PageText, Section
from bot.entries.text import (
    Block,
    Bold,
    Bullets,
    ContactRef,
    FigureRef,
    Inline,
    Italic,
    Link,
    Numbered,
    PageLink,
    Paragraph,
    Plain,
    Quote,
)
from bot.errors import Fault, mark

_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")
_REFERENCE = re.compile(r"\{([^{}]*)\}?|\}")
_FORM = re.compile(r"(figure|contact):([^@{}\s]+)(?:@(\d{4}-\d{2}-\d{2}))?")
_ID = re.compile(ID_PATTERN)
_MARKS = re.compile(r"\s*\{#([^\s{}]*)((?:\s+[a-z]+=[^\s{}]*)*)\}\s*$")
SECTION_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
SECTION_ID_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a text that names another entry: `kind` is figure, contact or page."""

    kind: str
    target: str
    line: int
    column: int


@dataclass
class ParsedText:
    """A text read from Markdown: None where it could not be understood, with the faults."""

    text: PageText | None = None
    faults: list[Fault] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    section_lines: dict[str, int] = field(default_factory=dict)


def parse_markdown(source: str, name: str) -> ParsedText:
    """Read a page's text; every fault of it is collected."""
    return _Reader(source, name).read()


class _Reader:
    def __init__(self, source: str, name: str) -> None:
        self.lines = source.split("\n")
        self.name = name
        self.result = ParsedText()
        self.tokens: list[Token] = _PARSER.parse(source)

    def fault(self, line: int, column: int, message: str, mend: str, **values: object) -> None:
        fault = Fault(self.name, line, max(column, 1), "text", message, mend, values)
        self.result.faults.append(fault)

    def read(self) -> ParsedText:
        title: str | None = None
        intro: list[Block] = []
        sections: list[tuple[int, str, str, Basis | None, list[Block]]] = []
        for start, group in _groups(self.tokens):
            line = (start.map or [0])[0] + 1
            if start.type == "heading_open":
                if start.tag == "h1" and title is None and not intro:
                    title = self.words(group[1])
                elif start.tag == "h2":
                    sections.append((line, *self.heading(group[1], line), []))
                else:
                    self.fault(
                        line,
                        1,
                        mark("this heading is not allowed here"),
                        mark("one `# title` at the top, then only `## sections`"),
                    )
                continue
            block = self.block(start, group, line)
            if block is not None:
                (sections[-1][-1] if sections else intro).append(block)
        if not title:
            self.fault(1, 1, mark("the text has no title"), mark("begin the file with `# Title`"))
        if title and not self.result.faults:
            self.result.text = self.assemble(title, intro, sections)
        for line, section_id, *_ in sections:
            self.result.section_lines.setdefault(section_id, line)
        return self.result

    def assemble(self, title: str, intro: list[Block], sections: list[Any]) -> PageText | None:
        made = [
            Section(id=section_id, heading=heading, basis=basis, blocks=tuple(blocks))
            for _, section_id, heading, basis, blocks in sections
        ]
        for (line, section_id, *_), part in zip(sections, made, strict=True):
            if not part.blocks:
                self.fault(
                    line,
                    1,
                    mark("the section {section} is empty"),
                    mark("write its text or remove it"),
                    section=section_id,
                )
        if not intro:
            message = mark("the page has no introduction")
            self.fault(1, 1, message, mark("write a sentence or two under the title"))
        if self.result.faults:
            return None
        return PageText(title=title, intro=tuple(intro), sections=tuple(made))

    def heading(self, token: Token, line: int) -> tuple[str, str, Basis | None]:
        words = self.words(token)
        found = _MARKS.search(words)
        if not found or not SECTION_ID.match(found[1]) or len(found[1]) > SECTION_ID_LIMIT:
            self.fault(
                line,
                1,
                mark("the section has no correct id"),
                mark(
                    "end the heading with {{#name}}: small Latin letters, digits, hyphens, at most 20"
                ),
            )
            return "", words, None
        basis: Basis | None = None
        for pair in found[2].split():
            key, _, value = pair.partition("=")
            if key != "basis" or value not in set(Basis):
                self.fault(
                    line,
                    self.lines[line - 1].find(pair) + 1,
                    mark("{mark} is no mark of a section"),
                    mark("use basis=confirmed, basis=reported or basis=conflicting"),
                    mark=pair,
                )
                continue
            basis = Basis(value)
        return found[1], words[: found.start()].strip(), basis

    def words(self, token: Token) -> str:
        return "".join(
            child.content if child.type in {"text", "text_special"} else " "
            for child in token.children or ()
            if child.type in {"text", "text_special", "softbreak"}
        ).strip()

    def block(self, start: Token, group: list[Token], line: int) -> Block | None:
        match start.type:
            case "paragraph_open":
                return Paragraph(inner=self.inline(group[1]))
            case "bullet_list_open":
                return Bullets(items=self.items(group))
            case "ordered_list_open":
                return Numbered(items=self.items(group))
            case "blockquote_open":
                return Quote(paragraphs=self.paragraphs(group, line))
        self.refuse(start.type, line)
        return None

    def refuse(self, kind: str, line: int) -> None:
        self.fault(
            line,
            1,
            mark("{what} cannot be shown in the chat"),
            mark("use paragraphs, simple lists, `> ` warnings, bold, italic and links"),
            what=kind.removesuffix("_open").replace("_", " "),
        )

    def items(self, group: list[Token]) -> tuple[tuple[Inline, ...], ...]:
        items: list[tuple[Inline, ...]] = []
        for number, token in enumerate(group):
            if token.type == "inline":
                items.append(self.inline(token))
            elif token.type == "list_item_open" and group[number + 1].type == "list_item_close":
                self.fault(
                    (token.map or [0])[0] + 1,
                    1,
                    mark("an item of the list is empty"),
                    mark("write it or remove it"),
                )
            elif number and token.type not in _IN_LIST:
                self.refuse(token.type, (token.map or [0])[0] + 1) if token.nesting >= 0 else None
        opened = sum(token.type == "list_item_open" for token in group)
        if len(items) > opened:
            line = (group[0].map or [0])[0] + 1
            message = mark("an item of this list has several paragraphs")
            self.fault(line, 1, message, mark("make one paragraph of each item"))
        return tuple(items)

    def paragraphs(self, group: list[Token], line: int) -> tuple[tuple[Inline, ...], ...]:
        found: list[tuple[Inline, ...]] = []
        for token in group[1:]:
            if token.type == "inline":
                found.append(self.inline(token))
            elif token.nesting > 0 and token.type != "paragraph_open":
                self.refuse(token.type, line)
        return tuple(found)

    def inline(self, token: Token) -> tuple[Inline, ...]:
        line = (token.map or [0])[0] + 1
        nodes, _ = self.nodes(list(token.children or ()), 0, line, closing=None)
        return nodes

    def nodes(
        self, tokens: list[Token], at: int, line: int, closing: str | None
    ) -> tuple[tuple[Inline, ...], int]:
        found: list[Inline] = []
        while at < len(tokens):
            token = tokens[at]
            at += 1
            match token.type:
                case "text" | "text_special":
                    found += self.text(token.content, line)
                case "softbreak" | "hardbreak":
                    line += 1
                    found.append(Plain(text=" " if token.type == "softbreak" else "\n"))
                case "strong_open":
                    inner, at = self.nodes(tokens, at, line, "strong_close")
                    found.append(Bold(inner=inner))
                case "em_open":
                    inner, at = self.nodes(tokens, at, line, "em_close")
                    found.append(Italic(inner=inner))
                case "link_open":
                    inner, at = self.nodes(tokens, at, line, "link_close")
                    found += self.link(str(token.attrs.get("href", "")), inner, line)
                case kind if kind == closing:
                    return _joined(found), at
                case kind:
                    self.refuse(kind, line)
        return _joined(found), at

    def link(self, target: str, inner: tuple[Inline, ...], line: int) -> list[Inline]:
        column = self.lines[line - 1].find(target) + 1
        if target.startswith("page:"):
            page = target.removeprefix("page:")
            self.result.references.append(Reference("page", page, line, column))
            return [PageLink(page=page, inner=inner)]
        if not re.match(r"https://[^\s/]+\.[^\s]+$", target):
            self.fault(
                line,
                column,
                mark("the link {link} is no https address"),
                mark("write https://… or page:ID"),
                link=target,
            )
            return []
        return [Link(url=target, inner=inner)]

    def text(self, content: str, line: int) -> list[Inline]:
        found: list[Inline] = []
        at = 0
        for match in _REFERENCE.finditer(content):
            if match.start() > at:
                found.append(Plain(text=content[at : match.start()]))
            at = match.end()
            found += self.reference(match[0], match[1] or "", line)
        if at < len(content):
            found.append(Plain(text=content[at:]))
        return found

    def reference(self, whole: str, inside: str, line: int) -> list[Inline]:
        column = self.lines[line - 1].find(whole) + 1
        form = _FORM.fullmatch(inside) if whole.endswith("}") else None
        day = _day(form[3]) if form else None
        if not form or not _ID.match(form[2]) or (form[3] and day is None):
            self.fault(
                line,
                column,
                mark("{words} is no reference"),
                mark("write {{figure:ID}}, {{figure:ID@2027-04-01}} or {{contact:ID}}"),
                words=whole,
            )
            return []
        self.result.references.append(Reference(form[1], form[2], line, column))
        if form[1] == "figure":
            return [FigureRef(figure=form[2], day=day)]
        return [ContactRef(contact=form[2])]


_IN_LIST = {
    "list_item_open",
    "list_item_close",
    "paragraph_open",
    "paragraph_close",
    "bullet_list_close",
    "ordered_list_close",
}


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _joined(nodes: list[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring plain texts, so that equal texts have equal trees."""
    joined: list[Inline] = []
    for node in nodes:
        last = joined[-1] if joined else None
        if isinstance(node, Plain) and isinstance(last, Plain):
            joined[-1] = Plain(text=last.text + node.text)
        else:
            joined.append(node)
    return tuple(joined)


def _groups(tokens: list[Token]) -> Iterator[tuple[Token, list[Token]]]:
    """Yield each top-level block: its first token and all its tokens."""
    start = 0
    depth = 0
    for number, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start], tokens[start : number + 1]
            start = number + 1
