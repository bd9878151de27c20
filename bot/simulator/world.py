"""The state of the simulated Telegram: people, chats, messages, and what people do."""

from __future__ import annotations

import asyncio
import itertools
import secrets
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.entities import find_entities
from bot.simulator.errors import ApiError, bad_request, forbidden
from bot.simulator.floods import Floods
from bot.simulator.inbox import Inbox
from bot.simulator.webhook import Webhook

Message = dict[str, Any]
FIRST_PERSON = 100_000_001
CALLS_KEPT = 5000
QUERY_LIFE_S = 15 * 60
"""How long a pressed button may be answered."""


@dataclass
class Chat:
    """A chat: its public form, its messages by id, and what the person's app shows beside."""

    info: dict[str, Any]
    members: set[int]
    messages: dict[int, Message] = field(default_factory=dict)
    ids: Iterable[int] = field(default_factory=lambda: itertools.count(1))
    reply_keyboard: dict[str, Any] | None = None
    typing_until: float = 0.0
    has_started: bool = False
    topics: dict[int, dict[str, Any]] = field(default_factory=dict)


@dataclass
class Person:
    """A person and how their account stands towards the bot."""

    user: dict[str, Any]
    has_blocked: bool = False
    is_deactivated: bool = False


@dataclass
class CallRecord:
    """One call of the bot, without its token."""

    number: int
    time: float
    method: str
    params: Mapping[str, Any]
    status: int
    response: Mapping[str, Any]
    duration_ms: float


@dataclass
class Fault:
    """A failure to come: the next calls of a method answer so instead of working."""

    method: str
    code: int
    description: str
    retry_after: int | None
    times: int


@dataclass
class _Query:
    person_id: int
    at: float
    is_answered: bool = False


class Simulator:
    """One bot's Telegram, in memory. `clock` gives Unix time in seconds."""

    def __init__(
        self,
        token: str,
        *,
        username: str = "yoldosh_demo_bot",
        clock: Callable[[], float] = time.time,
        limits: bool = True,
    ) -> None:
        self.token = token
        self.clock = clock
        self.me: dict[str, Any] = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Yoʻldosh",
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.inbox = Inbox()
        self.webhook = Webhook()
        self.floods = Floods(clock, is_on=limits)
        self.calls: deque[CallRecord] = deque(maxlen=CALLS_KEPT)
        self.files: dict[str, tuple[str, str, bytes]] = {}
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.queries: dict[str, _Query] = {}
        self.inline_answers: dict[str, dict[str, Any]] = {}
        self.faults: list[Fault] = []
        self._listeners: list[asyncio.Queue[dict[str, Any]]] = []
        self._numbers = itertools.count(1)
        self._person_ids = itertools.count(FIRST_PERSON)
        self._group_ids = itertools.count(1001)
        self._query_ids = itertools.count(secrets.randbelow(10**12) + 10**12)

    # People and chats

    def add_person(
        self,
        first_name: str,
        *,
        username: str | None = None,
        last_name: str | None = None,
        language_code: str = "uz",
    ) -> int:
        """Add a person; return the id of the person and of their chat with the bot."""
        person_id = next(self._person_ids)
        user = {"id": person_id, "is_bot": False, "first_name": first_name}
        names = {"last_name": last_name, "username": username}
        user |= {name: value for name, value in names.items() if value}
        info = {"type": "private", **{k: v for k, v in user.items() if k != "is_bot"}}
        self.people[person_id] = Person({**user, "language_code": language_code})
        self.chats[person_id] = Chat(info, {person_id})
        self.tell({"type": "person", "person": self.person_state(person_id)})
        return person_id

    def add_group(self, title: str, *, members: Iterable[int] = (), forum: bool = False) -> int:
        """Add a supergroup with the bot in it; return its chat id."""
        chat_id = -1_000_000_000_000 - next(self._group_ids)
        info: dict[str, Any] = {"id": chat_id, "type": "supergroup", "title": title}
        if forum:
            info["is_forum"] = True
        self.chats[chat_id] = Chat(info, set(members), has_started=True)
        return chat_id

    def person_state(self, person_id: int) -> dict[str, Any]:
        """Return a person as the control pages show them."""
        person = self.people[person_id]
        return {**person.user, "blocked": person.has_blocked}

    def messages(self, chat_id: int) -> list[Message]:
        """Return a chat's messages, the oldest first."""
        return list(self.chats[chat_id].messages.values())

    # What people do

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
        if not text.strip():
            raise bad_request("message text is empty")
        content: dict[str, Any] = {"text": text}
        if entities := find_entities(text, []):
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
        """Let a person send any kind of message; `content` holds its own fields."""
        chat = self.chat_of(chat_id if chat_id is not None else person_id)
        if person_id not in chat.members:
            raise forbidden("the person is not a member of the chat")
        chat.has_started = True
        self.people[person_id].has_blocked = False
        message = self.new_message(chat, self.people[person_id].user, content)
        if reply_to is not None and reply_to in chat.messages:
            message["reply_to_message"] = dict(chat.messages[reply_to])
        if thread_id is not None:
            message |= {"message_thread_id": thread_id, "is_topic_message": True}
        self.put(chat, message)
        self.push("message", message)
        return message

    def edit_text(self, person_id: int, chat_id: int, message_id: int, text: str) -> Message:
        """Let a person change a message of theirs."""
        message = self.chat_of(chat_id).messages.get(message_id)
        if message is None or message["from"]["id"] != person_id:
            raise bad_request("message to edit not found")
        message["text"] = text
        message["edit_date"] = int(self.clock())
        self.tell({"type": "edited", "chat_id": chat_id, "message": message})
        self.push("edited_message", message)
        return message

    def press(self, person_id: int, chat_id: int, message_id: int, data: str) -> str:
        """Let a person press a button, or forge one; returns the id of the callback query."""
        chat = self.chat_of(chat_id)
        query_id = str(next(self._query_ids))
        query: dict[str, Any] = {
            "id": query_id,
            "from": self.people[person_id].user,
            "chat_instance": str(abs(hash((self.me["id"], chat_id)))),
            "data": data,
        }
        message = chat.messages.get(message_id)
        query["message"] = (
            dict(message) if message else {"chat": chat.info, "message_id": message_id, "date": 0}
        )
        self.queries[query_id] = _Query(person_id, self.clock())
        self.push("callback_query", query)
        return query_id

    def inline_query(self, person_id: int, query: str, offset: str = "") -> str:
        """Let a person type `@bot query`; returns the id of the inline query."""
        query_id = str(next(self._query_ids))
        self.queries[query_id] = _Query(person_id, self.clock())
        user = self.people[person_id].user
        update = {"id": query_id, "from": user, "query": query, "offset": offset}
        self.push("inline_query", {**update, "chat_type": "sender"})
        return query_id

    def choose_inline(self, person_id: int, result_id: str, chat_id: int | None = None) -> Message:
        """Let a person send one of the inline results that were offered last."""
        for answer in reversed(self.inline_answers.values()):
            for result in answer["results"]:
                if result.get("id") == result_id:
                    content = result.get("input_message_content") or {"message_text": "-"}
                    text = str(content.get("message_text", "-"))
                    message = {"text": text, "via_bot": self.me}
                    return self.send(person_id, message, chat_id)
        raise bad_request("RESULT_ID_INVALID")

    def block(self, person_id: int) -> None:
        """Let a person block the bot."""
        self._membership(person_id, is_blocked=True)

    def unblock(self, person_id: int) -> None:
        """Let a person unblock the bot."""
        self._membership(person_id, is_blocked=False)

    def _membership(self, person_id: int, *, is_blocked: bool) -> None:
        person = self.people[person_id]
        before, after = ("member", "kicked") if is_blocked else ("kicked", "member")
        person.has_blocked = is_blocked

        def member(status: str) -> dict[str, Any]:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"status": status, "user": self.me, **until}

        change = {
            "chat": self.chats[person_id].info,
            "from": person.user,
            "date": int(self.clock()),
            "old_chat_member": member(before),
            "new_chat_member": member(after),
        }
        self.push("my_chat_member", change)
        self.tell({"type": "person", "person": self.person_state(person_id)})

    def push_raw_update(self, update: Mapping[str, Any]) -> int:
        """Put any object into the bot's inbox as an update; returns its id."""
        update_id = self.inbox.push_raw(update)
        self.changed()
        return update_id

    # What methods build on

    def push(self, kind: str, content: Mapping[str, Any]) -> None:
        """Put an update into the bot's inbox."""
        self.inbox.push(kind, content)
        self.changed()

    def chat_of(self, chat_id: object) -> Chat:
        """Return a chat by id; raises ApiError when there is none."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def chat_to_write(self, chat_id: object) -> Chat:
        """Return a chat the bot may write to; raises ApiError as Telegram would, floods included."""
        chat = self.chat_of(chat_id)
        person = self.people.get(chat.info["id"])
        if person is not None:
            if person.is_deactivated:
                raise forbidden("user is deactivated")
            if person.has_blocked:
                raise forbidden("bot was blocked by the user")
            if not chat.has_started:
                raise forbidden("bot can't initiate conversation with a user")
        self.floods.charge(chat.info["id"])
        return chat

    def new_message(
        self, chat: Chat, sender: Mapping[str, Any], content: Mapping[str, Any]
    ) -> Message:
        """Return a message of a chat with the next id; it is not shown yet."""
        message_id = next(iter(chat.ids))
        head = {"message_id": message_id, "from": dict(sender), "chat": chat.info}
        return {**head, "date": int(self.clock()), **content}

    def put(self, chat: Chat, message: Message) -> None:
        """Show a message in its chat."""
        chat.messages[message["message_id"]] = message
        self.tell({"type": "message", "chat_id": chat.info["id"], "message": message})

    def open_query(self, query_id: str) -> _Query:
        """Return a query that may still be answered; raises ApiError."""
        query = self.queries.get(query_id)
        if query is None or query.is_answered or self.clock() - query.at > QUERY_LIFE_S:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        return query

    # Faults to come

    def fail_next(
        self,
        method: str,
        code: int,
        description: str = "Internal Server Error",
        *,
        retry_after: int | None = None,
        times: int = 1,
    ) -> None:
        """Let the next calls of a method (`*`: of any) fail."""
        self.faults.append(Fault(method, code, description, retry_after, times))

    def take_fault(self, method: str) -> Fault | None:
        """Return the failure that a call of this method meets now, or None."""
        for fault in self.faults:
            if fault.method.lower() in {"*", method.lower()}:
                fault.times -= 1
                if not fault.times:
                    self.faults.remove(fault)
                return fault
        return None

    # What is watched

    def record(
        self,
        method: str,
        params: Mapping[str, Any],
        status: int,
        response: Mapping[str, Any],
        duration_s: float,
    ) -> None:
        """Keep a call for the raw view; the oldest fall out."""
        call = CallRecord(
            next(self._numbers), self.clock(), method, params, status, response, duration_s * 1000
        )
        self.calls.append(call)
        if self._listeners:
            self.tell({"type": "call", **vars(call)})
        self.changed()

    def listen(self) -> asyncio.Queue[dict[str, Any]]:
        """Return a queue that gets every event from now on."""
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(maxsize=1000)
        self._listeners.append(queue)
        return queue

    def stop_listening(self, queue: asyncio.Queue[dict[str, Any]]) -> None:
        """End a queue of events."""
        self._listeners.remove(queue)

    def tell(self, event: dict[str, Any]) -> None:
        """Give an event to everyone who listens; one who does not read misses it."""
        for queue in self._listeners:
            if not queue.full():
                queue.put_nowait(event)
        self.changed()

    def changed(self) -> None:
        """Wake everyone who waits for a change."""
        self.inbox.wake()

    async def wait_for(self, predicate: Callable[[], bool], timeout_s: float = 10.0) -> None:
        """Wait until something is true of the state; raises TimeoutError."""
        async with asyncio.timeout(timeout_s):
            while not predicate():
                await self.inbox.next_change()


__all__ = ["ApiError", "CallRecord", "Chat", "Message", "Simulator"]
