"""Official channels: the sites, lines, bots and offices through which people deal with a state."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from bot.entries.base import EntryId, Localized, Reviewed
from bot.entries.page import PartialDate


class ChannelState(StrEnum):
    """Whether a channel can be used, in the order in which lists show it."""

    WORKS = "works"
    NOT_CONFIRMED = "not-confirmed"
    DISTURBED = "disturbed"
    CLOSED = "closed"


class Channel(Reviewed):
    """A way to an office, and whether it can be used on the day of the check.

    `destination` is `uz` for channels at home and missing for international ones. `contact` is
    the contact behind the channel; where the channel is closed, whom to turn to. `instead` says
    what to do where it does not surely work.
    """

    kind: Literal["channel"] = "channel"
    id: EntryId
    destination: EntryId | None = None
    name: Localized
    contact: EntryId | None = None
    url: str | None = None
    state: ChannelState
    since: PartialDate | None = None
    instead: Localized | None = None
    note: Localized | None = None
    order: int = 100
