"""Chats: who is in them, what is pinned, their topics; and the files of messages."""

from __future__ import annotations

from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.methods.call import Call, Method
from bot.simulator.params import text, user_id, whole
from bot.simulator.state import Chat

TOPIC_NAME_LIMIT = 128
"""Characters (Bot API: createForumTopic)."""
DOWNLOAD_LIMIT = 20 * 1024 * 1024
"""Bytes of a file that a bot may fetch (Bot API: getFile)."""
COLOURS = {7322096, 16766590, 13338331, 9367192, 16749490, 16478047}
"""Colours that a topic's icon may have (Bot API: createForumTopic)."""


async def get_chat(call: Call) -> Any:
    """Bot API: getChat."""
    chat = call.chat()
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    full = {
        **chat.info,
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, True),
    }
    if "username" in chat.info:
        full["active_usernames"] = [chat.info["username"]]
    pinned = [message_id for message_id in chat.pinned if message_id in chat.messages]
    if pinned:
        full["pinned_message"] = chat.messages[max(pinned)]
    return full


def _member(call: Call, chat: Chat, person_id: int) -> dict[str, Any]:
    person = call.world.person(person_id)
    if person_id not in chat.members:
        return {"status": "left", "user": person.user}
    if not chat.is_private and person_id == min(chat.members):
        return {"status": "creator", "user": person.user, "is_anonymous": False}
    return {"status": "member", "user": person.user}


async def get_chat_member(call: Call) -> Any:
    """Bot API: getChatMember."""
    wanted = user_id(call.params)
    chat = call.chat()
    if wanted == call.world.bot["id"]:
        return call.world.bot_member(chat)
    return _member(call, chat, wanted)


async def get_chat_administrators(call: Call) -> Any:
    """Bot API: getChatAdministrators."""
    chat = call.chat()
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    owner = [_member(call, chat, min(chat.members))] if chat.members else []
    return [*owner, call.world.bot_member(chat)]


async def get_chat_member_count(call: Call) -> Any:
    """Bot API: getChatMemberCount."""
    return len(call.chat().members) + 1


def _topic_name(call: Call) -> str:
    name = text(call.params, "name").strip()
    if len(name) > TOPIC_NAME_LIMIT:
        raise bad_request("TOPIC_TITLE_TOO_LONG")
    return name


async def create_forum_topic(call: Call) -> Any:
    """Bot API: createForumTopic."""
    chat, name = call.chat(), _topic_name(call)
    colour = whole(call.params, "icon_color", 7322096)
    if not name:
        raise bad_request("TOPIC_TITLE_EMPTY")
    if colour not in COLOURS:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    thread = call.world.create_topic(chat.id, name)
    chat.topics[thread]["icon_color"] = colour
    return _shown(chat.topics[thread])


def _shown(topic: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in topic.items() if name != "is_closed"}


def _topic(call: Call) -> tuple[Chat, dict[str, Any]]:
    chat = call.chat()
    if not chat.info.get("is_forum"):
        raise bad_request("the chat is not a forum")
    topic = chat.topics.get(whole(call.params, "message_thread_id"))
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return chat, topic


def _tell_topic(call: Call, chat: Chat, topic: dict[str, Any], content: dict[str, Any]) -> None:
    thread = {"message_thread_id": topic["message_thread_id"], "is_topic_message": True}
    world = call.world
    world.put(chat, world.new_message(chat, world.bot, {**thread, **content}))


async def edit_forum_topic(call: Call) -> Any:
    """Bot API: editForumTopic."""
    chat, topic = _topic(call)
    changes = {"name": _topic_name(call) or topic["name"]}
    if "icon_custom_emoji_id" in call.params:
        changes["icon_custom_emoji_id"] = text(call.params, "icon_custom_emoji_id")
    changes = {n: v for n, v in changes.items() if topic.get(n, "") != v}
    if not changes:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic |= changes
    _tell_topic(call, chat, topic, {"forum_topic_edited": changes})
    return True


async def close_forum_topic(call: Call) -> Any:
    """Bot API: closeForumTopic."""
    chat, topic = _topic(call)
    if topic.get("is_closed"):
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic["is_closed"] = True
    _tell_topic(call, chat, topic, {"forum_topic_closed": {}})
    return True


async def reopen_forum_topic(call: Call) -> Any:
    """Bot API: reopenForumTopic."""
    chat, topic = _topic(call)
    if not topic.pop("is_closed", False):
        raise bad_request("TOPIC_NOT_MODIFIED")
    _tell_topic(call, chat, topic, {"forum_topic_reopened": {}})
    return True


async def delete_forum_topic(call: Call) -> Any:
    """Bot API: deleteForumTopic."""
    chat, topic = _topic(call)
    thread = topic["message_thread_id"]
    gone = [
        m for m, message in chat.messages.items() if message.get("message_thread_id") == thread
    ]
    del chat.topics[thread]
    for message_id in gone:
        del chat.messages[message_id]
    call.world.tell({"type": "deleted", "chat_id": chat.id, "message_ids": gone})
    return True


async def pin_message(call: Call) -> Any:
    """Bot API: pinChatMessage."""
    chat, message = call.message("message to pin")
    message_id = message["message_id"]
    if message_id not in chat.pinned:
        chat.pinned.append(message_id)
        if not chat.is_private and not call.says("disable_notification"):
            original = {k: v for k, v in message.items() if k != "reply_to_message"}
            pinned = {"pinned_message": original}
            call.world.put(chat, call.world.new_message(chat, call.world.bot, pinned))
    return True


async def unpin_message(call: Call) -> Any:
    """Bot API: unpinChatMessage."""
    chat = call.chat()
    message_id = whole(call.params, "message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.messages:
        raise bad_request("message to unpin not found")
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
    return True


async def unpin_all(call: Call) -> Any:
    """Bot API: unpinAllChatMessages."""
    call.chat().pinned.clear()
    return True


async def get_file(call: Call) -> Any:
    """Bot API: getFile."""
    file_id = text(call.params, "file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    if file_id not in call.world.files:
        raise bad_request("invalid file_id")
    if len(call.world.files[file_id].data) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {**call.world.file_info(file_id), "file_path": f"files/{file_id}"}


CHATS: dict[str, Method] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "closeForumTopic": close_forum_topic,
    "reopenForumTopic": reopen_forum_topic,
    "deleteForumTopic": delete_forum_topic,
    "pinChatMessage": pin_message,
    "unpinChatMessage": unpin_message,
    "unpinAllChatMessages": unpin_all,
    "getFile": get_file,
}
