"""What a handler is told: one person, one moment, one release."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.guide.guide import Guide
from bot.i18n import Locale, Translator
from bot.offline.shelf import Shelf
from bot.screens.screen import Screen
from bot.screens.view import View
from bot.telegram.gaps import Gaps
from bot.telegram.people import People
from db.people import Person

HOME = "Asia/Tashkent"


@dataclass(frozen=True, slots=True)
class Turn:
    """One update being answered; `person` is None until a language was chosen.

    `now` is aware UTC; `locale` is the person's, or what Telegram tells of their app.
    `later` sends what is made slowly as a message of its own, after the update was answered.
    """

    chat_id: int
    person: Person | None
    locale: Locale
    guide: Guide
    translators: Mapping[Locale, Translator]
    people: People
    gaps: Gaps
    now: datetime
    bot_name: str
    shelf: Shelf
    later: Callable[[Callable[[], Awaitable[Screen]]], None]

    def view(self, locale: Locale | None = None, destination: str | None = None) -> View:
        """Return the view of this person, with a changed locale or destination where given."""
        own = self.person.destination if self.person else None
        chosen = own if destination is None else destination
        return View(
            guide=self.guide,
            t=self.translators[locale or self.locale],
            today=self._today(chosen),
            destination=chosen,
            bot_name=self.bot_name,
        )

    def _today(self, destination: str | None) -> date:
        """Return the day in the person's country, or at home: a rule changes at its midnight."""
        country = self.guide.find_destination(destination)
        return self.now.astimezone(ZoneInfo(country.time_zone if country else HOME)).date()

    async def keep(self, locale: Locale, destination: str | None) -> None:
        """Keep the person's choices."""
        person = Person(chat_id=self.chat_id, locale=locale.value, destination=destination)
        await self.people.save(person, self.now)


Handler = Callable[[Turn], Awaitable[Screen]]
