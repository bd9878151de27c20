"""What readers will see change between two releases, per language."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.authoring.rendering import plain_lines
from bot.entries.contact import Contact
from bot.entries.entry import Entry
from bot.entries.figure import Figure
from bot.entries.page import Page, PageText
from bot.entries.text import figures_in
from bot.i18n import Locale


class Change(StrEnum):
    """What happened to an entry."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A changed entry: its lines with `-` and `+` per locale, and the pages that show it."""

    entry: str
    change: Change
    lines: Mapping[Locale, tuple[str, ...]]
    shown_on: tuple[str, ...] = ()


def differences(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> Iterator[Difference]:
    """Yield what changed, in order of id."""
    for entry_id in sorted(before.keys() | after.keys()):
        old, new = before.get(entry_id), after.get(entry_id)
        if old == new:
            continue
        change = Change.CHANGED if old and new else Change.ADDED if new else Change.REMOVED
        lines = {locale: _compared(_lines(old, locale), _lines(new, locale)) for locale in Locale}
        yield Difference(entry_id, change, lines, _shown_on(entry_id, after))


def _compared(old: list[str], new: list[str]) -> tuple[str, ...]:
    rows = difflib.unified_diff(old, new, lineterm="", n=0)
    return tuple(row for row in rows if not row.startswith(("---", "+++", "@@")))


def _lines(entry: Entry | None, locale: Locale) -> list[str]:
    if entry is None:
        return []
    if isinstance(entry, Page):
        return [*_page_lines(entry.text(locale)), *_data_lines(entry, {"texts"})]
    if isinstance(entry, Contact | Figure):
        return [entry.name.to(locale), *_data_lines(entry, {"name"})]
    return _data_lines(entry, set())


def _page_lines(text: PageText) -> Iterator[str]:
    yield f"# {text.title}"
    yield from plain_lines(text.intro)
    for part in text.sections:
        yield f"## {part.heading}"
        yield from plain_lines(part.blocks)


def _data_lines(entry: Entry, without: set[str]) -> list[str]:
    data = entry.model_dump(mode="json", exclude=without, exclude_defaults=True)
    return [f"{name}: {value}" for name, value in data.items()]


def _shown_on(entry_id: str, entries: Mapping[str, Entry]) -> tuple[str, ...]:
    if not isinstance(entries.get(entry_id), Figure | Contact):
        return ()
    return tuple(
        page.id
        for page in entries.values()
        if isinstance(page, Page) and entry_id in _named_by(page)
    )


def _named_by(page: Page) -> set[str]:
    text = page.text(Locale.uz)
    blocks = [*text.intro, *(block for part in text.sections for block in part.blocks)]
    return {*figures_in(blocks), *page.contacts}
