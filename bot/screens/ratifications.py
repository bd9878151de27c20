"""Who has ratified which convention: one convention, one country, all at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.entries.base import HOME
from bot.entries.page import Convention, Place, Ratification
from bot.entries.text import Block, Bold, Bullets, Paragraph, Plain, heading, paragraph, plain
from bot.screens.actions import (
    CompareRatifications,
    ListAgreements,
    ListConventions,
    ListPlace,
    ListRatified,
    ListRatifiers,
    ListSources,
    OpenEntry,
)
from bot.screens.contact import place_name
from bot.screens.marks import BASIS_SIGNS, basis_key, review_note
from bot.screens.menu import PORTION, foot, page_button, portion
from bot.screens.page import partial_date
from bot.screens.screen import ActionButton, Screen
from bot.screens.view import View

YES, NO, UNKNOWN = "✅", "❌", "❔"


def of_convention(view: View, page: Convention, offset: int) -> Screen:
    """Show who has ratified a convention: home first, then every destination."""
    t = view.t
    rows = [(country, page.ratification(country)) for country in _countries(view)]
    lines = [_line(view, place_name(view, country), row) for country, row in rows if row]
    unknown = [place_name(view, country) for country, row in rows if row is None]
    blocks: list[Block] = [
        heading(t.gettext("Who has ratified it: {title}", title=page.text(view.locale).title))
    ]
    if lines:
        blocks.append(Bullets(items=tuple(map(plain, lines))))
    blocks += _not_known(view, unknown)
    blocks += _key(view, [row for _, row in rows if row])
    blocks.append(review_note(view, page))
    buttons = portion(
        view,
        rows,
        offset,
        lambda row: ActionButton(place_name(view, row[0]), ListRatified(row[0])),
        lambda start: ListRatifiers(page.id, start),
    )
    sources = (ActionButton(t.pgettext("button", "📚 Sources"), ListSources(page.id)),)
    return Screen(tuple(blocks), (*buttons, sources, *foot(view, OpenEntry(page.id))))


def of_country(view: View, country: str, offset: int) -> Screen:
    """Show which conventions a country has ratified, each with its sources behind a button."""
    t = view.t
    pages = view.guide.conventions()
    rows = [(page, page.ratification(country)) for page in pages]
    lines = [_line(view, page.text(view.locale).title, row) for page, row in rows if row]
    unknown = [page.text(view.locale).title for page, row in rows if row is None]
    blocks: list[Block] = [
        heading(t.gettext("{country}: ratified conventions", country=place_name(view, country)))
    ]
    if lines:
        blocks.append(Bullets(items=tuple(map(plain, lines))))
    else:
        blocks.append(paragraph(t.gettext("Nothing is confirmed here yet.")))
    blocks += _not_known(view, unknown if lines else [])
    blocks += _key(view, [row for _, row in rows if row])
    if pages:
        # What was compared longest ago says how far all of it can be relied on.
        blocks.append(
            review_note(view, min(pages, key=lambda page: (page.review_by, page.checked)))
        )
    buttons = portion(
        view,
        pages,
        offset,
        lambda page: page_button(view, page),
        lambda start: ListRatified(country, start),
    )
    at_home = view.guide.find_destination(country) is None
    back = ListAgreements() if at_home else ListPlace(country, Place.AGREEMENTS)
    return Screen(tuple(blocks), (*buttons, *foot(view, back)))


def matrix(view: View, offset: int) -> Screen:
    """Show conventions with the flags of the countries that have and have not ratified them."""
    t = view.t
    pages = view.guide.conventions()
    start = offset if 0 <= offset < len(pages) else 0
    shown = pages[start : start + PORTION]
    blocks: list[Block] = [heading(t.gettext("Who has ratified what"))]
    blocks += [_flags(view, page) for page in shown]
    blocks.append(
        paragraph(_meanings(view, [YES, NO, UNKNOWN]))
        if shown
        else paragraph(t.gettext("Nothing is confirmed here yet."))
    )
    buttons = portion(
        view,
        pages,
        offset,
        lambda page: ActionButton(page.text(view.locale).title, ListRatifiers(page.id)),
        CompareRatifications,
    )
    return Screen(tuple(blocks), (*buttons, *foot(view, ListConventions())))


def _countries(view: View) -> list[str]:
    return [HOME, *(country.id for country in view.guide.destinations())]


def _flags(view: View, page: Convention) -> Block:
    groups: dict[str, list[str]] = {YES: [], NO: [], UNKNOWN: []}
    for country in _countries(view):
        # A name begins with its flag.
        flag = place_name(view, country).split(" ", 1)[0]
        groups[_sign(page.ratification(country))].append(flag)
    lines = [f"{sign} {' '.join(flags)}" for sign, flags in groups.items() if flags]
    title = Bold(inner=plain(page.text(view.locale).title))
    return Paragraph(inner=(title, Plain(text="\n" + "\n".join(lines))))


def _sign(row: Ratification | None) -> str:
    if row is None:
        return UNKNOWN
    return YES if row.is_ratified else NO


def _line(view: View, name: str, row: Ratification) -> str:
    t = view.t
    words = name
    if row.date:
        words = f"{name}: {partial_date(view, row.date)}"
    elif row.is_ratified:
        words = t.gettext("{name}: the date is not known", name=name)
    as_of = f" · {_as_of(view, row.as_of)}" if row.as_of else ""
    return f"{_sign(row)} {words}{as_of}{BASIS_SIGNS[row.basis]}"


def _as_of(view: View, text: str) -> str:
    t = view.t
    how, _, day = text.rpartition(" ")
    date = partial_date(view, day)
    match how:
        case "before":
            return t.gettext("list from before {date}", date=date)
        case "after":
            return t.gettext("list from after {date}", date=date)
        case "about":
            return t.gettext("list from about {date}", date=date)
        case _:
            return t.gettext("list of {date}", date=date)


def _not_known(view: View, names: Iterable[str]) -> Iterator[Block]:
    named = ", ".join(names)
    if named:
        yield paragraph(view.t.gettext("❔ Not known to us: {names}", names=named))


def _key(view: View, rows: Iterable[Ratification]) -> Iterator[Block]:
    found = list(rows)
    if not found:
        return
    signs = {_sign(row) for row in found}
    lines = [_meanings(view, [sign for sign in (YES, NO) if sign in signs])]
    lines += basis_key(view, {row.basis for row in found})
    yield paragraph("\n".join(lines))


def _meanings(view: View, signs: Iterable[str]) -> str:
    t = view.t
    words = {
        YES: t.gettext("✅ has ratified it"),
        NO: t.gettext("❌ not on the list that was read; it may have ratified it later"),
        UNKNOWN: t.gettext("❔ not known to us: that is not a no"),
    }
    return "\n".join(words[sign] for sign in signs)
