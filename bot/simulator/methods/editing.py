"""Changing and removing messages that are there already."""

from __future__ import annotations

from typing import Any

from bot.simulator.entities import caption_text, message_text
from bot.simulator.errors import bad_request
from bot.simulator.keyboards import reply_markup
from bot.simulator.methods.call import Call, Method
from bot.simulator.params import chat_id, integer
from bot.simulator.world import Chat, Message

DELETE_WITHIN_S = 48 * 3600
"""How long a bot may delete messages (Bot API: deleteMessage)."""
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


def _target(call: Call) -> tuple[Chat, Message]:
    if call.params.get("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = call.world.chat_of(chat_id(call.params))
    message = chat.messages.get(integer(call.params, "message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != call.world.me["id"] or "forward_origin" in message:
        raise bad_request("message can't be edited")
    return chat, message


def _change(call: Call, chat: Chat, message: Message, changes: dict[str, Any]) -> Message:
    markup = reply_markup(call.params)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    keyboard = markup if markup and markup["inline_keyboard"] else None
    compared = {**changes, "reply_markup": keyboard}
    if all(message.get(name) == value for name, value in compared.items()):
        raise bad_request(_SAME)
    call.world.chat_to_write(chat.info["id"])
    changed = {**message, **compared, "edit_date": int(call.world.clock())}
    changed = {name: value for name, value in changed.items() if value is not None}
    chat.messages[message["message_id"]] = changed
    call.world.tell({"type": "edited", "chat_id": chat.info["id"], "message": changed})
    return changed


async def edit_text(call: Call) -> Any:
    """Bot API: editMessageText."""
    chat, message = _target(call)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    text, entities = message_text(call.params, too_long="MESSAGE_TOO_LONG")
    return _change(call, chat, message, {"text": text, "entities": entities or None})


async def edit_caption(call: Call) -> Any:
    """Bot API: editMessageCaption."""
    chat, message = _target(call)
    if "text" in message:
        raise bad_request("there is no caption in the message to edit")
    text, entities = caption_text(call.params)
    changes = {"caption": text or None, "caption_entities": entities or None}
    return _change(call, chat, message, changes)


async def edit_reply_markup(call: Call) -> Any:
    """Bot API: editMessageReplyMarkup."""
    chat, message = _target(call)
    return _change(call, chat, message, {})


async def delete_message(call: Call) -> Any:
    """Bot API: deleteMessage."""
    chat = call.world.chat_of(chat_id(call.params))
    _delete(call, chat, integer(call.params, "message_id"))
    return True


async def delete_messages(call: Call) -> Any:
    """Bot API: deleteMessages; those that are not found are skipped."""
    chat = call.world.chat_of(chat_id(call.params))
    wanted = call.params.get("message_ids")
    if not isinstance(wanted, list) or not 1 <= len(wanted) <= 100:
        raise bad_request("message identifiers must be an Array of 1-100 Integer")
    for message_id in wanted:
        if message_id in chat.messages:
            _delete(call, chat, message_id)
    return True


def _delete(call: Call, chat: Chat, message_id: int) -> None:
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request("message to delete not found")
    if call.world.clock() - message["date"] > DELETE_WITHIN_S:
        raise bad_request("message can't be deleted")
    del chat.messages[message_id]
    ids = [message_id]
    call.world.tell({"type": "deleted", "chat_id": chat.info["id"], "message_ids": ids})


EDITING: dict[str, Method] = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}
