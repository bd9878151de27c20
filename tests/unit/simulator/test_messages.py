"""Messages over HTTP: files, topics, replies, keyboards, inline results, and what people see."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.simulator.line import TOKEN, Line

DATA = bytes(range(256)) * 64 + b"\r\n--\r\n\r\n"


async def test_a_document_comes_back_byte_for_byte(line: Line) -> None:
    person = line.newcomer()
    sent = (await line.send_file("sendDocument", "document", DATA, chat_id=person)).result
    document = sent["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == (
        "rights.pdf",
        "application/pdf",
        len(DATA),
    )
    path = (await line.call("getFile", file_id=document["file_id"])).result["file_path"]
    fetched = await line.request("GET", f"/file/bot{TOKEN}/{path}")
    assert (fetched.status, fetched.body) == (200, DATA)


async def test_a_document_is_sent_again_by_its_id(line: Line) -> None:
    person = line.newcomer()
    first = (await line.send_file("sendDocument", "document", DATA, chat_id=person)).result
    again = await line.call("sendDocument", chat_id=person, document=first["document"]["file_id"])
    assert again.result["document"] == first["document"]


async def test_a_persons_document_can_be_fetched(line: Line) -> None:
    message = line.world.send_document(line.newcomer(), DATA, name="ʻshartnoma.pdf")
    (_, update) = await line.updates()
    assert update["message"]["document"] == message["document"]
    info = (await line.call("getFile", file_id=message["document"]["file_id"])).result
    assert (await line.request("GET", f"/file/bot{TOKEN}/{info['file_path']}")).body == DATA


async def test_an_album_is_sent_as_one_group(line: Line) -> None:
    media = [
        {
            "type": "document",
            "media": "attach://file",
            "caption": f"<i>{n}</i>",
            "parse_mode": "HTML",
        }
        for n in range(2)
    ]
    answer = await line.send_file(
        "sendMediaGroup", "file", DATA, chat_id=line.newcomer(), media=json.dumps(media)
    )
    first, second = answer.result
    assert first["media_group_id"] == second["media_group_id"]
    assert [first["caption"], second["caption"]] == ["0", "1"]


@pytest.fixture
def forum(line: Line) -> tuple[int, int]:
    """Return a forum and a person who owns it."""
    person = line.newcomer()
    return line.world.add_group("Staff", members=[person], forum=True), person


async def test_a_topic_is_opened_used_and_removed(line: Line, forum: tuple[int, int]) -> None:
    group, _ = forum
    topic = (await line.call("createForumTopic", chat_id=group, name="Koreya")).result
    thread = topic["message_thread_id"]
    place = {"chat_id": group, "message_thread_id": thread}
    assert topic == {"message_thread_id": thread, "name": "Koreya", "icon_color": 7322096}
    sent = (await line.call("sendMessage", **place, text="Salom")).result
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    assert (await line.call("editForumTopic", **place, name="Yaponiya")).result is True
    assert (await line.call("closeForumTopic", **place)).result is True
    assert (await line.call("reopenForumTopic", **place)).result is True
    assert (await line.call("deleteForumTopic", **place)).result is True
    assert line.world.messages(group) == []
    answer = await line.call("sendMessage", **place, text="Salom")
    assert answer.refusal == (400, "Bad Request: message thread not found")


async def test_what_is_written_in_a_topic_replies_to_its_beginning(
    line: Line, forum: tuple[int, int]
) -> None:
    group, person = forum
    thread = line.world.create_topic(group, "Koreya")
    line.world.send_text(person, "Savol", chat_id=group, thread_id=thread)
    message = (await line.updates())[-1]["message"]
    assert message["is_topic_message"] is True
    assert message["reply_to_message"]["forum_topic_created"]["name"] == "Koreya"
    sent = (
        await line.call("sendMessage", chat_id=group, message_thread_id=thread, text="x")
    ).result
    assert sent["reply_to_message"]["message_id"] == thread


async def test_a_reply_stays_in_its_topic(line: Line, forum: tuple[int, int]) -> None:
    group, person = forum
    thread = line.world.create_topic(group, "Koreya")
    question = line.world.send_text(person, "Savol", chat_id=group, thread_id=thread)
    reply = {"message_id": question["message_id"]}
    sent = (
        await line.call("sendMessage", chat_id=group, text="Javob", reply_parameters=reply)
    ).result
    assert sent["message_thread_id"] == thread
    assert sent["reply_to_message"]["text"] == "Savol"
    answer = line.world.send_text(person, "Rahmat", chat_id=group, reply_to=sent["message_id"])
    assert answer["message_thread_id"] == thread


async def test_a_reply_holds_its_original_but_no_more(line: Line) -> None:
    person = line.newcomer()
    line.world.send_text(person, "two", reply_to=1)
    sent = await line.call(
        "sendMessage", chat_id=person, text="three", reply_parameters={"message_id": 2}
    )
    assert sent.result["reply_to_message"]["text"] == "two"
    assert "reply_to_message" not in sent.result["reply_to_message"]


async def test_entities_are_counted_in_utf16_units(line: Line) -> None:
    sent = await line.call(
        "sendMessage",
        chat_id=line.newcomer(),
        text="💥 <b>Oʻzbek</b> 🇺🇿 /start @yoldosh https://a.uz +998901234567",
        parse_mode="HTML",
    )
    units = sent.result["text"].encode("utf-16-le")
    found = [
        (e["type"], units[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le"))
        for e in sent.result["entities"]
    ]
    assert found == [
        ("bold", "Oʻzbek"),
        ("bot_command", "/start"),
        ("mention", "@yoldosh"),
        ("url", "https://a.uz"),
        ("phone_number", "+998901234567"),
    ]


async def test_people_may_type_entities_too(line: Line) -> None:
    line.world.send_text(line.world.add_person("Dilshod"), "💥 /start x")
    (update,) = await line.updates()
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 3, "length": 6}]


KEYBOARD = {"keyboard": [[{"text": "Phone", "request_contact": True}]], "resize_keyboard": True}


async def test_a_reply_keyboard_stays_until_it_is_removed(line: Line) -> None:
    person = line.newcomer()
    chat = line.world.chats[person]
    sent = await line.call("sendMessage", chat_id=person, text="?", reply_markup=KEYBOARD)
    assert "reply_markup" not in sent.result
    assert chat.reply_keyboard == KEYBOARD
    await line.call("sendMessage", chat_id=person, text="and")
    assert chat.reply_keyboard == KEYBOARD
    markup = {"remove_keyboard": True}
    await line.call("sendMessage", chat_id=person, text="ok", reply_markup=markup)
    assert chat.reply_keyboard is None


BUTTONS = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}


async def test_a_pressed_button_comes_as_a_callback_query(line: Line) -> None:
    person = line.newcomer()
    sent = (await line.call("sendMessage", chat_id=person, text="?", reply_markup=BUTTONS)).result
    assert sent["reply_markup"] == BUTTONS
    query_id = line.world.press(person, person, sent["message_id"], "go")
    query = (await line.updates())[-1]["callback_query"]
    assert (query["id"], query["data"], query["message"]) == (query_id, "go", sent)
    assert query["from"]["id"] == person


async def test_an_answer_to_a_callback_query_reaches_the_person(line: Line) -> None:
    events = line.world.listen()
    query = line.world.press(line.newcomer(), 100_000_001, 1, "go")
    await line.call(
        "answerCallbackQuery", callback_query_id=query, text="💥" * 100, show_alert=True
    )
    shown = [event for event in drained(events) if event["type"] == "callback_answer"]
    assert [(event["text"], event["show_alert"]) for event in shown] == [("💥" * 100, True)]


def drained(events: Any) -> list[dict[str, Any]]:
    return [events.get_nowait() for _ in range(events.qsize())]


async def test_an_edit_changes_text_and_takes_the_keyboard_away(line: Line) -> None:
    person = line.newcomer()
    sent = (await line.call("sendMessage", chat_id=person, text="?", reply_markup=BUTTONS)).result
    place = {"chat_id": person, "message_id": sent["message_id"]}
    edited = (await line.call("editMessageText", **place, text="!")).result
    assert (edited["text"], edited["message_id"]) == ("!", sent["message_id"])
    assert "reply_markup" not in edited
    assert edited["edit_date"] == int(line.clock())
    edited = (await line.call("editMessageReplyMarkup", **place, reply_markup=BUTTONS)).result
    assert (edited["text"], edited["reply_markup"]) == ("!", BUTTONS)


ARTICLE = {
    "type": "article",
    "id": "eps",
    "title": "EPS",
    "input_message_content": {"message_text": "<b>EPS</b>", "parse_mode": "HTML"},
    "reply_markup": BUTTONS,
}


async def test_an_inline_query_ends_in_a_message_that_can_be_edited(line: Line) -> None:
    person = line.newcomer()
    query_id = line.world.inline_query(person, "eps", "10")
    query = (await line.updates())[-1]["inline_query"]
    assert (query["id"], query["query"], query["offset"]) == (query_id, "eps", "10")
    await line.call("answerInlineQuery", inline_query_id=query_id, results=[ARTICLE])
    message = line.world.choose_inline(person, "eps")
    assert (message["text"], message["via_bot"]["id"]) == ("EPS", line.world.bot["id"])
    (_, _, told, choice) = await line.updates()
    assert told["message"] == message
    inline_id = choice["chosen_inline_result"]["inline_message_id"]
    edit = {"inline_message_id": inline_id, "text": "EPS 2027"}
    assert (await line.call("editMessageText", **edit)).result is True
    assert line.world.messages(person)[-1]["text"] == "EPS 2027"
    line.world.press(person, person, message["message_id"], "go")
    pressed = (await line.updates())[-1]["callback_query"]
    assert pressed["inline_message_id"] == inline_id
    assert "message" not in pressed


def article(**more: Any) -> dict[str, Any]:
    return {**ARTICLE, **more}


def content(**more: Any) -> dict[str, Any]:
    return article(input_message_content=more)


PARSE = "can't parse inline query result: "


@pytest.mark.parametrize(
    ("results", "words"),
    [
        ([article(id=str(n)) for n in range(51)], "too many inline query results specified"),
        ([article(), article()], "RESULT_ID_DUPLICATE"),
        ([article(id="x" * 65)], "RESULT_ID_INVALID"),
        ([article(id="")], "RESULT_ID_INVALID"),
        ([article(title=None)], PARSE + 'Can\'t find field "title"'),
        ([article(type="poem")], PARSE + 'type "poem" is unsupported for the inline query result'),
        ([5], PARSE + "Inline query result must be an object"),
        (5, "expected an Array of inline query results"),
        ([content()], PARSE + "Input message content is not specified"),
        ([content(message_text="<b>", parse_mode="HTML")],
         PARSE + 'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"'),
        ([content(message_text="x" * 4097)], "MESSAGE_TOO_LONG"),
        ([content(latitude="nan", longitude=0)],
         PARSE + 'Field "latitude" must be a valid Number'),
        ([content(latitude=91, longitude=0)], PARSE + "wrong location specified"),
        ([{"type": "document", "id": "1", "title": "a", "document_file_id": "b",
           "caption": "c" * 1025}], "MEDIA_CAPTION_TOO_LONG"),
        ([article(reply_markup={"keyboard": [["x"]]})], PARSE + "inline keyboard expected"),
    ],
)  # fmt: skip
async def test_inline_results_are_checked(line: Line, results: Any, words: str) -> None:
    query = line.world.inline_query(line.newcomer(), "eps")
    answer = await line.call("answerInlineQuery", inline_query_id=query, results=results)
    assert answer.refusal == (400, f"Bad Request: {words}")
    good = await line.call("answerInlineQuery", inline_query_id=query, results=[ARTICLE])
    assert good.result is True


async def test_a_known_file_can_be_an_inline_result(line: Line) -> None:
    person = line.newcomer()
    sent = (await line.send_file("sendDocument", "document", DATA, chat_id=person)).result
    query = line.world.inline_query(person, "eps")
    result = {
        "type": "document",
        "id": "1",
        "title": "Rights",
        "document_file_id": sent["document"]["file_id"],
        "caption": "<b>c</b>",
        "parse_mode": "HTML",
    }
    await line.call("answerInlineQuery", inline_query_id=query, results=[result])
    chosen = line.world.choose_inline(person, "1")
    assert (chosen["document"], chosen["caption"]) == (sent["document"], "c")


async def test_a_reply_without_its_original_may_go_alone(line: Line) -> None:
    reply = {"message_id": 99, "allow_sending_without_reply": True}
    sent = await line.call(
        "sendMessage", chat_id=line.newcomer(), text="Salom", reply_parameters=reply
    )
    assert "reply_to_message" not in sent.result


async def test_a_reply_may_quote_and_may_come_from_another_chat(line: Line) -> None:
    person = line.newcomer()
    group = line.world.add_group("Staff", members=[person])
    reply = {"message_id": 1, "quote": "tart"}
    sent = await line.call("sendMessage", chat_id=person, text="?", reply_parameters=reply)
    assert sent.result["quote"] == {"text": "tart", "position": 2, "is_manual": True}
    reply = {"message_id": 1, "chat_id": person}
    sent = await line.call("sendMessage", chat_id=group, text="?", reply_parameters=reply)
    assert sent.result["external_reply"]["message_id"] == 1


async def test_commands_are_shown_in_the_persons_language(line: Line) -> None:
    begin = {"command": "start", "description": "Begin"}
    boshlash = {"command": "start", "description": "Boshlash"}
    await line.call("setMyCommands", commands=[begin])
    await line.call("setMyCommands", commands=[boshlash], language_code="uz")
    assert (await line.call("getMyCommands", language_code="uz")).result == [boshlash]
    person = line.newcomer()
    state = await line.request("GET", f"/sim/state?person={person}")
    assert state.body["commands"] == [boshlash]


async def test_a_blocked_bot_is_told_and_forgiven_on_the_next_message(line: Line) -> None:
    person = line.newcomer()
    line.world.block(person)
    line.world.send_text(person, "again")
    kinds = [next(k for k in update if k != "update_id") for update in await line.updates()]
    assert kinds == ["message", "my_chat_member", "my_chat_member", "message"]
    assert (await line.call("sendMessage", chat_id=person, text="Salom")).result
