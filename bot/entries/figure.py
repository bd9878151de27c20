"""Figures: sums, rates, ages and deadlines with the days on which they hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from bot.entries.base import Basis, EntryId, Frozen, Localized, Reviewed

UNITS = (
    "percent",
    "number",
    "days",
    "weeks",
    "months",
    "years",
    "hours",
    "minutes",
    "persons",
    "points",
    "date",
)
"""Units that are no currency; every other unit is an ISO 4217 code."""


class Value(Frozen):
    """A value and the days on which it is in force, both included.

    `amount` (with `to` for a range) is in the figure's unit; a `date` figure has `day` instead.
    """

    start: date
    end: date | None = None
    amount: Decimal | None = None
    to: Decimal | None = None
    day: date | None = None
    about: bool = False
    basis: Basis = Basis.CONFIRMED
    sources: tuple[EntryId, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_one_value(self) -> Self:
        if (self.amount is None) == (self.day is None):
            raise ValueError("a value needs either an amount or a day")
        if self.to is not None and (self.amount is None or self.to <= self.amount):
            raise ValueError("the upper end of a range must be above its amount")
        if self.end is not None and self.end < self.start:
            raise ValueError("a value must not end before it starts")
        return self

    def covers(self, day: date) -> bool:
        """Say whether the value is in force on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


class Figure(Reviewed):
    """A named value over time; `values` are in order of their start and never overlap.

    The sources of the figure are those of its values.
    """

    kind: Literal["figure"] = "figure"
    id: EntryId
    destination: EntryId | None = None
    name: Localized
    unit: str
    values: tuple[Value, ...] = Field(min_length=1)
    note: Localized | None = None
