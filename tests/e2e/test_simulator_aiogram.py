"""The simulator judged from outside: an aiogram bot, as anybody would write it, works with it.

It polls, or is served by a webhook and answers with calls of their own or in its replies.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.filters import CommandStart
from aiogram.methods import SendMessage
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputTextMessageContent,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from bot.simulator.serve import running
from bot.simulator.world import Simulator
from tests.unit.simulator.line import TOKEN

SECRET = "a-secret_1"
GO = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go", callback_data="go")]])
PHONE = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Phone", request_contact=True)]])


def router() -> Router:
    """Return a small bot: it greets, echoes, edits, and gives back what it is sent."""
    bot = Router()

    @bot.message(CommandStart())
    async def greet(message: Message) -> None:
        await message.answer("<b>Salom</b> 💥", parse_mode="HTML", reply_markup=GO)

    @bot.message(F.text == "phone")
    async def ask(message: Message) -> SendMessage:
        return message.answer("Your phone?", reply_markup=PHONE)

    @bot.callback_query(F.data == "go")
    async def go(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text("Gone")
        await query.answer("Done", show_alert=True)

    @bot.message(F.document)
    async def give_back(message: Message, bot: Bot) -> None:
        assert message.document
        content = await bot.download(message.document)
        assert content
        file = BufferedInputFile(content.read()[::-1], "ʻback.bin")
        await message.reply_document(file, caption="Back")

    @bot.message(F.location)
    async def place(message: Message) -> None:
        assert message.location
        await message.answer_location(message.location.latitude, message.location.longitude)

    @bot.message(F.contact)
    async def contact(message: Message) -> SendMessage:
        assert message.contact
        return message.answer(f"{message.contact.phone_number} {message.contact.user_id}")

    @bot.edited_message()
    async def edited(message: Message) -> SendMessage:
        return message.answer(f"Now {message.text}")

    @bot.inline_query()
    async def find(query: InlineQuery) -> None:
        content = InputTextMessageContent(message_text=f"About {query.query}")
        result = InlineQueryResultArticle(id="1", title="One", input_message_content=content)
        await query.answer([result], cache_time=0)

    @bot.message()
    async def echo(message: Message) -> SendMessage:
        return message.answer(message.html_text, parse_mode="HTML")

    return bot


def client(address: str) -> Bot:
    return Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))


@asynccontextmanager
async def polling(bot: Bot) -> AsyncIterator[None]:
    dispatcher = Dispatcher()
    dispatcher.include_router(router())
    task = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    try:
        yield
    finally:
        await dispatcher.stop_polling()
        await task


@asynccontextmanager
async def serving(bot: Bot, *, in_background: bool) -> AsyncIterator[None]:
    dispatcher = Dispatcher()
    dispatcher.include_router(router())
    app = web.Application()
    handler = SimpleRequestHandler(
        dispatcher, bot, handle_in_background=in_background, secret_token=SECRET
    )
    handler.register(app, "/hook")
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token=SECRET)
    try:
        yield
    finally:
        await runner.cleanup()


WAYS: dict[str, Callable[[Bot], Any]] = {
    "polling": polling,
    "webhook": lambda bot: serving(bot, in_background=True),
    "webhook that answers in its reply": lambda bot: serving(bot, in_background=False),
}


class Phone:
    """A person's chat with the bot."""

    def __init__(self, world: Simulator) -> None:
        self.world = world
        self.id = world.add_person("Dilshod")

    @property
    def last(self) -> dict[str, Any]:
        return self.world.messages(self.id)[-1]

    async def hears(self) -> dict[str, Any]:
        """Return the bot's next message."""
        begun = len(self.world.messages(self.id))
        await self.world.wait_for(lambda: len(self.world.messages(self.id)) > begun)
        return self.last


@pytest.fixture(params=WAYS)
async def phone(request: pytest.FixtureRequest) -> AsyncIterator[Phone]:
    """A phone whose chat the bot serves; in the end nothing was refused."""
    world = Simulator(TOKEN, limits=False)
    async with running(world) as address:
        bot = client(address)
        async with WAYS[request.param](bot):
            yield Phone(world)
        await bot.session.close()
    assert [call for call in world.calls if call.status != 200] == []


async def test_it_echoes_with_entities(phone: Phone) -> None:
    phone.world.send_text(phone.id, "💥 see https://a.uz & <b>")
    echo = await phone.hears()
    assert echo["text"] == "💥 see https://a.uz & <b>"
    assert [(e["type"], e["offset"]) for e in echo["entities"]] == [("url", 7)]


async def test_it_shows_a_keyboard_and_edits_on_a_press(phone: Phone) -> None:
    phone.world.send_text(phone.id, "/start")
    shown = await phone.hears()
    assert shown["entities"] == [{"type": "bold", "offset": 0, "length": 5}]
    events = phone.world.listen()
    phone.world.press(phone.id, phone.id, shown["message_id"], "go")
    await phone.world.wait_for(lambda: bool(called(phone.world, "answerCallbackQuery")))
    assert (phone.last["text"], "reply_markup" in phone.last) == ("Gone", False)
    told = [events.get_nowait() for _ in range(events.qsize())]
    assert [e["text"] for e in told if e["type"] == "callback_answer"] == ["Done"]


async def test_it_asks_for_a_phone_and_gets_it(phone: Phone) -> None:
    phone.world.send_text(phone.id, "phone")
    await phone.hears()
    keyboard = phone.world.chats[phone.id].reply_keyboard
    assert keyboard == {"keyboard": [[{"text": "Phone", "request_contact": True}]]}
    phone.world.send_contact(phone.id, phone_number="+998901112233")
    assert (await phone.hears())["text"] == f"+998901112233 {phone.id}"


async def test_it_fetches_a_document_and_sends_one(phone: Phone) -> None:
    data = bytes(range(256)) * 300
    phone.world.send_document(phone.id, data)
    back = await phone.hears()
    assert (back["caption"], back["document"]["file_name"]) == ("Back", "ʻback.bin")
    assert phone.world.files[back["document"]["file_id"]].data == data[::-1]
    assert back["reply_to_message"]["message_id"] == back["message_id"] - 1


async def test_it_sends_a_place_back(phone: Phone) -> None:
    phone.world.send_location(phone.id, 41.311, 69.24)
    assert (await phone.hears())["location"] == {"latitude": 41.311, "longitude": 69.24}


async def test_it_sees_an_edited_text(phone: Phone) -> None:
    sent = phone.world.send_text(phone.id, "one")
    await phone.hears()
    phone.world.edit_text(phone.id, phone.id, sent["message_id"], "two")
    assert (await phone.hears())["text"] == "Now two"


async def test_it_answers_an_inline_query(phone: Phone) -> None:
    query = phone.world.inline_query(phone.id, "EPS")
    await phone.world.wait_for(lambda: query in phone.world.inline_answers)
    assert phone.world.choose_inline(phone.id, "1")["text"] == "About EPS"


def called(world: Simulator, method: str) -> list[Any]:
    return [call for call in world.calls if call.method.lower() == method.lower()]


@pytest.fixture
async def pair() -> AsyncIterator[tuple[Simulator, Bot]]:
    """A world without a running bot, and a client for it."""
    world = Simulator(TOKEN)
    async with running(world) as address:
        bot = client(address)
        yield world, bot
        await bot.session.close()


async def test_refusals_are_the_errors_that_aiogram_knows(pair: tuple[Simulator, Bot]) -> None:
    world, bot = pair
    person = world.add_person("Dilshod")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(person, "Salom")
    world.send_text(person, "/start")
    for _ in range(20):
        await bot.send_message(person, "Salom")
    with pytest.raises(TelegramRetryAfter) as flood:
        await bot.send_message(person, "Salom")
    assert flood.value.retry_after == 1
    world.block(person)
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(person, "Salom")
    await bot.set_webhook("http://127.0.0.1:1/")
    with pytest.raises(TelegramConflictError):
        await bot.get_updates()


async def test_a_wrong_token_is_unauthorized(pair: tuple[Simulator, Bot]) -> None:
    stranger = Bot("1000000002:another", session=pair[1].session)
    with pytest.raises(TelegramUnauthorizedError):
        await stranger.get_me()
