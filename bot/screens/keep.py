"""Files to keep offline: the choice with its sizes, and what goes with a file."""

from __future__ import annotations

from decimal import Decimal

from bot.entries.page import Destination, Page
from bot.entries.text import Block, Bullets, heading, paragraph, plain
from bot.errors import mark
from bot.screens.actions import Form, OpenEntry, SaveFile, SendCard
from bot.screens.menu import foot, page_label
from bot.screens.screen import ActionButton, File, Picture, Row, Screen
from bot.screens.view import View

NO_PICTURE = mark("The picture cannot be drawn here now. These are the numbers.")
_KB = 1024


def choice(view: View, page: Page, html: bytes, pdf: bytes | None) -> Screen:
    """Offer a page as files; `pdf` is None where it was not made yet, and its size a guess."""
    t = view.t
    blocks = (
        heading(t.gettext("💾 Save: {title}", title=page_label(view, page))),
        paragraph(_what(view, page)),
        Bullets(
            items=(
                plain(t.gettext("HTML opens in the browser of any phone.")),
                plain(t.gettext("PDF has numbered pages and can be printed.")),
            )
        ),
    )
    pdf_size = (
        _size(view, len(pdf)) if pdf else t.gettext("about {value}", value=_guess(view, html))
    )
    rows: list[Row] = [
        (_button(page, Form.HTML, f"📄 HTML · {_size(view, len(html))}"),),
        (_button(page, Form.PDF, f"🖨 PDF · {pdf_size}"),),
    ]
    if isinstance(page, Destination):
        rows.append((card_button(view, page),))
    return Screen(blocks, (*rows, *foot(view, OpenEntry(page.id))))


def card_button(view: View, country: Destination) -> ActionButton:
    """Return the button that sends a country's emergency numbers as a picture."""
    t = view.t
    return ActionButton(
        t.pgettext("button", "🖼 Urgent numbers as a picture"), SendCard(country.id)
    )


def _what(view: View, page: Page) -> str:
    t = view.t
    if isinstance(page, Destination):
        return t.gettext(
            "Everything about this country in one file: pages, phone numbers, dates and sources. "
            "It can be read without the internet."
        )
    return t.gettext(
        "This page with its phone numbers, dates and sources in one file. It can be read without the internet."
    )


def _button(page: Page, form: Form, label: str) -> ActionButton:
    return ActionButton(label, SaveFile(page.id, form))


def _size(view: View, size: int) -> str:
    return view.t.gettext("{n} KB", n=view.t.number(Decimal(max(1, round(size / _KB)))))


def _guess(view: View, html: bytes) -> str:
    """Return what a PDF will weigh: letters count, not their bytes (measured on all pages)."""
    size = 1.4 * len(html.decode()) + 10 * _KB
    return _size(view, round(size / (10 * _KB)) * 10 * _KB)


def handed(view: View, page: Page, file: File) -> Screen:
    """Hand over a file."""
    return _below(
        view,
        page,
        view.t.gettext("Here is the file. Keep it: it opens without the internet."),
        file,
    )


def handed_instead(view: View, page: Page, file: File) -> Screen:
    """Hand over HTML where a PDF was asked for and cannot be made."""
    words = view.t.gettext(
        "A PDF cannot be made here now. Here is the same text as HTML: it opens in the browser "
        "without the internet."
    )
    return _below(view, page, words, file)


def card(view: View, country: Destination, picture: Picture) -> Screen:
    """Hand over the picture of a country's emergency numbers."""
    words = view.t.gettext(
        "Save the picture in your gallery: you will find the numbers without the internet, and "
        "can show them to others."
    )
    return _below(view, country, words, picture)


def code(view: View, page: Page, picture: Picture) -> Screen:
    """Hand over the QR code of a page."""
    words = view.t.gettext(
        "Point the camera of another phone at this picture: it opens this page."
    )
    return _below(view, page, words, picture)


def waiting(view: View, page: Page) -> Screen:
    """Say that a file is on its way."""
    return _below(view, page, view.t.gettext("The PDF is being made. It comes in a moment."))


def _below(view: View, page: Page, words: str, *files: File | Picture) -> Screen:
    blocks: tuple[Block, ...] = (heading(page_label(view, page)), paragraph(words))
    return Screen(blocks, foot(view, OpenEntry(page.id)), files)
