"""What all entries share: ids, localized words, dates of review, and the basis of a claim."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bot.i18n import Locale

ID_PATTERN = r"^[a-z0-9]+([.-][a-z0-9]+)*$"
ID_LIMIT = 40

EntryId = Annotated[str, Field(pattern=ID_PATTERN, max_length=ID_LIMIT)]
"""A stable dotted id. 40 characters leave room in the 64 bytes of callback data."""
HOME = "uz"
"""The country people come from: it has contacts, figures and channels but is no destination."""


class Basis(StrEnum):
    """What a statement rests on."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    CONFLICTING = "conflicting"


class Frozen(BaseModel):
    """A value that is compared by content and never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Localized(Frozen):
    """A short text in the four renderings; `uz_Cyrl` is made from `uz` at publishing."""

    uz: str
    uz_Cyrl: str  # noqa: N815 (the name of the locale)
    ru: str
    en: str

    def to(self, locale: Locale) -> str:
        """Return the rendering for a locale."""
        text: str = getattr(self, locale.value)
        return text


class Reviewed(Frozen):
    """When an entry was compared with its sources, and when it must be again.

    `review_by` is the last day on which the entry still counts as reviewed.
    """

    checked: date
    review_by: date
    basis: Basis = Basis.CONFIRMED
    sources: tuple[EntryId, ...] = Field(min_length=1)

    def is_overdue(self, today: date) -> bool:
        """Say whether the day of review has passed."""
        return today > self.review_by
