"""What is not settled: what staff have to find out, country by country."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain

from bot.entries.base import Basis
from bot.entries.card import Card
from bot.entries.channel import Channel, ChannelState
from bot.entries.contact import Contact
from bot.entries.entry import Entry
from bot.entries.figure import Figure
from bot.entries.page import Convention, Coverage, Destination, Page, SocialSecurity
from bot.entries.text import Bold, FigureRef, Inline, Italic, Link, PageLink, lines_of
from bot.i18n import Locale

ENDS_SOON = timedelta(days=60)
RATIFICATION = "ratification"


class Reason(StrEnum):
    """Why something has to be looked into, the most pressing first."""

    EXPIRED = "has no value for today"
    ENDING = "ends soon and nothing follows"
    CONFLICTING = "sources disagree"
    NOT_CONFIRMED = "not confirmed"
    REPORTED = "press or second-hand reports only"
    NOT_READ = "not read by a native speaker"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to find out; `part` is a section, a day, `ratification`, or "" for all of it."""

    destination: str
    reason: Reason
    entry: str
    title: str
    part: str = ""


_BASES = {Basis.CONFLICTING: Reason.CONFLICTING, Basis.REPORTED: Reason.REPORTED}
_ORDER = {reason: number for number, reason in enumerate(Reason)}


def tasks_of(entries: Iterable[Entry], today: date) -> tuple[Task, ...]:
    """Return what is not settled on a day: by destination (`""`: none), the pressing first."""
    known = tuple(entries)
    asked = {figure for entry in known if isinstance(entry, Page) for figure in _asked_of(entry)}
    found = [task for entry in known for task in _tasks(entry, today, asked)]
    return tuple(
        sorted(
            found,
            key=lambda task: (
                task.destination == "",
                task.destination,
                _ORDER[task.reason],
                task.entry,
                task.part,
            ),
        )
    )


def _asked_of(page: Page) -> Iterator[str]:
    """Yield the figures whose value of the reader's day a page shows."""
    text = page.text(Locale.uz)
    for block in chain(text.intro, *(part.blocks for part in text.sections)):
        for line in lines_of(block):
            yield from _asked_in(line)


def _asked_in(line: tuple[Inline, ...]) -> Iterator[str]:
    for node in line:
        if isinstance(node, FigureRef) and node.day is None:
            yield node.figure
        elif isinstance(node, Bold | Italic | Link | PageLink):
            yield from _asked_in(node.inner)


def _tasks(entry: Entry, today: date, asked: Collection[str]) -> Iterator[Task]:
    if isinstance(entry, Page):
        yield from _of_page(entry)
    elif isinstance(entry, Figure):
        yield from _of_figure(entry, today, is_asked=entry.id in asked)
    elif isinstance(entry, Card) and not entry.checked_by_native:
        for where in entry.destinations:
            yield Task(where, Reason.NOT_READ, entry.id, f"card in {entry.language}")
    elif isinstance(entry, Contact | Channel):
        where = entry.destination or ""
        if isinstance(entry, Channel) and entry.state is ChannelState.NOT_CONFIRMED:
            yield Task(where, Reason.NOT_CONFIRMED, entry.id, entry.name.en)
        if entry.basis in _BASES:
            yield Task(where, _BASES[entry.basis], entry.id, entry.name.en)


def _of_page(page: Page) -> Iterator[Task]:
    where = page.destination or (page.id if isinstance(page, Destination) else "")
    text = page.text(Locale.en)
    if isinstance(page, SocialSecurity) and page.coverage is Coverage.NOT_CONFIRMED:
        yield Task(where, Reason.NOT_CONFIRMED, page.id, text.title)
    if page.basis in _BASES:
        yield Task(where, _BASES[page.basis], page.id, text.title)
    for part in text.sections:
        if part.basis in _BASES and part.basis is not page.basis:
            yield Task(where, _BASES[part.basis], page.id, text.title, part.heading)
    for row in page.ratifications if isinstance(page, Convention) else ():
        if row.basis in _BASES:
            yield Task(row.country, _BASES[row.basis], page.id, text.title, RATIFICATION)


def _of_figure(figure: Figure, today: date, *, is_asked: bool) -> Iterator[Task]:
    where = figure.destination or ""
    now = next((value for value in figure.values if value.covers(today)), None)
    last = figure.values[-1]
    if is_asked and now is None and last.start <= today:
        yield Task(where, Reason.EXPIRED, figure.id, figure.name.en, f"{last.end}")
    elif is_asked and now is last and last.end is not None and last.end <= today + ENDS_SOON:
        yield Task(where, Reason.ENDING, figure.id, figure.name.en, f"{last.end}")
    if now and now.basis in _BASES:
        yield Task(where, _BASES[now.basis], figure.id, figure.name.en)


def todo_text(tasks: Iterable[Task]) -> str:
    """Return tasks as Markdown that can be ticked off, a heading for each country and reason."""
    return "\n".join(_lines(tasks))


def _lines(tasks: Iterable[Task]) -> Iterator[str]:
    head: tuple[str, Reason] | None = None
    country: str | None = None
    for task in tasks:
        if task.destination != country:
            country = task.destination
            yield f"\n# {country or 'general'}"
        if (task.destination, task.reason) != head:
            head = (task.destination, task.reason)
            yield f"\n## {task.reason.value}\n"
        part = f" ({task.part})" if task.part else ""
        yield f"- [ ] {task.entry}: {task.title}{part}"
