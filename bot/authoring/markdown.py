"""Markdown texts as trees: only what Telegram can show, everything else is a fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bot.authoring.inline import InlineReader, Reference, refuse
from bot.authoring.quick import quick_tokens
from bot.entries.base import Basis
from bot.entries.page import PageText, Section
from bot.entries.text import Block, Bullets, Inline, Numbered, Paragraph, Quote
from bot.errors import Fault, mark

# HTML and tables are switched on to be recognised, and refused.
_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")
_SPECIAL = re.compile(r"[\n\\`*_\[\]!<>&]")
"""The characters with which CommonMark's inline parts begin or end."""


def _inline(state: StateCore) -> None:
    """Parse inline tokens; words without special characters, the most, need no parser."""
    for token in state.tokens:
        if token.type == "inline" and _SPECIAL.search(token.content):
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        elif token.type == "inline":
            token.children = [Token("text", "", 0, content=token.content)]


_PARSER.core.ruler.at("inline", _inline)
# markdown-it stops at 23 characters, most of them for extensions that are not used here.
_PARSER.inline.terminator_re = _SPECIAL
_MARKS = re.compile(r"\s*\{#([^\s{}]*)((?:\s+[^\s{}]+)*)\s*\}$")
_SECTION_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SECTION_ID_LIMIT = 20
_INDENT = re.compile(r"[\s>]*")


@dataclass
class ParsedText:
    """A text read from Markdown: None where it could not be understood, with the faults.

    `draft` is what was understood of a text with faults, to look for more; nobody is shown it.
    `section_lines` says where each section begins, `source` holds the lines of the file.
    """

    text: PageText | None = None
    draft: PageText | None = None
    faults: list[Fault] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    section_lines: dict[str, int] = field(default_factory=dict)
    source: list[str] = field(default_factory=list)


@dataclass
class _Part:
    line: int
    id: str
    heading: str
    basis: Basis | None
    blocks: list[Block] = field(default_factory=list)


def parse_markdown(source: str, name: str) -> ParsedText:
    """Read a page's text; every fault of it is collected."""
    return _Reader(source, name).read()


class _Reader:
    def __init__(self, source: str, name: str) -> None:
        self.name = name
        self.result = ParsedText(source=source.split("\n"))
        self.inline = InlineReader(self.result.source, self.report)
        self.environment: dict[str, Any] = {}
        tokens = quick_tokens(source)
        # Not `or`: an empty text has no tokens.
        self.tokens = _PARSER.parse(source, self.environment) if tokens is None else tokens

    def report(self, line: int, column: int, message: str, mend: str, **values: object) -> None:
        fault = Fault(self.name, line, max(column, 1), "text", message, mend, values)
        self.result.faults.append(fault)

    def read(self) -> ParsedText:
        title: str | None = None
        intro: list[Block] = []
        parts: list[_Part] = []
        for start, group in _groups(self.tokens):
            line = _line(start)
            if start.type == "heading_open":
                if start.tag == "h1" and title is None and not intro and not parts:
                    title = self.words(group[1], line)
                    self.no_braces(title, line)
                    self.result.section_lines[""] = line
                elif start.tag == "h2":
                    parts.append(self.heading(group[1], line))
                    self.inline.section = parts[-1].id
                else:
                    message = mark("this heading is not allowed here")
                    mend = mark("one `# title` at the top, then only `## sections`")
                    self.report(line, 1, message, mend)
                continue
            block = self.block(start, group, line)
            if block is not None:
                (parts[-1].blocks if parts else intro).append(block)
        self.no_definitions()
        self.complete(title, intro, parts)
        self.result.draft = _draft(title or "", intro, parts)
        if title and not self.result.faults:
            self.result.text = self.result.draft
        for part in parts:
            self.result.section_lines.setdefault(part.id, part.line)
        self.result.references = self.inline.references
        return self.result

    def complete(self, title: str | None, intro: list[Block], parts: list[_Part]) -> None:
        """Report what the text lacks; parts that hold faults of their own are not empty."""
        if not title:
            message = mark("the text has no title")
            self.report(1, 1, message, mark("begin the file with `# Title`"))
        if self.result.faults:
            return
        if not intro:
            message = mark("the page has no introduction")
            self.report(1, 1, message, mark("write a sentence or two under the title"))
        seen: set[str] = set()
        for part in parts:
            if not part.blocks:
                message = mark("the section {section} is empty")
                mend = mark("write its text or remove it")
                self.report(part.line, 1, message, mend, section=part.id)
            if part.id in seen:
                message = mark("two sections have the id {section}")
                mend = mark("give one of the two another id")
                self.report(part.line, 1, message, mend, section=part.id)
            seen.add(part.id)

    def no_definitions(self) -> None:
        """Refuse `[name]: address` lines: markdown-it takes them out of the text."""
        definitions = [
            *self.environment.get("references", {}).values(),
            *self.environment.get("duplicate_refs", []),
        ]
        for definition in definitions:
            message = mark("an address on a line of its own is not shown")
            mend = mark("write [words](https://…) where the words stand")
            self.report(definition["map"][0] + 1, 1, message, mend)

    def heading(self, token: Token, line: int) -> _Part:
        words = self.words(token, line)
        found = _MARKS.search(words)
        section_id = found[1] if found else ""
        if (
            not found
            or not _SECTION_ID.fullmatch(section_id)
            or len(section_id) > SECTION_ID_LIMIT
        ):
            message = mark("the section has no correct id")
            mend = mark(
                "end the heading with {{#name}}: small Latin letters, digits, hyphens, at most 20"
            )
            self.report(line, 1, message, mend)
            return _Part(line, "", words, None)
        basis: Basis | None = None
        for pair in found[2].split():
            key, _, value = pair.partition("=")
            if key == "basis" and value in set(Basis):
                basis = Basis(value)
                continue
            message = mark("{mark} is no mark of a section")
            mend = mark("use basis=confirmed, basis=reported or basis=conflicting")
            column = self.result.source[line - 1].find(pair) + 1
            self.report(line, column, message, mend, mark=pair)
        heading = words[: found.start()].strip()
        self.no_braces(heading, line)
        if not heading:
            message = mark("the section {section} has no heading")
            self.report(line, 1, message, mark("write it before the id"), section=section_id)
        return _Part(line, section_id, heading, basis)

    def words(self, token: Token, line: int) -> str:
        """Return the words of a heading, which are a button too and so hold nothing else."""
        words = ""
        for child in token.children or ():
            if child.type in {"text", "text_special"}:
                words += child.content
            elif child.type == "softbreak":
                words += " "
            elif child.nesting >= 0:
                message = mark("a heading holds more than plain words")
                mend = mark("write it without bold, links, pictures and code")
                self.report(line, 1, message, mend)
        return words.strip()

    def no_braces(self, words: str, line: int) -> None:
        if "{" in words or "}" in words:
            message = mark("a heading holds braces: {words}")
            mend = mark("write figures and contacts in the text below it")
            column = self.result.source[line - 1].find("{") + 1
            self.report(line, column, message, mend, words=words)

    def block(self, start: Token, group: list[Token], line: int) -> Block | None:
        match start.type:
            case "paragraph_open":
                return Paragraph(inner=self.inline.read(group[1]))
            case "bullet_list_open":
                return Bullets(items=self.items(group))
            case "ordered_list_open":
                if start.attrs.get("start", 1) != 1:
                    message = mark("a list begins with {number}, but people will see 1")
                    mend = mark("begin it with 1., or join it with the list above")
                    self.report(line, 1, message, mend, number=start.attrs["start"])
                return Numbered(items=self.items(group))
            case "blockquote_open":
                return Quote(paragraphs=self.paragraphs(group, line))
        refuse(self.report, start.type, line, 1)
        return None

    def items(self, group: list[Token]) -> tuple[tuple[Inline, ...], ...]:
        items: list[tuple[Inline, ...]] = []
        for start, item in _groups(group[1:-1]):
            lines = self.paragraphs(item, _line(start))
            items += lines[:1]
            if len(lines) > 1:
                message = mark("an item of this list has several paragraphs")
                self.report(_line(start), 1, message, mark("make one paragraph of each item"))
        return tuple(items)

    def paragraphs(self, group: list[Token], line: int) -> tuple[tuple[Inline, ...], ...]:
        """Return the paragraphs inside a quote or an item, and refuse all other blocks."""
        found: list[tuple[Inline, ...]] = []
        inside = list(_groups(group[1:-1]))
        for start, block in inside:
            if start.type == "paragraph_open":
                found.append(self.inline.read(block[1]))
            else:
                at = _line(start)
                column = len(_INDENT.match(self.result.source[at - 1])[0]) + 1  # type: ignore[index]
                refuse(self.report, start.type, at, column)
        if not inside:
            message = mark("a warning or an item of a list is empty")
            self.report(line, 1, message, mark("write it or remove it"))
        return tuple(found)


def _draft(title: str, intro: list[Block], parts: list[_Part]) -> PageText:
    """Put a text together without validating it: its parts were, or there are faults."""
    sections = (
        Section(id=part.id, heading=part.heading, basis=part.basis, blocks=tuple(part.blocks))
        for part in parts
    )
    return PageText(title=title, intro=tuple(intro), sections=tuple(sections), outdated=())


def _line(token: Token) -> int:
    return (token.map or [0])[0] + 1


def _groups(tokens: list[Token]) -> Iterator[tuple[Token, list[Token]]]:
    """Yield each block of one level: its first token and all its tokens."""
    start = 0
    depth = 0
    for number, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start], tokens[start : number + 1]
            start = number + 1
