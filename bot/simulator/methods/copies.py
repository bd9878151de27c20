"""Messages sent once more: copied or forwarded, one or several."""

from __future__ import annotations

from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.fields import whole_number
from bot.simulator.keyboards import reply_markup
from bot.simulator.media import KINDS
from bot.simulator.methods.call import Call, Method
from bot.simulator.methods.sending import captioned, deliver, deliver_all, writable
from bot.simulator.params import whole
from bot.simulator.state import Chat, Message
from bot.simulator.texts import check_caption

IDS_LIMIT = 100
_CONTENT = (
    "text",
    "entities",
    "link_preview_options",
    "caption",
    "caption_entities",
    "location",
    "venue",
    "contact",
    "has_media_spoiler",
    *KINDS,
)


def _content(message: Message) -> dict[str, Any]:
    content = {name: message[name] for name in _CONTENT if name in message}
    if not content:
        raise bad_request("message can't be copied")
    return content


def _source(call: Call) -> Chat:
    return call.world.chat_of(call.params.get("from_chat_id"))


def _one(call: Call, what: str) -> Message:
    message = _source(call).messages.get(whole(call.params, "message_id"))
    if message is None:
        raise bad_request(f"message to {what} not found")
    return message


def message_ids(given: object) -> list[int]:
    """Return the messages that a call names; raises ApiError as Telegram would."""
    if given is None or given == []:
        raise bad_request("message identifiers are not specified")
    if not isinstance(given, list):
        raise bad_request("expected an Array of message identifiers")
    if len(given) > IDS_LIMIT:
        raise bad_request("too many message identifiers specified")
    for item in given:
        if isinstance(item, bool) or not isinstance(item, int | str):
            raise bad_request("message identifier must be a Number")
        number = whole_number(item)
        if number is None:
            raise bad_request("can't parse message identifier as Number")
        if number <= 0:
            raise bad_request("invalid message identifier specified")
    return [int(item) for item in given]


def _several(call: Call, what: str) -> list[Message]:
    ids = message_ids(call.params.get("message_ids"))
    if ids != sorted(set(ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    messages = _source(call).messages
    found = [messages[message_id] for message_id in ids if message_id in messages]
    if not found:
        raise bad_request(f"there are no messages to {what}")
    return found


def _forwarded(message: Message) -> dict[str, Any]:
    if message.get("has_protected_content"):
        raise bad_request("message can't be forwarded")
    sender = {k: v for k, v in message["from"].items() if k != "language_code"}
    origin = {"type": "user", "date": message["date"], "sender_user": sender}
    return {"forward_origin": message.get("forward_origin", origin), **_content(message)}


async def copy_message(call: Call) -> Any:
    """Bot API: copyMessage."""
    chat = writable(call)
    content = _content(_one(call, "copy"))
    if "caption" in call.params and "text" not in content:
        content.pop("caption", None)
        content.pop("caption_entities", None)
        content |= captioned(call.params)
        check_caption(content)
    made = deliver(call, chat, content, reply_markup(call.params.get("reply_markup")))
    return {"message_id": made["message_id"]}


async def copy_messages(call: Call) -> Any:
    """Bot API: copyMessages."""
    chat = writable(call)
    copies = [_content(message) for message in _several(call, "copy")]
    made = deliver_all(call, chat, copies)
    return [{"message_id": message["message_id"]} for message in made]


async def forward_message(call: Call) -> Any:
    """Bot API: forwardMessage."""
    chat = writable(call)
    return deliver(call, chat, _forwarded(_one(call, "forward")), None)


async def forward_messages(call: Call) -> Any:
    """Bot API: forwardMessages."""
    chat = writable(call)
    contents = [_forwarded(message) for message in _several(call, "forward")]
    made = deliver_all(call, chat, contents)
    return [{"message_id": message["message_id"]} for message in made]


COPIES: dict[str, Method] = {
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
}
