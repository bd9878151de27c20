"""Where a message stands in a forum: its topic, and what it replies to there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.state import Chat, Message


def in_topic(chat: Chat, reply: Mapping[str, Any], thread_id: int | None) -> dict[str, Any]:
    """Return the fields that place a message; raises ApiError without such a topic.

    A reply stays in the topic of its original. Whatever else is written in a topic comes as a
    reply to the message that opened it, as it does from Telegram.
    """
    original = reply.get("reply_to_message", {})
    thread_id = thread_id or original.get("message_thread_id")
    if not thread_id:
        return dict(reply)
    if thread_id not in chat.topics:
        raise bad_request("message thread not found")
    place = {**reply, "message_thread_id": thread_id, "is_topic_message": True}
    if not reply and thread_id in chat.messages:
        place["reply_to_message"] = chat.messages[thread_id]
    return place


def without_reply(message: Message) -> Message:
    """Return a message as it stands in a reply to it."""
    return {name: value for name, value in message.items() if name != "reply_to_message"}
