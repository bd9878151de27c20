"""The polling process dies at any instant: every update is answered all the same."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from bot.simulator.serve import running
from bot.simulator.world import Simulator
from tests.support.processes import yoldosh
from tests.support.talk import TOKEN, SteppingClock
from tests.support.trees import sound_files, write_tree

WAITING = 1_000
AT_ONCE = 100
"""Updates of one batch: the most that a killed process can have answered without a mark."""


def answered(world: Simulator) -> Counter[int]:
    """Return how many messages each person got from the bot."""
    return Counter(
        {
            chat.id: sum(message["from"]["is_bot"] for message in chat.messages.values())
            for chat in world.chats.values()
        }
    )


def has_answered(world: Simulator, times: int) -> bool:
    return answered(world).total() >= times


@pytest.mark.timeout(180)
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
async def test_killed_with_a_thousand_updates_waiting_it_loses_none(
    tmp_path: Path, database: str, request: pytest.FixtureRequest
) -> None:
    content = write_tree(tmp_path / "content", sound_files())
    # Each look at the clock is a twentieth of a second, so that Telegram's rate is no bound.
    world = Simulator(TOKEN, clock=SteppingClock(step_s=0.05))
    people = [world.add_person(f"Person {number}") for number in range(WAITING)]
    for person in people:
        world.send_text(person, "/start")
    if database == "sqlite":
        url = f"sqlite:///{tmp_path / 'bot.db'}"
    else:
        url = request.getfixturevalue("postgres").new_database()
    async with running(world) as address:
        settings = {
            "YOLDOSH_BOT_TOKEN": TOKEN,
            "YOLDOSH_API_URL": address,
            "YOLDOSH_DATABASE_URL": url,
            "YOLDOSH_CONTENT_DIR": str(content),
            "YOLDOSH_RATE": "1000",
        }
        log = tmp_path / "log"
        for killed_after in (150, 420, 700):
            async with yoldosh("run", settings=settings, log=log) as process:
                enough = partial(has_answered, world, killed_after)
                await world.wait_for(enough, timeout_s=40)
                process.send_signal(signal.SIGKILL)
                await process.wait()
        async with yoldosh("run", settings=settings, log=log) as process:
            await world.wait_for(lambda: len(world.inbox) == 0, timeout_s=60)
            process.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(process.wait(), 10) == 0
    counts = answered(world)
    assert set(counts) == set(people)
    assert min(counts.values()) >= 1, "somebody was lost"
    assert max(counts.values()) <= 4
    # What a killed process had answered and not yet marked is answered again.
    assert counts.total() - WAITING <= 3 * AT_ONCE
    words = log.read_text(encoding="utf-8")
    assert TOKEN not in words
    assert str(people[0]) not in words


async def test_an_update_that_comes_twice_acts_once(tmp_path: Path) -> None:
    content = write_tree(tmp_path / "content", sound_files())
    world = Simulator(TOKEN, clock=SteppingClock())
    person = world.add_person("Dilshod")
    message = world.send_text(person, "/start")
    update_id = world.inbox.updates[0]["update_id"]
    async with running(world) as address:
        settings = {
            "YOLDOSH_BOT_TOKEN": TOKEN,
            "YOLDOSH_API_URL": address,
            "YOLDOSH_DATABASE_URL": f"sqlite:///{tmp_path / 'bot.db'}",
            "YOLDOSH_CONTENT_DIR": str(content),
        }
        for _ in range(2):
            async with yoldosh("run", settings=settings, log=tmp_path / "log"):
                await world.wait_for(lambda: len(world.inbox) == 0, timeout_s=30)
            world.push_raw_update({"update_id": update_id, "message": message})
        async with yoldosh("run", settings=settings, log=tmp_path / "log"):
            await world.wait_for(lambda: len(world.inbox) == 0, timeout_s=30)
    assert answered(world)[person] == 1
