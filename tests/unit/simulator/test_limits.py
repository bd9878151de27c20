"""Limits to their last unit, byte and second, and people who cannot be reached, over HTTP."""

from __future__ import annotations

import json

import pytest

from tests.unit.simulator.line import Line
from tests.unit.simulator.settled import (
    BLOCKER,
    GONE,
    GREETING,
    GROUP,
    LEAFLET,
    OLD,
    PERSON,
    STRANGER,
    settle,
)


@pytest.fixture
async def place(line: Line) -> Line:
    await settle(line)
    return line


@pytest.mark.parametrize(
    ("chat_id", "words"),
    [(BLOCKER, "bot was blocked by the user"), (GONE, "user is deactivated")],
)
@pytest.mark.parametrize("method", ["sendMessage", "sendChatAction", "editMessageText"])
async def test_people_who_cannot_be_reached(
    place: Line, method: str, chat_id: int, words: str
) -> None:
    params = {"chat_id": chat_id, "text": "Salom", "action": "typing", "message_id": 1}
    assert (await place.call(method, **params)).refusal == (403, f"Forbidden: {words}")


async def test_a_member_of_a_group_who_never_wrote_cannot_be_written_to(place: Line) -> None:
    place.world.chats[GROUP].members.add(STRANGER)
    answer = await place.call("sendMessage", chat_id=STRANGER, text="Salom")
    assert answer.refusal == (403, "Forbidden: bot can't initiate conversation with a user")


@pytest.mark.parametrize(
    ("text", "units"),
    [("a" * 4096, 4096), ("💥" * 2048, 4096), ("<b>" + "a" * 4096 + "</b>", 4096)],
)
async def test_a_text_of_4096_units_is_taken(place: Line, text: str, units: int) -> None:
    sent = (await place.call("sendMessage", chat_id=PERSON, text=text, parse_mode="HTML")).result
    assert len(sent["text"].encode("utf-16-le")) // 2 == units


async def test_callback_data_of_64_bytes_is_taken(place: Line) -> None:
    markup = {"inline_keyboard": [[{"text": "Go", "callback_data": "ў" * 32}]]}
    answer = await place.call("sendMessage", chat_id=PERSON, text="Salom", reply_markup=markup)
    sent = answer.result
    assert sent["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "ў" * 32


@pytest.mark.parametrize(
    ("caption", "refusal"),
    [("💥" * 512, None), ("💥" * 512 + "a", "Bad Request: message caption is too long")],
)
async def test_a_caption_has_1024_units_at_most(
    place: Line, caption: str, refusal: str | None
) -> None:
    answer = await place.send_file(
        "sendDocument", "document", b"%PDF", chat_id=PERSON, caption=caption
    )
    assert answer.body.get("description") == refusal


async def test_an_album_measures_its_captions(place: Line) -> None:
    media = [{"type": "document", "media": "attach://a", "caption": "c" * 1025}] * 2
    answer = await place.send_file(
        "sendMediaGroup", "a", b"%PDF", chat_id=PERSON, media=json.dumps(media)
    )
    assert answer.refusal == (400, "Bad Request: message caption is too long")


async def test_an_empty_file_is_refused(place: Line) -> None:
    answer = await place.send_file("sendDocument", "document", b"", chat_id=PERSON)
    assert answer.refusal == (400, "Bad Request: file must be non-empty")


async def test_a_photo_over_ten_megabytes_is_refused(place: Line) -> None:
    size = 10 * 1024 * 1024 + 1
    answer = await place.send_file("sendPhoto", "photo", bytes(size), chat_id=PERSON)
    words = f"Bad Request: too big file for a photo: {size} bytes; max size is 10 MB"
    assert answer.refusal == (400, words)


async def test_a_document_cannot_be_sent_again_as_a_photo(place: Line) -> None:
    known = place.world.messages(PERSON)[LEAFLET - 1]["document"]["file_id"]
    answer = await place.call("sendPhoto", chat_id=PERSON, photo=known)
    assert answer.refusal == (400, "Bad Request: can't use file of type Document as Photo")


async def test_a_file_over_20_megabytes_cannot_be_fetched(place: Line) -> None:
    sent = place.world.send_document(PERSON, bytes(20 * 1024 * 1024 + 1))
    answer = await place.call("getFile", file_id=sent["document"]["file_id"])
    assert answer.refusal == (400, "Bad Request: file is too big")


async def test_a_private_message_cannot_be_deleted_after_48_hours(place: Line) -> None:
    place.clock.pass_by(48 * 3600 + 1)
    answer = await place.call("deleteMessage", chat_id=PERSON, message_id=GREETING)
    assert answer.refusal == (400, "Bad Request: message can't be deleted")


async def test_a_callback_query_is_answered_once(place: Line) -> None:
    query = place.world.press(PERSON, PERSON, GREETING, "go")
    assert (await place.call("answerCallbackQuery", callback_query_id=query)).result is True
    again = await place.call("answerCallbackQuery", callback_query_id=query)
    assert again.refusal == (400, OLD)


async def test_a_callback_query_grows_old(place: Line) -> None:
    query = place.world.press(PERSON, PERSON, GREETING, "go")
    place.clock.pass_by(15 * 60 + 1)
    answer = await place.call("answerCallbackQuery", callback_query_id=query)
    assert answer.refusal == (400, OLD)


async def test_a_callback_query_is_no_inline_query(place: Line) -> None:
    query = place.world.press(PERSON, PERSON, GREETING, "go")
    answer = await place.call("answerInlineQuery", inline_query_id=query, results=[])
    assert answer.refusal == (400, OLD)
