"""The things a simulated Telegram is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Message = dict[str, Any]
User = dict[str, Any]
TYPING_S = 5.0
"""How long a chat action is shown (Bot API: sendChatAction)."""


@dataclass
class Chat:
    """A chat: its public form, its messages by id, and what people's apps show beside."""

    info: dict[str, Any]
    members: set[int]
    messages: dict[int, Message] = field(default_factory=dict)
    last_id: int = 0
    reply_keyboard: dict[str, Any] | None = None
    typing_until: float = 0.0
    has_started: bool = False
    topics: dict[int, dict[str, Any]] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    menu_button: dict[str, Any] | None = None

    @property
    def id(self) -> int:
        """The chat's id: a person's own in a private chat, below zero in a group."""
        chat_id: int = self.info["id"]
        return chat_id

    @property
    def is_private(self) -> bool:
        """Whether this is one person's chat with the bot."""
        return self.id > 0

    def take_id(self) -> int:
        """Return the next message id."""
        self.last_id += 1
        return self.last_id


@dataclass
class Person:
    """A person and how their account stands towards the bot."""

    user: User
    has_blocked: bool = False
    is_deactivated: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """The content of a file that was sent, and the kind of message that it was sent in."""

    kind: str
    name: str
    mime_type: str
    data: bytes


@dataclass(slots=True)
class CallRecord:
    """One call of the bot, without its token."""

    number: int
    time: float
    method: str
    params: Mapping[str, Any]
    status: int
    response: Mapping[str, Any]
    duration_ms: float

    def as_json(self) -> dict[str, Any]:
        """Return the call as the control endpoints show it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass
class Fault:
    """What goes wrong with the next calls of a method.

    `code` 0 lets the call through, after `delay_s`. `body` is sent as it is, in place of an answer
    in Telegram's form. With `cuts_connection` no answer is sent at all, and with `is_carried_out`
    the call takes effect all the same: the answer alone is lost.
    """

    method: str
    code: int = 0
    description: str = ""
    retry_after: int | None = None
    body: str | None = None
    delay_s: float = 0.0
    cuts_connection: bool = False
    is_carried_out: bool = False
    times: int = 1


@dataclass(slots=True)
class Query:
    """A pressed button or an inline query that waits for an answer."""

    person_id: int
    at: float
    is_inline: bool = False
    text: str = ""
    is_answered: bool = False
