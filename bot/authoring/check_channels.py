"""Rules on official channels. One function for each rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.authoring.forms import is_partial_date
from bot.authoring.tree import Tree, Written
from bot.entries.channel import Channel, ChannelState
from bot.errors import Fault, mark

_STATES = set(ChannelState)


def check_channels(tree: Tree, today: date) -> Iterator[Fault]:
    """Yield the faults of the channels."""
    for channel in tree.written:
        # What has no state of the list is told of that first.
        if channel.kind is Channel and channel.fields.get("state") in _STATES:
            yield from ways(channel)
            yield from replacements(channel)
            yield from beginnings(channel, today)


def ways(channel: Written) -> Iterator[Fault]:
    """A channel can be reached, unless it is closed: then no link leads there."""
    fields, fault = channel.fields, channel.document.fault
    if fields.get("state") == ChannelState.CLOSED:
        if fields.get("url"):
            message = mark("a closed channel has a link that people would follow")
            mend = mark("remove it, and say in `instead` where to go")
            yield fault((*channel.at, "url"), "channel", message, mend)
    elif not fields.get("contact") and not fields.get("url"):
        message = mark("the channel has no way to reach it")
        mend = mark("add `contact: …`, the id of a contact, or `url: https://…`")
        yield fault(channel.at, "channel", message, mend)


def replacements(channel: Written) -> Iterator[Fault]:
    """What to do instead is said where a channel does not surely work, and only there."""
    fields, fault = channel.fields, channel.document.fault
    if fields.get("state") == ChannelState.WORKS:
        if fields.get("instead") is not None:
            message = mark("a channel that works says what to do instead")
            mend = mark("remove `instead`, or change the state")
            yield fault((*channel.at, "instead"), "channel", message, mend)
    elif fields.get("instead") is None:
        message = mark("the channel does not surely work, and nothing is said to do instead")
        mend = mark("add `instead: …`, in `uz`, `ru` and `en`")
        yield fault((*channel.at, "state"), "channel", message, mend)


def beginnings(channel: Written, today: date) -> Iterator[Fault]:
    """A state is that of today: it did not begin in the future."""
    since = channel.fields.get("since")
    # In Tashkent the day begins earlier than in UTC.
    latest = (today + timedelta(days=1)).isoformat()
    if isinstance(since, str) and is_partial_date(since) and since > latest[: len(since)]:
        message = mark("the state begins in the future: {day}")
        mend = mark("write the state of today, and change it on that day")
        yield channel.document.fault((*channel.at, "since"), "channel", message, mend, day=since)
