"""Opening pages and lists: no handler here changes anything."""

from __future__ import annotations

from bot.entries.base import HOME
from bot.entries.channel import Channel
from bot.entries.contact import Contact
from bot.entries.entry import Readable
from bot.entries.figure import Figure
from bot.entries.page import Convention, Destination, Page
from bot.entries.source import Source
from bot.entries.text import Block
from bot.screens import (
    card,
    channels,
    contact,
    destination,
    figure,
    home,
    page,
    ratifications,
    replies,
    sources,
    urgent,
)
from bot.screens.actions import (
    ListPlace,
    ListRatified,
    ListRatifiers,
    ListSources,
    OpenEntry,
    ShowCard,
)
from bot.screens.screen import Screen
from bot.screens.view import View


def open_entry(view: View, action: OpenEntry) -> Screen:
    """Open an entry; where it is gone, the nearest one above it, saying so."""
    entry = view.guide.find(action.entry)
    if entry is not None:
        return show_entry(view, entry, action.section)
    nearest = view.guide.nearest(action.entry)
    if nearest is None:
        return replies.with_home(view, replies.GONE_HOME)
    return show_entry(view, nearest, "", replies.notice(view, replies.GONE))


def show_entry(
    view: View, entry: Readable, section: str, notice: tuple[Block, ...] = ()
) -> Screen:
    """Show any kind of entry."""
    match entry:
        case Page() if section:
            return page.section(view, entry, section)
        case Destination():
            return destination.show(view, entry, notice)
        case Page():
            return page.show(view, entry, notice)
        case Contact():
            return contact.show(view, entry, notice)
        case Channel():
            return channels.show(view, entry, notice)
        case Figure():
            return figure.show(view, entry, notice)
        case Source():
            return sources.show(view, entry, notice)


def list_place(view: View, action: ListPlace) -> Screen:
    """Open a place of a destination; a place with one page opens that page."""
    country = view.guide.find_destination(action.destination)
    if country is None:
        return replies.with_home(view, replies.GONE_HOME)
    if not page.is_listed(view, country.id, action.place):
        return page.show(view, view.guide.at_place(country.id, action.place)[0])
    return destination.place(view, country, action.place, action.offset)


def show_card(view: View, action: ShowCard) -> Screen:
    """Open a card to show; where it is gone, the urgent help that it stood on."""
    found = view.guide.find_card(action.destination, action.language)
    if found is None:
        return urgent.show(view, action.destination)
    return card.show(view, action.destination, found)


def list_sources(view: View, action: ListSources) -> Screen:
    """Open the sources of an entry."""
    entry = view.guide.nearest(action.entry)
    match entry:
        case Page():
            title = entry.text(view.locale).title
        case Contact() | Channel() | Figure():
            title = entry.name.to(view.locale)
        case _:
            return home.home(view, replies.notice(view, replies.GONE_HOME))
    return sources.listing(view, entry, entry.id, title, action.offset)


def list_ratifiers(view: View, action: ListRatifiers) -> Screen:
    """Open who has ratified a convention."""
    entry = view.guide.find_page(action.entry)
    if isinstance(entry, Convention):
        return ratifications.of_convention(view, entry, action.offset)
    return open_entry(view, OpenEntry(action.entry))


def list_ratified(view: View, action: ListRatified) -> Screen:
    """Open which conventions a country has ratified."""
    country = action.destination
    if country != HOME and view.guide.find_destination(country) is None:
        return replies.with_home(view, replies.GONE_HOME)
    return ratifications.of_country(view, country, action.offset)
