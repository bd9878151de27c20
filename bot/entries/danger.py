"""Words of somebody in danger: a message that holds them is answered with urgent help."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import StringConstraints, model_validator

from bot.entries.base import EntryId, Frozen

ANY_ENDING = "*"
_WORD = r"[^\s*]+|[^\s*]{2,}\*"
SAID_PATTERN = rf"^(?:{_WORD})(?: (?:{_WORD}))*$"
Said = Annotated[str, StringConstraints(pattern=SAID_PATTERN, max_length=60)]
"""A word or a short phrase; `*` at the end of a word, behind two letters, is any ending."""


class Danger(Frozen):
    """Words of one kind of danger, in any spelling.

    `words` speak of danger in any message, `alone` only where nothing else is said. Whatever
    stands in a phrase of `unless` is ordinary: "gol urdi" is no blow.
    """

    kind: Literal["danger"] = "danger"
    id: EntryId
    words: tuple[Said, ...] = ()
    alone: tuple[Said, ...] = ()
    unless: tuple[Said, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.words or self.alone):
            raise ValueError("a group of danger has words, or words that stand alone")
        return self
