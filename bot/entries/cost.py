"""Official costs: which figures are the price of a way to go, to hold an asked sum against."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from bot.entries.base import EntryId, Frozen


class Cost(Frozen):
    """What a way to a country costs, as ids of figures; their sources and dates are theirs.

    `total` is the whole price and `parts` single payments; `cases` are sums that people were
    asked for in cases told on the pages, and `wages` stand beside a promised wage.
    `employer_pays` says that the worker owes nothing of it, as `page` tells. A cost of a
    `programme` counts before those of the whole country.
    """

    kind: Literal["cost"] = "cost"
    id: EntryId
    destination: EntryId
    programme: EntryId | None = None
    page: EntryId
    total: tuple[EntryId, ...] = ()
    parts: tuple[EntryId, ...] = ()
    cases: tuple[EntryId, ...] = ()
    wages: tuple[EntryId, ...] = ()
    employer_pays: bool = False

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.total or self.parts or self.cases or self.wages or self.employer_pays):
            raise ValueError("a cost names at least one figure, or employer_pays: true")
        return self
