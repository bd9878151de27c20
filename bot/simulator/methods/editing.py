"""Changing and removing messages that are there already, and reacting to them."""

from __future__ import annotations

from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.fields import string_field
from bot.simulator.keyboards import check_place, inline_markup
from bot.simulator.media import KINDS
from bot.simulator.methods.albums import input_media
from bot.simulator.methods.call import Call, Method
from bot.simulator.methods.copies import message_ids
from bot.simulator.methods.sending import captioned, link_preview
from bot.simulator.params import whole
from bot.simulator.state import Chat, Message
from bot.simulator.texts import check_caption, message_text

DELETE_WITHIN_S = 48 * 3600
"""How long a message can be deleted (Bot API: deleteMessage)."""
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")


def _target(call: Call) -> tuple[Chat, Message]:
    if not call.params.get("chat_id") and not call.params.get("message_id"):
        return _inline_target(call)
    chat = call.world.chat_to_write(call.params.get("chat_id"))
    message = chat.messages.get(whole(call.params, "message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    is_own = message["from"]["id"] == call.world.bot["id"]
    if not is_own or "forward_origin" in message or "forum_topic_created" in message:
        raise bad_request("message can't be edited")
    return chat, message


def _inline_target(call: Call) -> tuple[Chat, Message]:
    given = call.params.get("inline_message_id")
    if not given:
        raise bad_request("message identifier is not specified")
    place = call.world.inline_messages.get(given)
    if place is None:
        raise bad_request("MESSAGE_ID_INVALID")
    chat = call.world.chats[place[0]]
    if place[1] not in chat.messages:
        raise bad_request("MESSAGE_ID_INVALID")
    return chat, chat.messages[place[1]]


def _change(call: Call, place: tuple[Chat, Message], changes: dict[str, Any]) -> Any:
    """Change a message; a change to None takes the field away. A keyboard not given is gone."""
    chat, message = place
    world = call.world
    for name in ("entities", "caption_entities"):
        if changes.get(name):
            changes[name] = world.mentioned(changes[name]) or None
    changes["reply_markup"] = inline_markup(call.params.get("reply_markup"))
    check_place(changes["reply_markup"], is_private=chat.is_private)
    if all(message.get(name) == value for name, value in changes.items()):
        raise bad_request(_SAME)
    world.floods.charge(chat.id)
    changed = {**message, **changes, "edit_date": world.now()}
    changed = {name: value for name, value in changed.items() if value is not None}
    world.replace(chat, changed)
    return True if call.params.get("inline_message_id") else changed


async def edit_text(call: Call) -> Any:
    """Bot API: editMessageText."""
    text, entities = message_text(call.params, too_long="MESSAGE_TOO_LONG")
    place = _target(call)
    if "text" not in place[1]:
        raise bad_request("there is no text in the message to edit")
    preview = link_preview(call.params).get("link_preview_options")
    changes = {"text": text, "entities": entities or None, "link_preview_options": preview}
    return _change(call, place, changes)


async def edit_caption(call: Call) -> Any:
    """Bot API: editMessageCaption."""
    caption = captioned(call.params)
    check_caption(caption, too_long="MEDIA_CAPTION_TOO_LONG")
    place = _target(call)
    if not any(kind in place[1] for kind in KINDS):
        raise bad_request("there is no caption in the message to edit")
    return _change(call, place, {name: caption.get(name) for name in _CAPTION})


async def edit_media(call: Call) -> Any:
    """Bot API: editMessageMedia."""
    raw = call.params.get("media")
    if raw in (None, ""):
        raise bad_request('parameter "media" is required')
    content = input_media(call, raw, for_album=False)
    check_caption(content, too_long="MEDIA_CAPTION_TOO_LONG")
    place = _target(call)
    if not any(kind in place[1] for kind in KINDS):
        raise bad_request("there is no media in the message to edit")
    gone = dict.fromkeys((*KINDS, *_CAPTION, "has_media_spoiler"))
    return _change(call, place, {**gone, **content})


async def edit_reply_markup(call: Call) -> Any:
    """Bot API: editMessageReplyMarkup."""
    return _change(call, _target(call), {})


async def delete_message(call: Call) -> Any:
    """Bot API: deleteMessage."""
    if not call.params.get("chat_id"):
        raise bad_request("chat identifier is not specified")
    message_id = whole(call.params, "message_id")
    if message_id <= 0:
        raise bad_request("message identifier is not specified")
    chat = call.world.chat_to_write(call.params["chat_id"])
    if message_id not in chat.messages:
        raise bad_request("message to delete not found")
    _delete(call, chat, [message_id])
    return True


async def delete_messages(call: Call) -> Any:
    """Bot API: deleteMessages; those that are not found are passed over."""
    wanted = message_ids(call.params.get("message_ids"))
    chat = call.world.chat_to_write(call.params.get("chat_id"))
    _delete(call, chat, [message_id for message_id in wanted if message_id in chat.messages])
    return True


def _delete(call: Call, chat: Chat, ids: list[int]) -> None:
    """Delete messages: in private chats for 48 hours, in groups an administrator any time.

    The message that opened a topic goes only with its topic (Bot API: deleteMessage).
    """
    for message_id in ids:
        message = chat.messages[message_id]
        is_late = chat.is_private and call.world.clock() - message["date"] > DELETE_WITHIN_S
        if is_late or "forum_topic_created" in message:
            raise bad_request("message can't be deleted")
    for message_id in ids:
        del chat.messages[message_id]
        if message_id in chat.pinned:
            chat.pinned.remove(message_id)
    if ids:
        call.world.tell({"type": "deleted", "chat_id": chat.id, "message_ids": ids})


async def set_reaction(call: Call) -> Any:
    """Bot API: setMessageReaction."""
    given = call.params.get("reaction") or []
    if not isinstance(given, list):
        raise bad_request("expected an Array of ReactionType")
    for item in given:
        if not isinstance(item, dict):
            raise bad_request("can't parse ReactionType: expected an Object")
        kind = string_field(item, "type")
        if kind not in {"emoji", "custom_emoji"}:
            raise bad_request("can't parse ReactionType: invalid reaction type specified")
        string_field(item, "emoji" if kind == "emoji" else "custom_emoji_id")
    if len(given) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    chat, message = call.message("message to react")
    event = {"type": "reaction", "chat_id": chat.id, "message_id": message["message_id"]}
    call.world.tell({**event, "reaction": given})
    return True


EDITING: dict[str, Method] = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageMedia": edit_media,
    "editMessageReplyMarkup": edit_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "setMessageReaction": set_reaction,
}
