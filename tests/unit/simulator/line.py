"""A bot's line to the simulator: plain HTTP, without any library for bots."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import aiohttp

from bot.simulator.serve import running
from bot.simulator.world import Simulator

TOKEN = "1000000001:test-token-of-nobody-at-all-0123456"
NOON_S = 1_795_608_000.0


class Clock:
    """Simulated seconds, which pass only when a test says so."""

    def __init__(self) -> None:
        self.now_s = NOON_S

    def __call__(self) -> float:
        return self.now_s

    def pass_by(self, seconds: float) -> None:
        self.now_s += seconds


@dataclass(frozen=True)
class Answer:
    """What came back for a call."""

    status: int
    headers: Mapping[str, str]
    body: Any

    @property
    def result(self) -> Any:
        assert self.body["ok"], self.body
        return self.body["result"]

    @property
    def refusal(self) -> tuple[int, str]:
        """Return code and words, which the answer's status must agree with."""
        assert self.body["ok"] is False, self.body
        assert self.status == self.body["error_code"]
        return self.status, self.body["description"]


@dataclass(frozen=True)
class Line:
    """The simulated world, and the server in front of it."""

    world: Simulator
    clock: Clock
    address: str
    http: aiohttp.ClientSession

    async def request(self, verb: str, path: str, **more: Any) -> Answer:
        async with self.http.request(verb, self.address + path, **more) as answer:
            is_json = answer.content_type == "application/json"
            body = await (answer.json() if is_json else answer.read())
            return Answer(answer.status, answer.headers, body)

    async def call(self, method: str, **params: Any) -> Answer:
        return await self.request("POST", f"/bot{TOKEN}/{method}", json=params)

    async def send_file(self, method: str, field: str, data: bytes, **params: Any) -> Answer:
        form = aiohttp.FormData({name: str(value) for name, value in params.items()})
        form.add_field(field, BytesIO(data), filename="rights.pdf", content_type="application/pdf")
        return await self.request("POST", f"/bot{TOKEN}/{method}", data=form)

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.call("getUpdates", **params)).result
        return found

    def newcomer(self, name: str = "Dilshod") -> int:
        """Return a person whose /start waits for the bot."""
        person = self.world.add_person(name)
        self.world.send_text(person, "/start")
        return person


@asynccontextmanager
async def open_line(*, limits: bool = True) -> AsyncIterator[Line]:
    """Serve a world until the end of the block."""
    clock = Clock()
    world = Simulator(TOKEN, clock=clock, limits=limits)
    async with running(world) as address, aiohttp.ClientSession() as http:
        yield Line(world, clock, address, http)
