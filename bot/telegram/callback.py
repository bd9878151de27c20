"""Actions as callback data and back: a stored protocol, for buttons live in chats for years.

The form is a version digit, a letter for the action, then its fields joined by `:`. A letter
is never given a second meaning. Data comes back from people's devices and is never trusted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from bot.entries.base import ID_LIMIT, ID_PATTERN
from bot.entries.page import Branch, Place, Stage
from bot.i18n import Locale
from bot.screens import actions
from bot.screens.actions import Action

LIMIT = 64
"""Bytes of callback data (Bot API: InlineKeyboardButton)."""
VERSION = "1"

_PLACES = {
    Place.ROUTES: "0",
    Place.AGREEMENTS: "1",
    Place.WORK_RIGHTS: "2",
    Place.SOCIAL_SECURITY: "3",
    Place.SITUATIONS: "4",
    Place.MONEY: "5",
    Place.COMING_HOME: "6",
    Place.SCAMS: "7",
}
_STAGES = {Stage.BEFORE: "0", Stage.ARRIVAL: "1", Stage.WORK: "2", Stage.RETURN: "3"}
_BRANCHES = {
    Branch.MEDICAL_CARE: "0",
    Branch.SICKNESS: "1",
    Branch.UNEMPLOYMENT: "2",
    Branch.OLD_AGE: "3",
    Branch.WORK_INJURY: "4",
    Branch.FAMILY: "5",
    Branch.MATERNITY: "6",
    Branch.INVALIDITY: "7",
    Branch.SURVIVORS: "8",
}
_FORMS = {actions.Form.HTML: "0", actions.Form.PDF: "1"}
_ID = re.compile(ID_PATTERN)
_LANGUAGE = re.compile(r"^[a-z]{2,3}\Z")
_SECTION = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
Member = TypeVar("Member", bound=StrEnum)


class UnknownDataError(ValueError):
    """Callback data that no version of the bot has issued."""


def encode(action: Action) -> str:  # noqa: C901 (one line per action)
    """Return an action as callback data of at most 64 bytes."""
    match action:
        case actions.GoHome():
            return _join("h")
        case actions.ChooseLocale():
            return _join("l")
        case actions.SetLocale(locale, then):
            return _join("L", locale.value, then)
        case actions.ChooseDestination():
            return _join("d")
        case actions.SetDestination(destination):
            return _join("D", destination)
        case actions.ListDestinations(offset):
            return _join("w", str(offset))
        case actions.OpenEntry(entry, section):
            return _join("e", entry, section)
        case actions.ListPlace(destination, place, offset):
            return _join("p", destination, _PLACES[place], str(offset))
        case actions.ListContacts(destination, offset):
            return _join("c", destination, str(offset))
        case actions.ListContactPlaces():
            return _join("C")
        case actions.ListFigures(destination, offset):
            return _join("f", destination, str(offset))
        case actions.ListSources(entry, offset):
            return _join("s", entry, str(offset))
        case actions.ListStage(stage, offset):
            return _join("j", _STAGES[stage], str(offset))
        case actions.ListSituations(offset):
            return _join("t", str(offset))
        case actions.ListAgreements():
            return _join("a")
        case actions.ListSecurityAgreements(offset):
            return _join("g", str(offset))
        case actions.ListConventions(offset):
            return _join("v", str(offset))
        case actions.CompareBranch(branch, offset):
            return _join("b", _BRANCHES[branch], str(offset))
        case actions.CompareRatifications(offset):
            return _join("Z", str(offset))
        case actions.ListRatifiers(entry, offset):
            return _join("y", entry, str(offset))
        case actions.ListRatified(destination, offset):
            return _join("Y", destination, str(offset))
        case actions.ListChannels(destination, offset):
            return _join("o", destination, str(offset))
        case actions.ListInstitutions(offset):
            return _join("i", str(offset))
        case actions.OpenSearch():
            return _join("q")
        case actions.OpenUrgent(destination):
            return _join("u", destination)
        case actions.ChooseUrgent():
            return _join("!")
        case actions.ShowCard(destination, language):
            return _join("#", destination, language)
        case actions.AskNearest():
            return _join("@")
        case actions.OpenHelp():
            return _join("?")
        case actions.OpenCheck():
            return _join("R")
        case actions.ShowMyData():
            return _join("m")
        case actions.AskForget():
            return _join("x")
        case actions.Forget():
            return _join("X")
        case actions.OpenSave(entry):
            return _join("k", entry)
        case actions.SaveFile(entry, form):
            return _join("K", entry, _FORMS[form])
        case actions.SendCard(destination):
            return _join("n", destination)
        case actions.SendCode(entry):
            return _join("r", entry)


def _join(letter: str, *fields: str) -> str:
    return f"{VERSION}{letter}{':'.join(fields)}"


def _id(text: str) -> str:
    if len(text) > ID_LIMIT or not _ID.match(text):
        raise UnknownDataError
    return text


def _id_or_none(text: str) -> str:
    return _id(text) if text else ""


def _section(text: str) -> str:
    if text and not _SECTION.match(text):
        raise UnknownDataError
    return text


def _language(text: str) -> str:
    if not _LANGUAGE.match(text):
        raise UnknownDataError
    return text


def _offset(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 5:
        raise UnknownDataError
    return int(text)


def _locale(text: str) -> Locale:
    try:
        return Locale(text)
    except ValueError:
        raise UnknownDataError from None


def _numbered(table: dict[Member, str], text: str) -> Member:
    for member, number in table.items():
        if number == text:
            return member
    raise UnknownDataError


_FIELDS: dict[str, Callable[[list[str]], Action]] = {
    "h": lambda _: actions.GoHome(),
    "l": lambda _: actions.ChooseLocale(),
    "L": lambda f: actions.SetLocale(_locale(f[0]), _id_or_none(f[1])),
    "d": lambda _: actions.ChooseDestination(),
    "D": lambda f: actions.SetDestination(_id_or_none(f[0])),
    "w": lambda f: actions.ListDestinations(_offset(f[0])),
    "e": lambda f: actions.OpenEntry(_id(f[0]), _section(f[1])),
    "p": lambda f: actions.ListPlace(_id(f[0]), _numbered(_PLACES, f[1]), _offset(f[2])),
    "c": lambda f: actions.ListContacts(_id_or_none(f[0]), _offset(f[1])),
    "C": lambda _: actions.ListContactPlaces(),
    "f": lambda f: actions.ListFigures(_id_or_none(f[0]), _offset(f[1])),
    "s": lambda f: actions.ListSources(_id(f[0]), _offset(f[1])),
    "j": lambda f: actions.ListStage(_numbered(_STAGES, f[0]), _offset(f[1])),
    "t": lambda f: actions.ListSituations(_offset(f[0])),
    "a": lambda _: actions.ListAgreements(),
    "g": lambda f: actions.ListSecurityAgreements(_offset(f[0])),
    "v": lambda f: actions.ListConventions(_offset(f[0])),
    "b": lambda f: actions.CompareBranch(_numbered(_BRANCHES, f[0]), _offset(f[1])),
    "Z": lambda f: actions.CompareRatifications(_offset(f[0])),
    "y": lambda f: actions.ListRatifiers(_id(f[0]), _offset(f[1])),
    "Y": lambda f: actions.ListRatified(_id(f[0]), _offset(f[1])),
    "o": lambda f: actions.ListChannels(_id_or_none(f[0]), _offset(f[1])),
    "i": lambda f: actions.ListInstitutions(_offset(f[0])),
    "q": lambda _: actions.OpenSearch(),
    "u": lambda f: actions.OpenUrgent(_id_or_none(f[0])),
    "!": lambda _: actions.ChooseUrgent(),
    "#": lambda f: actions.ShowCard(_id(f[0]), _language(f[1])),
    "@": lambda _: actions.AskNearest(),
    "?": lambda _: actions.OpenHelp(),
    "R": lambda _: actions.OpenCheck(),
    "m": lambda _: actions.ShowMyData(),
    "x": lambda _: actions.AskForget(),
    "X": lambda _: actions.Forget(),
    "k": lambda f: actions.OpenSave(_id(f[0])),
    "K": lambda f: actions.SaveFile(_id(f[0]), _numbered(_FORMS, f[1])),
    "n": lambda f: actions.SendCard(_id(f[0])),
    "r": lambda f: actions.SendCode(_id(f[0])),
}


def decode(data: str) -> Action:
    """Return the action behind callback data.

    Raises UnknownDataError for anything that `encode` never made.
    """
    if len(data.encode("utf-8", "surrogatepass")) > LIMIT or data[:1] != VERSION:
        raise UnknownDataError
    build = _FIELDS.get(data[1:2])
    if build is None:
        raise UnknownDataError
    try:
        action = build(data[2:].split(":"))
    except IndexError:
        raise UnknownDataError from None
    if encode(action) != data:
        raise UnknownDataError
    return action
