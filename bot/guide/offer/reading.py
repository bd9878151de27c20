"""An offer as one text in one form, and what was found in it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

LIMIT = 4096
"""Letters of an offer that are read: a message holds no more (Bot API: sendMessage)."""
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff]"
)


def clean(text: str) -> str:
    """Return a text in the form that is read: plain letters, nothing invisible, at most LIMIT.

    Letters in bold or wide forms become plain ones, and an ideographic full stop a full stop.
    """
    plain = unicodedata.normalize("NFKC", text[:LIMIT])
    return _INVISIBLE.sub("", plain).replace("\u3002", ".")[:LIMIT]


class Kind(Enum):
    """What an address in an offer is."""

    PHONE = auto()
    SHORT = auto()  # Dialled inside one country only: 1282.
    NAME = auto()  # An account of Telegram.
    INVITE = auto()  # A closed chat of Telegram, which has no name.
    LINK = auto()
    EMAIL = auto()
    CARD = auto()


@dataclass(frozen=True, slots=True)
class Address:
    """A way to reach somebody, or to pay them, as it stands in an offer.

    `value` is the comparable form: digits of a phone, a name without @ in small letters, the host
    of a link without `www.`, an e-mail in small letters.
    """

    kind: Kind
    typed: str
    value: str


class Role(Enum):
    """What a sum in an offer is for, as far as the words around it tell."""

    ASKED = auto()
    PROMISED = auto()
    UNCLEAR = auto()


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum in an offer; `currency` is an ISO 4217 code, or "" where none is named.

    `low` and `high` are the ends of a range, the same for a single amount.
    """

    typed: str
    low: Decimal
    high: Decimal
    currency: str
    role: Role = Role.UNCLEAR


@dataclass(frozen=True, slots=True)
class Extracted:
    """Everything in an offer that can be compared, in the order in which it stands there.

    `rest` is the text with all that blanked out, letter for letter.
    """

    text: str
    addresses: tuple[Address, ...] = ()
    sums: tuple[Sum, ...] = ()
    rest: str = ""


def blanked(text: str, start: int, end: int) -> str:
    """Return a text with a piece of it replaced by as many spaces."""
    return f"{text[:start]}{' ' * (end - start)}{text[end:]}"
