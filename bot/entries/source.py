"""Sources: where a fact is from."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from bot.entries.base import EntryId, Frozen
from bot.entries.page import PartialDate


class SourceKind(StrEnum):
    """How much weight a source carries, the heaviest first."""

    OFFICIAL = "official"
    INTERGOVERNMENTAL = "intergovernmental"
    NGO = "ngo"
    PRESS = "press"
    SECONDARY = "secondary"
    BLOG = "blog"


class Source(Frozen):
    """A page, law or paper that was read; `title` is in its own language."""

    kind: Literal["source"] = "source"
    id: EntryId
    title: str
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    published: PartialDate | None = None
    source_kind: SourceKind
