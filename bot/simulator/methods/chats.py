"""Chats, members, topics and files."""

from __future__ import annotations

from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.methods.call import Call, Method
from bot.simulator.params import chat_id, integer


async def get_chat(call: Call) -> Any:
    """Bot API: getChat."""
    chat = call.world.chat_of(chat_id(call.params))
    return {
        **chat.info,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": True,
            "limited_gifts": True,
            "unique_gifts": True,
            "premium_subscription": True,
            "gifts_from_channels": True,
        },
    }


async def get_chat_member(call: Call) -> Any:
    """Bot API: getChatMember."""
    chat = call.world.chat_of(chat_id(call.params))
    user_id = integer(call.params, "user_id")
    if user_id == call.world.me["id"]:
        return {"status": "member", "user": call.world.me}
    person = call.world.people.get(user_id)
    if person is None:
        raise bad_request("user not found")
    return {"status": "member" if user_id in chat.members else "left", "user": person.user}


async def get_chat_member_count(call: Call) -> Any:
    """Bot API: getChatMemberCount."""
    return len(call.world.chat_of(chat_id(call.params)).members) + 1


async def create_forum_topic(call: Call) -> Any:
    """Bot API: createForumTopic."""
    chat = call.world.chat_of(chat_id(call.params))
    if not chat.info.get("is_forum"):
        raise bad_request("the chat is not a forum")
    name = str(call.params.get("name") or "")
    if not 1 <= len(name) <= 128:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_TOO_LONG")
    message = call.world.new_message(
        chat, call.world.me, {"forum_topic_created": {"name": name, "icon_color": 7322096}}
    )
    thread = message["message_id"]
    message |= {"message_thread_id": thread, "is_topic_message": True}
    chat.topics[thread] = {"message_thread_id": thread, "name": name, "icon_color": 7322096}
    call.world.put(chat, message)
    return chat.topics[thread]


def _topic(call: Call) -> dict[str, Any]:
    chat = call.world.chat_of(chat_id(call.params))
    topic = chat.topics.get(integer(call.params, "message_thread_id"))
    if topic is None:
        raise bad_request("message thread not found")
    return topic


async def edit_forum_topic(call: Call) -> Any:
    """Bot API: editForumTopic."""
    topic = _topic(call)
    name = str(call.params.get("name") or topic["name"])
    if name == topic["name"]:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic["name"] = name
    return True


async def close_forum_topic(call: Call) -> Any:
    """Bot API: closeForumTopic."""
    topic = _topic(call)
    if topic.get("is_closed"):
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic["is_closed"] = True
    return True


async def reopen_forum_topic(call: Call) -> Any:
    """Bot API: reopenForumTopic."""
    topic = _topic(call)
    if not topic.pop("is_closed", False):
        raise bad_request("TOPIC_NOT_MODIFIED")
    return True


async def pin_message(call: Call) -> Any:
    """Bot API: pinChatMessage and unpinChatMessage."""
    chat = call.world.chat_of(chat_id(call.params))
    if call.params.get("message_id") and integer(call.params, "message_id") not in chat.messages:
        raise bad_request("message to pin not found")
    return True


async def get_file(call: Call) -> Any:
    """Bot API: getFile."""
    file_id = str(call.params.get("file_id") or "")
    known = call.world.files.get(file_id)
    if known is None:
        raise bad_request("invalid file_id")
    info = {"file_id": file_id, "file_unique_id": file_id[-12:], "file_size": len(known[2])}
    return {**info, "file_path": f"files/{file_id}"}


CHATS: dict[str, Method] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatMemberCount": get_chat_member_count,
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "closeForumTopic": close_forum_topic,
    "reopenForumTopic": reopen_forum_topic,
    "pinChatMessage": pin_message,
    "unpinChatMessage": pin_message,
    "getFile": get_file,
}
