"""What Telegram shows of the bot before anyone writes: commands and descriptions, per language."""

from __future__ import annotations

from collections.abc import Mapping

from telegram import Bot, BotCommand

from bot.errors import mark
from bot.i18n import Locale, Translator
from bot.telegram.router import COMMANDS

DESCRIPTION = mark(
    "Yoʻldosh helps people from Uzbekistan who work, or want to work, abroad: official ways to "
    "go, rights at work, social security, help in trouble. Free. It never asks for money or "
    "passport data."
)
SHORT_DESCRIPTION = mark(
    "Guidance for people from Uzbekistan who work abroad. Free, with sources."
)

# Telegram knows languages without scripts (Bot API: two-letter ISO 639-1 codes), so a reader
# of Cyrillic Uzbek sees the Latin menu; everything inside the chat follows their choice.
_CODES = {Locale.uz: "uz", Locale.ru: "ru", Locale.en: "en"}


async def introduce(bot: Bot, translators: Mapping[Locale, Translator]) -> None:
    """Set commands, description and short description: Uzbek for all, then per language.

    Raises TelegramError when Telegram cannot be reached or refuses one.
    """
    await _introduce(bot, translators[Locale.uz], None)
    for locale, code in _CODES.items():
        await _introduce(bot, translators[locale], code)


async def _introduce(bot: Bot, t: Translator, code: str | None) -> None:
    menu = [BotCommand(command.name, t.gettext(command.description)) for command in COMMANDS]
    await bot.set_my_commands(menu, language_code=code)
    await bot.set_my_description(t.gettext(DESCRIPTION), language_code=code)
    await bot.set_my_short_description(t.gettext(SHORT_DESCRIPTION), language_code=code)
