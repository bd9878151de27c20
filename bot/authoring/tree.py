"""The content folder as it was found: what every file claims, sound or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.authoring.forms import Placed
from bot.authoring.markdown import ParsedText
from bot.authoring.reader import Document, Path_, Raw
from bot.entries.entry import Entry
from bot.entries.page import AnyPage, Page
from bot.i18n import WRITTEN, Locale


@dataclass(frozen=True, slots=True)
class Written:
    """The fields of an entry as they stand in a file, sound or not.

    `kind` is the class of the entry, Page where the kind is not known.
    """

    kind: type[Entry | Page]
    fields: dict[str, Raw]
    document: Document
    at: Path_


@dataclass(frozen=True, slots=True)
class Claim:
    """An id in a file, with the entry that has it.

    An entry that holds faults claims its id too, so that links to it are no faults as well.
    """

    id: str
    entry: Written


@dataclass
class PageFolder:
    """The parts of one page: `data` is its page.yaml where that is sound, `placed` all of it.

    `stamped` are the translations that were ever stamped.
    """

    name: str
    document: Document | None = None
    texts: dict[Locale, ParsedText] = field(default_factory=dict)
    data: AnyPage | None = None
    placed: Placed | None = None
    stamped: frozenset[Locale] = frozenset()

    @property
    def id(self) -> str | None:
        """Return the id that its page.yaml claims, sound or not."""
        fields = self.document.value if self.document else None
        claimed = fields.get("id") if isinstance(fields, dict) else None
        return claimed if isinstance(claimed, str) else None

    @property
    def missing(self) -> tuple[Locale, ...]:
        """Return the locales that people write and that this page lacks."""
        return tuple(locale for locale in WRITTEN if locale not in self.texts)


@dataclass
class Tree:
    """Everything that was read; `unread` holds the kinds of files that could not be."""

    placed: list[Placed] = field(default_factory=list)
    pages: list[PageFolder] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    unread: set[type] = field(default_factory=set)

    @property
    def claims(self) -> Iterator[Claim]:
        """Return the ids in the order of the files."""
        for entry in self.written:
            if isinstance(entry_id := entry.fields.get("id"), str):
                yield Claim(entry_id, entry)
