"""Any entry of a release, and its form in the database."""

from __future__ import annotations

import hashlib
from typing import Annotated

from pydantic import Field, TypeAdapter

from bot.entries.card import Card
from bot.entries.channel import Channel
from bot.entries.contact import Contact
from bot.entries.cost import Cost
from bot.entries.danger import Danger
from bot.entries.figure import Figure
from bot.entries.page import (
    Agreement,
    Convention,
    Destination,
    Institution,
    Journey,
    Programme,
    Situation,
    SocialSecurity,
    Topic,
)
from bot.entries.sign import Sign
from bot.entries.source import Source
from bot.entries.words import Words

Readable = (
    Destination
    | Programme
    | Agreement
    | SocialSecurity
    | Convention
    | Situation
    | Journey
    | Institution
    | Topic
    | Contact
    | Channel
    | Figure
    | Source
)
"""What a reader can open by its id."""
Helper = Words | Danger | Sign | Cost
"""What helps to find an entry, to hear danger, or to check an offer."""
Entry = Annotated[Readable | Card | Helper, Field(discriminator="kind")]
_ADAPTER: TypeAdapter[Entry] = TypeAdapter(Entry)


def dump(entry: Entry) -> str:
    """Return an entry as JSON: the same entry always gives the same text."""
    return _ADAPTER.dump_json(entry, exclude_defaults=False, exclude_none=True).decode()


def load(body: str | bytes) -> Entry:
    """Read an entry back from its JSON; raises pydantic's ValidationError when it is none."""
    return _ADAPTER.validate_json(body)


def fingerprint(body: str) -> str:
    """Return the SHA-256 (hex) of an entry's JSON: the key under which releases share it."""
    return hashlib.sha256(body.encode()).hexdigest()
