"""What a question found: the best page at once, a few to choose from, or plainly nothing."""

from __future__ import annotations

from collections.abc import Iterator

from bot.entries.page import Page
from bot.entries.text import Block, Bold, Bullets, Inline, Plain, Quote, heading, paragraph, plain
from bot.guide.search import Found, Hit, Verdict
from bot.screens.actions import ChooseDestination, ListContacts, OpenEntry
from bot.screens.menu import foot, page_label
from bot.screens.screen import ActionButton, Row, Screen
from bot.screens.view import View

SHOWN = 5
"""Pages to choose from: what is further down has seldom answered anybody."""
BESIDE = 2
"""Pages offered below one that was opened at once."""
_WORTH_SHOWING = 0.45
"""Share of the best page's score below which a page is not offered."""
_FOOT_ROWS = 2


def show(view: View, found: Found) -> Screen:
    """Show the pages that may answer; without any, say so and offer the ways on."""
    t = view.t
    pages = tuple(_pages(view, found))[:SHOWN]
    blocks: list[Block] = []
    rows: list[Row] = []
    if found.verdict is Verdict.NOTHING:
        blocks.append(paragraph(t.gettext("I have not found an answer to this in the guide.")))
        blocks.append(
            paragraph(
                t.gettext("Write it in other words, in one short sentence, or ask a person.")
            )
        )
        if pages:
            blocks.append(paragraph(t.gettext("The nearest topics:")))
    else:
        blocks.append(heading(t.gettext("🔎 This may answer you")))
    if pages:
        blocks.append(Bullets(items=tuple(_line(view, page, hit) for page, hit in pages)))
    rows += [(_button(view, page),) for page, _ in pages]
    if view.destination is None and not found.destinations:
        label = t.pgettext("button", "📍 Choose your country")
        rows.append((ActionButton(label, ChooseDestination()),))
    if found.verdict is Verdict.NOTHING:
        label = t.pgettext("button", "📞 Ask a person: contacts")
        rows.append((ActionButton(label, ListContacts(view.destination or "uz")),))
    return Screen(tuple(blocks), (*rows, *foot(view, None)))


def notice(view: View) -> tuple[Block, ...]:
    """Say above a page why it was opened at once."""
    text = view.t.gettext(
        "This page fits your words best. If it is not what you need, write more."
    )
    return (Quote(paragraphs=(plain(text),)),)


def beside(view: View, screen: Screen, found: Found) -> Screen:
    """Return the screen of a page opened at once, with buttons to the next best ones."""
    others = tuple(_pages(view, found))[1 : 1 + BESIDE]
    rows = tuple((_button(view, page, "🔎 "),) for page, _ in others)
    at = len(screen.rows) - _FOOT_ROWS
    return Screen(screen.blocks, (*screen.rows[:at], *rows, *screen.rows[at:]))


def page_rows(view: View, found: Found) -> tuple[Row, ...]:
    """Return a button for each page that may answer, the best first."""
    return tuple((_button(view, page, "🔎 "),) for page, _ in _pages(view, found))


def _pages(view: View, found: Found) -> Iterator[tuple[Page, Hit]]:
    least = found.hits[0].score * _WORTH_SHOWING if found.hits else 0.0
    for hit in found.hits:
        page = view.guide.find_page(hit.page)
        if page is not None and hit.score >= least:
            yield page, hit


def _button(view: View, page: Page, sign: str = "") -> ActionButton:
    return ActionButton(f"{sign}{page_label(view, page)}", OpenEntry(page.id))


def _line(view: View, page: Page, hit: Hit) -> tuple[Inline, ...]:
    """Return a page with the words of the question that it was found by."""
    label: tuple[Inline, ...] = (Plain(text=page_label(view, page)),)
    if not hit.words:
        return label
    return (*label, Plain(text=": "), Bold(inner=plain(", ".join(hit.words))))
