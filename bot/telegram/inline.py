"""Offers as Telegram's results of an inline query (Bot API: answerInlineQuery)."""

from __future__ import annotations

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)

from bot.screens.offers import Offer, Offers
from bot.telegram.html import fitted, render
from bot.telegram.keyboard import keyboard

CACHE_S = 10
"""How long Telegram may repeat an answer to the same person: short, for the content changes."""


def results(offers: Offers) -> list[InlineQueryResultArticle]:
    """Return the results to choose from, in order."""
    return [_article(offer) for offer in offers.offers]


def button(offers: Offers) -> InlineQueryResultsButton | None:
    """Return the button above the results that opens the private chat, or None."""
    if not offers.label:
        return None
    return InlineQueryResultsButton(offers.label, start_parameter=offers.start)


def _article(offer: Offer) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        offer.id,
        offer.title,
        InputTextMessageContent(
            render(fitted(offer.screen.blocks)),
            parse_mode="HTML",
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
        reply_markup=keyboard(offer.screen),
        description=offer.description,
    )
