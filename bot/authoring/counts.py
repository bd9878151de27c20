"""How much there is: pages, words, figures, contacts, agreements, sources by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from bot.authoring.rendering import plain_lines
from bot.entries.contact import Contact
from bot.entries.entry import Entry
from bot.entries.figure import Figure
from bot.entries.page import Agreement, Convention, Page, PageText
from bot.entries.source import Source, SourceKind
from bot.i18n import WRITTEN


def counts_of(entries: Iterable[Entry]) -> Mapping[str, int]:
    """Return counts by what is counted, in the order in which they are shown."""
    kinds: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for entry in entries:
        match entry:
            case Page():
                kinds["pages"] += 1
                kinds["agreements"] += isinstance(entry, Agreement)
                kinds["conventions"] += isinstance(entry, Convention)
                for locale in WRITTEN:
                    words[f"words in {locale.value}"] += _words(entry.text(locale))
            case Figure():
                kinds["figures"] += 1
                kinds["values of figures"] += len(entry.values)
            case Contact():
                kinds["contacts"] += 1
            case Source():
                kinds["sources"] += 1
                kinds[f"sources: {entry.source_kind.value}"] += 1
    order = ["pages", "agreements", "conventions", "figures", "values of figures", "contacts"]
    order += ["sources", *(f"sources: {kind.value}" for kind in SourceKind)]
    return {**{name: kinds[name] for name in order}, **words}


def _words(text: PageText) -> int:
    lines = [text.title, *plain_lines(text.intro)]
    for part in text.sections:
        lines += [part.heading, *plain_lines(part.blocks)]
    return sum(len(line.split()) for line in lines)
