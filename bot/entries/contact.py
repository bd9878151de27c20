"""Contacts: whom to call, write to or visit."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from bot.entries.base import EntryId, Frozen, Localized, Reviewed


class ContactKind(StrEnum):
    """What a contact is, in the order in which lists show them."""

    EMERGENCY = "emergency"
    POLICE = "police"
    HOTLINE = "hotline"
    EMBASSY = "embassy"
    CONSULATE = "consulate"
    AGENCY = "agency"
    LABOUR_OFFICE = "labour-office"
    SUPPORT_CENTRE = "support-centre"
    NGO = "ngo"
    UNION = "union"
    COURT = "court"
    INSURANCE = "insurance"
    OTHER = "other"


class Phone(Frozen):
    """A number in international form, spaces allowed: `+82 2 1234 5678`."""

    number: str = Field(pattern=r"^\+[1-9][0-9 \-]{5,22}$")
    note: Localized | None = None


class Contact(Reviewed):
    """A phone, address or account that people can turn to.

    `short_number` works only inside the destination. `destination` is `uz` for contacts at home
    and missing for international ones. `lat` and `lon` are degrees and only place a pin: the
    printed address decides. `located_in` is the country where it stands, if that is another one.
    """

    kind: Literal["contact"] = "contact"
    id: EntryId
    destination: EntryId | None = None
    contact_kind: ContactKind
    name: Localized
    local_name: str | None = None
    phones: tuple[Phone, ...] = ()
    short_number: str | None = Field(default=None, pattern=r"^[0-9*#+\- ]{2,12}$")
    email: str | None = Field(default=None, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    url: str | None = None
    telegram: str | None = Field(default=None, pattern=r"^@[A-Za-z0-9_]{4,32}$")
    address: str | None = None
    city: Localized | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    located_in: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    hours: Localized | None = None
    languages: tuple[str, ...] = ()
    free: bool | None = None
    note: Localized | None = None
    order: int = 100
