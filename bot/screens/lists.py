"""Lists of pages that belong to no one country."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.entries.page import (
    Institution,
    Journey,
    Page,
    Place,
    Situation,
    Stage,
)
from bot.entries.text import heading, paragraph
from bot.screens.actions import (
    Action,
    ListInstitutions,
    ListSituations,
    ListStage,
    OpenEntry,
)
from bot.screens.channels import door
from bot.screens.menu import foot, portion
from bot.screens.screen import ActionButton, Row, Screen
from bot.screens.view import View
from bot.screens.words import STAGES


def listing(
    view: View,
    title: str,
    pages: Sequence[Page],
    offset: int,
    more: Callable[[int], Action],
    back: Action | None = None,
    extra: tuple[Row, ...] = (),
) -> Screen:
    """Show a list of pages in portions, each under its title and its country's flag.

    `extra` are rows of buttons before the way back.
    """
    t = view.t
    words = t.gettext("Choose a page.") if pages else t.gettext("Nothing is confirmed here yet.")
    rows = portion(view, pages, offset, lambda page: _button(view, page), more)
    return Screen((heading(title), paragraph(words)), (*rows, *extra, *foot(view, back)))


def _button(view: View, page: Page) -> ActionButton:
    country = view.guide.find_destination(page.destination)
    flag = f"{country.flag} " if country else ""
    return ActionButton(f"{flag}{page.text(view.locale).title}", OpenEntry(page.id))


def stage(view: View, stage: Stage, offset: int) -> Screen:
    """Show the general pages of a stage of the road."""
    pages = tuple(page for page in view.guide.general(Journey) if page.stage is stage)
    title = view.t.gettext(STAGES[stage])
    extra = door(view) if stage is Stage.BEFORE else ()
    return listing(view, title, pages, offset, lambda start: ListStage(stage, start), extra=extra)


def situations(view: View, offset: int) -> Screen:
    """Show the troubles: those of the reader's country first, then those of any country."""
    own: tuple[Page, ...] = ()
    if view.guide.find_destination(view.destination):
        own = view.guide.at_place(view.destination or "", Place.SITUATIONS)
    pages = own + view.guide.general(Situation)
    title = view.t.gettext("What has happened?")
    return listing(view, title, pages, offset, ListSituations)


def institutions(view: View, offset: int) -> Screen:
    """Show the bodies that can help."""
    pages = view.guide.of_kind(Institution)
    title = view.t.gettext("Who can help")
    return listing(view, title, pages, offset, ListInstitutions)
