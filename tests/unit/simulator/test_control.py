"""The endpoints under /sim/: acting as people, watching, and refusing what makes no sense."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from aiohttp import FormData

from tests.unit.simulator.line import Answer, Line


async def act(line: Line, person: int, what: str, **body: Any) -> Answer:
    return await line.request("POST", f"/sim/people/{person}/{what}", json=body)


async def test_a_person_is_made_and_listed(line: Line) -> None:
    body = {"first_name": "Madina", "language_code": "ru", "username": "madina"}
    made = (await line.request("POST", "/sim/people", json=body)).body
    assert (made["first_name"], made["language_code"], made["blocked"]) == ("Madina", "ru", False)
    assert (await line.request("GET", "/sim/people")).body == [made]


@pytest.mark.parametrize(
    ("what", "body", "kind", "field"),
    [
        ("text", {"text": "Salom"}, "message", "text"),
        ("location", {"latitude": 41.3, "longitude": 69.2}, "message", "location"),
        ("contact", {"phone_number": "+998"}, "message", "contact"),
        ("sticker", {}, "message", "sticker"),
        (
            "press",
            {"chat_id": 100_000_001, "message_id": 1, "data": "go"},
            "callback_query",
            "data",
        ),
        (
            "edit",
            {"chat_id": 100_000_001, "message_id": 1, "text": "new"},
            "edited_message",
            "text",
        ),
        ("block", {}, "my_chat_member", "new_chat_member"),
    ],
)
async def test_what_a_person_does_reaches_the_bot(
    line: Line, what: str, body: dict[str, Any], kind: str, field: str
) -> None:
    answer = await act(line, line.newcomer(), what, **body)
    assert answer.status == 200, answer.body
    assert field in (await line.updates())[-1][kind]


@pytest.mark.parametrize("kind", ["document", "photo", "voice", "video", "audio"])
async def test_a_person_sends_a_file_which_the_page_can_show(line: Line, kind: str) -> None:
    form = FormData({"caption": "Shartnoma"})
    form.add_field("file", b"\x00\xff", filename="a.pdf", content_type="application/pdf")
    person = line.newcomer()
    sent = await line.request("POST", f"/sim/people/{person}/{kind}", data=form)
    file = sent.body[kind][0] if kind == "photo" else sent.body[kind]
    assert sent.body["caption"] == "Shartnoma"
    shown = await line.request("GET", f"/sim/files/{file['file_id']}")
    assert (shown.body, shown.headers["Content-Security-Policy"]) == (b"\x00\xff", "sandbox")


async def test_a_long_text_is_cut_to_telegrams_units(line: Line) -> None:
    sent = await act(line, line.newcomer(), "text", text="a" + "💥" * 3000)
    assert sent.body["text"] == "a" + "💥" * 2047


async def test_an_inline_query_waits_for_the_bots_answer(line: Line) -> None:
    person = line.newcomer()
    asking = asyncio.create_task(act(line, person, "inline", query="eps"))
    await line.world.wait_for(lambda: len(line.world.inbox) == 2)
    query = (await line.updates())[-1]["inline_query"]
    place = {"type": "location", "id": "1", "title": "x", "latitude": 1, "longitude": 2}
    await line.call("answerInlineQuery", inline_query_id=query["id"], results=[place])
    assert [result["id"] for result in (await asking).body["results"]] == ["1"]
    chosen = await act(line, person, "choose", result_id="1")
    assert chosen.body["location"] == {"latitude": 1.0, "longitude": 2.0}


async def test_state_shows_the_chat_as_the_person_sees_it(line: Line) -> None:
    person = line.newcomer()
    await line.call("sendMessage", chat_id=person, text="Salom")
    await line.call("sendChatAction", chat_id=person, action="typing")
    (chat,) = (await line.request("GET", f"/sim/state?person={person}")).body["chats"]
    assert [message["text"] for message in chat["messages"]] == ["/start", "Salom"]
    assert chat["typing"] is True
    line.clock.pass_by(6)
    (chat,) = (await line.request("GET", f"/sim/state?person={person}")).body["chats"]
    assert chat["typing"] is False


async def test_calls_are_kept_without_the_token(line: Line) -> None:
    await line.call("sendMessage", chat_id=line.newcomer(), text="Salom")
    await line.call("sendMessage", text="Salom")
    calls = (await line.request("GET", "/sim/calls")).body["calls"]
    assert [(call["method"], call["status"]) for call in calls] == [
        ("sendMessage", 200),
        ("sendMessage", 400),
    ]
    assert line.world.token not in json.dumps(calls)
    later = (await line.request("GET", f"/sim/calls?after={calls[0]['number']}")).body["calls"]
    assert later == calls[1:]


async def test_events_are_streamed(line: Line) -> None:
    async with line.http.get(f"{line.address}/sim/events") as stream:
        assert await stream.content.readline() == b": begin\n"
        line.newcomer()
        await stream.content.readuntil(b"data: ")
        event = json.loads(await stream.content.readline())
    assert (event["type"], event["person"]["first_name"]) == ("person", "Dilshod")


@pytest.mark.parametrize(
    ("what", "body", "status"),
    [
        ("text", {}, 400),
        ("text", {"text": "  "}, 400),
        ("text", {"text": "\ud800"}, 400),
        ("text", {"text": "x", "chat_id": 5}, 400),
        ("text", {"text": "x", "chat_id": "five"}, 400),
        ("text", {"text": "x", "thread_id": 7}, 400),
        ("location", {"latitude": "nan", "longitude": 0}, 400),
        ("location", {"latitude": 91, "longitude": 0}, 400),
        ("edit", {"chat_id": 100_000_001, "message_id": 99, "text": "x"}, 400),
        ("edit", {"chat_id": 100_000_001, "message_id": 1, "text": " \n"}, 400),
        ("choose", {"result_id": "none"}, 400),
        ("document", {}, 400),
        ("dance", {}, 404),
    ],
)
async def test_acts_that_make_no_sense(
    line: Line, what: str, body: dict[str, Any], status: int
) -> None:
    person = line.newcomer()
    answer = await act(line, person, what, **body)
    assert (answer.status, list(answer.body)) == (status, ["error"])
    assert len(await line.updates()) == 1


@pytest.mark.parametrize("body", [b"[]", b"{", b'{"latitude": Infinity}', b'{"latitude": 1e999}'])
async def test_bodies_that_make_no_sense(line: Line, body: bytes) -> None:
    path = f"/sim/people/{line.newcomer()}/location"
    assert (await line.request("POST", path, data=body)).status == 400


@pytest.mark.parametrize(
    "path", ["/sim/state?person=5", "/sim/files/none"], ids=["person", "file"]
)
async def test_what_is_not_there(line: Line, path: str) -> None:
    assert (await line.request("GET", path)).status == 404


async def test_another_origin_may_not_act(line: Line) -> None:
    person = line.newcomer()
    path = f"/sim/people/{person}/text"
    for origin, status in (("https://evil.example", 403), (line.address, 200)):
        answer = await line.request("POST", path, json={"text": "x"}, headers={"Origin": origin})
        assert answer.status == status
