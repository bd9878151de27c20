"""Keeping and erasing what a person chose."""

from __future__ import annotations

from bot.screens import home, mine
from bot.screens.actions import OpenEntry, SetDestination, SetLocale
from bot.screens.screen import Screen
from bot.telegram.handlers.reading import open_entry
from bot.telegram.turn import Turn


async def set_locale(turn: Turn, action: SetLocale) -> Screen:
    """Keep a language; a newcomer is welcomed, others go home."""
    is_new = turn.person is None
    destination = turn.person.destination if turn.person else None
    await turn.keep(action.locale, destination)
    view = turn.view(action.locale)
    if is_new:
        return home.welcome(view, action.then)
    if action.then:
        return open_entry(view, OpenEntry(action.then))
    return home.home(view)


async def set_destination(turn: Turn, action: SetDestination) -> Screen:
    """Keep a destination and open it; an unknown one counts as none."""
    page = turn.guide.find_destination(action.destination)
    await turn.keep(turn.locale, page.id if page else None)
    view = turn.view(destination=page.id if page else "")
    if page is None:
        return home.home(view)
    return open_entry(view, OpenEntry(page.id))


async def forget(turn: Turn) -> Screen:
    """Erase what is kept about the person."""
    await turn.people.forget(turn.chat_id)
    return mine.forgotten(turn.view(destination=""))
