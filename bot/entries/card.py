"""Cards: a few words in the language of a country, to be shown or said to people there."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from bot.entries.base import EntryId, Frozen, Localized

SHOWN_LIMIT = 256
"""UTF-16 units of all words of a card: a button copies them (Bot API: CopyTextButton)."""


class Meaning(StrEnum):
    """What a phrase of a card means; the interface has the words for it."""

    HELP = "help"
    POLICE = "police"
    AMBULANCE = "ambulance"
    CITIZEN = "citizen"
    EMBASSY = "embassy"
    INTERPRETER = "interpreter"


class LocalPhrase(Frozen):
    """A phrase as it is written in the country; `sound` tells how to say it, for who cannot read it."""

    means: Meaning
    words: str = Field(min_length=1, max_length=120)
    sound: Localized | None = None


class Card(Frozen):
    """The phrases of one language, in the order in which they are shown.

    `checked_by_native` says whether a native speaker has read them.
    """

    kind: Literal["card"] = "card"
    id: EntryId
    language: str = Field(pattern=r"^[a-z]{2,3}$")
    destinations: tuple[EntryId, ...] = Field(min_length=1)
    checked_by_native: bool
    phrases: tuple[LocalPhrase, ...] = Field(min_length=1)
    order: int = 100

    @property
    def text(self) -> str:
        """Return all words, a line for each phrase."""
        return "\n".join(phrase.words for phrase in self.phrases)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if len({phrase.means for phrase in self.phrases}) < len(self.phrases):
            raise ValueError("each meaning stands in a card once")
        if len(self.text.encode("utf-16-le")) // 2 > SHOWN_LIMIT:
            raise ValueError(f"the words of a card are at most {SHOWN_LIMIT} letters together")
        return self
