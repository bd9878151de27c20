"""A call as the methods see it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.params import boolean_of, whole
from bot.simulator.parts import Upload
from bot.simulator.state import Chat, Message
from bot.simulator.world import Simulator


@dataclass(frozen=True)
class Call:
    """The world a call acts on, its parameters as values of their types, and its files."""

    world: Simulator
    params: Mapping[str, Any]
    files: Mapping[str, Upload] = field(default_factory=dict)

    def chat(self) -> Chat:
        """Return the chat that the call is about; raises ApiError."""
        return self.world.chat_of(self.params.get("chat_id"))

    def says(self, name: str) -> bool:
        """Say whether a yes-or-no parameter says yes."""
        return boolean_of(self.params, name)

    def message(self, what: str) -> tuple[Chat, Message]:
        """Return the message that the call is about; raises ApiError naming `what` it is."""
        chat = self.chat()
        message = chat.messages.get(whole(self.params, "message_id"))
        if message is None:
            raise bad_request(f"{what} not found")
        return chat, message


@dataclass(frozen=True)
class Described:
    """A result that Telegram sends with a description."""

    result: Any
    description: str


Method = Callable[[Call], Awaitable[Any]]
