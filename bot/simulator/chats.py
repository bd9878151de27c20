"""People, chats and messages, and who may write where."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.simulator.entities import Entity
from bot.simulator.errors import bad_request, forbidden
from bot.simulator.floods import Floods
from bot.simulator.inbox import Inbox
from bot.simulator.state import Chat, File, Message, Person, Query, User
from bot.simulator.watching import Watched
from bot.simulator.webhook import Webhook

FIRST_PERSON = 100_000_001
FIRST_GROUP = -1_000_000_001_001
QUERY_LIFE_S = 15 * 60
"""How long a query may be answered. Telegram publishes no figure; apps wait no longer."""
QUERIES_KEPT = 20_000
FILES_KEPT = 2_000


class Chats(Watched):
    """The state of one bot's Telegram, and the rules by which the bot may touch it."""

    def __init__(
        self, token: str, username: str, clock: Callable[[], float], *, limits: bool
    ) -> None:
        super().__init__(clock)
        self.token = token
        bot_id = token.partition(":")[0]
        self.bot: User = {
            "id": int(bot_id) if bot_id.isdigit() else 1,
            "is_bot": True,
            "first_name": username,
            "username": username,
        }
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.inbox = Inbox()
        self.webhook = Webhook(self.inbox, clock, self.changed)
        self.floods = Floods(clock, is_on=limits)
        self.files: dict[str, File] = {}
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.menu_button: dict[str, Any] = {"type": "commands"}
        self.queries: dict[str, Query] = {}
        self.inline_answers: dict[str, dict[str, Any]] = {}
        self.inline_messages: dict[str, tuple[int, int]] = {}
        self.poll = 0
        self._person_ids = itertools.count(FIRST_PERSON)
        self._group_ids = itertools.count(FIRST_GROUP, -1)
        self._query_ids = itertools.count(secrets.randbelow(10**12) + 10**12)

    @property
    def me(self) -> User:
        """The bot as getMe shows it."""
        return {
            **self.bot,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
            "supports_guest_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
            "supports_join_request_queries": False,
        }

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
        names = {"first_name": first_name, "last_name": last_name, "username": username}
        known = {name: value for name, value in names.items() if value}
        user = {"id": person_id, "is_bot": False, **known, "language_code": language_code}
        self.people[person_id] = Person(user)
        self.chats[person_id] = Chat({"id": person_id, **known, "type": "private"}, {person_id})
        self.tell({"type": "person", "person": self.person_state(person_id)})
        return person_id

    def add_group(self, title: str, *, members: Iterable[int] = (), forum: bool = False) -> int:
        """Add a supergroup with the bot as an administrator; return its chat id.

        The first member owns it. As an administrator the bot gets every message.
        """
        chat_id = next(self._group_ids)
        info: dict[str, Any] = {"id": chat_id, "title": title, "type": "supergroup"}
        if forum:
            info["is_forum"] = True
        chat = Chat(info, set(members), has_started=True)
        self.chats[chat_id] = chat
        if chat.members:
            change: dict[str, Any] = {
                "chat": info,
                "from": self.people[min(chat.members)].user,
                "date": self.now(),
                "old_chat_member": {"status": "left", "user": self.bot},
                "new_chat_member": self.bot_member(chat),
            }
            self.push("my_chat_member", change)
        return chat_id

    def bot_member(self, chat: Chat) -> dict[str, Any]:
        """Return the bot as a member of a chat."""
        if chat.is_private:
            return {"status": "member", "user": self.bot}
        rights = (
            "manage_chat",
            "delete_messages",
            "manage_video_chats",
            "restrict_members",
            "promote_members",
            "change_info",
            "invite_users",
            "post_stories",
            "edit_stories",
            "delete_stories",
            "pin_messages",
            "manage_topics",
            "send_welcome_messages",
        )
        member = {"status": "administrator", "user": self.bot, "can_be_edited": False}
        return {**member, "is_anonymous": False, **{f"can_{right}": True for right in rights}}

    def now(self) -> int:
        """Return the time as messages carry it, in whole seconds."""
        return int(self.clock())

    def person(self, person_id: int) -> Person:
        """Return a person by id; raises ApiError when there is none."""
        person = self.people.get(person_id)
        if person is None:
            raise bad_request("user not found")
        return person

    def person_state(self, person_id: int) -> dict[str, Any]:
        """Return a person as the control pages show them."""
        person = self.people[person_id]
        shown = {**person.user, "blocked": person.has_blocked}
        return {**shown, "deactivated": True} if person.is_deactivated else shown

    def messages(self, chat_id: int) -> list[Message]:
        """Return a chat's messages as Telegram would show them, the oldest first."""
        return list(self.chats[chat_id].messages.values())

    def push(self, kind: str, content: Mapping[str, Any]) -> None:
        """Put an update into the bot's inbox."""
        self.inbox.push(kind, content)
        self.changed()

    def take_poll(self) -> int:
        """Let a new waiting for updates begin; it ends the one before."""
        self.poll += 1
        self.changed()
        return self.poll

    def chat_of(self, chat_id: object) -> Chat:
        """Return a chat by id or `@name`; raises ApiError when the bot cannot know it.

        A bot knows a person who wrote to it or who shares a group with it.
        """
        chat: Chat | None = None
        if isinstance(chat_id, int):
            chat = self.chats.get(chat_id)
        elif isinstance(chat_id, str) and chat_id.startswith("@"):
            named = (c for c in self.chats.values() if not c.is_private)
            name = chat_id[1:].lower()
            chat = next((c for c in named if c.info.get("username", "").lower() == name), None)
        if chat is None or not (chat.has_started or self._shares_group(chat.id)):
            raise bad_request("chat_id is empty" if chat_id in (None, "") else "chat not found")
        return chat

    def _shares_group(self, person_id: int) -> bool:
        return any(not c.is_private and person_id in c.members for c in self.chats.values())

    def chat_to_write(self, chat_id: object) -> Chat:
        """Return a chat that the bot may write to; raises ApiError as Telegram would."""
        chat = self.chat_of(chat_id)
        person = self.people.get(chat.id)
        if person is not None:
            if person.is_deactivated:
                raise forbidden("user is deactivated")
            if person.has_blocked:
                raise forbidden("bot was blocked by the user")
            if not chat.has_started:
                raise forbidden("bot can't initiate conversation with a user")
        return chat

    def new_message(self, chat: Chat, sender: User, content: Mapping[str, Any]) -> Message:
        """Return a message of a chat with the next id; it is not shown yet."""
        head = {"message_id": chat.take_id(), "from": sender, "chat": chat.info}
        return {**head, "date": self.now(), **content}

    def put(self, chat: Chat, message: Message) -> None:
        """Show a message in its chat."""
        chat.messages[message["message_id"]] = message
        chat.typing_until = 0.0
        self.tell({"type": "message", "chat_id": chat.id, "message": message})

    def replace(self, chat: Chat, message: Message) -> None:
        """Show a changed message in place of the one with its id."""
        chat.messages[message["message_id"]] = message
        self.tell({"type": "edited", "chat_id": chat.id, "message": message})

    def mentioned(self, entities: list[Entity]) -> list[Entity]:
        """Return entities with the people they mention; of people unknown, none is made."""
        known: list[Entity] = []
        for entity in entities:
            if entity["type"] == "text_mention":
                person = self.people.get(entity["user"]["id"])
                if person is None:
                    continue
                known.append({**entity, "user": person.user})
            else:
                known.append(entity)
        return known

    def keep_file(self, kind: str, name: str, mime_type: str, data: bytes) -> dict[str, Any]:
        """Keep a file's content and return what names it; the oldest are forgotten."""
        file_id = f"BQAC{secrets.token_urlsafe(18)}"
        self.files[file_id] = File(kind, name, mime_type, data)
        if len(self.files) > FILES_KEPT:
            del self.files[next(iter(self.files))]
        return self.file_info(file_id)

    def file_info(self, file_id: str) -> dict[str, Any]:
        """Return what names a known file."""
        size = len(self.files[file_id].data)
        return {"file_id": file_id, "file_unique_id": file_id[-12:], "file_size": size}

    def new_query(self, person_id: int, *, is_inline: bool = False, text: str = "") -> str:
        """Open a query of a person; return its id. The oldest are forgotten."""
        query_id = str(next(self._query_ids))
        self.queries[query_id] = Query(person_id, self.clock(), is_inline, text)
        if len(self.queries) > QUERIES_KEPT:
            del self.queries[next(iter(self.queries))]
        return query_id

    def take_query(self, query_id: str, *, is_inline: bool) -> Query:
        """Return a query that may be answered, and close it; raises ApiError."""
        query = self.queries.get(query_id)
        is_open = query is not None and not query.is_answered and query.is_inline == is_inline
        if query is None or not is_open or self.clock() - query.at > QUERY_LIFE_S:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        query.is_answered = True
        return query
