"""Warning signs: words of an offer that people have been cheated with, and what to do then."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from bot.entries.base import EntryId, Frozen, Localized, Reviewed

SaidPhrase = Annotated[str, StringConstraints(min_length=2, max_length=60)]
"""Words in the order in which they are said; `*` at the end of one stands for any ending."""


class Said(Frozen):
    """Phrases per language of those who write offers; each may have any letters and spelling."""

    uz: tuple[SaidPhrase, ...] = ()
    ru: tuple[SaidPhrase, ...] = ()
    en: tuple[SaidPhrase, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Return the phrases of all languages."""
        return (*self.uz, *self.ru, *self.en)


class Sign(Reviewed):
    """A warning sign; it says nothing about the person who wrote the words.

    With `destinations` it stands only where one of them is named. `card` is the sign that a number
    of a bank card stands in an offer. `page` tells more.
    """

    kind: Literal["sign"] = "sign"
    id: EntryId
    order: int = 100
    destinations: tuple[EntryId, ...] = ()
    card: bool = False
    words: Said = Said()
    means: Localized
    do: Localized
    page: EntryId | None = Field(default=None)

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if not (self.card or self.words.all):
            raise ValueError("a sign has words in at least one language, or card: true")
        return self
