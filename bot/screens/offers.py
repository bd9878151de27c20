"""What a person can send to any chat: pages and urgent help, each with the way to the bot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from bot.entries.page import Destination, Page
from bot.entries.text import Block, heading, letters, lines_of
from bot.guide.search import Found, Verdict
from bot.screens import destination, page, urgent
from bot.screens.menu import country_name, page_label
from bot.screens.screen import LinkButton, Screen
from bot.screens.text import resolve
from bot.screens.view import View

MOST = 20
"""Results of one query: more than anybody scrolls through on a phone."""
DESCRIPTION = 120
"""Characters below a title: two lines on a small phone."""
URGENT = "urgent"
CHOOSE = "destination"
ASK = "home"
"""Commands as `start` parameters."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to send; `id` is unique among those of a query and at most 40 letters."""

    id: str
    title: str
    description: str
    screen: Screen


@dataclass(frozen=True, slots=True)
class Offers:
    """What a query offers; where `label` is not empty, a button leads to the private chat.

    `start` is the parameter with which the private chat opens.
    """

    offers: tuple[Offer, ...]
    label: str = ""
    start: str = ""


def usual(view: View) -> Offers:
    """Offer what is needed most before anything was asked: urgent help, then the own country."""
    guide = view.guide
    own = guide.find_destination(view.destination)
    pages: list[Page] = [own] if own else []
    pages += guide.urgent_situations(view.destination)
    if own is None:
        pages += guide.destinations()
    return _offers(view, (_urgent(view), *(_page(view, entry) for entry in pages)))


def found(view: View, result: Found) -> Offers:
    """Offer the pages that a question found; with nothing found, only the private chat."""
    t = view.t
    first: tuple[Offer, ...] = ()
    if result.is_danger:
        named = next(iter(result.destinations)) if len(result.destinations) == 1 else None
        first = (_urgent(replace(view, destination=named or view.destination)),)
    if result.verdict is Verdict.NOTHING:
        label = t.gettext("Nothing found. Ask in the private chat")
        return Offers(first, label, ASK)
    pages = (view.guide.find_page(hit.page) for hit in result.hits)
    return _offers(view, (*first, *(_page(view, entry) for entry in pages if entry)))


def _offers(view: View, offers: tuple[Offer, ...]) -> Offers:
    shown = offers[:MOST]
    if view.destination:
        return Offers(shown)
    return Offers(shown, view.t.gettext("Choose your country: the answers will fit it"), CHOOSE)


def _urgent(view: View) -> Offer:
    shown = urgent.show(view)
    own = view.guide.find_destination(view.destination)
    title = view.t.gettext("🆘 Urgent help")
    if own:
        title = view.t.gettext("🆘 Urgent help: {country}", country=country_name(view, own))
    return _offer(view, URGENT, title, shown.blocks[1:], (heading(title), *shown.blocks[1:]))


def _page(view: View, entry: Page) -> Offer:
    shown = (
        destination.show(view, entry) if isinstance(entry, Destination) else page.show(view, entry)
    )
    title = page_label(view, entry)
    # A friend does not know which country is meant: the heading names it.
    blocks = (heading(title), *shown.blocks[1:])
    told = resolve(view, entry.text(view.locale).intro)
    return _offer(view, entry.id, title, told, blocks)


def _offer(
    view: View, entry_id: str, title: str, told: tuple[Block, ...], blocks: tuple[Block, ...]
) -> Offer:
    label = view.t.pgettext("button", "➡️ Open in Yoʻldosh")
    button = LinkButton(label, view.link_to(entry_id))
    return Offer(entry_id, title, _beginning(told), Screen(blocks, ((button,),)))


def _beginning(blocks: tuple[Block, ...]) -> str:
    """Return the first words of a text, cut between words."""
    words = " ".join(islice(_words(blocks), DESCRIPTION))
    if len(words) <= DESCRIPTION:
        return words
    return f"{words[:DESCRIPTION].rpartition(' ')[0].rstrip(' ,.;:–—')}…"


def _words(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        for line in lines_of(block):
            yield from letters(line).split()
