"""The content folder as it was found: what every file claims, sound or not."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.authoring.forms import Placed
from bot.authoring.markdown import ParsedText
from bot.authoring.reader import Document, Path_
from bot.entries.page import AnyPage
from bot.i18n import WRITTEN, Locale


@dataclass(frozen=True, slots=True)
class Claim:
    """An id in a file: `kind` is the class of its entry, Page where the kind is not known.

    An entry that holds faults claims its id too, so that links to it are no faults as well.
    """

    id: str
    kind: type
    document: Document
    at: Path_


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
    def missing(self) -> tuple[Locale, ...]:
        """Return the locales that people write and that this page lacks."""
        return tuple(locale for locale in WRITTEN if locale not in self.texts)


@dataclass
class Tree:
    """Everything that was read; `unread` holds the kinds of files that could not be."""

    placed: list[Placed] = field(default_factory=list)
    pages: list[PageFolder] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    unread: set[type] = field(default_factory=set)
