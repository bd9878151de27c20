"""A person with a phone, the real bot, and our simulator between them, over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.app import Application, application
from bot.settings import Settings, read_settings
from bot.simulator.serve import running
from bot.simulator.world import Simulator

TOKEN = "1000000001:test-token-of-nobody-at-all-0123456"
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
Message = dict[str, Any]


class SteppingClock:
    """Simulated seconds: a moment passes with each look, so that nobody floods."""

    def __init__(self, start: float = NOON.timestamp(), step_s: float = 0.02) -> None:
        self.now_s = start
        self.step_s = step_s

    def __call__(self) -> float:
        self.now_s += self.step_s
        return self.now_s

    def pass_by(self, seconds: float) -> None:
        self.now_s += seconds


@dataclass
class Town:
    """The simulator with the bot that serves it."""

    world: Simulator
    app: Application
    clock: SteppingClock
    settings: Settings

    def phone(self, name: str = "Dilshod", language_code: str = "uz") -> Phone:
        return Phone(self, self.world.add_person(name, language_code=language_code))

    async def settled(self, timeout_s: float = 20.0) -> None:
        """Wait until the bot has handled and confirmed everything that was waiting for it."""
        await self.world.wait_for(lambda: len(self.world.inbox) == 0, timeout_s)

    def refused(self) -> list[tuple[str, Any]]:
        """Return the calls that the simulator refused, with its words."""
        return [
            (call.method, call.response.get("description"))
            for call in self.world.calls
            if call.status != 200
        ]


@dataclass
class Phone:
    """One person's chat with the bot."""

    town: Town
    id: int

    async def write(self, text: str) -> Message:
        """Write a text; return the last message of the chat once the bot has answered."""
        self.town.world.send_text(self.id, text)
        return await self.look()

    async def look(self) -> Message:
        self.town.clock.pass_by(5)
        await self.town.settled()
        return self.shown()

    def shown(self) -> Message:
        """Return the last screen of the chat; what followed it (pins, files) is no screen."""
        messages = self.town.world.messages(self.id)
        own = (n for n, message in enumerate(messages) if not message["from"]["is_bot"])
        answers = messages[max(own, default=-1) + 1 :]
        screens = (one for one in reversed(answers) if buttons(one))
        return next(screens, messages[-1])

    async def send_place(self, lat: float, lon: float) -> Message:
        """Send a place, as the button that asks for it or the paper clip does."""
        self.town.world.send_location(self.id, lat, lon)
        return await self.look()

    async def press(self, label: str) -> Message:
        """Press the button of the last message whose label holds some words."""
        shown = self.shown()
        found = [button for button in buttons(shown) if label in button["text"]]
        assert found, f"no button {label!r} among {[b['text'] for b in buttons(shown)]}"
        return await self.press_data(found[0]["callback_data"], shown["message_id"])

    async def press_data(self, data: str, message_id: int | None = None) -> Message:
        """Send callback data as a button of a message would, or as a forger would."""
        last = self.shown()["message_id"]
        self.town.world.press(self.id, self.id, message_id or last, data)
        return await self.look()

    async def settle_in(self, language: str = "Oʻzbekcha") -> Message:
        """Begin, and choose a language."""
        await self.write("/start")
        return await self.press(language)


def buttons(message: Message) -> list[dict[str, Any]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def labels(message: Message) -> list[str]:
    return [button["text"] for button in buttons(message)]


@asynccontextmanager
async def town(
    content: Path,
    database_url: str,
    *,
    now: Callable[[], datetime] = lambda: NOON,
    **more: Any,
) -> AsyncIterator[Town]:
    """Run simulator and bot (long polling) in this loop until the end of the block."""
    clock = SteppingClock()
    world = Simulator(TOKEN, clock=clock)
    async with running(world) as address:
        settings = read_settings(
            bot_token=TOKEN,
            api_url=address,
            database_url=database_url,
            content_dir=content,
            rate=1000.0,
        )
        async with application(settings, now=now, **more) as app:
            stop = asyncio.Event()
            polling = asyncio.create_task(app.polling.run(stop))
            try:
                yield Town(world, app, clock, settings)
            finally:
                stop.set()
                await polling
