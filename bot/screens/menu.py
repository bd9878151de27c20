"""Rows that many screens share: the way back, and lists in portions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.entries.page import Destination, Page
from bot.screens.actions import Action, GoHome, OpenEntry, OpenUrgent
from bot.screens.screen import ActionButton, Row
from bot.screens.view import View

PORTION = 8
"""Buttons of a list on one screen: what a small phone shows without scrolling far."""

T = TypeVar("T")


def foot(view: View, back: Action | None) -> tuple[Row, ...]:
    """Return the last rows of every screen: Back where there is a way, Home, Urgent help."""
    t = view.t
    row: list[ActionButton] = []
    if back is not None:
        row.append(ActionButton(t.pgettext("button", "⬅ Back"), back))
    if not isinstance(back, GoHome):
        row.append(ActionButton(t.pgettext("button", "🏠 Home"), GoHome()))
    urgent = ActionButton(t.pgettext("button", "🆘 Urgent help"), OpenUrgent())
    return (tuple(row), (urgent,))


def country_name(view: View, destination: Destination) -> str:
    """Return a destination's flag and name."""
    return f"{destination.flag} {destination.text(view.locale).title}"


def page_label(view: View, page: Page) -> str:
    """Return a page's title with the flag of its country, where it has one."""
    country = view.guide.find_destination(page.destination or page.id)
    flag = f"{country.flag} " if country else ""
    return f"{flag}{page.text(view.locale).title}"


def page_button(view: View, page: Page) -> ActionButton:
    """Return the button that opens a page, under its title."""
    return ActionButton(page.text(view.locale).title, OpenEntry(page.id))


def portion(
    view: View,
    items: Sequence[T],
    offset: int,
    button: Callable[[T], ActionButton],
    more: Callable[[int], Action],
) -> tuple[Row, ...]:
    """Return one portion of a list, a button a row, with arrows to the others.

    `offset` comes from a button in somebody's hands: one outside the list shows its start.
    """
    start = offset if 0 <= offset < len(items) else 0
    rows: list[Row] = [(button(item),) for item in items[start : start + PORTION]]
    arrows: list[ActionButton] = []
    t = view.t
    if start > 0:
        before = max(0, start - PORTION)
        arrows.append(ActionButton(t.pgettext("button", "◀ Previous"), more(before)))
    if start + PORTION < len(items):
        arrows.append(ActionButton(t.pgettext("button", "More ▶"), more(start + PORTION)))
    if arrows:
        rows.append(tuple(arrows))
    return tuple(rows)
