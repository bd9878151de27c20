"""Inline queries: what a person types after the bot's name in any chat. Nothing of it is kept."""

from __future__ import annotations

from bot.screens import offers
from bot.screens.offers import Offers
from bot.telegram.turn import Turn


def offer(turn: Turn, query: str) -> Offers:
    """Return what the person can send, in their language."""
    view = turn.view()
    if not query.strip():
        return offers.usual(view)
    return offers.found(view, turn.guide.search.find(query, view.destination, offers.MOST))
