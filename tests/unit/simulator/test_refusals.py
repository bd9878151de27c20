"""What Telegram refuses is refused, with its code and in its words, over HTTP."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.unit.simulator.line import Line, open_line
from tests.unit.simulator.settled import (
    DATA,
    FORUM,
    GREETING,
    GROUP,
    LEAFLET,
    OLD,
    PERSON,
    PLAIN,
    START,
    STRANGER,
    TOPIC,
    UNKNOWN,
    settle,
)

HERE = {"chat_id": PERSON}
ANY = {"text": "Salom"}
CAPTION = "c" * 1024


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def street() -> AsyncIterator[Line]:
    """One town for all: nothing that is refused changes it."""
    async with open_line(limits=False) as line:
        await settle(line)
        yield line


def button(**more: Any) -> dict[str, Any]:
    keyboard = {"inline_keyboard": [[{"text": "Go", **more}]]}
    return {**HERE, **ANY, "reply_markup": keyboard}


def entity(**more: Any) -> dict[str, Any]:
    return {
        **HERE,
        "text": "a💥b",
        "entities": [{"type": "bold", "offset": 0, "length": 1, **more}],
    }


def markup(**more: Any) -> dict[str, Any]:
    return {**HERE, **ANY, "reply_markup": more}


ROW_OF_9, HUNDRED_AND_ONE = [[DATA] * 9], [[DATA]] * 101
HEAVY = [[{"text": "x" * 300, "callback_data": str(n)}] for n in range(40)]
BUTTON = "can't parse inline keyboard button: "
SEND = "sendMessage"
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
RESERVED = "is reserved and must be escaped with the preceding '\\'"

# Method, parameters, and the words after "Bad Request: ".
TEXTS = [
    (SEND, HERE, "message text is empty"),
    (SEND, {**HERE, "text": ""}, "message text is empty"),
    (SEND, {**HERE, "text": " \n "}, "text must be non-empty"),
    (SEND, {**HERE, "text": "a" * 4097}, "message is too long"),
    (SEND, {**HERE, "text": "💥" * 2048 + "a"}, "message is too long"),
    (SEND, {**HERE, "text": "ў" * 16385}, "text is too long"),
    (SEND, {**HERE, "text": "\ud83d"}, "strings must be encoded in UTF-8"),
    (SEND, {**HERE, **ANY, "parse_mode": "BBCode"}, "unsupported parse_mode"),
    (SEND, {**HERE, "text": "<b>x", "parse_mode": "HTML"},
     'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"'),
    (SEND, {**HERE, "text": "<p>x</p>", "parse_mode": "HTML"},
     'can\'t parse entities: Unsupported start tag "p" at byte offset 0'),
    (SEND, {**HERE, "text": "5 < 6", "parse_mode": "html"},
     'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
    (SEND, {**HERE, "text": "a.", "parse_mode": "MarkdownV2"},
     f"can't parse entities: Character '.' {RESERVED}"),
    (SEND, {**HERE, "text": "a_b", "parse_mode": "Markdown"},
     "can't parse entities: Can't find end of the entity starting at byte offset 1"),
    (SEND, entity(offset=4), "entity begins after the end of the text at UTF-16 offset 4"),
    (SEND, entity(offset=2), "entity begins in a middle of a UTF-16 symbol at byte offset 5"),
    (SEND, entity(length=5),
     "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 5"),
    (SEND, entity(length=2),
     "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 5"),
    (SEND, entity(offset=-1), "receive an entity with incorrect offset -1"),
    (SEND, entity(type="shout"), "can't parse MessageEntity: Unsupported type specified"),
    (SEND, entity(offset="x"),
     'can\'t parse MessageEntity: Field "offset" must be a valid Number'),
    (SEND, entity(type="text_link"), 'can\'t parse MessageEntity: Can\'t find field "url"'),
    (SEND, entity(type="text_link", url="ftp://a.uz"),
     "entity URL 'ftp://a.uz' is invalid: Unsupported URL protocol"),
    (SEND, {**HERE, **ANY, "entities": [5]}, "can't parse MessageEntity: expected an Object"),
    (SEND, {**HERE, **ANY, "link_preview_options": "[]"},
     "object expected as link preview options"),
    (SEND, {**HERE, **ANY, "link_preview_options": {"is_disabled": "yes"}},
     'Field "is_disabled" must be of type Boolean'),
    ("sendPhoto", {**HERE, "caption": "<i>"}, "there is no photo in the request"),
]  # fmt: skip
KEYBOARDS = [
    (SEND, button(callback_data="a" * 65), "BUTTON_DATA_INVALID"),
    (SEND, button(callback_data="ў" * 33), "BUTTON_DATA_INVALID"),
    (SEND, button(callback_data="\ud83d"), "strings must be encoded in UTF-8"),
    (SEND, button(), BUTTON + "Text buttons are unallowed in the inline keyboard"),
    (SEND, button(callback_data=""), BUTTON + "Text buttons are unallowed in the inline keyboard"),
    (SEND, button(callback_data="a", url="https://a.uz"),
     BUTTON + "exactly one optional field must be used"),
    (SEND, button(callback_data="a", switch_inline_query=""),
     BUTTON + "exactly one optional field must be used"),
    (SEND, button(text=" ", callback_data="a"), "inline keyboard button text must be non-empty"),
    (SEND, button(text=None, callback_data="a"), BUTTON + 'Can\'t find field "text"'),
    (SEND, button(text=True, callback_data="a"), BUTTON + 'Field "text" must be of type String'),
    (SEND, button(url="nowhere"),
     "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
    (SEND, button(url="ftp://a.uz"),
     "inline keyboard button URL 'ftp://a.uz' is invalid: Unsupported URL protocol"),
    (SEND, button(url="https://a.uz:70000"),
     ("inline keyboard button URL 'https://a.uz:70000' is invalid: "
      "Wrong port number specified in the URL")),
    (SEND, button(web_app={"url": "http://a.uz"}),
     "inline keyboard button Web App URL 'http://a.uz' is invalid: Only HTTPS links are allowed"),
    (SEND, button(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
    (SEND, button(callback_data="a", style="loud"), "BUTTON_STYLE_INVALID"),
    (SEND, button(login_url={"url": "http://a.uz"}),
     ("inline keyboard button login URL 'http://a.uz' is invalid: "
      "Only HTTPS links are allowed")),
    (SEND, button(web_app=5), BUTTON + 'Field "web_app" must be of type Object'),
    (SEND, button(switch_inline_query=[]),
     BUTTON + 'Field "switch_inline_query" must be of type String'),
    (SEND, markup(keyboard=[[{"text": "a", "request_contact": True, "request_location": True}]]),
     "can't parse keyboard button: exactly one optional field must be used"),
    (SEND, markup(keyboard=[[{"text": "a", "request_users": {"max_quantity": 1}}]]),
     'can\'t parse keyboard button: Can\'t find field "request_id"'),
    (SEND, button(pay=True), "BUTTON_TYPE_INVALID"),
    (SEND, markup(inline_keyboard=[DATA]),
     'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
    (SEND, markup(inline_keyboard={}), 'Field "inline_keyboard" must be of type Array'),
    (SEND, markup(inline_keyboard=[["Go"]]), BUTTON + "InlineKeyboardButton must be an Object"),
    (SEND, markup(inline_keyboard=ROW_OF_9), "reply markup is too long"),
    (SEND, markup(inline_keyboard=HUNDRED_AND_ONE), "reply markup is too long"),
    (SEND, markup(inline_keyboard=HEAVY), "reply markup is too long"),
    (SEND, markup(keyboard=["Go"]), 'field "keyboard" must be an Array of Arrays'),
    (SEND, markup(keyboard=[[5]]),
     "can't parse keyboard button: KeyboardButton must be a String or an Object"),
    (SEND, markup(keyboard=[[""]]), "keyboard button text must be non-empty"),
    (SEND, markup(keyboard=[["Go"]], input_field_placeholder="x" * 65),
     "INPUT_FIELD_PLACEHOLDER_INVALID"),
    (SEND, {**HERE, **ANY, "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    (SEND, {**HERE, **ANY, "reply_markup": "[]"}, "object expected as reply markup"),
    (SEND, {"chat_id": GROUP, **ANY, "reply_markup": {
        "keyboard": [[{"text": "Phone", "request_contact": True}]]}},
     "phone number can be requested in private chats only"),
    (SEND, {"chat_id": GROUP, **ANY, "reply_markup": {
        "keyboard": [[{"text": "Place", "request_location": True}]]}},
     "location can be requested in private chats only"),
    (SEND, {**button(web_app={"url": "https://a.uz"}), "chat_id": GROUP}, "BUTTON_TYPE_INVALID"),
    ("editMessageReplyMarkup",
     {**HERE, "message_id": GREETING, "reply_markup": {"keyboard": [["Go"]]}},
     "inline keyboard expected"),
]  # fmt: skip
KEPT = {"reply_markup": {"inline_keyboard": [[DATA]]}}
EDIT = "editMessageText"
EDITS = [
    (EDIT, {**HERE, "message_id": GREETING, **ANY, **KEPT}, SAME),
    (EDIT, {**HERE, "message_id": PLAIN, "text": " Plain\n"}, SAME),
    ("editMessageReplyMarkup", {**HERE, "message_id": GREETING, **KEPT}, SAME),
    ("editMessageReplyMarkup", {**HERE, "message_id": PLAIN}, SAME),
    ("editMessageCaption", {**HERE, "message_id": LEAFLET, "caption": "Rights"}, SAME),
    (EDIT, {**HERE, "message_id": 99, **ANY}, "message to edit not found"),
    (EDIT, {**HERE, "message_id": START, **ANY}, "message can't be edited"),
    (EDIT, {**HERE, "message_id": LEAFLET, **ANY}, "there is no text in the message to edit"),
    (EDIT, {**HERE, "message_id": PLAIN, "text": "a" * 4097}, "MESSAGE_TOO_LONG"),
    (EDIT, {**HERE, "message_id": PLAIN}, "message text is empty"),
    (EDIT, ANY, "message identifier is not specified"),
    (EDIT, {"inline_message_id": "nothing", **ANY}, "MESSAGE_ID_INVALID"),
    ("editMessageCaption", {**HERE, "message_id": PLAIN, "caption": "c"},
     "there is no caption in the message to edit"),
    ("editMessageCaption", {**HERE, "message_id": LEAFLET, "caption": CAPTION + "c"},
     "MEDIA_CAPTION_TOO_LONG"),
    ("editMessageMedia", {**HERE, "message_id": PLAIN},
     'parameter "media" is required'),
    ("editMessageMedia", {**HERE, "message_id": LEAFLET,
                          "media": {"type": "document", "media": "attach://none"}},
     "can't parse InputMedia: media not found"),
    ("deleteMessage", {**HERE, "message_id": 99}, "message to delete not found"),
    ("deleteMessage", HERE, "message identifier is not specified"),
    ("deleteMessage", {"message_id": 1}, "chat identifier is not specified"),
    ("deleteMessage", {"chat_id": FORUM, "message_id": TOPIC}, "message can't be deleted"),
    ("deleteMessages", HERE, "message identifiers are not specified"),
    ("deleteMessages", {**HERE, "message_ids": list(range(1, 102))},
     "too many message identifiers specified"),
    ("deleteMessages", {**HERE, "message_ids": ["²"]},
     "can't parse message identifier as Number"),
    ("deleteMessages", {**HERE, "message_ids": [0]}, "invalid message identifier specified"),
    ("setMessageReaction", {**HERE, "message_id": 1, "reaction": [{"type": "paid"}]},
     "can't parse ReactionType: invalid reaction type specified"),
    ("setMessageReaction",
     {**HERE, "message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}] * 2},
     "REACTIONS_TOO_MANY"),
    ("setMessageReaction", {**HERE, "message_id": 99}, "message to react not found"),
    ("pinChatMessage", {**HERE, "message_id": 99}, "message to pin not found"),
    ("unpinChatMessage", {**HERE, "message_id": 99}, "message to unpin not found"),
    (SEND, {**HERE, **ANY, "reply_parameters": {"message_id": 99}},
     "message to be replied not found"),
    (SEND, {**HERE, **ANY, "reply_to_message_id": 99}, "message to be replied not found"),
    (SEND, {**HERE, **ANY, "reply_parameters": {"message_id": 1, "chat_id": UNKNOWN}},
     "chat not found"),
    (SEND, {**HERE, **ANY, "reply_parameters": {"message_id": GREETING, "quote": "xyz"}},
     "QUOTE_TEXT_INVALID"),
    ("copyMessage", {**HERE, "from_chat_id": PERSON, "message_id": 99},
     "message to copy not found"),
    ("forwardMessage", {**HERE, "from_chat_id": PERSON, "message_id": 99},
     "message to forward not found"),
    ("copyMessages", {**HERE, "from_chat_id": PERSON, "message_ids": [3, 2]},
     "message identifiers must be in a strictly increasing order"),
    ("forwardMessages", {**HERE, "from_chat_id": PERSON, "message_ids": [98, 99]},
     "there are no messages to forward"),
]  # fmt: skip
PLACES = {"latitude": 41.3, "longitude": 69.2}
FILES = [
    ("sendDocument", HERE, "there is no document in the request"),
    ("sendDocument", {**HERE, "document": "attach://none"}, "there is no document in the request"),
    ("sendDocument", {**HERE, "document": "BQACnothing"},
     "wrong file identifier/HTTP URL specified"),
    ("sendDocument", {**HERE, "document": "https://a.uz/x.pdf"},
     "failed to get HTTP URL content"),
    ("sendMediaGroup", HERE, 'parameter "media" is required'),
    ("sendMediaGroup", {**HERE, "media": []}, "there are too few messages to send as an album"),
    ("sendMediaGroup", {**HERE, "media": [{"type": "poem", "media": "x"}]},
     'can\'t parse InputMedia: type "poem" is unsupported'),
    ("sendMediaGroup", {**HERE, "media": {"a": 1}}, "expected an Array of InputMedia"),
    ("sendMediaGroup", {**HERE, "media": [5]}, "can't parse InputMedia: expected an Object"),
    ("getFile", {}, "file_id not specified"),
    ("getFile", {"file_id": "BQACnothing"}, "invalid file_id"),
    ("sendLocation", {**HERE, "latitude": 41.3}, "longitude is empty"),
    ("sendLocation", {**HERE, "latitude": 91, "longitude": 0}, "wrong location specified"),
    ("sendVenue", {**HERE, **PLACES}, "venue title must be non-empty"),
    ("sendContact", {**HERE, "first_name": "A"}, "contact phone number must be non-empty"),
    ("sendContact", {**HERE, "phone_number": "1"}, "contact first name must be non-empty"),
    ("sendContact", {**HERE, "phone_number": "1", "first_name": "\udca5"},
     "strings must be encoded in UTF-8"),
    ("sendChatAction", {**HERE, "action": "dancing"}, "wrong parameter action in request"),
]  # fmt: skip
TOO_OLD = OLD.removeprefix("Bad Request: ")
QUERIES = [
    ("answerCallbackQuery", {"callback_query_id": "1"}, TOO_OLD),
    ("answerCallbackQuery", {}, TOO_OLD),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
    ("answerCallbackQuery", {"callback_query_id": "1", "url": "https://a.uz"}, "URL_INVALID"),
    ("answerInlineQuery", {"inline_query_id": "1", "results": []}, TOO_OLD),
    ("answerInlineQuery", {"inline_query_id": "1", "button": {"text": "a"}},
     ("can't parse inline query results button: InlineQueryResultsButton must have exactly one "
      "optional field")),
    ("answerInlineQuery",
     {"inline_query_id": "1", "button": {"text": "a", "start_parameter": "a b"}},
     "START_PARAM_INVALID"),
    ("answerInlineQuery", {"inline_query_id": "1", "results": [], "next_offset": "x" * 65},
     "NEXT_OFFSET_INVALID"),
]  # fmt: skip
CHATS = [
    (SEND, ANY, "chat_id is empty"),
    (SEND, {"chat_id": UNKNOWN, **ANY}, "chat not found"),
    (SEND, {"chat_id": STRANGER, "text": "Hi"}, "chat not found"),
    (SEND, {"chat_id": "@nobody", **ANY}, "chat not found"),
    (SEND, {"chat_id": "²", **ANY}, "chat not found"),
    ("getChat", {"chat_id": UNKNOWN}, "chat not found"),
    ("sendChatAction", {"chat_id": UNKNOWN, "action": "typing"}, "chat not found"),
    ("getChatMember", {"chat_id": GROUP, "user_id": 0}, "invalid user_id specified"),
    ("getChatMember", {"chat_id": GROUP, "user_id": UNKNOWN}, "user not found"),
    ("getChatAdministrators", HERE, "there are no administrators in the private chat"),
]
TOPICS = [
    (SEND, {"chat_id": FORUM, **ANY, "message_thread_id": 77}, "message thread not found"),
    (SEND, {**HERE, **ANY, "message_thread_id": TOPIC}, "message thread not found"),
    ("createForumTopic", {"chat_id": GROUP, "name": "x"}, "the chat is not a forum"),
    ("createForumTopic", {"chat_id": FORUM, "name": " "}, "TOPIC_TITLE_EMPTY"),
    ("createForumTopic", {"chat_id": FORUM, "name": "x" * 129}, "TOPIC_TITLE_TOO_LONG"),
    ("createForumTopic", {"chat_id": FORUM, "name": "x", "icon_color": 1},
     "TOPIC_ICON_COLOR_INVALID"),
    ("editForumTopic", {"chat_id": FORUM, "message_thread_id": TOPIC, "name": "Questions"},
     "TOPIC_NOT_MODIFIED"),
    ("closeForumTopic", {"chat_id": FORUM, "message_thread_id": 77}, "TOPIC_ID_INVALID"),
    ("closeForumTopic", {"chat_id": GROUP, "message_thread_id": 1}, "the chat is not a forum"),
    ("reopenForumTopic", {"chat_id": FORUM, "message_thread_id": TOPIC}, "TOPIC_NOT_MODIFIED"),
]  # fmt: skip
COMMAND = {"command": "start", "description": "Begin"}
PROFILE = [
    ("setMyCommands", {"commands": [{"command": "start"}]},
     'can\'t parse BotCommand: Can\'t find field "description"'),
    ("setMyCommands", {"commands": [{**COMMAND, "command": "Start!"}]}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{**COMMAND, "command": "a" * 33}]},
     "command length must not exceed 32"),
    ("setMyCommands", {"commands": [{**COMMAND, "description": ""}]},
     "command description must be non-empty"),
    ("setMyCommands", {"commands": [COMMAND] * 101}, "BOT_COMMANDS_TOO_MUCH"),
    ("setMyCommands", {"commands": [COMMAND], "language_code": "uzb"},
     "invalid language code specified"),
    ("setMyCommands", {"commands": [COMMAND], "scope": {"type": "planet"}},
     "can't parse BotCommandScope: Unsupported type specified"),
    ("setMyCommands", {"commands": [COMMAND], "scope": {"type": "chat", "chat_id": UNKNOWN}},
     "chat not found"),
    ("setMyCommands", {"commands": [COMMAND], "scope": {"type": "chat", "chat_id": "²"}},
     "chat not found"),
    ("setMyCommands",
     {"commands": [COMMAND], "scope": {"type": "chat_member", "chat_id": GROUP, "user_id": 0}},
     "can't parse BotCommandScope: Invalid user_id specified"),
    ("setMyName", {"name": "x" * 65}, "BOT_TITLE_INVALID"),
    ("setMyDescription", {"description": "x" * 513}, "DESCRIPTION_TOO_LONG"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "ABOUT_TOO_LONG"),
    ("setChatMenuButton", {"menu_button": {"type": "dance"}},
     "can't parse menu button: MenuButton has unsupported type"),
]  # fmt: skip
SECRET = {"url": "https://a.uz/"}
WEBHOOKS = [
    ("setWebhook", {"url": "http://a.uz/"},
     "bad webhook: An HTTPS URL must be provided for webhook"),
    ("setWebhook", {"url": "https://a.uz:9999/"},
     "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
    ("setWebhook", {"url": "https://a.uz:x/"}, "bad webhook: invalid webhook URL specified"),
    ("setWebhook", {**SECRET, "secret_token": "a b"},
     "secret token contains unallowed characters"),
    ("setWebhook", {**SECRET, "secret_token": "a" * 257}, "secret token is too long"),
    ("getUpdates", {"allowed_updates": "message"}, "can't parse allowed_updates JSON object"),
    ("getUpdates", {"limit": "many"}, 'parameter "limit" must be of type Integer'),
    ("sendInvoice", {}, 'parameter "chat_id" is required'),
    ("sendDice", HERE, "method is not available in this simulator"),
]  # fmt: skip
ALL = [*TEXTS, *KEYBOARDS, *EDITS, *FILES, *QUERIES, *CHATS, *TOPICS, *PROFILE, *WEBHOOKS]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("method", "params", "words"), ALL)
async def test_what_telegram_refuses(
    street: Line, method: str, params: dict[str, Any], words: str
) -> None:
    before = json.dumps([street.world.messages(chat) for chat in street.world.chats])
    answer = await street.call(method, **params)
    assert answer.refusal == (400, f"Bad Request: {words}")
    assert json.dumps([street.world.messages(chat) for chat in street.world.chats]) == before
