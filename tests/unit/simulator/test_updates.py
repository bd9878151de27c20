"""getUpdates over HTTP: what an offset confirms, what is waited for, and who may wait."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.unit.simulator.line import Line, open_line


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


@pytest.fixture
async def five(line: Line) -> Line:
    """Five texts of one person that wait for the bot."""
    person = line.world.add_person("Dilshod")
    for number in range(1, 6):
        line.world.send_text(person, str(number))
    return line


async def test_updates_wait_until_they_are_confirmed(five: Line) -> None:
    assert texts(await five.updates()) == texts(await five.updates()) == list("12345")


async def test_ids_grow_by_one(five: Line) -> None:
    ids = [update["update_id"] for update in await five.updates()]
    assert ids == list(range(ids[0], ids[0] + 5))


async def test_an_offset_confirms_what_was_before_it(five: Line) -> None:
    third = (await five.updates())[2]["update_id"]
    assert texts(await five.updates(offset=third)) == list("345")
    assert texts(await five.updates()) == list("345")


async def test_an_offset_behind_all_confirms_all(five: Line) -> None:
    last = (await five.updates())[-1]["update_id"]
    assert await five.updates(offset=last + 1) == []
    assert (await five.call("getWebhookInfo")).result["pending_update_count"] == 0


@pytest.mark.parametrize(("offset", "kept"), [(-1, "5"), (-2, "45"), (-99, "12345")])
async def test_a_negative_offset_forgets_all_but_the_last(
    five: Line, offset: int, kept: str
) -> None:
    assert texts(await five.updates(offset=offset)) == list(kept)
    assert texts(await five.updates()) == list(kept)


@pytest.mark.parametrize(
    ("limit", "got"), [(1, "1"), (3, "123"), (0, "1"), (-5, "1"), (999, "12345")]
)
async def test_a_limit_is_forced_into_its_bounds(five: Line, limit: int, got: str) -> None:
    assert texts(await five.updates(limit=limit)) == list(got)


async def test_at_most_a_hundred_come_at_once(line: Line) -> None:
    person = line.world.add_person("Dilshod")
    for number in range(120):
        line.world.send_text(person, str(number))
    assert len(await line.updates()) == 100


async def test_waiting_ends_with_the_first_update(line: Line) -> None:
    person = line.world.add_person("Dilshod")
    waiting = asyncio.create_task(line.updates(timeout=50))
    await line.world.wait_for(lambda: line.world.poll == 1)
    line.world.send_text(person, "Salom")
    assert texts(await waiting) == ["Salom"]


async def test_waiting_ends_with_nothing_when_its_time_is_up(line: Line) -> None:
    loop = asyncio.get_running_loop()
    begun = loop.time()
    assert await line.updates(timeout=1) == []
    assert loop.time() - begun >= 0.95


async def test_another_poll_ends_the_one_that_waits(line: Line) -> None:
    first = asyncio.create_task(line.call("getUpdates", timeout=50))
    await line.world.wait_for(lambda: line.world.poll == 1)
    assert await line.updates() == []
    assert (await first).refusal == (
        409,
        (
            "Conflict: terminated by other getUpdates request; make sure that only one bot "
            "instance is running"
        ),
    )


async def test_a_webhook_ends_the_poll_that_waits(line: Line) -> None:
    first = asyncio.create_task(line.call("getUpdates", timeout=50))
    await line.world.wait_for(lambda: line.world.poll == 1)
    await line.call("setWebhook", url="http://127.0.0.1:1/")
    assert (await first).refusal == (409, "Conflict: terminated by setWebhook request")


async def test_polling_is_refused_under_a_webhook(line: Line) -> None:
    await line.call("setWebhook", url="http://127.0.0.1:1/")
    assert (await line.call("getUpdates")).refusal == (
        409,
        (
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        ),
    )
    await line.call("deleteWebhook")
    assert await line.updates() == []


async def test_only_the_kinds_that_were_asked_for_come(line: Line) -> None:
    person = line.newcomer()
    await line.updates(offset=-1, allowed_updates=["inline_query", "nonsense"])
    line.world.send_text(person, "not wanted")
    line.world.inline_query(person, "eps")
    assert [set(update) - {"update_id"} for update in await line.updates()][1:] == [
        {"inline_query"}
    ]
    assert (await line.call("getWebhookInfo")).result["allowed_updates"] == ["inline_query"]


async def test_a_choice_of_kinds_lasts_until_an_empty_list(line: Line) -> None:
    person = line.world.add_person("Dilshod")
    await line.updates(allowed_updates=["inline_query"])
    line.world.send_text(person, "1")
    assert await line.updates() == []
    await line.updates(allowed_updates=[])
    line.world.send_text(person, "2")
    assert texts(await line.updates()) == ["2"]


async def test_an_update_may_come_twice(five: Line) -> None:
    first = (await five.updates())[0]
    await five.updates(offset=first["update_id"] + 5)
    five.world.push_raw_update(first)
    (again,) = await five.updates(offset=first["update_id"] + 5)
    assert again == first
    assert await five.updates(offset=first["update_id"] + 5) == []


async def test_dropping_what_waits_leaves_nothing(five: Line) -> None:
    answer = await five.call("deleteWebhook", drop_pending_updates=True)
    assert answer.body["description"] == "Webhook is already deleted"
    assert await five.updates() == []


async def test_a_poll_that_nobody_hears_ends(caplog: pytest.LogCaptureFixture) -> None:
    async with open_line() as other:
        poll = asyncio.create_task(other.call("getUpdates", timeout=50))
        await other.world.wait_for(lambda: other.world.poll == 1)
        poll.cancel()
    # A server in which it still waited would be stopped by force, and says so.
    assert "timeout graceful shutdown exceeded" not in caplog.text
