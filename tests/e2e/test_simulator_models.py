"""The simulator judged from outside: aiogram's models take every answer and every update.

They are typed after Telegram's documentation; a field that they do not know is a fault, too.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Iterator
from typing import Any

import aiogram.methods
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError
from aiogram.methods import TelegramMethod
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaDocument,
    InputMediaPhoto,
    InputTextMessageContent,
    Update,
)
from pydantic import BaseModel

from bot.simulator.serve import running
from bot.simulator.world import Simulator
from tests.unit.simulator.line import TOKEN
from tests.unit.simulator.sound import GREETING, LEAFLET, SOUND, enliven


def client(address: str) -> Bot:
    return Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))


@pytest.fixture
async def pair() -> AsyncIterator[tuple[Simulator, Bot]]:
    """A world without a running bot, and a client for it."""
    world = Simulator(TOKEN, limits=False)
    async with running(world) as address, client(address) as bot:
        yield world, bot


def unknown_fields(value: object, path: str = "") -> Iterator[str]:
    """Yield the fields that aiogram's models have no place for."""
    if isinstance(value, BaseModel):
        yield from (f"{path}.{name}" for name in value.model_extra or ())
        for name, inner in value.__dict__.items():
            yield from unknown_fields(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from unknown_fields(inner, f"{path}[]")


def test_the_check_of_fields_sees_an_unknown_one() -> None:
    chat = {"id": 5, "type": "private", "colour": "red"}
    update = {"update_id": 1, "message": {"message_id": 1, "date": 0, "chat": chat}}
    assert list(unknown_fields(Update.model_validate(update))) == [".message.chat.colour"]


def pdf() -> BufferedInputFile:
    return BufferedInputFile(b"%PDF", "a.pdf")


FILES: dict[str, dict[str, Any]] = {
    **{
        f"send{kind}": {field: pdf()}
        for kind, field in (
            ("Document", "document"),
            ("Photo", "photo"),
            ("Voice", "voice"),
            ("Sticker", "sticker"),
            ("Video", "video"),
            ("Audio", "audio"),
            ("Animation", "animation"),
            ("VideoNote", "video_note"),
        )
    },
    "sendMediaGroup": {"media": [InputMediaPhoto(media=pdf(), caption="a")] * 2},
    "editMessageMedia": {"media": InputMediaDocument(media=pdf(), caption="c")},
}
"""Calls whose files aiogram uploads by itself."""


def method_of(name: str, ids: dict[str, str]) -> TelegramMethod[Any]:
    """Return a sound call as aiogram's own object."""
    params = {**SOUND[name], **FILES.get(name, {})}
    known = {n: ids.get(v, v) if isinstance(v, str) else v for n, v in params.items()}
    made = getattr(aiogram.methods, name[0].upper() + name[1:])(**known)
    assert isinstance(made, TelegramMethod)
    return made


async def faults_of(name: str) -> list[str]:
    """Make one call in a fresh world; return what aiogram finds wrong with its answer."""
    world = Simulator(TOKEN, limits=False)
    async with running(world) as address, client(address) as bot:
        try:
            result = await bot(method_of(name, await enliven(world)))
        except AiogramError as error:
            return [str(error)]
        return list(unknown_fields(result))


async def test_every_answer_is_one_that_aiogram_knows() -> None:
    faults = await asyncio.gather(*map(faults_of, SOUND))
    assert dict(zip(SOUND, faults, strict=True)) == {name: [] for name in SOUND}


FORMS = ("document", "photo", "voice", "video", "audio", "animation", "video_note", "sticker")


async def all_updates(world: Simulator, bot: Bot) -> list[dict[str, Any]]:
    """Let people do everything they can; return the updates that it makes."""
    ids = await enliven(world)
    person = next(iter(world.people))
    group = next(chat for chat in world.chats if chat < 0)
    world.send_text(person, "💥 /start@yoldosh_demo_bot #tag https://a.uz", reply_to=GREETING)
    world.send_text(person, "Savol", chat_id=group, thread_id=1)
    world.create_topic(group, "Mine", person_id=person)
    for form in FORMS:
        world.send_file(person, form, b"%PDF", name="a", mime_type="text/plain", caption="c @abcd")
    world.send_location(person, 41.3, 69.2)
    world.send_contact(person)
    world.edit_text(person, person, 1, "/help")
    for message_id in (GREETING, LEAFLET, 999):
        world.press(person, person, message_id, "go")
    article = InlineQueryResultArticle(
        id="1",
        title="One",
        input_message_content=InputTextMessageContent(message_text="One"),
        reply_markup=InlineKeyboardMarkup(
            inline_keyboard=[[InlineKeyboardButton(text="Go", callback_data="go")]]
        ),
    )
    await bot.answer_inline_query(ids["inline"], [article])
    chosen = world.choose_inline(person, "1")
    world.press(person, person, chosen["message_id"], "go")
    world.block(person)
    world.unblock(person)
    return world.inbox.updates


async def test_every_update_is_one_that_aiogram_knows(pair: tuple[Simulator, Bot]) -> None:
    updates = await all_updates(*pair)
    read = [Update.model_validate(update) for update in updates]
    assert [list(unknown_fields(update)) for update in read] == [[]] * len(read)
    assert {update.event_type for update in read} == {
        "message",
        "edited_message",
        "callback_query",
        "inline_query",
        "chosen_inline_result",
        "my_chat_member",
    }
    kinds = {update.message.content_type for update in read if update.message}
    assert kinds >= {*FORMS, "text", "location", "contact", "forum_topic_created"}


def test_every_kind_of_update_that_the_simulator_makes_is_among_them() -> None:
    from bot.simulator import chats, world

    source = inspect.getsource(chats) + inspect.getsource(world)
    pushed = {part.split('"')[1] for part in source.split("self.push(")[1:]}
    assert pushed == {
        "message",
        "edited_message",
        "callback_query",
        "inline_query",
        "chosen_inline_result",
        "my_chat_member",
    }


async def test_aiogram_gets_the_updates_as_its_own_objects(pair: tuple[Simulator, Bot]) -> None:
    world, bot = pair
    expected = len(await all_updates(world, bot))
    got = await bot.get_updates(limit=100)
    assert len(got) == expected
    assert await bot.get_updates(offset=got[-1].update_id + 1) == []
