"""The inside of a paragraph: words, emphasis, links and references, with their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from markdown_it.token import Token

from bot.entries.base import ID_PATTERN
from bot.entries.text import Bold, ContactRef, FigureRef, Inline, Italic, Link, PageLink, Plain
from bot.errors import mark

_REFERENCE = re.compile(r"\{([^{}]*)\}?|\}")
_FORM = re.compile(r"(figure|contact):([^@{}\s]+)(?:@(\d{4}-\d{2}-\d{2}))?")
_ID = re.compile(ID_PATTERN)
# A host of at least two parts; Telegram refuses a button with any other address.
_HTTPS = re.compile(r"https://(?:[\w-]+\.)+[^\W\d_][\w-]*(?::\d{1,5})?(?:[/?#][^\s<>\"]*)?")
_BRACES = mark("write {{figure:ID}}, {{figure:ID@2027-04-01}} or {{contact:ID}}")
_STARS = mark("the stars of bold and italic do not match")
DEPTH_LIMIT = 6
"""Emphasis within emphasis: deeper is a slip of the keyboard."""
_SIGNS = {"image": "![", "code_inline": "`", "html_inline": "<"}

Report = Callable[..., None]
"""Called with line, column, message, mend and the values of both for each fault."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a text that names another entry: `kind` is figure, contact or page.

    `section` is the id of the section it stands in, `""` for the introduction.
    """

    kind: str
    target: str
    section: str
    line: int
    column: int


def is_https(address: str) -> bool:
    """Say whether an address is one that Telegram opens, by https."""
    return bool(_HTTPS.fullmatch(address))


class InlineReader:
    """Reads one inline token after another; faults and references are given away as found."""

    def __init__(self, lines: Sequence[str], report: Report) -> None:
        self.references: list[Reference] = []
        self.section = ""
        self._lines = lines
        self._report = report
        self._line = 1
        self._column = 0

    def read(self, token: Token) -> tuple[Inline, ...]:
        """Return the inline tree of a token that markdown-it calls inline."""
        self._line = (token.map or [0])[0] + 1
        self._column = 0
        return self._nodes(list(token.children or ()), 0, closing=None, depth=0)[0]

    def _at(self, words: str) -> int:
        """Return the column of words on this line, after what was found before."""
        found = self._lines[self._line - 1].find(words, self._column)
        if found < 0:
            return self._column + 1
        self._column = found + len(words)
        return found + 1

    def _nodes(
        self, tokens: list[Token], at: int, closing: str | None, depth: int
    ) -> tuple[tuple[Inline, ...], int]:
        found: list[Inline] = []
        if depth > DEPTH_LIMIT:
            self._report(self._line, 1, _STARS, mark("write **bold** or *italic*"))
            return (), len(tokens)
        while at < len(tokens):
            token = tokens[at]
            at += 1
            match token.type:
                case "text" | "text_special":
                    found += self._text(token.content)
                case "softbreak" | "hardbreak":
                    self._line += 1
                    self._column = 0
                    found.append(Plain(text=" " if token.type == "softbreak" else "\n"))
                case "strong_open":
                    inner, at = self._nodes(tokens, at, "strong_close", depth + 1)
                    found.append(Bold(inner=inner))
                case "em_open":
                    inner, at = self._nodes(tokens, at, "em_close", depth + 1)
                    found.append(Italic(inner=inner))
                case "link_open":
                    inner, at = self._nodes(tokens, at, "link_close", depth + 1)
                    found += self._link(token, inner)
                case kind if kind == closing:
                    return _joined(found), at
                case kind:
                    column = self._at(_SIGNS.get(kind, ""))
                    refuse(self._report, kind, self._line, column)
        return _joined(found), at

    def _link(self, token: Token, inner: tuple[Inline, ...]) -> list[Inline]:
        target = str(token.attrs.get("href", ""))
        column = self._at(target)
        if not inner or token.attrs.get("title"):
            message = mark("the link to {link} has no words, or more than words and an address")
            mend = mark("write [words](https://…) or [words](page:ID)")
            self._report(self._line, column, message, mend, link=target)
            return []
        page = target.removeprefix("page:")
        if page != target and _ID.match(page):
            self._refer("page", page, column)
            return [PageLink(page=page, inner=inner)]
        if not is_https(target):
            message = mark("the link {link} is no https address")
            mend = mark("write https://… or page:ID")
            self._report(self._line, column, message, mend, link=target)
            return []
        return [Link(url=target, inner=inner)]

    def _text(self, content: str) -> list[Inline]:
        if "](" in content:
            message = mark("this link is not understood")
            mend = mark("write [words](https://…) or [words](page:ID), without spaces inside ()")
            self._report(self._line, self._at("]("), message, mend)
            return []
        if "**" in content:
            # As in **"EPS"**ga: CommonMark closes no emphasis between a quote and a letter.
            self._report(self._line, self._at("**"), _STARS, mark("write **bold** or *italic*"))
        found: list[Inline] = []
        at = 0
        for match in _REFERENCE.finditer(content):
            if match.start() > at:
                found.append(Plain(text=content[at : match.start()]))
            at = match.end()
            found += self._reference(match[0], match[1] or "")
        if at < len(content):
            found.append(Plain(text=content[at:]))
            self._at(content[at:])
        return found

    def _reference(self, whole: str, inside: str) -> list[Inline]:
        column = self._at(whole)
        form = _FORM.fullmatch(inside) if whole.endswith("}") else None
        day = _day(form[3]) if form else None
        if (
            not form
            or not _ID.match(form[2])
            or (form[3] and (day is None or form[1] == "contact"))
        ):
            message = mark("{words} is no reference")
            self._report(self._line, column, message, _BRACES, words=whole)
            return []
        self._refer(form[1], form[2], column)
        if form[1] == "figure":
            return [FigureRef(figure=form[2], day=day)]
        return [ContactRef(contact=form[2])]

    def _refer(self, kind: str, target: str, column: int) -> None:
        self.references.append(Reference(kind, target, self.section, self._line, column))


_NAMES = {
    "image": mark("a picture"),
    "code_inline": mark("code"),
    "fence": mark("code"),
    "code_block": mark("a line that begins with four spaces"),
    "html_inline": mark("HTML"),
    "html_block": mark("HTML"),
    "table": mark("a table"),
    "hr": mark("a line across the page"),
    "heading": mark("a heading"),
    "bullet_list": mark("a list inside a list or a warning"),
    "ordered_list": mark("a list inside a list or a warning"),
    "blockquote": mark("a warning inside a list or a warning"),
}


def refuse(report: Report, kind: str, line: int, column: int) -> None:
    """Report a kind of markdown-it token that people could not be shown in a chat."""
    name = kind.removesuffix("_open")
    message = mark("{what} cannot be shown in the chat")
    mend = mark("use paragraphs, simple lists, `> ` warnings, bold, italic and links")
    report(line, column, message, mend, what=_NAMES.get(name, name.replace("_", " ")))


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
