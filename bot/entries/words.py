"""Words that people use and the pages do not: what they say, and what it means here."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from bot.entries.base import EntryId, Frozen

PAGES_PATTERN = r"^(\*\.)?[a-z0-9]+([.-][a-z0-9]+)*(\.\*)?$"
PagesPattern = Annotated[str, StringConstraints(pattern=PAGES_PATTERN, max_length=44)]
"""An id of a page, or a part of ids with `*.` for any destination before or `.*` for all below."""
Phrase = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class Words(Frozen):
    """A group of words in any language and letters; what names it decides what they do.

    With `pages` they lead to those pages, with `destination` they narrow a search to it, with
    both they do both. `filler` words mean nothing for a search, `outside` words ask for what the
    guide does not tell, and `offer` words speak of somebody who sends people to work: beside a
    link, a name, a phone or a sum the message is checked.
    With none of these the words stand for each other.
    """

    kind: Literal["words"] = "words"
    id: EntryId
    pages: tuple[PagesPattern, ...] = ()
    destination: EntryId | None = None
    filler: bool = False
    outside: bool = False
    offer: bool = False
    words: tuple[Phrase, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _as_now(cls, data: Any) -> Any:
        """Read a group of an older release, where words of danger stood among these."""
        if isinstance(data, dict) and data.get("kind") == "words" and "danger" in data:
            return {name: value for name, value in data.items() if name != "danger"}
        return data

    @model_validator(mode="after")
    def _does_one_thing(self) -> Self:
        leads = bool(self.pages or self.destination)
        if leads + self.filler + self.outside + self.offer > 1:
            raise ValueError("a group leads to pages or is one of filler, outside, offer")
        if self.filler and any(len(text.split()) > 1 for text in self.words):
            raise ValueError("each filler is a single word")
        return self


def is_meant(pattern: str, page_id: str) -> bool:
    """Say whether a pattern of `pages` means a page.

    `*.rights.wage` means that page of every destination, and `kr.eps.*` all pages below one.
    """
    if pattern.startswith("*."):
        return page_id.partition(".")[2] == pattern[2:]
    if pattern.endswith(".*"):
        return page_id.startswith(pattern[:-1])
    return page_id == pattern
