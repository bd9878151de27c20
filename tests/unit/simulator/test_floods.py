"""Floods: 429 with the seconds to wait, by a clock that tests turn."""

from __future__ import annotations

import pytest

from tests.unit.simulator.line import Answer, Line, open_line

MEDIA = [{"type": "document", "media": "attach://a"}] * 10


async def send(line: Line, chat_id: int, times: int = 1) -> Answer:
    for _ in range(times):
        answer = await line.call("sendMessage", chat_id=chat_id, text="Salom")
    return answer


def assert_flood(answer: Answer, wait_s: int) -> None:
    assert answer.refusal == (429, f"Too Many Requests: retry after {wait_s}")
    assert answer.body["parameters"] == {"retry_after": wait_s}
    assert answer.headers["Retry-After"] == str(wait_s)


async def test_a_private_chat_takes_twenty_and_then_one_a_second(line: Line) -> None:
    person = line.newcomer()
    assert (await send(line, person, 20)).result
    assert_flood(await send(line, person), 1)
    line.clock.pass_by(1)
    assert (await send(line, person)).result
    assert_flood(await send(line, person), 1)


async def test_a_group_takes_twenty_a_minute(line: Line) -> None:
    group = line.world.add_group("Staff", members=[line.newcomer()])
    assert (await send(line, group, 20)).result
    assert_flood(await send(line, group), 3)
    line.clock.pass_by(2)
    assert_flood(await send(line, group), 1)
    line.clock.pass_by(1)
    assert (await send(line, group)).result


async def test_all_chats_together_take_thirty_a_second(line: Line) -> None:
    people = [line.newcomer(str(number)) for number in range(31)]
    for person in people[:30]:
        assert (await send(line, person)).result
    assert_flood(await send(line, people[30]), 1)
    line.clock.pass_by(1)
    assert (await send(line, people[30])).result


async def test_waiting_as_told_is_always_enough(line: Line) -> None:
    group = line.world.add_group("Staff", members=[line.newcomer()])
    await send(line, group, 20)
    for _ in range(5):
        wait_s = (await send(line, group)).body["parameters"]["retry_after"]
        line.clock.pass_by(wait_s)
        assert (await send(line, group)).result


async def test_edits_count_too(line: Line) -> None:
    person = line.newcomer()
    message = (await send(line, person, 20)).result["message_id"]
    edit = {"chat_id": person, "message_id": message, "text": "Xayr"}
    assert_flood(await line.call("editMessageText", **edit), 1)


async def test_what_is_refused_costs_nothing(line: Line) -> None:
    person = line.newcomer()
    for _ in range(40):
        await line.call("sendMessage", chat_id=person, text="<b>", parse_mode="HTML")
    assert (await send(line, person, 20)).result


async def test_answers_and_actions_cost_nothing(line: Line) -> None:
    person = line.newcomer()
    await send(line, person, 20)
    query = line.world.press(person, person, 1, "x")
    assert (await line.call("answerCallbackQuery", callback_query_id=query)).result
    assert (await line.call("sendChatAction", chat_id=person, action="typing")).result


async def test_several_messages_go_together_or_not_at_all(line: Line) -> None:
    person = line.newcomer()
    await send(line, person, 15)
    ids = list(range(2, 12))
    copy = {"chat_id": person, "from_chat_id": person, "message_ids": ids}
    assert_flood(await line.call("copyMessages", **copy), 5)
    assert len(line.world.messages(person)) == 16
    line.clock.pass_by(5)
    assert len((await line.call("copyMessages", **copy)).result) == 10


async def test_more_than_a_chat_ever_takes_goes_when_it_is_rested(line: Line) -> None:
    person = line.newcomer()
    await send(line, person, 20)
    line.clock.pass_by(20)
    copy = {"chat_id": person, "from_chat_id": person, "message_ids": list(range(1, 22))}
    assert len((await line.call("copyMessages", **copy)).result) == 21
    assert_flood(await send(line, person), 2)


async def test_a_world_without_limits_knows_no_floods() -> None:
    async with open_line(limits=False) as line:
        assert (await send(line, line.newcomer(), 50)).result


@pytest.mark.parametrize("method", ["sendMessage", "*"])
async def test_a_flood_can_be_ordered(line: Line, method: str) -> None:
    person = line.newcomer()
    line.world.fail_next(method, 429, "Too Many Requests: retry after 7", retry_after=7)
    assert_flood(await send(line, person), 7)
    assert (await send(line, person)).result
