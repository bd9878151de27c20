"""What readers will see change between two releases, per language."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any

from bot.authoring.rendering import named_in, plain_lines
from bot.entries.channel import Channel
from bot.entries.contact import Contact
from bot.entries.entry import Entry
from bot.entries.figure import Figure
from bot.entries.page import Destination, Page, PageText
from bot.i18n import Locale

_IN_ROWS = {"values", "phones", "ratifications"}
"""Lists of which each part is a line of its own."""


class Change(StrEnum):
    """What happened to an entry."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A changed entry: its lines with `-` and `+` per locale, and the pages that show it."""

    entry: str
    change: Change
    lines: Mapping[Locale, tuple[str, ...]]
    shown_on: tuple[str, ...] = ()


def differences(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> Iterator[Difference]:
    """Yield what changed, in order of id."""
    changed = [
        key for key in sorted(before.keys() | after.keys()) if before.get(key) != after.get(key)
    ]
    shown = _shown_on(after) if changed else {}
    for key in changed:
        old, new = before.get(key), after.get(key)
        change = Change.CHANGED if old and new else Change.ADDED if new else Change.REMOVED
        lines = {locale: _compared(_lines(old, locale), _lines(new, locale)) for locale in Locale}
        yield Difference(key, change, lines, tuple(shown.get(key, ())))


def _compared(old: list[str], new: list[str]) -> tuple[str, ...]:
    rows = list(difflib.unified_diff(old, new, lineterm="", n=0))[2:]
    return tuple(row for row in rows if not row.startswith("@@"))


def _lines(entry: Entry | None, locale: Locale) -> list[str]:
    if entry is None:
        return []
    if isinstance(entry, Page):
        return [*_page_lines(entry.text(locale)), *_data_lines(entry, locale)]
    return _data_lines(entry, locale)


def _page_lines(text: PageText) -> Iterator[str]:
    yield f"# {text.title}"
    yield from _outdated(text, "")
    yield from plain_lines(text.intro)
    for part in text.sections:
        yield f"## {part.heading}"
        if part.basis:
            yield f"basis: {part.basis.value}"
        yield from _outdated(text, part.id)
        yield from plain_lines(part.blocks)


def _outdated(text: PageText, section: str) -> Iterator[str]:
    if section in text.outdated:
        yield "(marked as older than its Uzbek text)"


def _data_lines(entry: Entry, locale: Locale) -> list[str]:
    data = entry.model_dump(
        mode="json", exclude={"texts"}, exclude_defaults=True, exclude_none=True
    )
    lines: list[str] = []
    for name, value in data.items():
        items = value if isinstance(value, list) and name in _IN_ROWS else [value]
        lines += [f"{name}: {_flat(item, locale)}" for item in items]
    return lines


def _flat(value: Any, locale: Locale) -> str:
    if isinstance(value, dict):
        if locale.value in value:
            return str(value[locale.value])
        return ", ".join(f"{name} {_flat(inner, locale)}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_flat(inner, locale) for inner in value)
    return str(value)


def _shown_on(entries: Mapping[str, Entry]) -> dict[str, list[str]]:
    """Return which pages and channels show each figure and contact."""
    found: dict[str, list[str]] = {}
    for page in entries.values():
        if isinstance(page, Channel) and page.contact:
            found.setdefault(page.contact, []).append(page.id)
        if not isinstance(page, Page):
            continue
        text = page.text(Locale.uz)
        blocks = chain(text.intro, *(part.blocks for part in text.sections))
        emergency = page.emergency if isinstance(page, Destination) else ()
        for name in dict.fromkeys((*named_in(blocks), *page.contacts, *emergency)):
            if isinstance(entries.get(name), Figure | Contact):
                found.setdefault(name, []).append(page.id)
    return found
