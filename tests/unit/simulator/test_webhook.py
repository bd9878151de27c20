"""The webhook: updates are posted, in order for each chat, until the bot takes them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import FormData, MultipartWriter, web

from tests.unit.simulator.line import Line

Replies = list[web.Response]


class Receiver:
    """A bot's web server: it keeps what came, and answers as a test tells it to."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.headers: list[Mapping[str, str]] = []
        self.replies: Replies = []
        self.hold = asyncio.Event()
        self.hold.set()
        self.inside = 0
        self._news = asyncio.Condition()
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        async with self._news:
            self.got.append(await request.json())
            self.headers.append(request.headers)
            self.inside += 1
            self._news.notify_all()
        await self.hold.wait()
        self.inside -= 1
        return self.replies.pop(0) if self.replies else web.Response()

    async def until(self, claim: Callable[[], bool]) -> None:
        async with asyncio.timeout(10), self._news:
            await self._news.wait_for(claim)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got]


@asynccontextmanager
async def listening(receiver: Receiver) -> AsyncIterator[None]:
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield
    finally:
        await runner.cleanup()


@pytest.fixture
async def hook() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    async with listening(receiver):
        yield receiver


async def settled(line: Line) -> None:
    await line.world.wait_for(lambda: len(line.world.inbox) == 0)


async def test_an_update_is_posted_with_the_secret(line: Line, hook: Receiver) -> None:
    answer = await line.call("setWebhook", url=hook.url, secret_token="a_secret-1")
    assert answer.body["description"] == "Webhook was set"
    line.newcomer()
    await hook.until(lambda: bool(hook.got))
    assert hook.texts() == ["/start"]
    assert hook.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "a_secret-1"
    assert hook.headers[0]["Content-Type"] == "application/json"


async def test_without_a_secret_there_is_no_header(line: Line, hook: Receiver) -> None:
    await line.call("setWebhook", url=hook.url)
    line.newcomer()
    await hook.until(lambda: bool(hook.got))
    assert "X-Telegram-Bot-Api-Secret-Token" not in hook.headers[0]


async def test_what_waited_before_the_webhook_is_posted(line: Line, hook: Receiver) -> None:
    line.newcomer()
    await line.call("setWebhook", url=hook.url)
    await hook.until(lambda: hook.texts() == ["/start"])


async def test_what_waited_can_be_dropped(line: Line, hook: Receiver) -> None:
    person = line.newcomer()
    await line.call("setWebhook", url=hook.url, drop_pending_updates=True)
    line.world.send_text(person, "new")
    await hook.until(lambda: bool(hook.got))
    assert hook.texts() == ["new"]


@pytest.mark.parametrize("status", [500, 404, 302])
async def test_a_refused_update_is_posted_again(line: Line, hook: Receiver, status: int) -> None:
    hook.replies = [web.Response(status=status, headers={"Location": "/elsewhere"})]
    await line.call("setWebhook", url=hook.url)
    line.newcomer()
    await hook.until(lambda: len(hook.got) == 2)
    assert hook.got[0] == hook.got[1]
    info = (await line.call("getWebhookInfo")).result
    assert info["last_error_message"].startswith(f"Wrong response from the webhook: {status} ")
    assert info["last_error_date"] == int(line.clock())


async def test_updates_of_a_chat_keep_their_order_over_a_failure(
    line: Line, hook: Receiver
) -> None:
    hook.replies = [web.Response(status=503)]
    await line.call("setWebhook", url=hook.url)
    person = line.newcomer()
    line.world.send_text(person, "second")
    other = line.world.add_person("Madina")
    line.world.send_text(other, "other")
    await hook.until(lambda: len(hook.got) == 4)
    assert [text for text in hook.texts() if text != "other"] == ["/start", "/start", "second"]


async def test_a_webhook_may_ask_to_be_left_alone(line: Line, hook: Receiver) -> None:
    hook.replies = [web.Response(status=429, headers={"Retry-After": "1"})]
    await line.call("setWebhook", url=hook.url)
    loop = asyncio.get_running_loop()
    line.newcomer()
    await hook.until(lambda: len(hook.got) == 1)
    begun = loop.time()
    await hook.until(lambda: len(hook.got) == 2)
    assert loop.time() - begun >= 0.9


async def test_nobody_there_is_told_of(line: Line, unused_tcp_port: int) -> None:
    await line.call("setWebhook", url=f"http://127.0.0.1:{unused_tcp_port}/")
    line.newcomer()
    await line.world.wait_for(lambda: bool(line.world.webhook.last_error))
    info = (await line.call("getWebhookInfo")).result
    assert info["last_error_message"] == "Connection refused"
    assert info["pending_update_count"] == 1


async def test_no_more_connections_are_open_than_allowed(line: Line, hook: Receiver) -> None:
    hook.hold.clear()
    await line.call("setWebhook", url=hook.url, max_connections=2)
    for name in "abcde":
        line.newcomer(name)
    await hook.until(lambda: hook.inside == 2)
    # Five more round trips in which a third would have come.
    for _ in range(5):
        info = (await line.call("getWebhookInfo")).result
    assert (hook.inside, info["max_connections"], info["pending_update_count"]) == (2, 2, 5)
    hook.hold.set()
    await settled(line)
    assert len(hook.got) == 5


async def test_one_chat_is_served_one_update_at_a_time(line: Line, hook: Receiver) -> None:
    hook.hold.clear()
    await line.call("setWebhook", url=hook.url)
    person = line.newcomer()
    line.world.send_text(person, "second")
    line.newcomer("Madina")
    await hook.until(lambda: hook.inside == 2)
    assert hook.texts() == ["/start", "/start"]
    hook.hold.set()
    await settled(line)


async def test_the_same_webhook_is_set_once(line: Line, hook: Receiver) -> None:
    await line.call("setWebhook", url=hook.url)
    again = await line.call("setWebhook", url=hook.url)
    assert again.body["description"] == "Webhook is already set"


async def test_a_deleted_webhook_gets_nothing_more(line: Line, hook: Receiver) -> None:
    await line.call("setWebhook", url=hook.url)
    answer = await line.call("setWebhook", url="")
    assert answer.body["description"] == "Webhook was deleted"
    line.newcomer()
    assert len(await line.updates()) == 1
    assert hook.got == []


def json_reply(**call: Any) -> web.Response:
    return web.json_response(call)


def form_reply(**call: Any) -> web.Response:
    return web.Response(body=FormData(call)())


def parts_reply(**call: Any) -> web.Response:
    writer = MultipartWriter("form-data")
    for name, value in call.items():
        part = writer.append(str(value))
        part.set_content_disposition("form-data", name=name)
    return web.Response(body=writer)


@pytest.mark.parametrize("reply", [json_reply, form_reply, parts_reply])
async def test_an_answer_may_hold_a_call(
    line: Line, hook: Receiver, reply: Callable[..., web.Response]
) -> None:
    person = line.world.add_person("Dilshod")
    hook.replies = [reply(method="sendMessage", chat_id=str(person), text="Salom 💥")]
    await line.call("setWebhook", url=hook.url)
    line.world.send_text(person, "/start")
    await line.world.wait_for(lambda: len(line.world.messages(person)) == 2)
    assert line.world.messages(person)[1]["text"] == "Salom 💥"


@pytest.mark.parametrize(
    "reply",
    [
        json_reply(method="deleteWebhook"),
        json_reply(method="getMe"),
        json_reply(method="sendMessage", text="\ud800"),
        json_reply(text="no method"),
        web.Response(body=b"{", content_type="application/json"),
        web.Response(text="ok"),
    ],
)
async def test_other_answers_are_passed_over(
    line: Line, hook: Receiver, reply: web.Response
) -> None:
    hook.replies = [reply]
    await line.call("setWebhook", url=hook.url)
    before = len(line.world.calls)
    line.newcomer()
    await settled(line)
    assert [call.method for call in line.world.calls][before:] == []
    assert line.world.webhook.url == hook.url
