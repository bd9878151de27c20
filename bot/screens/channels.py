"""Official channels today: the list, sorted by what can be used, and one channel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.entries.base import HOME
from bot.entries.channel import Channel, ChannelState
from bot.entries.text import (
    Block,
    Bold,
    Bullets,
    Inline,
    Paragraph,
    Plain,
    Quote,
    heading,
    paragraph,
    plain,
)
from bot.screens.actions import ListChannels, ListSources, OpenEntry
from bot.screens.contact import place_name
from bot.screens.marks import BASIS_SIGNS, basis_key, basis_note, review_note
from bot.screens.menu import PORTION, country_name, foot, portion
from bot.screens.page import partial_date
from bot.screens.screen import ActionButton, LinkButton, Row, Screen
from bot.screens.view import View
from bot.screens.words import CHANNEL_SIGNS, CHANNEL_STATES

_ORDER = {state: number for number, state in enumerate(ChannelState)}


def door(view: View, destination: str = "") -> tuple[Row, ...]:
    """Return the row that opens the channels; none where the guide has no channel."""
    if not view.guide.channels():
        return ()
    label = view.t.pgettext("button", "📡 Official channels today")
    return ((ActionButton(label, ListChannels(destination)),),)


def listing(view: View, destination: str, offset: int) -> Screen:
    """Show a country's channels and then those at home; `""` shows all, by their state."""
    t = view.t
    country = view.guide.find_destination(destination)
    title = t.gettext("Official channels today")
    if country:
        title = t.gettext(
            "{country}: official channels today", country=country_name(view, country)
        )
    found = _of_country(view, country.id) if country else _all(view)
    start = offset if 0 <= offset < len(found) else 0
    shown = found[start : start + PORTION]
    blocks: list[Block] = [heading(title)]
    if found:
        blocks += [
            paragraph(
                t.gettext("Type an address yourself, and do not follow links from strangers.")
            ),
            *_lines(view, shown, by_place=country is not None),
            *_key(view, shown),
        ]
    else:
        blocks.append(paragraph(t.gettext("Nothing is confirmed here yet.")))
    place = country.id if country else ""
    rows = portion(
        view,
        found,
        offset,
        lambda channel: ActionButton(_label(view, channel), OpenEntry(channel.id)),
        lambda at: ListChannels(place, at),
    )
    jumps = () if country else _jumps(found)
    return Screen(
        tuple(blocks), (*jumps, *rows, *foot(view, OpenEntry(country.id) if country else None))
    )


def _all(view: View) -> list[Channel]:
    """Return all channels: those that work first, the reader's own country first in each state."""
    own = view.destination

    def place(channel: Channel) -> tuple[int, str]:
        if channel.destination == own and own:
            return 0, ""
        return (1, "") if channel.destination in {HOME, None} else (2, channel.destination or "")

    return sorted(view.guide.channels(), key=lambda c: (_ORDER[c.state], place(c)))


def _of_country(view: View, country: str) -> list[Channel]:
    """Return a country's own channels by state, then those at home and international ones."""
    near = [c for c in view.guide.channels() if c.destination in {country, HOME, None}]
    return sorted(near, key=lambda c: (c.destination != country, _ORDER[c.state]))


def _jumps(found: Sequence[Channel]) -> tuple[Row, ...]:
    """Return buttons to where each state begins, with its number of channels."""
    states = [channel.state for channel in found]
    buttons = tuple(
        ActionButton(
            f"{CHANNEL_SIGNS[state]} {states.count(state)}", ListChannels("", states.index(state))
        )
        for state in ChannelState
        if state in states
    )
    return (buttons,) if len(buttons) > 1 else ()


def _lines(view: View, shown: Sequence[Channel], *, by_place: bool) -> Iterator[Block]:
    """Yield the channels under their states; `by_place` says where those at home begin."""
    t = view.t

    def group(channel: Channel) -> tuple[bool, ChannelState]:
        return by_place and channel.destination in {HOME, None}, channel.state

    was_home = False
    for (is_home, state), channels in groupby(shown, key=group):
        if is_home and not was_home:
            yield heading(place_name(view, HOME))
            was_home = True
        yield Paragraph(inner=(Bold(inner=plain(t.gettext(CHANNEL_STATES[state]))),))
        yield Bullets(
            items=tuple(_line(view, channel, with_flag=not by_place) for channel in channels)
        )


def _line(view: View, channel: Channel, *, with_flag: bool) -> tuple[Inline, ...]:
    t = view.t
    country = view.guide.find_destination(channel.destination)
    flag = f"{country.flag} " if country and with_flag else ""
    parts = (
        [t.gettext("since {date}", date=partial_date(view, channel.since))]
        if channel.since
        else []
    )
    parts.append(t.gettext("checked {date}", date=t.short_date(channel.checked)))
    words = "".join(f" · {part}" for part in parts) + _marks(view, channel)
    if channel.instead:
        instead = t.gettext("Instead: {words}", words=channel.instead.to(view.locale))
        words = f"{words}\n{instead}"
    return (Bold(inner=plain(f"{flag}{channel.name.to(view.locale)}")), Plain(text=words))


def _marks(view: View, channel: Channel) -> str:
    return BASIS_SIGNS[channel.basis] + (" ⏳" if channel.is_overdue(view.today) else "")


def _key(view: View, shown: Sequence[Channel]) -> Iterator[Block]:
    """Yield what the signs in the lines mean."""
    lines = basis_key(view, {channel.basis for channel in shown})
    if any(channel.is_overdue(view.today) for channel in shown):
        lines.append(view.t.gettext("⏳ should have been checked again: it may have changed"))
    if lines:
        yield paragraph("\n".join(lines))


def _label(view: View, channel: Channel) -> str:
    country = view.guide.find_destination(channel.destination)
    flag = f"{country.flag} " if country else ""
    return f"{CHANNEL_SIGNS[channel.state]} {flag}{channel.name.to(view.locale)}"


def show(view: View, channel: Channel, notice: tuple[Block, ...] = ()) -> Screen:
    """Show one channel: whether it can be used, what to do instead, how to reach it."""
    t = view.t
    state = t.gettext(CHANNEL_STATES[channel.state])
    if channel.since:
        date = t.gettext("since {date}", date=partial_date(view, channel.since))
        state = f"{state} · {date}"
    blocks: list[Block] = [
        *notice,
        heading(channel.name.to(view.locale)),
        paragraph(place_name(view, channel.destination or "")),
        Paragraph(inner=(Bold(inner=plain(state)),)),
    ]
    if channel.instead:
        instead = t.gettext("Instead: {words}", words=channel.instead.to(view.locale))
        blocks.append(Quote(paragraphs=(plain(instead),)))
    if channel.note:
        blocks.append(paragraph(channel.note.to(view.locale)))
    if channel.url:
        blocks.append(paragraph(f"🌐 {channel.url}"))
    blocks += basis_note(view, channel.basis)
    blocks.append(review_note(view, channel))
    known = view.guide.find_destination(channel.destination)
    back = ListChannels(known.id if known else "")
    return Screen(tuple(blocks), (*_ways(view, channel), *foot(view, back)))


def _ways(view: View, channel: Channel) -> Iterator[Row]:
    t = view.t
    contact = view.guide.find_contact(channel.contact or "")
    if channel.url:
        yield (LinkButton(t.pgettext("button", "🌐 Website"), channel.url),)
    if contact:
        yield (ActionButton(f"📞 {contact.name.to(view.locale)}", OpenEntry(contact.id)),)
    sources = ActionButton(t.pgettext("button", "📚 Sources"), ListSources(channel.id))
    yield sources, LinkButton(t.pgettext("button", "↗️ Share"), view.share_link(channel.id))
