"""Faults on order: slow answers, lost answers, answers that are no answers."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from bot.simulator.state import Fault
from tests.unit.simulator.line import Line


@pytest.fixture
def person(line: Line) -> int:
    return line.newcomer()


async def test_the_next_calls_fail_and_then_no_more(line: Line, person: int) -> None:
    line.world.fail_next("sendMessage", 500, times=2)
    answers = [await line.call("sendMessage", chat_id=person, text="Salom") for _ in range(3)]
    assert [answer.status for answer in answers] == [500, 500, 200]
    assert answers[0].refusal == (500, "Internal Server Error")
    assert len(line.world.messages(person)) == 2


async def test_a_proxy_may_answer_with_a_page(line: Line, person: int) -> None:
    line.world.fail_next("sendMessage", 502, body="<html>Bad Gateway</html>")
    answer = await line.call("sendMessage", chat_id=person, text="Salom")
    assert (answer.status, answer.body) == (502, b"<html>Bad Gateway</html>")


@pytest.mark.parametrize("is_carried_out", [False, True])
async def test_a_connection_may_be_cut(line: Line, person: int, is_carried_out: bool) -> None:
    line.world.set_fault(Fault("sendMessage", cuts_connection=True, is_carried_out=is_carried_out))
    with pytest.raises(aiohttp.ClientConnectionError):
        await line.call("sendMessage", chat_id=person, text="Salom")
    assert len(line.world.messages(person)) == 1 + is_carried_out


async def test_an_answer_may_be_late(line: Line, person: int) -> None:
    line.world.set_fault(Fault("sendMessage", delay_s=0.2))
    loop = asyncio.get_running_loop()
    begun = loop.time()
    assert (await line.call("sendMessage", chat_id=person, text="Salom")).result
    assert loop.time() - begun >= 0.2


async def test_a_fault_of_one_method_leaves_others_alone(line: Line) -> None:
    line.world.fail_next("sendMessage", 500)
    assert (await line.call("getMe")).result["is_bot"] is True
