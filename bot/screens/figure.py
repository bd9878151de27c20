"""Figures: one value in words, a figure through time, the figures of a country."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.entries.base import Basis
from bot.entries.figure import Figure, Value
from bot.entries.text import Block, Bold, Bullets, Inline, Plain, heading, paragraph, plain
from bot.guide.figures import find_value
from bot.screens.actions import ListFigures, ListSources, OpenEntry
from bot.screens.marks import review_note
from bot.screens.menu import foot, portion
from bot.screens.screen import ActionButton, LinkButton, Screen
from bot.screens.view import View
from bot.screens.words import BASES


def amount_text(view: View, amount: Decimal, unit: str) -> str:
    """Return an amount with its unit or currency, as the reader writes it."""
    t = view.t
    if unit == "percent":
        return t.percent(amount / 100)
    if unit == "number":
        return t.number(amount)
    if unit.isupper():
        return t.money(amount, unit)
    return t.unit(amount, unit)


def value_text(view: View, value: Value, unit: str) -> str:
    """Return a value in words; a range has both ends, an approximate one says so."""
    t = view.t
    if value.day is not None:
        text = t.date(value.day)
    elif value.amount is not None and value.to is not None:
        low, high = t.number(value.amount), amount_text(view, value.to, unit)
        text = t.gettext("{low}–{high}", low=low, high=high)
    else:
        text = amount_text(view, value.amount or Decimal(0), unit)
    return t.gettext("about {value}", value=text) if value.about else text


def figure_text(view: View, figure_id: str, day: date | None) -> str:
    """Return a figure's value on a day, or the plain statement that it is not known."""
    figure = view.guide.find_figure(figure_id)
    value = find_value(figure, day or view.today) if figure else None
    if figure is None or value is None:
        return view.t.gettext("(not known for this day: ask the office named on the page)")
    return value_text(view, value, figure.unit)


def period(view: View, value: Value) -> str:
    """Return the days on which a value holds, in words."""
    t = view.t
    if value.end is None:
        return t.gettext("from {start}", start=t.date(value.start))
    return t.gettext("from {start} until {end}", start=t.date(value.start), end=t.date(value.end))


def show(view: View, figure: Figure, notice: tuple[Block, ...] = ()) -> Screen:
    """Show a figure: today's value, then all its values, the newest first."""
    t = view.t
    now = find_value(figure, view.today)
    today = value_text(view, now, figure.unit) if now else t.gettext("not known for this day")
    blocks: list[Block] = [
        *notice,
        heading(figure.name.to(view.locale)),
        paragraph(t.gettext("On {date}: {value}", date=t.date(view.today), value=today)),
    ]
    if figure.note:
        blocks.append(paragraph(figure.note.to(view.locale)))
    if now and now.basis is not Basis.CONFIRMED:
        blocks.append(paragraph(t.gettext(BASES[now.basis])))
    blocks.append(Bullets(items=tuple(_line(view, figure, v) for v in reversed(figure.values))))
    blocks.append(review_note(view, figure))
    rows = (
        (ActionButton(t.pgettext("button", "📚 Sources"), ListSources(figure.id)),),
        (LinkButton(t.pgettext("button", "↗️ Share"), view.share_link(figure.id)),),
    )
    return Screen(tuple(blocks), (*rows, *foot(view, ListFigures(figure.destination or ""))))


def _line(view: View, figure: Figure, value: Value) -> tuple[Inline, ...]:
    amount = Bold(inner=plain(value_text(view, value, figure.unit)))
    return (amount, Plain(text=f" · {period(view, value)}"))


def listing(view: View, destination: str, offset: int) -> Screen:
    """Show the figures of a destination, with the value of today in each line."""
    t = view.t
    figures = view.guide.figures_of(destination)
    place = view.guide.find_destination(destination)
    title = t.gettext("Figures")
    if place:
        title = t.gettext("{country}: figures", country=place.text(view.locale).title)
    blocks: list[Block] = [heading(title)]
    blocks.append(
        paragraph(t.gettext("Sums, rates and deadlines. Tap one to see its dates and sources."))
        if figures
        else paragraph(t.gettext("There are no confirmed figures here yet."))
    )
    rows = portion(
        view,
        figures,
        offset,
        lambda figure: ActionButton(figure.name.to(view.locale), OpenEntry(figure.id)),
        lambda start: ListFigures(destination, start),
    )
    return Screen(tuple(blocks), (*rows, *foot(view, OpenEntry(destination) if place else None)))
