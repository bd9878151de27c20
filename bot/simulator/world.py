"""The simulated Telegram as people use it: what they write, press, send and refuse."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from bot.simulator.chats import Chats
from bot.simulator.errors import ApiError, bad_request, forbidden
from bot.simulator.found import find_entities
from bot.simulator.inline import chosen_message
from bot.simulator.media import described
from bot.simulator.state import CallRecord, Chat, Fault, Message
from bot.simulator.topics import in_topic, without_reply

ICON_COLOUR = 7322096
STICKER = b"RIFF\x24\x00\x00\x00WEBPVP8 "


class Simulator(Chats):
    """One bot's Telegram, in memory. `clock` gives Unix time in seconds."""

    def __init__(
        self,
        token: str,
        *,
        username: str = "yoldosh_demo_bot",
        clock: Callable[[], float] = time.time,
        limits: bool = True,
    ) -> None:
        super().__init__(token, username, clock, limits=limits)

    def send_text(
        self,
        person_id: int,
        text: str,
        *,
        chat_id: int | None = None,
        reply_to: int | None = None,
        thread_id: int | None = None,
    ) -> Message:
        """Let a person write a text; raises ApiError where their app would not send it."""
        text = text.strip(" \n")
        if not text:
            raise bad_request("message text is empty")
        content: dict[str, Any] = {"text": text}
        if entities := find_entities(text):
            content["entities"] = entities
        return self.send(person_id, content, chat_id, reply_to=reply_to, thread_id=thread_id)

    def send(
        self,
        person_id: int,
        content: Mapping[str, Any],
        chat_id: int | None = None,
        *,
        reply_to: int | None = None,
        thread_id: int | None = None,
    ) -> Message:
        """Let a person send any kind of message; `content` holds its own fields.

        Whoever writes to the bot again takes back that they blocked it, as their app asks them to.
        """
        person = self.person(person_id)
        chat = self._own_chat(person_id, chat_id)
        if chat.is_private:
            if person.is_deactivated:
                raise forbidden("the person is deactivated")
            if person.has_blocked:
                self.unblock(person_id)
            chat.has_started = True
        reply: dict[str, Any] = {}
        if reply_to is not None and reply_to in chat.messages:
            reply["reply_to_message"] = without_reply(chat.messages[reply_to])
        place = in_topic(chat, reply, thread_id)
        message = self.new_message(chat, person.user, {**content, **place})
        self.put(chat, message)
        self.push("message", message)
        return message

    def _own_chat(self, person_id: int, chat_id: int | None) -> Chat:
        chat = self.chats.get(person_id if chat_id is None else chat_id)
        if chat is None:
            raise bad_request("chat not found")
        if person_id not in chat.members:
            raise forbidden("the person is not a member of the chat")
        return chat

    def edit_text(self, person_id: int, chat_id: int, message_id: int, text: str) -> Message:
        """Let a person change a text of theirs."""
        chat = self._own_chat(person_id, chat_id)
        message = chat.messages.get(message_id)
        if message is None or message["from"]["id"] != person_id or "text" not in message:
            raise bad_request("message to edit not found")
        text = text.strip(" \n")
        if not text:
            raise bad_request("message text is empty")
        changed = {**message, "text": text, "edit_date": self.now()}
        changed.pop("entities", None)
        if entities := find_entities(text):
            changed["entities"] = entities
        self.replace(chat, changed)
        self.push("edited_message", changed)
        return changed

    def press(self, person_id: int, chat_id: int, message_id: int, data: str) -> str:
        """Let a person press a button, or forge one; returns the id of the callback query."""
        person = self.person(person_id)
        chat = self._own_chat(person_id, chat_id)
        query_id = self.new_query(person_id)
        query: dict[str, Any] = {
            "id": query_id,
            "from": person.user,
            "chat_instance": str(self.bot["id"] * 1_000 + abs(chat_id)),
            "data": data,
        }
        place = (chat_id, message_id)
        inline = next((key for key, at in self.inline_messages.items() if at == place), None)
        message = chat.messages.get(message_id)
        if inline is not None:
            query["inline_message_id"] = inline
        elif message is not None:
            query["message"] = message
        else:
            query["message"] = {"chat": chat.info, "message_id": message_id, "date": 0}
        self.push("callback_query", query)
        return query_id

    def send_location(
        self, person_id: int, latitude: float, longitude: float, *, chat_id: int | None = None
    ) -> Message:
        """Let a person send a place."""
        place = {"latitude": latitude, "longitude": longitude}
        return self.send(person_id, {"location": place}, chat_id)

    def send_contact(
        self,
        person_id: int,
        *,
        phone_number: str = "+998901234567",
        first_name: str | None = None,
        chat_id: int | None = None,
    ) -> Message:
        """Let a person send their own card, or another's by another name."""
        own_name = self.person(person_id).user["first_name"]
        card = {"phone_number": phone_number, "first_name": first_name or own_name}
        if first_name in {None, own_name}:
            card["user_id"] = person_id
        return self.send(person_id, {"contact": card}, chat_id)

    def send_file(
        self,
        person_id: int,
        kind: str,
        data: bytes,
        *,
        name: str,
        mime_type: str,
        caption: str = "",
        chat_id: int | None = None,
    ) -> Message:
        """Let a person send a file as a document, photo, voice or another kind."""
        info = self.keep_file(kind, name, mime_type, data)
        file = described(kind, info, name, mime_type)
        content: dict[str, Any] = {kind: file}
        if caption:
            content["caption"] = caption
            if entities := find_entities(caption):
                content["caption_entities"] = entities
        return self.send(person_id, content, chat_id)

    def send_document(
        self,
        person_id: int,
        data: bytes = b"%PDF-1.4",
        *,
        name: str = "document.pdf",
        mime_type: str = "application/pdf",
        caption: str = "",
        chat_id: int | None = None,
    ) -> Message:
        """Let a person send a document."""
        return self.send_file(
            person_id,
            "document",
            data,
            name=name,
            mime_type=mime_type,
            caption=caption,
            chat_id=chat_id,
        )

    def send_photo(
        self,
        person_id: int,
        data: bytes = b"\xff\xd8\xff",
        *,
        caption: str = "",
        chat_id: int | None = None,
    ) -> Message:
        """Let a person send a photo."""
        return self.send_file(
            person_id,
            "photo",
            data,
            name="photo.jpg",
            mime_type="image/jpeg",
            caption=caption,
            chat_id=chat_id,
        )

    def send_voice(
        self, person_id: int, data: bytes = b"OggS", *, chat_id: int | None = None
    ) -> Message:
        """Let a person send a voice message."""
        return self.send_file(
            person_id, "voice", data, name="voice.ogg", mime_type="audio/ogg", chat_id=chat_id
        )

    def send_sticker(self, person_id: int, *, chat_id: int | None = None) -> Message:
        """Let a person send a sticker."""
        return self.send_file(
            person_id,
            "sticker",
            STICKER,
            name="sticker.webp",
            mime_type="image/webp",
            chat_id=chat_id,
        )

    def inline_query(self, person_id: int, query: str, offset: str = "") -> str:
        """Let a person type `@bot query`; returns the id of the inline query."""
        query_id = self.new_query(person_id, is_inline=True, text=query)
        user = self.person(person_id).user
        update = {"id": query_id, "from": user, "query": query, "offset": offset}
        self.push("inline_query", {**update, "chat_type": "sender"})
        return query_id

    def choose_inline(self, person_id: int, result_id: str, chat_id: int | None = None) -> Message:
        """Let a person send one of the inline results that they were offered last.

        The bot is told twice: of the choice, and of the message in a chat that it can read.
        """
        for query_id, answer in reversed(self.inline_answers.items()):
            query = self.queries.get(query_id)
            if query is None or query.person_id != person_id:
                continue
            for result in answer["results"]:
                if result["id"] == result_id:
                    return self._choose(person_id, result, query.text, chat_id)
        raise bad_request("RESULT_ID_INVALID")

    def _choose(
        self, person_id: int, result: Mapping[str, Any], query: str, chat_id: int | None
    ) -> Message:
        content = {**chosen_message(self, result), "via_bot": self.bot}
        message = self.send(person_id, content, chat_id)
        choice: dict[str, Any] = {"result_id": result["id"], "from": message["from"]}
        if "reply_markup" in message:
            inline_id = f"CAAA{message['chat']['id']}_{message['message_id']}"
            self.inline_messages[inline_id] = (message["chat"]["id"], message["message_id"])
            choice["inline_message_id"] = inline_id
        self.push("chosen_inline_result", {**choice, "query": query})
        return message

    def create_topic(self, chat_id: int, name: str, *, person_id: int | None = None) -> int:
        """Open a topic in a forum, as a person or as the bot; returns its thread id."""
        chat = self.chats[chat_id]
        if not chat.info.get("is_forum"):
            raise bad_request("the chat is not a forum")
        topic = {"name": name, "icon_color": ICON_COLOUR}
        sender = self.bot if person_id is None else self.person(person_id).user
        message = self.new_message(chat, sender, {"forum_topic_created": topic})
        thread: int = message["message_id"]
        message |= {"message_thread_id": thread, "is_topic_message": True}
        chat.topics[thread] = {"message_thread_id": thread, **topic}
        self.put(chat, message)
        if person_id is not None:
            self.push("message", message)
        return thread

    def block(self, person_id: int) -> None:
        """Let a person block the bot."""
        self._membership(person_id, is_blocked=True)

    def unblock(self, person_id: int) -> None:
        """Let a person unblock the bot."""
        self._membership(person_id, is_blocked=False)

    def deactivate(self, person_id: int) -> None:
        """Let a person delete their account."""
        self.person(person_id).is_deactivated = True
        self.tell({"type": "person", "person": self.person_state(person_id)})

    def _membership(self, person_id: int, *, is_blocked: bool) -> None:
        person = self.person(person_id)
        if person.has_blocked == is_blocked:
            return
        person.has_blocked = is_blocked
        free = {"status": "member", "user": self.bot}
        banned = {"status": "kicked", "user": self.bot, "until_date": 0}
        change = {
            "chat": self.chats[person_id].info,
            "from": person.user,
            "date": self.now(),
            "old_chat_member": free if is_blocked else banned,
            "new_chat_member": banned if is_blocked else free,
        }
        self.push("my_chat_member", change)
        self.tell({"type": "person", "person": self.person_state(person_id)})

    def push_raw_update(self, update: Mapping[str, Any]) -> int:
        """Put any object into the bot's inbox as an update; returns its id.

        A whole number that stands there as `update_id` is kept, so that an update can come twice.
        """
        update_id = self.inbox.push_raw(update)
        self.changed()
        return update_id


__all__ = ["ApiError", "CallRecord", "Chat", "Fault", "Message", "Simulator"]
