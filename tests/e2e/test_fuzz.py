"""Thousands of random and malformed updates: the bot answers people afterwards as before."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.talk import Town, town
from tests.support.trees import sound_files, write_tree

UPDATES = 5_500
SEED = 20261125
HOSTILE = (
    "",
    " ",
    "/",
    "//",
    "/start " + "x" * 4000,
    "/start kr-eps extra",
    "/" + "a" * 300,
    "\u202e\u200f\u0000",
    "<b>&amp;</i>",
    "💥" * 2000,
    "' OR 1=1 --",
    "{figure:kr.wage}",
    "%s%n{0}{name}",
    "ʻʼ'`’",
    "שלום مرحبا",
    "\n\n\n",
    "1" * 4096,
)


class Chance:
    """Seeded randomness that makes updates, half of them almost right."""

    def __init__(self, chats: list[int]) -> None:
        self.random = random.Random(SEED)
        self.chats = chats

    def junk(self, depth: int = 0) -> Any:
        kinds: list[Callable[[], Any]] = [
            lambda: None,
            lambda: self.random.choice([True, False]),
            lambda: self.random.choice([0, -1, 2**31, 2**63, -(2**53), 10**30]),
            lambda: self.random.random() * 10**9,
            self.text,
        ]
        if depth < 3:
            kinds += [
                lambda: [self.junk(depth + 1) for _ in range(self.random.randrange(4))],
                lambda: {
                    self.random.choice(FIELDS): self.junk(depth + 1)
                    for _ in range(self.random.randrange(5))
                },
            ]
        return self.random.choice(kinds)()

    def text(self) -> str:
        if self.random.random() < 0.5:
            return self.random.choice(HOSTILE)
        letters = string.printable + "ўқғҳёяюабв\u0300\u200b🇺🇿"
        return "".join(self.random.choices(letters, k=self.random.randrange(60)))

    def user(self) -> dict[str, Any]:
        return {"id": self.random.choice(self.chats), "is_bot": False, "first_name": self.text()}

    def message(self) -> dict[str, Any]:
        chat = self.random.choice(self.chats)
        made: dict[str, Any] = {
            "message_id": self.random.randrange(1, 1000),
            "date": self.random.choice([0, 1_800_000_000, 2**31]),
            "chat": {"id": chat, "type": "private", "first_name": "x"},
            "from": {**self.user(), "id": chat, "language_code": self.text()[:10]},
        }
        made[self.random.choice(FIELDS)] = self.junk()
        if self.random.random() < 0.6:
            made["text"] = self.text()
        return made

    def callback(self) -> dict[str, Any]:
        made = {
            "id": str(self.random.randrange(10**12)),
            "from": self.user(),
            "chat_instance": "1",
            "message": self.message(),
            "data": self.random.choice([self.text(), "1" + self.text(), "1e" + self.text()]),
        }
        if self.random.random() < 0.3:
            made.pop(self.random.choice(list(made)))
        return made

    def inline_query(self) -> dict[str, Any]:
        made = {
            "id": str(self.random.randrange(10**12)),
            "from": {**self.user(), "language_code": self.text()[:10]},
            "query": self.text(),
            "offset": self.text(),
        }
        if self.random.random() < 0.3:
            made[self.random.choice(list(made))] = self.junk()
        return made

    def update(self) -> dict[str, Any]:
        kind = self.random.random()
        if kind < 0.4:
            return {self.random.choice(["message", "edited_message"]): self.message()}
        if kind < 0.7:
            return {"callback_query": self.callback()}
        if kind < 0.85:
            return {"inline_query": self.inline_query()}
        return {self.random.choice(FIELDS): self.junk() for _ in range(3)}


FIELDS = (
    "message", "edited_message", "callback_query", "inline_query", "my_chat_member", "channel_post",
    "chat", "from", "text", "caption", "entities", "photo", "document", "location", "contact",
    "sticker", "voice", "venue", "poll", "dice", "reply_to_message", "via_bot", "date", "id",
    "data", "message_id", "new_chat_members", "pinned_message", "successful_payment", "story",
    "forward_origin", "users_shared", "web_app_data", "checklist", "gift", "quote", "type", "title",
)  # fmt: skip


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_tree(tmp_path / "content", sound_files())


async def ask_for_help(place: Town) -> str:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    return str((await phone.write("/help"))["text"])


@pytest.mark.timeout(300)
async def test_the_bot_answers_people_after_thousands_of_malformed_updates(
    tmp_path: Path, content: Path
) -> None:
    async with town(content, f"sqlite:///{tmp_path / 'bot.db'}") as place:
        before = await ask_for_help(place)
        chance = Chance([place.world.add_person(f"p{n}") for n in range(40)])
        for _ in range(UPDATES):
            place.world.push_raw_update(chance.update())
            place.clock.pass_by(0.5)
        await place.settled(timeout_s=240)
        place.clock.pass_by(60)
        assert await ask_for_help(place) == before
        # Whatever came in, what went out is what Telegram takes; chats that a forged update
        # names and that never wrote cannot be written to, messages that are not there cannot be
        # edited, and a message id that is no number is none.
        allowed = (
            "chat not found",
            "can't initiate conversation",
            "message to edit not found",
            "query is too old",
            "message is not modified",
            "message can't be edited",
            'parameter "message_id" must be of type Integer',
        )
        strange = [
            refusal
            for refusal in place.refused()
            if not any(words in str(refusal[1]) for words in allowed)
        ]
        assert strange == []
