"""Files for people to keep: made off the event loop, and late ones sent when they are ready."""

from __future__ import annotations

import logging

from bot.entries.page import Page
from bot.guide.guide import deep_link
from bot.offline import drawing, qr
from bot.offline.card import card, picture_name
from bot.offline.document import file_name
from bot.offline.drawing import NotDrawnError
from bot.offline.printer import NotPrintedError
from bot.screens import keep, replies, urgent
from bot.screens.actions import Form, OpenEntry, OpenSave, SaveFile, SendCard, SendCode
from bot.screens.screen import File, Picture, Screen
from bot.screens.view import View
from bot.telegram.handlers.reading import open_entry
from bot.telegram.turn import Turn

log = logging.getLogger(__name__)


async def choose_file(turn: Turn, action: OpenSave) -> Screen:
    """Offer a page as files; a page that is gone opens the nearest one."""
    view = turn.view()
    page = view.guide.find_page(action.entry)
    if page is None:
        return open_entry(view, OpenEntry(action.entry))
    html = await turn.shelf.html(view, page)
    return keep.choice(view, page, html, turn.shelf.find_pdf(view, page))


async def save_file(turn: Turn, action: SaveFile) -> Screen:
    """Hand over a file, or say that it comes: nobody else waits for a PDF."""
    view = turn.view()
    page = view.guide.find_page(action.entry)
    if page is None:
        return open_entry(view, OpenEntry(action.entry))
    if action.form is Form.HTML:
        return keep.handed(view, page, await _html(turn, view, page))
    if made := turn.shelf.find_pdf(view, page):
        return keep.handed(view, page, File(file_name(view, page, "pdf"), made))
    turn.later(lambda: _pdf(turn, view, page))
    return keep.waiting(view, page)


async def _html(turn: Turn, view: View, page: Page) -> File:
    return File(file_name(view, page, "html"), await turn.shelf.html(view, page))


async def _pdf(turn: Turn, view: View, page: Page) -> Screen:
    try:
        made = await turn.shelf.pdf(view, page)
    except NotPrintedError as error:
        log.warning("a PDF was not made: %s", error)
        return keep.handed_instead(view, page, await _html(turn, view, page))
    return keep.handed(view, page, File(file_name(view, page, "pdf"), made))


async def send_card(turn: Turn, action: SendCard) -> Screen:
    """Send a destination's emergency numbers as a picture; where none can be drawn, in words."""
    view = turn.view(destination=action.destination)
    country = view.guide.find_destination(action.destination)
    made = card(view, country, turn.translators) if country else None
    if country is None or made is None:
        return urgent.show(view)
    try:
        body = await turn.shelf.kept(view, "card", country.id, lambda: drawing.draw(made))
    except NotDrawnError as error:
        log.warning("a card was not drawn: %s", error)
        return urgent.show(view, notice=replies.notice(view, keep.NO_PICTURE))
    return keep.card(view, country, Picture(picture_name(view, country), body))


async def send_code(turn: Turn, action: SendCode) -> Screen:
    """Send the link to a page as a QR code; a page that is gone opens the nearest one."""
    view = turn.view()
    page = view.guide.find_page(action.entry)
    if page is None:
        return open_entry(view, OpenEntry(action.entry))
    link = view.link_to(page.id)
    body = await turn.shelf.kept(view, "qr", page.id, lambda: qr.draw(link))
    return keep.code(view, page, Picture(f"yoldosh-{deep_link(page.id)}-qr.png", body))
