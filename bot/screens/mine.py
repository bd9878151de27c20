"""What a person chose, and what is kept about them."""

from __future__ import annotations

from bot.entries.text import Bullets, heading, paragraph, plain
from bot.screens.actions import AskForget, Forget, GoHome, SetDestination, ShowMyData
from bot.screens.menu import country_name, foot
from bot.screens.screen import ActionButton, Row, Screen
from bot.screens.view import View


def destination(view: View) -> Screen:
    """Ask for the person's own country."""
    t = view.t
    blocks = (
        heading(t.gettext("Your country")),
        paragraph(t.gettext("Where do you work, or want to work? You can change it at any time.")),
    )
    rows: list[Row] = [
        (ActionButton(country_name(view, page), SetDestination(page.id)),)
        for page in view.guide.destinations()
    ]
    label = t.pgettext("button", "I have not decided yet")
    rows.append((ActionButton(label, SetDestination("")),))
    return Screen(blocks, (*rows, *foot(view, None)))


def kept(view: View, chat_id: int) -> Screen:
    """Show everything that is kept about the person."""
    t = view.t
    own = view.guide.find_destination(view.destination)
    country = country_name(view, own) if own else t.gettext("none")
    lines = (
        t.gettext("The number of this chat: {chat}", chat=str(chat_id)),
        t.gettext("Language: {language}", language=view.locale.own_name),
        t.gettext("Country: {country}", country=country),
    )
    blocks = (
        heading(t.gettext("What is kept about you")),
        Bullets(items=tuple(plain(line) for line in lines)),
        paragraph(
            t.gettext(
                "Besides these, only the time of your first choice is kept: not your name, not what you write."
            )
        ),
    )
    label = t.pgettext("button", "🗑 Erase it")
    return Screen(blocks, ((ActionButton(label, AskForget()),), *foot(view, GoHome())))


def ask_forget(view: View) -> Screen:
    """Ask before erasing."""
    t = view.t
    blocks = (
        heading(t.gettext("Erase everything?")),
        paragraph(
            t.gettext("Your language and your country will be erased at once. The chat stays.")
        ),
    )
    row = (
        ActionButton(t.pgettext("button", "🗑 Yes, erase"), Forget()),
        ActionButton(t.pgettext("button", "No, keep"), ShowMyData()),
    )
    return Screen(blocks, (row, *foot(view, ShowMyData())))


def forgotten(view: View) -> Screen:
    """Say that everything was erased; nothing leads back to a kept state."""
    t = view.t
    return Screen(
        (
            heading(t.gettext("Erased")),
            paragraph(t.gettext("Nothing about you is kept now. Write /start to begin again.")),
        ),
        foot(view, None),
    )
