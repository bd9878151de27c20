"""The one table: which handler answers which action or command.

The commands shown in the chat and the kinds of update asked for follow from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import mark
from bot.screens import (
    agreements,
    channels,
    check,
    contact,
    destination,
    figure,
    home,
    lists,
    mine,
    nearest,
    ratifications,
    security,
    urgent,
)
from bot.screens.actions import (
    Action,
    AskForget,
    AskNearest,
    ChooseDestination,
    ChooseLocale,
    ChooseUrgent,
    CompareBranch,
    CompareRatifications,
    Forget,
    GoHome,
    ListAgreements,
    ListChannels,
    ListContactPlaces,
    ListContacts,
    ListConventions,
    ListDestinations,
    ListFigures,
    ListInstitutions,
    ListPlace,
    ListRatified,
    ListRatifiers,
    ListSecurityAgreements,
    ListSituations,
    ListSources,
    ListStage,
    OpenCheck,
    OpenEntry,
    OpenHelp,
    OpenSave,
    OpenSearch,
    OpenUrgent,
    SaveFile,
    SendCard,
    SendCode,
    SetDestination,
    SetLocale,
    ShowCard,
    ShowMyData,
)
from bot.screens.screen import Screen
from bot.telegram.handlers.choosing import forget, set_destination, set_locale
from bot.telegram.handlers.keeping import choose_file, save_file, send_card, send_code
from bot.telegram.handlers.reading import (
    list_place,
    list_ratified,
    list_ratifiers,
    list_sources,
    open_entry,
    show_card,
)
from bot.telegram.turn import Turn

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "inline_query")
"""The kinds of update that something here answers (Bot API: getUpdates)."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the chat: what it does, and its line in the menu."""

    name: str
    action: Callable[[], Action]
    description: str


COMMANDS = (
    Command("start", GoHome, mark("begin again")),
    Command("home", GoHome, mark("the first screen")),
    Command("search", OpenSearch, mark("ask in your own words")),
    Command("urgent", OpenUrgent, mark("urgent help")),
    Command("destination", ChooseDestination, mark("choose your country")),
    Command("language", ChooseLocale, mark("choose your language")),
    Command("mydata", ShowMyData, mark("what is kept about you")),
    Command("forget", AskForget, mark("erase what is kept about you")),
    Command("help", OpenHelp, mark("how to use this bot")),
)


def find_command(name: str) -> Command | None:
    """Return a command by its name without slash, or None."""
    return next((command for command in COMMANDS if command.name == name), None)


async def answer(turn: Turn, action: Action) -> Screen:  # noqa: C901 (the table)
    """Return the screen that answers an action."""
    view = turn.view()
    match action:
        case GoHome():
            return home.home(view)
        case ChooseLocale():
            return home.locales(turn.translators)
        case SetLocale():
            return await set_locale(turn, action)
        case ChooseDestination():
            return mine.destination(view)
        case SetDestination():
            return await set_destination(turn, action)
        case ListDestinations(offset):
            return destination.listing(view, offset)
        case OpenEntry():
            return open_entry(view, action)
        case ListPlace():
            return list_place(view, action)
        case ListContacts(place, offset):
            return contact.listing(view, place, offset)
        case ListContactPlaces():
            return contact.places(view)
        case ListFigures(place, offset):
            return figure.listing(view, place, offset)
        case ListSources():
            return list_sources(view, action)
        case ListStage(stage, offset):
            return lists.stage(view, stage, offset)
        case ListSituations(offset):
            return lists.situations(view, offset)
        case ListAgreements():
            return agreements.choice(view)
        case ListSecurityAgreements(offset):
            return agreements.on_social_security(view, offset)
        case ListConventions(offset):
            return agreements.conventions(view, offset)
        case CompareBranch(branch, offset):
            return security.compare(view, branch, offset)
        case CompareRatifications(offset):
            return ratifications.matrix(view, offset)
        case ListRatifiers():
            return list_ratifiers(view, action)
        case ListRatified():
            return list_ratified(view, action)
        case ListChannels(place, offset):
            return channels.listing(view, place, offset)
        case ListInstitutions(offset):
            return lists.institutions(view, offset)
        case OpenSearch():
            return home.asking(view)
        case OpenUrgent(country):
            return urgent.show(view, country)
        case ChooseUrgent():
            return urgent.choice(view)
        case ShowCard():
            return show_card(view, action)
        case AskNearest():
            return nearest.ask(view)
        case OpenHelp():
            return home.guidance(view)
        case OpenCheck():
            return check.ask(view)
        case ShowMyData():
            return mine.kept(view, turn.chat_id)
        case AskForget():
            return mine.ask_forget(view)
        case Forget():
            return await forget(turn)
        case OpenSave():
            return await choose_file(turn, action)
        case SaveFile():
            return await save_file(turn, action)
        case SendCard():
            return await send_card(turn, action)
        case SendCode():
            return await send_code(turn, action)
