"""Telegram calls us: what is refused, what is repeated, what arrives."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.simulator.serve import running
from bot.simulator.world import Simulator
from tests.support.postgres import free_port
from tests.support.processes import yoldosh
from tests.support.talk import TOKEN, SteppingClock, buttons
from tests.support.trees import sound_files, write_tree

SECRET = "a-secret-of-nobody-0123456789"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Hooked:
    """A bot behind a webhook, in a process of its own."""

    world: Simulator
    url: str
    log: Path

    async def post(self, body: bytes, secret: str | None = SECRET) -> int:
        """Call the webhook as Telegram would, or as somebody else; return the status."""
        headers = {HEADER: secret} if secret is not None else {}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url, data=io.BytesIO(body), headers=headers) as answer,
        ):
            return answer.status

    def bot_messages(self, person: int) -> list[dict[str, Any]]:
        return [m for m in self.world.messages(person) if m["from"]["is_bot"]]


@asynccontextmanager
async def hooked(tmp_path: Path, database_url: str) -> AsyncIterator[Hooked]:
    content = write_tree(tmp_path / "content", sound_files())
    world = Simulator(TOKEN, clock=SteppingClock())
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    async with running(world) as address:
        settings = {
            "YOLDOSH_BOT_TOKEN": TOKEN,
            "YOLDOSH_API_URL": address,
            "YOLDOSH_DATABASE_URL": database_url,
            "YOLDOSH_CONTENT_DIR": str(content),
            "YOLDOSH_WEBHOOK_URL": url,
            "YOLDOSH_WEBHOOK_SECRET": SECRET,
            "YOLDOSH_LISTEN": f"127.0.0.1:{port}",
        }
        log = tmp_path / "log"
        async with yoldosh("run", "--webhook", settings=settings, log=log):
            await world.wait_for(lambda: bool(world.webhook.url), timeout_s=30)
            yield Hooked(world, url, log)


@pytest.fixture
async def place(tmp_path: Path, database_url: str) -> AsyncIterator[Hooked]:
    async with hooked(tmp_path, database_url) as made:
        yield made


async def test_a_person_talks_through_the_webhook(place: Hooked) -> None:
    world = place.world
    person = world.add_person("Dilshod")
    world.send_text(person, "/start")
    await world.wait_for(lambda: len(world.inbox) == 0, timeout_s=30)
    shown = world.messages(person)[-1]
    data = buttons(shown)[0]["callback_data"]
    world.press(person, person, shown["message_id"], data)
    await world.wait_for(lambda: len(world.inbox) == 0, timeout_s=30)
    assert "Yoʻldosh" in world.messages(person)[-1]["text"]


async def test_only_telegram_may_call_and_each_update_acts_once(place: Hooked) -> None:
    world = place.world
    person = world.add_person("Dilshod")
    world.send_text(person, "/start")
    await world.wait_for(lambda: len(world.inbox) == 0, timeout_s=30)
    before = len(place.bot_messages(person))
    update = {"update_id": 900_001, "message": {**world.messages(person)[0], "message_id": 77}}
    body = json.dumps(update).encode()

    assert await place.post(body, secret=None) == 403
    assert await place.post(body, secret="") == 403
    assert await place.post(body, secret=SECRET[:-1] + "x") == 403
    assert len(place.bot_messages(person)) == before

    assert await place.post(body) == 200
    assert await place.post(body) == 200
    assert len(place.bot_messages(person)) == before + 1


MALFORMED = (
    (b"", 400),
    (b"no json", 400),
    (b"[]", 400),
    (b'{"message": {}}', 400),
    (b'{"update_id": "x"}', 400),
    (b"[" * 100_000, 400),
    (b'{"update_id": 5, "message": "text"}', 200),
    (b'{"update_id": 6, "callback_query": {"id": "1"}}', 200),
    (b'{"update_id": 7, "message": {"message_id": 1, "date": 1, "text": "\\ud800"}}', 200),
    (b"x" * (1024 * 1024 + 1), 413),
)


async def test_a_malformed_call_is_refused_and_harms_nothing(place: Hooked) -> None:
    for body, status in MALFORMED:
        assert await place.post(body) == status, body[:80]
    person = place.world.add_person("Dilshod")
    place.world.send_text(person, "/start")
    await place.world.wait_for(lambda: len(place.world.inbox) == 0, timeout_s=30)
    assert place.bot_messages(person)
    words = place.log.read_text(encoding="utf-8")
    assert "Traceback" not in words
    assert TOKEN not in words
    assert SECRET not in words
